from __future__ import annotations

import numpy as np

from poet.responses.rows_set_aside import (
    blank_rows,
    counted,
    counted_of_used,
    first_reasons,
    rows_of_headings,
)


def test_the_first_reason_in_the_fixed_order_is_the_one():
    fits = {
        "no authority": np.array([True, True, False]),
        "blank row": np.array([True, False, False]),
    }
    reasons = first_reasons(fits, 3)
    assert reasons.tolist() == ["blank row", "no authority", ""]
    assert counted(reasons, misshapen=2) == {
        "wrong number of cells": 2,
        "blank row": 1,
        "no authority": 1,
    }


def test_blank_rows(table):
    columns = table(["a", "b"], ["", "\u200b"], [" ", "x"], ["\u00a0", ""]).columns
    assert blank_rows(columns).tolist() == [True, False, True]


def test_rows_that_repeat_the_headings(table):
    rows = [["A ", "b:", ""], ["a", "x", ""], ["a", "", ""], ["A", "", "C?"], ["x", "b", "c"]]
    answers = table(["a", "b", "c"], *rows)
    found = rows_of_headings(answers.columns, answers.headings)
    assert found.tolist() == [True, False, False, True, False]


def test_one_heading_again_is_enough_in_one_column(table):
    answers = table(["a", ""], ["a", ""], ["b", ""], ["", "a"])
    found = rows_of_headings(answers.columns, answers.headings)
    assert found.tolist() == [True, False, False]


def test_only_rows_in_use_are_counted_for_a_state():
    noted = {"not finished": np.array([True, True, False]), "test": np.array([False] * 3)}
    used = np.array([True, False, True])
    assert counted_of_used(noted, used) == {"not finished": 1}
