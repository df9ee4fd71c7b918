"""Whether a share rises or falls over more than two times, and how fast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from poet.statistics.proportions import wilson


@dataclass(frozen=True, eq=False)
class Trend:
    """What `cochran_armitage` finds, one entry per row of counts.

    `chi_squared` has one degree of freedom, `p` is its two-sided p-value. `slope` is by how much
    the share changes for one unit of the scores, with the ends of its interval. `times` is how
    many times were used. All but `times` are NaN where fewer than two were, and the test also
    where all people gave the answer, or none did.
    """

    chi_squared: np.ndarray
    p: np.ndarray
    slope: np.ndarray
    slope_low: np.ndarray
    slope_high: np.ndarray
    times: np.ndarray


def cochran_armitage(
    people: ArrayLike, base: ArrayLike, scores: ArrayLike, *, confidence: float = 0.95
) -> Trend:
    """The test for a linear trend in shares (Cochran 1954; Armitage 1955), a row at a time.

    `people` and `base` have the times along their last axis, `scores` says when each was. A time
    with a base of 0, or with a number missing, is left out of its row. The slope is that of the
    line through the shares, each weighted by its base: the one that the test is about. It is a sum
    of shares times fixed numbers, so its interval is made of Wilson's intervals of the shares (Zou,
    Huang and Zhang 2009); of two times it is Newcombe's, divided by the time between.
    Raises ValueError when people are negative or more than their base.
    """
    people, base, scores = np.broadcast_arrays(*map(_numbers, (people, base, scores)))
    low, high = wilson(people, base, confidence)
    used = np.isfinite(low)
    weight = np.where(used, base, 0.0)
    total = weight.sum(axis=-1, keepdims=True)
    share = np.where(used, people, 0.0) / np.where(used, base, 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):  # rows of one time, or of none
        apart = np.where(used, scores - (weight * scores).sum(axis=-1, keepdims=True) / total, 0.0)
        spread = (weight * apart**2).sum(axis=-1)
        spread = np.where(used.sum(axis=-1) > 1, spread, np.nan)
        factor = weight * apart / spread[..., np.newaxis]
        slope = (factor * share).sum(axis=-1)
        mean = (weight * share).sum(axis=-1) / total[..., 0]
        variance = mean * (1 - mean)
        chi_squared = slope**2 * spread / np.where(variance > 0, variance, np.nan)
    below, above = (np.where(used, np.abs(share - end), 0.0) for end in (low, high))
    down, up = np.where(factor > 0, below, above), np.where(factor > 0, above, below)
    return Trend(
        chi_squared=chi_squared,
        p=2 * ndtr(-np.sqrt(chi_squared)),
        slope=slope,
        slope_low=slope - np.sqrt(((factor * down) ** 2).sum(axis=-1)),
        slope_high=slope + np.sqrt(((factor * up) ** 2).sum(axis=-1)),
        times=used.sum(axis=-1),
    )


def _numbers(values: ArrayLike) -> np.ndarray:
    if hasattr(values, "to_numpy"):
        return values.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype=float)
