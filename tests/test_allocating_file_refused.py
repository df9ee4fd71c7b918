"""Files of past cases that are refused, each in a sentence that says how to mend it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from past_cases import past_cases, read

from poet.allocating_file import Asked, read_cases
from poet.errors import PoetError

MEANING = (
    "A file for poet ras has the column final, and points or columns with answers; it may have "
    "indicative, group, case, period and date."
)


def refused(folder: Path, frame: pd.DataFrame, **asked: object) -> str:
    with pytest.raises(PoetError) as refusal:
        read(folder, frame, **asked)
    assert refusal.value.exit_code == 2
    return str(refusal.value)


def test_a_file_without_points_or_answers_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60).drop(columns="points")) == (
        f"past.csv: there is no column points, and no columns with answers are named. {MEANING} "
        'Name the columns with answers, such as --needs "Washing and dressing", or the column '
        'with points, such as --column points="Total score".'
    )


def test_a_file_without_final_budgets_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60).drop(columns="final")) == (
        f"past.csv: the column final is missing. {MEANING} Add it in the first row."
    )


def test_columns_of_answers_that_are_not_there_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60), needs=("Meals", "Day", "Work")) == (
        f"past.csv: the columns Day, Work are missing. {MEANING} Add them in the first row."
    )


def test_a_column_with_a_meaning_of_its_own_holds_no_answers(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60), needs=("points",)) == (
        'column "points": it is named as a column of answers, and has a meaning of its own. Leave '
        "it out of --needs, or give the column another heading."
    )


def test_a_column_of_answers_is_known_however_its_heading_is_spelled(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60), needs=("Points ",)).startswith('column "Points ": it')
    named = {"final": "Agreed"}
    frame = past_cases(60).rename(columns={"final": "Agreed"})
    assert refused(tmp_path, frame, needs=("agreed",), headings=named) == (
        'column "agreed": it is named as a column of answers, and has a meaning of its own. Leave '
        "it out of --needs, or give the column another heading."
    )


def test_one_column_has_one_meaning(tmp_path: Path) -> None:
    sentence = (
        'column "{}": two names are given to this one column. Give each name, with --column, the '
        "heading of a column of its own."
    )
    both = {"final": "Agreed", "indicative": "agreed"}
    frame = past_cases(60).rename(columns={"final": "Agreed"})
    assert refused(tmp_path, frame, headings=both) == sentence.format("Agreed")
    assert refused(tmp_path, past_cases(60), headings={"indicative": "final"}) == (
        sentence.format("final")
    )


def test_budgets_that_are_all_the_same_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60).assign(final=200)) == (
        "past.csv: all cases have the same final budget, so no table can tell one from another. "
        "Add cases with other budgets."
    )


def test_budgets_below_a_pound_are_refused(tmp_path: Path) -> None:
    frame = past_cases(60)
    assert refused(tmp_path, frame.assign(final=frame["final"] / 1_000)) == (
        "past.csv: half of the final budgets are below 1 pound. A table has whole pence, and "
        "amounts are in pounds. Write the amounts in pounds, or give the longer period that they "
        "are for."
    )
    assert read(tmp_path, frame.assign(final=frame["final"] / 10)).final.min() > 1


def test_few_cases_are_refused_with_why_they_are_few(tmp_path: Path) -> None:
    frame = past_cases(31).astype(object)
    frame.loc[:1, "points"] = ["-3", ""]
    assert refused(tmp_path, frame) == (
        "past.csv: 29 cases can be used; 2 rows were set aside: 2 with no points that can be used. "
        "A table is fitted to at least 30 cases. Add cases, or correct those set aside, the first "
        'in row 2, column B: "-3" is below 0, which points cannot be.'
    )
    assert refused(tmp_path, past_cases(1)).startswith("past.csv: 1 case can be used. A table is ")
    assert len(read(tmp_path, past_cases(30)).by_case) == 30


TURNS = (("Meals", 1), ("Nights", 2), ("Work", 3))


def many_answers(cases: int) -> pd.DataFrame:
    """Past cases with three questions of three answers each: seven amounts in all."""
    by_turns = {name: [str(case // step % 3) for case in range(cases)] for name, step in TURNS}
    return past_cases(cases).assign(**by_turns)


def test_too_few_cases_for_so_many_amounts_leave_the_points(tmp_path: Path) -> None:
    needs = ("Meals", "Nights", "Work")
    few = read(tmp_path, many_answers(34), needs=needs)
    assert few.questions == ()
    assert few.remarks == (
        "past.csv: 34 cases are too few for a table of 7 amounts, which takes 35: answers are left "
        "out, and points are used.",
    )
    assert len(read(tmp_path, many_answers(35), needs=needs).questions) == 3


def test_too_few_cases_for_so_many_amounts_are_refused_without_points(tmp_path: Path) -> None:
    frame = many_answers(34).drop(columns="points")
    assert refused(tmp_path, frame, needs=("Meals", "Nights", "Work")) == (
        "past.csv: 34 cases are too few for a table of 7 amounts. It takes 5 for each amount, "
        "which are 35. Name fewer columns of answers, or add cases."
    )


def test_points_all_alike_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60).assign(points=20)) == (
        "past.csv: all cases have the same points, so points cannot tell one budget from another. "
        "Name the columns with answers instead, with --needs, and leave points out of the file."
    )


def test_points_that_hardly_anybody_has_are_refused(tmp_path: Path) -> None:
    points = [0] * 51 + [20] * 9
    assert refused(tmp_path, past_cases(60).assign(points=points)) == (
        "past.csv: 9 of 60 cases have points above 0. A rate for every point takes at least 10 of "
        "them. Name the columns with answers instead, with --needs, and leave points out of the "
        "file."
    )
    assert read(tmp_path, past_cases(60).assign(points=[0] * 50 + [20] * 10)).has_points


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "past.csv").write_text("points,final\n", encoding="utf-8")
    with pytest.raises(PoetError) as refusal:
        read_cases(tmp_path / "past.csv", Asked())
    assert str(refusal.value) == (
        "past.csv: there are headings but no rows below them. Put the table into it."
    )
    assert refusal.value.exit_code == 3


def test_a_workbook_of_two_sheets_asks_for_one(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "past.xlsx") as book:
        past_cases(60).to_excel(book, sheet_name="Cases", index=False)
        past_cases(40).to_excel(book, sheet_name="Others", index=False)
    with pytest.raises(PoetError) as refusal:
        read_cases(tmp_path / "past.xlsx", Asked())
    assert str(refusal.value) == (
        'past.xlsx: 2 sheets have cells: "Cases", "Others". Say which one holds the table: '
        '--sheet "Cases".'
    )
    assert len(read_cases(tmp_path / "past.xlsx", Asked(sheet="Others")).by_case) == 40


def test_two_hundred_different_answers_are_refused(tmp_path: Path) -> None:
    frame = past_cases(200)
    assert refused(tmp_path, frame.assign(Notes=frame["case"]), needs=("Meals", "Notes")) == (
        'past.csv, column "Notes": there are 200 different answers in it. A table that can be '
        "added up by hand has at most 12 to a question. Leave the column out, or write its answers "
        "in few steps."
    )


def test_names_that_are_not_known_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, past_cases(60), headings={"budget": "final"}) == (
        'column "budget": poet ras knows no column of this name. Known are: points, final, '
        "indicative, group, case, period, date. Give a name and a heading, such as "
        '--column final="Agreed budget".'
    )
    assert refused(tmp_path, past_cases(60), period="weekly") == (
        'period "weekly": there is no such period. There are: week, two weeks, four weeks, month, '
        "quarter, year."
    )
