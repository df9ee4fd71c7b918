"""Numbers to words, in one place: every number a reader meets is rounded and worded here.

Shares are between 0 and 1 everywhere (0.78, never 78). Rounding is half up, as people learn it at
school; Python's own `round` and formatting round 12.5 down to 12.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from poet.wording_cleaning import cleaned, printable
from poet.wording_rules import (
    FORBIDDEN,
    forbidden_in,
    longest_sentence,
    reading_grade,
    sentences,
)

__all__ = [
    "FORBIDDEN",
    "about_people",
    "capital",
    "cleaned",
    "count",
    "forbidden_in",
    "half_up",
    "in_hundred",
    "in_ten",
    "interval_in_hundred",
    "list_of",
    "longest_sentence",
    "people",
    "percent",
    "points_apart",
    "printable",
    "reading_grade",
    "sentences",
]

# A float keeps 15 to 17 digits; sums and products leave noise in the last few. Twelve keep every
# digit that was measured, and let 0.285 * 100 (28.499999999999996) be the 28.5 it stands for.
MEASURED_DIGITS = 12
# Wide enough for any float written out, so that no number is too large to round.
ANY_NUMBER = Context(prec=400)


def half_up(value: float, digits: int = 0) -> int | float:
    """The value rounded to so many decimal places, halves away from zero.

    A whole number (int) when `digits` is 0 or less. Raises ValueError for NaN and infinity.

    >>> half_up(12.5), half_up(12.4999), half_up(-12.5)
    (13, 12, -13)
    >>> half_up(0.285 * 100), half_up(2.675, 2), half_up(85, -1)
    (29, 2.68, 90)
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be rounded: it is no number to print")
    measured = Decimal(value) if isinstance(value, int) else Decimal(_without_noise(value))
    step = Decimal(1).scaleb(-digits)
    rounded = measured.quantize(step, ROUND_HALF_UP, ANY_NUMBER)
    return int(rounded) if digits <= 0 else float(rounded) + 0.0  # + 0.0: never "-0.0"


def percent(share: float) -> str:
    """The share as a whole percentage. Raises ValueError for a share outside 0 to 1.

    >>> percent(0.78), percent(0.285), percent(0.125), percent(1)
    ('78%', '29%', '13%', '100%')
    """
    return f"{_hundredths(share)}%"


def in_hundred(share: float) -> str:
    """The share as people in a hundred. Raises ValueError for a share outside 0 to 1.

    >>> in_hundred(0.78), in_hundred(0.125)
    ('78 in 100', '13 in 100')
    """
    return f"{_hundredths(share)} in 100"


def in_ten(share: float) -> str:
    """The share in tenths, as one would say it; it stands alone before a verb ("8 in 10 said").

    The rule, from the whole percentage p: "no one" and "everyone" only for exactly 0 and 1;
    p under 7 "fewer than 1 in 10"; p over 96 "almost everyone"; p from 47 to 53 "about half".
    Otherwise the last digit of p decides: 0 is the tenth itself; 1 to 3 "just over" it; 7 to 9
    "nearly" the next; 4 to 6 "between" the two, or "more than 9 in 10".
    Raises ValueError for a share outside 0 to 1.

    >>> in_ten(0.8), in_ten(0.78), in_ten(0.72), in_ten(0.75)
    ('8 in 10', 'nearly 8 in 10', 'just over 7 in 10', 'between 7 and 8 in 10')
    >>> in_ten(0.5), in_ten(0.46), in_ten(0.09), in_ten(0.03), in_ten(0)
    ('about half', 'between 4 and 5 in 10', 'nearly 1 in 10', 'fewer than 1 in 10', 'no one')
    >>> in_ten(0.92), in_ten(0.95), in_ten(0.98), in_ten(1)
    ('just over 9 in 10', 'more than 9 in 10', 'almost everyone', 'everyone')
    """
    exact = half_up(_checked(share), 9)
    if exact in (0, 1):
        return "everyone" if exact else "no one"
    whole = _hundredths(share)
    if whole < 7:
        return "fewer than 1 in 10"
    if whole > 96:
        return "almost everyone"
    return "about half" if 47 <= whole <= 53 else _tenths(whole)


