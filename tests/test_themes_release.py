"""Quotes: released by a named person, row by row, and never otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from two_coders import write_comments

import poet
from poet import themes_release
from poet.errors import PoetError
from poet.released import COLUMNS
from poet.themes_quotes import HEADINGS, SHEET, quotes_workbook
from poet.themes_release import Release, read_release

TEXTS = (
    "It took seven weeks. Ring Sarah on 0117 496 0123!",
    "The money came late.",
    "=1+1 <b>bold</b>",
)
SIGNED = {"Release": "yes", "Released by": "The lead", "Released on": "2026-10-15"}
REFUSALS = {
    "who": (
        {**SIGNED, "Released by": ""},
        "a comment does not say who released it and when, so nothing is released. Fill in Released "
        "by and Released on, or empty Release.",
    ),
    "when": (
        {**SIGNED, "Released on": ""},
        "a comment does not say who released it and when, so nothing is released. Fill in Released "
        "by and Released on, or empty Release.",
    ),
    "no name": (
        {**SIGNED, "Released by": "yes"},
        "a comment does not say who released it and when, so nothing is released. Fill in Released "
        "by and Released on, or empty Release.",
    ),
    "no day": (
        {**SIGNED, "Released on": "soon"},
        "a comment does not say who released it and when, so nothing is released. Fill in Released "
        "by and Released on, or empty Release.",
    ),
    "no words": (
        {**SIGNED, "Words to print": None},
        "there are no words to print. Write them, or empty Release.",
    ),
    "brackets alone": (
        {**SIGNED, "Words to print": "[...]"},
        "there are no words to print. Write them, or empty Release.",
    ),
    "a number": (
        {**SIGNED, "Words to print": "Ring on 0117 496 0123!"},
        "the words to print still hold an e-mail address, a telephone, NHS or National Insurance "
        "number or a postcode. Take it out, and write [...] in its place.",
    ),
    "other words": (
        {**SIGNED, "Words to print": "It took eight weeks."},
        "the words to print hold words that the comment does not have. Take them out, or put them "
        "in square brackets.",
    ),
    "another place": (
        {**SIGNED, "Row": "9"},
        "the comment does not stand among the answers of the latest wave where this row says. Make "
        "the workbook again with poet themes quotes.",
    ),
    "unclear": (
        {**SIGNED, "Release": "?"},
        "Release is neither yes nor empty. Choose yes, or empty it.",
    ),
}


@pytest.fixture
def quotes(small: Path) -> Path:
    """The workbook for the reviewer of three comments."""
    write_comments(small, TEXTS)
    path = small / "quotes.xlsx"
    path.write_bytes(quotes_workbook(poet.load_study(small))[0])
    return path


def review(path: Path, *rows: Mapping[str, str | None]) -> None:
    """Write into the first rows: heading to text."""
    book = openpyxl.load_workbook(path)
    for row, given in enumerate(rows, start=2):
        for heading, text in given.items():
            book[SHEET].cell(row, list(HEADINGS).index(heading) + 1).value = text
    book.save(path)


def released(path: Path) -> Release:
    return read_release(path, poet.load_study(path.parent).responses)


def refused(path: Path) -> str:
    with pytest.raises(PoetError) as mistake:
        released(path)
    return str(mistake.value)


def test_the_reviewer_sees_the_comment_and_what_would_be_printed(quotes: Path) -> None:
    sheet = openpyxl.load_workbook(quotes)[SHEET]
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert rows[0]["Comment"] == "It took seven weeks. Ring [[Sarah]] on [[0117 496 0123]]!"
    assert rows[0]["Words to print"] == "It took seven weeks. Ring [...] on [...]!"
    assert rows[0]["Look here first"] == "telephone number, name"
    assert rows[2]["Words to print"] == TEXTS[2]
    assert sheet.cell(4, list(HEADINGS).index("Words to print") + 1).data_type == "s"
    assert all(row[name] is None for row in rows for name in SIGNED)


def test_nothing_is_released_without_a_yes(quotes: Path) -> None:
    assert refused(quotes) == ("quotes.xlsx: no comment is released. Choose yes below Release.")


def test_what_a_named_person_released_is_read_by_the_study(quotes: Path) -> None:
    review(quotes, SIGNED, {**SIGNED, "Words to print": "The money came [very] late."})
    made = released(quotes)
    assert list(made.comments.columns) == list(COLUMNS)
    assert made.comments.to_numpy().tolist() == [
        [
            *("fernhollow", "mine", "words", "It took seven weeks. Ring [...] on [...]!"),
            *("The lead", "2026-10-15"),
        ],
        ["fernhollow", "mine", "words", "The money came [very] late.", "The lead", "2026-10-15"],
    ]
    assert made.remarks == ()


def test_a_name_that_was_left_is_told(quotes: Path) -> None:
    review(quotes, {**SIGNED, "Words to print": "It took seven weeks. Ring Sarah."})
    assert released(quotes).remarks == (
        "quotes.xlsx, row 2: the words to print may still tell who somebody is (name). Look again.",
    )


@pytest.mark.parametrize(
    "change",
    [*({"Row": row} for row in ("inf", "nan", "1e3", "-2", "9" * 5_000)), {"Questionnaire": "x"}],
)
def test_a_row_that_means_no_place_is_refused(quotes: Path, change: Mapping[str, str]) -> None:
    review(quotes, {**SIGNED, **change})
    assert refused(quotes) == f"quotes.xlsx, row 2: {REFUSALS['another place'][1]}"


@pytest.mark.parametrize("name", REFUSALS)
def test_nothing_at_all_is_released_while_something_is_wrong(quotes: Path, name: str) -> None:
    change, sentence = REFUSALS[name]
    review(quotes, change, SIGNED)
    assert refused(quotes) == f"quotes.xlsx, row 2: {sentence}"


def test_many_rows_are_counted(quotes: Path) -> None:
    unsigned = {"Release": "yes"}
    write_comments(quotes.parent, ["It was slow."] * 8)
    quotes.write_bytes(quotes_workbook(poet.load_study(quotes.parent))[0])
    review(quotes, *[unsigned] * 8)
    assert refused(quotes).startswith("quotes.xlsx, row 2, 3, 4, 5, 6 and 3 more: a comment does")


def test_answers_that_have_changed_since(quotes: Path) -> None:
    review(quotes, SIGNED)
    write_comments(quotes.parent, ["Other words.", *TEXTS[1:]])
    assert refused(quotes) == f"quotes.xlsx, row 2: {REFUSALS['another place'][1]}"


def test_the_themes_of_a_coded_comment_stand_beside_it(made_up_once: Path, tmp_path: Path) -> None:
    study = poet.load_study(made_up_once)
    (tmp_path / "quotes.xlsx").write_bytes(quotes_workbook(study, audiences=["carer"])[0])
    sheet = openpyxl.load_workbook(tmp_path / "quotes.xlsx")[SHEET]
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    text = "We filled in form after form and then waited for months."
    themes = [str(row["Themes"]) for row in rows if row["Comment"] == text]
    assert themes
    assert any("Paperwork, Waiting" in one for one in themes)


def test_every_refusal_is_tested(
    untested: Callable[[ModuleType, Iterable[str]], list[str]],
) -> None:
    assert untested(themes_release, ["no comment is released"]) == []
