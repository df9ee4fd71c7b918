"""Which themes each person wrote about, from coded comments: a person counts once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.registry import EVERYONE
from poet.sections.shares import FEWEST_TOGETHER

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study, Survey
    from poet.themes import CodedComments


@dataclass(frozen=True, eq=False)
class ThemedPeople:
    """The people of one survey whose comments were coded.

    `place` is where each stands in the survey's `by_person`, `authority` the position of theirs
    among `codes`. `has` and `known` are people x themes: whether somebody wrote about it in any
    comment, and whether that is known (not where all that could tell it is not settled yet).
    """

    survey: Survey
    codes: tuple[str, ...]
    place: np.ndarray
    authority: np.ndarray
    has: np.ndarray
    known: np.ndarray

    @property
    def stand_together(self) -> bool:
        """Whether there are authorities enough to count all of them together as well."""
        return len(np.unique(self.authority)) >= FEWEST_TOGETHER

    @property
    def whose(self) -> tuple[str, ...]:
        """The codes that rows of counts belong to: of each authority, then of all together."""
        return (*self.codes, EVERYONE) if self.stand_together else self.codes

    def counts(self, group: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
        """(people with the theme, people of whom it is known): themes x `whose` x groups.

        `group` is the group of each person, -1 for none.
        """
        cell = self.authority * groups + group
        counted = []
        for each in (self.has & self.known, self.known):
            by_theme = [
                np.bincount(cell[theirs & (group >= 0)], minlength=len(self.codes) * groups)
                for theirs in each.T
            ]
            table = np.array(by_theme).reshape(len(by_theme), len(self.codes), groups)
            if self.stand_together:
                table = np.concatenate([table, table.sum(axis=1, keepdims=True)], axis=1)
            counted.append(table)
        return counted[0], counted[1]


def themed_people(study: Study) -> Iterator[ThemedPeople]:
    """Those of each survey in which anybody's comment was coded; none without coded comments."""
    if study.themes is None:
        return
    codes = tuple(authority.code for authority in study.authorities)
    for survey in study.surveys:
        comments = _comments_of(survey, study.themes)
        if len(comments):
            yield _people(survey, comments, study.themes.codeframe.codes, codes)


def _comments_of(survey: Survey, coded: CodedComments) -> DataFrame:
    comments = coded.by_comment
    return comments[comments["audience"].eq(survey.audience) & comments["wave"].eq(survey.wave)]


def _people(
    survey: Survey, comments: DataFrame, themes: Sequence[str], codes: tuple[str, ...]
) -> ThemedPeople:
    agreed = np.column_stack(
        [comments[f"agreed.{theme}"].to_numpy(float, na_value=np.nan) for theme in themes]
    )
    place, person = np.unique(comments["person"].to_numpy(int), return_inverse=True)
    has, unsettled = (np.zeros((len(place), len(themes)), dtype=bool) for _ in range(2))
    np.logical_or.at(has, person, agreed == 1)
    np.logical_or.at(unsettled, person, np.isnan(agreed))
    position = {code: number for number, code in enumerate(codes)}
    authority = survey.by_person["authority"].iloc[place].map(position).to_numpy(int)
    return ThemedPeople(survey, codes, place, authority, has, has | ~unsettled)
