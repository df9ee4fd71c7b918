from __future__ import annotations

import numpy as np
import pandas as pd

from poet.reading import Source
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
