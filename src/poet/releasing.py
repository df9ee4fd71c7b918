"""Every finding as it may leave: through the gate one by one, then set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from poet.disclosure import PROFILES, Profile, release
from poet.sections import TECHNICAL_SECTIONS, compare_all, estimates_of, worked_out

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study


def release_all(
    study: Study, found: Mapping[str, DataFrame], profile: Profile | None = None
) -> dict[str, DataFrame]:
    """Section name to released findings, those that compare released findings included; the
    technical ones last.

    `found` are those of `poet.sections.find_all`; the profile is the study's if not given.
    """
    rules = profile or PROFILES[study.profile]
    released = {
        name: worked_out(name, release(frame, rules, estimates_of(name)))
        for name, frame in found.items()
    }
    technical = {name: released[name] for name in TECHNICAL_SECTIONS if name in released}
    others = {name: frame for name, frame in released.items() if name not in technical}
    return {**others, **compare_all(study, released), **technical}
