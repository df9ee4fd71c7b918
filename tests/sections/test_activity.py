"""Returns worked out: changes, numbers for each worker, costs, of councils and of all together."""

from __future__ import annotations

import math

import pytest
from returns_reported import study_of_returns, without_returns

from poet.disclosure import PROFILES
from poet.sections import activity
from poet.sections.activity import SMALLEST_SHOWN, UNHIDDEN_PROFILE, compare

HEADINGS = "authority,year,reviews,field_staff_fte"
# Together: reviews 1,000 to 860, staff 100 to 108.6, as in the published returns.
PUBLISHED = (
    *("Northtown,2007-08,500,40", "Northtown,2010-11,400,45"),
    *("Southville,2007-08,300,30", "Southville,2010-11,260,33.6"),
    *("Eastbury,2007-08,200,30", "Eastbury,2010-11,200,30"),
)


@pytest.fixture
def made(tmp_path):
    """The frame of these rows, headings first."""
    return lambda *rows, **more: compare(study_of_returns(tmp_path, *rows, **more), {})


def row_of(frame, authority, name, year):
    (row,) = frame[
        frame["authority"].eq(authority) & frame["return"].eq(name) & frame["year"].eq(year)
    ].to_dict("records")
    return row


def test_the_published_case_in_three_councils_together(made) -> None:
    row = row_of(made(HEADINGS, *PUBLISHED), "all", "reviews", "2010-11")
    assert row["councils"] == row["councils_worked"] == 3
    assert (row["amount"], row["amount_first"]) == (860, 1000)
    assert row["change"] == row["change_worked"] == pytest.approx(-0.14)
    assert row["change_staff"] == pytest.approx(0.086)
    assert row["change_per_worker"] == pytest.approx(0.86 / 1.086 - 1)
    assert round(row["change_per_worker"], 3) == -0.208
    assert (row["index"], row["index_per_worker"]) == pytest.approx((86, 79.189687))
    assert row["part_amount"] + row["part_staff"] == pytest.approx(row["change_per_worker"])
    assert (row["weight_amount"], row["weight_staff"]) == pytest.approx((0.646409, 0.353591), 1e-5)
    assert (row["first_year"], row["year_before"]) == ("2007-08", "2007-08")


def test_a_council_has_its_own_numbers(made) -> None:
    frame = made(HEADINGS, *PUBLISHED)
    first, last = (row_of(frame, "N1", "reviews", year) for year in ("2007-08", "2010-11"))
    assert (first["per_worker"], last["per_worker"]) == pytest.approx((12.5, 400 / 45))
    assert (first["change"], first["index"], first["year_before"]) == (0, 100, "")
    assert math.isnan(first["change_before"])
    assert last["change"] == last["change_before"] == pytest.approx(-0.2)
    assert last["change_per_worker"] == pytest.approx(0.8 / 1.125 - 1)
    assert last["councils"] == 1


def test_columns_are_those_that_are_documented_and_rows_are_in_order(made) -> None:
    frame = made(HEADINGS, *PUBLISHED)
    assert frame.columns.tolist() == list(activity.COLUMNS)
    assert len(frame) == 4 * 2 * 2
    assert frame["authority"].unique().tolist() == ["N1", "S1", "E1", "all"]
    assert frame["wave"].eq("").all()
    assert (frame.dtypes["amount"], frame.dtypes["councils"]) == ("float64", "Int64")


def test_staff_have_no_number_for_each_worker(made) -> None:
    row = row_of(made(HEADINGS, *PUBLISHED), "N1", "field_staff_fte", "2010-11")
    assert row["change"] == pytest.approx(0.125)
    assert math.isnan(row["per_worker"]) and row["note_worked"] == ""


def test_without_staff_it_is_said_that_there_are_none(made) -> None:
    row = row_of(made("authority,year,reviews", "Northtown,2008,50"), "N1", "reviews", "2008")
    assert row["note_worked"] == "there is no number of field staff for this year"
    assert row["note"] == "" and math.isnan(row["per_worker"])


