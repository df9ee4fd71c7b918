"""What a first amount says of the final one: a robust line, and the best single rescaling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtrit

from poet.statistics.agreement import ROUNDING
from poet.statistics.failure import CannotEstimate

# Huber's k: 95 % as sure as least squares where errors are normal.
TUNING = 1.345
MOST_STEPS = 1_000
TOLERANCE = 1e-10
# A penny in £10,000: nearer to a line than this are amounts that lie on it.
ON_THE_LINE = 1e-6
FEWEST = 10
# Median absolute deviation of a standard normal.
NORMAL_DEVIATION = ndtri(0.75)


@dataclass(frozen=True)
class Line:
    """log(final) = level + slope * (log(first) - log(centre)), fitted robustly.

    `slope` is by how many per cent the final amount is greater where the first is 1 % greater: 1
    where both are in proportion. `at_centre` is the final amount that the line expects where the
    first is `centre`, its median (of the logarithms); low and high are the ends of 95 % intervals.
    `spread` is the robust standard deviation of the logarithms about the line.
    """

    n: int
    slope: float
    slope_low: float
    slope_high: float
    centre: float
    at_centre: float
    at_centre_low: float
    at_centre_high: float
    spread: float


def calibration_line(first: ArrayLike, final: ArrayLike, confidence: float = 0.95) -> Line:
    """The line of the final amounts on the first ones, on the logarithmic scale.

    Huber's M-estimate (Huber 1964, k = 1.345) with the median absolute deviation as scale, worked
    out anew at every step, so that a few final amounts far away move it little; a first amount far
    from all others can still turn it. Intervals by his first covariance (Huber 1981), by t with
    n - 2. `first` and `final` are amounts above 0. Raises CannotEstimate for fewer than 10 cases,
    where the first amounts are all alike, where most cases lie on one line, or where the steps do
    not come to rest, and ValueError for amounts that are no positive numbers.
    """
    x, y = (_logarithms(values) for values in (first, final))
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} first amounts for {y.shape} final ones")
    if len(x) < FEWEST:
        raise CannotEstimate(f"fewer than {FEWEST} cases have both amounts")
    if np.ptp(x) <= ROUNDING:
        raise CannotEstimate("the first amounts are all alike")
    centre = float(np.median(x))
    design = np.column_stack([np.ones(len(x)), x - centre])
    fitted, spread = _huber(design, y)
    errors = np.sqrt(np.diag(_covariance(design, y - design @ fitted, spread)))
    reach = stdtrit(len(x) - 2, (1 + confidence) / 2) * errors
    low, high = fitted - reach, fitted + reach
    at = np.exp([fitted[0], low[0], high[0]])
    slope = (fitted[1], low[1], high[1])
    return Line(len(x), *map(float, slope), float(np.exp(centre)), *map(float, at), spread)


def _logarithms(values: ArrayLike) -> np.ndarray:
    amounts = np.asarray(values, dtype=float)
    if not (np.isfinite(amounts) & (amounts > 0)).all():
        raise ValueError("an amount is no positive number")
    return np.log(amounts)


def _huber(design: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """(coefficients, scale) by least squares with weights, begun at plain least squares."""
    fitted = np.linalg.lstsq(design, y, rcond=None)[0]
    scale = _scale(y - design @ fitted)
    for _ in range(MOST_STEPS):
        left = np.abs(y - design @ fitted)
        weights = np.minimum(1, TUNING * scale / np.maximum(left, 1e-300))
        weighted = design * weights[:, np.newaxis]
        before = fitted
        fitted = np.linalg.solve(weighted.T @ design, weighted.T @ y)
        scale = _scale(y - design @ fitted)
        if np.abs(fitted - before).max() < TOLERANCE:
            return fitted, scale
    raise CannotEstimate("the line does not come to rest")


def _scale(left: np.ndarray) -> float:
    """The median of the deviations from nought, as a standard deviation."""
    scale = float(np.median(np.abs(left)) / NORMAL_DEVIATION)
    if scale <= ON_THE_LINE:
        raise CannotEstimate("most cases lie on one line")
    return scale


def _covariance(design: np.ndarray, left: np.ndarray, scale: float) -> np.ndarray:
    """Huber's first covariance of the coefficients (Huber 1981, section 7.6)."""
    n, k = design.shape
    standardised = left / scale
    pulled = np.clip(standardised, -TUNING, TUNING)
    inside = (np.abs(standardised) <= TUNING).astype(float)
    part = inside.mean()
    correction = 1 + k / n * inside.var() / part**2
    factor = correction**2 * (pulled**2).sum() * scale**2 / (n - k) / part**2
    return factor * np.linalg.inv(design.T @ design)


def best_rescaling(ratios: ArrayLike, group: ArrayLike, share: float = 0.2) -> pd.DataFrame:
    """The single factor for all first amounts of a group that brings most final ones near.

    `ratios` are final divided by first. Columns: n; factor, by which the first amounts would be
    multiplied so that as many final amounts as possible lie within `share` of them (the middle,
    on the logarithmic scale, of the lowest factors side by side that do as well); within, how many
    would lie so. No other single factor leaves fewer cases farther away: it is found in these very
    cases, so in others it would do a little worse. Raises ValueError for ratios that are no
    positive numbers.
    """
    place = np.asarray(group, dtype=np.int64)
    logs = _logarithms(np.asarray(ratios, dtype=float)[place >= 0])
    place = place[place >= 0]
    order = np.lexsort((logs, place))
    logs, place = logs[order], place[order]
    below, above = np.log(1 - share), np.log(1 + share)
    # Groups end to end, with more than any window between them.
    apart = (np.ptp(logs) if len(logs) else 0) + 2 * (above - below)
    line = logs + place * apart
    last = np.searchsorted(line, line + (above - below) * (1 + ROUNDING), side="right") - 1
    held = pd.Series(last - np.arange(len(line)) + 1)
    groups = int(place.max(initial=-1)) + 1
    table = pd.DataFrame({"n": np.bincount(place, minlength=groups)})
    first = held.groupby(place).idxmax().reindex(range(groups))
    there = first.notna().to_numpy()
    at = first[there].to_numpy(int)
    factor = np.full(groups, np.nan)
    factor[there] = np.exp(((logs[last[at]] - above) + (logs[at] - below)) / 2)
    within = np.zeros(groups, dtype=int)
    within[there] = held.to_numpy()[at]
    return table.assign(factor=factor, within=within)
