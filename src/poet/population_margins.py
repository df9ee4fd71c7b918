"""What the groups of a population say of one survey: as margins to weight by, of all councils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.population import EVERYONE, STRATUM, Population

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Survey

NOT_KNOWN = ""
NOT_IN_THE_FILE = "the population file has no numbers of these people"
NOBODY_KNOWN = "it is not known of anybody who answered which group they are in"


@dataclass(frozen=True, eq=False)
class Councils:
    """The councils of a survey: their codes, the place of each person's, and how many answered.

    `everyone` is how many people there are (NaN where no question says it), `note` why none of
    the questions can be used ("" where one can).
    """

    codes: Sequence[str]
    of_person: np.ndarray
    answered: np.ndarray
    everyone: np.ndarray
    note: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, eq=False)
class Margin:
    """One question as a margin of every council.

    `group` has one number per person, the place of their group in `labels`, of which the last is
    for whose group is not known. `shares` and `answered` have one row per council and one column
    per group: its share of the people in groups that somebody answered from, and how many did.
    `used` says of which councils it is a margin.
    """

    question: str
    labels: np.ndarray
    group: np.ndarray
    shares: np.ndarray
    answered: np.ndarray
    used: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """For each person, whether their group is known."""
        return self.group < len(self.labels) - 1


def margins_of(survey: Survey, population: Population) -> tuple[Councils, list[Margin]]:
    """The councils of a survey, and the questions that can be used of at least one of them.

    Groups that nobody answered from leave their people to the other groups of the question; people
    of a group without a number count as people whose group is not known.
    """
    codes = survey.by_person["authority"].unique().tolist()
    of_person = pd.Index(codes).get_indexer(survey.by_person["authority"])
    answered = np.bincount(of_person, minlength=len(codes))
    groups = population.groups
    rows = groups[groups["audience"].eq(survey.audience) & groups["wave"].eq(survey.wave)]
    rows = rows[rows["authority"].isin(codes)]
    usable = rows[rows["note"].eq("") & rows["people"].gt(0)]
    numbers = {
        question: _numbers(survey, question, one, codes)
        for question, one in usable.groupby("question", sort=False)
    }
    councils = Councils(
        codes, of_person, answered, _everyone(numbers, len(codes)), _notes(rows, codes)
    )
    chosen = _chosen(numbers, len(codes))
    margins = [
        _margin(survey, councils, question, numbers[question], used)
        for question, used in chosen.items()
    ]
    return councils, [margin for margin in margins if margin.used.any()]


def _codes_of(survey: Survey, question: str) -> list[str]:
    if question == EVERYONE:
        return [EVERYONE]
    scale = survey.questionnaire.question(question).scale
    return [answer.code for answer in scale.on_scale] if scale else []


def _numbers(survey: Survey, question: str, rows: DataFrame, codes: Sequence[str]) -> np.ndarray:
    """How many people there are, by council and answer; 0 where the file says nothing."""
    answers = pd.Index(_codes_of(survey, question))
    numbers = np.zeros((len(codes), len(answers)))
    named = rows["answer"].mask(rows["answer"].eq(""), EVERYONE)
    place = pd.Index(codes).get_indexer(rows["authority"]), answers.get_indexer(named)
    numbers[place] = rows["people"]
    return numbers


def _everyone(numbers: dict[str, np.ndarray], councils: int) -> np.ndarray:
    """How many people each council has: by "everyone", else by the first question of the file."""
    everyone = np.full(councils, np.nan)
    for question in sorted(numbers, key=lambda name: name != EVERYONE):
        people = numbers[question].sum(axis=1)
        everyone = np.where(np.isnan(everyone) & (people > 0), people, everyone)
    return everyone


def _notes(rows: DataFrame, codes: Sequence[str]) -> np.ndarray:
    """Why a council has no margin, if it has none."""
    noted = rows[rows["note"].ne("")].drop_duplicates("authority").set_index("authority")["note"]
    return noted.reindex(codes).fillna(NOT_IN_THE_FILE).to_numpy(dtype=object)


def _chosen(numbers: dict[str, np.ndarray], councils: int) -> dict[str, np.ndarray]:
    """The questions to weight by, and for which councils: strata alone, else all, else everyone."""
    there = {question: one.sum(axis=1) > 0 for question, one in numbers.items()}
    nobody = np.zeros(councils, dtype=bool)
    drawn = there.get(STRATUM, nobody)
    others = {name: of for name, of in there.items() if name not in (STRATUM, EVERYONE)}
    grouped = np.logical_or.reduce([nobody, drawn, *others.values()])
    by_name = {STRATUM: drawn, EVERYONE: ~grouped}
    return {name: of & by_name.get(name, ~drawn) for name, of in there.items()}


def _margin(
    survey: Survey, councils: Councils, question: str, numbers: np.ndarray, used: np.ndarray
) -> Margin:
    labels = [*_codes_of(survey, question), NOT_KNOWN]
    group = _groups(survey, question, numbers, councils)
    cells = councils.of_person * len(labels) + group
    answered = np.bincount(cells, minlength=len(councils) * len(labels))
    answered = answered.reshape(len(councils), len(labels))
    known = np.where(answered[:, :-1] > 0, numbers, 0.0)
    people = known.sum(axis=1, keepdims=True)
    shares = known / np.where(people > 0, people, np.nan)
    used = used & (people[:, 0] > 0)
    return Margin(
        question,
        np.array(labels, dtype=object),
        group,
        np.nan_to_num(shares),
        answered[:, :-1],
        used,
    )


def _groups(survey: Survey, question: str, numbers: np.ndarray, councils: Councils) -> np.ndarray:
    """The place of each person's group; the last where it is not known or has no number."""
    if question == EVERYONE:
        return np.zeros(len(councils.of_person), dtype=np.int64)
    last = numbers.shape[1]
    answers = survey.by_person[question].cat
    places = pd.Index(_codes_of(survey, question)).get_indexer(answers.categories)
    group = np.append(np.where(places < 0, last, places), last)[answers.codes.to_numpy()]
    with_number = np.column_stack([numbers > 0, np.zeros(len(numbers), dtype=bool)])
    return np.where(with_number[councils.of_person, group], group, last)
