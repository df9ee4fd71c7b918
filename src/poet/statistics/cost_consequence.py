"""What is paid for each person who says yes, in two kinds of budget, among people alike.

The mean amount, the share of yes, and the one divided by the other, all standardised for background
(g-computation: Lane and Nelder 1982), so that both kinds are told for the same people. Costs and
consequences stay side by side, as in a cost-consequence analysis (Mauskopf and others 1998): the
ratio is one line among them, and no one number stands for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, ndtr

from poet.statistics.failure import CannotEstimate
from poet.statistics.standardised_effects import ALIKE, NO_MAXIMUM, logit_maximum
from poet.statistics.wald import t_quantile

SEED = 20_140_401
DRAWS = 1_000
# So many chances at once: the arrays of a block of draws stay in the processor's cache.
CHANCES_AT_ONCE = 200_000
# Of the logistic regression of a draw, from that of everyone.
STEPS = 3
# A draw may lack a whole group of background; its coefficient then stays what it was.
HELD = 1e-9
NOT_POSITIVE = "the amounts of one of the two kinds are not above nought"


@dataclass(frozen=True)
class Interval:
    """An estimate and the two ends of its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class CostConsequence:
    """Were everyone of the kind, and were nobody (`other_`...), all background as it is.

    `amount` is the mean amount, `share` the share of yes, and `cost` the amount divided by the
    share: what is paid for each person who says yes. `difference` is cost less other_cost, `ratio`
    cost divided by other_cost. `draws` is how many resamples the intervals rest on.
    """

    amount: Interval
    other_amount: Interval
    share: Interval
    other_share: Interval
    cost: Interval
    other_cost: Interval
    difference: Interval
    ratio: Interval
    people: int
    draws: int
    clusters: int | None = None


@dataclass(frozen=True, eq=False)
class _People:
    """People alike are one `pattern` (constant, kind, background), one row each.

    `line` and `logit` are the coefficients of both regressions of everyone. A row of `many` is how
    many people of a pattern are in `unit`, those of the first pattern first; `starts` tells where
    each pattern begins. Of each unit, `good` is the sum of the predictors of those who say yes, and
    `line_slopes` that of the predictors times what the line leaves of the amount.
    """

    pattern: np.ndarray
    line: np.ndarray
    logit: np.ndarray
    many: np.ndarray
    unit: np.ndarray
    starts: np.ndarray
    good: np.ndarray
    line_slopes: np.ndarray

    def counts(self, times: np.ndarray) -> np.ndarray:
        """Pattern x draw: how many people were drawn, each unit so many times (unit x draw)."""
        return np.add.reduceat(times[self.unit] * self.many[:, None], self.starts)


def cost_consequence(
    amount: np.ndarray,
    yes: np.ndarray,
    kind: np.ndarray,
    background: np.ndarray,
    clusters: np.ndarray | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = 0.95,
) -> CostConsequence:
    """Standardised mean amounts, shares of yes, and what is paid for each yes, with intervals.

    `amount` is what each person has (pounds a week), `yes` and `kind` are true or false,
    `background` has one row per person and one column of numbers per predictor, no constant. A
    linear regression of the amount and a logistic one of yes, both on kind and background, give
    each person an amount and a chance of yes with and without the kind; their means are the
    standardised ones.

    Intervals are by the bootstrap (Efron 1979): people, or whole `clusters` (numbers from 0, one
    per person), are drawn with replacement, both regressions are fitted to those drawn (the
    logistic one by three steps), and the means are those of the people drawn. The ends
    are percentiles a little further out than 2.5 and 97.5 (expanded percentiles: Hesterberg 2015),
    as few people or clusters differ less among themselves than those they stand for. The same
    people and seed give the same numbers, in whatever order people come.
    Raises CannotEstimate where the kind follows from background, the answers have no finite fit, or
    a mean amount, or the lower end of its interval, is not above nought.
    """
    predictors = np.column_stack([kind, background])
    people = _people(np.asarray(amount, dtype=float), yes, predictors, clusters)
    units = len(people.good)
    everyone = people.counts(np.ones((units, 1)))
    estimate = _means(people, everyone, people.line[:, None], people.logit[:, None])
    if not (estimate[:2] > 0).all():
        raise CannotEstimate(NOT_POSITIVE)
    drawn = np.hstack(list(_drawn_means(people, draws, seed)))
    outside = _expanded(units, confidence)
    low, high = np.quantile(_with_costs(drawn), [outside, 1 - outside], axis=1).tolist()
    if not min(low[:2]) > 0:
        raise CannotEstimate(NOT_POSITIVE)
    values = _with_costs(estimate)[:, 0].tolist()
    ranges = [Interval(*ends) for ends in zip(values, low, high, strict=True)]
    return CostConsequence(*ranges, len(yes), draws, None if clusters is None else units)


