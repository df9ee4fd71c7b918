"""Secondary suppression: a hidden count must not follow from the counts that are shown.

Rounded counts leave room for several values, but not always: of 22 people, 13, 8 and 1 would leave
as 20, 15, 10 and [c], and 22 less 13 less 8 is the most that fits (Hundepool and others 2012,
Statistical Disclosure Control, section 4). A reader narrows down each count by all sums it is part
of, over and over, until nothing narrows any more (the shuttle algorithm: Buzzigoli and Giusti
1999); a hidden count of which one value is left is protected by hiding another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.disclosure_sums import NEEDED, Sums, sums_of

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.disclosure import Profile

# More rounds narrow nothing down in practice; a limit ends the search in any case.
MOST_ROUNDS = 100


@dataclass(frozen=True, eq=False)
class _Bounds:
    """What a reader knows of each count: it lies from `low` to `high`."""

    low: np.ndarray
    high: np.ndarray


def hidden_as_well(findings: DataFrame, hidden: Series, profile: Profile) -> np.ndarray:
    """Rows to hide beside the `hidden` ones: while a hidden count of somebody could be worked out,
    the smallest count shown of a sum that tells it. True or False per row.

    Sums are those of `disclosure_sums`; where counts do not add up, nothing follows. A count of
    nobody may follow: if nobody of all councils gave an answer, nobody of one did.
    """
    gone = hidden.to_numpy(bool)
    more = np.zeros(len(findings), dtype=bool)
    if not (profile.hide_up_to and set(findings.columns) >= NEEDED and gone.any()):
        return more
    sums = sums_of(findings)
    is_share = findings["share"].notna().to_numpy() if "share" in findings else gone | True
    told_before = more
    for _ in range(MOST_ROUNDS):
        known = _narrowed(_at_first(sums, gone, more, is_share, profile), sums)
        one_value = (known.low == known.high) & (known.low > 0)
        told = gone & ~sums.outside & one_value[: len(gone)]
        beside = _smallest_beside(sums, told, gone | more, known)
        of_tables = _smallest_of_tables(sums, told & told_before, gone | more)
        if not len(beside) and not (told & ~told_before).any() and not len(of_tables):
            break
        more[beside] = True
        more[of_tables] = True
        told_before = told
    return more


def _at_first(
    sums: Sums, gone: np.ndarray, more: np.ndarray, is_share: np.ndarray, profile: Profile
) -> _Bounds:
    """What each count tells by itself: shown and rounded, or hidden for a reason that is told."""
    rows = len(gone)
    people, bases = sums.exact[:rows], sums.exact[rows:]
    slack, few = profile.round_to // 2, profile.hide_up_to
    base = _shown(bases, max(few + 1, profile.smallest_base), slack, profile)
    small = (bases > 0) & (bases < max(few + 1, profile.smallest_base))
    base = _Bounds(
        np.where(small, 1, base.low), np.where(small, profile.smallest_base - 1, base.high)
    )
    most = base.high[sums.base_of - rows]
    exact_base = sums.exact[sums.base_of]
    shown = _shown(people, few + 1, slack, profile)
    # The reason "1 to 7 people" is not told of small groups, where it may be none, or all.
    is_few = (people >= 1) & (people <= few) & ~(is_share & (exact_base < profile.certain_from))
    low = np.where(gone, np.where(is_few, 1, 0), np.where(more, 0, shown.low))
    high = np.where(gone, np.where(is_few, few, most), np.where(more, most, shown.high))
    return _Bounds(np.concatenate([low, base.low]), np.concatenate([high, base.high]))


def _shown(counts: np.ndarray, least: int, slack: int, profile: Profile) -> _Bounds:
    """A count of nobody is shown as it is; every other is rounded, and none below `least`."""
    rounded = profile.rounded(counts)
    nobody = counts == 0
    low = np.where(nobody, 0, np.maximum(rounded - slack, least))
    return _Bounds(low, np.where(nobody, 0, rounded + slack))


def _narrowed(known: _Bounds, sums: Sums) -> _Bounds:
    """The bounds that are left when each sum was held against all others, over and over."""
    for _ in range(MOST_ROUNDS):
        low, high = known.low.copy(), known.high.copy()
        least, most = _by_sums(known, sums)
        np.maximum.at(low, sums.count, least)
        np.minimum.at(high, sums.count, most)
        if all(
            np.array_equal(new, old, equal_nan=True)
            for new, old in ((low, known.low), (high, known.high))
        ):
            break
        known = _Bounds(low, high)
    return known


def _by_sums(known: _Bounds, sums: Sums) -> tuple[np.ndarray, np.ndarray]:
    """Per entry, the least and the most that the others of its sum leave for the count."""
    low, high = known.low[sums.count], known.high[sums.count]
    is_whole = sums.sign > 0
    least, most = np.where(is_whole, low, -high), np.where(is_whole, high, -low)
    all_least, all_most = (np.bincount(sums.sum_of, one)[sums.sum_of] for one in (least, most))
    # Wholes less parts are 0, so what a count adds is what the others take away.
    from_below, from_above = most - all_most, least - all_least
    return (
        np.where(is_whole, from_below, -from_above),
        np.where(is_whole, from_above, -from_below),
    )


def _smallest_beside(sums: Sums, told: np.ndarray, gone: np.ndarray, known: _Bounds) -> np.ndarray:
    """The rows to hide: of each sum that tells a count, the smallest that is shown."""
    is_row = sums.count < len(told)
    row = np.where(is_row, sums.count, 0)
    least, most = _by_sums(known, sums)
    low, high = known.low[sums.count], known.high[sums.count]
    telling = is_row & told[row] & ((least == low) | (most == high))
    beside = is_row & ~gone[row] & np.isin(sums.sum_of, sums.sum_of[telling])
    return _smallest(sums.count[beside], sums.sum_of[beside], sums.exact)


def _smallest_of_tables(sums: Sums, told: np.ndarray, gone: np.ndarray) -> np.ndarray:
    """The rows to hide where hiding some did not help: the smallest of the table of each count."""
    shown = np.flatnonzero(~gone & np.isin(sums.table, sums.table[told]))
    return _smallest(shown, sums.table[shown], sums.exact)


def _smallest(rows: np.ndarray, group: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """The row of the fewest people per group; one of nobody only where there is no other."""
    size = np.where(exact[rows] == 0, np.inf, exact[rows])
    in_order = np.lexsort((size, group))
    firsts = np.unique(group[in_order], return_index=True)[1]
    return np.unique(rows[in_order[firsts]])
