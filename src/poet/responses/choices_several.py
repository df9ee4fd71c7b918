"""The texts of answers, alone and several in one cell: which answers a text can stand for."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from poet.questionnaire import Answer, Scale
from poet.reading import is_blank
from poet.responses.choices_other import asks_to_specify
from poet.responses.evening_out import evened_out

BETWEEN_ANSWERS = re.compile(r"([;|,\r\n])")
LINE_ENDS = re.compile(r"[\r\n]+")
# A text of more signs or pieces is no list of answers, and would take long to take apart.
LONGEST_LIST = 10_000
MOST_PIECES = 1_000
# Beyond this many ways to read a text it does not matter how many there are.
MOST_WAYS = 8

Ways = dict[frozenset[str], bool]
"""Each set of codes that a text can stand for, and whether it is written exactly as asked."""

Pieces = tuple[str, ...]
"""A text taken apart at its separators: evened-out pieces, with a separator between each two."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Step:
    """From one piece of a text to the piece number `to`, and the codes of what lies between."""

    to: int
    codes: frozenset[str]
    exactly: bool


class AnswerTexts:
    """The texts that stand for the answers of a scale: codes, labels and Easy Read labels.

    `also` gives the code for further texts, "" for no answer. `other` is the code that texts such
    as "Other (please specify)" stand for, if they stand for any.
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
        filled = ((text, code) for text, code in texts if not is_blank(text))
        self._plain = _codes_by((self._on_one_line(text), code) for text, code in filled)
        self._also = {self._on_one_line(t): code for t, code in also.items() if not is_blank(t)}
        self._words = {answer.code: answer.code for answer in answers} | dict(also)
        self._beginnings = set(_beginnings([*self._plain, *self._also]))

    def said(self, text: str) -> str | None:
        """The code that `also` gives for a whole text; None when it says nothing of it."""
        return self._also.get(self._on_one_line(text)) if self._may_be_one(text) else None

    def code(self, text: str) -> tuple[str | None, bool]:
        """The code that a whole text stands for, and whether it is written exactly as asked.

        The code is "" for no answer, and None when the text stands for none or for several.
        """
        if not self._may_be_one(text):
            return None, False
        return self._code(text, self._on_one_line(text))

    def may_be_several(self, text: str) -> bool:
        """Whether a text has something between answers, or begins like codes between spaces."""
        words = text.split(maxsplit=1)
        begins = len(words) == 2 and (words[0] in self._words or words[0].isdecimal())
        return begins or bool(BETWEEN_ANSWERS.search(text))

    def ways(self, text: str) -> tuple[Ways, str]:
        """All sets of codes that a text can stand for; without any, the part that is no answer.

        Answers stand between semicolons, upright bars, commas and line ends, which may be part of
        an answer as well. Codes may also stand between spaces. Of more than MOST_WAYS sets, those
        of only a part of the text are given.
        """
        raw = BETWEEN_ANSWERS.split(text) if len(text) <= LONGEST_LIST else []
        if len(raw) > MOST_PIECES or all(map(is_blank, raw[::2])):
            return {}, text
        plain = self._pieces(raw)
        steps: dict[int, list[Step]] = {}
        reached = {0}
        end = len(raw) + 1
        for place in range(0, end, 2):
            if place in reached:
                steps[place] = list(self._steps(raw, plain, place))
                reached.update(step.to for step in steps[place])
        if end not in reached:
            return {}, self._unknown_of(raw[max(reached)].strip())
        return _ways(steps, end), ""

    def _unknown_of(self, part: str) -> str:
        """The first that is no code, where codes or numbers stand between spaces; else all."""
        words = part.split()
        unknown = [word for word in words if word not in self._words]
        codes = len(unknown) < len(words) or all(word.isdecimal() for word in words)
        return unknown[0] if unknown and codes else part

    def _pieces(self, raw: Sequence[str]) -> Pieces:
        return tuple(
            text if place % 2 else self._evened_out(text) for place, text in enumerate(raw)
        )

    def _evened_out(self, text: str) -> str:
        # What is too long to be an answer stays as it is: evening out could take long. So does what
        # evening out leaves nothing of ("?"), so that it does not become the same as a blank.
        return (evened_out(text) if self._may_be_one(text) else "") or text.strip()

    def _may_be_one(self, text: str) -> bool:
        return len(text.strip()) <= self._longest

    def _on_one_line(self, text: str) -> Pieces:
        # Few texts hold separators, and taking apart those that hold none takes time as well.
        if not BETWEEN_ANSWERS.search(text):
            return (self._evened_out(text),)
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
        """Every step from the piece that stands at `start`: an answer, codes, or nothing."""
        if is_blank(raw[start]):
            yield Step(start + 2, frozenset(), exactly=True)
        words = raw[start].split()
        if len(words) > 1 and all(word in self._words for word in words):
            codes = frozenset(self._words[word] for word in words)
            yield Step(start + 2, codes - {""}, exactly=True)
        for end in range(start + 1, len(raw) + 1, 2):
            if plain[start:end] not in self._beginnings and not (self._other and end < start + 4):
                return
            code, exactly = self._code("".join(raw[start:end]).strip(), plain[start:end])
            if code is not None:
                yield Step(end + 1, frozenset([code]) - {""}, exactly)


def texts_of(answer: Answer) -> tuple[str, ...]:
    """The texts that stand for an answer: code, label and Easy Read label."""
    return (answer.code, answer.label, answer.easy_read)


def _ways(steps: Mapping[int, Sequence[Step]], end: int) -> Ways:
    """What the steps from the first piece to the end can give."""
    from_here: dict[int, Ways] = {end: {frozenset(): True}}
    for place in reversed(steps):
        from_here[place] = ways = {}
        for step in steps[place]:
            for codes, exactly in from_here[step.to].items():
                joined = codes | step.codes
                ways[joined] = ways.get(joined, False) or (exactly and step.exactly)
        if len(ways) > MOST_WAYS:
            return ways
    return from_here[0]


def _beginnings(all_pieces: Iterable[Pieces]) -> Iterator[Pieces]:
    """Every piece that a text begins with, alone and with those that follow it."""
    for pieces in all_pieces:
        for end in range(1, len(pieces) + 1, 2):
            yield pieces[:end]


def _only(codes: Sequence[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _codes_by(named: Iterable[tuple[Key, str]]) -> dict[Key, tuple[str, ...]]:
    """Text to the codes of the answers that have it."""
    codes: dict[Key, dict[str, None]] = {}
    for text, code in named:
        codes.setdefault(text, {})[code] = None
    return {text: tuple(found) for text, found in codes.items() if text}
