"""A file of budgets: what it says, a sentence for whatever cannot be used, and how rows add up."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poet.budgets import WEEKS_IN_A_YEAR, Budgets
from poet.budgets_file import read_budgets
from poet.errors import PoetError
from poet.responses import Account
from poet.study import Authority

HEADINGS = "case,indicative,final"
NORTH, SOUTH = Authority("N1", "Northtown"), Authority("S1", "Southtown")


@pytest.fixture
def read(tmp_path: Path):
    """The budgets of a file with these rows below the headings."""

    def reading(
        *rows: str, headings: str = HEADINGS, authorities: tuple[Authority, ...] = (NORTH,), **keys
    ) -> Budgets:
        text = "\n".join([headings, *rows]) + "\n"
        (tmp_path / "budgets.csv").write_text(text, encoding="utf-8")
        return read_budgets(tmp_path, {"file": "budgets.csv", **keys}, authorities)

    return reading


def told(budgets: Budgets) -> list[str]:
    return budgets.problems["sentence"].tolist()


def test_each_row_is_a_case_with_its_amounts_in_pounds_a_week(read) -> None:
    budgets = read(
        '1,Northtown,2026-04-01,200,"£1,200.50",week,Older people',
        "2,S1,02/04/2026,52,104,four weeks,older  people",
        "3,S1,,5217.86,,,",
        headings="Case,Authority,Date,Indicative,Final,Period,Group",
        authorities=(NORTH, SOUTH),
    )
    rows = budgets.by_case
    assert rows.columns.tolist() == [
        *["authority", "case", "date", "indicative", "final", "group", "line"]
    ]
    assert rows[["authority", "case", "indicative", "final", "group", "line"]].values.tolist() == [
        ["N1", "1", 200.0, 1200.5, "Older people", 2],
        ["S1", "2", 13.0, 26.0, "Older people", 3],
    ]
    assert rows["date"].tolist() == [pd.Timestamp("2026-04-01"), pd.Timestamp("2026-04-02")]
    assert budgets.account.set_aside == {"no final budget": 1}
    assert told(budgets) == ["The final budget is missing in this row, so it is set aside."]
    assert budgets.account == Account(3, 2, {"no final budget": 1})
    assert budgets.remarks == ()


def test_the_period_of_the_file_is_that_of_every_row_that_has_none(read) -> None:
    yearly = read("1,5200,10400", "2,520,1040", period="year")
    assert yearly.by_case["final"].tolist() == pytest.approx(
        [10400 / WEEKS_IN_A_YEAR, 1040 / WEEKS_IN_A_YEAR]
    )
    both = read(
        "1,5200,100,",
        "2,5200,5200,year",
        headings="case,indicative,final,period",
        indicative_period="year",
    )
    assert both.by_case["indicative"].tolist() == pytest.approx([5200 / WEEKS_IN_A_YEAR] * 2)
    assert both.by_case["final"].tolist() == pytest.approx([100, 5200 / WEEKS_IN_A_YEAR])


def test_columns_may_have_other_headings(read) -> None:
    budgets = read(
        "1,200,300",
        headings="Person ID,RAS amount,Agreed amount",
        columns={"case": "Person ID", "indicative": "RAS amount", "final": "Agreed amount"},
    )
    assert budgets.by_case[["indicative", "final"]].values.tolist() == [[200.0, 300.0]]


def test_a_column_that_is_missing_is_told(read) -> None:
    with pytest.raises(PoetError) as caught:
        read("1,200", headings="case,indicative")
    assert str(caught.value) == (
        "budgets.csv: the column final is missing. A file of budgets has the columns case, "
        "indicative and final, and may have authority, date, period and group; where they have "
        "other headings, columns in [budgets] says so. Add it in the first row."
    )


def test_an_amount_that_is_none_sets_its_row_aside(read) -> None:
    budgets = read("1,-200,300", "2,200,0", "3,n/a,300", "4,200,300")
    assert budgets.by_case["case"].tolist() == ["4"]
    assert budgets.account.set_aside == {"no amount that can be used": 3}
    assert sorted(told(budgets)) == [
        '"-200" is below 0, which no budget can be: correct it.',
        '"0": an amount of 0 is no budget: leave the cell empty, or correct it.',
        '"n/a" stands in the place of an amount: leave the cell empty.',
    ]
    places = budgets.problems[["row", "column", "heading"]].astype(str).values.tolist()
    assert ["2", "B", "indicative"] in places
    assert ["3", "C", "final"] in places


def test_a_final_budget_without_an_indicative_one_is_counted_and_said(read) -> None:
    budgets = read("1,,300", "2,200,300", "3,,250")
    assert budgets.by_case["indicative"].isna().tolist() == [True, False, True]
    assert budgets.account.set_aside == {}
    assert budgets.remarks == (
        "budgets.csv: 2 cases have a final budget and no indicative one. They are counted, and are "
        "in no comparison.",
    )
    assert read("1,,300").remarks == (
        "budgets.csv: 1 case has a final budget and no indicative one. It is counted, and is in no "
        "comparison.",
    )


def test_the_same_case_twice_is_not_used(read) -> None:
    budgets = read("7,200,300", "8,100,100", "7,200,310")
    assert budgets.by_case["case"].tolist() == ["8"]
    assert budgets.account.set_aside == {"same case twice": 2}
    assert (
        told(budgets)
        == [
            "The same case stands in the rows 2 and 4, and no date says which is the latest, so "
            "none of them is used. Keep one, or fill in their dates."
        ]
        * 2
    )
    assert budgets.problems["row"].tolist() == [2, 4]
    many = read(*["7,200,300"] * 7)
    assert told(many)[0] == (
        "The same case stands in the rows 2, 3, 4, 5, 6 and 2 more, and no date says which is the "
        "latest, so none of them is used. Keep one, or fill in their dates."
    )


def test_the_same_case_in_two_councils_is_two_cases(read) -> None:
    budgets = read(
        "7,200,300,N1",
        "7,200,310,S1",
        headings=f"{HEADINGS},authority",
        authorities=(NORTH, SOUTH),
    )
    assert len(budgets.by_case) == 2


def test_of_a_case_with_dates_the_latest_row_counts(read) -> None:
    dated = f"{HEADINGS},date"
    budgets = read(
        *["7,200,300,2025-04-01", "7,200,310,2026-04-01"],
        *["8,1,1,2025-04-01", "8,2,2,2025-04-01", "8,3,3,2024-01-01"],
        *["9,1,1,2025-04-01", "9,2,2,"],
        headings=dated,
    )
    assert budgets.by_case[["case", "final"]].values.tolist() == [["7", 310.0]]
    assert budgets.account.set_aside == {
        "same case twice": 5,
        "earlier row of the same case": 1,
    }
    assert "A later row has the same case, so this one is not used." in told(budgets)


def test_a_later_row_without_a_final_budget_does_not_bring_back_the_earlier_one(read) -> None:
    budgets = read("7,200,300,2025-04-01", "7,200,,2026-04-01", headings=f"{HEADINGS},date")
    assert budgets.by_case.empty
    assert budgets.account.set_aside == {"earlier row of the same case": 1, "no final budget": 1}


def test_a_week_beside_a_year_is_noticed_and_not_changed(read) -> None:
    budgets = read("1,200,10400", "2,10400,210", "3,200,500")
    assert budgets.by_case["case"].tolist() == ["3"]
    assert budgets.account.set_aside == {"week and year mixed": 2}
    assert told(budgets) == [
        "The final budget is about 52 times the indicative one: one seems to be for a year and the "
        "other for a week, so the row is not used. If both are right, write their period in a "
        "column period.",
        "The indicative budget is about 52 times the final one: one seems to be for a year and the "
        "other for a week, so the row is not used. If both are right, write their period in a "
        "column period.",
    ]


def test_a_whole_column_for_a_year_is_asked_about(read) -> None:
    rows = ["1,200,10400", "2,150,9000", "3,200,500"]
    assert read(*rows).remarks[0] == (
        "budgets.csv: 2 of 3 final budgets are about 52 times the indicative one. If they are for "
        'a year, say so: final_period = "year" in [budgets].'
    )
    assert read("1,10400,200", "2,200,300").remarks[0] == (
        "budgets.csv: 1 of 2 indicative budgets are about 52 times the final one. If they are for "
        'a year, say so: indicative_period = "year" in [budgets].'
    )
    assert len(read(*rows, "4,200,300", "5,200,300").remarks) == 0
    assert len(read("1,200,10400", "2,150,9000", final_period="year").by_case) == 2


def test_who_says_the_period_is_believed(read) -> None:
    budgets = read("1,20,1040,week", headings=f"{HEADINGS},period")
    assert budgets.by_case["final"].tolist() == [1040.0]


def test_budgets_too_large_for_a_week_are_asked_about(read) -> None:
    assert read("1,5200,10400", "2,200,300").remarks[0] == (
        "budgets.csv: 1 row has a budget above £5,000 a week. If amounts are for a year, say so: "
        'period = "year" in [budgets].'
    )
    assert (
        read("1,5200,10400", "2,5200,9300")
        .remarks[0]
        .startswith("budgets.csv: 2 rows have a budget above £5,000 a week.")
    )
    assert len(read("1,5200,10400", "2,5200,9300", period="year").remarks) == 0


def test_a_row_of_another_council_or_without_a_case_is_told(read) -> None:
    budgets = read(
        "1,200,300,Easttown",
        "2,200,300,",
        ",200,300,N1",
        "4,200,300,N1",
        headings=f"{HEADINGS},authority",
        authorities=(NORTH, SOUTH),
    )
    assert budgets.by_case["case"].tolist() == ["4"]
    assert budgets.account.set_aside == {"no authority of the study": 2, "no number of the case": 1}
    assert "The authority is missing in this row." in told(budgets)
    assert "The number of the case is missing in this row, so it is set aside." in told(budgets)


def test_a_period_or_a_date_that_is_none_is_told(read) -> None:
    budgets = read(
        "1,200,300,day,2026-04-01",
        "2,200,300,week,31/31/2026",
        headings=f"{HEADINGS},period,date",
    )
    assert budgets.by_case[["case"]].values.tolist() == [["2"]]
    assert budgets.by_case["date"].isna().all()
    assert budgets.account.set_aside == {"no period that can be used": 1}
    assert '"31/31/2026" is no date: write it as 2026-04-01 or 01/04/2026.' in told(budgets)


def test_a_row_with_too_many_cells_is_counted_as_well(read) -> None:
    budgets = read("1,200,300", "2,200,1,300")
    assert budgets.account.set_aside == {"wrong number of cells": 1}
    assert budgets.account.rows_read == 2


def test_rows_read_are_rows_used_and_rows_set_aside(read) -> None:
    budgets = read(
        *["1,200,300,2026-04-01,week", "1,200,300,2026-04-02,week", "2,-1,300,,", "3,200,,,"],
        *["4,200,10400,,", "5,1,1,,day", ",1,1,,", "6,1,1,,", "6,1,1,,", "7,,300,,"],
        headings=f"{HEADINGS},date,period",
    )
    assert budgets.account.rows_read == 10
    assert len(budgets.by_case) == 2
    assert sum(budgets.account.set_aside.values()) == 8


def test_a_column_of_notes_is_no_column_of_groups(read) -> None:
    many = read(
        *[f"{case},200,300,note {case}" for case in range(31)], headings=f"{HEADINGS},group"
    )
    assert set(many.by_case["group"]) == {""}
    assert many.remarks[0] == (
        "The column group of the budgets holds 31 different texts, so no groups are told. It "
        "should hold at most 30 groups with short names."
    )
    long = read(f"1,200,300,{'very ' * 20}long", headings=f"{HEADINGS},group")
    assert long.remarks[0] == (
        "The column group of the budgets holds long texts, so no groups are told. It should hold "
        "at most 30 groups with short names."
    )


def test_a_workbook_and_a_named_sheet_do_as_well(tmp_path: Path) -> None:
    frame = pd.DataFrame({"case": [1, 2], "indicative": [200.5, 100], "final": [300, 120.25]})
    with pd.ExcelWriter(tmp_path / "budgets.xlsx", engine="openpyxl") as book:
        frame.to_excel(book, sheet_name="Cases", index=False)
        frame.to_excel(book, sheet_name="Old", index=False)
    entry = {"file": "budgets.xlsx", "sheet": "Cases"}
    budgets = read_budgets(tmp_path, entry, (NORTH,))
    assert budgets.by_case[["indicative", "final"]].values.tolist() == [
        [200.5, 300.0],
        [100.0, 120.25],
    ]


cells = st.sampled_from(["", "1", "2", "100", "5200", "-3", "0", "n/a", "£1.50", "year", "x y"])
days = st.sampled_from(["", "2026-04-01", "2026-04-02", "soon"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, cells, cells, cells, days), min_size=1, max_size=12))
def test_whatever_stands_in_the_cells_the_rows_add_up(read, rows) -> None:
    lines = [",".join(row) for row in rows]
    budgets = read("first,1,1,,", *lines, headings=f"{HEADINGS},period,date")
    there = [row for row in rows if any(row)]
    assert budgets.account.rows_read == 1 + len(there)
    assert budgets.by_case["case"].is_unique
    assert budgets.by_case["final"].gt(0).all()
    assert set(budgets.by_case["line"]).isdisjoint(
        set(budgets.problems.loc[budgets.problems["heading"].ne("date"), "row"].dropna())
    )
