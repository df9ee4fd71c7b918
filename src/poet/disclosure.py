"""Small numbers hidden, once, between `find()` and everything that leaves the program.

Charts, words, CSV, xlsx and PDF take only frames that came out of `release`, and what was worked
out of them alone. A frame's counts are known by their names: `people` (a count) and, where it is a
part of something, `base` (the count it is a part of); `share`, `low` and `high` are worked out
again from the released counts. A second family of counts has an ending of its own: `people_before`,
`base_before`, `share_before`; a row is hidden where one of its families is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.disclosure_following import hidden_as_well

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# True or False per row of a frame.
Marked = np.ndarray
SMALL_COUNT = "[c] 1 to {largest} people"
SMALL_BASE = "[c] fewer than {smallest} people answered"
# One reason for none, few and all: were they told apart, a reason would say what it hides.
FOLLOWS = "[c] so that no hidden number follows from this one"
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
        "Where a hidden count would follow from the others, the smallest of them is hidden too. "
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


def release(
    findings: DataFrame,
    profile: Profile,
    estimates: Sequence[str] = (),
    follows: Marked | None = None,
) -> DataFrame:
    """The frame as it may leave: same rows and columns, small numbers hidden, a column `hidden`.

    `hidden` is "" where the row is whole, otherwise why its numbers are missing. Counts become
    whole numbers or missing. `estimates` are columns of shares, or differences of shares, that tell
    of the same people: they are missing where the row is hidden, and as coarse as its shares.
    `follows` marks rows to hide so that nothing follows (see `follows_together`), if that is known
    already. The frame that was given is left alone.
    """
    released = findings.copy()
    endings = count_families(findings)
    released["hidden"] = _reasons(findings, profile, follows)
    gone = released["hidden"].ne("")
    for ending in endings:
        _release_counts(released, findings, ending, profile)
    for name in estimates:
        values = findings[name].astype("float64")
        told = _whole_percent(values) if profile.whole_percent else values
        released[name] = told.mask(gone)
    return released


def with_amounts(
    released: DataFrame, findings: DataFrame, amounts: Sequence[str], profile: Profile
) -> DataFrame:
    """The released frame with amounts that tell of the same people: of money, or of a population.

    They are missing where the row is hidden, and as coarse as the counts: an exact median is what
    somebody gets.
    """
    gone = released["hidden"].ne("")
    told = findings[list(amounts)].astype("float64")
    coarse = told if profile.exact else profile.rounded(told)
    return released.assign(**{name: coarse[name].mask(gone) for name in amounts})


def count_families(frame: DataFrame) -> list[str]:
    """The endings of a frame's counts of people: "" for `people`, "_before" for `people_before`."""
    return [
        name.removeprefix("people")
        for name in frame
        if name == "people" or name.startswith("people_")
    ]


def follows_together(frames: Mapping[str, DataFrame], profile: Profile) -> dict[str, Marked]:
    """Name to which rows of a frame to hide, so that nothing hidden follows from all the frames.

    True or False per row. For frames that count the same people by other questions.
    """
    import pandas as pd

    if not frames:
        return {}
    hidden = [_own_reasons(frame, profile).ne("") for frame in frames.values()]
    whole = pd.concat(frames.values(), ignore_index=True)
    follows = hidden_as_well(whole, pd.concat(hidden, ignore_index=True), profile)
    ends = np.cumsum([len(frame) for frame in frames.values()])[:-1]
    return dict(zip(frames, np.split(follows, ends), strict=True))


def follows_within(findings: DataFrame, profile: Profile) -> Marked:
    """Which rows of a frame to hide, so that nothing hidden follows from it: True or False per row.

    Every family of counts that has a base is looked at.
    """
    hidden = _own_reasons(findings, profile).ne("")
    marked = np.zeros(len(findings), dtype=bool)
    for ending in count_families(findings):
        if f"base{ending}" in findings:
            family = {name: findings[f"{name}{ending}"] for name in ("people", "base")}
            marked |= hidden_as_well(findings.assign(**family), hidden, profile)
    return marked


