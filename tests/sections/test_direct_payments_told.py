"""What is told of two kinds of budget, as an attacker reads it who tries the tables that fit."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.sections.direct_payments import ESTIMATES, work_out
from poet.sections.direct_payments_columns import DIFFERENCE, STANDARDISED
from poet.statistics.differences import newcombe
from poet.statistics.rounded_counts import effective_counts
from poet.statistics.standardised_effects import standardised_effect

LOCAL = PROFILES["local"]
# Good answers and answers of young and old, with a direct payment and with a managed budget.
REAL = (10, 19, 13, 17, 11, 16, 11, 19)


def estimated(table: tuple[int, ...]) -> dict[str, float]:
    """A row of `direct_payments` of these people, allowing for age."""
    good, answered = np.array(table[::2]), np.array(table[1::2])
    yes = np.repeat([1, 0] * 4, np.column_stack([good, answered - good]).ravel()).astype(bool)
    direct, old = np.repeat([1, 1, 0, 0], answered), np.repeat([0, 1, 0, 1], answered)
    effect = standardised_effect(yes, direct.astype(bool), old[:, np.newaxis]).effect
    parts = [effect.at_high, effect.at_low]
    shares = [value for part in parts for value in (part.share, part.low, part.high)]
    counts = (*good[:2].sum(keepdims=True), answered[:2].sum(), good[2:].sum(), answered[2:].sum())
    names = ("people", "base", "people_managed", "base_managed", *STANDARDISED, *DIFFERENCE)
    told = (*counts, *shares, effect.difference, effect.low, effect.high)
    return {**dict(zip(names, told, strict=True)), "adjusted_for": "age"}


def told(tables: list[dict[str, float]], profile: str = "local") -> pd.DataFrame:
    frame = pd.DataFrame(tables)
    for end in ("", "_managed"):
        frame[f"share{end}"] = frame[f"people{end}"] / frame[f"base{end}"]
    return release(frame, PROFILES[profile], [*STANDARDISED, *DIFFERENCE])


def left(shown: pd.DataFrame, exact: pd.DataFrame) -> int:
    """How many exact counts give what is shown of the first table."""
    columns = ["people", "base", "people_managed", "base_managed"]
    numbers = shown[[*columns, *STANDARDISED, *DIFFERENCE]].to_numpy(float)
    alike = np.isclose(numbers, numbers[0], equal_nan=True).all(axis=1)
    return len(exact.loc[alike, columns].drop_duplicates())


def rounded(table: tuple[int, ...]) -> list[int]:
    """The counts that are told: good answers and answers of each kind of budget."""
    sums = np.array(table).reshape(2, 2, 2).sum(axis=1).ravel()
    return LOCAL.rounded(sums).tolist()


def test_by_trying_the_tables_nearby_no_exact_count_is_left_alone() -> None:
    """Each of eight counts one more or one fewer: a small part of the tables that fit."""
    near = (tuple(np.add(REAL, step).tolist()) for step in itertools.product((0, 1, -1), repeat=8))
    exact = pd.DataFrame([estimated(one) for one in near if rounded(one) == rounded(REAL)])
    shown = told([*exact.to_dict("records")])
    assert left(shown, exact) == 1
    assert left(work_out(shown), exact) == 16


def test_both_standardised_shares_are_left_out_where_counts_are_rounded_only() -> None:
    rounded, internal = (told([estimated(REAL)], profile) for profile in ("local", "internal"))
    shown = work_out(rounded)
    assert shown[list(STANDARDISED)].isna().all(axis=None)
    pd.testing.assert_frame_equal(shown[list(DIFFERENCE)], rounded[list(DIFFERENCE)])
    pd.testing.assert_frame_equal(work_out(internal), internal)
    assert set(ESTIMATES) >= {*STANDARDISED, *DIFFERENCE}


def test_a_difference_that_allows_for_nothing_is_of_the_counts_that_are_shown() -> None:
    shown = work_out(told([{**estimated(REAL), "adjusted_for": ""}])).iloc[0]
    now, others = effective_counts(25, 35, 5), effective_counts(20, 35, 5)
    expected = [float(one) for one in newcombe(*now, *others)]
    assert shown[list(DIFFERENCE)].astype(float).tolist() == pytest.approx(expected)
