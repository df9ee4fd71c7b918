"""The sections of a report, one module each.

A section that counts or estimates has `COLUMNS` (column name to its meaning) and `find(study)`,
which gives a frame for all authorities at once. A section that is printed has
`view(report)`, which gives the words, lists and finished charts of one authority. Some only find,
some only view what others found.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.disclosure import Profile
    from poet.look import Look
    from poet.study import Authority, Study, Survey

FINDING_SECTIONS = (
    "who_answered",
    "outcomes",
    "process",
    "involvement",
    "what_goes_with_outcomes",
    "own_words",
)
# What only `poet findings --technical` finds, and the technical annex prints.
TECHNICAL_SECTIONS = (
    "technical_models",
    "technical_terms",
    "technical_lines",
    "technical_brant",
    "technical_robustness",
    "technical_scores",
)
# Their `find` takes the study and its models, which are fitted once for all of them.
SECTIONS_OF_MODELS = ("what_goes_with_outcomes", *TECHNICAL_SECTIONS)
# The code that findings about all authorities together have; study.toml may not use it.
EVERYONE = "all"
HIDDEN_COLUMN = "why the numbers of this row are hidden ([c]); empty when they are shown"


@dataclass(frozen=True)
class AuthorityReport:
    """What a section's `view` may know: one authority's released findings, and how much of them.

    `released` is section name to frame, of this authority's rows and those of all authorities
    together, of the latest wave. A chart has `chart_rows` rows at most.
    """

    study: Study
    authority: Authority
    released: Mapping[str, DataFrame]
    profile: Profile
    chart_rows: int = 10

    @property
    def look(self) -> Look:
        """How the report looks."""
        return self.study.look_of(self.authority)

    @property
    def name(self) -> str:
        """The name that stands in the report: the one that the look gives, or the authority's."""
        return self.look.name or self.authority.name

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys of the latest wave."""
        return self.study.surveys_of(self.study.latest_wave.id)


def section(name: str) -> ModuleType:
    """The module of a section. Raises ModuleNotFoundError when there is none."""
    return importlib.import_module(f"poet.sections.{name}")


def columns_of(name: str) -> dict[str, str]:
    """Column name to its meaning, of the released findings of one section."""
    return {**section(name).COLUMNS, "hidden": HIDDEN_COLUMN}


def view_of(name: str, report: AuthorityReport) -> object:
    """The view of one section; empty for one whose words all stand in its template."""
    if importlib.util.find_spec(f"poet.sections.{name}") is None:
        return {}
    return section(name).view(report)


def find_all(study: Study, *, technical: bool = False) -> dict[str, DataFrame]:
    """Section name to its findings for all authorities and waves, not yet released.

    With `technical` those of the technical sections as well; that takes many times as long.
    """
    names = (*FINDING_SECTIONS, *TECHNICAL_SECTIONS) if technical else FINDING_SECTIONS
    models = tuple(section("fitted_models").fitted_models(study))
    return {
        name: section(name).find(study, models)
        if name in SECTIONS_OF_MODELS
        else section(name).find(study)
        for name in names
    }
