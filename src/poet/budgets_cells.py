"""What one cell of a table of money says: an amount in pounds, or the time that it is for."""

from __future__ import annotations

import datetime
import re
import unicodedata

from poet.budgets import WEEKS_IN_A_YEAR
from poet.reading import shown
from poet.responses import evened_out
from poet.responses.numbers import likely_number
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
    **dict.fromkeys(("week", "weekly", "weeks", "w", "pw", "p/w", "1 week"), "week"),
    **dict.fromkeys(("two weeks", "2 weeks", "fortnight", "fortnightly"), "two weeks"),
    **dict.fromkeys(("four weeks", "four weekly", "4 weeks", "4 weekly", "4-weekly"), "four weeks"),
    **dict.fromkeys(("four-weekly", "28 days"), "four weeks"),
    **dict.fromkeys(("month", "monthly", "months", "m", "pm", "p/m", "pcm"), "month"),
    **dict.fromkeys(("quarter", "quarterly", "3 months", "q"), "quarter"),
    **dict.fromkeys(("year", "yearly", "years", "y", "pa", "p/a", "annual", "annually"), "year"),
    **dict.fromkeys(("annum", "12 months", "52 weeks"), "year"),
}
# As spreadsheets and people write dates in Britain: the day before the month.
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y")
DATES = (*DATES, "%d-%b-%Y", "%d-%b-%y", "%d %b %y")
TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
BEFORE_A_PERIOD = re.compile(r"(?:£|GBP)?\s*(?:per|a|an|each|every|/)\s+", re.IGNORECASE)


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
    if not written:
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
    for pattern in DATES:
        try:
            return Understood(datetime.datetime.strptime(plain, pattern))
        except ValueError:
            continue
    sentence = f'"{shown(text)}" is no date: write it as 2026-04-01 or 01/04/2026.'
    return Understood(trouble=Trouble(text, NO_DATE, sentence))


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
        return Trouble(text, NO_BUDGET, f"{quoted}: an amount of 0 is no budget.")
    if below:
        return Trouble(text, BELOW_NOTHING, f"{quoted} is below 0, which no budget can be.")
    if pounds > MOST_POUNDS:
        sentence = f"{quoted} is above £{MOST_POUNDS:,}, more than any budget can be."
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
        return Trouble(text, NO_AMOUNT, f"{quoted} stands in the place of an amount.")
    if SEVERAL.search(plain):
        return Trouble(text, NO_AMOUNT, f"{quoted} is more than one amount: write one.")
    sentence = f"{quoted} is not an amount in pounds: write figures alone."
    return Trouble(text, NO_AMOUNT, sentence, likely_number(plain))
