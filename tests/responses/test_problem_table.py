from __future__ import annotations

import numpy as np
import pandas as pd

from poet.reading import Source, shown
from poet.responses import grouped
from poet.responses.choices import UNKNOWN
from poet.responses.own_words import NOT_SHOWN
from poet.responses.problem_table import (
    PROBLEM_COLUMNS,
    ColumnProblems,
    Place,
    Trouble,
    problem_table,
    whole_column,
)

PLACE = Place(Source("answers.xlsx", "Sheet1"), 27, "Age", "age")


def test_one_row_per_problem():
    troubles = (Trouble("x" * 99, "r", "s.", "n"), Trouble("two\nlines", "r", "t."))
    problems = problem_table(
        [
            ColumnProblems(PLACE, troubles, np.array([5, 6, 9]), np.array([1, 0, 1])),
            whole_column(Place(PLACE.source), Trouble("", "whole", "u.")),
        ]
    )
    assert tuple(problems.columns) == PROBLEM_COLUMNS
    assert problems["row"].tolist() == [5, 6, 9, pd.NA]
    assert problems["found"].tolist() == ["two lines", "x" * 59 + "…", "two lines", ""]
    assert problems["column"].tolist() == ["AB", "AB", "AB", ""]
    assert problems["sentence"].tolist() == ["t.", "s.", "t.", "u."]
    assert problems["nearest"].tolist() == ["", "n", "", ""]
    assert problems.loc[0, ["file", "sheet", "heading", "question"]].tolist() == [
        "answers.xlsx",
        "Sheet1",
        "Age",
        "age",
    ]


def test_no_problems_make_a_table_of_the_same_form():
    empty = problem_table([])
    full = problem_table([whole_column(PLACE, Trouble("", "r", "s."))])
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert str(empty["row"].dtype) == "Int64"


def told(*troubles: Trouble, cells: int = 1) -> pd.DataFrame:
    which = np.repeat(np.arange(len(troubles)), cells)
    return problem_table([ColumnProblems(PLACE, troubles, np.arange(2, len(which) + 2), which)])


def test_what_may_be_somebodys_own_words_is_not_repeated():
    words = "My sister Ivy rings the office for me every Monday morning"
    sentence = f'"{shown(words)}" is not one of the answers, so the whole cell is left out.'
    problems = told(Trouble(words, UNKNOWN, sentence, "Somebody"))
    assert problems[["found", "sentence", "nearest"]].to_numpy().tolist() == [
        [
            "own words, not shown",
            "What is written here (not shown, as it may be somebody's own words) is not one of the "
            "answers, so the whole cell is left out.",
            "",
        ]
    ]
    assert "Ivy" not in problems.to_csv()


def test_own_words_that_differ_are_one_kind_of_problem():
    texts = [f"My neighbour number {number} brings the shopping on Fridays" for number in range(3)]
    problems = told(*(Trouble(one, UNKNOWN, f'"{shown(one)}" is no answer.') for one in texts))
    assert grouped(problems)[["found", "cells"]].to_numpy().tolist() == [
        ["own words, not shown", 3]
    ]


def test_a_text_of_many_cells_is_shown_however_long():
    answer = "I have as much control over my daily life as I want"
    assert told(Trouble(answer, UNKNOWN, "s."), cells=10)["found"].unique().tolist() == [answer]
    assert told(Trouble(answer, UNKNOWN, "s."), cells=9)["found"].unique().tolist() == [NOT_SHOWN]
