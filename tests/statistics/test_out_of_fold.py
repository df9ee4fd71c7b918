from __future__ import annotations

import numpy as np
import pytest

from poet.statistics.additive_amounts import fit_round
from poet.statistics.agreement import within
from poet.statistics.out_of_fold import (
    drawn_out,
    folds,
    proposed_out_of_fold,
    simplest_of_the_near,
    times_as_wide,
)
from poet.statistics.proportions import wilson


def numbered(cases: int) -> np.ndarray:
    return np.arange(cases)[:, np.newaxis]


def test_folds_differ_by_one_case_at_most_and_are_the_same_again() -> None:
    fold = folds(numbered(103))
    assert np.ptp(np.bincount(fold)) == 1
    assert len(np.bincount(fold)) == 10
    assert fold.tolist() == folds(numbered(103)).tolist()
    assert fold.tolist() != folds(numbered(103), seed=1).tolist()


def test_a_case_is_in_the_same_fold_wherever_its_row_stands() -> None:
    random = np.random.default_rng(2)
    cases = np.column_stack([random.integers(0, 5, 200), random.normal(0, 1, 200)])
    cases[::7, 0] = np.nan
    order = random.permutation(200)
    assert folds(cases[order]).tolist() == folds(cases)[order].tolist()


def test_many_cases_have_five_folds() -> None:
    assert len(np.bincount(folds(numbered(5_000)))) == 5
    assert len(np.bincount(folds(numbered(4_999)))) == 10


def test_a_case_is_judged_by_the_others_alone() -> None:
    points = np.array([[10.0], [10], [10], [10]])
    final = np.array([20.0, 20, 20, 70])
    fold = np.array([0, 1, 1, 2])
    # Fold 0 leaves 2, 2 and 7 for a point; fold 1 leaves 2 and 7; fold 2 leaves 2, 2 and 2.
    proposed = proposed_out_of_fold(points, final, [1], fold)
    assert proposed[[0, 3]].tolist() == [20, 20]
    for one in range(3):
        others = fold != one
        by_hand = points[~others] @ fit_round(points[others], final[others], [1])
        assert proposed[~others].tolist() == by_hand.tolist()


def test_noise_looks_nearer_to_a_table_that_has_seen_it() -> None:
    random = np.random.default_rng(9)
    has = np.column_stack([np.ones(60), random.integers(0, 2, (60, 12))]).astype(float)
    final = 100 * np.exp(random.normal(0, 0.5, 60))
    steps = np.full(13, 1)
    seen = np.abs(np.log(has @ fit_round(has, final, steps) / final)).mean()
    unseen = np.abs(
        np.log(proposed_out_of_fold(has, final, steps, folds(numbered(60))) / final)
    ).mean()
    assert unseen > seen * 1.1


def test_the_simplest_within_a_standard_error_of_the_nearest_is_taken() -> None:
    """Two cases, so the standard error of a difference is half of how far its cases are apart."""
    nearest, farther = np.array([0.1, 0.3]), np.array([[0, 0.04], [0.03, 0.05]])
    by_0_02, by_0_04 = nearest + farther
    assert simplest_of_the_near([by_0_02, by_0_02 + 0.001, nearest]) == 0
    assert simplest_of_the_near([by_0_04, by_0_02, nearest]) == 1
    assert simplest_of_the_near([by_0_04, nearest + 0.001, nearest]) == 2
    assert simplest_of_the_near([nearest, nearest]) == 0


def test_what_is_far_for_every_table_does_not_hide_that_one_is_nearer() -> None:
    """Standard error of the nearest 0.1, of the difference 0."""
    nearest = np.array([0.1, 0.3])
    assert simplest_of_the_near([nearest + 0.05, nearest]) == 1
    with pytest.raises(ValueError, match=r"^1 cases tell nothing of chance$"):
        simplest_of_the_near([[0.1], [0.2]])


def test_intervals_are_drawn_out_to_either_side_by_what_was_fitted() -> None:
    low, high = drawn_out([0.5, 0.4], [0.4, 0.3], [0.8, 0.5], [1, 1.25])
    assert low.tolist() == pytest.approx([0.4, 0.275])
    assert high.tolist() == pytest.approx([0.8, 0.525])
    has = np.column_stack([np.ones(20), np.arange(20) < 8, np.arange(20) >= 8])
    # The start is both others together, so two amounts can be told apart.
    assert times_as_wide(has) == pytest.approx(20 / 18)
    with pytest.raises(ValueError, match=r"^2 cases for 2 amounts$"):
        times_as_wide(np.eye(2))


def test_drawn_out_intervals_hold_the_share_among_new_cases_in_about_95_of_100_studies() -> None:
    """50 cases for a table of 10 amounts, and 5 folds: 10 held it as often, and took longer."""
    random, amounts, steps = np.random.default_rng(8), np.append(60, [10, 25, 40] * 3), [5] * 10
    seen, new = answered(random, 60 * 50), answered(random, 2_000)
    final, later = (has @ amounts * np.exp(random.normal(0, 0.25, len(has))) for has in (seen, new))
    held = {"as it was": 0, "drawn out": 0}
    for has, agreed in zip(np.split(seen, 60), np.split(final, 60), strict=True):
        proposed = proposed_out_of_fold(has, agreed, steps, np.arange(50) % 5)
        near = within(proposed, agreed, 0.2).sum()
        true = within(new @ fit_round(has, agreed, steps), later, 0.2).mean()
        for name, times in (("as it was", 1), ("drawn out", times_as_wide(has))):
            low, high = drawn_out(near / 50, *wilson(near, 50), times)
            held[name] += low <= true <= high
    assert held["as it was"] < 55 <= held["drawn out"] < 60


def answered(random: np.random.Generator, cases: int) -> np.ndarray:
    """A start for all, and the answers to three questions with four answers in order."""
    level = random.integers(0, 4, (cases, 3))
    steps = [level[:, [at]] >= [1, 2, 3] for at in range(3)]
    return np.hstack([np.ones((cases, 1)), *steps]).astype(float)
