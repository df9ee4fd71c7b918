"""Control limits of a funnel plot: how far shares of so many people lie apart by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtrik, betainc

from poet.statistics.overdispersion import sampling_variance


def funnel_limits(
    n: ArrayLike, centre: ArrayLike, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Between which shares (low, high), 0 to 1, so many people stand when the true share is centre.

    Exact binomial limits, interpolated between whole people so that they run smoothly with n
    (Spiegelhalter 2005, funnel plots, appendix A.1.1). `n` and `centre` are arrays that go with
    each other; n is counted in whole people. Where n is below 1 or either is missing, both are
    NaN; a centre of 0 or 1 is its own limits. Raises ValueError for a centre outside 0 to 1.
    """
    n, centre = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(centre, dtype=float))
    if np.any((centre < 0) | (centre > 1)):
        raise ValueError("the centre of a funnel must lie between 0 and 1")
    people = np.where(n >= 1, np.floor(n), np.nan)
    tail = (1 - confidence) / 2
    low, high = (_quantile_share(people, centre, p) for p in (tail, 1 - tail))
    return np.clip(low, 0, centre), np.clip(high, centre, 1)


def widened(limit: ArrayLike, n: ArrayLike, centre: ArrayLike, between: ArrayLike) -> np.ndarray:
    """A limit moved out for councils that truly differ, 0 to 1.

    `between` is their standard deviation (`overdispersion.Overdispersion.between`). The distance
    from the centre grows by sqrt(1 + between² / variance by chance), which is the additive random
    effects of Spiegelhalter (2005, overdispersion) put on the exact limits; 0 leaves them alone.
    """
    limit, centre = np.asarray(limit, dtype=float), np.asarray(centre, dtype=float)
    by_chance = sampling_variance(n, centre)
    certain = by_chance == 0
    ratio = np.asarray(between, dtype=float) ** 2 / np.where(certain, 1, by_chance)
    wide = centre + (limit - centre) * np.sqrt(1 + ratio)
    return np.clip(np.where(certain, centre, wide), 0, 1)


def _quantile_share(n: np.ndarray, centre: np.ndarray, p: float) -> np.ndarray:
    """The share below which chance falls with probability p, interpolated."""
    inside = np.where((centre > 0) & (centre < 1), centre, np.nan)
    whole = np.ceil(bdtrik(p, n, inside))
    whole = np.where(_at_most(whole - 1, n, inside) >= p, np.maximum(whole - 1, 0), whole)
    up_to = _at_most(whole, n, inside)
    exactly = up_to - _at_most(whole - 1, n, inside)
    share = (whole - (up_to - p) / exactly) / n
    return np.where(np.isnan(inside) & ~np.isnan(n), centre, share)


def _at_most(people: np.ndarray, n: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """The probability of so many people or fewer; 0 below nobody."""
    inside = betainc(np.maximum(n - people, 0.5), np.maximum(people, 0) + 1, 1 - centre)
    return np.where(people < 0, 0.0, np.where(people >= n, 1.0, inside))
