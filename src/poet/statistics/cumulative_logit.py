"""The likelihood of the proportional odds model, its first two derivatives and its maximum.

Parameters are one array: the thresholds in order, then the coefficients. With F the logistic
function, u and l the upper and lower threshold of a person's level less x'b, and d = u - l,

    F(u) - F(l) = F(u) (1 - F(l)) (1 - exp(-d)).

The last factor is the same for all people of a level. So the log-likelihood is a sum of three
logarithms that never subtract two nearly equal numbers, and it is concave (Pratt 1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

# Newton's method ends when the next step is shorter than this many standard errors.
CLOSE_ENOUGH = 1e-9
# Where a maximum exists, a dozen steps find it. Where none does, each step moves one unit on, and
# what is left of the likelihood is still far from CLOSE_ENOUGH after this many.
MOST_STEPS = 30
MOST_HALVINGS = 30
# Adding up many rows is exact to about this share of the sum.
ROUNDING = 1e-12


class NoMaximum(Exception):  # noqa: N818 - a finding about the answers, not a fault
    """The likelihood has no finite maximum that Newton's method could find."""


@dataclass(frozen=True, eq=False)
class Rows:
    """One row per person: level (0 to `levels` - 1), predictors, and weight (a frequency)."""

    level: np.ndarray
    predictors: np.ndarray
    weights: np.ndarray
    levels: int

    def take(self, members: np.ndarray) -> Rows:
        """Only these rows, with the same levels."""
        return Rows(
            self.level[members], self.predictors[members], self.weights[members], self.levels
        )


@dataclass(frozen=True, eq=False)
class Point:
    """The likelihood at one place: per row F(l) and 1 - F(u), per level 1 / (exp(d) - 1)."""

    log_likelihood: float
    below: np.ndarray
    above: np.ndarray
    narrowness: np.ndarray


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the likelihood is greatest, and its information (minus the second derivatives)."""

    parameters: np.ndarray
    log_likelihood: float
    information: np.ndarray


def evaluate(rows: Rows, parameters: np.ndarray) -> Point:
    """The likelihood at these parameters; the thresholds must ascend."""
    thresholds, coefficients = np.split(parameters, [rows.levels - 1])
    ends = np.concatenate([[-np.inf], thresholds, [np.inf]])
    width = np.diff(ends)
    linear = rows.predictors @ coefficients
    upper, lower = ends[rows.level + 1] - linear, ends[rows.level] - linear
    of_width = np.log(-np.expm1(-width))
    each = log_expit(upper) + log_expit(-lower) + of_width[rows.level]
    return Point(
        log_likelihood=float(rows.weights @ each),
        below=expit(lower),
        above=expit(-upper),
        narrowness=1 / np.expm1(np.minimum(width, 700)),  # exp(710) would overflow
    )


def gradient(rows: Rows, point: Point) -> np.ndarray:
    """The first derivatives of the log-likelihood: the sum of the rows' scores."""
    total = np.bincount(rows.level, rows.weights, rows.levels) * point.narrowness
    raised = total + np.bincount(rows.level, rows.weights * point.above, rows.levels)
    lowered = total + np.bincount(rows.level, rows.weights * point.below, rows.levels)
    for_coefficients = (rows.weights * (point.below - point.above)) @ rows.predictors
    return np.concatenate([raised[:-1] - lowered[1:], for_coefficients])


def information(rows: Rows, point: Point) -> np.ndarray:
    """Minus the second derivatives of the log-likelihood: the sum over the rows."""
    at_lower = rows.weights * point.below * (1 - point.below)
    at_upper = rows.weights * point.above * (1 - point.above)
    person = np.arange(len(rows.level))
    by_threshold = np.zeros((len(person), rows.levels + 1))
    by_threshold[person, rows.level] = at_lower
    by_threshold[person, rows.level + 1] = at_upper
    by_threshold = by_threshold[:, 1:-1]  # the outermost two are infinite and never move
    scaled = np.sqrt(at_lower + at_upper)[:, np.newaxis] * rows.predictors
    across = -by_threshold.T @ rows.predictors
    of_thresholds = np.diag(by_threshold.sum(axis=0)) + _of_widths(rows, point)
    return np.block([[of_thresholds, across], [across.T, scaled.T @ scaled]])


def _of_widths(rows: Rows, point: Point) -> np.ndarray:
    counts = np.bincount(rows.level, rows.weights, rows.levels)
    curvature = counts * point.narrowness * (1 + point.narrowness)
    inner = -curvature[1:-1]
    return np.diag(curvature[:-1] + curvature[1:]) + np.diag(inner, 1) + np.diag(inner, -1)


def start(rows: Rows) -> np.ndarray:
    """The maximum without predictors: the logits of the cumulative shares, and zeros."""
    counts = np.bincount(rows.level, rows.weights, rows.levels)
    share = np.cumsum(counts)[:-1] / counts.sum()
    return np.concatenate([np.log(share / (1 - share)), np.zeros(rows.predictors.shape[1])])


def maximise(rows: Rows) -> Maximum:
    """The maximum of the likelihood, by Newton's method with halved steps.

    Every level must be in use. Raises NoMaximum when there is none, or it cannot be found.
    """
    parameters = start(rows)
    point = evaluate(rows, parameters)
    for _ in range(MOST_STEPS):
        slope, curvature = gradient(rows, point), information(rows, point)
        step = _newton_step(slope, curvature)
        if slope @ step <= CLOSE_ENOUGH**2:
            return Maximum(parameters, point.log_likelihood, curvature)
        parameters, point = _higher(rows, parameters, point, step)
    raise NoMaximum


def _newton_step(slope: np.ndarray, curvature: np.ndarray) -> np.ndarray:
    try:
        np.linalg.cholesky(curvature)
        return np.linalg.solve(curvature, slope)
    except np.linalg.LinAlgError:
        raise NoMaximum from None


def _higher(
    rows: Rows, parameters: np.ndarray, point: Point, step: np.ndarray
) -> tuple[np.ndarray, Point]:
    """The end of the step, or of the first half, quarter, ... that goes no lower."""
    least = point.log_likelihood - ROUNDING * abs(point.log_likelihood)
    for _ in range(MOST_HALVINGS):
        candidate = parameters + step
        if np.all(np.diff(candidate[: rows.levels - 1]) > 0):
            reached = evaluate(rows, candidate)
            if reached.log_likelihood >= least:
                return candidate, reached
        step = step / 2
    raise NoMaximum
