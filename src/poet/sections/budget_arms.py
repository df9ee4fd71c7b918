"""People with a direct payment and people with a managed budget: who they are, and background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.group_questions import DIRECT_PAYMENT, HOW_HELD, MANAGED, groups_of
from poet.sections.model_data import Background, background_of
from poet.sections.model_groups import small_joined
from poet.statistics.categories import effective_sample_size

if TYPE_CHECKING:
    from poet.questionnaire import Question, Questionnaire
    from poet.study import Survey

PEOPLE_PER_COLUMN = 10


@dataclass(frozen=True, eq=False)
class Arms:
    """How each person of a survey holds the budget; all arrays have one entry per person.

    `direct` and `managed` say who is in which arm, `left_out` who gave another answer.
    """

    question: Question
    direct: np.ndarray
    managed: np.ndarray
    left_out: np.ndarray


@dataclass(frozen=True, eq=False)
class BackgroundColumns:
    """One background question as columns for a model, one row per person of both arms.

    `group_of` numbers the person's group (None for a number); `columns` has one for every group
    but the largest.
    """

    question: Question
    columns: np.ndarray
    group_of: np.ndarray | None


def how_held(questionnaire: Questionnaire) -> Question | None:
    """The question of how the budget is held, if its answers have both arms."""
    for question in questionnaire.with_role("background"):
        if question.topic == HOW_HELD and question.kind == "single" and question.scale:
            return question
    return None


def arms_of(survey: Survey) -> Arms | None:
    """Who is in which arm; None where it was not asked or nobody is in one of the arms."""
    question = how_held(survey.questionnaire)
    if question is None:
        return None
    groups = groups_of(survey.by_person, question)
    named = np.array([*groups.codes, ""])[groups.of_person]
    direct, managed = named == DIRECT_PAYMENT, named == MANAGED
    if not (direct.any() and managed.any()):
        return None
    return Arms(question, direct, managed, (named != "") & ~direct & ~managed)


def background(survey: Survey) -> Background:
    """What arms are compared for: the background that models allow for, but for the arms."""
    found = background_of(survey.by_person, survey.questionnaire)
    kept = tuple(q for q in found.questions if q.topic != HOW_HELD and _answered(found, q))
    return Background(kept, found.values)


def _answered(known: Background, question: Question) -> bool:
    return bool(answered(known, question).any())


def answered(known: Background, question: Question) -> np.ndarray:
    """Who answered a background question."""
    values = known.values[question.key]
    return np.isfinite(values) if question.kind == "number" else values >= 0


def columns_of(known: Background, which: np.ndarray) -> list[BackgroundColumns]:
    """Each background question as columns for the people `which` (positions), who answered all.

    Groups of fewer than ten people stand together; a question that all answered alike has none.
    """
    found = (_columns(known.values[q.key][which], q) for q in known.questions)
    return [one for one in found if one.columns.shape[1]]


def _columns(values: np.ndarray, question: Question) -> BackgroundColumns:
    if question.kind == "number":
        spread = values.std() if len(values) else 0
        column = (values - values.mean()) / spread if spread > 0 else np.empty((len(values), 0))
        return BackgroundColumns(question, column.reshape(len(values), -1), None)
    groups, _ = small_joined(values, question)
    _, group_of, counts = np.unique(groups, return_inverse=True, return_counts=True)
    others = np.delete(np.arange(len(counts)), counts.argmax()) if len(counts) else []
    return BackgroundColumns(question, (group_of[:, None] == others).astype(float), group_of)


def taken(
    offered: Sequence[BackgroundColumns],
    good: np.ndarray,
    which: np.ndarray,
    councils: np.ndarray | None,
    *,
    divided: bool = False,
) -> Iterator[BackgroundColumns]:
    """The background that a model of `good` (of the people `which`) can allow for, in its order.

    A question is taken where there are ten answers, in effective numbers, for each column so far
    (Harrell 2015), no group of it gave one kind of answer only (unless `divided`), and none is of
    one council alone.
    """
    yes = good[which]
    room = effective_sample_size([yes.sum(), len(yes) - yes.sum()]) / PEOPLE_PER_COLUMN
    width = 1
    for one in offered:
        fits = width + one.columns.shape[1] <= room
        if fits and (divided or _can_tell(one, yes, which, councils)):
            width += one.columns.shape[1]
            yield one


def _can_tell(
    one: BackgroundColumns, yes: np.ndarray, which: np.ndarray, councils: np.ndarray | None
) -> bool:
    if one.group_of is None:
        return True
    group = one.group_of[which]
    many, good = np.bincount(group), np.bincount(group, yes)
    there = many > 0
    if there.sum() < one.group_of.max() + 1 or ((good == 0) | (good == many))[there].any():
        return False
    if councils is None:
        return True
    pairs = np.unique(group * (councils.max() + 1) + councils[which]) // (councils.max() + 1)
    return bool((np.bincount(pairs) >= 2).all())
