"""The likelihood by adaptive quadrature against its definition."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar
from scipy.special import expit
from scipy.stats import norm

from poet.statistics.quadrature import Clustered, evaluate

# Two thresholds, two coefficients and the spread.
PLACE = np.array([-0.8, 0.9, 0.6, -0.3, 1.1])


@pytest.fixture
def people() -> Clustered:
    """Four clusters of 3, 1, 5 and 3 rows; in the second everyone gave the highest answer."""
    random = np.random.default_rng(6)
    sizes = [3, 1, 5, 3]
    return Clustered(
        level=np.array([0, 1, 2, 2, 0, 0, 1, 0, 0, 1, 2, 1]),
        predictors=random.normal(size=(12, 2)),
        weights=np.array([1, 2, 1, 4, 1, 1, 1, 3, 1, 1, 1, 1.0]),
        cluster=np.repeat(np.arange(4), sizes),
        first=np.array([0, 3, 4, 9]),
        levels=3,
    )


def density(z, people, rows, parameters):
    """What is integrated over z, as it is defined, for the rows of one cluster."""
    linear = people.predictors[rows] @ parameters[2:4] + parameters[4] * z
    ends = np.array([-np.inf, *parameters[:2], np.inf])
    at_most = [1 / (1 + np.exp(linear - ends[people.level[rows] + up])) for up in (0, 1)]
    return np.prod((at_most[1] - at_most[0]) ** people.weights[rows]) * norm.pdf(z)


def by_definition(people, parameters):
    each = [
        quad(density, -9, 9, (people, people.cluster == cluster, parameters), epsabs=1e-15)[0]
        for cluster in range(4)
    ]
    return sum(math.log(integral) for integral in each)


@pytest.mark.parametrize("spread", [0.0, 0.3, 1.1, -1.1, 3.0])
def test_the_log_likelihood_is_the_integral(people, spread):
    place = np.append(PLACE[:4], spread)
    ours = evaluate(people, place, 40).log_likelihood
    assert ours == pytest.approx(by_definition(people, place), rel=1e-9)


def test_more_points_come_nearer_the_integral(people):
    truth = by_definition(people, PLACE)
    missed = [
        abs(evaluate(people, PLACE, points).log_likelihood - truth) for points in (1, 3, 7, 15, 31)
    ]
    assert missed[0] > 1e-3
    assert all(before > 4 * after for before, after in pairwise(missed))


def test_one_point_is_the_approximation_of_laplace(people):
    log_likelihood = 0
    for cluster in range(4):

        def height(z, rows=people.cluster == cluster):
            return math.log(density(z, people, rows, PLACE))

        mode = minimize_scalar(lambda z: -height(z), tol=1e-10).x
        bend = (2 * height(mode) - height(mode + 1e-3) - height(mode - 1e-3)) / 1e-6
        log_likelihood += height(mode) + math.log(2 * math.pi / bend) / 2
    assert evaluate(people, PLACE, 1).log_likelihood == pytest.approx(log_likelihood, abs=1e-6)


@pytest.mark.parametrize("threshold", [-3.0, 0.0, 5.0])
@pytest.mark.parametrize("spread", [5.5, 40.0])
@pytest.mark.parametrize("weight", [1.0, 1000.0])
def test_modes_are_found_where_newtons_method_alone_goes_round_in_circles(
    threshold, spread, weight
):
    low, high = (
        Clustered(
            level=np.array([level]),
            predictors=np.empty((1, 0)),
            weights=np.array([weight]),
            cluster=np.array([0]),
            first=np.array([0]),
            levels=2,
        )
        for level in (0, 1)
    )

    def slope(z, turn):
        return -turn * spread * weight * expit(turn * (spread * z - threshold)) - z

    for people, turn in ((low, 1), (high, -1)):
        found = evaluate(people, np.array([threshold, spread]), 15).modes[0]
        bound = spread * weight
        expected = brentq(slope, -bound, bound, (turn,), xtol=1e-15)
        assert found == pytest.approx(expected, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("points", [1, 2, 15])
@pytest.mark.parametrize("spread", [0.02, 1.1, -2.0, 6.0])
def test_the_gradient_is_that_of_the_approximation(people, points, spread):
    place, step = np.append(PLACE[:4], spread), 1e-5 * np.eye(5)
    differences = [
        (
            evaluate(people, place + each, points).log_likelihood
            - evaluate(people, place - each, points).log_likelihood
        )
        / 2e-5
        for each in step
    ]
    np.testing.assert_allclose(
        evaluate(people, place, points).gradient, differences, rtol=1e-7, atol=1e-8
    )
