from __future__ import annotations

import numpy as np
import pytest

from poet.statistics.additive_amounts import fit_round
from poet.statistics.out_of_fold import folds, proposed_out_of_fold, simplest_of_the_near


def test_folds_differ_by_one_case_at_most_and_are_the_same_again() -> None:
    fold = folds(103)
    assert np.ptp(np.bincount(fold)) == 1
    assert len(np.bincount(fold)) == 10
    assert fold.tolist() == folds(103).tolist()
    assert fold.tolist() != folds(103, seed=1).tolist()


def test_many_cases_have_five_folds() -> None:
    assert len(np.bincount(folds(5_000))) == 5
    assert len(np.bincount(folds(4_999))) == 10


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
    unseen = np.abs(np.log(proposed_out_of_fold(has, final, steps, folds(60)) / final)).mean()
    assert unseen > seen * 1.1


def test_the_simplest_within_a_standard_error_of_the_nearest_is_taken() -> None:
    assert simplest_of_the_near([0.22, 0.21, 0.20], [0.03, 0.02, 0.02]) == 0
    assert simplest_of_the_near([0.30, 0.21, 0.20], [0.03, 0.02, 0.02]) == 1
    assert simplest_of_the_near([0.30, 0.25, 0.20], [0.03, 0.02, 0.02]) == 2
    assert simplest_of_the_near([0.30, 0.20], [0.03, np.nan]) == 1


def test_folds_of_other_cases_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^\(3,\) folds for \(2,\) cases$"):
        proposed_out_of_fold([[1.0], [2]], [1.0, 2], [1], np.array([0, 1, 1]))