def _release_counts(
    released: DataFrame, findings: DataFrame, ending: str, profile: Profile
) -> None:
    people, base = f"people{ending}", f"base{ending}"
    released[people] = _rounded(findings[people], profile).mask(released["hidden"].ne(""))
    if base in findings:
        released[base] = _released_base(findings[base], profile)
        _work_out_shares(released, ending, profile)


def _reasons(findings: DataFrame, profile: Profile, follows: Marked | None) -> Series:
    """Why a row's numbers are hidden, "" for a row that is shown."""
    reason = _own_reasons(findings, profile)
    if follows is None:
        follows = follows_within(findings, profile)
    return reason.mask(reason.eq("") & follows, FOLLOWS)


def _own_reasons(findings: DataFrame, profile: Profile) -> Series:
    """Why a row's numbers are hidden for what they are themselves, "" where they are not."""
    import pandas as pd

    reason = pd.Series("", index=findings.index, dtype="str")
    for ending in count_families(findings):
        own = _reasons_of_family(findings, ending, profile)
        reason = reason.mask(reason.eq(""), own)
    return reason


def _reasons_of_family(findings: DataFrame, ending: str, profile: Profile) -> Series:
    import pandas as pd

    reason = pd.Series("", index=findings.index, dtype="str")
    people, largest = findings[f"people{ending}"], profile.hide_up_to
    few = people.between(1, largest).fillna(False)  # a row that counts nobody hides nothing
    reason = reason.mask(few, SMALL_COUNT.format(largest=largest))
    if f"base{ending}" not in findings:
        return reason
    base, certain_from = findings[f"base{ending}"], profile.certain_from
    everyone = _rounded(people, profile) >= _rounded(base, profile)
    of_few = findings[f"share{ending}"].notna() & base.between(1, certain_from - 1)
    few_or_all = FEW_OR_ALL.format(largest=largest, certain_from=certain_from)
    reason = reason.mask(of_few & (people.le(largest) | everyone), few_or_all)
    small = base.between(1, profile.smallest_base - 1).fillna(False)  # no base is no small one
    return reason.mask(small, SMALL_BASE.format(smallest=profile.smallest_base))


def _rounded(counts: Series, profile: Profile) -> Series:
    return profile.rounded(counts).astype("Int64")


def _released_base(base: Series, profile: Profile) -> Series:
    """Hidden where the group is too small: 10 beside "fewer than 10 answered" would be 8 or 9."""
    too_small = max(profile.hide_up_to, profile.smallest_base - 1)
    return _rounded(base, profile).mask(base.between(1, too_small))


def _work_out_shares(released: DataFrame, ending: str, profile: Profile) -> None:
    """Shares and their intervals from the counts that may be seen, never from the others."""
    # scipy takes a moment to load, and a check of answers needs the names of profiles only.
    from poet.statistics.proportions import wilson

    counts, of_counts = released[f"people{ending}"], released[f"base{ending}"]
    known = released[f"share{ending}"].notna() & counts.notna() & of_counts.gt(0)
    people, base = counts.astype("float64"), of_counts.astype("float64")
    share = (people / base).clip(upper=1.0)
    low, high = wilson(people.clip(upper=base).to_numpy(), base.to_numpy())
    for name, values in ((f"share{ending}", share), (f"low{ending}", low), (f"high{ending}", high)):
        if name in released:
            told = _whole_percent(values) if profile.whole_percent else values
            released[name] = released[name].mask(released[name].notna(), told).where(known)


def _whole_percent(shares: Any) -> Any:  # noqa: ANN401 - an array or a Series of shares
    """Shares with two decimals, halves up; a hair below a half is the noise of a division."""
    return (shares * 100 + 0.5 + 1e-9) // 1 / 100
