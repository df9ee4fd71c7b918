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
import pandas as pd
from scipy.special import expit, ndtr

from poet.statistics.failure import CannotEstimate
from poet.statistics.standardised_effects import ALIKE, NO_MAXIMUM, logit_maximum
from poet.statistics.wald import t_quantile

SEED = 20_140_401
DRAWS = 1_000
# So many chances at once: the arrays of a block of draws stay in the processor's cache.
CHANCES_AT_ONCE = 200_000
# After the first, with the information of the first.
MORE_STEPS = 2
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
    """One row per person, or per people alike: `matrix` (constant, kind, background), amounts, yes.

    `many` is how many people a row stands for, `amount` and `yes` their means, `unit` the number of
    what is drawn together. `line` and `logit`
    are the coefficients of both regressions of everyone.
    """

    matrix: np.ndarray
    many: np.ndarray
    unit: np.ndarray
    amount: np.ndarray
    yes: np.ndarray
    line: np.ndarray
    logit: np.ndarray


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
    input and seed give the same numbers.
    Raises CannotEstimate where the kind follows from background, the answers have no finite fit, or
    a mean amount is not above nought.
    """
    unit = np.arange(len(yes))
    if clusters is not None:
        unit = np.unique(clusters, return_inverse=True)[1]
    people = _people(amount, yes, np.column_stack([kind, background]), unit)
    estimate = _means(people, people.many[None], people.line[None], people.logit[None])[0]
    if not (estimate[:2] > 0).all():
        raise CannotEstimate(NOT_POSITIVE)
    many = int(unit.max()) + 1
    drawn = np.concatenate(list(_drawn_means(people, draws, seed)))
    outside = _expanded(many, confidence)
    low, high = np.quantile(_with_costs(drawn), [outside, 1 - outside], axis=0).tolist()
    values = _with_costs(estimate[None])[0].tolist()
    ranges = [Interval(*ends) for ends in zip(values, low, high, strict=True)]
    return CostConsequence(*ranges, len(yes), draws, None if clusters is None else many)


def _people(
    amount: np.ndarray, yes: np.ndarray, predictors: np.ndarray, unit: np.ndarray
) -> _People:
    """The people with both regressions of everyone; those alike of a unit are one row."""
    matrix = np.column_stack([np.ones(len(yes)), predictors]).astype(float)
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise CannotEstimate(ALIKE)
    logit, still = logit_maximum(yes, matrix)
    if not still:
        raise CannotEstimate(NO_MAXIMUM)
    amounts = np.asarray(amount, dtype=float)
    line = np.linalg.solve(matrix.T @ matrix, matrix.T @ amounts)
    row = _alike(matrix, unit)
    first = np.unique(row, return_index=True)[1]
    many = np.bincount(row).astype(float)
    mean_amount, mean_yes = (np.bincount(row, values) / many for values in (amounts, yes))
    rows = matrix[first]
    return _People(rows, many, unit[first], mean_amount, mean_yes, line, logit)


def _alike(matrix: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """The number of each person's unit and predictors, alike for people alike of a unit.

    Of units of many people there are far fewer; a draw takes as many times less.
    """
    number = unit
    if len(unit) == unit.max() + 1:
        return number
    for column in matrix.T:
        own, values = pd.factorize(column)
        number = pd.factorize(number * len(values) + own)[0]
    return number


def _expanded(many: int, confidence: float) -> float:
    """The share of draws that lies outside each end of the interval, of so many units drawn."""
    return float(ndtr(-np.sqrt(many / (many - 1)) * t_quantile(many - 1, confidence)))


def _drawn_means(people: _People, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Draw x mean (see `_means`), block by block."""
    random = np.random.default_rng(seed)
    units = int(people.unit.max()) + 1
    of_units = _of_units(people)
    at_once = max(1, CHANCES_AT_ONCE // len(people.yes))
    for start in range(0, draws, at_once):
        block = min(at_once, draws - start)
        place = random.integers(0, units, (block, units)) + units * np.arange(block)[:, None]
        times = np.bincount(place.ravel(), minlength=block * units).reshape(block, units)
        weights = times[:, people.unit] * people.many
        yield _means(people, weights, *_fits(people, of_units, times.astype(float), weights))


@dataclass(frozen=True, eq=False)
class _OfUnits:
    """Information (unit x column * column) and slopes (unit x column) of both regressions, each at
    the coefficients of everyone: those of a draw are sums of them."""

    line: np.ndarray
    line_slopes: np.ndarray
    logit: np.ndarray
    logit_slopes: np.ndarray


def _of_units(people: _People) -> _OfUnits:
    matrix = people.matrix
    chance = expit(matrix @ people.logit)
    residual = people.amount - matrix @ people.line
    order = np.argsort(people.unit, kind="stable")
    ends = np.cumsum(np.bincount(people.unit))[:-1]

    def products(weights: np.ndarray) -> np.ndarray:
        parts = np.split((matrix * weights[:, None])[order], ends)
        own = np.split(matrix[order], ends)
        return np.array([(one.T @ other).ravel() for one, other in zip(parts, own, strict=True)])

    def slopes(left: np.ndarray) -> np.ndarray:
        starts = np.append(0, ends)
        return np.add.reduceat((matrix * (people.many * left)[:, None])[order], starts, axis=0)

    return _OfUnits(
        products(people.many),
        slopes(residual),
        products(people.many * chance * (1 - chance)),
        slopes(people.yes - chance),
    )


def _fits(
    people: _People, of_units: _OfUnits, times: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Draw x coefficient: the line of amounts and the logistic regression of each draw.

    `times` is how often each unit was drawn, `weights` how many people each row stands for. The
    information of the first step serves the second.
    """
    line = people.line + _steps(times @ of_units.line, times @ of_units.line_slopes)
    information = times @ of_units.logit
    logit = people.logit + _steps(information, times @ of_units.logit_slopes)
    for _ in range(MORE_STEPS):
        left = weights * (people.yes - expit(logit @ people.matrix.T))
        logit = logit + _steps(information, left @ people.matrix)
    return line, logit


def _steps(information: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """Draw x coefficient: Newton's step of each draw."""
    width = slopes.shape[1]
    square = information.reshape(-1, width, width)
    scale = np.trace(square, axis1=1, axis2=2)[:, None, None] / width
    return np.linalg.solve(square + HELD * scale * np.eye(width), slopes[..., None])[..., 0]


def _means(people: _People, weights: np.ndarray, line: np.ndarray, logit: np.ndarray) -> np.ndarray:
    """Draw x (amount, other amount, share, other share): means over the people of each draw."""
    without = people.matrix.copy()
    without[:, 1] = 0.0
    total = weights.sum(axis=1)
    other_amount = ((weights @ without) * line).sum(axis=1) / total
    odds = logit @ without.T
    shares = [
        (weights * expit(of_kind)).sum(axis=1) / total for of_kind in (odds + logit[:, [1]], odds)
    ]
    return np.column_stack([other_amount + line[:, 1], other_amount, *shares])


def _with_costs(means: np.ndarray) -> np.ndarray:
    """The same with cost, other cost, their difference and ratio in further columns."""
    cost, other = (means[:, :2] / means[:, 2:]).T
    return np.column_stack([means, cost, other, cost - other, cost / other])
