"""Answers chosen from a scale, as people and survey tools write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poet.questionnaire import Scale
from poet.reading import shown
from poet.responses.choices_other import asks_to_specify, other_code, without_request
from poet.responses.choices_several import MOST_WAYS, AnswerTexts, texts_of
from poet.responses.evening_out import evened_out
from poet.responses.nearest import nearest
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

UNKNOWN = "unknown answer"
SEVERAL = "more than one answer"
UNCLEAR = "unclear answer"
LEFT_OUT = "so the whole cell is left out"
NUMBERS = "if it stands for one, say which in a column map (poet map)"
NUMBER = re.compile(r"\s*[+-]?\d{1,9}([.,]\d{1,9})?\s*", re.ASCII)
# Beyond this many texts that are no answer, the column is something else altogether.
MOST_COMPARED = 200


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, such as a file of coded answers holds.

    >>> [is_number(text) for text in ("3", "-9", "1.0", "1 to 3", "")]
    [True, True, True, False, False]
    """
    return bool(NUMBER.fullmatch(text))


class Choices:
    """The answers of one scale, found by code, label or Easy Read label.

    `also` gives the code for further texts, as a column map says them; "" means no answer.
    `specified` says that "other" has a column of its own to specify it: "Other (please specify)"
    then stands for the scale's own answer for "other", whatever that is called.
    """

    def __init__(
        self, scale: Scale, also: Mapping[str, str] | None = None, *, specified: bool = False
    ) -> None:
        self._other = other_code(scale)
        self._texts = AnswerTexts(scale, also or {}, self._other if specified else "")
        self._label = {answer.code: answer.label for answer in scale.answers}
        self._nearest = {
            evened_out(text): text for a in scale.answers for text in (a.easy_read, a.label)
        }
        self._numbered = any(is_number(t) for a in scale.answers for t in texts_of(a))
        self._compared = 0

    def code(self, text: str) -> str | None:
        """The code of the answer that a whole text is: "" for no answer, None when it is none."""
        return self._texts.code(text)[0]

    def understand_one(self, text: str) -> Understood:
        """The one answer that a text gives."""
        code, exactly = self._texts.code(text)
        if code is not None:
            return self._understood(code, exactly)
        ways = self._texts.ways(text)[0] if self._texts.may_be_several(text) else {}
        alone = [codes for codes in ways if len(codes) < 2]
        if len(alone) == 1 and len(ways) <= MOST_WAYS:
            return self._understood("".join(alone[0]), exactly=False)
        if ways:
            sentence = f'"{shown(text)}" is more than one answer, where one can be given.'
            return Understood(trouble=Trouble(text, SEVERAL, sentence))
        return Understood(trouble=self._unknown(text))

    def understand_several(self, text: str) -> Understood:
        """All answers that a text gives, with ";", "|", commas, line ends or spaces between them.

        One part that is not understood makes the whole cell unusable: it may stand for any answer,
        so that none can be said to be left out. So does a text that can be taken apart into
        different answers.
        """
        said = self._texts.said(text)
        if said is not None:
            return self._understood_all(frozenset([said]) - {""}, exactly=True)
        code, exactly = self._texts.code(text)
        several = self._texts.may_be_several(text)
        ways, unknown = self._texts.ways(text) if several else ({}, text.strip())
        if code:
            ways = {**ways, frozenset([code]): exactly}
        if len(ways) == 1:
            return self._understood_all(*next(iter(ways.items())))
        return Understood(trouble=self._unclear(text) if ways else self._unknown(unknown, LEFT_OUT))

    def other(self, text: str) -> str:
        """The code of the answer for "other", when the text asks to specify it; "" if it does not.

        It is the one answer whose code is "other" or whose label begins like "Other" or "Someone
        else"; with none or several such, no text asks for it.
        """
        if not self._other:
            return ""
        asks = asks_to_specify(text) or (
            without_request(text) != text and self.code(without_request(text)) == self._other
        )
        return self._other if asks else ""

    def nearest_to(self, text: str) -> str:
        """The label most like a text; "" for a number, and after many texts that are no answer."""
        self._compared += 1
        too_many = self._compared > MOST_COMPARED
        return "" if too_many or is_number(text) else nearest(text, self._nearest)

    def _understood(self, code: str, exactly: bool) -> Understood:
        return Understood(code or None, taken_as="" if exactly or not code else self._label[code])

    def _understood_all(self, codes: frozenset[str], exactly: bool) -> Understood:
        labels = [label for code, label in self._label.items() if code in codes]
        return Understood(codes or None, taken_as="" if exactly else "; ".join(labels))

    def _unclear(self, text: str) -> Trouble:
        several = f'"{shown(text)}" can be read in several ways, {LEFT_OUT}'
        sentence = f"{several}: say which is right in a column map (poet map)."
        return Trouble(text, UNCLEAR, sentence)

    def _unknown(self, part: str, so: str = "") -> Trouble:
        numbers = is_number(part) and not self._numbered
        sentence = f'"{shown(part)}" is not one of the answers{", " * bool(so)}{so}'
        sentence += f": {NUMBERS}." if numbers else "."
        return Trouble(part, UNKNOWN, sentence, self.nearest_to(part))
