"""Questions of several columns: one for each answer, or one for all and one for "other"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from poet.questionnaire import Question, Scale
from poet.reading import TextColumn, is_blank, shown
from poet.responses.answers import (
    CheckedQuestion,
    ColumnTroubles,
    TakenAs,
    categorical_of,
    column_troubles,
    taken_as,
)
from poet.responses.choices import NUMBERS, SEVERAL, UNKNOWN, Choices, is_number
from poet.responses.evening_out import evened_out
from poet.responses.matched import MatchedColumn
from poet.responses.problem_table import Trouble
from poet.responses.understood import BLANK, Understood

TICK = frozenset(
    (
        *("yes", "y", "true", "1", "1.0", "x", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}"),
        *("tick", "ticked", "checked", "selected", "chosen", "quoted", "mentioned"),
    )
)
NO_TICK = frozenset(
    (
        *("no", "n", "false", "0", "0.0", "unticked", "unchecked", "unselected", "not ticked"),
        *("not checked", "not selected", "not chosen", "not quoted", "not mentioned"),
    )
)
# That the question was not put, as LimeSurvey writes it: it says no more than a blank.
NOT_ASKED = frozenset(("n/a", "na", "not applicable"))
LONGEST_MARK = 20
# In a column for any text, a number as short as this is a code for something nobody told us.
LONGEST_CODE = 2
NO = Understood(frozenset())
LEFT_OUT = "so the answers to this question are left out of the row"


@dataclass(frozen=True, eq=False)
class ReadColumn:
    """A column of a question, and what each of its distinct texts says.

    The value is the set of codes that are given: the empty set for a word that says no, None for
    a text that says nothing.
    """

    match: MatchedColumn
    texts: TextColumn
    understood: Sequence[Understood]

    @property
    def known(self) -> np.ndarray:
        """One boolean per row: whether its text says which answers are given."""
        return self._rows(one.value is not None for one in self.understood)

    @property
    def troubled(self) -> np.ndarray:
        """One boolean per row: whether its text is not understood."""
        return self._rows(one.trouble is not None for one in self.understood)

    def given(self, code: str) -> np.ndarray:
        """One boolean per row: whether its text gives this answer."""
        return self._rows(code in one.value if one.value else False for one in self.understood)

    def places(self, codes: Sequence[str]) -> np.ndarray:
        """One number per row: the place among `codes`, from 1 on, of the one answer; 0 for none."""
        place = {code: number for number, code in enumerate(codes, start=1)}
        of_texts = (place[min(one.value)] if one.value else 0 for one in self.understood)
        return np.fromiter(of_texts, dtype=np.int16)[self.texts.code]

    def _rows(self, of_texts: Iterable[bool]) -> np.ndarray:
        return np.fromiter(of_texts, dtype=bool)[self.texts.code]


def check_ticks(
    question: Question, columns: Sequence[tuple[MatchedColumn, TextColumn]]
) -> CheckedQuestion:
    """The answers to a question of several columns, all of the same rows.

    A column about one answer holds ticks: the answer itself, or a word such as "Yes", "1" or "x";
    a blank, "No", "0" and the like are none, and anything else is a trouble. In a column that is
    `free`, any other text is a tick. A column about no answer alone holds answers as the column of
    a question of one column does.

    Of a multiple question, a row is known that has a tick or a word for none: what is not ticked
    is False. It is missing in all other rows, and so is an answer that has no column in every row:
    a False would say that it was offered and nobody took it. Of a single question, a row must
    give one answer. A trouble in one column leaves the question out of its row.
    """
    if question.scale is None:
        raise ValueError(f"question {question.key} is {question.kind} and has no scale")
    read = list(_read(question, question.scale, columns))
    if question.kind == "multiple":
        return _several_answers(question.key, question.scale, read)
    return _one_answer(question.key, question.scale, read)


def _read(
    question: Question, scale: Scale, columns: Sequence[tuple[MatchedColumn, TextColumn]]
) -> Iterator[ReadColumn]:
    specified = any(match.free for match, _ in columns)
    choices = [Choices(scale, match.answers, specified=specified) for match, _ in columns]
    pairs = list(zip(columns, choices, strict=True))
    by_word = any(_marked_by_word(match, texts, one) for (match, texts), one in pairs)
    for (match, texts), one in pairs:
        understand = _way_to_understand(question, match, one, by_word=by_word)
        understood = [BLANK if is_blank(text) else understand(text) for text in texts.distinct]
        yield ReadColumn(match, texts, understood)


def _way_to_understand(
    question: Question, match: MatchedColumn, choices: Choices, *, by_word: bool
) -> Callable[[str], Understood]:
    if match.free:
        return lambda text: _tick_in_words(match, choices, text)
    if match.answer:
        return lambda text: _tick(match, choices, text, by_word=by_word)
    if question.kind == "multiple":
        return choices.understand_several
    return lambda text: _as_set(choices.understand_one(text))


def _as_set(one: Understood) -> Understood:
    return one if one.value is None else replace(one, value=frozenset([one.value]))


def _marked_by_word(match: MatchedColumn, texts: TextColumn, choices: Choices) -> bool:
    """Whether a column holds "Yes", "No" and the like that are not the answer it is about.

    Then these words say ticked or not in all columns of the question, also where an answer is "No".
    """
    if not match.answer or match.free:
        return False
    marks = (text for text in texts.distinct if _mark(text) in TICK | NO_TICK)
    return any(choices.code(text) != match.answer for text in marks)


def _mark(text: str) -> str:
    return evened_out(text) if len(text) <= LONGEST_MARK else text


def _tick(match: MatchedColumn, choices: Choices, text: str, *, by_word: bool) -> Understood:
    """What a text says in a column about one answer."""
    code, mark = choices.code(text), _mark(text)
    ticked = Understood(frozenset([match.answer]))
    if code == match.answer and not (by_word and mark in NO_TICK):
        return ticked
    if code == "" or mark in NOT_ASKED:
        return BLANK
    if mark in NO_TICK:
        return NO
    return ticked if mark in TICK else Understood(trouble=_no_tick(text, choices))


def _tick_in_words(match: MatchedColumn, choices: Choices, text: str) -> Understood:
    """What a text says in a column about one answer that takes any words for a tick."""
    mark = _mark(text)
    mapped = choices.code(text) if match.answers else None
    if mark in NOT_ASKED or mapped == "":
        return BLANK
    if mapped == match.answer:
        return Understood(frozenset([match.answer]))
    if mark in NO_TICK:
        return NO
    if mark not in TICK and is_number(mark) and len(mark) <= LONGEST_CODE:
        return Understood(trouble=_no_tick(text, choices))
    return Understood(frozenset([match.answer]))


def _no_tick(text: str, choices: Choices) -> Trouble:
    sentence = f'"{shown(text)}" is neither a tick nor none, {LEFT_OUT}'
    sentence += f": {NUMBERS}." if is_number(text) else "."
    return Trouble(text, UNKNOWN, sentence, choices.nearest_to(text))


def _several_answers(key: str, scale: Scale, read: Sequence[ReadColumn]) -> CheckedQuestion:
    usable = np.logical_or.reduce([column.known for column in read])
    usable &= ~np.logical_or.reduce([column.troubled for column in read])
    return CheckedQuestion(
        columns={
            f"{key}.{answer.code}": _ticks(answer.code, read, usable) for answer in scale.answers
        },
        troubles=tuple(_troubles(column) for column in read),
        taken_as=tuple(_taken_as(read)),
    )


def _ticks(code: str, read: Sequence[ReadColumn], usable: np.ndarray) -> pd.Series:
    """One boolean per row: whether the answer is given; missing where it could not be."""
    given = np.zeros(len(usable), dtype=bool)
    missing = np.ones(len(usable), dtype=bool)
    for column in read:
        if column.match.answer in ("", code):
            missing = ~usable
            given |= column.given(code)
    return pd.Series(pd.arrays.BooleanArray(given, missing))


def _one_answer(key: str, scale: Scale, read: Sequence[ReadColumn]) -> CheckedQuestion:
    codes = [answer.code for answer in scale.answers]
    answer = np.zeros(len(read[0].texts.code), dtype=np.int16)
    unusable = np.zeros(len(answer), dtype=bool)
    troubles = []
    for column in read:
        here = column.places(codes)
        another = (here > 0) & (answer > 0) & (here != answer)
        unusable |= another | column.troubled
        troubles.append(_with_another(_troubles(column), scale, here, another))
        answer = np.where(answer > 0, answer, here)
    answer[unusable] = 0
    return CheckedQuestion(
        columns={key: categorical_of(scale, [None, *codes], answer)},
        troubles=tuple(troubles),
        taken_as=tuple(_taken_as(read)),
    )


def _with_another(
    troubles: ColumnTroubles, scale: Scale, here: np.ndarray, another: np.ndarray
) -> ColumnTroubles:
    """The troubles of a column, with its cells that give another answer than an earlier column.

    `here` has the number of each row's answer, from 1 on. The texts of these cells may be people's
    own words, so they are not told.
    """
    rows = np.flatnonzero(another)
    places, which = np.unique(here[rows], return_inverse=True)
    labels = [scale.answers[place - 1].label for place in places]
    told = "is given as well as another answer, where one can be given."
    more = tuple(Trouble(label, SEVERAL, f'"{shown(label)}" {told}') for label in labels)
    return replace(
        troubles,
        troubles=troubles.troubles + more,
        rows=np.concatenate([troubles.rows, rows]),
        which=np.concatenate([troubles.which, which + len(troubles.troubles)]),
    )


def _troubles(column: ReadColumn) -> ColumnTroubles:
    return column_troubles(column.match.column, column.texts, column.understood)


def _taken_as(read: Sequence[ReadColumn]) -> Iterator[TakenAs]:
    for column in read:
        yield from taken_as(column.texts, column.understood)
