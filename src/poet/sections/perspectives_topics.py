"""Which topics audiences share, and whether their answers mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from poet.sections.audiences import AUDIENCES

if TYPE_CHECKING:
    from poet.questionnaire import Question, Questionnaire
    from poet.study import Study

# Role to the section that finds its shares.
SECTIONS: Mapping[str, str] = {
    "outcome": "outcomes",
    "process": "process",
    "involvement": "involvement",
}
SIDES = ("good", "neutral", "bad")


@dataclass(frozen=True)
class SharedTopic:
    """A topic that two audiences or more were asked about in one wave.

    `questions` is audience to its question; `others` are further questions of one audience.
    """

    wave: str
    role: str
    topic: str
    questions: Mapping[str, Question]
    others: tuple[tuple[str, Question], ...] = ()

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each two audiences that were asked, in the order of AUDIENCES."""
        return combinations([one for one in AUDIENCES if one in self.questions], 2)


def shared_topics(study: Study, wave: str) -> list[SharedTopic]:
    """The topics of a wave with judged answers from two audiences or more, in the order asked."""
    asked = {survey.audience: survey.questionnaire for survey in study.surveys_of(wave)}
    ordered = {audience: asked[audience] for audience in AUDIENCES if audience in asked}
    topics = (topic for role in SECTIONS for topic in _topics(ordered, wave, role))
    return [topic for topic in topics if len(topic.questions) > 1]


def _topics(asked: Mapping[str, Questionnaire], wave: str, role: str) -> Iterator[SharedTopic]:
    """Every topic of a role, whoever was asked about it."""
    by_topic: dict[str, list[tuple[str, Question]]] = {}
    for audience, questionnaire in asked.items():
        for question in questionnaire.with_role(role):
            if question.scale is not None and question.scale.side("good"):
                by_topic.setdefault(question.topic, []).append((audience, question))
    for topic, questions in by_topic.items():
        yield _topic(wave, role, topic, questions)


def _topic(
    wave: str, role: str, topic: str, questions: Sequence[tuple[str, Question]]
) -> SharedTopic:
    """The first question of each audience stands for it."""
    first = dict(reversed(questions))
    others = [(audience, one) for audience, one in questions if one is not first[audience]]
    in_order = {audience: first[audience] for audience, _ in questions}
    return SharedTopic(wave, role, topic, in_order, tuple(others))


def why_not_compared(one: Question, other: Question) -> str:
    """Why the shares of two questions cannot stand side by side; "" where they can.

    They can where good, neutral and bad answers are called the same: "easy" is not "easier than
    last year", and "yes" of one person is not "most people" of one who speaks of many.
    """
    for side in SIDES:
        words = [question.scale.side(side).casefold() for question in (one, other)]
        if words[0] != words[1]:
            told = " and ".join(f"“{word}”" if word else "no such answers" for word in words)
            return f"not compared: the {side} answers are {told}"
    return ""
