"""Uptake of personal budgets and direct payments, from a council's returns."""

from __future__ import annotations

import dataclasses

import pytest
from returns_reported import report_on, study_of_returns

from poet.sections.activity_view import view
from poet.sections.uptake_words import uptake_sentence

HEADINGS = "authority,year,people_supported,personal_budgets,direct_payments,field_staff_fte"


@pytest.fixture
def told(tmp_path):
    """The sentence on a council of these rows."""

    def made(*rows, headings=HEADINGS, code="N1"):
        return uptake_sentence(report_on(study_of_returns(tmp_path, headings, *rows), code))

    return made


def test_the_latest_year_with_numbers_is_told(told) -> None:
    rows = ("Northtown,2009-10,1000,500,200,50", "Northtown,2010-11,1000,620,240,50")
    assert told(*rows) == (
        "By its returns of 2010-11, of 100 people supported, 62 have a personal budget and 24 have "
        "a direct payment."
    )
    later = "Northtown,2011-12,1000,,,50"
    assert told(*rows, later).startswith("By its returns of 2010-11, ")


def test_one_of_the_two_is_told_alone(told) -> None:
    headings = "authority,year,people_supported,direct_payments"
    assert told("Northtown,2010,800,200", headings=headings) == (
        "By its returns of 2010, of 100 people supported, 25 have a direct payment."
    )


@pytest.mark.parametrize(
    "row",
    ["Northtown,2010,100,120,,9", "Northtown,2010,,50,20,9", "Northtown,2010,20,5,3,9"],
    ids=["more than the whole", "nobody known", "numbers that are hidden"],
)
def test_what_cannot_be_told_is_not(told, row) -> None:
    assert told(row) == ""


def test_without_returns_nothing_is_told(tmp_path) -> None:
    report = report_on(study_of_returns(tmp_path, HEADINGS, "Northtown,2010,9,9,9,9"), "N1")
    assert uptake_sentence(dataclasses.replace(report, of_all={})) == ""


def test_they_are_not_told_once_more_as_work(tmp_path) -> None:
    rows = ("Northtown,2009,1000,500,200,50", "Northtown,2010,900,800,500,50")
    shown = view(report_on(study_of_returns(tmp_path, HEADINGS, *rows), "N1"))
    assert "budget" not in str(shown["main"]) + str(shown["others"])
