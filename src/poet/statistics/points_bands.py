"""Points cut into few bands at round numbers: a line of pieces, as bands of a tax are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

# Fewer cases, or a smaller part of them, say too little of what a further point is worth.
FEWEST_CASES, LEAST_PART = 10, 0.1
# So many cases are enough for three bands; fewer get two.
ENOUGH_FOR_THREE = 100
# An edge is a multiple of a round number that is at most so large a part of the range of points.
ROUND_PART = 0.1


def round_edges(points: ArrayLike) -> tuple[float, ...]:
    """Where one band ends and the next begins: one or two round numbers, or none, rising.

    They are the median of the points, or from 100 cases on their thirds, rounded to a multiple of
    1, 2 or 5, or of ten, a hundred ... times these. An edge that would leave a band with fewer than
    10 cases, a tenth of them, or two different points is left out.
    """
    values = np.asarray(points, dtype=float)
    if values.size == 0 or values.max() == values.min():
        return ()
    parts = (1 / 3, 2 / 3) if values.size >= ENOUGH_FOR_THREE else (1 / 2,)
    step = round_number_below(ROUND_PART * float(np.ptp(values)))
    edges: tuple[float, ...] = ()
    for wanted in np.quantile(values, parts):
        edge = float(np.floor(wanted / step + 0.5) * step)
        if edge > 0 and edge not in edges and _all_filled(values, (*edges, edge)):
            edges = (*edges, edge)
    return edges


def round_number_below(largest: float) -> float:
    """The largest of 1, 2 and 5, times a power of ten, that is not above `largest`.

    >>> [round_number_below(value) for value in (10, 9.9, 0.3, 4)]
    [10.0, 5.0, 0.2, 2.0]
    """
    power = np.floor(np.log10(largest) + 1e-12)
    return max(
        round(float(one * 10.0**power), 12)
        for one in (0.5, 1, 2, 5)
        if one * 10.0**power <= largest * (1 + 1e-12)
    )


def in_bands(points: ArrayLike, edges: Sequence[float]) -> np.ndarray:
    """Case x band: how many of its points a case has in each band; the last one has no end.

    >>> in_bands([5, 25, 70], [20, 50]).tolist()
    [[5.0, 0.0, 0.0], [20.0, 5.0, 0.0], [20.0, 30.0, 20.0]]
    """
    values = np.asarray(points, dtype=float)[:, np.newaxis]
    begins = np.array([0.0, *edges])
    ends = np.array([*edges, np.inf])
    return np.clip(values - begins, 0, ends - begins)


def _all_filled(values: np.ndarray, edges: Sequence[float]) -> bool:
    band = np.searchsorted(np.asarray(edges), values, side="left")
    fewest = max(FEWEST_CASES, LEAST_PART * values.size)
    return all(
        (band == one).sum() >= fewest and np.ptp(values[band == one]) > 0
        for one in range(len(edges) + 1)
    )
