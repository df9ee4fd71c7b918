"""The background questions whose groups are set side by side, and the groups of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.model_data import positions

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Question, Questionnaire

# By topic, so that another questionnaire's questions are found as well; in the order of a report.
TOPICS = (
    "how_held",
    "main_need",
    "age",
    "ethnicity",
    "filled_in_by",
    "person_cared_for",
    "caring_hours",
    "job_role",
    "main_group",
)
HOW_HELD = "how_held"
DIRECT_PAYMENT, MANAGED = "direct_payment", "managed"
# Who decides how the money is spent: the person or somebody close to them, or a body for them. All
# other answers (a mix, not sure) are groups of their own here, and in neither arm of
# `direct_payments`.
ARM_OF: Mapping[str, str] = {
    "direct_payment": DIRECT_PAYMENT,
    "family_or_friend": DIRECT_PAYMENT,
    "service_provider": MANAGED,
    "council": MANAGED,
    "broker": MANAGED,
}
ARM_WORDS: Mapping[str, str] = {DIRECT_PAYMENT: "Direct payment", MANAGED: "Managed budget"}
MOST_NAMES = 2


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of one question: `codes` and `labels`, and where each person stands (-1: none)."""

    question: Question
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    of_person: np.ndarray

    def code_of(self, together: int) -> str:
        """The code of the groups whose bits are set in a number, joined by "+"."""
        return "+".join(self._of(self.codes, together))

    def label_of(self, together: int) -> str:
        """Their label; of more than two groups that stand together, no list."""
        labels = self._of(self.labels, together)
        return " or ".join(labels) if len(labels) <= MOST_NAMES else "Other groups together"

    @staticmethod
    def _of(names: tuple[str, ...], together: int) -> list[str]:
        return [name for place, name in enumerate(names) if together >> place & 1]


def group_questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The background questions with one answer each and a topic of TOPICS, in its order."""
    asked = [q for q in questionnaire.with_role("background") if q.kind == "single"]
    return tuple(q for topic in TOPICS for q in asked if q.topic == topic and q.scale)


def groups_of(by_person: DataFrame, question: Question) -> Groups:
    """Which group of a question each person is in; the ways to hold a budget in two arms."""
    answers = question.scale.worst_to_best
    label_of = {answer.code: answer.label for answer in answers}
    if question.topic == HOW_HELD:
        label_of = {
            ARM_OF.get(code, code): ARM_WORDS.get(ARM_OF.get(code, code), label)
            for code, label in label_of.items()
        }
    codes = tuple(label_of)
    arm_of = ARM_OF if question.topic == HOW_HELD else {}
    place = [codes.index(arm_of.get(answer.code, answer.code)) for answer in answers]
    given = positions(by_person[question.key], question)
    return Groups(question, codes, tuple(label_of.values()), np.array([*place, -1])[given])


def is_good(answers: Series, question: Question) -> tuple[np.ndarray, np.ndarray]:
    """(whether each person's answer is a good one, whether it counts at all)."""
    place = positions(answers, question)
    good = [answer.meaning == "good" for answer in question.scale.worst_to_best]
    return np.array([*good, False])[place], place >= 0


def judged_questions(questionnaire: Questionnaire, *roles: str) -> tuple[Question, ...]:
    """The questions of these roles that have one answer each, and good ones among them."""
    return tuple(
        question
        for role in roles
        for question in questionnaire.with_role(role)
        if question.kind == "single" and question.scale and _has_sides(question)
    )


def _has_sides(question: Question) -> bool:
    return any(answer.meaning == "good" for answer in question.scale.on_scale)
