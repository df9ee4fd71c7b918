"""Bands of an amount too small to stand alone, put together with a neighbour."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def joined_bands(
    people: np.ndarray,
    base: np.ndarray,
    too_small: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> list[tuple[int, int]]:
    """The first and last band of each group of neighbours that may stand alone, in their order.

    `people` and `base` have one count per band, the lowest band first. The smallest band (by base)
    that is `too_small` (counts in, true or false out) is joined with the smaller of its neighbours,
    again and again, until none is; of equal ones the lower is taken. Empty where fewer than two
    would be left: such a table cannot be broken down.
    """
    count, n = (np.array(each, dtype=float) for each in (people, base))
    bands = [(place, place) for place in range(len(n))]
    while len(bands) > 1 and (small := too_small(count, n)).any():
        at = int(np.where(small, n, np.inf).argmin())
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(bands)]
        first = min(at, min(beside, key=lambda place: n[place]))
        bands[first : first + 2] = [(bands[first][0], bands[first + 1][1])]
        count, n = (np.append(each[:first], _pair(each, first)) for each in (count, n))
    return bands if len(bands) > 1 else []


def _pair(counts: np.ndarray, first: int) -> np.ndarray:
    """Two neighbours added up, and all that come after them."""
    return np.append(counts[first] + counts[first + 1], counts[first + 2 :])
