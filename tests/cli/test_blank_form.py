from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import definition
from poet.printing import blank_form
from poet.printing.blank_form import form_page
from poet.printing.blank_form_view import Particulars

NEXT = "Next: print it. To type what comes back:\n"


@pytest.fixture(autouse=True)
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs are written as HTML, since setting the type takes most of the time."""
    at_once = contextlib.nullcontext(lambda pages: map(str.encode, pages))
    monkeypatch.setattr(blank_form, "drawing", lambda *_: at_once)


def test_a_form_is_printed(run: Callable, here: Path) -> None:
    ran = run("form", "budget_holder", "-o", "forms")
    assert (ran.code, ran.out) == (
        0,
        "forms/budget-holder-standard-form.pdf\nforms/budget-holder-standard-form.html\n",
    )
    assert ran.err == f"{NEXT}  poet template budget_holder -o answers.xlsx\n"
    page = (here / "forms" / "budget-holder-standard-form.html").read_text("utf-8")
    assert page == form_page(definition.load("budget_holder"), medium="html")


def test_every_choice_is_passed_on(run: Callable, here: Path) -> None:
    ran = run(
        *("form", "carer", "-o", "form.html", "--edition", "easy_read", "--format", "html,pdf"),
        *("--authority", "Fernhollow Council", "--contact", "The team", "--number-box"),
        *("--return-by", "30 June 2027"),
    )
    assert (ran.code, ran.out) == (0, "form.html\n")
    assert ran.err == (
        f"{NEXT}  poet template carer -o answers.xlsx --edition easy_read "
        '--authority "Fernhollow Council"\n'
    )
    ours = Particulars("Fernhollow Council", "The team", "30 June 2027", number_box=True)
    expected = form_page(definition.load("carer"), "easy_read", "html", ours)
    assert (here / "form.html").read_text("utf-8") == expected


def test_a_questionnaire_of_ones_own(run: Callable, here: Path, own_questionnaire: str) -> None:
    (here / "mine.toml").write_text(own_questionnaire, encoding="utf-8")
    ran = run("form", "mine", "--folder", ".", "-o", "f", "--edition", "large_print")
    assert ran.code == 0
    assert ran.err == f"{NEXT}  poet template mine -o answers.xlsx --folder .\n"
    assert "What would you change?" in (here / "f" / "mine-large-print-form.html").read_text(
        "utf-8"
    )


def test_the_workbook_that_is_named_can_be_made(run: Callable, here: Path) -> None:
    told = run("form", "carer", "-o", "f", "--edition", "easy_read").err
    ran = run(*told.splitlines()[1].split()[1:])
    assert (ran.code, ran.out) == (0, "answers.xlsx\n")


def test_files_as_json(run: Callable) -> None:
    ran = run("form", "carer", "-o", "forms", "--json", "-q")
    assert json.loads(ran.out) == {
        "questionnaire": "carer",
        "edition": "standard",
        "files": ["forms/carer-standard-form.pdf", "forms/carer-standard-form.html"],
    }
    assert ran.err == ""


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ("carers", "-o", "forms"),
            2,
            'questionnaire "carers": there is no questionnaire of this name. There are: '
            'budget_holder, carer, practitioner. Did you mean "carer"?',
        ),
        (
            ("carer", "-o", "forms", "--edition", "easy"),
            2,
            'edition "easy": no form has this edition. There are: standard, easy_read, '
            "large_print.",
        ),
        (
            ("carer", "-o", "forms", "--format", "pdf,docx"),
            2,
            'format "docx": no form has this format. There are: pdf, html.',
        ),
        (
            ("carer", "-o", "forms", "--format", ","),
            2,
            "format: none is named. There are: pdf, html.",
        ),
        (
            ("carer", "-o", "forms", "--return-by", "x" * 101),
            2,
            "return by: this text has 101 characters. There is room for 100 on the form. "
            "Shorten it.",
        ),
        (
            ("carer", "-o", "there.pdf"),
            3,
            "there.pdf: this file is there already. "
            "Add --force to write it again, or name another folder.",
        ),
        (
            ("carer", "-o", "there.pdf/forms"),
            3,
            "there.pdf/forms: cannot write here: Not a directory. "
            "Choose a folder in which you may write.",
        ),
    ],
)
def test_mistakes_are_told(
    run: Callable, here: Path, words: tuple[str, ...], code: int, error: str
) -> None:
    (here / "there.pdf").write_bytes(b"filled in")
    ran = run("form", *words)
    assert (ran.code, ran.error) == (code, error)
    assert [path.name for path in here.iterdir()] == ["there.pdf"]
    assert (here / "there.pdf").read_bytes() == b"filled in"


def test_a_form_that_is_there_is_written_again_with_force(run: Callable, here: Path) -> None:
    (here / "there.html").write_bytes(b"filled in")
    assert run("form", "carer", "-o", "there.html", "--force").code == 0
    assert b"filled in" not in (here / "there.html").read_bytes()
