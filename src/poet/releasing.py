"""Every finding as it may leave: through the gate one by one, then set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from poet.disclosure import PROFILES, Profile, release, with_amounts
from poet.releasing_follows import follows_of
from poet.sections import TECHNICAL_SECTIONS, amounts_of, compare_all, estimates_of, worked_out

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.disclosure import Marked
    from poet.study import Study


def release_all(
    study: Study, found: Mapping[str, DataFrame], profile: Profile | None = None
) -> dict[str, DataFrame]:
    """Section name to released findings, those that compare released findings included; the
    technical ones last.

    `found` are those of `poet.sections.find_all`; the profile is the study's if not given.
    """
    rules = profile or PROFILES[study.profile]
    follows = follows_of(found, rules)
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
