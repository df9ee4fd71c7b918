"""How the tables and the present system compare: how close each comes, and how evenly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from poet.allocating import (
    FEWEST_CASES,
    PRESENT,
    WITHIN,
    Allocation,
    Cases,
    systems_compared,
)
from poet.allocating_needs import joined_groups
from poet.allocating_tables import tried
from poet.disclosure import Profile, release
from poet.statistics.agreement import concordance, within
from poet.statistics.bootstrap import quantile_intervals
from poet.statistics.closeness import log_ratios, mean_distance
from poet.statistics.group_gaps import gap_by_chance, largest_gap, median_ratios
from poet.statistics.out_of_fold import drawn_out, simplest_of_the_near
from poet.statistics.paired_differences import newcombe_paired
from poet.statistics.proportions import wilson

EVERYONE = "everyone"
MIDDLE, MEAN = "middle distance", "mean distance"
CONCORDANCE, MORE_NEAR = "concordance", "more within 20% than the present system"
RATIO, GAP, CHANCE = "middle ratio", "largest gap", "largest gap by chance"
COLUMNS: Mapping[str, str] = {
    "system": "present, rate (one for every point), bands (of points) or answers (an amount each)",
    "measure": "what is told: see docs/ras.md",
    "group": "the group, everyone where it is about all cases",
    "people": "how many: within 10% or 20%; of a middle ratio, cases in the group",
    "base": "of how many cases",
    "share": "people divided by base, with low and high, a 95% interval (see docs/ras.md)",
    "low": "see share",
    "high": "see share",
    "estimate": "the measure, where it is no share; estimate_low and estimate_high, 95% interval",
    "estimate_low": "see estimate",
    "estimate_high": "see estimate",
}
ESTIMATES = ("estimate", "estimate_low", "estimate_high")


@dataclass(frozen=True, eq=False)
class _Compared:
    """The cases that all systems are compared on, and what each system proposes for them.

    `times` gives how many times as wide the intervals of a system that was fitted must be.
    """

    final: np.ndarray
    group: np.ndarray
    groups: list[str]
    proposed: Mapping[str, np.ndarray]
    times: Mapping[str, float]

    def estimate(self, system: str, ends: Any) -> np.ndarray:  # noqa: ANN401 - however held
        """(estimate, low, high), the interval drawn out as that of the system must be."""
        estimate, low, high = map(float, ends)
        return np.array([estimate, *drawn_out(estimate, low, high, self.times[system])])


def allocated(cases: Cases, profile: Profile) -> Allocation:
    """Try every table on the cases, compare them, and choose the simplest of those that come near.

    Where at least 30 cases have an indicative budget, all systems are compared on these, otherwise
    on all cases and without the present system.
    """
    tables = tried(cases)
    has_present = cases.by_case["indicative"].notna().to_numpy()
    present = int(has_present.sum()) >= FEWEST_CASES
    kept = has_present if present else np.ones(len(has_present), dtype=bool)
    group, names = joined_groups(cases.by_case["group"][kept], profile.smallest_base)
    proposed = {name: one.proposed[kept] for name, one in tables.items()}
    if present:
        proposed[PRESENT] = cases.by_case["indicative"].to_numpy(float)[kept]
    times = {PRESENT: 1.0, **{name: one.times_as_wide for name, one in tables.items()}}
    compared = _Compared(cases.final[kept], group, names, proposed, times)
    systems = systems_compared(list(tables), present=present)
    found = pd.DataFrame([row for name in systems for row in _rows(compared, name)])
    found = found.reindex(columns=list(COLUMNS))
    return Allocation(
        cases,
        {name: one.table for name, one in tables.items()},
        _chosen(compared, list(tables)),
        int(kept.sum()),
        _told(_drawn_out(release(found, profile, ESTIMATES), times, profile), found, profile),
        {name: _nearer(compared, name) for name in tables} if present else {},
        profile,
    )


def _drawn_out(
    released: pd.DataFrame, times: Mapping[str, float], profile: Profile
) -> pd.DataFrame:
    """The intervals of shares, which a release works out of its counts, as wide as they must be."""
    shares = (released[name] for name in ("share", "low", "high"))
    ends = np.clip(drawn_out(*shares, released["system"].map(times)), 0, 1)
    low, high = ends.round(2) if profile.whole_percent else ends
    return released.assign(low=low, high=high)


def _told(released: pd.DataFrame, found: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """A difference of two counts is hidden with either of them: with the other it would tell it.

    The ends of the interval of a middle ratio are ratios of cases: of few cases they are not told.
    """
    near = released[released["measure"].eq(within_words(WITHIN[-1]))].set_index("system")["hidden"]
    of_both = released["system"].map(near).mask(lambda why: why.eq(""), near.get(PRESENT, ""))
    gone = released["measure"].eq(MORE_NEAR) & of_both.ne("")
    told = released.assign(hidden=released["hidden"].mask(gone, of_both))
    told[list(ESTIMATES)] = told[list(ESTIMATES)].mask(gone)
    few = found["measure"].eq(RATIO) & found["people"].lt(profile.certain_from)
    told[list(ESTIMATES[1:])] = told[list(ESTIMATES[1:])].mask(few)
    return told


def _chosen(compared: _Compared, systems: list[str]) -> str:
    ratios = [log_ratios(compared.proposed[name], compared.final) for name in systems]
    return systems[simplest_of_the_near(np.abs(ratios))]


def _rows(compared: _Compared, system: str) -> Iterator[dict[str, Any]]:
    """All that is told of one system."""
    for measure in (*_shares(compared, system), *_distances(compared, system)):
        yield {"system": system, "group": EVERYONE, **measure}
    if system != PRESENT and PRESENT in compared.proposed:
        told = _with_ends(_difference(compared, system))
        yield {"system": system, "group": EVERYONE, "measure": MORE_NEAR, **told}
    for row in _by_group(compared, system):
        yield {"system": system, **row}


def _shares(compared: _Compared, system: str) -> Iterator[dict[str, Any]]:
    base = len(compared.final)
    for part in WITHIN:
        people = int(within(compared.proposed[system], compared.final, part).sum())
        low, high = wilson(people, base)
        counts = {"people": people, "base": base, "share": people / base}
        yield {"measure": within_words(part), **counts, "low": float(low), "high": float(high)}


def within_words(part: float) -> str:
    """The name of a measure: the share of final budgets that lie so near what was proposed.

    >>> within_words(0.2)
    'within 20%'
    """
    return f"within {part:.0%}"


def _distances(compared: _Compared, system: str) -> Iterator[dict[str, Any]]:
    proposed, final = compared.proposed[system], compared.final
    distance = np.abs(log_ratios(proposed, final))
    everyone = np.zeros(len(final), dtype=int)
    middle = compared.estimate(system, quantile_intervals(distance, everyone).iloc[0])
    yield {"measure": MIDDLE, **_with_ends(np.expm1(middle.clip(0)))}
    mean, error = mean_distance(proposed, final)
    ends = compared.estimate(system, (mean, mean - 1.96 * error, mean + 1.96 * error))
    yield {"measure": MEAN, **_with_ends(np.expm1(ends.clip(0)))}
    agree = concordance(proposed, final, everyone).iloc[0]
    ends = compared.estimate(system, agree[["estimate", "low", "high"]])
    yield {"measure": CONCORDANCE, **_with_ends(ends.clip(-1, 1))}


def _difference(compared: _Compared, system: str) -> np.ndarray:
    """How many more are within 20 % than by the present system: of the same people, as a share."""
    now, before = (
        within(compared.proposed[name], compared.final, WITHIN[-1]) for name in (system, PRESENT)
    )
    four = (now & before, now & ~before, ~now & before, ~now & ~before)
    ends = newcombe_paired(*(int(one.sum()) for one in four))
    return compared.estimate(system, ends).clip(-1, 1)


def _nearer(compared: _Compared, system: str) -> str:
    _, low, high = _difference(compared, system)
    return "more" if low > 0 else "fewer" if high < 0 else "same"


def _by_group(compared: _Compared, system: str) -> Iterator[dict[str, Any]]:
    """The middle ratio of final to proposed in each group, and how far groups are apart."""
    if not compared.groups:
        return
    ratios = log_ratios(compared.proposed[system], compared.final)
    people = np.bincount(compared.group[compared.group >= 0], minlength=len(compared.groups))
    middle = np.log(median_ratios(ratios, compared.group))
    for at, name in enumerate(compared.groups):
        row = {"measure": RATIO, "group": name, "people": int(people[at])}
        yield {**row, **_with_ends(np.exp(compared.estimate(system, middle.iloc[at])))}
    gap = largest_gap(ratios, compared.group)
    yield {"measure": GAP, "group": EVERYONE, "estimate": gap}
    chance = gap_by_chance(ratios, compared.group)
    yield {"measure": CHANCE, "group": EVERYONE, "estimate": chance}


def _with_ends(values: Any) -> dict[str, float]:  # noqa: ANN401 - three numbers, however held
    return dict(zip(ESTIMATES, map(float, values), strict=True))
