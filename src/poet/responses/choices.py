"""Answers chosen from a scale, as people and survey tools write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from poet.questionnaire import Answer, Scale
from poet.reading import is_blank, shown
from poet.responses.evening_out import evened_out
from poet.responses.nearest import nearest
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

UNKNOWN = "unknown answer"
SEVERAL = "more than one answer"
BETWEEN_ANSWERS = re.compile(r"[;|]")
BETWEEN_TICKS = re.compile(r"[;|,\n]")
# Beyond this many texts that are no answer, the column is something else altogether.
MOST_COMPARED = 200


class Choices:
    """The answers of one scale, found by code, label or Easy Read label.

    `also` gives the code for further texts, as a column map says them; "" means no answer.
    """

    def __init__(self, scale: Scale, also: Mapping[str, str] | None = None) -> None:
        answers = scale.answers
        self._also = {evened_out(text): code for text, code in (also or {}).items()}
        self._label = {answer.code: answer.label for answer in answers}
        self._exact = [
            _codes_by((answer.code, answer) for answer in answers),
            _codes_by((answer.label, answer) for answer in answers),
            _codes_by((answer.easy_read, answer) for answer in answers),
        ]
        self._evened_out = _codes_by(
            (evened_out(text), answer) for answer in answers for text in _texts_of(answer)
        )
        self._nearest = {evened_out(text): text for a in answers for text in _shown_texts_of(a)}
        self._compared = 0

    def understand_one(self, text: str) -> Understood:
        """The one answer that a text gives."""
        if evened_out(text) in self._also:
            return Understood(self._also[evened_out(text)] or None)
        code, exactly = self._code(text)
        if code:
            return Understood(code, taken_as="" if exactly else self._label[code])
        ticks = self._ticks(text)
        if len(ticks) == 1 and "" not in ticks:
            return Understood(*ticks, taken_as=self._label[next(iter(ticks))])
        if ticks and "" not in ticks:
            sentence = f'"{shown(text)}" is more than one answer, where one can be given.'
            return Understood(trouble=Trouble(text, SEVERAL, sentence))
        sentence = f'"{shown(text)}" is not one of the answers.'
        return Understood(trouble=Trouble(text, UNKNOWN, sentence, self._nearest_to(text)))

    def understand_several(self, text: str) -> Understood:
        """All answers that a text gives, separated by ";" or "|".

        One part that is not understood makes the whole cell unusable: it may stand for any answer,
        so that none can be said to be left out.
        """
        code, exactly = self._code(text)
        if code:
            return Understood(frozenset([code]), taken_as="" if exactly else self._label[code])
        parts = [part.strip() for part in _parts(text, BETWEEN_ANSWERS)]
        found = [self._code(part) for part in parts]
        unknown = [part for part, (code, _) in zip(parts, found, strict=True) if not code]
        if unknown or not parts:
            return Understood(trouble=self._unknown_part(unknown[0] if unknown else text))
        codes = frozenset(code for code, _ in found)
        if all(exactly for _, exactly in found):
            return Understood(codes)
        labels = dict.fromkeys(self._label[code] for code, _ in found)
        return Understood(codes, taken_as="; ".join(labels))

    def other(self, text: str) -> str:
        """The code of the answer for "other", when the text asks to specify it; "" if it does not.

        >>> choices.other("Other (please specify)")  # doctest: +SKIP
        'other'
        """
        return ""

    def _ticks(self, text: str) -> set[str]:
        """The codes of what stands between commas, semicolons or line ends; "" for no answer."""
        if not BETWEEN_TICKS.search(text):
            return set()
        return {self._code(part.strip())[0] for part in _parts(text, BETWEEN_TICKS)}

    def _unknown_part(self, part: str) -> Trouble:
        sentence = f'"{shown(part)}" is not one of the answers, so the whole cell is left out.'
        return Trouble(part, UNKNOWN, sentence, self._nearest_to(part))

    def _code(self, text: str) -> tuple[str, bool]:
        """The code of the answer, "" when none or several fit; and whether it fits exactly."""
        for codes_by in self._exact:
            if text in codes_by:
                codes = codes_by[text]
                return (codes[0], True) if len(codes) == 1 else ("", False)
        codes = self._evened_out.get(evened_out(text), ())
        return (codes[0], False) if len(codes) == 1 else ("", False)

    def _nearest_to(self, text: str) -> str:
        self._compared += 1
        return nearest(text, self._nearest) if self._compared <= MOST_COMPARED else ""


def _parts(text: str, between: re.Pattern[str]) -> Sequence[str]:
    return [part for part in between.split(text) if not is_blank(part)]


def _texts_of(answer: Answer) -> tuple[str, ...]:
    return (answer.code, answer.label, answer.easy_read)


def _shown_texts_of(answer: Answer) -> tuple[str, ...]:
    return (answer.easy_read, answer.label)


def _codes_by(named: Iterable[tuple[str, Answer]]) -> dict[str, tuple[str, ...]]:
    """Text to the codes of the answers that have it."""
    codes: dict[str, dict[str, None]] = {}
    for text, answer in named:
        codes.setdefault(text, {})[answer.code] = None
    return {text: tuple(found) for text, found in codes.items() if text}
