"""Shares of the population of many strata at once: many councils, many questions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poet.statistics.proportions import exact
from poet.statistics.stratified import STANDARD_ERRORS_IN_A_MARGIN

# Shares of 0 and 1 are sums, and exact to about this.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class StratifiedShares:
    """Shares with one row per population and one column per statistic, 0 to 1.

    `margin` is 1.96 standard errors, NaN where a stratum of several people has a single answer;
    `effective` is how many equally weighted answers they are worth (Kish 1965). `low` and `high`
    are the ends of the 95 % interval: the margin to each side, within 0 and 1; for a share of 0 or
    1, whose margin of 0 tells nothing of chance, the exact interval for so many effective answers
    (unless everybody answered). All are NaN where nobody answered.
    """

    share: np.ndarray
    margin: np.ndarray
    effective: np.ndarray
    low: np.ndarray
    high: np.ndarray


def shares_of_strata(
    counts: np.ndarray, answered: np.ndarray, people: np.ndarray, population: np.ndarray
) -> StratifiedShares:
    """The shares that `stratified.stratified_shares` gives, for many populations and statistics.

    `counts` (how many gave the answer) and `answered` (how many gave any) have one row per stratum
    and one column per statistic; `people` (how many there are) and `population` (which one it
    is part of, numbered from 0) have one entry per stratum. A stratum nobody of which answered a
    question is left out of it, so that the others stand for it. Variances as Cochran 1977,
    sections 3.2 and 5.3.

    Raises ValueError when more people answered than a stratum has.
    """
    if np.any(answered > people[:, np.newaxis]):
        raise ValueError("more people answered than there are in a stratum")
    n = np.where(answered > 0, answered, np.nan)
    size = np.where(answered > 0, people[:, np.newaxis], 0.0)
    share = np.nan_to_num(counts / n)
    several = np.where(n > 1, n - 1, np.nan)
    scale = np.where(n < size, size**2 * (1 - n / size) / several, 0.0)
    variance = np.where(np.isnan(n), 0.0, scale * share * (1 - share))
    everyone = _sums(size, population)
    everyone = np.where(everyone > 0, everyone, np.nan)
    squares = _sums(np.nan_to_num(size**2 / n), population)
    shares = _sums(size * share, population) / everyone
    error = np.sqrt(_sums(variance, population)) / everyone
    effective = everyone**2 / np.where(squares > 0, squares, np.nan)
    margin = STANDARD_ERRORS_IN_A_MARGIN * error
    chance = _sums(np.where(n < size, 1.0, 0.0), population) > 0
    return StratifiedShares(shares, margin, effective, *_ends(shares, margin, effective, chance))


def _ends(
    share: np.ndarray, margin: np.ndarray, effective: np.ndarray, chance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The interval of each share; where it is 0 or 1 by chance, the exact one."""
    share = np.where(np.abs(share - np.round(share)) < ROUNDING, np.round(share), share)
    low, high = np.clip(share - margin, 0, 1), np.clip(share + margin, 0, 1)
    of_one_side = chance & np.isin(share, (0, 1)) & ~np.isnan(margin)
    exact_low, exact_high = exact(share * effective, effective)
    return np.where(of_one_side, exact_low, low), np.where(of_one_side, exact_high, high)


def _sums(values: np.ndarray, population: np.ndarray) -> np.ndarray:
    """The sums of the rows of each population."""
    sums = np.zeros((population.max(initial=-1) + 1, values.shape[1]))
    np.add.at(sums, population, values)
    return sums
