"""What is asked: a questionnaire, its questions and scales, as frozen dataclasses.

`poet.definition` reads these from TOML and checks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

ROLES = ("outcome", "process", "involvement", "background", "comment", "admin")
KINDS = ("single", "multiple", "number", "text")
MEANINGS = ("good", "neutral", "bad", "not_an_answer")
EDITIONS = ("standard", "easy_read")


@dataclass(frozen=True)
class Answer:
    """One answer a person can give. `meaning` is one of MEANINGS, or "" (a plain group)."""

    code: str
    label: str
    easy_read: str
    meaning: str = ""

    @property
    def counts(self) -> bool:
        """Whether it says something on the scale ("does not apply" does not)."""
        return self.meaning != "not_an_answer"


@dataclass(frozen=True)
class Scale:
    """The answers to choose from, in the order they are printed.

    `best` is "first" or "last" for an ordered scale and "" for one without an order. `sides` says
    in a word or two what the good, the neutral and the bad answers have in common ("better").
    """

    id: str
    answers: tuple[Answer, ...]
    best: str = ""
    sides: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def ordered(self) -> bool:
        """Whether the answers go from worse to better."""
        return bool(self.best)

    @cached_property
    def on_scale(self) -> tuple[Answer, ...]:
        """The answers that count, in printed order."""
        return tuple(answer for answer in self.answers if answer.counts)

    @cached_property
    def worst_to_best(self) -> tuple[Answer, ...]:
        """The answers that count, the worst first; in printed order when the scale has none."""
        return self.on_scale[::-1] if self.best == "first" else self.on_scale

    def side(self, meaning: str) -> str:
        """The words for all good, neutral or bad answers together; their labels when not given."""
        labels = (a.label.casefold() for a in self.answers if a.meaning == meaning)
        return self.sides.get(meaning) or " or ".join(labels)

    def answer(self, code: str) -> Answer:
        """The answer with this code. Raises KeyError when there is none."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, Answer]:
        return {answer.code: answer for answer in self.answers}


@dataclass(frozen=True)
class Question:
    """One question. `short` is its name in charts and tables; `adjust` marks a background
    question that the models allow for; `lowest` and `highest` bound a number. `former` has the
    wordings of earlier versions, which tell that a file is older. `comparable_with` names questions
    of earlier questionnaires whose answers mean the same: "questionnaire_id.question_key".
    """

    key: str
    topic: str
    role: str
    kind: str
    wording: str
    easy_read: str
    short: str
    scale: Scale | None = None
    lowest: float | None = None
    highest: float | None = None
    adjust: bool = False
    former: tuple[str, ...] = ()
    comparable_with: tuple[str, ...] = ()

    def words(self, edition: str = "standard") -> str:
        """The question as it is put in this edition (one of EDITIONS)."""
        return self.easy_read if edition == "easy_read" else self.wording


@dataclass(frozen=True)
class Score:
    """What the answers of one role measure together, in words that finish "people who ...".

    `high` and `low` name the two ends ("found the process easy", "found the process difficult").
    """

    role: str
    title: str
    high: str
    low: str


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire as asked. `people` finishes a sentence: "people who hold a personal budget".

    `sha256` is that of the file it was read from.
    """

    id: str
    version: str
    audience: str
    title: str
    people: str
    language: str
    questions: tuple[Question, ...]
    scores: tuple[Score, ...] = ()
    about: str = ""
    sha256: str = field(default="", compare=False)

    def with_role(self, role: str) -> tuple[Question, ...]:
        """The questions of one role (of ROLES), in the order asked."""
        return tuple(question for question in self.questions if question.role == role)

    def question(self, key: str) -> Question:
        """The question with this key. Raises KeyError when there is none."""
        return self._by_key[key]

    def score(self, role: str) -> Score | None:
        """The score made of the answers of this role, if the questionnaire names one."""
        return next((score for score in self.scores if score.role == role), None)

    def admin(self, topic: str) -> Question | None:
        """The column that holds `person_id`, `authority` or `linked_id`, if there is one."""
        return next((q for q in self.with_role("admin") if q.topic == topic), None)

    @cached_property
    def _by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.questions}
