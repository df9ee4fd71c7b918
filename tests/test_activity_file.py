"""The file of returns: three shapes of it, and a sentence for whatever cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from returns_read import COUNCILS, activity_of, amounts, told

import poet
from poet.checking import check_study

HEADINGS = "authority,year,assessments,reviews,field_staff_fte"
AGAIN = "A column before this one is of the same return or year, so this one is not used."
ALL_THREE = ("Southville,2010,1,2,3", "Eastbury,2010,1,2,3")


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    """The returns in these rows, headings first."""
    return lambda *rows, **entry: activity_of(tmp_path, *rows, **entry)


def test_a_wide_file_has_a_column_for_each_return(read) -> None:
    activity = read(
        "Authority,Year,Assessments,People supported,Field staff (FTE),Home visits",
        'Northtown,2008/09,"1,200",900,50.5,40',
        "n1,2007/08,1000,950,49,30",
        "Southville,2008/09,10,20,30,40",
        "Eastbury,2007/08,10,20,30,40",
    )
    assert activity.source.file == "activity.csv"
    assert activity.years == ("2007/08", "2008/09")
    assert activity.names == {
        "assessments": "Assessments",
        "people_supported": "People supported",
        "field_staff_fte": "Field staff",
        "home_visits": "Home visits",
    }
    found = amounts(activity)
    assert found["N1", "2008/09", "assessments"] == 1200
    assert found["N1", "2008/09", "field_staff_fte"] == 50.5
    assert found["N1", "2007/08", "home_visits"] == 30
    assert len(found) == 16
    assert told(activity) == []
    assert activity.remarks == (
        "activity.csv: 2007/08 is missing for Southville.",
        "activity.csv: 2008/09 is missing for Eastbury.",
    )


def test_columns_names_headings_and_other_numbers_are_then_left_out(read) -> None:
    activity = read(
        "Period,LA,Completed assessments,Reviews,LA number,Region",
        *("2010.0,Northtown,12,9,301,North", "2010.0,Southville,13,8,302,South"),
        "2010.0,Eastbury,14,7,303,East",
        columns={"authority": "LA", "year": "Period", "assessments": "Completed assessments"},
        names={"assessments": "Completed assessments"},
    )
    assert activity.names == {"assessments": "Completed assessments", "reviews": "Reviews"}
    assert activity.years == ("2010",)
    assert activity.remarks == (
        'activity.csv: not read, as columns in study.toml does not name them: "LA number".',
        'activity.csv: not read, as they are no returns: "Region".',
    )


def test_a_long_file_has_a_row_for_each_return(read) -> None:
    activity = read(
        "Council,Year,Measure,Count,Sex",
        "Northtown,2010-11,Reviews done,120,All",
        "Northtown,2010-11,Reviews done,60,Men",
        "Northtown,2010-11,Staff in post,12.5,All",
        "Northtown,2010-11,Complaints,9,All",
        "Southville,2010-11,Reviews done,80,all",
        "Eastbury,2010-11,Reviews done,85,All",
        shape="long",
        columns={"authority": "Council", "return": "Measure", "value": "Count"},
        returns={"reviews": "Reviews done", "field_staff_fte": "staff in post"},
        where={"Sex": "All"},
    )
    assert amounts(activity) == {
        ("N1", "2010-11", "reviews"): 120,
        ("N1", "2010-11", "field_staff_fte"): 12.5,
        ("S1", "2010-11", "reviews"): 80,
        ("E1", "2010-11", "reviews"): 85,
    }
    assert activity.names == {"reviews": "Reviews", "field_staff_fte": "Field staff"}
    assert told(activity) == []
    assert activity.remarks == (
        "activity.csv: 1 row is not read, as returns in study.toml does not name them: "
        '"Complaints".',
    )


def test_a_long_file_whose_rows_mean_one_thing_says_how_to_choose(read) -> None:
    activity = read(
        "authority,year,return,value,sex",
        *("Northtown,2010,reviews,5,men", "Northtown,2010,reviews,9,women"),
        *(
            "Southville,2010,reviews,50,all",
            "Eastbury,2010,reviews,60,all",
            "Eastbury,2010,,60,all",
        ),
        shape="long",
    )
    sentence = (
        "The same council, year and return stand in the rows 2 and 3: none of them is used. "
        "Keep one."
    )
    assert told(activity) == [
        (6, "C", "The return is missing in this row."),
        (2, "A", sentence),
        (3, "A", sentence),
    ]
    assert activity.remarks == (
        "activity.csv: where several rows are of the same council, year and return, say in "
        'study.toml which of them counts: where = { COLUMN = "TEXT" }.',
    )


def test_a_file_by_years_has_a_column_for_each_year(read) -> None:
    activity = read(
        "authority,return,2009-10,2007-08,2007/08,Source",
        "Northtown,Reviews,12,13,99,SSDS",
        "Southville,Reviews,22,[c],99,SSDS",
        "Eastbury,Reviews,32,33,99,SSDS",
        shape="years",
    )
    assert activity.years == ("2007-08", "2009-10")
    assert amounts(activity) == {
        ("N1", "2009-10", "reviews"): 12,
        ("N1", "2007-08", "reviews"): 13,
        ("S1", "2009-10", "reviews"): 22,
        ("E1", "2009-10", "reviews"): 32,
        ("E1", "2007-08", "reviews"): 33,
    }
    assert told(activity) == [
        (None, "E", AGAIN),
        (3, "D", '"[c]" stands in the place of a number that was not published.'),
    ]
    assert activity.remarks == (
        'activity.csv: not read, as they are no returns: "Source".',
        "activity.csv: there is nothing between 2007-08 and 2009-10: a year between them is "
        "missing.",
    )


def test_a_file_of_one_council_need_not_name_it(read) -> None:
    activity = read("year,reviews", "2008,12", "2009,14", councils=COUNCILS[:1])
    assert amounts(activity) == {("N1", "2008", "reviews"): 12, ("N1", "2009", "reviews"): 14}
    assert activity.remarks == ()


def test_national_returns_hold_councils_that_are_not_in_the_study(read) -> None:
    activity = read(
        HEADINGS,
        *("Leeds,2010,1,2,3", "ENGLAND,2010,1,2,3", "Northtwn,2010,1,2,3", *ALL_THREE),
    )
    assert told(activity) == [
        (
            4,
            "A",
            '"Northtwn" is not one of the authorities, so the row is set aside.',
        )
    ]
    assert activity.problems["nearest"].tolist() == ["Northtown"]
    assert activity.remarks == (
        'activity.csv: 2 rows are of councils that are not in the study and left out: "Leeds" '
        'and "ENGLAND".',
        "activity.csv: there is no row that can be used for Northtown.",
    )


def test_unit_costs_are_as_the_user_states_them(read) -> None:
    activity = read(
        HEADINGS,
        *ALL_THREE,
        unit_costs={"Assessments": 450, "reviews": 200.5},
        unit_costs_source="our finance team",
        unit_costs_year=2024,
    )
    assert activity.unit_costs.pounds == {"assessments": 450, "reviews": 200.5}
    assert (activity.unit_costs.source, activity.unit_costs.year) == ("our finance team", "2024")


def test_a_study_of_returns_alone_is_read_and_checked(tmp_path) -> None:
    (tmp_path / "study.toml").write_text(
        'title = "The work"\nauthority = "Northtown"\n[activity]\nfile = "activity.csv"\n', "utf-8"
    )
    (tmp_path / "activity.csv").write_text("year,reviews\n2008,12\n2010,-3\n", "utf-8")
    study = poet.load_study(tmp_path)
    assert study.activity.years == ("2008", "2010")
    assert tmp_path / "activity.csv" in study.inputs
    assert study.remarks == (
        "activity.csv: there is nothing between 2008 and 2010: a year between them is missing.",
    )
    assert check_study(study).problems["sentence"].tolist() == [
        '"-3" is below 0, which no number of reviews can be.'
    ]
