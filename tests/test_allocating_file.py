"""A file of past cases: what is used of it, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from past_cases import past_cases, read

from poet.allocating_file import Asked, read_cases

BOTH = ("Meals", "Nights")


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
        (5, "F", '"-50" is below 0, which no budget can be: correct it.'),
        (6, "F", "There is nothing in this cell."),
        (7, "F", '"£12.5k" is shortened: write figures alone.'),
        (8, "E", '"none" stands in the place of an amount: leave the cell empty.'),
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
        "of them is used. Keep one, or fill in their dates.",
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


def test_a_row_of_totals_is_no_case(tmp_path: Path) -> None:
    frame = past_cases(60).astype(object)
    frame.loc[60] = {"case": "Total:", "points": 2_000, "final": 15_000, "group": ""}
    cases = read(tmp_path, frame)
    assert dict(cases.set_aside) == {"totals and no case": 1}
    assert cases.problems[["row", "sentence"]].to_numpy().tolist() == [
        [62, "This row holds totals and no case, so it is set aside."]
    ]


def test_a_row_of_another_width_is_left_out_and_told(tmp_path: Path) -> None:
    text = past_cases(60).to_csv(index=False).splitlines()
    (tmp_path / "past.csv").write_text("\n".join([*text, "1,2"]), encoding="utf-8")
    cases = read_cases(tmp_path / "past.csv", Asked())
    assert cases.remarks == ("1 row has a wrong number of cells and is left out: row 62.",)
