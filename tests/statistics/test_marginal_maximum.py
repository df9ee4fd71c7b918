"""The maximum of the marginal likelihood; what it means is held in test_random_intercepts."""

from __future__ import annotations

import numpy as np
import pytest

from poet.statistics.cumulative_logit import Rows, evaluate, information, start
from poet.statistics.cumulative_maximum import maximise as without_spread
from poet.statistics.marginal_maximum import maximise
from poet.statistics.quadrature import Clustered
from poet.statistics.quadrature import evaluate as marginal

CLUSTERS, POINTS = 25, 9


def people(spread: float, seed: int) -> Clustered:
    """20 people in each cluster, three levels, one predictor; clusters differ by the spread."""
    random = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(CLUSTERS), 20)
    predictors = random.normal(size=(len(cluster), 1))
    shared = spread * random.normal(size=CLUSTERS)[cluster]
    latent = predictors[:, 0] + shared + random.logistic(size=len(cluster))
    first = np.flatnonzero(np.diff(cluster, prepend=-1))
    level = np.digitize(latent, [-0.5, 1])
    return Clustered(level, predictors, np.ones(len(cluster)), cluster, first, 3)


def searched(given: Clustered):
    rows = Rows(given.level, given.predictors, given.weights, 3)
    begin = start(np.bincount(given.level, minlength=3), 1)
    plain = without_spread([rows], 3, begin)
    covariance = np.linalg.inv(information(rows, evaluate(rows, plain.parameters)))
    return plain, maximise(given, plain.parameters, covariance, plain.log_likelihood, points=POINTS)


def test_at_the_maximum_the_slope_is_nought_and_the_likelihood_higher():
    given = people(spread=0.8, seed=1)
    plain, maximum = searched(given)
    here = marginal(given, maximum.parameters, POINTS)
    np.testing.assert_allclose(here.gradient, 0, atol=1e-5)
    assert maximum.log_likelihood == pytest.approx(here.log_likelihood, rel=1e-12)
    assert maximum.log_likelihood > plain.log_likelihood + 5
    assert maximum.parameters[-1] == pytest.approx(0.8, abs=0.3)
    assert maximum.effects.shape == (CLUSTERS,)


def test_the_covariance_is_the_inverse_of_the_curvature():
    given = people(spread=0.8, seed=1)
    _, maximum = searched(given)
    step = 1e-4 * np.eye(len(maximum.parameters))
    rows = [
        marginal(given, maximum.parameters - move, POINTS).gradient
        - marginal(given, maximum.parameters + move, POINTS).gradient
        for move in step
    ]
    np.testing.assert_allclose(
        maximum.covariance, np.linalg.inv(np.array(rows) / 2e-4), rtol=1e-3, atol=3e-6
    )


def test_clusters_that_do_not_differ_have_no_maximum_with_a_spread():
    assert [searched(people(spread=0, seed=seed))[1] for seed in (2, 3, 5)].count(None) >= 1
