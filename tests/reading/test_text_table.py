from __future__ import annotations

import pytest

from poet.reading.text_table import Source, column_letter, shown


@pytest.mark.parametrize(
    ("position", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_column_letters_are_those_of_a_spreadsheet(position, letters):
    assert column_letter(position) == letters


def test_a_source_names_its_sheet_only_when_it_has_one():
    assert Source("answers.csv").where == "answers.csv"
    assert Source("answers.xlsx", "Sheet1").where == 'answers.xlsx, sheet "Sheet1"'


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("two\r\nlines", "two  lines"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("right\u202eleft", "right\ufffdleft"),
        ("half \ud83d", "half \ufffd"),
        ("one\u00a0two", "one two"),
        ("x" * 60, "x" * 60),
        ("x" * 100_000, "x" * 59 + "…"),
    ],
)
def test_what_is_shown_is_short_and_printable(text, printed):
    assert shown(text) == printed
    shown(text).encode("utf-8")
