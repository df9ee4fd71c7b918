"""Answers of one group of people made ready for a model: outcome, predictors, background.

A group is one authority's people, or everyone in the study.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from poet.statistics.categories import effective_sample_size, joined_levels
from poet.statistics.failure import CannotEstimate
from poet.statistics.scores import mean_score

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Question, Questionnaire

PREDICTORS = ("process", "involvement")
POINTS_IN_A_STEP = 25
SMALLEST_GROUP = 10
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
        return self.answers.isin(self.good)

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
    import pandas as pd

    answers = _joined_answers(by_person[outcome.key], outcome)
    steps = people_scores / POINTS_IN_A_STEP
    keep = answers.notna().to_numpy() & steps.notna().to_numpy().all(axis=1)
    taken, keep = _background_taken(answers, steps.shape[1], background, keep)
    # Made again for the people who are left, so that no group and no answer has fewer than ten.
    columns = {
        name: column
        for question in taken
        for name, column in _columns(background.values[question.key][keep], question).items()
    }
    kept = _joined_answers(by_person.loc[keep, outcome.key], outcome)
    kept = kept.cat.remove_unused_categories()
    good = _require_both_sides(kept, outcome)
    if not _enough_people(kept.cat.codes.to_numpy(), steps.shape[1]):
        raise CannotEstimate(
            f"too few people answered: a model needs {PEOPLE_PER_COLUMN}, in effective numbers, "
            "for each score"
        )
    return ModelData(
        answers=kept,
        good=good,
        predictors=pd.concat([steps[keep], pd.DataFrame(columns, index=kept.index)], axis=1),
        authorities=by_person["authority"][keep],
        taken=tuple(taken),
        passed_over=tuple(q for q in background.questions if q not in taken),
        references={
            q.key: _largest(background.values[q.key][keep], q) for q in taken if q.kind != "number"
        },
    )


def _background_taken(
    answers: Series, width: int, background: Background, keep: np.ndarray
) -> tuple[list[Question], np.ndarray]:
    """The background questions there are people enough for, and who answered all of them.

    `width` is the number of predictors so far, `keep` marks the people who have those.
    """
    taken: list[Question] = []
    levels = answers.cat.codes.to_numpy()
    for question in background.questions:
        values = background.values[question.key]
        answered = keep & (np.isfinite(values) if question.kind == "number" else values >= 0)
        columns = _columns(values[answered], question)
        if columns and _enough_people(levels[answered], width + len(columns)):
            taken.append(question)
            width, keep = width + len(columns), answered
    return taken, keep


def _enough_people(levels: np.ndarray, columns: int) -> bool:
    counts = np.bincount(levels)
    return columns <= effective_sample_size(counts[counts > 0]) / PEOPLE_PER_COLUMN


def _joined_answers(answers: Series, outcome: Question) -> Series:
    """Answers that fewer than ten people gave joined with a neighbour on the same side.

    The line between good and the rest stays, so that the share of good answers keeps its meaning.
    """
    import pandas as pd

    order = outcome.scale.worst_to_best
    codes = positions(answers, outcome)
    counts = np.bincount(codes[codes >= 0], minlength=len(order))
    first_good = sum(answer.meaning != "good" for answer in order)
    groups = joined_levels(counts[:first_good], SMALLEST_GROUP) + [
        [first_good + level for level in group]
        for group in joined_levels(counts[first_good:], SMALLEST_GROUP)
    ]
    group_of = np.array([n for n, group in enumerate(groups) for _ in group] + [-1])
    labels = ["+".join(order[level].code for level in group) for group in groups]
    joined = pd.Categorical.from_codes(group_of[codes], categories=labels, ordered=True)
    return pd.Series(joined, index=answers.index, name=answers.name)


def _require_both_sides(answers: Series, outcome: Question) -> tuple[str, ...]:
    """The good levels. Raises CannotEstimate unless ten people or more stand on each side."""
    good_codes = {answer.code for answer in outcome.scale.on_scale if answer.meaning == "good"}
    good = tuple(c for c in answers.cat.categories if c.partition("+")[0] in good_codes)
    good_people = int(answers.isin(good).sum())
    for people, which in ((good_people, "a good"), (len(answers) - good_people, "another")):
        if people < SMALLEST_GROUP:
            raise CannotEstimate(f"fewer than {SMALLEST_GROUP} people gave {which} answer")
    return good


def _values(answers: Series, question: Question) -> np.ndarray:
    return answers.to_numpy(float) if question.kind == "number" else positions(answers, question)


def positions(answers: Series, question: Question) -> np.ndarray:
    """The position of each person's answer on the scale, -1 for none; not-answers stand last."""
    codes = answers.cat.codes.to_numpy()
    return np.where(codes < len(question.scale.on_scale), codes, -1)


def _columns(values: np.ndarray, question: Question) -> dict[str, np.ndarray]:
    """Column name to its numbers, one per person: one per group but the largest, or the number.

    A question that everyone answers alike has no column.
    """
    if question.kind == "number":
        return {question.key: values} if len(np.unique(values)) > 1 else {}
    groups, names = small_joined(values, question)
    largest = np.bincount(values, minlength=1).argmax()
    present = [int(group) for group in np.unique(groups) if group != largest]
    return {f"{question.key}={names[g]}": (groups == g).astype(float) for g in present}


def _largest(values: np.ndarray, question: Question) -> str:
    """The label of the answer that most people gave."""
    return question.scale.worst_to_best[int(np.bincount(values, minlength=1).argmax())].label


def small_joined(values: np.ndarray, question: Question) -> tuple[np.ndarray, list[str]]:
    """The group of each person (-1 where `values` is), and the names of the groups.

    Groups of fewer than ten people stand together as one; if that is still too small it goes to
    the largest.
    """
    there = values >= 0
    counts = np.bincount(values[there], minlength=len(question.scale.on_scale))
    small = (counts > 0) & (counts < SMALLEST_GROUP)
    enough = counts[small].sum() >= SMALLEST_GROUP
    together = len(counts) if enough else int(counts.argmax())
    groups = np.where(there, np.where(small[values], together, values), -1)
    return groups, [*(answer.code for answer in question.scale.worst_to_best), "others"]
