"""The texts of answers, alone and several in one cell: which answers a text can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from poet.questionnaire import Answer, Scale
from poet.reading import is_blank
from poet.responses.choices_other import asks_to_specify
from poet.responses.evening_out import evened_out

BETWEEN_ANSWERS = re.compile(r"([;|,\r\n])")
LINE_ENDS = re.compile(r"[\r\n]+")
# A longer text is no list of answers, and would take long to take apart.
LONGEST_LIST = 10_000
# Beyond this many ways to read a text it does not matter how many there are.
MOST_WAYS = 8

Ways = dict[frozenset[str], bool]
"""Each set of codes that a text can stand for, and whether it is written exactly as asked."""

Pieces = tuple[str, ...]
"""A text taken apart at its separators: evened-out pieces, with a separator between each two."""

Key = TypeVar("Key", str, Pieces)


@dataclass(frozen=True)
class Step:
    """From a piece of a text to the piece number `to`, and the codes of what lies between."""

    to: int
    codes: frozenset[str]
    exactly: bool


class AnswerTexts:
    """The texts that stand for the answers of a scale: codes, labels and Easy Read labels.

    `also` gives the code for further texts, "" for no answer. `other` is the code, if there is one,
    that texts such as "Other (please specify)" stand for.
    """

    def __init__(self, scale: Scale, also: Mapping[str, str], other: str = "") -> None:
        answers = scale.answers
        texts = [(text, answer.code) for answer in answers for text in texts_of(answer)]
        self._other = other
        # A text may be longer than its plain form, by white space and signs nobody sees.
        self._longest = 50 + 3 * max(len(text) for text in ("", *also, *dict(texts)))
        self._exact = [
            _codes_by((answer.code, answer.code) for answer in answers),
            _codes_by((answer.label, answer.code) for answer in answers),
            _codes_by((answer.easy_read, answer.code) for answer in answers),
        ]
        self._plain = _codes_by((self._on_one_line(text), code) for text, code in texts)
        self._also = {self._on_one_line(text): code for text, code in also.items()}
        self._words = {answer.code: answer.code for answer in answers} | dict(also)
        self._beginnings = {
            pieces[:end]
            for pieces in (*self._plain, *self._also)
            for end in range(1, len(pieces) + 1, 2)
        }

    def said(self, text: str) -> str | None:
        """The code that `also` gives for a whole text; None when it says nothing of it."""
        return self._also.get(self._on_one_line(text)) if len(text) <= LONGEST_LIST else None

    def code(self, text: str) -> tuple[str | None, bool]:
        """The code that a whole text stands for, and whether it is written exactly as asked.

        The code is "" for no answer, and None when the text stands for none or for several.
        """
        if len(text) > LONGEST_LIST:
            return None, False
        return self._code(text, self._on_one_line(text))

    def ways(self, text: str) -> tuple[Ways, str]:
        """All sets of codes that a text can stand for; without any, the part that is no answer.

        Answers stand between semicolons, upright bars, commas and line ends, which may be part of
        an answer as well. Codes may also stand between spaces.
        """
        raw = BETWEEN_ANSWERS.split(text) if len(text) <= LONGEST_LIST else []
        if all(map(is_blank, raw[::2])):
            return {}, text
        plain = self._pieces(raw)
        steps = [list(self._steps(raw, plain, place)) for place in range(0, len(raw), 2)]
        reached = _reached(steps)
        if reached[-1] < len(steps):
            return {}, raw[2 * reached[-1]].strip()
        return _ways(steps, reached), ""

    def _pieces(self, raw: Sequence[str]) -> Pieces:
        # What is too long to be an answer is not evened out, which could take long.
        return tuple(evened_out(text) if 1 < len(text) <= self._longest else text for text in raw)

    def _on_one_line(self, text: str) -> Pieces:
        return self._pieces(BETWEEN_ANSWERS.split(LINE_ENDS.sub(" ", text)))

    def _code(self, text: str, pieces: Pieces) -> tuple[str | None, bool]:
        if pieces in self._also:
            return self._also[pieces], True
        for codes_by in self._exact:
            if text in codes_by:
                return _only(codes_by[text]), True
        code = _only(self._plain.get(pieces, ()))
        if code is None and self._other and asks_to_specify(text):
            code = self._other
        return code, False

    def _steps(self, raw: Sequence[str], plain: Pieces, start: int) -> Iterator[Step]:
        """Every step from the piece that stands at `start`."""
        after = start // 2 + 1
        if is_blank(raw[start]):
            yield Step(after, frozenset(), exactly=True)
        words = raw[start].split()
        if len(words) > 1 and all(word in self._words for word in words):
            codes = frozenset(self._words[word] for word in words)
            yield Step(after, codes - {""}, exactly=True)
