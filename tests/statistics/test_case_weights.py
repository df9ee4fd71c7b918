from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.case_weights import case_weights, finite_weights, sampled
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling

ANSWERS = pd.Series([True, False, True, False])


def test_without_weights_everyone_counts_once():
    weights, stays = case_weights(ANSWERS, None)
    assert weights.tolist() == [1, 1, 1, 1]
    assert stays.tolist() == [0, 1, 2, 3]


def test_rows_of_weight_0_do_not_stay():
    counts = pd.Series([2, 0, 1, 3])
    for given in ((counts, None), (None, Sampling(counts))):
        weights, stays = case_weights(ANSWERS, *given)
        assert weights.tolist() == [2, 0, 1, 3]
        assert stays.tolist() == [0, 2, 3]


def test_counts_and_a_sampling_are_not_given_together():
    counts = pd.Series([2, 0, 1, 3])
    with pytest.raises(ValueError, match="not both"):
        case_weights(ANSWERS, counts, Sampling(counts))


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (-1, "'people' holds a negative weight"),
        (np.nan, "'people' holds a missing weight"),
        (np.inf, "'people' holds an infinite weight"),
    ],
)
def test_what_is_no_weight_is_named(weight, words):
    counts = pd.Series([1, weight, 1, 1], name="people")
    for refuse in (finite_weights, Sampling, lambda given: case_weights(ANSWERS, given)):
        with pytest.raises(CannotEstimate) as failure:
            refuse(counts)
        assert str(failure.value) == words


def test_the_covariance_of_a_mean_is_that_of_textbooks():
    """A mean solves the sum of (value - mean) = 0: bread 1 / n, scores value - mean."""
    values = np.array([2.0, 5.0, 7.0, 11.0, 0.0])
    inside = np.arange(4)
    scores = (values[inside] - values[inside].mean())[:, np.newaxis]
    everyone = Sampling(pd.Series(1.0, range(4)))
    covariance, about = sampled(np.eye(1) / 4, scores, everyone, inside)
    assert covariance == pytest.approx(values[inside].var(ddof=1) / 4)
    assert about == {"degrees_of_freedom": 3}


def test_people_outside_the_model_were_drawn_all_the_same():
    scores = np.array([[1.0], [-1.0]])
    drawn = Sampling(pd.Series([1.0, 1.0, 0.0, 0.0]))
    covariance, about = sampled(np.eye(1), scores, drawn, np.array([0, 1]))
    # Four units of mean 0: 4 / 3 times the sum of squares, not 2 / 1 times.
    assert covariance == pytest.approx(4 / 3 * 2)
    assert about["degrees_of_freedom"] == drawn.degrees_of_freedom
