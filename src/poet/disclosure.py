"""Small numbers hidden, once, between `find()` and everything that leaves the program.

Charts, words, CSV, xlsx and PDF take only frames that came out of `release`. A frame's counts are
known by their names: `people` (a count) and, where it is a part of something, `base` (the count it
is a part of); `share`, `low` and `high` are worked out again from the released counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame, Series

SMALL_COUNT = "[c] 1 to {largest} people"
SMALL_BASE = "[c] fewer than {smallest} people answered"
# One reason for none, few and all: were they told apart, a reason would say what it hides.
FEW_OR_ALL = "[c] at most {largest} people, or all, of a group of fewer than {certain_from}"


@dataclass(frozen=True)
class Profile:
    """A set of rules for small numbers. A rule of 0 (rounding: 1) is no rule.

    `smallest_base`: no breakdown of fewer people. `hide_up_to`: counts from 1 to this are hidden.
    `round_to`: other counts go to the nearest multiple. `certain_from`: a share of 0 % or 100 % is
    hidden when fewer people than this answered. `whole_percent`: shares have two decimals.
    """

    name: str
    words: str
    smallest_base: int = 0
    hide_up_to: int = 0
    round_to: int = 1
    certain_from: int = 0
    whole_percent: bool = False
    for_sharing: bool = True

    @property
    def exact(self) -> bool:
        """Whether counts are shown as they are."""
        return self.round_to == 1

    def rounded(self, counts: Any) -> Any:  # noqa: ANN401 - a number, or a Series of them
        """Counts to the nearest multiple that may be shown; a half goes up."""
        return (counts + self.round_to / 2) // self.round_to * self.round_to


PROFILES: Mapping[str, Profile] = {
    "local": Profile(
        "local",
        "Groups of fewer than 10 people are not broken down. Counts of 1 to 7 people are hidden "
        "and shown as [c]. Of fewer than 20 people, a count of none or of all is hidden as well. "
        "Other counts are rounded to the nearest 5, and whole percentages are worked out from the "
        "rounded counts.",
        smallest_base=10,
        hide_up_to=7,
        round_to=5,
        certain_from=20,
        whole_percent=True,
    ),
    "internal": Profile(
        "internal",
        "Nothing is hidden or rounded. These pages are not for sharing: a small count can tell "
        "who gave an answer.",
        for_sharing=False,
    ),
}


def release(findings: DataFrame, profile: Profile) -> DataFrame:
    """The frame as it may leave: same rows and columns, small numbers hidden, a column `hidden`.

    `hidden` is "" where the row is whole, otherwise why its numbers are missing. Counts become
    whole numbers or missing; the frame that was given is left alone.
    """
    released = findings.copy()
    released["hidden"] = _reasons(findings, profile)
    if "people" not in findings:
        return released
    gone = released["hidden"].ne("")
    released["people"] = _rounded(findings["people"], profile).mask(gone)
    if "base" in findings:
        released["base"] = _released_base(findings["base"], profile)
        _work_out_shares(released, profile)
    return released


def _reasons(findings: DataFrame, profile: Profile) -> Series:
    """Why a row's numbers are hidden, "" for a row that is shown."""
    import pandas as pd

    reason = pd.Series("", index=findings.index, dtype="str")
    if "people" not in findings:
        return reason
    people, largest = findings["people"], profile.hide_up_to
    few = people.between(1, largest).fillna(False)  # a row that counts nobody hides nothing
    reason = reason.mask(few, SMALL_COUNT.format(largest=largest))
    if "base" not in findings:
        return reason
    base, certain_from = findings["base"], profile.certain_from
    everyone = _rounded(people, profile) >= _rounded(base, profile)
    of_few = findings["share"].notna() & base.between(1, certain_from - 1)
    few_or_all = FEW_OR_ALL.format(largest=largest, certain_from=certain_from)
    reason = reason.mask(of_few & (people.le(largest) | everyone), few_or_all)
    small = base.between(1, profile.smallest_base - 1)
    return reason.mask(small, SMALL_BASE.format(smallest=profile.smallest_base))


def _rounded(counts: Series, profile: Profile) -> Series:
    return profile.rounded(counts).astype("Int64")


def _released_base(base: Series, profile: Profile) -> Series:
    """Hidden where the group is too small: 10 beside "fewer than 10 answered" would be 8 or 9."""
    too_small = max(profile.hide_up_to, profile.smallest_base - 1)
    return _rounded(base, profile).mask(base.between(1, too_small))


def _work_out_shares(released: DataFrame, profile: Profile) -> None:
    """Shares and their intervals from the counts that may be seen, never from the others."""
    # scipy takes a moment to load, and a check of answers needs the names of profiles only.
    from poet.statistics.proportions import wilson

    known = released["share"].notna() & released["people"].notna() & released["base"].gt(0)
    people = released["people"].astype("float64")
    base = released["base"].astype("float64")
    share = (people / base).clip(upper=1.0)
    low, high = wilson(people.clip(upper=base).to_numpy(), base.to_numpy())
    for name, values in (("share", share), ("low", low), ("high", high)):
        told = _whole_percent(values) if profile.whole_percent else values
        released[name] = released[name].mask(released[name].notna(), told).where(known)


def _whole_percent(shares: Any) -> Any:  # noqa: ANN401 - an array or a Series of shares
    """Shares with two decimals, halves up; a hair below a half is the noise of a division."""
    return (shares * 100 + 0.5 + 1e-9) // 1 / 100