def test_years_of_all_together_are_of_the_councils_that_have_both(made) -> None:
    frame = made(
        HEADINGS,
        *(f"{name},2008,100,20" for name in ("Northtown", "Southville", "Eastbury")),
        *("Northtown,2009,90,20", "Southville,2009,80,", "Eastbury,2009,70,20"),
        *("Northtown,2010,60,20", "Southville,2010,,20", "Eastbury,2010,60,20"),
    )
    row = row_of(frame, "all", "reviews", "2009")
    assert (row["councils"], row["amount"], row["amount_first"]) == (3, 240, 300)
    assert row["note_worked"] == (
        "fewer than three councils have both numbers in this year and in the first"
    )
    assert math.isnan(row["per_worker"])
    row = row_of(frame, "all", "reviews", "2010")
    assert math.isnan(row["amount"]) and row["first_year"] == ""
    assert row["note"] == ("fewer than three councils have a number in this year and in the first")


def test_two_councils_are_not_counted_together(tmp_path) -> None:
    from returns_read import COUNCILS

    study = study_of_returns(tmp_path, HEADINGS, *PUBLISHED[:4], councils=COUNCILS[:2])
    assert compare(study, {})["authority"].unique().tolist() == ["N1", "S1"]


def test_numbers_below_8_are_hidden_with_all_that_tells_of_them(made) -> None:
    rows = ("Northtown,2008,7.5,20", "Northtown,2009,8,20", "Northtown,2010,40,7", *PUBLISHED[2:])
    frame = made(HEADINGS, *rows)
    hidden = row_of(frame, "N1", "reviews", "2008")
    assert hidden["note"] == "[c] a number below 8"
    told = ("amount", "change", "index", "per_worker", "cost", "amount_worked", "staff")
    assert all(math.isnan(hidden[name]) for name in told)
    after = row_of(frame, "N1", "reviews", "2009")
    assert (after["first_year"], after["year_before"]) == ("2009", "")
    few_staff = row_of(frame, "N1", "reviews", "2010")
    assert few_staff["amount"] == 40 and math.isnan(few_staff["per_worker"])
    assert row_of(frame, "N1", "field_staff_fte", "2010")["note"] == "[c] a number below 8"
    shown = made(HEADINGS, *rows, profile="internal")
    assert row_of(shown, "N1", "reviews", "2008")["amount"] == 7.5


def test_no_sum_of_all_councils_has_a_hidden_number_in_it(made) -> None:
    rows = [row for row in PUBLISHED if not row.startswith("Eastbury")]
    frame = made(HEADINGS, *rows, "Eastbury,2007-08,200,30", "Eastbury,2010-11,5,30")
    assert row_of(frame, "all", "reviews", "2007-08")["amount"] == 1000
    assert row_of(frame, "all", "reviews", "2010-11")["note"].startswith("fewer than three")


def test_nothing_in_the_file_is_a_0_and_not_hidden(made) -> None:
    frame = made(HEADINGS, "Northtown,2008,0,20", "Northtown,2009,9,20")
    row = row_of(frame, "N1", "reviews", "2008")
    assert (row["amount"], row["per_worker"], row["note"]) == (0, 0, "")
    after = row_of(frame, "N1", "reviews", "2009")
    assert math.isnan(after["change"]) and math.isnan(after["change_per_worker"])


def test_costs_are_amounts_at_the_unit_costs_stated(made) -> None:
    frame = made(HEADINGS, *PUBLISHED, unit_costs={"reviews": 200.5}, unit_costs_source="ourselves")
    row = row_of(frame, "N1", "reviews", "2010-11")
    assert (row["unit_cost"], row["cost"]) == (200.5, 400 * 200.5)
    assert row_of(frame, "all", "reviews", "2010-11")["cost"] == 860 * 200.5
    assert math.isnan(row_of(frame, "N1", "field_staff_fte", "2010-11")["cost"])


def test_a_year_that_a_council_lacks_is_a_row_that_says_so(made) -> None:
    frame = made(HEADINGS, *PUBLISHED, "Northtown,2009-10,450,42")
    row = row_of(frame, "S1", "reviews", "2009-10")
    assert row["note"] == "the file has no number for this year that can be used"
    assert row_of(frame, "S1", "reviews", "2010-11")["year_before"] == "2007-08"


def test_without_a_file_there_are_no_rows(tmp_path) -> None:
    study = without_returns(study_of_returns(tmp_path, HEADINGS, *PUBLISHED))
    frame = compare(study, {})
    assert frame.empty and frame.columns.tolist() == list(activity.COLUMNS)


def test_small_numbers_are_hidden_as_counts_of_people_are() -> None:
    assert PROFILES["local"].hide_up_to == SMALLEST_SHOWN - 1
    assert [name for name, one in PROFILES.items() if not one.hide_up_to] == [UNHIDDEN_PROFILE]
