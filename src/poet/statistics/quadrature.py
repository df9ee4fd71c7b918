"""The likelihood of proportional odds with a random intercept, by adaptive quadrature.

The people of a cluster share an intercept, spread x z with z standard normal. The likelihood of a
cluster is the integral over z of exp(h(z)), where

    h(z) = sum of weight x log P(answer, given z) - z^2 / 2 - log(2 pi) / 2

is concave (Pratt 1981). Adaptive Gauss-Hermite quadrature puts its points about the mode m of h, as
far apart as the width w = (-h''(m))^(-1/2) says (Liu & Pierce 1994; Pinheiro & Bates 1995). With
one point that is Laplace's approximation.

The gradient is that of the approximation itself, so it allows for m and w moving with the
parameters. With F the logistic function, and l and u the two ends of a level on the logit scale,

    F(u) - F(l) = F(u) (1 - F(l)) (1 - exp(l - u)),

and the last factor does not hold z: so every derivative is a sum over the two ends.

Parameters are one array: the thresholds in order, the coefficients, the spread. The likelihood is
the same with the sign of the spread turned, so that here it may be negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import expit, log_expit, logsumexp

# The search for the modes ends when no step is longer than this share of the integrand's width.
STILL = 1e-9
# Newton's method takes about six steps; were each a halving, sixty would do.
MOST_STEPS = 100


@dataclass(frozen=True, eq=False)
class Clustered:
    """One row per person, those of a cluster together.

    `level` (0 to `levels` - 1), `predictors`, `weights` (frequencies) and `cluster` (from 0) have
    one row per person; `first` has one row per cluster, the position of its first person.
    """

    level: np.ndarray
    predictors: np.ndarray
    weights: np.ndarray
    cluster: np.ndarray
    first: np.ndarray
    levels: int

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Weighted sums by cluster. People are the last axis of `values`, clusters of the sums."""
        return np.add.reduceat(self.weights * values, self.first, axis=-1)


@dataclass(frozen=True, eq=False)
class Marginal:
    """The log-likelihood, its gradient (one row per parameter), and each cluster's mode of z."""

    log_likelihood: float
    gradient: np.ndarray
    modes: np.ndarray


@dataclass(frozen=True, eq=False)
class _Ends:
    """The upper and the lower end of each person's level, less x'b and any intercept."""

    upper: np.ndarray
    lower: np.ndarray

    def less(self, intercept: np.ndarray) -> _Ends:
        return _Ends(self.upper - intercept, self.lower - intercept)

    def tails(self) -> _Tails:
        return _Tails(expit(-self.upper), expit(self.lower))


@dataclass(frozen=True, eq=False)
class _Tails:
    """P(answer above the level) and P(answer below it).

    The derivative of log P(answer) by the upper end, and minus that by the lower end.
    """

    above: np.ndarray
    below: np.ndarray

    @property
    def slope(self) -> np.ndarray:
        """The derivative of log P(answer) by the intercept."""
        return self.below - self.above

    @property
    def densities(self) -> np.ndarray:
        """Of the logistic distribution at the two ends: minus the second derivatives."""
        return np.array([self.above * (1 - self.above), self.below * (1 - self.below)])

    @property
    def bends(self) -> np.ndarray:
        """The derivatives of the two densities as each end moves into its tail."""
        return self.densities * (1 - 2 * np.array([self.above, self.below]))


@dataclass(frozen=True, eq=False)
class _Peak:
    """Per cluster the mode of its integrand and the width there; per person the tails there."""

    mode: np.ndarray
    width: np.ndarray
    tails: _Tails


@dataclass(frozen=True, eq=False)
class _Slopes:
    """Derivatives of the log-likelihood: by the two ends of each person's level, by the spread."""

    upper: np.ndarray
    lower: np.ndarray
    spread: float

    def __add__(self, other: _Slopes) -> _Slopes:
        return _Slopes(
            self.upper + other.upper, self.lower + other.lower, self.spread + other.spread
        )


def evaluate(people: Clustered, parameters: np.ndarray, points: int) -> Marginal:
    """The log-likelihood and its gradient, with so many points; the thresholds must ascend."""
    thresholds, coefficients, (spread,) = np.split(parameters, [people.levels - 1, -1])
    borders = np.concatenate([[-np.inf], thresholds, [np.inf]])
    linear = people.predictors @ coefficients
    ends = _Ends(borders[people.level + 1] - linear, borders[people.level] - linear)
    peak = _peak(people, ends, spread)
    integrals, slopes, by_mode, by_width = _integrals(people, ends, peak, spread, points)
    slopes += _as_points_move(people, peak, spread, by_mode, by_width)
    breadths, by_threshold = _breadths(people, np.diff(borders))
    by_threshold += np.bincount(people.level, slopes.upper, people.levels)[:-1]
    by_threshold += np.bincount(people.level, slopes.lower, people.levels)[1:]
    by_coefficient = -(slopes.upper + slopes.lower) @ people.predictors
    gradient = np.concatenate([by_threshold, by_coefficient, [slopes.spread]])
    return Marginal(integrals + breadths, gradient, peak.mode)


