"""The penalised likelihood and its profile against their definition, maximised by scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import approx_fprime, minimize

from poet.statistics.cumulative_logit import Rows
from poet.statistics.failure import CannotEstimate
from poet.statistics.penalised_likelihood import NotFound, derivatives, evaluate, maximise, solve
from poet.statistics.penalised_profile import Profile

# The 95 % quantile of chi-squared with one degree of freedom.
QUANTILE = 3.841458820694124


@pytest.fixture
def rows(simulated) -> Rows:
    data = simulated(5, people=40)
    weights = np.random.default_rng(5).integers(1, 4, len(data.answers)).astype(float)
    return Rows(data.answers.cat.codes.to_numpy(), data.predictors.to_numpy(), weights, 4)


@pytest.fixture
def divided(rows) -> Rows:
    """All who have the first predictor are at the highest level."""
    level = np.where(rows.predictors[:, 0] == 1, 3, rows.level)
    return Rows(level, rows.predictors, rows.weights, 4)


PARAMETERS = np.array([-1.3, 0.2, 1.9, 0.6, -0.4, 1.1])


def expected_information(rows: Rows, parameters: np.ndarray) -> np.ndarray:
    """The definition: each person's expected product of the score with itself."""
    count = rows.levels - 1
    linear = (rows.predictors @ parameters[count:])[:, np.newaxis]
    at_most = 1 / (1 + np.exp(linear - [-np.inf, *parameters[:count], np.inf]))
    chances, density = np.diff(at_most, axis=1), at_most * (1 - at_most)
    total = np.zeros((len(parameters), len(parameters)))
    for level in range(rows.levels):
        of_threshold = np.zeros((len(linear), rows.levels + 1))
        of_threshold[:, level + 1], of_threshold[:, level] = (
            density[:, level + 1],
            -density[:, level],
        )
        slope = np.hstack(
            [of_threshold[:, 1:-1], -of_threshold.sum(axis=1, keepdims=True) * rows.predictors]
        )
        score = slope / chances[:, [level]]
        total += score.T @ (score * (rows.weights * chances[:, level])[:, np.newaxis])
    return total


def definition(rows: Rows, parameters: np.ndarray) -> float:
    """The log-likelihood and half the log determinant, without care for rounding."""
    count = rows.levels - 1
    linear = (rows.predictors @ parameters[count:])[:, np.newaxis]
    at_most = 1 / (1 + np.exp(linear - [-np.inf, *parameters[:count], np.inf]))
    chance = np.diff(at_most, axis=1)[np.arange(len(rows.level)), rows.level]
    penalty = np.linalg.slogdet(expected_information(rows, parameters)).logabsdet / 2
    return float(rows.weights @ np.log(chance) + penalty)


def highest(rows: Rows, begin: np.ndarray, held: dict[int, float] | None = None) -> np.ndarray:
    """The parameters where the definition is greatest, by scipy; some can be held at a value.

    It looks among the first threshold and the logs of distances, so thresholds always ascend.
    """
    count, size, held = rows.levels - 1, len(begin), held or {}
    free = [each for each in range(size) if each not in held]

    def parameters(at):
        moved = np.zeros(size)
        moved[free], moved[list(held)] = at, list(held.values())
        return np.concatenate([np.cumsum([moved[0], *np.exp(moved[1:count])]), moved[count:]])

    begin = np.concatenate([begin[:1], np.log(np.diff(begin[:count])), begin[count:]])[free]
    found = minimize(lambda at: -definition(rows, parameters(at)), begin, jac="3-point")
    # It ends where its numeric slope is nought but for rounding, and says that it lost precision.
    assert found.status in {0, 2}
    return parameters(found.x)


def test_information_and_penalised_likelihood_are_those_of_the_definition(rows):
    place = evaluate(rows, PARAMETERS)
    expected = expected_information(rows, PARAMETERS)
    np.testing.assert_allclose(place.information, expected, rtol=1e-12, atol=1e-13)
    assert place.penalised_log_likelihood == pytest.approx(definition(rows, PARAMETERS), rel=1e-13)


