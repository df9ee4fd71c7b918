"""Intervals for a share."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, ndtri


def wilson(
    count: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's score interval (low, high) for the shares count / n (Wilson 1927), 0 to 1.

    Works on single numbers, arrays and columns of one length; `n` need not be whole (an effective
    number of answers). Where n is 0, or either is missing, both ends are NaN.
    Raises ValueError when a count is negative or greater than its n.
    """
    count, total = _checked(count, n)
    z = ndtri((1 + confidence) / 2)
    share = count / total
    middle = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z / (1 + z**2 / total) * np.sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    # Rounding must not put an end on the wrong side of the share; at 0 and 1 they are one.
    return np.clip(middle - half, 0, share), np.clip(middle + half, share, 1)


def exact(
    count: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """The exact binomial interval (low, high) for the shares count / n, 0 to 1.

    It never holds less than it promises, and so is wider than Wilson's (Clopper & Pearson 1934).
    Arguments, missing values and errors as in `wilson`.
    """
    count, total = _checked(count, n)
    tail = (1 - confidence) / 2
    low = betaincinv(np.where(count > 0, count, np.nan), total - count + 1, tail)
    high = betaincinv(count + 1, np.where(count < total, total - count, np.nan), 1 - tail)
    share = count / total
    low, high = np.where(count == 0, share, low), np.where(count == total, share, high)
    # Rounding must not put an end on the wrong side of the share.
    return np.minimum(low, share), np.maximum(high, share)


def _checked(count: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Counts and what they are out of, as arrays of one shape; NaN where that is 0."""
    count, n = np.broadcast_arrays(_numbers(count), _numbers(n))
    if np.any((count < 0) | (count > n)):
        raise ValueError("a count must lie between 0 and its n")
    return count, np.where(n > 0, n, np.nan)


def _numbers(values: ArrayLike) -> np.ndarray:
    if hasattr(values, "to_numpy"):
        return values.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype=float)
