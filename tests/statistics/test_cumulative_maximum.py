from __future__ import annotations

import numpy as np
import pytest

from poet.statistics import cumulative_maximum
from poet.statistics.cumulative_logit import Rows, evaluate, gradient, information, start
from poet.statistics.cumulative_maximum import (
    Maximum,
    NoMaximum,
    curvature_at,
    maximise,
    one_step_further,
)


@pytest.fixture
def rows(simulated) -> Rows:
    data = simulated(5)
    weights = np.random.default_rng(5).integers(1, 4, len(data.answers)).astype(float)
    return Rows(data.answers.cat.codes.to_numpy(), data.predictors.to_numpy(), weights, 4)


def maximum_of(*blocks: Rows) -> Maximum:
    counts = sum(np.bincount(rows.level, rows.weights, rows.levels) for rows in blocks)
    begin = start(counts, blocks[0].predictors.shape[1])
    return maximise(blocks, blocks[0].levels, begin)


def test_without_predictors_the_start_is_the_maximum(rows):
    alone = Rows(rows.level, rows.predictors[:, :0], rows.weights, 4)
    begin = start(np.bincount(rows.level, rows.weights, 4), 0)
    np.testing.assert_allclose(maximum_of(alone).parameters, begin, rtol=1e-12)


def test_blocks_have_the_maximum_and_the_information_of_all_rows(rows):
    halves = [
        Rows(rows.level[part], rows.predictors[part], rows.weights[part], 4)
        for part in (slice(50), slice(50, None))
    ]
    whole, apart = maximum_of(rows), maximum_of(*halves)
    np.testing.assert_allclose(apart.parameters, whole.parameters, rtol=1e-10)
    assert apart.log_likelihood == pytest.approx(whole.log_likelihood, rel=1e-13)
    expected = information(rows, evaluate(rows, whole.parameters))
    np.testing.assert_allclose(curvature_at(halves, apart), expected, rtol=1e-9)


def test_at_the_maximum_the_gradient_is_nought(rows):
    maximum = maximum_of(rows)
    slope = gradient(rows, evaluate(rows, maximum.parameters))
    assert np.abs(slope).max() < 1e-9 * rows.weights.sum()
    nearby = maximum.parameters + 0.01 * np.eye(6)[2]
    assert evaluate(rows, nearby).log_likelihood < maximum.log_likelihood


def test_a_step_that_goes_lower_is_halved(monkeypatch):
    tried = []

    def watched(rows, parameters):
        tried.append(evaluate(rows, parameters))
        return tried[-1]

    monkeypatch.setattr(cumulative_maximum, "evaluate", watched)
    predictors = np.array([[1.7], [1.9], [-5.8], [0.5], [-33.1], [2.6]])
    rows = Rows(np.array([2, 2, 0, 2, 3, 1]), predictors, np.ones(6), 4)
    maximum = maximum_of(rows)
    heights = np.array([point.log_likelihood for point in tried])
    assert np.diff(heights).min() < -0.004  # the second step in full
    assert maximum.log_likelihood == pytest.approx(heights.max(), abs=1e-12)
    slope = gradient(rows, evaluate(rows, maximum.parameters))
    np.testing.assert_allclose(slope, np.zeros(4), atol=1e-7)


def test_divided_answers_have_no_maximum():
    rows = Rows(np.array([0, 0, 1, 1]), np.array([[0.0], [1], [2], [3]]), np.ones(4), 2)
    with pytest.raises(NoMaximum):
        maximum_of(rows)


def test_the_last_step_proves_that_nothing_divides_the_answers(rows):
    assert maximum_of(rows).proved


@pytest.mark.parametrize("share", [1e-3, 1e-6])
def test_a_long_last_step_proves_nothing(rows, monkeypatch, share):
    monkeypatch.setattr(cumulative_maximum, "SETTLED", 0.0)
    assert not maximum_of(rows).proved
    monkeypatch.setattr(cumulative_maximum, "SETTLED", share)
    assert maximum_of(rows).proved


def test_second_derivatives_that_are_nearly_nought_prove_nothing(rows, monkeypatch):
    monkeypatch.setattr(cumulative_maximum, "FLAT", 1.0)
    assert not maximum_of(rows).proved


def test_one_step_further_is_still_the_maximum(rows):
    maximum = maximum_of(rows)
    further = one_step_further([rows], maximum)
    np.testing.assert_allclose(further.parameters, maximum.parameters, rtol=1e-12, atol=1e-12)
    assert np.abs(further.slope).max() <= 1e-11 * rows.weights.sum()
    assert further.proved
