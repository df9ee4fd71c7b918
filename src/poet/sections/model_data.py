"""Answers of one group of people made ready for a model: outcome, predictors, background.

A group is one authority's people, or everyone in the study.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.statistics.categories import effective_sample_size, merge_small
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
    `adjusted_for` and `left_out` name background questions.
    """

    answers: Series
    good: tuple[str, ...]
    predictors: DataFrame
    authorities: Series
    adjusted_for: tuple[str, ...]
    left_out: tuple[str, ...]


def scores(by_person: DataFrame, questionnaire: Questionnaire) -> DataFrame:
    """One row per person: the process and involvement scores, 0 (worst) to 100 (best).

    The mean of the answered questions of that role, missing when fewer than half are answered.
    A role that has no question on an ordered scale has no column.
    """
    import pandas as pd

    columns = {}
    for role in PREDICTORS:
        asked = [q for q in questionnaire.with_role(role) if _is_ordered(q)]
        answered = [q for q in asked if by_person[q.key].notna().any()]
        if answered:
            numbers = pd.DataFrame({q.key: _worst_0_best_1(by_person[q.key], q) for q in answered})
            columns[role] = mean_score(numbers)
    return pd.DataFrame(columns, index=by_person.index)


def _is_ordered(question: Question) -> bool:
    return question.kind == "single" and question.scale is not None and question.scale.ordered


def _worst_0_best_1(answers: Series, question: Question) -> Series:
    codes = [answer.code for answer in question.scale.worst_to_best]
    numbers = {code: position / (len(codes) - 1) for position, code in enumerate(codes)}
    return answers.astype("object").map(numbers).astype("float64")


def prepare(
    by_person: DataFrame,
    people_scores: DataFrame,
    outcome: Question,
    background: Sequence[Question],
) -> ModelData:
    """The people who answered what a model of this outcome needs.

    `people_scores` has the predictors, a row per row of `by_person`. Background questions are
    taken in the order given while there are enough people for them: ten, in effective numbers,
    for each column (Harrell 2015, section 4.4). Raises CannotEstimate when there are too few.
    """
    import pandas as pd

    answers = _joined_answers(by_person[outcome.key], outcome)
    steps = people_scores / POINTS_IN_A_STEP
    keep = answers.notna().to_numpy() & steps.notna().to_numpy().all(axis=1)
    taken, keep = _background_taken(by_person, answers, steps.shape[1], background, keep)
    # Made again for the people who are left, so that no group has fewer than ten of them.
    people = by_person.loc[keep]
    columns = {name: c for q in taken for name, c in _background_columns(people, q).items()}
    kept = answers[keep].cat.remove_unused_categories()
    return ModelData(
        answers=kept,
        good=_require_both_sides(kept, outcome),
        predictors=pd.concat([steps[keep], pd.DataFrame(columns, index=people.index)], axis=1),
        authorities=people["authority"],
        adjusted_for=tuple(q.short for q in taken),
        left_out=tuple(q.short for q in background if q not in taken),
    )


def _background_taken(
    by_person: DataFrame,
    answers: Series,
    width: int,
    background: Sequence[Question],
    keep: np.ndarray,
) -> tuple[list[Question], np.ndarray]:
    """The background questions there are people enough for, and who answered all of them.

    `width` is the number of predictors so far, `keep` marks the people who have those.
    """
    taken: list[Question] = []
    levels = answers.cat.codes.to_numpy()
    for question in background:
        columns = _background_columns(by_person.loc[keep], question)
        answered = keep & _answered(by_person[question.key], question)
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
    halves = []
    for is_good in (False, True):
        codes = [answer.code for answer in order if (answer.meaning == "good") == is_good]
        half = answers[answers.isin(codes)].astype("object")
        ordered = pd.Series(pd.Categorical(half, codes, ordered=True), index=half.index)
        halves.append(merge_small(ordered, SMALLEST_GROUP) if len(half) else ordered)
    categories = [level for half in halves for level in half.cat.categories]
    joined = pd.concat([half.astype("object") for half in halves]).reindex(answers.index)
    return pd.Series(pd.Categorical(joined, categories, ordered=True), index=answers.index)


def _require_both_sides(answers: Series, outcome: Question) -> tuple[str, ...]:
    """The good levels. Raises CannotEstimate unless ten people or more stand on each side."""
    good_codes = {answer.code for answer in outcome.scale.on_scale if answer.meaning == "good"}
    good = tuple(c for c in answers.cat.categories if set(str(c).split("+")) <= good_codes)
    good_people = int(answers.isin(good).sum())
    for people, which in ((good_people, "a good"), (len(answers) - good_people, "another")):
        if people < SMALLEST_GROUP:
            raise CannotEstimate(f"fewer than {SMALLEST_GROUP} people gave {which} answer")
    return good


def _answered(answers: Series, question: Question) -> np.ndarray:
    """Who gave an answer that counts."""
    if question.kind == "number":
        return answers.notna().to_numpy()
    return _codes(answers, question) >= 0


def _codes(answers: Series, question: Question) -> np.ndarray:
    """The position of each person's answer on the scale, -1 for none; not-answers stand last."""
    codes = answers.cat.codes.to_numpy()
    return np.where(codes < len(question.scale.on_scale), codes, -1)


def _background_columns(by_person: DataFrame, question: Question) -> dict[str, np.ndarray]:
    """Column name to its numbers, one per person: one per group but the largest, or the number.

    Groups of fewer than ten people stand together as one; if that is still too small it goes to
    the largest. A question that everyone answers alike has no column.
    """
    answers = by_person[question.key]
    if question.kind == "number":
        return {question.key: answers.to_numpy(float)} if answers.nunique() > 1 else {}
    codes = _codes(answers, question)
    counts = np.bincount(codes[codes >= 0], minlength=len(question.scale.on_scale))
    largest = int(counts.argmax())
    small = (counts > 0) & (counts < SMALLEST_GROUP)
    together = len(counts) if counts[small].sum() >= SMALLEST_GROUP else largest
    groups = np.where(np.isin(codes, np.flatnonzero(small)), together, codes)
    names = [*(answer.code for answer in question.scale.worst_to_best), "others"]
    present = [int(g) for g in np.unique(groups) if g >= 0 and g != largest]
    return {f"{question.key}={names[g]}": (groups == g).astype(float) for g in present}