def _tenths(whole: int) -> str:
    tens, ones = divmod(whole, 10)
    if ones == 0:
        return f"{tens} in 10"
    if ones <= 3:
        return f"just over {tens} in 10"
    if ones >= 7:
        return f"nearly {tens + 1} in 10"
    return f"between {tens} and {tens + 1} in 10" if tens < 9 else "more than 9 in 10"


def interval_in_hundred(low: float, high: float) -> str:
    """An interval of shares as people in a hundred.

    Raises ValueError for a share outside 0 to 1, or when `low` is above `high`.

    >>> interval_in_hundred(0.61, 0.83)
    'between 61 and 83 in 100'
    >>> interval_in_hundred(0.612, 0.614)
    'about 61 in 100'
    """
    if low > high:
        raise ValueError(f"an interval from {low} down to {high} is the wrong way round")
    first, last = _hundredths(low), _hundredths(high)
    return f"about {first} in 100" if first == last else f"between {first} and {last} in 100"


def count(n: float) -> str:
    """A count with its thousands apart. Raises ValueError for a negative one.

    >>> count(1205), count(95), count(0), count(1_000_000)
    ('1,205', '95', '0', '1,000,000')
    """
    if n < 0:
        raise ValueError(f"{n} is not a count: it is below nought")
    return f"{half_up(n):,}"


def people(n: float, one: str = "person", many: str = "people") -> str:
    """How many people, in figures, with the word that agrees.

    >>> people(95), people(1), people(0), people(1205, "carer", "carers")
    ('95 people', '1 person', 'no people', '1,205 carers')
    """
    number = count(n)
    if number == "0":
        return f"no {many}"
    return f"{number} {one if number == '1' else many}"


def about_people(n: float, one: str = "person", many: str = "people") -> str:
    """How many people when the count was rounded to protect them; nought may be a few.

    >>> about_people(85), about_people(0), about_people(1200, "carer", "carers")
    ('about 85 people', 'very few people or none', 'about 1,200 carers')
    """
    return f"about {people(n, one, many)}" if half_up(n) else f"very few {many} or none"


def list_of(items: Sequence[str]) -> str:
    """The items as one would say them: commas, and "and" before the last.

    >>> list_of(["a", "b", "c"]), list_of(["a", "b"]), list_of(["a"]), list_of([])
    ('a, b and c', 'a and b', 'a', '')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter; the rest stays as it is.

    >>> capital("nearly 8 in 10 said"), capital("RAS"), capital("")
    ('Nearly 8 in 10 said', 'RAS', '')
    """
    return text[:1].upper() + text[1:]


def points_apart(
    difference: float, could_be_chance: bool, more: str = "more", fewer: str = "fewer"
) -> str:
    """The difference of two shares (first less second, 0.12 for 12 points) in words.

    The rule: what chance could explain is "about the same", however large it looks. Otherwise,
    from the whole points: 0 "about the same", 1 to 4 "slightly more", 5 to 14 "more",
    15 to 29 "clearly more", 30 and over "far more"; below nought the same with "fewer".
    Whether chance could explain it is for the caller's test to say. The steps are this project's
    own. Raises ValueError for a difference outside -1 to 1.

    >>> points_apart(0.12, could_be_chance=True), points_apart(0.12, could_be_chance=False)
    ('about the same', 'more')
    >>> points_apart(0.03, False), points_apart(-0.2, False), points_apart(0.004, False)
    ('slightly more', 'clearly fewer', 'about the same')
    >>> points_apart(-0.4, False, more="higher", fewer="lower")
    'far lower'
    """
    if abs(difference) > 1:
        raise ValueError(f"{difference} is no difference of two shares: those are at most 1 apart")
    points = half_up(difference * 100)
    if could_be_chance or points == 0:
        return "about the same"
    way = more if points > 0 else fewer
    steps = ((5, "slightly "), (15, ""), (30, "clearly "), (math.inf, "far "))
    return next(step for upper, step in steps if abs(points) < upper) + way


def _hundredths(share: float) -> int:
    return int(half_up(_checked(share) * 100))


def _checked(share: float) -> float:
    """The share, or ValueError. A hair outside 0 to 1 is a sum's noise and is let pass."""
    if not -1e-9 <= share <= 1 + 1e-9:
        raise ValueError(f"{share} is not a share: shares are between 0 and 1")
    return min(max(share, 0), 1)


def _without_noise(value: float) -> str:
    return format(float(value), f".{MEASURED_DIGITS}g")
