"""What one cell of a population file says: an audience, a question, a group, a number of people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from poet.population import EVERYONE
from poet.questionnaire import Question, Questionnaire
from poet.reading import shown
from poet.responses import evened_out
from poet.responses.choices import Choices
from poet.responses.named_columns import NOT_IN_THE_STUDY
from poet.responses.nearest import nearest
from poet.responses.problem_table import Trouble
from poet.responses.understood import BLANK, Understood

NO_SUCH_GROUP = "no group of people"
NO_NUMBER = "no number of people"
# What stands in the place of a code for people of whom it is not known which group they are in.
NOT_A_GROUP = " "

WHOLE = re.compile(r"\d{1,12}(\.0*)?|\d{1,3}([, ]\d{3}){1,3}", re.ASCII)
SIGNED = re.compile(r"[-\u2212]\s*[\d.,]+")
DECIMAL = re.compile(r"\d*\.\d+", re.ASCII)
# How published tables write what they do not tell: [c], [x], c, *, .., -, :, n/a.
MARKER = re.compile(
    r"\[\w{1,4}\]|[a-z]|n\.?[ak]\.?|n/a|low|[-*:.\u2013\u2014\u2026]{1,3}", re.IGNORECASE
)


@dataclass(frozen=True)
class Asked:
    """Who was asked what: what the texts of a population file can mean.

    `authorities` gives the names of each code, `waves` the ids in order of time, and
    `questionnaires` what each audience was asked in each wave.
    """

    authorities: Mapping[str, tuple[str, ...]]
    waves: tuple[str, ...]
    questionnaires: Mapping[tuple[str, str], Questionnaire]

    def audience(self, text: str) -> Understood:
        """The audience that a text names."""
        known = list(dict.fromkeys(audience for audience, _ in self.questionnaires))
        return _one_of(evened_out(text).replace(" ", "_"), text, known, "audience")

    def wave(self, text: str) -> Understood:
        """The wave that a text names; the latest when it is blank."""
        return _one_of(text, text, self.waves, "wave") if text else Understood(self.waves[-1])

    def question(self, survey: tuple[str, str], text: str) -> Understood:
        """The key of the background question that a text names, or "everyone"."""
        audience, wave = survey
        if survey not in self.questionnaires:
            sentence = f'Nobody of the audience {audience} was asked in wave "{wave}".'
            return Understood(trouble=Trouble(text, NOT_IN_THE_STUDY, sentence))
        return self._questions[survey].understand(text)

    def answer(self, survey: tuple[str, str], question: str, text: str) -> Understood:
        """The code of the group that a text names; "" for everyone."""
        if question == EVERYONE:
            return Understood("")
        return _group(self._choices[survey, question], self._asked(survey, question), text)

    def _asked(self, survey: tuple[str, str], question: str) -> Question:
        return self.questionnaires[survey].question(question)

    @cached_property
    def _questions(self) -> Mapping[tuple[str, str], Questions]:
        return {survey: Questions(one) for survey, one in self.questionnaires.items()}

    @cached_property
    def _choices(self) -> Mapping[tuple[tuple[str, str], str], Choices]:
        return {
            (survey, question.key): Choices(question.scale)
            for survey, questionnaire in self.questionnaires.items()
            for question in grouping(questionnaire)
        }


class Questions:
    """The questions that groups can be of, found by key, short name or wording."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._key = {EVERYONE: EVERYONE}
        for question in grouping(questionnaire):
            for text in (question.wording, question.short, question.key):
                self._key[evened_out(text)] = question.key
        self._keys = tuple(dict.fromkeys(self._key.values()))

    def understand(self, text: str) -> Understood:
        """The key that a text means."""
        key = self._key.get(evened_out(text))
        if key or not text:
            return Understood(key, None if key else _blank("question"))
        sentence = (
            f'"{shown(text)}" is no background question with one answer to choose. '
            f"Known are: {', '.join(self._keys)}."
        )
        return Understood(
            trouble=Trouble(text, NOT_IN_THE_STUDY, sentence, nearest(text, self._key))
        )


def grouping(questionnaire: Questionnaire) -> list[Question]:
    """The questions that put each person into one group."""
    asked = questionnaire.with_role("background")
    return [question for question in asked if question.kind == "single" and question.scale]


def _group(choices: Choices, question: Question, text: str) -> Understood:
    if not text:
        sentence = f"It is not said which answer to {question.key} these people would give."
        return Understood(trouble=Trouble(text, NO_SUCH_GROUP, sentence))
    found = choices.understand_one(text)
    if found.value and not question.scale.answer(str(found.value)).counts:
        sentence = f'"{shown(text)}" is no group of the population, so the row is not used.'
        return Understood(NOT_A_GROUP, Trouble(text, NO_SUCH_GROUP, sentence))
    return found


def number_of_people(text: str) -> Understood:
    """A count of people: figures alone, with or without signs between thousands.

    >>> [number_of_people(text).value for text in ("1,250", "1250.0", "12 500", "-3", "[c]")]
    [1250.0, 1250.0, 12500.0, None, None]
    """
    if not text:
        return BLANK
    if WHOLE.fullmatch(text):
        return Understood(float(text.replace(",", "").replace(" ", "")))
    return Understood(trouble=Trouble(text, NO_NUMBER, f'"{shown(text)}" {_why_no_number(text)}'))


def _why_no_number(text: str) -> str:
    if SIGNED.fullmatch(text):
        return "is below 0, which no number of people can be."
    if DECIMAL.fullmatch(text):
        return "is no whole number of people."
    if MARKER.fullmatch(text):
        return "stands in the place of a number that was not published."
    return "is not a number of people: write figures alone."


def _one_of(meant: str, text: str, known: list[str] | tuple[str, ...], what: str) -> Understood:
    if meant in known:
        return Understood(meant)
    if not text:
        return Understood(trouble=_blank(what))
    names = ", ".join(filter(None, known))
    others = f"Known are: {names}." if names else "It has one only: leave this empty."
    sentence = f'"{shown(text)}" is no {what} of this study. {others}'
    return Understood(trouble=Trouble(text, NOT_IN_THE_STUDY, sentence))


def _blank(what: str) -> Trouble:
    return Trouble("", NOT_IN_THE_STUDY, f"The {what} is missing in this row.")
