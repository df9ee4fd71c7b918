"""Numbers as people write them: plain figures are taken, anything else is told."""

from __future__ import annotations

import math
import re
import unicodedata

from poet.questionnaire import Question
from poet.reading import shown
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

NOT_A_NUMBER = "not a plain number"
TOO_LOW = "number too low"
TOO_HIGH = "number too high"
LONGEST_NUMBER = 40

PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
NUMBER_WITHIN = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
POINTS_BETWEEN_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


def understand_number(question: Question, text: str) -> Understood:
    """A number in plain figures, between the lowest and the highest that the question takes."""
    figures = text.strip()
    if not PLAIN.fullmatch(figures) or len(figures) > LONGEST_NUMBER:
        sentence = f'"{shown(figures)}" is not a plain number: write figures alone.'
        return Understood(trouble=Trouble(figures, NOT_A_NUMBER, sentence, likely_number(figures)))
    number = float(figures)
    if question.lowest is not None and number < question.lowest:
        limit = f"is below {plain_figures(question.lowest)}, the lowest that can be right."
        return Understood(trouble=Trouble(figures, TOO_LOW, f'"{figures}" {limit}'))
    if question.highest is not None and number > question.highest:
        limit = f"is above {plain_figures(question.highest)}, the highest that can be right."
        return Understood(trouble=Trouble(figures, TOO_HIGH, f'"{figures}" {limit}'))
    return Understood(value=number)


def likely_number(text: str) -> str:
    """The number that a text seems to mean, in plain figures; "" when none or several may be.

    >>> [likely_number(text) for text in ("45 yrs", "£1,200.50", "1e3", "4,5", "2 or 3", "31/02")]
    ['45', '1200.50', '1000', '4.5', '', '']
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_NUMBER]).replace("\N{MINUS SIGN}", "-")
    numbers = NUMBER_WITHIN.findall(plain)
    if len(numbers) != 1:
        return ""
    number = numbers[0].rstrip(",")
    if THOUSANDS.fullmatch(number):
        return number.replace(",", "")
    number = number.replace(",", ".")
    if "e" in number.lower() and number.count(".") <= 1:
        return plain_figures(float(number))
    return number if PLAIN.fullmatch(number) else ""


def without_points(text: str) -> str:
    """Figures that may have points between thousands, in plain figures; "" for other figures.

    >>> [without_points(text) for text in ("1.200", "1.200,50", "12.50", "0.125")]
    ['1200', '1200.50', '', '']
    """
    if not POINTS_BETWEEN_THOUSANDS.fullmatch(text):
        return ""
    return text.replace(".", "").replace(",", ".")


def plain_figures(number: float) -> str:
    """A number without exponent, and without ".0" when it is whole.

    >>> plain_figures(120), plain_figures(1000000.0), plain_figures(2.5)
    ('120', '1000000', '2.5')
    """
    if math.isfinite(number) and float(number).is_integer():
        return str(int(number))
    return str(number)
