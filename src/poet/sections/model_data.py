"""Answers of one group of people made ready for a model: outcome, predictors, background.

A group is one authority's people, or everyone in the study.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.model_groups import (
    SMALLEST_GROUP,
    columns_of_groups,
    joined_answers,
    largest_group,
    width_of,
)
from poet.statistics.categories import effective_sample_size
from poet.statistics.failure import CannotEstimate
from poet.statistics.scores import mean_score

if TYPE_CHECKING:
    from pandas import CategoricalDtype, DataFrame, Index, Series

    from poet.questionnaire import Question, Questionnaire

PREDICTORS = ("process", "involvement")
POINTS_IN_A_STEP = 25
PEOPLE_PER_COLUMN = 10


@dataclass(frozen=True)
class ModelData:
    """What one model is fitted to. All three have one row per person with every answer it needs.

    `answers`: ordered categorical, the worst first; `good`: its levels that count as good;
    `predictors`: numeric, the scores in steps of 25 points, then the background.
    `taken` and `passed_over` are background questions that are in the model and that are not;
    `references` has, for each one taken that has groups, the group that the others stand against.
    """

    answers: Series
    good: tuple[str, ...]
    predictors: DataFrame
    authorities: Series
    taken: tuple[Question, ...]
    passed_over: tuple[Question, ...]
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> Series:
        """Whether each person's answer is a good one."""
        import pandas as pd

        first_good = len(self.answers.cat.categories) - len(self.good)
        good = self.answers.array.codes >= first_good
        return pd.Series(good, index=self.answers.index, name=self.answers.name)

    @property
    def adjusted_for(self) -> tuple[str, ...]:
        """The background in the model, by its short names."""
        return tuple(question.short for question in self.taken)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The background that is not in the model, by its short names."""
        return tuple(question.short for question in self.passed_over)

    def without_background(self, columns: Collection[str]) -> ModelData:
        """The same people without the background questions that these columns belong to."""
        keys = {column.partition("=")[0] for column in columns}
        gone = tuple(question for question in self.taken if question.key in keys)
        theirs = {question.key for question in gone}
        stay = [name for name in self.predictors if name.partition("=")[0] not in theirs]
        return replace(
            self,
            predictors=self.predictors[stay],
            taken=tuple(question for question in self.taken if question not in gone),
            passed_over=(*self.passed_over, *gone),
        )


def scores(by_person: DataFrame, questionnaire: Questionnaire) -> DataFrame:
    """One row per person: the process and involvement scores, 0 (worst) to 100 (best).

    The mean of the answered questions of that role, missing when fewer than half are answered.
    A role that has no question on an ordered scale has no column.
    """
    import pandas as pd

    columns = {}
    for role in PREDICTORS:
        items = items_of(by_person, questionnaire, role)
        if items.shape[1]:
            columns[role] = mean_score(items)
    return pd.DataFrame(columns, index=by_person.index)


def items_of(by_person: DataFrame, questionnaire: Questionnaire, role: str) -> DataFrame:
    """One row per person, one column per question of the role that somebody answered on a scale.

    0 is the worst answer and 1 the best.
    """
    import pandas as pd

    asked = [q for q in questionnaire.with_role(role) if _is_ordered(q)]
    numbers = {
        q.key: _worst_0_best_1(by_person[q.key], q) for q in asked if by_person[q.key].notna().any()
    }
    return pd.DataFrame(numbers, index=by_person.index)


def _is_ordered(question: Question) -> bool:
    return question.kind == "single" and question.scale is not None and question.scale.ordered


def _worst_0_best_1(answers: Series, question: Question) -> Series:
    codes = [answer.code for answer in question.scale.worst_to_best]
    numbers = {code: position / (len(codes) - 1) for position, code in enumerate(codes)}
    return answers.astype("object").map(numbers).astype("float64")


@dataclass(frozen=True)
class Background:
    """Background that models may allow for: the questions in the order they are tried, and each
    one's answers of everyone, as positions on the scale (-1: none) or as numbers (NaN: none).
    """

    questions: tuple[Question, ...]
    values: Mapping[str, np.ndarray]


def background_of(by_person: DataFrame, questionnaire: Questionnaire) -> Background:
    """The background questions marked `adjust`, with the answers of these people."""
    questions = tuple(q for q in questionnaire.with_role("background") if q.adjust)
    return Background(questions, {q.key: _values(by_person[q.key], q) for q in questions})


def prepare(
    by_person: DataFrame, people_scores: DataFrame, outcome: Question, background: Background
) -> ModelData:
    """The people who answered what a model of this outcome needs.

    `people_scores` has the predictors, `background` the rest, for the rows of `by_person`.
    Background questions are taken in the order given while there are enough people for them: ten,
    in effective numbers, for each column (Harrell 2015, section 4.4). Raises CannotEstimate when
    there are too few.
    """
    codes = positions(by_person[outcome.key], outcome)
    steps = people_scores.to_numpy() / POINTS_IN_A_STEP
    keep = (codes >= 0) & ~np.isnan(steps).any(axis=1)
    levels, _ = joined_answers(codes, outcome)
    taken, keep = _background_taken(levels, steps.shape[1], background, keep)
    # Made again for the people who are left, so that no group and no answer has fewer than ten.
    kept, labels = joined_answers(codes[keep], outcome)
    good = _require_both_sides(kept, labels, outcome)
    if not _enough_people(kept, steps.shape[1]):
        raise CannotEstimate(
            f"too few people answered: a model needs {PEOPLE_PER_COLUMN}, in effective numbers, "
            "for each score"
        )
    held = {question.key: background.values[question.key][keep] for question in taken}
    people = by_person.index[keep]
    return ModelData(
        answers=_answers(kept, labels, people, outcome.key),
        good=good,
        predictors=_predictors(steps[keep], people_scores.columns, held, taken, people),
        authorities=by_person["authority"][keep],
        taken=tuple(taken),
        passed_over=tuple(q for q in background.questions if q not in taken),
        references={q.key: largest_group(held[q.key], q) for q in taken if q.kind != "number"},
    )


def _answers(levels: np.ndarray, labels: Sequence[str], people: Index, name: str) -> Series:
    """The labels in use, in order, and each person's."""
    import pandas as pd

    used = np.bincount(levels, minlength=len(labels)) > 0
    in_use = tuple(label for label, there in zip(labels, used, strict=True) if there)
    codes = (np.cumsum(used) - 1)[levels]
    values = pd.Categorical.from_codes(codes, dtype=_ordered(in_use), validate=False)
    return pd.Series(values, index=people, name=name)


