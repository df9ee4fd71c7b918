from __future__ import annotations

import pytest

from poet.responses.numbers import likely_number, plain_figures, understand_number, without_points
from poet.responses.problem_table import Trouble


@pytest.fixture
def age(questionnaire):
    return questionnaire.question("age")


@pytest.mark.parametrize(
    ("text", "number"),
    [("45", 45.0), (" 45 ", 45.0), ("45.0", 45.0), ("+45", 45.0), ("16", 16.0), ("110", 110.0)],
)
def test_plain_figures_are_taken(age, text, number):
    assert understand_number(age, text).value == number


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("45 yrs", "45"),
        ("£1,200.50", "1200.50"),
        ("1e3", "1000"),
        ("1,200", "1200"),
        ("4,5", "4.5"),
        ("forty", ""),
        ("2 or 3", ""),
        ("31/02/2026", ""),
        ("\uff14\uff15", "45"),
        ("nan", ""),
        ("inf", ""),
        ("0x1F", ""),
    ],
)
def test_other_writing_is_told_with_the_likely_number(age, text, near):
    understood = understand_number(age, text)
    assert understood.value is None
    assert understood.trouble == Trouble(
        text, "not a plain number", f'"{text}" is not a plain number: write figures alone.', near
    )


def test_numbers_out_of_bounds_are_told(age):
    assert understand_number(age, "-1").trouble == Trouble(
        "-1", "number too low", '"-1" is below 16, the lowest that can be right.'
    )
    assert understand_number(age, "230").trouble == Trouble(
        "230", "number too high", '"230" is above 110, the highest that can be right.'
    )


def test_a_number_without_end_is_no_number(age):
    assert understand_number(age, "9" * 400).trouble.rule == "not a plain number"
    assert likely_number("1e" + "9" * 400) != "inf"


def test_figures_have_no_exponent():
    assert plain_figures(1e6) == "1000000"
    assert plain_figures(0.25) == "0.25"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        *[("1.200", "1200"), ("12.500,75", "12500.75"), ("1.200.000", "1200000")],
        *[("12.50", ""), ("0.125", ""), ("1200.500", ""), ("1.200 or so", ""), ("", "")],
    ],
)
def test_points_between_thousands_are_known_and_those_before_pence_left(text, figures):
    assert without_points(text) == figures
