"""What cannot be used of a file of returns: a sentence for each, and nothing else stopped by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from returns_read import COUNCILS, activity_of, amounts, told

from poet.errors import PoetError

HEADINGS = "authority,year,assessments,reviews,field_staff_fte"
ALL_THREE = ("Southville,2010,1,2,3", "Eastbury,2010,1,2,3")
# What stands in tables, and what should not.
cells = st.sampled_from(
    ["", "0", "7", "1,200", "12.5", "-3", "[c]", "..", "n/a", "=1+1", "<b>", "2010", "1e309", "nan"]
) | st.text(st.characters(exclude_characters='",\r\n', exclude_categories=("Cs", "Cc")), max_size=9)
years = st.sampled_from(["2008", "2009", "2010.0", "2008-09", "2008-10", "", "Sep-08", "next year"])
names = st.sampled_from(["Northtown", "N1", "Southville", "Eastbury", "Leeds", "", "Northtwn"])


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    """The returns in these rows, headings first."""
    return lambda *rows, **entry: activity_of(tmp_path, *rows, **entry)


def test_each_cell_that_is_no_use_is_told_and_stops_nothing_else(read) -> None:
    activity = read(
        HEADINGS,
        "Northtown,2010,-5,£200,0",
        "Northtown,2011,..,,0.0",
        "Northtown,2012,many,70,12",
        *ALL_THREE,
    )
    no_staff = (
        "is no number of field staff that work can be divided by, so nothing is worked out for "
        "each worker in this year."
    )
    assert told(activity) == [
        (2, "C", '"-5" is below 0, which no number of assessments can be.'),
        (3, "C", '".." stands in the place of a number that was not published.'),
        (4, "C", '"many" is not a number of assessments: write figures alone.'),
        (2, "D", '"£200" is not a number of reviews: write figures alone.'),
        (3, "D", "There is no number of reviews in this cell."),
        (2, "E", f'"0" {no_staff}'),
        (3, "E", f'"0.0" {no_staff}'),
    ]
    assert activity.problems["nearest"].tolist()[3] == "200"
    assert amounts(activity)["N1", "2012", "reviews"] == 70
    assert len(amounts(activity)) == 8


@pytest.mark.parametrize(
    ("year", "sentence", "nearest"),
    [
        ("", "The year is missing in this row.", ""),
        ("last year", '"last year" is no year: write it as 2008, or as 2008-09.', ""),
        ("2008-10", '"2008-10" is no year: write it as 2008, or as 2008-09.', ""),
        (
            "2008-09-01",
            '"2008-09-01" is a date, which a spreadsheet makes of "2008-09": write the year as '
            "text.",
            "2008-09",
        ),
        (
            "Sep-08",
            '"Sep-08" is a date, which a spreadsheet makes of "2008-09": write the year as text.',
            "2008-09",
        ),
        ("Sep-09", '"Sep-09" is no year: write it as 2008, or as 2008-09.', ""),
    ],
)
def test_a_year_that_is_none_is_told(read, year, sentence, nearest) -> None:
    activity = read(HEADINGS, f"Northtown,{year},1,2,3", *ALL_THREE)
    assert told(activity) == [(2, "B", sentence)]
    assert activity.problems["nearest"].tolist() == [nearest]
    assert activity.years == ("2010",)


def test_the_same_council_and_year_twice_is_not_used(read) -> None:
    activity = read(
        HEADINGS, "Northtown,2010,1,2,3", "N1,2010.0,4,5,6", "Northtown,2009,4,5,6", *ALL_THREE
    )
    sentence = (
        "The same council and year stand in the rows 2 and 3: none of them is used. Keep one."
    )
    assert told(activity) == [(2, "A", sentence), (3, "A", sentence)]
    assert {key[:2] for key in amounts(activity)} == {
        ("N1", "2009"),
        ("S1", "2010"),
        ("E1", "2010"),
    }
    assert activity.remarks == ("activity.csv: 2009 is missing for Southville and Eastbury.",)


def test_years_of_two_kinds_are_put_in_order_and_told(read) -> None:
    activity = read(HEADINGS, *(f"Northtown,{year},9,9,9" for year in ("2009-10", "2008", "2009")))
    assert activity.years == ("2008", "2009", "2009-10")
    assert (
        'activity.csv: some years are written as "2008" and some as "2009-10": are they the same '
        "kind?"
    ) in activity.remarks


def test_two_headings_that_mean_one_return_are_told(read) -> None:
    activity = read(
        "authority,year,Home visits,home_visits", "Northtown,2010,8,9", councils=COUNCILS[:1]
    )
    assert amounts(activity) == {("N1", "2010", "home_visits"): 8}
    assert told(activity) == [
        (
            None,
            "D",
            "A column before this one is of the same return or year, so this one is not used.",
        )
    ]


@pytest.mark.parametrize(
    ("rows", "entry", "sentence"),
    [
        (
            ["authority,assessments", "Northtown,5"],
            {},
            "activity.csv: the column year is missing. A file of returns has the columns "
            "authority and year, and a column for each return. Add it in the first row.",
        ),
        (
            ["authority,year,return", "Northtown,2010,reviews"],
            {"shape": "long"},
            'activity.csv: the column value is missing. With shape = "long" a file of returns '
            "has the columns authority, year, return and value. Add it in the first row.",
        ),
        (
            ["authority,year,region", "Northtown,2010,North"],
            {},
            "activity.csv: there is no column of numbers beside authority and year. A file of "
            "returns has the columns authority and year, and a column for each return. Add the "
            "columns.",
        ),
        (
            ["authority,return,number", "Northtown,reviews,8"],
            {"shape": "years"},
            "activity.csv: there is no column with a year as its heading. With shape = "
            '"years" a file of returns has the columns authority and return, and a column for '
            "each year. Add the columns.",
        ),
        (
            [HEADINGS, "Northtown,2010,1,2,3"],
            {"unit_costs": {"visits": 5}, "names": {"stays": "Stays"}},
            'study.toml, [activity], names: "stays" is no return of activity.csv. Its returns '
            "are: assessments, reviews, field_staff_fte. Correct the name.\n"
            'study.toml, [activity], unit_costs: "visits" is no return of activity.csv. Its '
            "returns are: assessments, reviews, field_staff_fte. Correct the name.",
        ),
        (
            [HEADINGS, "Northtown,2010,1,2,3"],
            {"where": {"year": "2020"}},
            'activity.csv: no row has year = "2020". Write in where what stands in the cells of '
            "the column.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_so_is_refused(read, rows, entry, sentence) -> None:
    with pytest.raises(PoetError) as refused:
        read(*rows, **entry)
    assert str(refused.value) == sentence


@given(st.lists(st.tuples(names, years, cells, cells, cells), min_size=1, max_size=8))
def test_whatever_stands_in_cells_is_used_or_told(tmp_path_factory, rows) -> None:
    folder = tmp_path_factory.mktemp("returns")
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    activity = activity_of(folder, HEADINGS, *lines)
    used = activity.by_year.dropna(subset=["amount"])
    assert used["amount"].ge(0).all()
    assert not used.duplicated(["authority", "year", "return"]).any()
    assert not used["amount"][used["return"].eq("field_staff_fte")].eq(0).any()
    told_lines = set(activity.problems["row"].dropna())
    unused = activity.by_year[activity.by_year["amount"].isna()]
    assert set(unused["line"]) <= told_lines
    councils = {one.name for one in COUNCILS} | {one.code for one in COUNCILS}
    rows_of_study = {line for line, row in enumerate(rows, 2) if row[0] in councils}
    assert rows_of_study <= told_lines | set(activity.by_year["line"])
