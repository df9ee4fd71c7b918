"""How those who answered differ from the population they are part of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from poet.statistics.proportions import wilson


@dataclass(frozen=True, eq=False)
class Differences:
    """One entry per group: its share of the answers less its share of the population, -1 to 1.

    `low` and `high` are the ends of the 95 % interval, `p_value` is that of no difference; NaN
    where nobody answered, and the p-value where nothing is left to chance.
    """

    difference: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p_value: np.ndarray


def differences_from_population(
    people: ArrayLike, base: ArrayLike, expected: ArrayLike, not_asked: ArrayLike = 1.0
) -> Differences:
    """What sets the shares people / base apart from the shares `expected` of the population.

    The population's shares are known, so that chance lies in who answered alone. `not_asked` is
    the share of the population that did not answer, (N - n) / (N - 1): the fewer are left, the
    less is left to chance (Cochran 1977, section 3.2). The interval is Wilson's (1927), the test is
    the score test that belongs to it. Missing numbers give NaN.

    Raises ValueError when a count is negative or more than its base, or a share outside 0 to 1.
    """
    people, base, expected, left = np.broadcast_arrays(
        *(np.asarray(values, dtype=float) for values in (people, base, expected, not_asked))
    )
    for share in (expected, left):
        if np.any((share < 0) | (share > 1)):
            raise ValueError("shares of the population must lie between 0 and 1")
    chance = left > 0
    share = people / np.where(base > 0, base, np.nan)
    n = base / np.where(chance, left, np.nan)
    low, high = wilson(share * np.where(chance, n, base), np.where(chance, n, base))
    error = np.sqrt(expected * (1 - expected) / np.where(n > 0, n, np.nan))
    z = np.abs(share - expected) / np.where(error > 0, error, np.nan)
    return Differences(
        share - expected,
        np.where(chance, low, share) - expected,
        np.where(chance, high, share) - expected,
        2 * ndtr(-z),
    )
