"""What became of the rows of a file of returns: each is counted, once, by the first reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returns_read import activity_of, amounts, told

from poet.responses import Account

HEADINGS = "authority,year,reviews,field_staff_fte"
ALL_THREE = ("Southville,2010,1,2", "Eastbury,2010,1,2")
LONG = {
    "shape": "long",
    "columns": {"authority": "LA", "year": "Period", "return": "What", "value": "N"},
    "returns": {"reviews": "Clients reviewed", "field_staff_fte": "Staff"},
    "where": {"Age": "all"},
}
cells = st.sampled_from(["", "0", "7", "-3", "[c]", "1.200"])
years = st.sampled_from(["2008", "2009", "2008-09", "", "soon"])
names = st.sampled_from(["Northtown", "Southville", "Leeds", "", "Northtwn"])


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    """The returns in these rows, headings first."""
    return lambda *rows, **entry: activity_of(tmp_path, *rows, **entry)


def test_a_row_is_used_where_one_number_of_it_is(read) -> None:
    activity = read(
        *(HEADINGS, "Northtown,2010,5,0", "Northtown,2011,[c],..", "Northtown,soon,5,5"),
        *("Northtown,2012,5,5", "N1,2012,6,6", "Leeds,2010,1,1", ",2010,1,1"),
        *("Northtown,2013,1,1,1", *ALL_THREE),
    )
    assert activity.account == Account(
        10,
        3,
        {
            "wrong number of cells": 1,
            "no authority of the study": 2,
            "no year that can be used": 1,
            "same council, year and return twice": 2,
            "no number that can be used": 1,
        },
    )


def test_rows_of_a_long_file_are_counted_as_they_are_left_out(read) -> None:
    activity = read(
        *("LA,Period,What,Age,N", "Northtown,2010,Clients reviewed,all,5"),
        *("Northtown,2010,Clients reviewed,65+,3", "Northtown,2010,Visits,all,3"),
        "Northtown,2010,,all,3",
        **LONG,
    )
    assert activity.account == Account(
        4, 1, {"row that where leaves out": 1, "no return that is read": 2}
    )
    assert (
        'activity.csv: returns in study.toml names what no row of these councils has: "Staff".'
    ) in activity.remarks


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(names, years, cells, cells), min_size=1, max_size=8))
def test_whatever_stands_in_the_cells_the_rows_add_up(read, rows) -> None:
    activity = read(HEADINGS, *map(",".join, rows), "Eastbury,2010,1,2")
    there = [row for row in rows if any(row)]
    used = activity.by_year.dropna(subset=["amount"])["line"].nunique()
    assert (activity.account.rows_read, activity.account.rows_used) == (1 + len(there), used)


def test_a_point_between_thousands_is_not_taken_for_decimals_but_of_posts(read) -> None:
    activity = read(HEADINGS, "Northtown,2010,1.200,98.500", *ALL_THREE)
    assert told(activity) == [(2, "C", '"1.200" is not a number of reviews: write figures alone.')]
    assert activity.problems["nearest"].tolist() == ["1200"]
    assert amounts(activity)["N1", "2010", "field_staff_fte"] == 98.5


def test_columns_of_personal_data_are_no_returns(read) -> None:
    activity = read(
        f"{HEADINGS},NHS number,Mobile phone",
        *("Northtown,2010,5,5,9434765919,7700900123", *(f"{one},1,1" for one in ALL_THREE)),
    )
    assert set(activity.names) == {"reviews", "field_staff_fte"}
    assert (
        'activity.csv: not read, as they are no returns: "NHS number" and "Mobile phone".'
    ) in activity.remarks


def test_words_in_the_place_of_a_council_are_counted_and_not_repeated(read) -> None:
    words = "my mother was told by the duty desk that nobody could come before the end of May"
    activity = read(HEADINGS, f"{words},2010,5,5", "Northtown,2010,5,5", *ALL_THREE)
    assert activity.remarks == (
        "activity.csv: 1 row is of councils that are not in the study and left out.",
    )


def test_a_year_without_its_century_and_a_year_ahead_are_told(read) -> None:
    rows = ("Northtown,23/24,5,5", "Northtown,2098-99,5,5")
    activity = read(HEADINGS, *rows, *(one.replace("2010", "2098-99") for one in ALL_THREE))
    assert told(activity) == [
        (2, "B", '"23/24" is no year: write it as 2008, or as 2008-09.'),
    ]
    assert activity.problems["nearest"].tolist() == ["2023/24"]
    assert activity.remarks == ("activity.csv: in the future: 2098-99. Look at the year.",)


def test_more_people_with_a_direct_payment_than_people_are_asked_about(read) -> None:
    activity = read(
        "authority,year,people_supported,personal_budgets,direct_payments",
        *("Northtown,2010,100,90,120", "Southville,2010,9,9,9", "Eastbury,2010,[c],9,9"),
    )
    assert activity.remarks == (
        "activity.csv: more people with a direct payment than people supported: "
        "Northtown in 2010. Look at both.",
    )


def test_a_column_in_other_letters_is_told_once(read) -> None:
    activity = read(f"{HEADINGS},Reviews", *(f"{one},9" for one in ALL_THREE))
    sentence = "A column before this one has the same heading, so this one is not used."
    assert told(activity) == [(None, "E", sentence)]