def _people(
    amount: np.ndarray, yes: np.ndarray, predictors: np.ndarray, clusters: np.ndarray | None
) -> _People:
    """The people with both regressions of everyone, the same in whatever order they come."""
    order = np.lexsort((amount, yes, *predictors.T))
    amount, yes = amount[order], yes[order]
    matrix = np.column_stack([np.ones(len(yes)), predictors[order]]).astype(float)
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise CannotEstimate(ALIKE)
    logit, still = logit_maximum(yes, matrix)
    if not still:
        raise CannotEstimate(NO_MAXIMUM)
    line = np.linalg.solve(matrix.T @ matrix, matrix.T @ amount)
    unit = (
        np.arange(len(yes))
        if clusters is None
        else np.unique(clusters[order], return_inverse=True)[1]
    )
    units = int(unit.max()) + 1
    begins = np.append(True, (matrix[1:] != matrix[:-1]).any(axis=1))
    of_person = np.cumsum(begins) - 1
    rows, many = np.unique(of_person * units + unit, return_counts=True)
    left = amount - matrix @ line
    return _People(
        matrix[begins],
        line,
        logit,
        many.astype(float),
        rows % units,
        np.searchsorted(rows, np.arange(begins.sum()) * units),
        *(_by_unit(matrix * each[:, None], unit) for each in (yes, left)),
    )


def _by_unit(rows: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Unit x column: the sums of the rows of each unit."""
    return np.column_stack([np.bincount(unit, column) for column in rows.T])


def _expanded(many: int, confidence: float) -> float:
    """The share of draws that lies outside each end of the interval, of so many units drawn."""
    return float(ndtr(-np.sqrt(many / (many - 1)) * t_quantile(many - 1, confidence)))


def _drawn_means(people: _People, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Mean (see `_means`) x draw, block by block."""
    random = np.random.default_rng(seed)
    units = len(people.good)
    at_once = max(1, CHANCES_AT_ONCE // len(people.many))
    for start in range(0, draws, at_once):
        block = min(at_once, draws - start)
        place = random.integers(0, units, (units, block)) * block + np.arange(block)
        times = np.bincount(place.ravel(), minlength=units * block).reshape(units, block)
        times = times.astype(float)
        counts = people.counts(times)
        yield _means(people, counts, *_fits(people, times, counts))


def _fits(people: _People, times: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coefficient x draw: the line of amounts and the logistic regression of each draw.

    `times` is how often each unit was drawn, `counts` how many people of each pattern. All steps of
    the logistic one take the draw's information at the coefficients of everyone.
    """
    pattern = people.pattern
    chance = expit(pattern @ people.logit)
    slopes = people.line_slopes.T @ times
    line = (
        people.line[:, None]
        + np.linalg.solve(_information(pattern, counts), slopes.T[..., None])[..., 0].T
    )
    spread = (chance * (1 - chance))[:, None]
    inverse = np.linalg.inv(_information(pattern, counts * spread))
    good = people.good.T @ times
    logit = np.repeat(people.logit[:, None], times.shape[1], axis=1)
    for _ in range(STEPS):
        slopes = good - pattern.T @ (counts * expit(pattern @ logit))
        logit += np.einsum("dij,jd->id", inverse, slopes)
    return line, logit


def _information(pattern: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Draw x column x column, held where a draw lacks a group; `weights` are pattern x draw."""
    many, width = pattern.shape
    products = (pattern[:, :, None] * pattern[:, None, :]).reshape(many, -1)
    square = (weights.T @ products).reshape(-1, width, width)
    scale = np.trace(square, axis1=1, axis2=2)[:, None, None] / width
    return square + HELD * scale * np.eye(width)


def _means(people: _People, counts: np.ndarray, line: np.ndarray, logit: np.ndarray) -> np.ndarray:
    """(Amount, other amount, share, other share) x draw: means over the people of each draw."""
    without = people.pattern.copy()
    without[:, 1] = 0.0
    total = counts.sum(axis=0)
    other_amount = ((without.T @ counts) * line).sum(axis=0) / total
    odds = without @ logit
    shares = [(counts * expit(of_kind)).sum(axis=0) / total for of_kind in (odds + logit[1], odds)]
    return np.array([other_amount + line[1], other_amount, *shares])


def _with_costs(means: np.ndarray) -> np.ndarray:
    """The same with cost, other cost, their difference and ratio in further rows."""
    cost, other = means[:2] / means[2:]
    return np.vstack([means, cost, other, cost - other, cost / other])