def test_without_predictors_the_determinant_has_a_closed_form():
    level, weights = np.array([0, 1, 2, 3]), np.array([5.0, 2, 4, 9])
    rows = Rows(level, np.empty((4, 0)), weights, 4)
    at_most = 1 / (1 + np.exp(-PARAMETERS[:3]))
    chances = np.diff([0, *at_most, 1])
    expected = 20**3 * np.prod(at_most * (1 - at_most)) ** 2 / np.prod(chances)
    assert np.linalg.det(evaluate(rows, PARAMETERS[:3]).information) == pytest.approx(expected)


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_the_derivatives_are_those_of_the_definition(rows, levels):
    rows = Rows(np.minimum(rows.level, levels - 1), rows.predictors, rows.weights, levels)
    parameters = PARAMETERS[4 - levels :]
    slope, curvature = derivatives(rows, evaluate(rows, parameters))
    numeric = approx_fprime(parameters, lambda at: definition(rows, at), 1e-7)
    np.testing.assert_allclose(slope, numeric, rtol=1e-5, atol=1e-5)
    moves = 1e-5 * np.eye(len(parameters))
    numeric = [
        derivatives(rows, evaluate(rows, parameters - move))[0]
        - derivatives(rows, evaluate(rows, parameters + move))[0]
        for move in moves
    ]
    np.testing.assert_allclose(curvature, np.array(numeric) / 2e-5, rtol=1e-6, atol=1e-6)


def test_far_out_nothing_is_lost_to_rounding():
    """All answers lie where chances differ from 1 by far less than double precision can show."""
    rows = Rows(np.zeros(8, dtype=int), np.empty((8, 0)), np.ones(8), 3)
    far = np.array([50.0, 51.0])
    below, other = np.exp(-50), np.exp(-51)  # of an answer above each threshold
    between = below - other
    # g squared / p, to the last digit; what is left out is e^-50 of it.
    expected = 8 * np.array(
        [[below**2 / between, -below * other / between], [0, other**2 / between + other]]
    )
    expected[1, 0] = expected[0, 1]
    np.testing.assert_allclose(evaluate(rows, far).information, expected, rtol=1e-10)
    np.testing.assert_allclose(evaluate(rows, -far[::-1]).information, expected[::-1, ::-1])


@pytest.mark.parametrize("name", ["rows", "divided"])
def test_the_maximum_is_the_one_that_scipy_finds(name, request):
    rows = request.getfixturevalue(name)
    place = maximise(rows, np.array([-1.0, 0, 1, 0, 0, 0]))
    found = highest(rows, PARAMETERS)
    np.testing.assert_allclose(place.parameters, found, rtol=1e-6, atol=1e-7)
    assert place.penalised_log_likelihood == pytest.approx(definition(rows, found), rel=1e-12)
    np.testing.assert_allclose(derivatives(rows, place)[0], 0, atol=1e-7)


def test_the_maximum_does_not_hang_on_where_it_is_looked_for(divided):
    expected = maximise(divided, PARAMETERS)
    random = np.random.default_rng(1)
    for _ in range(10):
        begin = np.concatenate([np.sort(random.normal(size=3)), random.normal(size=3)]) * 2
        place = maximise(divided, begin)
        np.testing.assert_allclose(place.parameters, expected.parameters, rtol=1e-8, atol=1e-8)


def test_along_some_directions_the_maximum_is_the_one_that_scipy_finds(divided):
    place = maximise(divided, PARAMETERS, np.eye(6)[:, [0, 1, 2, 4, 5]])
    assert place.parameters[3] == PARAMETERS[3]
    found = highest(divided, PARAMETERS, held={3: PARAMETERS[3]})
    # Scipy's numeric slopes leave six digits here; of the height they leave twice as many.
    np.testing.assert_allclose(place.parameters, found, rtol=1e-5)
    assert place.penalised_log_likelihood == pytest.approx(definition(divided, found), rel=1e-12)


def test_where_there_is_no_penalised_likelihood(rows):
    with pytest.raises(NotFound):
        evaluate(rows, PARAMETERS[[1, 0, 2, 3, 4, 5]])
    twice = Rows(rows.level, rows.predictors[:, [0, 0]] * [1, 3], rows.weights, 4)
    with pytest.raises(NotFound):
        evaluate(twice, PARAMETERS[:5])
    with pytest.raises(NotFound):
        maximise(twice, PARAMETERS[:5])


def test_only_equations_curved_like_a_hill_are_solved():
    np.testing.assert_allclose(solve(np.array([[2.0, 1], [1, 2]]), np.array([3.0, 3])), [1, 1])
    with pytest.raises(NotFound):
        solve(np.array([[1.0, 2], [2, 1]]), np.array([3.0, 3]))


def test_a_level_with_less_than_half_an_answer_has_no_maximum(rows):
    weights = np.where(rows.level == 1, 0.3 / (rows.level == 1).sum(), rows.weights)
    with pytest.raises(NotFound):
        maximise(Rows(rows.level, rows.predictors, weights, 4), PARAMETERS)


