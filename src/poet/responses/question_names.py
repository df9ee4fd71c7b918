"""The names that questions go by, and the question that a column's heading names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from poet.questionnaire import Question, Questionnaire
from poet.reading.layout import Column
from poet.responses.choices import Choices
from poet.responses.evening_out import evened_out
from poet.responses.matched import MatchedColumn
from poet.responses.nearest import choices_of, nearest

KEY, WORDING, EASY_READ, SHORT = "key", "wording", "Easy Read wording", "short name"
EVENED_OUT = "spelling evened out"
OLDER = "older wording"
# How a column about one part of a question was found.
ANSWER, LINE = "question and answer", "line of a grid"


@dataclass(frozen=True)
class Found:
    """What a column is: its question (the position of the column is not known here), or none.

    `fits` has the keys of the questions that it fits, when there are several; `older` the key of
    the one of which it is an older wording, where such do not count.
    """

    matched: MatchedColumn | None = None
    fits: tuple[str, ...] = ()
    older: str = ""


class QuestionNames:
    """The names of questions, from the most to the least certain way of matching.

    With `older`, an older wording counts as a name.
    """

    def __init__(self, questionnaire: Questionnaire, *, older: bool = False) -> None:
        questions = questionnaire.questions
        self._questionnaire = questionnaire
        self._ways = [
            (KEY, _keys_by((q.key, q) for q in questions)),
            (WORDING, _keys_by((q.wording, q) for q in questions)),
            (EASY_READ, _keys_by((q.easy_read, q) for q in questions)),
            (SHORT, _keys_by((q.short, q) for q in questions)),
        ]
        former = _keys_by((evened_out(text), q) for q in questions for text in q.former)
        self._older = {text: keys[0] for text, keys in former.items() if len(keys) == 1}
        self._older_counts = older
        names = [(name, q) for q in questions for name in _names_of(q)]
        self._evened_out = _keys_by((evened_out(name), q) for name, q in names)
        self._choices = {text: q.key for name, q in reversed(names) for text in choices_of([name])}
        self._answers: dict[str, Choices] = {}

    def find(self, column: Column) -> Found:
        """The question of a column: by its whole heading or name, then by its wording and part."""
        found = self._found(column)
        older = "" if found.matched or found.fits else self._older_wording(column)
        if not older:
            return found
        counts = self._older_counts
        return Found(MatchedColumn(0, older, OLDER)) if counts else Found(older=older)

    def _older_wording(self, column: Column) -> str:
        """The key of the question of which the heading is an older wording; "" for none."""
        texts = (evened_out(text) for text in (column.heading, column.wording, column.part))
        return next((self._older[text] for text in texts if text in self._older), "")

    def _found(self, column: Column) -> Found:
        found = self._first(column.heading, column.name)
        if found.matched:
            return found
        if not column.part:
            return self._better(found, self._first(column.wording))
        answer = self._answer(column)
        if answer:
            return Found(answer)
        line = self._first(column.part)
        if line.matched:
            return Found(MatchedColumn(0, line.matched.key, LINE))
        return self._better(found, line)

    def nearest(self, column: Column) -> str:
        """The key of the question that is most like a column's heading; "" for none."""
        return nearest(column.wording or column.heading, self._choices)

    def _better(self, first: Found, second: Found) -> Found:
        return second if second.matched or not first.fits else first

    def _first(self, *texts: str) -> Found:
        """What the first of these texts that names one question says."""
        fits: tuple[str, ...] = ()
        for text in filter(None, texts):
            keys, how = self._keys(text)
            if len(keys) == 1:
                return Found(MatchedColumn(0, keys[0], how))
            fits = fits or keys
        return Found(fits=fits)

    def _keys(self, text: str) -> tuple[tuple[str, ...], str]:
        """The keys that a text fits, and how: one, none, or the several of the last way."""
        several: tuple[str, ...] = ()
        ways = [(how, keys_by.get(text, ())) for how, keys_by in self._ways]
        for how, keys in [*ways, (EVENED_OUT, self._evened_out.get(evened_out(text), ()))]:
            if len(keys) == 1:
                return keys, how
            several = keys or several
        return several, ""

    def _answer(self, column: Column) -> MatchedColumn | None:
        """The question and the answer of a column that is about one answer alone."""
        found = self._first(column.wording).matched
        question = self._questionnaire.question(found.key) if found else None
        if question is None or question.scale is None:
            return None
        if question.key not in self._answers:
            self._answers[question.key] = Choices(question.scale)
        choices = self._answers[question.key]
        code = choices.understand_one(column.part).value
        free = False
        if code is None:
            code, free = choices.other(column.part), True
        return MatchedColumn(0, question.key, ANSWER, str(code), free) if code else None


def _names_of(question: Question) -> tuple[str, ...]:
    return (question.key, question.wording, question.easy_read, question.short)


def _keys_by(named: Iterable[tuple[str, Question]]) -> dict[str, tuple[str, ...]]:
    """Name to the keys of the questions that have it."""
    keys: dict[str, dict[str, None]] = {}
    for name, question in named:
        keys.setdefault(name, {})[question.key] = None
    return {name: tuple(found) for name, found in keys.items() if name}
