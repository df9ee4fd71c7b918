"""A file of past cases: what is used of it, what is told of the rest, what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from past_cases import past_cases, read

from poet.allocating_file import Asked, read_cases
from poet.errors import PoetError

BOTH = ("Meals", "Nights")


def refused(folder: Path, frame: pd.DataFrame, **asked: object) -> str:
    with pytest.raises(PoetError) as refusal:
        read(folder, frame, **asked)
    assert refusal.value.exit_code == 2
    return str(refusal.value)


def with_cells(**cells: list[object]) -> pd.DataFrame:
    """Past cases, the first cells of some columns replaced."""
    frame = past_cases(60).astype(object)
    for name, values in cells.items():
        frame.loc[: len(values) - 1, name] = values
    return frame


def test_points_and_both_budgets_are_read(tmp_path: Path) -> None:
    frame = past_cases(60)
    cases = read(tmp_path, frame)
    assert cases.by_case["points"].tolist() == frame["points"].tolist()
    assert cases.by_case["final"].tolist() == frame["final"].tolist()
    assert cases.by_case["indicative"].tolist() == frame["indicative"].tolist()
    assert cases.by_case["group"].tolist() == frame["group"].tolist()
    assert cases.questions == ()
    assert (dict(cases.set_aside), len(cases.problems), cases.remarks) == ({}, 0, ())


def test_answers_alone_will_do(tmp_path: Path) -> None:
    cases = read(tmp_path, past_cases(60).drop(columns="points"), needs=BOTH)
    assert not cases.has_points
    assert [one.name for one in cases.questions] == ["Meals", "Nights"]


def test_other_headings_are_named(tmp_path: Path) -> None:
    frame = past_cases(60).rename(columns={"points": "Total score", "final": "Agreed (£)"})
    cases = read(tmp_path, frame, headings={"points": "total SCORE", "final": "Agreed (£)"})
    assert len(cases.final) == 60


def test_amounts_come_out_for_the_period_asked(tmp_path: Path) -> None:
    frame = past_cases(60).assign(period="week")
    yearly = read(tmp_path, frame, period="year")
    assert yearly.final == pytest.approx(frame["final"].to_numpy() * 365.25 / 7)
    said = read(tmp_path, frame.drop(columns="period"), period="year")
    assert said.final == pytest.approx(frame["final"].to_numpy())


def test_amounts_are_read_as_people_write_them(tmp_path: Path) -> None:
    cases = read(tmp_path, with_cells(final=["£1,200.50", "GBP 300"]))
    assert cases.final[:2].tolist() == [1200.5, 300]


def test_every_cell_that_cannot_be_used_is_told_and_its_row_counted(tmp_path: Path) -> None:
    frame = with_cells(
        points=["-3", "high", "", 20, 20, 20, 20],
        final=[100, 100, 100, "-50", "", "£12.5k", 100],
        indicative=[100, 100, 100, 100, 100, 100, "none"],
    )
    cases = read(tmp_path, frame)
    assert dict(cases.set_aside) == {
        "no points that can be used": 3,
        "no final budget that can be used": 3,
    }
    assert len(cases.by_case) == 54
    told = [(one.row, one.column, one.sentence) for one in cases.problems.itertuples()]
    assert sorted(told) == [
        (2, "B", '"-3" is below 0, which points cannot be.'),
        (3, "B", '"high" is not a number of points: write figures alone.'),
        (4, "B", "There is nothing in this cell."),
        (5, "F", '"-50" is below 0, which no budget can be.'),
        (6, "F", "There is nothing in this cell."),
        (7, "F", '"£12.5k" is shortened: write figures alone.'),
        (8, "E", '"none" stands in the place of an amount.'),
    ]
    assert pd.isna(cases.by_case["indicative"].loc[8])


def test_a_missing_answer_and_a_wrong_period_set_a_row_aside(tmp_path: Path) -> None:
    frame = with_cells(Meals=["", "1 - some"]).assign(period="")
    frame.loc[1, "period"] = "now and then"
    cases = read(tmp_path, frame, needs=BOTH)
    assert dict(cases.set_aside) == {
        "an answer that is missing": 1,
        "a period that cannot be used": 1,
    }
    assert list(cases.problems["sentence"]) == [
        '"now and then" is no period of an amount: write week, two weeks, four weeks, month, '
        "quarter or year.",
        "There is nothing in this cell.",
    ]


def test_the_same_case_twice_counts_once_where_a_date_says_which(tmp_path: Path) -> None:
    frame = with_cells(case=["C7", "C9"]).assign(date="2026-01-01")
    frame.loc[7, "date"] = "2026-05-01"
    cases = read(tmp_path, frame)
    assert dict(cases.set_aside) == {
        "the same case twice": 2,
        "an earlier row of the same case": 1,
    }
    assert 9 in cases.by_case.index
    assert set(cases.problems["sentence"]) == {
        "A later row has the same case, so this one is not used.",
        "The same case stands in the rows 3 and 11, and no date says which is the latest, so none "
        "of them is used.",
    }


def test_rows_without_a_number_are_cases_of_their_own(tmp_path: Path) -> None:
    assert len(read(tmp_path, past_cases(60).assign(case="")).by_case) == 60


def test_a_group_column_of_notes_is_left_alone_and_told(tmp_path: Path) -> None:
    frame = past_cases(60)
    cases = read(tmp_path, frame.assign(group=[f"note {one}" for one in range(60)]))
    assert set(cases.by_case["group"]) == {""}
    assert cases.remarks == (
        "The column group of the budgets holds 60 different texts, so no groups are told. It "
        "should hold at most 30 groups with short names.",
    )


def test_a_row_of_another_width_is_left_out_and_told(tmp_path: Path) -> None:
    text = past_cases(60).to_csv(index=False).splitlines()
    (tmp_path / "past.csv").write_text("\n".join([*text, "1,2"]), encoding="utf-8")
    cases = read_cases(tmp_path / "past.csv", Asked())
    assert cases.remarks == ("1 row has a wrong number of cells and is left out: row 62.",)


MEANING = (
    "A file for poet ras has the column final, and points or columns with answers; it may have "
    "indicative, group, case, period and date."
)


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


def test_few_cases_are_refused_with_why_they_are_few(tmp_path: Path) -> None:
    frame = past_cases(31).astype(object)
    frame.loc[:1, "points"] = ["-3", ""]
    assert refused(tmp_path, frame) == (
        "past.csv: 29 cases can be used; 2 rows were set aside: 2 with no points that can be used. "
        "A table is fitted to at least 30 cases. Add cases, or correct those set aside."
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