@cache
def _ordered(labels: tuple[str, ...]) -> CategoricalDtype:
    """Kept, as making one takes as long as preparing the people; few differ."""
    import pandas as pd

    return pd.CategoricalDtype(labels, ordered=True)


def _predictors(
    steps: np.ndarray,
    names: Iterable[str],
    held: Mapping[str, np.ndarray],
    taken: Sequence[Question],
    people: Index,
) -> DataFrame:
    """The scores, then the columns of the background questions."""
    import pandas as pd

    columns = dict(zip(names, steps.T, strict=True))
    for question in taken:
        columns |= columns_of_groups(held[question.key], question)
    return pd.DataFrame(np.array(list(columns.values())).T, index=people, columns=list(columns))


def _background_taken(
    levels: np.ndarray, width: int, background: Background, keep: np.ndarray
) -> tuple[list[Question], np.ndarray]:
    """The background questions there are people enough for, and who answered all of them.

    `levels` are the answers to the outcome, `width` is the number of predictors so far, `keep`
    marks the people who have those.
    """
    taken: list[Question] = []
    for question in background.questions:
        values = background.values[question.key]
        answered = keep & (np.isfinite(values) if question.kind == "number" else values >= 0)
        columns = width_of(values[answered], question)
        if columns and _enough_people(levels[answered], width + columns):
            taken.append(question)
            width, keep = width + columns, answered
    return taken, keep


def _enough_people(levels: np.ndarray, columns: int) -> bool:
    counts = np.bincount(levels)
    return columns <= effective_sample_size(counts[counts > 0]) / PEOPLE_PER_COLUMN


def _require_both_sides(
    levels: np.ndarray, labels: Sequence[str], outcome: Question
) -> tuple[str, ...]:
    """The good levels. Raises CannotEstimate unless ten people or more stand on each side."""
    good_codes = {answer.code for answer in outcome.scale.on_scale if answer.meaning == "good"}
    counts = np.bincount(levels, minlength=len(labels)).tolist()
    in_use = [(label, people) for label, people in zip(labels, counts, strict=True) if people]
    good = {label: people for label, people in in_use if label.partition("+")[0] in good_codes}
    good_people = sum(good.values())
    for people, which in ((good_people, "a good"), (len(levels) - good_people, "another")):
        if people < SMALLEST_GROUP:
            raise CannotEstimate(f"fewer than {SMALLEST_GROUP} people gave {which} answer")
    return tuple(good)


def _values(answers: Series, question: Question) -> np.ndarray:
    return answers.to_numpy(float) if question.kind == "number" else positions(answers, question)


def positions(answers: Series, question: Question) -> np.ndarray:
    """The position of each person's answer on the scale, -1 for none; not-answers stand last."""
    codes = answers.array.codes
    return np.where(codes < len(question.scale.on_scale), codes, -1)
