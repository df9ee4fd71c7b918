"""What one cell of a table of needs says: points, or an answer."""

from __future__ import annotations

import re

from poet.reading import shown
from poet.responses import evened_out
from poet.responses.numbers import LONGEST_NUMBER, PLAIN, likely_number, plain_figures
from poet.responses.problem_table import Trouble
from poet.responses.understood import BLANK, Understood

NO_POINTS = "not a number of points"
BELOW_NOTHING = "points below 0"
TOO_MANY = "too many points"
# More than any system gives: such figures are a number of something else.
MOST_POINTS = 100_000
NUMBER_FIRST = re.compile(r"\d{1,6}(?:\.\d{1,6})?(?![\w.])", re.ASCII)


def number_of_points(text: str) -> Understood:
    """Points, 0 or more, in plain figures. A blank cell is neither a value nor a trouble.

    >>> number_of_points(" 34.5 ").value, number_of_points("-3").trouble.sentence
    (34.5, '"-3" is below 0, which points cannot be.')
    """
    figures = text.strip()
    if not figures:
        return BLANK
    quoted = f'"{shown(figures)}"'
    if not PLAIN.fullmatch(figures) or len(figures) > LONGEST_NUMBER:
        sentence = f"{quoted} is not a number of points: write figures alone."
        return Understood(trouble=Trouble(figures, NO_POINTS, sentence, likely_number(figures)))
    number = float(figures)
    if number < 0:
        sentence = f"{quoted} is below 0, which points cannot be."
        return Understood(trouble=Trouble(figures, BELOW_NOTHING, sentence))
    if number > MOST_POINTS:
        sentence = f"{quoted} is above {MOST_POINTS:,}, more points than anybody can have."
        return Understood(trouble=Trouble(figures, TOO_MANY, sentence))
    return Understood(number)


def answer_meant(text: str) -> str:
    """An answer in one spelling: "2", "2.0" and " 2 " are the same, and so are "Some" and "some".

    >>> answer_meant(" 2.0 "), answer_meant("A  Lot")
    ('2', 'a lot')
    """
    figures = text.strip()
    if PLAIN.fullmatch(figures) and len(figures) <= LONGEST_NUMBER:
        return plain_figures(float(figures))
    return evened_out(text)


def number_of_answer(answer: str) -> float | None:
    """The number that an answer is, or begins with ("2 - some help"); None where it has none.

    >>> number_of_answer("2"), number_of_answer("2 - some help"), number_of_answer("some")
    (2.0, 2.0, None)
    """
    begins = NUMBER_FIRST.match(answer)
    return float(begins[0]) if begins else None
