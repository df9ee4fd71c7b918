"""Every finding as it may leave: through the gate one by one, then set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from poet.disclosure import PROFILES, Profile, follows_together, release, with_amounts
from poet.sections import TECHNICAL_SECTIONS, amounts_of, compare_all, estimates_of, worked_out

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.disclosure import Marked
    from poet.study import Study


# They count the same people, question by question ...
SHARES = ("who_answered", "outcomes", "process", "involvement")
# ... and these give some of the same counts again.
SAME_COUNTS = ("standardised", "weighting")
KEYS = ["authority", "audience", "wave", "question", "level", "answer"]


def release_all(
    study: Study, found: Mapping[str, DataFrame], profile: Profile | None = None
) -> dict[str, DataFrame]:
    """Section name to released findings, those that compare released findings included; the
    technical ones last.

    `found` are those of `poet.sections.find_all`; the profile is the study's if not given.
    """
    rules = profile or PROFILES[study.profile]
    follows = _follows(found, rules)
    released = {
        name: _released(name, frame, rules, follows.get(name)) for name, frame in found.items()
    }
    technical = {name: released[name] for name in TECHNICAL_SECTIONS if name in released}
    others = {name: frame for name, frame in released.items() if name not in technical}
    return {**others, **compare_all(study, released), **technical}


def _released(name: str, found: DataFrame, rules: Profile, follows: Marked | None) -> DataFrame:
    """One section's findings through the gate."""
    released = release(found, rules, estimates_of(name), follows)
    return worked_out(name, with_amounts(released, found, amounts_of(name), rules))


def _follows(found: Mapping[str, DataFrame], rules: Profile) -> dict[str, Marked]:
    """Section name to the rows that are hidden so that nothing follows, wherever they stand."""
    import pandas as pd

    shares = {name: found[name] for name in SHARES if name in found}
    follows = follows_together(shares, rules)
    if not shares:
        return follows
    hidden = pd.concat([shares[name].loc[follows[name], KEYS] for name in shares])
    gone = pd.MultiIndex.from_frame(hidden)
    for name in SAME_COUNTS:
        if name in found:
            # What has no level tells of good answers.
            rows = {"level": "side", "answer": "good", **dict(found[name].items())}
            keys = pd.MultiIndex.from_frame(pd.DataFrame(rows, found[name].index)[KEYS])
            follows[name] = keys.isin(gone)
    return follows
