"""What a cell of a published table says: a figure, a sign, or nothing that can be used."""

from __future__ import annotations

import pytest

from poet import published_tables_values
from poet.errors import PoetError
from poet.published_tables_values import Figure, figure_of, refuse_other_unit, without_figure


@pytest.mark.parametrize(
    ("text", "number", "signed"),
    [
        ("31.9", 31.9, False),
        (" 67% ", 67.0, True),
        ("67 %", 67.0, True),
        ("1,234.5", 1234.5, False),
        (".5", 0.5, False),
        ("\N{MINUS SIGN}2", -2.0, False),
        ("0.30000000000000004", 0.30000000000000004, False),
        ("2e-05", 2e-05, False),
    ],
)
def test_figures(text: str, number: float, signed: bool) -> None:
    assert figure_of(text, 7) == Figure(number, 7, signed)


@pytest.mark.parametrize(
    "text", ["", "[c]", "..", "-", "*", "%", "about 5", "1,23", "12 34", "1e999", "9" * 50, "."]
)
def test_what_is_no_figure(text: str) -> None:
    assert figure_of(text, 7) is None


def test_signs_are_counted_by_what_they_mean() -> None:
    cells = ["[c]", "[x]", "[x] ", "[w]", "[z]", "..", "-", "*", "", "[C]"]
    assert without_figure(cells) == [
        "10 councils have no figure: 2 suppressed ([c]), 2 not available ([x]), "
        "1 none recorded ([w]), 1 not applicable ([z]), 1 not available (..), 1 no figure (-), "
        "1 suppressed (*), 1 left empty."
    ]
    assert without_figure(["[c]"]) == ["1 council has no figure: 1 suppressed ([c])."]
    assert without_figure([]) == []


def test_other_texts_are_told_as_they_are() -> None:
    assert without_figure(["see note", "see note", "low"]) == [
        '3 councils have what is no figure: "see note", "low".'
    ]
    assert without_figure(["see note"]) == ['1 council has what is no figure: "see note".']


UNITS = {
    ("percent", "12", "131.9"): (
        'table.csv, row 3: 131.9 is no percent. With unit = "percent" every figure lies between 0 '
        "and 100. Correct the figure, or the unit."
    ),
    ("percent", "12", "-1"): (
        'table.csv, row 3: -1 is no percent. With unit = "percent" every figure lies between 0 '
        "and 100. Correct the figure, or the unit."
    ),
    ("share", "0.5", "7.6"): (
        'table.csv, row 3: 7.6 is no share. With unit = "share" every figure lies between 0 and 1. '
        "Correct the figure, or the unit."
    ),
    ("percent", "0.5", "0.7"): (
        "table.csv: no figure is above 1, so these are shares and not percentages. "
        'Write unit = "share".'
    ),
    ("percent", "67%", "70"): (
        "table.csv, row 2: this figure has a percent sign, and that of row 3 has none. All figures "
        "of a table are in one unit. Write all of them in the same way, and say in unit which."
    ),
    ("score", "67%", "70%"): (
        'table.csv, row 2: this figure has a percent sign, and unit is "score". All figures of a '
        "table are in one unit. Write all of them in the same way, and say in unit which."
    ),
}


@pytest.mark.parametrize(("unit", "first", "second"), UNITS)
def test_figures_in_another_unit_are_refused(unit: str, first: str, second: str) -> None:
    figures = [figure_of(first, 2), figure_of(second, 3)]
    with pytest.raises(PoetError) as caught:
        refuse_other_unit("table.csv", unit, figures)
    assert str(caught.value) == UNITS[unit, first, second]


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("percent", ["0", "100"]),
        ("percent", ["0.5%", "0.7%"]),
        ("percent", ["0", "0"]),
        ("percent", []),
        ("share", ["0", "1"]),
        ("score", ["-3", "7.6", "1,204"]),
    ],
)
def test_figures_in_the_unit_that_was_said_pass(unit: str, texts: list[str]) -> None:
    refuse_other_unit("table.csv", unit, [figure_of(text, 2) for text in texts])


def test_every_sentence_is_tested(untested) -> None:
    assert not untested(published_tables_values, UNITS.values())
