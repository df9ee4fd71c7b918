"""The difference between two shares, of different people."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from poet.statistics.proportions import wilson

# Beyond this many standard errors a p-value is 0 in words and in any decision.
MOST_STANDARD_ERRORS = 12.0
# Each step halves how far the place where the interval meets 0 may lie from the one found.
STEPS = 45


def newcombe(
    people_a: ArrayLike,
    base_a: ArrayLike,
    people_b: ArrayLike,
    base_b: ArrayLike,
    *,
    confidence: float = 0.95,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(difference, low, high) of the shares a minus b, -1 to 1, of two groups of different people.

    The hybrid of two Wilson intervals without continuity correction (Newcombe 1998, method 10).
    Works on single numbers, arrays and columns of one length. Where a base is 0, or a number is
    missing, all three are NaN. Raises ValueError when people are negative or more than their base.
    """
    low_a, high_a = wilson(people_a, base_a, confidence)
    low_b, high_b = wilson(people_b, base_b, confidence)
    share_a, share_b = _share(people_a, base_a), _share(people_b, base_b)
    difference = share_a - share_b
    below = np.hypot(share_a - low_a, high_b - share_b)
    above = np.hypot(high_a - share_a, share_b - low_b)
    return difference, np.maximum(difference - below, -1), np.minimum(difference + above, 1)


def newcombe_p_values(
    people_a: ArrayLike, base_a: ArrayLike, people_b: ArrayLike, base_b: ArrayLike
) -> np.ndarray:
    """One p-value per difference: 1 minus the greatest confidence whose interval leaves out 0.

    So a p-value is under 0.05 exactly where the 95 % interval of `newcombe` leaves out 0, and Holm
    over many differences widens the same intervals. Arguments, missing values and errors as there.
    """
    wilson(people_a, base_a), wilson(people_b, base_b)  # refuses impossible counts
    share_a, share_b = _share(people_a, base_a), _share(people_b, base_b)
    size_a, size_b = (np.where(base > 0, base, np.nan) for base in map(_numbers, (base_a, base_b)))
    gap = np.abs(share_a - share_b)
    # What is true of yes is true of no: so that the first share is the greater one.
    greater, less = np.maximum(share_a, share_b), np.minimum(share_a, share_b)
    n_greater = np.where(share_a >= share_b, size_a, size_b)
    n_less = np.where(share_a >= share_b, size_b, size_a)
    low, high = np.zeros_like(gap), np.full_like(gap, MOST_STANDARD_ERRORS)
    for _ in range(STEPS):
        middle = (low + high) / 2
        reach = np.hypot(_down(greater, n_greater, middle), _down(1 - less, n_less, middle))
        low, high = np.where(reach < gap, middle, low), np.where(reach < gap, high, middle)
    return np.where(np.isnan(gap), np.nan, 2 * ndtr(-low))


def _down(share: np.ndarray, n: np.ndarray, z: np.ndarray) -> np.ndarray:
    """How far Wilson's interval reaches below a share, at `z` standard errors."""
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    return share - np.maximum(middle - half, 0)


def _share(people: ArrayLike, base: ArrayLike) -> np.ndarray:
    people, base = np.broadcast_arrays(_numbers(people), _numbers(base))
    return people / np.where(base > 0, base, np.nan)


def _numbers(values: ArrayLike) -> np.ndarray:
    if hasattr(values, "to_numpy"):
        return values.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype=float)
