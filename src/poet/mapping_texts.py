"""Texts in the columns of questions that are no answer yet, and the answers they may mean.

A text that few people gave may be somebody's own words, so it is only told when it is nothing but
an answer misspelt, a small number, or a label that the file itself defines.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from poet.questionnaire import Question, Questionnaire, Scale
from poet.reading import TextColumn, TextTable, is_blank
from poet.reading.layout import Column
from poet.responses import ColumnMatch, evened_out
from poet.responses.choices import UNKNOWN, Choices
from poet.responses.matched import MatchedColumn
from poet.responses.nearest import choices_of, nearest
from poet.responses.ticks import check_ticks

# A text that so many rows of one column have is nobody's own.
LEAST_ROWS = 10
LONGEST_TEXT = 80
LIKE_A_WORD = 0.7
# Numbers for answers, and those that survey tools give to "no answer"; no number of a person.
NUMBER = re.compile(r"-?\d{1,4}(\.0)?", re.ASCII)
LARGEST_CODE = 12
# A column of more different texts is another question altogether.
MOST_TEXTS = 500
WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class OpenText:
    """A text that is not understood; `perhaps` has the codes it may mean, most likely first."""

    text: str
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenTexts:
    """The texts to look at in all columns (by position) of one scale, or in one of numbers.

    Numbers are looked at column by column: in one 1 may be the best answer, in another the worst.
    """

    scale: Scale
    columns: tuple[int, ...]
    texts: tuple[OpenText, ...]
    numbers: bool = False


@dataclass(frozen=True)
class TextsOfFile:
    """The texts of choice questions in a file.

    `understood` gives, by scale, the code of each text that is understood as one answer. `few`
    counts the different texts that are not told, as few people gave them. `no_ticks` has the
    columns (by position) that are about one answer alone and hold other texts than ticks.
    """

    to_look_at: tuple[OpenTexts, ...]
    understood: Mapping[str, Mapping[str, str]]
    few: int
    no_ticks: tuple[int, ...] = ()


@dataclass(frozen=True)
class _ColumnTexts:
    place: int
    scale: Scale
    numbers: tuple[str, ...]
    unknown: tuple[OpenText, ...]
    understood: Mapping[str, str]
    few: frozenset[str]


def texts_of_file(
    table: TextTable, questionnaire: Questionnaire, match: ColumnMatch
) -> TextsOfFile:
    """What the texts in the columns of choice questions mean, and which are to be looked at."""
    specified = {one.key for one in match.matched if one.free}
    columns = [
        _column_texts(one, question, table, specified=one.key in specified)
        for one in match.matched
        if (question := questionnaire.question(one.key)).scale and not one.answer
    ]
    understood: dict[str, dict[str, str]] = {}
    for column in columns:
        understood.setdefault(column.scale.id, {}).update(column.understood)
    numbers = [_numbers(column) for column in columns if column.numbers]
    return TextsOfFile(
        to_look_at=(*_by_scale(columns), *numbers),
        understood=understood,
        few=len(frozenset().union(*(column.few for column in columns))),
        no_ticks=tuple(_no_ticks(table, questionnaire, match)),
    )


def _no_ticks(table: TextTable, questionnaire: Questionnaire, match: ColumnMatch) -> Iterator[int]:
    for key, columns in match.columns_of.items():
        if not any(one.answer for one in columns):
            continue
        pairs = [(one, table.columns[one.column]) for one in columns]
        troubles = check_ticks(questionnaire.question(key), pairs).troubles
        for one, troubled in zip(columns, troubles, strict=True):
            rules = {troubled.troubles[which].rule for which in troubled.which}
            if one.answer and not one.free and UNKNOWN in rules:
                yield one.column


def _by_scale(columns: Iterable[_ColumnTexts]) -> Iterator[OpenTexts]:
    together: dict[str, list[_ColumnTexts]] = {}
    for column in columns:
        if column.unknown:
            together.setdefault(column.scale.id, []).append(column)
    for same in together.values():
        texts = {one.text: one for column in same for one in column.unknown}
        places = tuple(column.place for column in same)
        yield OpenTexts(same[0].scale, places, tuple(texts.values()))


def _numbers(column: _ColumnTexts) -> OpenTexts:
    numbers = sorted(column.numbers, key=_whole)
    start = min([1, *(number for number in map(_whole, numbers) if number >= 0)])
    texts = tuple(OpenText(one, _perhaps(_whole(one) - start, column.scale)) for one in numbers)
    return OpenTexts(column.scale, (column.place,), texts, numbers=True)


def _whole(number: str) -> int:
    return int(float(number))


def _perhaps(place: int, scale: Scale) -> tuple[str, ...]:
    """The codes of the answer at this place as printed, and as printed the other way round."""
    on_scale = [answer.code for answer in scale.on_scale]
    others = [answer.code for answer in scale.answers if not answer.counts]
    printed = [*on_scale, *others][place : place + 1] if place >= 0 else []
    turned = [*on_scale[::-1], *others][place : place + 1] if place >= 0 and scale.ordered else []
    return tuple(dict.fromkeys([*printed, *turned]))


def _column_texts(
    one: MatchedColumn, question: Question, table: TextTable, *, specified: bool
) -> _ColumnTexts:
    """`specified` says that "other" has a column of its own."""
    texts = table.columns[one.column]
    scale = _scale(question)
    choices = Choices(scale, one.answers, specified=specified)
    unknown, understood = _sorted_out(question.kind, choices, texts)
    told, few = _told(unknown, scale, table.layout.columns[one.column])
    few |= frozenset(texts.distinct[MOST_TEXTS:])
    numbers = tuple(text for text in told if NUMBER.fullmatch(text))
    perhaps = _Perhaps(scale, table.layout.columns[one.column])
    words = tuple(OpenText(text, perhaps.codes(text)) for text in told if text not in numbers)
    return _ColumnTexts(one.column, scale, numbers, words, understood, few)


def _scale(question: Question) -> Scale:
    if question.scale is None:
        raise ValueError(f"question {question.key} is {question.kind} and has no scale")
    return question.scale


def _sorted_out(
    kind: str, choices: Choices, texts: TextColumn
) -> tuple[dict[str, int], dict[str, str]]:
    """Texts not understood to the rows that have them, and texts understood to their codes."""
    single = kind == "single"
    unknown: dict[str, int] = {}
    understood: dict[str, str] = {}
    pairs = list(zip(texts.distinct, texts.counts().tolist(), strict=True))[:MOST_TEXTS]
    for text, rows in pairs:
        meant = choices.understand_one(text) if single else choices.understand_several(text)
        if meant.trouble and meant.trouble.rule == UNKNOWN and not is_blank(text):
            # Of several answers in one cell, it is the one that is not understood.
            found = meant.trouble.found
            unknown[found] = unknown.get(found, 0) + rows
        elif code := _only_code(meant.value):
            understood[text] = code
    return unknown, understood


def _only_code(value: object) -> str:
    """The code that a cell means when it means one answer alone."""
    if isinstance(value, frozenset):
        return next(iter(value)) if len(value) == 1 else ""
    return value if isinstance(value, str) else ""


def _told(
    unknown: Mapping[str, int], scale: Scale, column: Column
) -> tuple[list[str], frozenset[str]]:
    """The texts that may be told, and those that may not."""
    words = {word for a in scale.answers for word in _words(f"{a.label} {a.easy_read} {a.code}")}
    told = [
        text
        for text, rows in unknown.items()
        if _can_be_told(text)
        and (text in column.values or rows >= LEAST_ROWS or _says_nothing_more(text, words))
    ]
    return told, frozenset(unknown).difference(told)


def _can_be_told(text: str) -> bool:
    return len(text) <= LONGEST_TEXT and text.isprintable()


def _says_nothing_more(text: str, words: set[str]) -> bool:
    """Whether a text is nothing but an answer misspelt, or a small number."""
    if NUMBER.fullmatch(text):
        return 0 <= _whole(text) <= LARGEST_CODE
    return all(difflib.get_close_matches(word, words, 1, LIKE_A_WORD) for word in _words(text))


def _words(text: str) -> Sequence[str]:
    return WORDS.findall(evened_out(text.replace("_", " ")))


class _Perhaps:
    """What a text in one column may mean."""

    def __init__(self, scale: Scale, column: Column) -> None:
        self._codes = {answer.code for answer in scale.answers}
        self._values = column.values
        named = [(text, a.code) for a in reversed(scale.answers) for text in (a.easy_read, a.label)]
        self._labels = {plain: code for text, code in named for plain in choices_of([text])}

    def codes(self, text: str) -> tuple[str, ...]:
        """The code that is the value behind the text in the file, or that of the nearest label."""
        value = self._values.get(text, "")
        near = nearest(text, self._labels)
        found = [value] if value in self._codes else []
        return tuple(dict.fromkeys(filter(None, [*found, near])))
