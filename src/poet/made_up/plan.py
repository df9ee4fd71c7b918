"""What the made-up answers of one audience look like: shares, planted log odds, gaps, comments.

The figures are in `plans/`, one file an audience, where each table is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from poet.definition import read_toml

PLANS = Path(__file__).resolve().parent / "plans"

ByQuestion = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Plan:
    """The tables of one plan, by role and then question, or by question; shares are in percent.

    `shares` are of ordered scales, the best answer first; `log_odds` has the planted ones for 25
    points of the score (`process`, `involvement`) and those of groups (`background`).
    """

    size: float
    change_per_wave: float
    shares: Mapping[str, Mapping[str, Sequence[float]]]
    log_odds: Mapping[str, Mapping[str, Any]]
    groups: ByQuestion
    blank: Mapping[str, Sequence[float]]
    not_on_scale: ByQuestion
    comments: Mapping[str, Mapping[str, Any]]
    groups_65_or_over: ByQuestion = field(default_factory=dict)
    ticks: ByQuestion = field(default_factory=dict)
    ticks_otherwise: Mapping[str, str] = field(default_factory=dict)
    amounts: ByQuestion = field(default_factory=dict)
    blank_questions: Mapping[str, float] = field(default_factory=dict)

    def link(self, role: str, outcome: str) -> float:
        """The planted log odds of an outcome for 25 points of the score of a role."""
        return self.log_odds.get(role, {}).get(outcome, 0.0)

    @property
    def background(self) -> ByQuestion:
        """The log odds of every outcome by background question and group."""
        return self.log_odds["background"]

    def without_links(self) -> Plan:
        """The same plan with outcomes that go with no score; the background stays."""
        return replace(self, log_odds={"background": self.background})


def load_plan(audience: str) -> Plan:
    """The plan for this audience."""
    return Plan(**read_toml(PLANS / f"{audience}.toml"))
