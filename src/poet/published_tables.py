"""Tables that somebody published: one figure for each council, with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PERCENT, SHARE, SCORE = "percent", "share", "score"
UNITS = (PERCENT, SHARE, SCORE)


@dataclass(frozen=True)
class PublishedTable:
    """A published figure for each council that has one.

    `values` has council code to figure: that of the study for its authorities, that of the register
    for others. Percentages and shares are 0 to 1, scores as published (`unit` says which).
    `bases` has how many people a figure rests on, where the table says so. `beside` is the key or
    topic of the question that asks for the same, "" when none does. `remarks` are sentences on what
    could not be used.
    """

    title: str
    source: str
    licence: str
    year: str
    unit: str
    beside: str = ""
    values: Mapping[str, float] = field(default_factory=dict)
    bases: Mapping[str, float] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def others(self, authority: str) -> tuple[float, ...]:
        """The figures of all councils but this one."""
        return tuple(value for code, value in self.values.items() if code != authority)
