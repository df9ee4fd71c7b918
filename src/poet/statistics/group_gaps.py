"""Whether amounts worked out up front miss those agreed by as much in one group as in another."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from poet.statistics.bootstrap import quantile_intervals

SEED = 20_260_602
SHUFFLES = 200


def median_ratios(log_ratios: ArrayLike, group: ArrayLike) -> pd.DataFrame:
    """One row per group, columns estimate, low and high: the median ratio of its cases.

    `log_ratios` are those of `closeness.log_ratios`, `group` the number of each case's group from 0
    on, -1 for none. 1.2: half the cases got 20 % more than was proposed, or more still. Intervals
    are those of `bootstrap.quantile_intervals`.
    """
    return np.exp(quantile_intervals(log_ratios, group))


def largest_gap(log_ratios: ArrayLike, group: ArrayLike) -> float:
    """The highest median ratio of a group divided by the lowest; NaN for fewer than two groups."""
    values, member = _with_group(log_ratios, group)
    return _gap(values, member)


def gap_by_chance(
    log_ratios: ArrayLike, group: ArrayLike, *, shuffles: int = SHUFFLES, seed: int = SEED
) -> float:
    """The gap that 19 of 20 groupings of the same sizes would stay within if groups were alike.

    The 95th percentile of `largest_gap` when cases are put into groups at random (a permutation
    test: Fisher 1935), whatever the order of cases. NaN for fewer than two groups.
    """
    values, member = _with_group(log_ratios, group)
    values = np.sort(values)
    if len(np.unique(member)) < 2:
        return np.nan
    random = np.random.default_rng(seed)
    gaps = [_gap(random.permutation(values), member) for _ in range(shuffles)]
    return float(np.quantile(gaps, 0.95, method="higher"))


def _with_group(log_ratios: ArrayLike, group: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """The cases that have a group, those of one group next to each other."""
    values, member = np.asarray(log_ratios, dtype=float), np.asarray(group, dtype=np.int64)
    order = np.argsort(member, kind="stable")
    order = order[member[order] >= 0]
    return values[order], member[order]


def _gap(values: np.ndarray, member: np.ndarray) -> float:
    """Of cases in the order of their groups."""
    starts = np.flatnonzero(np.diff(member)) + 1
    if not len(starts):
        return np.nan
    medians = [np.median(one) for one in np.split(values, starts)]
    return float(np.exp(max(medians) - min(medians)))
