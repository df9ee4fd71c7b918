"""The stages in which people were drawn: strata, councils within them, people within those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate, listed

# So many strata or units a reason names; the others it counts.
NAMED = 3


@dataclass(frozen=True, eq=False)
class Units:
    """Groups that rows lie in: `of_row` has one number per row, `labels` one label per number.

    `word` is what one of them is called in a reason, as "council"; "" if it is the whole sample.
    """

    of_row: np.ndarray
    labels: pd.Index
    word: str


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of drawing: units, each within a parent (a stratum, or a unit drawn before).

    `parent_of_unit` has one number per unit. `drawn` (how many units) and `fraction` (those as a
    share of all there are, 0 where that is not known) have one number per parent. `lonely` is the
    reason why nothing can be estimated where one unit was drawn of several.
    """

    units: Units
    parent_of_unit: np.ndarray
    drawn: np.ndarray
    fraction: np.ndarray
    lonely: str | None

    @property
    def scale(self) -> np.ndarray:
        """One number per parent: n / (n - 1) (1 - n / N), 0 where all units were drawn."""
        return (1 - self.fraction) * self.drawn / np.maximum(self.drawn - 1, 1)


def stages_of_drawing(
    index: pd.Index,
    strata: pd.Series | None,
    clusters: Sequence[pd.Series],
    populations: Sequence[pd.Series],
) -> tuple[Stage, ...]:
    """One entry per stage of drawing that counts, outermost first; arguments as in Sampling.

    Stages after the first count only where the population of the stage before is known: where
    units are taken as drawn with replacement, their totals hold all variation below them.
    Raises CannotEstimate when a first-stage unit lies in two strata, or a population differs
    within its stratum or unit, or is smaller than what was drawn from it.
    """
    rows = pd.Series(np.arange(len(index)), index, name="answer")
    first, *later = clusters or [rows]
    stages = [_stage(first, _strata(index, strata), *populations[:1])]
    _check_within_one_stratum(stages[0].units, strata)
    for position, labels in enumerate(later[: len(populations)], start=1):
        parents = stages[-1].units
        stages.append(_stage(labels, parents, *populations[position : position + 1]))
    return tuple(stages)


def numbered(labels: pd.Series, word: str) -> Units:
    """The groups that `labels` (one per row) name, called by its name or else by `word`."""
    of_row, found = pd.factorize(labels)
    return Units(of_row, pd.Index(found), str(labels.name or word))


def _strata(index: pd.Index, strata: pd.Series | None) -> Units:
    if strata is None:
        return Units(np.zeros(len(index), dtype=np.intp), pd.RangeIndex(1), "")
    return numbered(strata, "stratum")


def _stage(labels: pd.Series, parents: Units, populations: pd.Series | None = None) -> Stage:
    """The units that `labels` name within each parent."""
    units, parent_of_unit = _within_parents(numbered(labels, "unit"), parents)
    drawn = np.bincount(parent_of_unit, minlength=len(parents.labels))
    there = np.full(len(drawn), np.inf)
    if populations is not None:
        there = _population_of_parent(populations, parents, drawn)
    alone = (drawn == 1) & (there > 1)
    reason = f"there is only one {units.word}{_within(parents, alone)}" if alone.any() else None
    return Stage(units, parent_of_unit, drawn, drawn / there, reason)


def _within_parents(units: Units, parents: Units) -> tuple[Units, np.ndarray]:
    several = max(len(units.labels), 1)
    of_row, pairs = pd.factorize(parents.of_row * several + units.of_row)
    return replace(units, of_row=of_row, labels=units.labels[pairs % several]), pairs // several


def _population_of_parent(populations: pd.Series, parents: Units, drawn: np.ndarray) -> np.ndarray:
    sizes = populations.to_numpy(dtype=float)
    there = np.empty(len(drawn))
    there[parents.of_row] = sizes
    differs = np.zeros(len(drawn), dtype=bool)
    differs[parents.of_row[sizes != there[parents.of_row]]] = True
    for wrong, what in ((differs, "differs"), (there < drawn, "is less than what was drawn")):
        if wrong.any():
            raise CannotEstimate(f"'{populations.name}' {what}{_within(parents, wrong)}")
    return there


def _within(parents: Units, which: np.ndarray) -> str:
    if not parents.word:
        return ""
    labels = parents.labels[which].unique()
    more = f" and {len(labels) - NAMED} more" if len(labels) > NAMED else ""
    return f" within {parents.word} {listed(labels[:NAMED])}{more}"


def _check_within_one_stratum(units: Units, strata: pd.Series | None) -> None:
    twice = units.labels[units.labels.duplicated()]
    if strata is not None and len(twice):
        unit, stratum = f"{units.word} {listed(twice[:1])}", strata.name or "stratum"
        raise CannotEstimate(f"{unit} lies in more than one {stratum}")
