"""The likelihood of the proportional odds model, and its first two derivatives.

Parameters are one array: the thresholds in order, then the coefficients. With F the logistic
function, u and l the upper and lower threshold of a person's level less x'b, and d = u - l,

    F(u) - F(l) = F(u) (1 - F(l)) (1 - exp(-d)).

The last factor is the same for all people of a level. So the log-likelihood is a sum of three
logarithms that never subtract two nearly equal numbers, and it is concave (Pratt 1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# A search for the maximum ends when the next step is shorter than this many standard errors.
CLOSE_ENOUGH = 1e-9
# Adding up many rows is exact to about this share of the sum.
ROUNDING = 1e-12
# Where nothing is left of a row's weight in the information, this keeps 0 / 0 from arising.
TINY = 1e-300


@dataclass(frozen=True, eq=False)
class Rows:
    """One row per person: level (0 to `levels` - 1), predictors, and weight (a frequency)."""

    level: np.ndarray
    predictors: np.ndarray
    weights: np.ndarray
    levels: int


@dataclass(frozen=True, eq=False)
class Point:
    """The likelihood at one place: per row F(l) and 1 - F(u), per level 1 / (exp(d) - 1)."""

    log_likelihood: float
    below: np.ndarray
    above: np.ndarray
    narrowness: np.ndarray


@dataclass(frozen=True, eq=False)
class Runs:
    """Which rows stand together (of one cluster): a slice for each run, and each row's place.

    A row's place is its level, in a table with a row per run.
    """

    slices: tuple[slice, ...]
    place: np.ndarray

    @classmethod
    def whole(cls, rows: Rows) -> Runs:
        """All rows as one run."""
        return cls((slice(None),), rows.level)

    @classmethod
    def from_starts(cls, rows: Rows, starts: np.ndarray) -> Runs:
        """`starts` says where each run begins."""
        ends = np.append(starts[1:], len(rows.level))
        run = np.repeat(np.arange(len(starts)), ends - starts)
        return cls(tuple(map(slice, starts, ends)), run * rows.levels + rows.level)


def start(counts: np.ndarray, coefficients: int) -> np.ndarray:
    """The maximum without predictors: the logits of the cumulative shares, and zeros.

    `counts` is how many people (or the sum of their weights) are in each level, all above 0.
    """
    share = np.cumsum(counts)[:-1] / counts.sum()
    return np.concatenate([np.log(share / (1 - share)), np.zeros(coefficients)])


def evaluate(rows: Rows, parameters: np.ndarray) -> Point:
    """The likelihood at these parameters; the thresholds must ascend."""
    thresholds, coefficients = parameters[: rows.levels - 1], parameters[rows.levels - 1 :]
    ends = np.concatenate([[-np.inf], thresholds, [np.inf]])
    width = np.diff(ends)
    linear = rows.predictors @ coefficients
    to_upper, to_lower = ends[1:][rows.level] - linear, linear - ends[:-1][rows.level]
    above, upper_sum = _upper_tail(to_upper)
    below, lower_sum = _upper_tail(to_lower)
    of_width = np.log(-np.expm1(-width))
    outward = np.minimum(to_upper, 0) + np.minimum(to_lower, 0)
    each = of_width[rows.level] + outward - np.log(upper_sum * lower_sum)
    return Point(
        log_likelihood=float(rows.weights @ each),
        below=below,
        above=above,
        narrowness=1 / np.expm1(np.minimum(width, 700)),  # exp(710) would overflow
    )


def _upper_tail(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """1 - F(x), and 1 + exp(-|x|), whose logarithm is min(x, 0) - log F(x)."""
    small = np.exp(-np.abs(x))
    share = 1 / (1 + small)
    return np.where(x >= 0, small * share, share), 1 + small


def gradient(rows: Rows, point: Point, runs: Runs | None = None) -> np.ndarray:
    """The first derivatives of the log-likelihood: of all rows, or one row per run."""
    runs_or_all = runs or Runs.whole(rows)
    narrow = point.narrowness[rows.level]
    raised = _by_level(rows, runs_or_all, rows.weights * (point.above + narrow))
    lowered = _by_level(rows, runs_or_all, rows.weights * (point.below + narrow))
    residual = rows.weights * (point.below - point.above)
    for_coefficients = np.array(
        [residual[run] @ rows.predictors[run] for run in runs_or_all.slices]
    )
    slopes = np.hstack([raised[:, :-1] - lowered[:, 1:], for_coefficients])
    return slopes if runs else slopes[0]


def scores(rows: Rows, point: Point) -> np.ndarray:
    """Each row's part of the gradient, times its weight: one row per person."""
    person = np.arange(len(rows.level))
    by_end = np.zeros((len(person), rows.levels + 1))
    narrow = point.narrowness[rows.level]
    by_end[person, rows.level + 1] = point.above + narrow
    by_end[person, rows.level] = -point.below - narrow
    for_coefficients = (point.below - point.above)[:, np.newaxis] * rows.predictors
    return rows.weights[:, np.newaxis] * np.hstack([by_end[:, 1:-1], for_coefficients])


def information(rows: Rows, point: Point, runs: Runs | None = None) -> np.ndarray:
    """Minus the second derivatives of the log-likelihood: of all rows, or one matrix per run."""
    runs_or_all = runs or Runs.whole(rows)
    at_lower = rows.weights * point.below * (1 - point.below)
    at_upper = rows.weights * point.above * (1 - point.above)
    roots, cuts = _roots(rows, at_lower, at_upper), rows.levels - 1
    matrices = np.array([roots[run].T @ roots[run] for run in runs_or_all.slices])
    of_each = (
        _by_level(rows, runs_or_all, at_upper)[:, :-1]
        + _by_level(rows, runs_or_all, at_lower)[:, 1:]
    )
    curvature = point.narrowness * (1 + point.narrowness)
    of_widths = curvature * _by_level(rows, runs_or_all, rows.weights)
    matrices[:, :cuts, :cuts] = _of_thresholds(of_each, of_widths)
    return matrices if runs else matrices[0]


def _roots(rows: Rows, at_lower: np.ndarray, at_upper: np.ndarray) -> np.ndarray:
    """A matrix whose products with itself hold those of coefficients with all parameters.

    One row per person; a column per threshold, then per predictor.
    """
    root = np.sqrt(at_lower + at_upper) + TINY  # where both are nought, 0 / TINY is 0
    cuts = rows.levels - 1
    roots = np.empty((len(root), cuts + rows.predictors.shape[1]), order="F")
    to_upper, to_lower = at_upper / root, at_lower / root
    for cut in range(cuts):
        roots[:, cut] = to_upper * (rows.level == cut) + to_lower * (rows.level == cut + 1)
    np.multiply(-root[:, np.newaxis], rows.predictors, out=roots[:, cuts:])
    return roots


def _of_thresholds(of_each: np.ndarray, of_widths: np.ndarray) -> np.ndarray:
    """The part of thresholds alone, per run: from people's ends, and from the levels' widths."""
    many = of_each.shape[1]
    matrices = np.zeros((len(of_each), many, many))
    each, inner = np.arange(many), np.arange(many - 1)
    matrices[:, each, each] = of_each + of_widths[:, :-1] + of_widths[:, 1:]
    matrices[:, inner, inner + 1] = matrices[:, inner + 1, inner] = -of_widths[:, 1:-1]
    return matrices


def _by_level(rows: Rows, runs: Runs, values: np.ndarray) -> np.ndarray:
    """Numbers of people added up: one row per run, one column per level."""
    shape = (len(runs.slices), rows.levels)
    return np.bincount(runs.place, values, shape[0] * shape[1]).reshape(shape)
