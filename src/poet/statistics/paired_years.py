"""Yearly amounts of units (councils, say), each year beside an earlier one.

A sum over units tells of a change only where it is of the same units in both years. So each year is
paired with units alone that have a number in both years.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
NO_YEAR = -1


@dataclass(frozen=True, eq=False)
class PairedYears:
    """Sums over the units that have all numbers in a year and in an earlier one.

    `now` and `then` have one row per quantity and one column per year: the sum in the year, and
    that in the earlier year, of the same units; missing where there is no such year. `earlier` has
    the place of the earlier year, -1 for none, and `units` of how many units the sums are.
    """

    now: Numbers
    then: Numbers
    earlier: NDArray[np.int64]
    units: NDArray[np.int64]


def since_the_first(amounts: Numbers, fewest: int = 1) -> PairedYears:
    """Each year beside the first one in which so many units have all numbers.

    `amounts` has the axes quantity, unit and year, missing numbers as NaN. The first year stands
    beside itself. Years with fewer than `fewest` units in both are missing.
    """
    enough = np.flatnonzero(_known(amounts).sum(axis=0) >= fewest)
    years = amounts.shape[2]
    first = enough[0] if len(enough) else years
    return _paired(amounts, [[first] if year >= first else [] for year in range(years)], fewest)


def since_the_one_before(amounts: Numbers, fewest: int = 1) -> PairedYears:
    """Each year beside the last one before it that so many units have in common with it."""
    years = range(amounts.shape[2])
    return _paired(amounts, [list(range(year - 1, -1, -1)) for year in years], fewest)


def _paired(amounts: Numbers, candidates: list[list[int]], fewest: int) -> PairedYears:
    """Each year beside the first of its candidates that has enough units in common with it."""
    known = _known(amounts)
    quantities, _, years = amounts.shape
    now, then = np.full((2, quantities, years), np.nan)
    earlier, units = np.full(years, NO_YEAR), np.zeros(years, dtype=np.int64)
    for year, places in enumerate(candidates):
        for place in places:
            both = known[:, year] & known[:, place]
            if both.sum() >= fewest:
                now[:, year] = amounts[:, both, year].sum(axis=1)
                then[:, year] = amounts[:, both, place].sum(axis=1)
                earlier[year], units[year] = place, both.sum()
                break
    return PairedYears(now, then, earlier, units)


def _known(amounts: Numbers) -> NDArray[np.bool_]:
    """For each unit and year, whether all quantities have a number."""
    return np.isfinite(amounts).all(axis=0)
