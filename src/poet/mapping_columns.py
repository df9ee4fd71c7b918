"""Columns that are matched with no question, and the questions that each of them may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from poet.mapping_likeness import Likeness
from poet.questionnaire import Question, Questionnaire
from poet.reading import TextColumn, TextTable, column_letter, is_blank
from poet.reading.layout import ANSWERS, PERSON_ID, Column
from poet.responses import ColumnMatch
from poet.responses.choices import Choices
from poet.responses.matched import UnmatchedColumn
from poet.responses.nearest import choices_of, nearest
from poet.responses.numbers import understand_number
from poet.responses.question_names import QuestionNames

# A heading with a sixth of its letters wrong is still this like its question; one that is about
# something else hardly ever is.
LIKE_ENOUGH = 0.3
# What texts that are answers to a question add to the likeness of the heading.
ANSWERS_COUNT = 0.3
MOST_CANDIDATES = 3
# A column of more different texts holds no answers chosen from a few.
MOST_TEXTS = 60
# Comparing more headings than these helps nobody.
MOST_COMPARED = 200


@dataclass(frozen=True)
class Candidate:
    """A question (by key) that a column may be, and why; `answer` when it is about that one."""

    key: str
    why: str
    answer: str = ""


@dataclass(frozen=True)
class OpenColumn:
    """A column (by position) that nobody has decided on, and what it may be, most likely first."""

    column: int
    candidates: tuple[Candidate, ...] = ()


def twin_columns(
    columns: Sequence[Column], questionnaire: Questionnaire, but_for: Collection[int]
) -> dict[int, str]:
    """Columns whose headings name a question that another column is too: position to key.

    The columns `but_for` (by position) are not looked at.
    """
    names = QuestionNames(questionnaire)
    found = {
        place: names.find(column).matched
        for place, column in enumerate(columns)
        if column.heading and column.role in (ANSWERS, PERSON_ID) and place not in but_for
    }
    named = {place: (one.key, one.answer) for place, one in found.items() if one}
    times = Counter(named.values())
    return {place: one[0] for place, one in named.items() if times[one] > 1}


def open_columns(
    table: TextTable, questionnaire: Questionnaire, match: ColumnMatch, twins: Mapping[int, str]
) -> tuple[OpenColumn, ...]:
    """The columns left over, in their order, each with up to three questions that it may be.

    `twins` are columns that are the same question as another (`twin_columns`).
    """
    finder = _Finder(table, questionnaire, match, twins)
    return tuple(
        OpenColumn(one.column, tuple(finder.candidates(one, compared=number < MOST_COMPARED)))
        for number, one in enumerate(match.unmatched)
    )


class _Finder:
    """Finds what a column may be, from its heading and from its texts."""

    def __init__(
        self,
        table: TextTable,
        questionnaire: Questionnaire,
        match: ColumnMatch,
        twins: Mapping[int, str],
    ) -> None:
        self._table, self._questionnaire, self._twins = table, questionnaire, twins
        self._column_of = match.column_of
        self._names = QuestionNames(questionnaire)
        self._likeness = Likeness(questionnaire)
        self._choices = {q.key: Choices(q.scale) for q in questionnaire.questions if q.scale}

    def candidates(self, one: UnmatchedColumn, *, compared: bool) -> Iterator[Candidate]:
        column = self._table.layout.columns[one.column]
        if one.column in self._twins:
            yield self._twin(one.column)
        elif one.older:
            yield Candidate(one.older, "it is an older wording")
        elif one.fits:
            keys = one.fits[:MOST_CANDIDATES]
            yield from (Candidate(key, "its name fits several questions") for key in keys)
        elif part := self._part(column):
            yield part
        elif compared:
            yield from self._likely(column, self._table.columns[one.column])

    def _twin(self, place: int) -> Candidate:
        key = self._twins[place]
        others = [column_letter(o) for o, k in self._twins.items() if k == key and o != place]
        return Candidate(key, f"its heading says so, as does that of {' and '.join(others)}")

    def _part(self, column: Column) -> Candidate | None:
        """The question that a column is one unknown answer to."""
        if not (column.part and column.wording):
            return None
        found = self._names.find(Column(column.wording)).matched
        question = self._questionnaire.question(found.key) if found else None
        if question is None or question.scale is None:
            return None
        answers = {text: a.code for a in question.scale.answers for text in choices_of([a.label])}
        near = nearest(column.part, answers)
        return Candidate(question.key, "it is one of the answers to it", near)

    def _likely(self, column: Column, texts: TextColumn) -> Iterator[Candidate]:
        """Questions that the heading is like or the texts answer, those without a column first."""
        like = self._like(column)
        answered = self._answered(texts)
        named = [key for key in like if like[key] >= LIKE_ENOUGH]
        if not named and len(answered) <= MOST_CANDIDATES:
            named = list(answered)

        def rank(key: str) -> tuple[bool, float]:
            return key in self._column_of, -like[key] - ANSWERS_COUNT * (key in answered)

        for key in sorted(named, key=rank)[:MOST_CANDIDATES]:
            yield Candidate(key, self._why(key, like[key] >= LIKE_ENOUGH, key in answered))

    def _why(self, key: str, like: bool, answered: bool) -> str:
        reasons = ["the heading is like it"] * like + ["every text is an answer to it"] * answered
        told = ", and ".join(reasons)
        if key not in self._column_of:
            return told
        return f"{told}, though column {column_letter(self._column_of[key])} is it already"

    def _like(self, column: Column) -> dict[str, float]:
        texts = dict.fromkeys(filter(None, (column.heading, column.wording, column.part)))
        scores = [self._likeness.of(text) for text in texts]
        return {key: max(one[key] for one in scores) for key in scores[0]}

    def _answered(self, texts: TextColumn) -> set[str]:
        """The questions without a column to which every text of the column is an answer."""
        filled = [text for text in texts.distinct if not is_blank(text)]
        if not filled or len(filled) > MOST_TEXTS:
            return set()
        free = (q for q in self._questionnaire.questions if q.key not in self._column_of)
        return {question.key for question in free if self._answers(question, filled)}

    def _answers(self, question: Question, texts: Sequence[str]) -> bool:
        if question.kind == "number":
            return all(understand_number(question, text).trouble is None for text in texts)
        if question.kind == "text":
            return False
        choices = self._choices[question.key]
        understand = (
            choices.understand_one if question.kind == "single" else choices.understand_several
        )
        return all(understand(text).trouble is None for text in texts)
