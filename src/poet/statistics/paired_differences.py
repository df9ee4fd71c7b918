"""The difference between two shares of the same people, asked twice."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from poet.statistics.proportions import wilson


def newcombe_paired(
    both: ArrayLike,
    now_only: ArrayLike,
    before_only: ArrayLike,
    neither: ArrayLike,
    *,
    confidence: float = 0.95,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(difference, low, high) of the share now less the share before, -1 to 1, of the same people.

    The four counts are people who said yes both times, only the second time, only the first time,
    and neither time. Two Wilson intervals are put together with the correlation of the answers,
    which has a continuity correction where it is positive (Newcombe 1998b, method 10).
    Works on single numbers and arrays; where there is nobody, or a count is missing, all three are
    NaN. Raises ValueError when a count is negative.
    """
    counts = np.broadcast_arrays(*map(_numbers, (both, now_only, before_only, neither)))
    if any(np.any(count < 0) for count in counts):
        raise ValueError("a count must not be negative")
    yes_now, yes_before, everyone = counts[0] + counts[1], counts[0] + counts[2], sum(counts)
    low_now, high_now = wilson(yes_now, everyone, confidence)
    low_before, high_before = wilson(yes_before, everyone, confidence)
    base = np.where(everyone > 0, everyone, np.nan)
    now, before = yes_now / base, yes_before / base
    ends = (now, low_now, high_now), (before, low_before, high_before)
    return _put_together(*ends, _correlation(*counts))


def newcombe_correlated(
    now: tuple[ArrayLike, ArrayLike], before: tuple[ArrayLike, ArrayLike], correlation: ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same from two shares, each as (people, base), and the correlation of the answers.

    For counts that were rounded, which need not have one base, where no more is known of who said
    yes both times than a correlation that is not too high. NaN where a count is missing or a base
    is 0.
    """
    shares = []
    for people, base in (now, before):
        counts, of_counts = _numbers(people), _numbers(base)
        share = counts / np.where(of_counts > 0, of_counts, np.nan)
        shares.append((share, *wilson(counts, of_counts)))
    return _put_together(*shares, _numbers(correlation))


Ends = tuple[np.ndarray, np.ndarray, np.ndarray]


def _put_together(now: Ends, before: Ends, correlation: np.ndarray) -> Ends:
    """(difference, low, high) of two shares, each with the ends of its interval."""
    below = _together(now[0] - now[1], before[2] - before[0], correlation)
    above = _together(now[2] - now[0], before[0] - before[1], correlation)
    difference = now[0] - before[0]
    return difference, np.maximum(difference - below, -1), np.minimum(difference + above, 1)


def phi(
    both: ArrayLike, now_only: ArrayLike, before_only: ArrayLike, neither: ArrayLike
) -> np.ndarray:
    """The correlation of the answers that `newcombe_paired` takes, from the same counts."""
    return _correlation(
        *np.broadcast_arrays(*map(_numbers, (both, now_only, before_only, neither)))
    )


def _correlation(
    both: np.ndarray, now_only: np.ndarray, before_only: np.ndarray, neither: np.ndarray
) -> np.ndarray:
    """Phi of the four counts, drawn in by half a person where it is positive; 0 where undefined."""
    crossed = both * neither - now_only * before_only
    half = (both + now_only + before_only + neither) / 2
    crossed = np.where(crossed > 0, np.maximum(crossed - half, 0), crossed)
    margins = (
        (both + now_only) * (before_only + neither) * (both + before_only) * (now_only + neither)
    )
    return np.where(margins > 0, crossed / np.sqrt(np.where(margins > 0, margins, 1)), 0)


def _together(first: np.ndarray, second: np.ndarray, correlation: np.ndarray) -> np.ndarray:
    squared = first**2 - 2 * correlation * first * second + second**2
    return np.sqrt(np.maximum(squared, 0))


def _numbers(values: ArrayLike) -> np.ndarray:
    if hasattr(values, "to_numpy"):
        return values.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype=float)
