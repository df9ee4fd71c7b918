"""Where the likelihood of proportional odds with a random intercept is greatest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import block_diag, cho_factor, cho_solve
from scipy.optimize import minimize

from poet.statistics.quadrature import Clustered, evaluate

# The search begins here, and again where the first end is no better than a spread of 0. From 0
# itself it could not leave, as the slope by the spread is 0 there.
FIRST_SPREADS = (0.5, 2.0)
SPREAD_SCALE = 0.25
# With a spread like this nearly everyone of a cluster gives the same answer. The integrand is then
# far from normal, and what quadrature estimates changes by a half as points are added.
WIDEST = 10
# A log-likelihood greater by less than this share of itself is not greater.
ROUNDING = 1e-11
# Where BFGS ends, Newton's method needs two or three steps more.
NEAR = 1e-4
# The slope is differentiated over so many standard errors, or thereabouts, to each side.
STEP = 1e-3
# The maximum is found when the next step is shorter than this many standard errors.
CLOSE_ENOUGH = 1e-8
MOST_STEPS = 4


class NoMaximum(Exception):  # noqa: N818 - a finding about the answers, not a fault
    """The likelihood has no finite maximum that the search could settle on."""


@dataclass(frozen=True, eq=False)
class Maximum:
    """Thresholds, coefficients and spread (above 0), and their covariance.

    `effects` has one row per cluster: its most likely intercept, given the parameters.
    """

    parameters: np.ndarray
    covariance: np.ndarray
    log_likelihood: float
    effects: np.ndarray


@dataclass(frozen=True, eq=False)
class _Search:
    """The likelihood as a function of free numbers: 0 at the start, about a standard error apart.

    Instead of a threshold stands the logarithm of its distance from the one before, so that
    thresholds ascend whatever the numbers; the first stands for itself.
    """

    people: Clustered
    points: int
    start: np.ndarray
    scale: np.ndarray

    def parameters(self, free: np.ndarray) -> np.ndarray:
        cuts = self.people.levels - 1
        parameters = self.start + self.scale @ free
        parameters[1:cuts] = parameters[0] + np.cumsum(np.exp(parameters[1:cuts]))
        return parameters

    def by_free(self, parameters: np.ndarray) -> np.ndarray:
        """The derivatives of the parameters by the free numbers."""
        return _by_distances(parameters, self.people.levels - 1) @ self.scale

    def downhill(self, free: np.ndarray) -> tuple[float, np.ndarray]:
        """Minus the log-likelihood, and the slope of that."""
        parameters = self.parameters(free)
        here = evaluate(self.people, parameters, self.points)
        return -here.log_likelihood, -here.gradient @ self.by_free(parameters)

    def information(self, free: np.ndarray) -> np.ndarray:
        """Minus the second derivatives of the log-likelihood, from differences of its slope."""
        steps = STEP * np.eye(len(free))
        rows = [self.downhill(free + step)[1] - self.downhill(free - step)[1] for step in steps]
        return (np.array(rows) + np.transpose(rows)) / (4 * STEP)


def maximise(
    people: Clustered,
    parameters: np.ndarray,
    covariance: np.ndarray,
    log_likelihood: float,
    *,
    points: int,
) -> Maximum | None:
    """The maximum with so many points of quadrature; None where no spread is likelier than 0.

    `parameters` (thresholds, then coefficients), their `covariance` and the `log_likelihood` are
    those of the maximum without a spread. BFGS leads from there to where Newton's method ends the
    search, on differences of the exact slope. Raises NoMaximum.
    """
    for spread in FIRST_SPREADS:
        search = _begin(people, parameters, covariance, spread, points)
        none = np.zeros(len(search.start))
        end = minimize(search.downhill, none, jac=True, method="BFGS", options={"gtol": NEAR})
        if -end.fun > log_likelihood + ROUNDING * abs(log_likelihood):
            return _told(search, *_settle(search, end.x))
    return None


def _begin(
    people: Clustered,
    parameters: np.ndarray,
    covariance: np.ndarray,
    spread: float,
    points: int,
) -> _Search:
    cuts = people.levels - 1
    back = np.linalg.inv(_by_distances(parameters, cuts))
    scale = block_diag(np.linalg.cholesky(back @ covariance @ back.T), SPREAD_SCALE)
    distances = np.log(np.diff(parameters[:cuts]))
    start = np.concatenate([parameters[:1], distances, parameters[cuts:], [spread]])
    return _Search(people, points, start, scale)


def _by_distances(parameters: np.ndarray, cuts: int) -> np.ndarray:
    """The derivatives of the parameters by the first threshold and the logarithms of distances."""
    matrix = np.eye(len(parameters))
    matrix[:cuts, :cuts] = np.tril(np.tile([1, *np.diff(parameters[:cuts])], (cuts, 1)))
    return matrix


def _settle(search: _Search, free: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The end of Newton's method, and the information there."""
    if abs(search.parameters(free)[-1]) > WIDEST:
        raise NoMaximum
    for _ in range(MOST_STEPS):
        information = search.information(free)
        try:
            factor = cho_factor(information)
        except np.linalg.LinAlgError:
            break
        for _ in range(MOST_STEPS):  # so short that the information hardly changes
            slope = search.downhill(free)[1]
            step = cho_solve(factor, slope)
            if slope @ step <= CLOSE_ENOUGH**2:
                return free, information
            if slope @ step > 1:  # more than a standard error: BFGS did not come near
                raise NoMaximum
            free = free - step
    raise NoMaximum


def _told(search: _Search, free: np.ndarray, information: np.ndarray) -> Maximum:
    """The maximum in the parameters themselves, with the spread above 0."""
    parameters = search.parameters(free)
    by_free = search.by_free(parameters)
    here = evaluate(search.people, parameters, search.points)
    effects = parameters[-1] * here.modes
    parameters[-1] = abs(parameters[-1])
    covariance = by_free @ np.linalg.solve(information, by_free.T)
    return Maximum(parameters, covariance, here.log_likelihood, effects)
