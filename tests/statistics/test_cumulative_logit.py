from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime

from poet.statistics.cumulative_logit import (
    Rows,
    Runs,
    evaluate,
    gradient,
    information,
    scores,
    start,
)
from poet.statistics.cumulative_maximum import Maximum, maximise


@pytest.fixture
def rows(simulated) -> Rows:
    data = simulated(5)
    weights = np.random.default_rng(5).integers(1, 4, len(data.answers)).astype(float)
    return Rows(data.answers.cat.codes.to_numpy(), data.predictors.to_numpy(), weights, 4)


def begin_of(rows: Rows) -> np.ndarray:
    counts = np.bincount(rows.level, rows.weights, rows.levels)
    return start(counts, rows.predictors.shape[1])


def maximum_of(rows: Rows) -> Maximum:
    return maximise([rows], rows.levels, begin_of(rows))


PARAMETERS = np.array([-1.3, 0.2, 1.9, 0.6, -0.4, 1.1])


def log_likelihood(rows: Rows, parameters: np.ndarray) -> float:
    """The definition, without care for rounding."""
    thresholds, coefficients = parameters[:3], parameters[3:]
    linear = (rows.predictors @ coefficients)[:, np.newaxis]
    at_most = 1 / (1 + np.exp(linear - np.array([-np.inf, *thresholds, np.inf])))
    share = np.diff(at_most, axis=1)[np.arange(len(rows.level)), rows.level]
    return float(rows.weights @ np.log(share))


def test_the_log_likelihood_is_that_of_the_definition(rows):
    expected = log_likelihood(rows, PARAMETERS)
    assert evaluate(rows, PARAMETERS).log_likelihood == pytest.approx(expected, rel=1e-13)


def test_the_gradient_is_the_slope_of_the_log_likelihood(rows):
    numeric = approx_fprime(PARAMETERS, lambda place: log_likelihood(rows, place), 1e-6)
    analytic = gradient(rows, evaluate(rows, PARAMETERS))
    np.testing.assert_allclose(analytic, numeric, rtol=1e-4, atol=1e-3)


def test_the_information_is_the_slope_of_the_gradient(rows):
    def slope(place):
        return gradient(rows, evaluate(rows, place))

    step = 1e-5 * np.eye(len(PARAMETERS))
    numeric = [(slope(PARAMETERS - move) - slope(PARAMETERS + move)) / 2e-5 for move in step]
    analytic = information(rows, evaluate(rows, PARAMETERS))
    np.testing.assert_allclose(analytic, numeric, rtol=1e-7, atol=1e-6)
    np.testing.assert_array_equal(analytic, analytic.T)


def test_runs_of_rows_have_their_own_gradient_and_information(rows):
    starts = np.array([0, 17, 50, 51])
    point, runs = evaluate(rows, PARAMETERS), Runs.from_starts(rows, starts)
    slopes, own = gradient(rows, point, runs), information(rows, point, runs)
    assert (slopes.shape, own.shape) == ((4, 6), (4, 6, 6))
    for run, (begin, end) in enumerate(pairwise([*starts, len(rows.level)])):
        part = slice(begin, end)
        alone = Rows(rows.level[part], rows.predictors[part], rows.weights[part], rows.levels)
        np.testing.assert_allclose(slopes[run], gradient(alone, evaluate(alone, PARAMETERS)))
        np.testing.assert_allclose(own[run], information(alone, evaluate(alone, PARAMETERS)))
    np.testing.assert_allclose(slopes.sum(axis=0), gradient(rows, point), rtol=1e-11)
    np.testing.assert_allclose(own.sum(axis=0), information(rows, point), rtol=1e-12)


def test_the_scores_of_rows_add_up_to_the_gradient(rows):
    point = evaluate(rows, PARAMETERS)
    by_row = scores(rows, point)
    assert by_row.shape == (len(rows.level), len(PARAMETERS))
    np.testing.assert_allclose(by_row.sum(axis=0), gradient(rows, point), rtol=1e-11)


def test_far_from_the_middle_nothing_overflows_or_cancels():
    level, predictors = np.array([0, 1, 2, 1]), np.array([[800.0], [800.0], [-800.0], [0.0]])
    rows = Rows(level, predictors, np.ones(4), 3)
    narrow = evaluate(rows, np.array([0.0, 1e-13, 1.0]))
    # Each of the first three answers is as unlikely as exp(-800); the width of the middle level
    # counts twice.
    expected = -2400 + 2 * np.log(1e-13) + np.log(0.25)
    assert narrow.log_likelihood == pytest.approx(expected, rel=1e-12)
    wide = evaluate(rows, np.array([0.0, 900.0, 1.0]))
    assert np.isfinite(wide.log_likelihood)
    assert np.isfinite(information(rows, wide)).all()


def test_the_start_is_the_maximum_without_predictors(rows):
    alone = Rows(rows.level, rows.predictors[:, :0], rows.weights, 4)
    begin = begin_of(alone)
    np.testing.assert_allclose(gradient(alone, evaluate(alone, begin)), np.zeros(3), atol=1e-10)
    np.testing.assert_allclose(maximise([alone], 4, begin).parameters, begin, rtol=1e-12)


def errors_without_correction(data) -> np.ndarray:
    """The cluster sandwich without a small-sample factor, from the scores CR3 is built from."""
    level = data.answers.cat.codes.to_numpy()
    rows = Rows(level, data.predictors.to_numpy(), np.ones(len(level)), 5)
    maximum = maximum_of(rows)
    by_row = pd.DataFrame(scores(rows, evaluate(rows, maximum.parameters)))
    by_cluster = by_row.groupby(data.clusters.to_numpy()).sum().to_numpy()
    bread = np.linalg.inv(information(rows, evaluate(rows, maximum.parameters)))
    return np.sqrt(np.diag(bread @ by_cluster.T @ by_cluster @ bread))


def test_scores_of_clusters_agree_with_rs_robcov(wine, made_up_study, reference):
    few = reference("lrm_robcov_wine")["se_cluster"]
    np.testing.assert_allclose(errors_without_correction(wine), list(few.values()), rtol=1e-6)
    many = reference("poet1200")["lrm_robcov"]["se"]
    np.testing.assert_allclose(
        errors_without_correction(made_up_study), list(many.values()), rtol=1e-6
    )
