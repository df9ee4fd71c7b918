"""What one cell of a table of money says: an amount in pounds, or the time that it is for."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence

from poet.budgets import WEEKS_IN_A_YEAR
from poet.reading import shown
from poet.responses import evened_out
from poet.responses.numbers import likely_number, without_points
from poet.responses.problem_table import Trouble
from poet.responses.understood import BLANK, Understood

NO_AMOUNT = "no amount in pounds"
BELOW_NOTHING = "amount below 0"
NO_BUDGET = "amount of 0"
TOO_MUCH = "amount too high"
NO_PERIOD = "no period"
NO_DATE = "no date"

# More than any budget: such figures are a number of something else.
MOST_POUNDS = 10_000_000
LONGEST = 40  # signs of an amount; a cell may hold a whole page

CURRENCY = r"(?:£|GBP|pounds?)"
SIGN = r"(?P<below>-?)"
FIGURES = r"(?P<whole>\d{1,3}(?:[, ]\d{3})+|\d+)(?P<part>\.\d*)?|(?P<pence>\.\d+)"
AMOUNT = re.compile(
    rf"-?\s*{CURRENCY}?\s*{SIGN}\s*(?:{FIGURES})\s*{CURRENCY}?\s*", re.ASCII | re.IGNORECASE
)
IN_BRACKETS = re.compile(r"\((?P<within>[^()]*)\)")
# How tables write what they do not tell, or do not know.
MARKER = re.compile(r"\[\w{1,4}\]|n/?a|none|nil|tbc|\?+|[-*:.]{1,3}|x+", re.IGNORECASE)
SHORTENED = re.compile(r"(?P<number>.*\d)\s*(?P<by>k|m)", re.IGNORECASE)
POINT_AND_THREE = re.compile(r"\.\d{3}", re.ASCII)
SEVERAL = re.compile(r"\d[\d,.]*\s*(?:-|to|or|/)\s*£?\s*\d", re.IGNORECASE)
THOUSAND_OF = {"k": 1_000, "m": 1_000_000}

WEEKS = {
    "week": 1.0,
    "two weeks": 2.0,
    "four weeks": 4.0,
    "month": WEEKS_IN_A_YEAR / 12,
    "quarter": WEEKS_IN_A_YEAR / 4,
    "year": WEEKS_IN_A_YEAR,
}
"""The periods of an amount, and how many weeks each has."""

PERIODS = {
    **dict.fromkeys(("week", "weekly", "weeks", "w", "wk", "pw", "p/w", "1 week"), "week"),
    **dict.fromkeys(("two weeks", "2 weeks", "fortnight", "fortnightly"), "two weeks"),
    **dict.fromkeys(("four weeks", "four weekly", "4 weeks", "4 weekly", "4-weekly"), "four weeks"),
    **dict.fromkeys(("four-weekly", "28 days"), "four weeks"),
    **dict.fromkeys(("month", "monthly", "calendar month", "m", "pm", "p/m", "pcm"), "month"),
    **dict.fromkeys(("quarter", "quarterly", "3 months", "q"), "quarter"),
    **dict.fromkeys(("year", "yearly", "years", "y", "pa", "p/a", "annual", "annually"), "year"),
    **dict.fromkeys(("annum", "12 months", "52 weeks"), "year"),
}
# As spreadsheets and people write dates in Britain: the day before the month.
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y")
DATES = (*DATES, "%Y/%m/%d", "%d-%b-%Y", "%d-%b-%y", "%d %b %y")
TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
# The month before the day, as in America.
MONTH_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m.%d.%Y")
# No case is older, and no date that a person writes lies so far ahead.
YEARS = range(1990, 2100)
BEFORE_A_PERIOD = re.compile(r"(?:£|GBP)?\s*(?:(?:per|a|an|each|every)\s+|/\s*)", re.IGNORECASE)
AND_A_PERIOD = re.compile(r"(?P<amount>.*\d)\s*(?P<period>[a-z/].*)", re.IGNORECASE)


def amount_in_pounds(text: str) -> Understood:
    """An amount of money above 0, in pounds, for whatever time it is.

    Figures with or without a sign of pounds before or after them, commas or spaces between
    thousands, and pence. A blank cell is neither a value nor a trouble. No amount is guessed:
    of "£12.5k" the trouble tells what may be meant.

    >>> [amount_in_pounds(text).value for text in ("£1,200.50", "GBP 1 200.50", "1,200", "12.5k")]
    [1200.5, 1200.5, 1200.0, None]
    """
    plain = _plain(text)
    if not plain:
        return BLANK
    written = AMOUNT.fullmatch(plain)
    if not written or _points_between_thousands(plain):
        return Understood(trouble=_no_amount(text, plain))
    figures = f"{written['whole'] or ''}{written['part'] or written['pence'] or ''}"
    pounds = float(re.sub("[, ]", "", figures))
    trouble = _impossible(text, pounds, below="-" in plain)
    return Understood(None if trouble else pounds, trouble)


def period_meant(text: str, default: str = "week") -> Understood:
    """How many weeks an amount is for; `default`, a name in WEEKS, is what a blank cell means.

    >>> period_meant("per annum").value == WEEKS["year"], period_meant("4-weekly").value
    (True, 4.0)
    """
    name = default if not text.strip() else _period(text)
    if name:
        return Understood(WEEKS[name])
    known = ", ".join(list(WEEKS)[:-1])
    sentence = f'"{shown(text)}" is no period of an amount: write {known} or {list(WEEKS)[-1]}.'
    return Understood(trouble=Trouble(text, NO_PERIOD, sentence))


def date_meant(text: str) -> Understood:
    """The day that a text names; a blank cell is neither a value nor a trouble.

    >>> date_meant("01/04/2026").value == date_meant("2026-04-01 00:00:00").value
    True
    """
    plain = TIME_OF_DAY.sub("", text.strip()[:LONGEST])
    if not plain:
        return BLANK
    day = _day_in(plain, DATES)
    if day and day.year in YEARS:
        return Understood(day)
    if day:
        sentence = f'"{shown(text)}" cannot be the date of a budget: look at the year.'
        return Understood(trouble=Trouble(text, NO_DATE, sentence))
    meant = _day_in(plain, MONTH_FIRST)
    if meant:
        sentence = (
            f'"{shown(text)}" has the month before the day. Write the year first, here and where '
            "the day could be a month."
        )
        return Understood(trouble=Trouble(text, NO_DATE, sentence, f"{meant:%Y-%m-%d}"))
    sentence = f'"{shown(text)}" is no date: write it as 2026-04-01 or 01/04/2026.'
    return Understood(trouble=Trouble(text, NO_DATE, sentence))


def _day_in(plain: str, patterns: Sequence[str]) -> datetime.datetime | None:
    for pattern in patterns:
        try:
            return datetime.datetime.strptime(plain, pattern)
        except ValueError:
            continue
    return None


def _period(text: str) -> str:
    plain = evened_out(text)
    return PERIODS.get(BEFORE_A_PERIOD.sub("", plain, count=1), PERIODS.get(plain, ""))


def _plain(text: str) -> str:
    """The text with plain signs; an amount in brackets is one below 0, as accounts write it."""
    begins = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    plain = unicodedata.normalize("NFKC", begins).replace("\N{MINUS SIGN}", "-")
    plain = plain.replace("\N{EN DASH}", "-").strip()
    within = IN_BRACKETS.fullmatch(plain)
    return f"-{within['within']}" if within else plain


def _impossible(text: str, pounds: float, *, below: bool) -> Trouble | None:
    """What is wrong with an amount that is written as one, None where nothing is."""
    quoted = f'"{shown(text)}"'
    if pounds == 0:
        return Trouble(
            text,
            NO_BUDGET,
            f"{quoted}: an amount of 0 is no budget: leave the cell empty, or correct it.",
        )
    if below:
        return Trouble(
            text, BELOW_NOTHING, f"{quoted} is below 0, which no budget can be: correct it."
        )
    if pounds > MOST_POUNDS:
        sentence = f"{quoted} is above £{MOST_POUNDS:,}, more than any budget can be: correct it."
        return Trouble(text, TOO_MUCH, sentence)
    return None


def _no_amount(text: str, plain: str) -> Trouble:
    quoted = f'"{shown(text)}"'
    short = SHORTENED.fullmatch(plain)
    number = amount_in_pounds(short["number"]).value if short else None
    if short and isinstance(number, float):
        pounds = f"{number * THOUSAND_OF[short['by'].lower()]:.0f}"
        return Trouble(text, NO_AMOUNT, f"{quoted} is shortened: write figures alone.", pounds)
    if MARKER.fullmatch(plain):
        return Trouble(
            text, NO_AMOUNT, f"{quoted} stands in the place of an amount: leave the cell empty."
        )
    if SEVERAL.search(plain):
        return Trouble(text, NO_AMOUNT, f"{quoted} is more than one amount: write one.")
    if _points_between_thousands(plain):
        sentence = f"{quoted} seems to have a point between thousands: write figures alone."
        return Trouble(text, NO_AMOUNT, sentence, _points_between_thousands(plain))
    two = AND_A_PERIOD.fullmatch(plain)
    if two and _period(two["period"]):
        sentence = f"{quoted} is an amount and its period: write the period in the column period."
        return Trouble(text, NO_AMOUNT, sentence, likely_number(two["amount"]))
    sentence = f"{quoted} is not an amount in pounds: write figures alone."
    nearest = "" if len(text) > LONGEST else likely_number(plain)
    return Trouble(text, NO_AMOUNT, sentence, nearest)


def _points_between_thousands(plain: str) -> str:
    """The figures without the points; "" where they are pence, or a number worked out to so much.

    Nobody writes £1.20 as 1.200, and no spreadsheet does, but half of Europe writes £1,200 so.
    """
    if not POINT_AND_THREE.search(plain):
        return ""
    meant = without_points(re.sub(CURRENCY, "", plain, flags=re.IGNORECASE).strip())
    return meant if not AMOUNT.fullmatch(plain) or meant.endswith("0") else ""
