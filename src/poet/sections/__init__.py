"""The sections of a report, one module each.

A section that counts or estimates has `COLUMNS` (column name to its meaning) and `find(study)`,
which gives a frame for all authorities at once. One that sets released findings side by side has
`COLUMNS` and `compare(study, released)`: it sees nothing that readers may not see, so what it gives
can tell them nothing more. A section that is printed has `view(report)`, which gives the words,
lists and finished charts of one authority. Some only find, some only view what others found.

What else is to be known of a section, its module states:

- `ESTIMATES`, `AMOUNTS`: columns that tell of the same people as its counts, and are hidden with
  them; amounts are in pounds.
- `WITH_MODELS = True`: it fits models, or compares what models found, and `descriptive` findings
  are without it.
- `WITH_EVERYONE = True`: a report has the rows of all authorities together beside its own.
- `BESIDE_ANSWERS = "budgets"`: it tells of what this table of study.toml names, so that a study
  without answers has it; `WITHOUT_ANSWERS = True`: a page that says something there as well.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import TYPE_CHECKING

from poet.sections.authority_report import AuthorityReport, LatestFindings, latest_findings
from poet.sections.registry import (
    COMPARING_SECTIONS,
    EVERYONE,
    FINDING_SECTIONS,
    SECTIONS_OF_MODELS,
    TECHNICAL_SECTIONS,
    is_with_models,
    section,
    states,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = [
    "COMPARING_SECTIONS",
    "EVERYONE",
    "FINDING_SECTIONS",
    "HIDDEN_COLUMN",
    "SECTIONS_OF_MODELS",
    "TECHNICAL_SECTIONS",
    "AuthorityReport",
    "LatestFindings",
    "amounts_of",
    "columns_of",
    "compare_all",
    "estimates_of",
    "find_all",
    "latest_findings",
    "lies_beside",
    "names_of",
    "section",
    "view_of",
    "worked_out",
]

HIDDEN_COLUMN = "why the numbers of this row are hidden ([c]); empty when they are shown"


def columns_of(name: str) -> dict[str, str]:
    """Column name to its meaning, of the released findings of one section."""
    columns = section(name).COLUMNS
    return columns if name in COMPARING_SECTIONS else {**columns, "hidden": HIDDEN_COLUMN}


def estimates_of(name: str) -> tuple[str, ...]:
    """The columns of a section that tell of the same people as its counts, and go with them."""
    return getattr(section(name), "ESTIMATES", ())


def amounts_of(name: str) -> tuple[str, ...]:
    """The columns of a section that are pounds, of the same people as its counts."""
    return getattr(section(name), "AMOUNTS", ())


def worked_out(name: str, released: DataFrame) -> DataFrame:
    """The released frame of a section, with what it works out of released counts (`work_out`)."""
    work_out = getattr(section(name), "work_out", None)
    return work_out(released) if work_out else released


def view_of(name: str, report: AuthorityReport) -> object:
    """The view of one section; empty for one whose words all stand in its template.

    Where nobody was asked anything, what is about answers is left out.
    """
    if not _has_module(name):
        return {}
    if not (report.surveys or states(name, "WITHOUT_ANSWERS") or lies_beside(name)):
        return {"empty": True}
    return section(name).view(report)


def lies_beside(name: str) -> str:
    """The table of study.toml that a section tells of ("budgets"); "" where it is about answers."""
    return getattr(section(name), "BESIDE_ANSWERS", "") if _has_module(name) else ""


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(f"poet.sections.{name}") is not None


def names_of(*, technical: bool = False, descriptive: bool = False) -> tuple[str, ...]:
    """The sections that are found, then those that compare what was found.

    With `technical` the technical ones after them; `descriptive` leaves out all that fit models.
    """
    names = (*FINDING_SECTIONS, *COMPARING_SECTIONS, *(TECHNICAL_SECTIONS if technical else ()))
    return tuple(name for name in names if not (descriptive and is_with_models(name)))


def find_all(
    study: Study, *, technical: bool = False, descriptive: bool = False
) -> dict[str, DataFrame]:
    """Section name to its findings for all authorities and waves, not yet released.

    With `technical` those of the technical sections as well; that takes many times as long.
    With `descriptive` no model is fitted, which takes a small part of the time.
    """
    wanted = names_of(technical=technical, descriptive=descriptive)
    names = [name for name in wanted if name not in COMPARING_SECTIONS]
    models = section("fitted_models").fitted_models(study)
    if technical:  # several sections tell of them; else each is let go once it is told
        models = tuple(models)
    return {
        name: section(name).find(study, models)
        if name in SECTIONS_OF_MODELS
        else section(name).find(study)
        for name in names
    }


def compare_all(study: Study, released: Mapping[str, DataFrame]) -> dict[str, DataFrame]:
    """Section name to what it sets side by side, of all authorities and waves.

    Each sees the released findings and what the sections before it gave. Where no models are among
    them, nothing that compares models is given; where there are no answers, nothing is compared.
    """
    wanted = names_of(descriptive="what_goes_with_outcomes" not in released)
    names = [name for name in wanted if name in COMPARING_SECTIONS]
    known = dict(released)
    for name in names:
        known[name] = _compared(name, study, known)
    return {name: known[name] for name in names}


def _compared(name: str, study: Study, known: Mapping[str, DataFrame]) -> DataFrame:
    import pandas as pd

    if study.surveys or states(name, "BESIDE_ANSWERS"):
        return section(name).compare(study, known)
    return pd.DataFrame(columns=list(section(name).COLUMNS), dtype=object)
