"""Secondary suppression: a hidden count must not follow from the counts that stand beside it.

Rounded counts leave room for several values, but not always: of 22 people, 13, 8 and 1 would leave
as 20, 15, 10 and [c], and 22 less 13 less 8 is the most that fits (Hundepool and others 2012,
Statistical Disclosure Control, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.disclosure import Profile

# The columns that tell one whole and its parts from others, as far as a frame has them.
WHOLE = ("authority", "audience", "wave", "question", "group_question", "group", "level")
NEEDED = {"question", "level", "people", "base"}


@dataclass(frozen=True, eq=False)
class _Known:
    """What a reader knows of each row: its count lies from `low` to `high`, its base likewise."""

    low: np.ndarray
    high: np.ndarray
    base_low: np.ndarray
    base_high: np.ndarray


def hidden_as_well(findings: DataFrame, hidden: Series, profile: Profile) -> np.ndarray:
    """Rows to hide beside the `hidden` ones: the smallest other part of a whole in which the one
    hidden count could be worked out. True or False per row.

    Parts and their whole are known by the columns of WHOLE; where parts do not add up to their base
    (several answers may be ticked), nothing follows.
    """
    nothing = np.zeros(len(findings), dtype=bool)
    if not (profile.hide_up_to and set(findings.columns) >= NEEDED and hidden.any()):
        return nothing
    keys = [name for name in WHOLE if name in findings]
    whole = findings.groupby(keys, sort=False, observed=True, dropna=False).ngroup().to_numpy()
    people = findings["people"].to_numpy(float, na_value=np.nan)
    base = findings["base"].to_numpy(float, na_value=np.nan)
    gone = hidden.to_numpy()
    told = _is_told(whole, people, base, gone, _known(people, base, gone, profile))
    return _smallest_shown(whole, people, ~gone & told[whole])


def _known(people: np.ndarray, base: np.ndarray, gone: np.ndarray, profile: Profile) -> _Known:
    """A count of nobody is shown as it is; every other is rounded, and no small one is shown."""
    slack = profile.round_to // 2
    shown = profile.rounded(people)
    least = np.maximum(shown - slack, profile.hide_up_to + 1)
    nobody = people == 0
    # In a group of few, none is hidden as few are.
    least_hidden = np.where(base < profile.certain_from, 0, 1)
    shown_base = profile.rounded(base)
    return _Known(
        low=np.where(gone, least_hidden, np.where(nobody, 0, least)),
        high=np.where(gone, profile.hide_up_to, np.where(nobody, 0, shown + slack)),
        base_low=np.maximum(shown_base - slack, profile.smallest_base),
        base_high=shown_base + slack,
    )


def _is_told(
    whole: np.ndarray, people: np.ndarray, base: np.ndarray, gone: np.ndarray, known: _Known
) -> np.ndarray:
    """Per whole, whether its one hidden count can have one value alone."""
    many = whole.max() + 1

    def added(values: np.ndarray) -> np.ndarray:
        return np.bincount(whole, weights=values, minlength=many)

    first = np.unique(whole, return_index=True)[1]
    adds_up = added(people) == base[first]
    shown_low, shown_high = (added(np.where(gone, 0, one)) for one in (known.low, known.high))
    most = np.minimum(added(np.where(gone, known.high, 0)), known.base_high[first] - shown_low)
    least = np.maximum(added(np.where(gone, known.low, 0)), known.base_low[first] - shown_high)
    return adds_up & (added(gone) == 1) & (most <= least)


def _smallest_shown(whole: np.ndarray, people: np.ndarray, may: np.ndarray) -> np.ndarray:
    """The row of the fewest people, but not of nobody, of those that may be hidden, per whole."""
    places = np.flatnonzero(may & (people > 0))
    in_order = places[np.lexsort((people[places], whole[places]))]
    firsts = np.unique(whole[in_order], return_index=True)[1]
    chosen = np.zeros(len(whole), dtype=bool)
    chosen[in_order[firsts]] = True
    return chosen