def profile_of(rows: Rows) -> Profile:
    begin = np.concatenate([np.arange(1.0, rows.levels), np.zeros(rows.predictors.shape[1])])
    return Profile(rows, maximise(rows, begin), np.eye(len(begin)))


def lost(profile: Profile, parameter: int, value: float) -> float:
    """The loss by the definition."""
    rows, top = profile.rows, profile.maximum.parameters
    held = highest(rows, top, {parameter: value})
    return 2 * (definition(rows, top) - definition(rows, held))


@pytest.mark.parametrize("name", ["rows", "divided"])
def test_both_ends_lose_what_the_interval_allows(name, request):
    profile = profile_of(request.getfixturevalue(name))
    for parameter in (3, 4, 5):
        low, high = (profile.end(parameter, side, QUANTILE) for side in (-1, 1))
        assert low < profile.maximum.parameters[parameter] < high
        assert lost(profile, parameter, low) == pytest.approx(QUANTILE, abs=1e-8)
        assert lost(profile, parameter, high) == pytest.approx(QUANTILE, abs=1e-8)


def test_the_loss_is_twice_what_the_definition_loses(divided):
    profile = profile_of(divided)
    for parameter, value in ((3, 0), (3, 9), (4, 2), (5, -3)):
        expected = lost(profile, parameter, value)
        assert profile.loss(parameter, value) == pytest.approx(expected, rel=1e-8)
    assert profile.loss(4, profile.maximum.parameters[4]) == pytest.approx(0, abs=1e-12)


def test_a_profile_in_other_units_is_that_of_the_parameters_moved(divided):
    """In own units the second predictor is ten times as large, and lies 3 higher."""
    to_own = np.eye(6)
    to_own[4, 4], to_own[:3, 4] = 0.1, 0.3
    plain = profile_of(divided)
    other = Profile(divided, plain.maximum, to_own)
    for side in (-1, 1):
        end = plain.end(4, side, QUANTILE)
        assert other.end(4, side, QUANTILE) == pytest.approx(end / 10, rel=1e-8)
        assert other.end(3, side, QUANTILE) == pytest.approx(plain.end(3, side, QUANTILE))
    own = to_own @ plain.maximum.parameters
    shifted = Rows(divided.level, divided.predictors * [1, 10, 1] + [0, 3, 0], divided.weights, 4)
    assert profile_of(shifted).end(0, 1, QUANTILE) == pytest.approx(other.end(0, 1, QUANTILE))
    assert other.end(0, 1, QUANTILE) > own[0]


def few_answers(seed: int) -> Rows:
    """Twelve answers on three levels, divided altogether by the sum of four predictors."""
    predictors = np.random.default_rng(seed).normal(size=(12, 4))
    rank = predictors.sum(axis=1).argsort().argsort()
    return Rows(rank // 4, predictors, np.ones(12), 3)


def test_ends_far_from_any_parabola_are_found():
    profile = profile_of(few_answers(0))
    low, high = profile.end(2, -1, QUANTILE), profile.end(2, 1, QUANTILE)
    assert low < profile.maximum.parameters[2] < high
    for end in (low, high):
        assert profile.loss(2, end) == pytest.approx(QUANTILE, abs=1e-6)
        assert profile.loss(2, end * 1.05) > QUANTILE


def test_of_two_hills_the_higher_one_counts():
    profile = profile_of(few_answers(15))
    rows, top = profile.rows, profile.maximum.parameters
    end_of_the_lower = 7.18
    begin = 0.3 * top
    begin[2] = end_of_the_lower
    lower = maximise(rows, begin, np.delete(np.eye(6), 2, axis=1))
    lost = 2 * (definition(rows, top) - definition(rows, lower.parameters))
    assert lost == pytest.approx(QUANTILE, abs=1e-3)
    assert profile.loss(2, end_of_the_lower) < QUANTILE - 0.1
    end = profile.end(2, 1, QUANTILE)
    assert end > end_of_the_lower + 0.3
    assert profile.loss(2, end) == pytest.approx(QUANTILE, abs=1e-6)


def test_what_cannot_be_followed_so_far_has_an_infinite_end(divided):
    """Once predictors have mean 0, so that what is left far out is a difference of large sums."""
    predictors = divided.predictors - divided.predictors.mean(axis=0)
    profile = profile_of(Rows(3 - divided.level, predictors, divided.weights, 4))
    assert math.isfinite(profile.end(3, -1, 15))
    assert profile.end(3, -1, 100) == -math.inf
    with pytest.raises(CannotEstimate) as failure:
        profile.loss(3, -100)
    assert str(failure.value) == "the penalised likelihood cannot be followed so far"
