"""Weights that make those who answered count as the population does, of all councils of a survey.

Where the file has the strata that people were drawn in, everybody of a stratum counts alike; where
it has the groups of other questions, the weights are raked to them and trimmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.population import EVERYONE, STRATUM, Population
from poet.population_margins import (
    NOBODY_KNOWN,
    NOT_IN_THE_FILE,
    Councils,
    Margin,
    margins_of,
)
from poet.statistics.raking_together import PartMargin, RakedTogether, rake_together

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.study import Survey

# Nobody counts for more than five times the average (DeBell & Krosnick 2009).
HIGHEST = 5.0

STRATA, RAKED = "strata", "raked"
NO_WEIGHTS = "no weights make the people who answered add up to the population"
COLUMNS = ("authority", "method", "questions", "population", "trimmed", "furthest_off", "note")


@dataclass(frozen=True, eq=False)
class SurveyWeights:
    """The weights of one survey, and how they were made.

    `weights` has one row per person, as `survey.by_person`: how many people of the population they
    stand for, NaN for who has none. `groups` has for each person the group in each question that
    the weights of their council were made with ("" where it is not known), and NaN where the
    weights do not rest on that question. `by_authority` has one row per authority and the columns

    - `method`: "strata" (everybody of a stratum counts alike), "raked" or "" (no weights)
    - `questions`: whose groups were used, joined by ", "
    - `population`: how many people there are
    - `trimmed`: how many people have a weight that was cut
    - `furthest_off`: by how much the weighted count of a group differs from what it should be at
      most, as a share of it
    - `note`: why there are no weights; "" when there are
    """

    weights: Series
    groups: DataFrame
    by_authority: DataFrame


def survey_weights(survey: Survey, population: Population | None) -> SurveyWeights:
    """The weights of a survey; none where there is no population file."""
    people = survey.by_person
    if population is None or people.empty:
        weights = pd.Series(np.nan, index=people.index, name="weight")
        codes = people["authority"].unique()
        nothing = {"trimmed": 0, "furthest_off": np.nan, "note": NOT_IN_THE_FILE}
        nothing = {"method": "", "questions": "", "population": np.nan, **nothing}
        by_authority = pd.DataFrame({"authority": codes}).assign(**nothing)
        return SurveyWeights(weights, pd.DataFrame(index=people.index), by_authority)
    councils, margins = margins_of(survey, population)
    drawn = [margin for margin in margins if margin.question in (STRATUM, EVERYONE)]
    raked = _raked(councils, [margin for margin in margins if margin not in drawn])
    weights = _of_strata(councils, drawn, raked.weights)
    return SurveyWeights(
        pd.Series(weights, index=people.index, name="weight"),
        _groups(survey, councils, margins),
        _by_authority(councils, margins, raked, weights),
    )


def _groups(survey: Survey, councils: Councils, margins: Sequence[Margin]) -> DataFrame:
    columns = {
        margin.question: np.where(
            margin.used[councils.of_person], margin.labels[margin.group], np.nan
        )
        for margin in margins
    }
    return pd.DataFrame(columns, index=survey.by_person.index, dtype=object)


def _by_authority(
    councils: Councils, margins: Sequence[Margin], raked: RakedTogether, weights: np.ndarray
) -> DataFrame:
    weighted = np.bincount(councils.of_person, ~np.isnan(weights), len(councils)) > 0
    used = np.array([margin.used for margin in margins]).reshape(len(margins), len(councils))
    questions = np.array([margin.question for margin in margins], dtype=object)
    of_strata = [margin.used for margin in margins if margin.question in (STRATUM, EVERYONE)]
    strata = np.logical_or.reduce([np.zeros(len(councils), dtype=bool), *of_strata])
    known = ~np.isnan(councils.everyone)
    note = np.where(used.any(axis=0), NO_WEIGHTS, np.where(known, NOBODY_KNOWN, councils.note))
    return pd.DataFrame(
        {
            "authority": councils.codes,
            "method": np.where(weighted, np.where(strata, STRATA, RAKED), ""),
            "questions": [
                ", ".join(questions[of]) if w else ""
                for of, w in zip(used.T, weighted, strict=True)
            ],
            "population": np.where(weighted, councils.everyone, np.nan),
            "trimmed": raked.trimmed,
            "furthest_off": np.where(weighted, raked.furthest_off, np.nan),
            "note": np.where(weighted, "", note),
        }
    )


def _of_strata(councils: Councils, margins: Sequence[Margin], weights: np.ndarray) -> np.ndarray:
    """Everybody of a stratum counts alike; whose stratum is not known does not count."""
    for margin in margins:
        people = margin.shares * councils.everyone[:, np.newaxis]
        each = people / np.where(margin.answered > 0, margin.answered, np.nan)
        each = np.column_stack([each, np.full(len(councils), np.nan)])
        of_it = margin.used[councils.of_person]
        weights = np.where(of_it, each[councils.of_person, margin.group], weights)
    return weights


def _raked(councils: Councils, margins: Sequence[Margin]) -> RakedTogether:
    """Weights raked to the margins of each council and cut; NaN in councils that have none."""
    used = np.logical_or.reduce([np.zeros(len(councils), bool), *(one.used for one in margins)])
    people = np.flatnonzero(used[councils.of_person])
    of_person = councils.of_person[people]
    totals = np.where(used, councils.everyone, 0.0)
    parts = [
        PartMargin(
            np.where(one.known & one.used[councils.of_person], one.group, -1)[people],
            np.where(one.used[:, np.newaxis], one.shares, 0.0),
        )
        for one in margins
    ]
    raked = rake_together(parts, of_person, totals, HIGHEST)
    weights = np.full(len(councils.of_person), np.nan)
    weights[people] = raked.weights
    return RakedTogether(weights, raked.trimmed, raked.furthest_off)
