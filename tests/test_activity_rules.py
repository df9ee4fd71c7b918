"""[activity] in study.toml: each mistake is one sentence."""

from __future__ import annotations

import tomllib

import pytest

from poet.activity_rules import activity_files, activity_mistakes

START = "study.toml, [activity]: "


def mistakes(lines: str) -> list[str]:
    table = tomllib.loads(f"[activity]\n{lines}")
    return [str(one) for one in activity_mistakes("study.toml", table)]


@pytest.mark.parametrize(
    "lines",
    [
        'file = "activity.csv"',
        'file = "a.xlsx"\nsheet = "Returns"\ncolumns = { year = "Period", reviews = "Done" }\n'
        'names = { home_visits = "Home visits" }\nwhere = { Sex = "All" }',
        'file = "a.csv"\nshape = "long"\ncolumns = { value = "N" }\nreturns = { reviews = "R" }',
        'file = "a.csv"\nshape = "years"\nunit_costs = { reviews = 200.5 }\n'
        'unit_costs_source = "us"\nunit_costs_year = 2024',
    ],
)
def test_what_is_right_has_no_mistake(lines) -> None:
    assert mistakes(lines) == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", 'file is missing. Add file = "...".'),
        (
            'file = "a.csv"\nshape = "tall"',
            'shape "tall" is not known. Known are: wide, long, years. Say how the file is laid '
            "out.",
        ),
        (
            'file = "a.csv"\nreturns = { reviews = "R" }',
            "returns is for a file in which each return has a row. Name the columns of the "
            'returns in columns, or add shape = "long".',
        ),
        (
            'file = "a.csv"\nshape = "long"\ncolumns = { reviews = "R" }',
            "columns names reviews, and the file has a row for each return. With shape = "
            '"long" columns can name: authority, year, return, value. Write the other names in '
            "returns, with the text that stands in the rows.",
        ),
        (
            'file = "a.csv"\nunit_costs = { reviews = 0 }\nunit_costs_source = "us"',
            "the unit cost of reviews is 0. A unit cost is an amount in pounds above 0 and at "
            "most 1,000,000. Correct it, or leave it out.",
        ),
        (
            'file = "a.csv"\nunit_costs = { reviews = nan }\nunit_costs_source = "us"',
            "the unit cost of reviews is nan. A unit cost is an amount in pounds above 0 and at "
            "most 1,000,000. Correct it, or leave it out.",
        ),
        (
            'file = "a.csv"\nunit_costs = { reviews = 200 }',
            "it is not said where unit_costs come from. Reports print them with their source, so "
            'that readers can judge them. Add unit_costs_source = "...".',
        ),
        (
            'file = "a.csv"\nunit_costs = { reviews = "200" }',
            "unit_costs is not a table of numbers. Write unit_costs = { reviews = 200 }.",
        ),
    ],
)
def test_a_mistake_is_a_sentence(lines, sentence) -> None:
    assert mistakes(lines) == [START + sentence]


def test_the_file_is_named() -> None:
    assert activity_files({"activity": {"file": "a.csv"}}) == ["a.csv"]
    assert activity_files({}) == activity_files({"activity": {"file": 3}}) == []


def test_two_returns_cannot_have_one_text_and_a_cost_has_a_limit() -> None:
    entry = {
        **{"file": "a.csv", "shape": "long"},
        **{"returns": {"reviews": "Reviewed", "visits": "reviewed"}},
        **{"unit_costs": {"reviews": 1e300}, "unit_costs_source": "us"},
    }
    assert [str(one) for one in activity_mistakes("study.toml", {"activity": entry})] == [
        'study.toml, [activity]: returns gives reviews and visits the same text, "Reviewed". Each '
        "has one of its own. Correct one of them.",
        "study.toml, [activity]: the unit cost of reviews is 1e+300. A unit cost is an amount in "
        "pounds above 0 and at most 1,000,000. Correct it, or leave it out.",
    ]
