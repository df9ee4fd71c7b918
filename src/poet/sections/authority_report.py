"""What the views of a report may know: one authority's released findings, and everyone's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poet.sections.registry import EVERYONE, is_with_everyone

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame

    from poet.disclosure import Profile
    from poet.look import Look
    from poet.study import Authority, Study, Survey

# Audience and question to a row of SIDE_COLUMNS for each of its sides.
Sides = Mapping[tuple[str, str], list[dict[str, Any]]]
SIDE_COLUMNS = ["audience", "question", "answer", "share", "low", "high", "base"]


@dataclass(frozen=True)
class AuthorityReport:
    """What a section's `view` may know: one authority's released findings, and how much of them.

    Both mappings are section name to frame, of the latest wave: `released` has this authority's
    rows, and of models those of all authorities together; `of_all` has the rows of every authority.
    A chart has `chart_rows` rows at most.
    """

    study: Study
    authority: Authority
    released: Mapping[str, DataFrame]
    profile: Profile
    chart_rows: int = 10
    of_all: Mapping[str, DataFrame] = field(default_factory=dict)

    @property
    def look(self) -> Look:
        """How the report looks."""
        return self.study.look_of(self.authority)

    @property
    def name(self) -> str:
        """The name that stands in the report: the one that the look gives, or the authority's."""
        own = "" if self.authority.code == EVERYONE else self.look.name
        return own or self.authority.name

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys of the latest wave."""
        return self.study.surveys_of(self.study.latest_wave.id)

    @cached_property
    def who_took_part(self) -> frozenset[str]:
        """The audiences of which anybody here answered; a number that is hidden is somebody."""
        released = self.released["who_answered"]
        somebody = released["people"].ne(0).fillna(True) & released["level"].eq("everyone")
        return frozenset(released.loc[somebody, "audience"])

    def sides_of(self, section: str) -> Sides:
        """The sides of each question of a section that anybody answered, gone through once."""
        if section not in self._sides:
            self._sides[section] = _sides_in(self.released[section])
        return self._sides[section]

    @cached_property
    def _sides(self) -> dict[str, Sides]:
        return {}


def _sides_in(released: DataFrame) -> Sides:
    # What is hidden is not nobody.
    answered = released["level"].eq("side") & released["base"].ne(0).fillna(True)
    by_question: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in released.loc[answered, SIDE_COLUMNS].to_dict("records"):
        by_question.setdefault((row["audience"], row["question"]), []).append(row)
    return by_question


@dataclass(frozen=True, eq=False)
class LatestFindings:
    """The released findings of the latest wave, parted by authority once for all reports.

    `of_all` is section name to frame; `rows_of` is section name to the places of each authority's
    rows in it. Of models, a report has those of all authorities together beside its own.
    """

    study: Study
    profile: Profile
    of_all: Mapping[str, DataFrame]
    rows_of: Mapping[str, Mapping[str, np.ndarray]]

    def report_on(self, authority: Authority, chart_rows: int = 10) -> AuthorityReport:
        """What the views of one authority's report may know."""
        released = {name: self._of(name, authority.code) for name in self.of_all}
        return AuthorityReport(
            self.study, authority, released, self.profile, chart_rows, self.of_all
        )

    def _of(self, name: str, code: str) -> DataFrame:
        """The rows of an authority, in the order they were found."""
        codes = {code, EVERYONE} if is_with_everyone(name) else {code}
        places = [self.rows_of[name][one] for one in codes if one in self.rows_of[name]]
        return self.of_all[name].iloc[sorted(place for some in places for place in some)]


def latest_findings(
    study: Study, released: Mapping[str, DataFrame], profile: Profile
) -> LatestFindings:
    """Released findings of all authorities and waves, made ready for the reports."""
    wave = study.latest_wave.id
    # A copy has numbers of one kind side by side, and rows are picked from those in one go.
    of_all = {name: frame[frame["wave"].eq(wave)].copy() for name, frame in released.items()}
    rows_of = {
        name: frame.groupby("authority", observed=True).indices for name, frame in of_all.items()
    }
    return LatestFindings(study, profile, of_all, rows_of)
