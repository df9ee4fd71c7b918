"""The answers to one question, each distinct text of its column understood once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.questionnaire import Question, Scale
from poet.reading import TextColumn, is_blank, shown
from poet.responses.choices import Choices
from poet.responses.matched import MatchedColumn
from poet.responses.numbers import understand_number
from poet.responses.problem_table import Trouble
from poet.responses.understood import BLANK, Understood


@dataclass(frozen=True)
class TakenAs:
    """A text that was not written as asked and was understood all the same, in so many cells."""

    found: str
    answer: str
    cells: int


@dataclass(frozen=True, eq=False)
class ColumnTroubles:
    """The cells of a column (by position) that are not understood.

    `rows` has the place of each cell's row, `which` the position in `troubles` of what is wrong.
    """

    column: int
    troubles: tuple[Trouble, ...]
    rows: np.ndarray
    which: np.ndarray


@dataclass(frozen=True, eq=False)
class CheckedQuestion:
    """The checked answers to one question, one row per row of its columns.

    `columns` has one array for `by_person`, or one for each answer of a multiple question;
    `troubles` has an entry for each column.
    """

    columns: dict[str, pd.Series]
    troubles: tuple[ColumnTroubles, ...]
    taken_as: tuple[TakenAs, ...]

    @property
    def usable(self) -> np.ndarray:
        """One boolean per row: whether it gave something. It is made anew each time."""
        return np.logical_or.reduce([column.notna() for column in self.columns.values()])


def check_column(
    question: Question, texts: TextColumn, match: MatchedColumn | None = None
) -> CheckedQuestion:
    """The answers that a column of text gives to a question.

    Codes, labels and Easy Read labels are understood exactly or evened out, and so is what the
    match says of this column; numbers in plain figures, several answers with ";" or "|" between
    them. Anything else is a trouble of its cell, which is then missing.
    """
    if question.kind == "text":
        return _own_words(question, texts, match)
    understand = _way_to_understand(question, match.answers if match else {})
    understood = [BLANK if is_blank(text) else understand(text) for text in texts.distinct]
    values = [one.value for one in understood]
    return CheckedQuestion(
        columns=dict(_columns(question, values, texts.code)),
        troubles=(column_troubles(match.column if match else 0, texts, understood),),
        taken_as=tuple(taken_as(texts, understood)),
    )


def _own_words(
    question: Question, texts: TextColumn, match: MatchedColumn | None
) -> CheckedQuestion:
    """Every text as it is: of a million of them nothing more is made than is kept."""
    values = [None if is_blank(text) else text.strip() for text in texts.distinct]
    columns = dict(_columns(question, values, texts.code))
    return CheckedQuestion(columns, (_no_troubles(match),), ())


def _no_troubles(match: MatchedColumn | None) -> ColumnTroubles:
    none = np.array([], dtype=np.int64)
    return ColumnTroubles(match.column if match else 0, (), none, none)


def column_troubles(
    column: int, texts: TextColumn, understood: Sequence[Understood]
) -> ColumnTroubles:
    """The cells of a column that were not understood; `understood` has one entry per text."""
    troubled = np.array([one.trouble is not None for one in understood], dtype=bool)
    rows = np.flatnonzero(troubled[texts.code]) if troubled.any() else np.array([], np.int64)
    return ColumnTroubles(
        column=column,
        troubles=tuple(one.trouble for one in understood if one.trouble),
        rows=rows,
        which=(np.cumsum(troubled) - 1)[texts.code[rows]],
    )


def unasked_column(question: Question, rows: int) -> dict[str, pd.Series]:
    """The columns of a question without a column in the file: missing in every row."""
    return dict(_columns(question, [None], np.zeros(rows, dtype=np.int64)))


def _way_to_understand(
    question: Question, answers: Mapping[str, str]
) -> Callable[[str], Understood]:
    if question.kind == "number":
        return lambda text: understand_number(question, text)
    choices = Choices(_scale(question), answers)
    return choices.understand_one if question.kind == "single" else choices.understand_several


def _scale(question: Question) -> Scale:
    if question.scale is None:
        raise ValueError(f"question {question.key} is {question.kind} and has no scale")
    return question.scale


def taken_as(texts: TextColumn, understood: Sequence[Understood]) -> Iterator[TakenAs]:
    """The texts of a column that were not written as asked and were understood all the same."""
    for text, one, cells in zip(texts.distinct, understood, texts.counts(), strict=True):
        if one.taken_as:
            yield TakenAs(shown(text), one.taken_as, int(cells))


def _columns(
    question: Question, values: Sequence[object], code: np.ndarray
) -> Iterator[tuple[str, pd.Series]]:
    """Column name and answers: `values` has one entry per distinct text, `code` one per row."""
    if question.kind == "single":
        yield question.key, categorical_of(_scale(question), values, code)
    elif question.kind == "multiple":
        yield from _ticks(question, values, code)
    elif question.kind == "number":
        numbers = [np.nan if value is None else value for value in values]
        yield question.key, pd.Series(np.array(numbers, dtype=np.float64)[code])
    else:
        texts = np.array([*values, None], dtype=object)[:-1]
        yield question.key, pd.Series(texts[code], dtype=object)


def categorical_of(scale: Scale, values: Sequence[object], code: np.ndarray) -> pd.Series:
    """One answer per row, the worst first; those that do not count come last.

    `values` has one code or None per distinct text, `code` the place of a row's text among them.
    """
    not_answers = [answer.code for answer in scale.answers if not answer.counts]
    categories = [*(answer.code for answer in scale.worst_to_best), *not_answers]
    place = {None: -1} | {category: number for number, category in enumerate(categories)}
    positions = np.array([place[value] for value in values], dtype=np.min_scalar_type(-len(place)))
    return pd.Series(pd.Categorical.from_codes(positions[code], categories=categories))


def _ticks(
    question: Question, values: Sequence[object], code: np.ndarray
) -> Iterator[tuple[str, pd.Series]]:
    blank = np.array([value is None for value in values], dtype=bool)[code]
    for answer in _scale(question).answers:
        ticked = [value is not None and answer.code in value for value in values]
        cells = np.array(ticked, dtype=bool)[code]
        yield f"{question.key}.{answer.code}", pd.Series(pd.arrays.BooleanArray(cells, blank))
