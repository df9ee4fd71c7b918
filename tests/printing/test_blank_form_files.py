"""The blank form as files: where they go, what they are called, what is said when they cannot."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

import poet
from poet import definition
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing import blank_form
from poet.printing.blank_form import form_page, print_form
from poet.printing.blank_form_view import Particulars
from poet.printing.pdf import pdf

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FAMILY_CARERS = EXAMPLES / "carers-eurofamcare" / "questionnaires"
CARER = definition.load("carer")
OURS = Particulars(
    authority="Fernhollow Council",
    contact="the evaluation team, 01234 567890",
    return_by="30 June 2027",
    number_box=True,
)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs are written as HTML, since setting the type takes most of the time."""
    drawing = contextlib.nullcontext(lambda pages: map(str.encode, pages))
    monkeypatch.setattr(blank_form, "drawing", lambda *_: drawing)


@pytest.mark.usefixtures("at_once")
def test_a_folder_gets_a_file_of_each_format(tmp_path: Path) -> None:
    files = print_form(CARER, tmp_path / "new" / "forms.2027")
    assert files == (
        tmp_path / "new" / "forms.2027" / "carer-standard-form.pdf",
        tmp_path / "new" / "forms.2027" / "carer-standard-form.html",
    )
    assert files[0].read_text("utf-8") == form_page(CARER)
    assert files[1].read_text("utf-8") == form_page(CARER, medium="html")
    (one,) = print_form(CARER, tmp_path, edition="easy_read", formats=["html"], particulars=OURS)
    assert one.name == "carer-fernhollow-council-easy-read-form.html"


@pytest.mark.usefixtures("at_once")
def test_a_file_with_a_name_is_the_only_one(tmp_path: Path) -> None:
    assert print_form(CARER, tmp_path / "mine.PDF") == (tmp_path / "mine.PDF",)
    assert print_form(CARER, tmp_path / "mine.html") == (tmp_path / "mine.html",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.PDF", "mine.html"]
    assert (tmp_path / "mine.html").read_text("utf-8") == form_page(CARER, medium="html")


@pytest.mark.usefixtures("at_once")
def test_a_folder_whose_name_ends_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").mkdir()
    (one,) = print_form(CARER, tmp_path / "old.pdf", formats=("pdf",))
    assert one == tmp_path / "old.pdf" / "carer-standard-form.pdf"


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("output", "options", "sentence"),
    [
        (
            "forms",
            {"edition": "big"},
            'edition "big": no form has this edition. There are: standard, easy_read, large_print.',
        ),
        (
            "forms",
            {"formats": ("pdf", "doc")},
            'format "doc": no form has this format. There are: pdf, html.',
        ),
        ("forms", {"formats": ()}, "format: none is named. There are: pdf, html."),
        (
            "form.docx",
            {},
            "form.docx: no form is printed into a file that ends in .docx. "
            "Asked for: pdf, html. Name a file that ends so, or a folder.",
        ),
        (
            "form.html",
            {"formats": ("pdf",)},
            "form.html: no form is printed into a file that ends in .html. "
            "Asked for: pdf. Name a file that ends so, or a folder.",
        ),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    output, options, sentence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PoetError) as refusal:
        print_form(CARER, Path(output), **options)
    assert (str(refusal.value), refusal.value.exit_code) == (sentence, 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("at_once")
def test_a_form_that_is_there_is_written_again_with_force_alone(tmp_path: Path) -> None:
    (tmp_path / "carer-standard-form.html").write_text("filled in", encoding="utf-8")
    with pytest.raises(PoetError) as refusal:
        print_form(CARER, tmp_path)
    assert str(refusal.value) == (
        f"{tmp_path / 'carer-standard-form.html'}: this file is there already. "
        "Add --force to write it again, or name another folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["carer-standard-form.html"]
    assert len(print_form(CARER, tmp_path, force=True)) == 2


def test_a_form_that_cannot_be_drawn_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(PoetError) as refusal:
        print_form(CARER, tmp_path, time_limit=0.001)
    assert str(refusal.value).startswith("printing: drawing was stopped after 0.001 seconds.")
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
    assert list(tmp_path.iterdir()) == []


def test_the_public_function_prints_the_same(tmp_path: Path) -> None:
    (drawn, screen) = poet.form(
        "family_carer",
        str(tmp_path),
        folder=str(FAMILY_CARERS),
        edition="easy_read",
        authority=f" {OURS.authority} ",
        contact=OURS.contact,
        return_by=OURS.return_by,
        number_box=True,
    )
    asked = definition.load("family_carer", FAMILY_CARERS)
    assert screen.read_text("utf-8") == form_page(asked, "easy_read", "html", OURS)
    assert drawn.read_bytes() == pdf(form_page(asked, "easy_read", "pdf", OURS))
