"""How much work there is for each worker, how that changed, and what part goes with what.

The figure for each worker is a volume (reviews in a year) divided by staff (full-time equivalents).
All functions take numbers or arrays of one shape. Where a number is missing, or is not above 0
where a logarithm or a division needs it, what is worked out of it is missing (NaN).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SplitOfChange:
    """What part of the change of a figure for each worker goes with volume, what part with staff.

    `change` is the relative change of the figure (-0.208 for 20.8 % less). `volume` and `staff` are
    its parts and add up to it: staff that grew has a part below 0. `share_of_volume` and
    `share_of_staff` are the parts divided by the change; they add up to 1, and one is below 0 where
    volume and staff pull in opposite ways. They are missing where nothing changed.
    """

    change: Numbers
    volume: Numbers
    staff: Numbers
    share_of_volume: Numbers
    share_of_staff: Numbers


def relative_change(first: ArrayLike, last: ArrayLike) -> Numbers:
    """The change from the first number to the last, as a part of the first (-0.14 for 14 % less).

    >>> float(relative_change(200.0, 172.0).round(6))
    -0.14
    """
    return _ratio(last, first) - 1


def change_per_worker(change_of_volume: ArrayLike, change_of_staff: ArrayLike) -> Numbers:
    """The relative change of a figure for each worker, from those of volume and staff.

    >>> float(change_per_worker(-0.14, 0.086).round(3))
    -0.208
    """
    return (
        _ratio(1 + np.asarray(change_of_volume, float), 1 + np.asarray(change_of_staff, float)) - 1
    )


def index_numbers(amounts: ArrayLike, base: ArrayLike) -> Numbers:
    """The amounts as index numbers: the base is 100.

    >>> index_numbers([50.0, 43.0], 50.0).tolist()
    [100.0, 86.0]
    """
    return 100 * _ratio(amounts, base)


def split_of_change(
    volume_first: ArrayLike, volume_last: ArrayLike, staff_first: ArrayLike, staff_last: ArrayLike
) -> SplitOfChange:
    """The change of volume for each worker between two years, split into volume and staff.

    The additive logarithmic mean Divisia index of a figure with two factors (Ang 2004; Ang 2005):
    exact, with nothing left over, and symmetric: with the years exchanged the parts only change
    their sign. The logarithm is the one measure of relative change that is symmetric and adds up
    (Törnqvist, Vartia and Vartia 1985).
    """
    of_volume, of_staff = _log_ratio(volume_last, volume_first), _log_ratio(staff_last, staff_first)
    of_figure = of_volume - of_staff
    mean = _logarithmic_mean_of_one_and(of_figure)
    changed = np.where(np.abs(of_figure) > 0, of_figure, np.nan)
    return SplitOfChange(
        change=np.expm1(of_figure),
        volume=mean * of_volume,
        staff=0.0 - mean * of_staff,
        share_of_volume=of_volume / changed,
        share_of_staff=(0.0 - of_staff) / changed,
    )


def _logarithmic_mean_of_one_and(log_ratio: Numbers) -> Numbers:
    """The logarithmic mean of 1 and the number with this logarithm: 1 where they are the same."""
    divisor = np.where(log_ratio == 0, 1.0, log_ratio)
    return np.where(log_ratio == 0, 1.0, np.expm1(log_ratio) / divisor)


def _ratio(above: ArrayLike, below: ArrayLike) -> Numbers:
    """One number divided by another that is above 0, missing where it is not."""
    below = np.asarray(below, float)
    return np.asarray(above, float) / np.where(below > 0, below, np.nan)


def _log_ratio(above: ArrayLike, below: ArrayLike) -> Numbers:
    ratio = _ratio(above, below)
    return np.log(np.where(ratio > 0, ratio, np.nan))
