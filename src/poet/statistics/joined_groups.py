"""Groups too small to stand alone, put together with the next smallest; many tables at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def joined_until(
    people: np.ndarray,
    base: np.ndarray,
    too_small: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> np.ndarray:
    """For each table and group, the position of the group that it stands with; -1 for none.

    `people` and `base` have one row per table and one column per group. The smallest group (by
    base) that is `too_small` (counts in, true or false out) is joined with the smallest other one,
    again and again, until none is. Groups that stand together have the position of the first of
    them. A group of nobody has -1, and so has every group of a table of which fewer than two would
    be left: it cannot be broken down.
    """
    count, n = (np.array(each, dtype=float) for each in (people, base))
    member = np.where(n > 0, np.arange(n.shape[1]), -1)
    while len(tables := _unfinished(count, n, too_small)):
        size = np.where(n[tables] > 0, n[tables], np.inf)
        small = too_small(count[tables], n[tables])
        first = np.where(small & (n[tables] > 0), size, np.inf).argmin(axis=1)
        size[np.arange(len(tables)), first] = np.inf
        second = size.argmin(axis=1)
        stays, goes = np.minimum(first, second), np.maximum(first, second)
        for counts in (count, n):
            counts[tables, stays] += counts[tables, goes]
            counts[tables, goes] = 0
        here = member[tables]
        member[tables] = np.where(here == goes[:, np.newaxis], stays[:, np.newaxis], here)
    member[(n > 0).sum(axis=1) < 2] = -1
    return member


def _unfinished(
    count: np.ndarray, n: np.ndarray, too_small: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> np.ndarray:
    """The tables that have a group too small, and another to join it with."""
    some = (too_small(count, n) & (n > 0)).any(axis=1)
    return np.flatnonzero(some & ((n > 0).sum(axis=1) > 1))


def sums_by_group(counts: np.ndarray, member: np.ndarray) -> np.ndarray:
    """Counts (one row per table, one column per group) added up by the groups of `joined_until`.

    A group that another stands for, and one without a group, has 0.
    """
    tables, groups = member.shape
    there = member >= 0
    places = (np.arange(tables)[:, np.newaxis] * groups + member)[there]
    return np.bincount(places, counts[there], tables * groups).reshape(tables, groups)
