"""How far two groups of people put the same things in the same order."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def kendall_tau_b(first: ArrayLike, second: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """(tau-b, how many items) of each row of two tables with one column per item.

    Tau-b is 1 where both put every pair of items in the same order, -1 where in the opposite one;
    pairs that are level on either side are allowed for (Kendall 1945). An item that is NaN on
    either side does not count. Tau-b is NaN where a side has no two items that differ. Two lists
    of one length are one row each. Raises ValueError where the tables differ in shape.
    """
    first, second = (np.atleast_2d(np.asarray(one, dtype=float)) for one in (first, second))
    if first.shape != second.shape:
        raise ValueError(f"tables of {first.shape} and {second.shape} are not of the same items")
    known = ~np.isnan(first) & ~np.isnan(second)
    signs = [_signs(np.where(known, one, np.nan)) for one in (first, second)]
    agreeing = (signs[0] * signs[1]).sum(axis=1)
    pairs = [np.abs(one).sum(axis=1) for one in signs]
    most = np.sqrt(pairs[0] * pairs[1])
    tau = agreeing / np.where(most > 0, most, np.nan)
    return np.clip(tau, -1, 1), known.sum(axis=1)


def _signs(items: np.ndarray) -> np.ndarray:
    """Row x pair of items: 1, 0 or -1 as the first is greater, level or less; 0 where unknown."""
    one, other = np.triu_indices(items.shape[1], k=1)
    return np.nan_to_num(np.sign(items[:, one] - items[:, other]))
