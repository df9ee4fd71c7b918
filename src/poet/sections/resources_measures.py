"""What is set beside money: a few headline outcomes, and whether most is better, or was easy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.group_questions import is_good, judged_questions

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question, Questionnaire
    from poet.study import Survey

WEEKLY_AMOUNT = "weekly_amount"
# By topic, so that another questionnaire's questions are found as well.
HEADLINES = ("quality_of_life", "dignity", "independence", "control_over_life")
MOST_OUTCOMES, MOST_PROCESS = "most_outcomes", "most_process"
MOST_OF = {"outcome": MOST_OUTCOMES, "process": MOST_PROCESS}


@dataclass(frozen=True, eq=False)
class Measure:
    """What is counted of each person: `good` says who gave a good answer, `counts` whose counts.

    `question` is None of what is made of all questions of a role (MOST_OUTCOMES, MOST_PROCESS).
    """

    key: str
    topic: str
    role: str
    question: Question | None
    good: np.ndarray
    counts: np.ndarray


def weekly_amount(questionnaire: Questionnaire) -> Question | None:
    """The question of how many pounds a week the budget is; None where it is not asked."""
    for question in questionnaire.with_role("background"):
        if question.topic == WEEKLY_AMOUNT and question.kind == "number":
            return question
    return None


def headline_outcomes(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The outcome questions with a topic of HEADLINES, in its order; else the first few asked."""
    asked = judged_questions(questionnaire, "outcome")
    named = tuple(q for topic in HEADLINES for q in asked if q.topic == topic)
    return named or asked[: len(HEADLINES)]


def measures_of(survey: Survey) -> tuple[Measure, ...]:
    """Most outcomes, then the headline outcomes, then most of the process; as far as asked."""
    asked = survey.questionnaire
    people = survey.by_person
    return (
        *_most(people, judged_questions(asked, "outcome"), "outcome"),
        *(_of_question(people, question) for question in headline_outcomes(asked)),
        *_most(people, judged_questions(asked, "process"), "process"),
    )


def _of_question(people: DataFrame, question: Question) -> Measure:
    good, counts = is_good(people[question.key], question)
    return Measure(question.key, question.topic, question.role, question, good, counts)


def _most(people: DataFrame, asked: Sequence[Question], role: str) -> Iterator[Measure]:
    """Who gave a good answer to half or more of the questions they answered.

    It counts of those who answered half or more of the questions, as for scores. None of one
    question, which is a measure of its own.
    """
    if len(asked) < 2:
        return
    answers = [is_good(people[question.key], question) for question in asked]
    good, counted = (np.sum(side, axis=0) for side in zip(*answers, strict=True))
    key = MOST_OF[role]
    yield Measure(key, key, role, None, 2 * good >= counted, 2 * counted >= len(asked))
