"""What one cell of a file of returns says: a year, the name of a return, or an amount of work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from poet.reading import shown
from poet.responses import evened_out
from poet.responses.numbers import likely_number, without_points
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

NO_YEAR = "no year"
NO_AMOUNT = "no number"
NOT_PUBLISHED = "number not published"
BELOW_NOTHING = "number below 0"
NO_STAFF = "no field staff"
NO_RETURN = "no return named"

YEAR = re.compile(r"(?:fy ?)?(?P<first>(?:19|20)\d{2})(?:\.0+)?")
TWO_YEARS = re.compile(
    r"(?:fy ?)?(?P<first>(?:19|20)\d{2}) ?(?:-|/|to) ?(?P<last>(?:19|20)\d{2}|\d{2})"
)
# What a spreadsheet makes of 2008-09, which it takes as a month: 2008-09-01, 01/09/2008 or Sep-08.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-01(?:[ t]00:00(?::00)?)?"),
    re.compile(r"0?1/(?P<month>\d{2})/(?P<year>\d{4})"),
    re.compile(rf"(?P<month>{'|'.join(MONTHS)})-(?P<year>\d{{2}})"),
)
FIGURES = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d{1,12})(\.\d*)?|\.\d+", re.ASCII)
LONGEST = 40  # signs of a number; a cell may hold a whole page
SIGNED = re.compile(r"[-\u2212]\s*[\d., ]+", re.ASCII)
# How published tables write what they do not tell: [c], [x], c, *, .., -, :, n/a.
MARKER = re.compile(r"\[\w{1,4}\]|[a-z]{1,3}|n/a|[-*:.\u2013\u2014\u2026]{1,3}", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Year:
    """A year as time has it: a calendar year, or one that begins in `first` and ends in the next.

    >>> year_in("2008/09") == year_in("2008-2009") == Year(2008, two_years=True)
    True
    >>> sorted([Year(2010), Year(2008, two_years=True), Year(2008)])[0]
    Year(first=2008, two_years=False)
    """

    first: int
    two_years: bool = False


def year_in(text: str) -> Year | None:
    """The year that a text names; None when it names none."""
    plain = evened_out(text)
    if one := YEAR.fullmatch(plain):
        return Year(int(one["first"]))
    two = TWO_YEARS.fullmatch(plain)
    if not two:
        return None
    first, last = int(two["first"]), two["last"]
    return Year(first, two_years=True) if str(first + 1).endswith(last) else None


def year_of(text: str) -> Understood:
    """The `Year` in a cell.

    >>> year_of("2010.0").value, year_of("2008-10").value
    (Year(first=2010, two_years=False), None)
    """
    if not text:
        return Understood(trouble=Trouble("", NO_YEAR, "The year is missing in this row."))
    found = year_in(text)
    if found:
        return Understood(found)
    meant = _year_in_a_date(evened_out(text))
    if meant:
        sentence = (
            f'"{shown(text)}" is a date, which a spreadsheet makes of "{meant}": write the year '
            "as text."
        )
        return Understood(trouble=Trouble(text, NO_YEAR, sentence, meant))
    sentence = f'"{shown(text)}" is no year: write it as 2008, or as 2008-09.'
    in_full = f"20{text.strip()}"
    nearest = in_full if TWO_YEARS.fullmatch(in_full) and year_in(in_full) else ""
    return Understood(trouble=Trouble(text, NO_YEAR, sentence, nearest))


def year_words(text: str) -> str:
    """A year as it is printed: as in the file, without the decimals that a spreadsheet adds.

    >>> year_words("2010.0"), year_words("2007/08")
    ('2010', '2007/08')
    """
    return re.sub(r"\.0+$", "", text.strip())


def return_key(heading: str) -> str:
    """The name of a return, from the words at the head of its column.

    >>> return_key("Field staff (FTE)"), return_key("Home visits:")
    ('field_staff_fte', 'home_visits')
    """
    return re.sub(r"\W+", "_", evened_out(heading)).strip("_")


def amount_of(text: str, what: str, *, staff: bool = False) -> Understood:
    """A number of 0 or more: figures alone, with or without signs between thousands.

    `what` names the return in sentences. Of `staff`, a number of 0 cannot be used.

    >>> [amount_of(text, "reviews").value for text in ("1,250", "12.5", "-3", "[c]", "")]
    [1250.0, 12.5, None, None, None]
    """
    if FIGURES.fullmatch(text) and (staff or not without_points(text)):
        amount = float(text.replace(",", "").replace(" ", ""))
        return Understood(trouble=_no_staff(text)) if staff and not amount else Understood(amount)
    if not text:
        sentence = f"There is no number of {what} in this cell."
        return Understood(trouble=Trouble("", NO_AMOUNT, sentence))
    if SIGNED.fullmatch(text):
        sentence = f'"{shown(text)}" is below 0, which no number of {what} can be.'
        return Understood(trouble=Trouble(text, BELOW_NOTHING, sentence))
    if MARKER.fullmatch(text):
        sentence = f'"{shown(text)}" stands in the place of a number that was not published.'
        return Understood(trouble=Trouble(text, NOT_PUBLISHED, sentence))
    sentence = f'"{shown(text)}" is not a number of {what}: write figures alone.'
    nearest = without_points(text) or ("" if len(text) > LONGEST else likely_number(text))
    return Understood(trouble=Trouble(text, NO_AMOUNT, sentence, nearest))


def are_numbers(texts: list[str]) -> bool:
    """Whether a column is one of numbers: most cells that are not empty are, and one at least."""
    filled = [text for text in texts if text]
    numbers = sum(FIGURES.fullmatch(text) is not None for text in filled)
    others = sum(not _like_a_number(text) for text in filled)
    return numbers > others


def _like_a_number(text: str) -> bool:
    return any(kind.fullmatch(text) for kind in (FIGURES, SIGNED, MARKER))


def _no_staff(text: str) -> Trouble:
    sentence = (
        f'"{shown(text)}" is no number of field staff that work can be divided by, so nothing is '
        "worked out for each worker in this year."
    )
    return Trouble(text, NO_STAFF, sentence)


def _year_in_a_date(text: str) -> str:
    """The year that a date was made of, such as 2008-09; "" where it was made of none."""
    for pattern in DATES:
        if found := pattern.fullmatch(text):
            year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
            month = found["month"]
            number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
            return f"{year}-{number:02}" if (year + 1) % 100 == number else ""
    return ""