def _peak(people: Clustered, ends: _Ends, spread: float) -> _Peak:
    """The modes, by Newton's method for all clusters at once, with halving where it overshoots."""
    mode = np.zeros(len(people.first))
    low, high, last = mode - np.inf, mode + np.inf, mode + np.inf
    for _ in range(MOST_STEPS):
        tails = ends.less((spread * mode)[people.cluster]).tails()
        slope = spread * people.sums(tails.slope) - mode
        width = (1 + spread**2 * people.sums(tails.densities.sum(axis=0))) ** -0.5
        step = slope * width**2
        if np.all(np.abs(step) < STILL * width):
            break
        # h'' is -1 or less everywhere, so that the mode is no further off than the slope is large.
        low = np.maximum(low, mode + np.minimum(slope, 0))
        high = np.minimum(high, mode + np.maximum(slope, 0))
        good = (low <= mode + step) & (mode + step <= high) & (np.abs(step) <= last / 2)
        moved = np.where(good, mode + step, (low + high) / 2)
        mode, last = moved, np.abs(moved - mode)
    return _Peak(mode, width, tails)


@cache
def _rule(points: int) -> tuple[np.ndarray, np.ndarray]:
    """Gauss-Hermite points, and the logarithms of their weights x exp(point^2 / 2), in columns."""
    places, weights = hermegauss(points)
    return places[:, np.newaxis], (np.log(weights) + places**2 / 2)[:, np.newaxis]


def _integrals(
    people: Clustered, ends: _Ends, peak: _Peak, spread: float, points: int
) -> tuple[float, _Slopes, np.ndarray, np.ndarray]:
    """The sum of the logarithms of the integrals, but for what does not hold z.

    Its slopes with the points held still; and, one row per cluster, its slopes as the points
    move with the mode and with the width. Here arrays have one row per point.
    """
    places, log_weights = _rule(points)
    z = peak.mode + peak.width * places
    there = ends.less((spread * z)[:, people.cluster])
    log_p = people.sums(log_expit(there.upper) + log_expit(-there.lower))
    terms = log_weights + log_p - z**2 / 2 - np.log(2 * np.pi) / 2
    each = logsumexp(terms, axis=0)
    share = np.exp(terms - each)
    tails = there.tails()
    by_intercept = people.sums(tails.slope)
    by_z = share * (spread * by_intercept - z)
    of_person = people.weights * share[:, people.cluster]
    slopes = _Slopes(
        upper=np.sum(of_person * tails.above, axis=0),
        lower=-np.sum(of_person * tails.below, axis=0),
        spread=float(np.sum(share * by_intercept * z)),
    )
    by_width = np.sum(by_z * places, axis=0) + 1 / peak.width
    return float(np.sum(each + np.log(peak.width))), slopes, np.sum(by_z, axis=0), by_width


def _as_points_move(
    people: Clustered, peak: _Peak, spread: float, by_mode: np.ndarray, by_width: np.ndarray
) -> _Slopes:
    """The slopes by way of the mode and the width, which follow from h' = 0 and from h''.

    The mode moves by w^2 times what h' changes, the width by w^3 / 2 times what h'' changes,
    of which the mode's move is a part.
    """
    densities, bends = peak.tails.densities, peak.tails.bends
    curvature = people.sums(densities.sum(axis=0))
    bend = people.sums(bends[0] - bends[1])
    second = by_width * peak.width**3 / 2
    first = peak.width**2 * (by_mode - second * spread**3 * bend)
    of_first = people.sums(peak.tails.slope) - spread * peak.mode * curvature
    of_second = -2 * spread * curvature - spread**2 * peak.mode * bend
    by_density = (first * spread)[people.cluster] * people.weights
    by_bend = (second * spread**2)[people.cluster] * people.weights
    return _Slopes(
        upper=by_density * densities[0] + by_bend * bends[0],
        lower=by_density * densities[1] - by_bend * bends[1],
        spread=float(first @ of_first + second @ of_second),
    )


def _breadths(people: Clustered, breadth: np.ndarray) -> tuple[float, np.ndarray]:
    """The log-likelihood by the breadths of the levels, and its gradient by the thresholds."""
    counts = np.bincount(people.level, people.weights, people.levels)
    by_breadth = counts / np.expm1(np.minimum(breadth, 700))  # exp(710) would overflow
    return float(counts @ np.log(-np.expm1(-breadth))), by_breadth[:-1] - by_breadth[1:]
