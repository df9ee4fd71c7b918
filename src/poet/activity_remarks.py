"""What is not in a file of returns, or is left out of it: told in sentences, once each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from poet.activity import KNOWN_RETURNS
from poet.activity_cells import Year
from poet.reading import shown
from poet.responses.own_words import is_own_words
from poet.responses.rows_set_aside import NOT_KNOWN

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.activity_shapes import Layout

MOST_NAMED = 5
SUPPORTED = "people_supported"
PARTS_OF_SUPPORTED = ("personal_budgets", "direct_payments")


def some_of(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """The first of some names, and how many more there are.

    >>> some_of(["a", "b", "c"], most=2), some_of(["a"])
    ('a, b and 1 more', 'a')
    """
    named = [*names[:most], *([f"{len(names) - most:,} more"] if len(names) > most else [])]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def remarks_on_columns(layout: Layout) -> Iterator[str]:
    """Which columns are not read."""
    if layout.not_named:
        named = some_of([_quoted(heading) for heading in layout.not_named])
        yield f"not read, as columns in study.toml does not name them: {named}."
    if layout.not_numbers:
        named = some_of([_quoted(heading) for heading in layout.not_numbers])
        yield f"not read, as they are no returns: {named}."


def remark_on_others(texts: Sequence[str], rows: int) -> Iterator[str]:
    """How many rows are of councils that the study is not about."""
    if texts:
        # Columns can be mixed up, and what somebody wrote is no name of a council.
        shown_of = [_quoted(text) for text in texts if not is_own_words(text, NOT_KNOWN, "", 1)]
        named = f": {some_of(shown_of)}" if shown_of else ""
        yield f"{_rows(rows)} of councils that are not in the study and left out{named}."


def remark_on_returns(texts: Sequence[str], rows: int) -> Iterator[str]:
    """How many rows are of returns that study.toml does not name."""
    if texts:
        named = some_of([_quoted(text) for text in texts])
        yield f"{_rows(rows)} not read, as returns in study.toml does not name them: {named}."


def remark_on_absent_returns(texts: Sequence[str]) -> Iterator[str]:
    """Which texts that study.toml gives to returns stand in no row."""
    if texts:
        named = some_of([_quoted(text) for text in texts])
        yield f"returns in study.toml names what no row of these councils has: {named}."


def remarks_on_years(labels: Mapping[Year, str]) -> Iterator[str]:
    """Where a year is missing between others or lies ahead, and where years are of two kinds.

    `labels` gives each year as it is printed, in order of time.
    """
    for before, after in pairwise(labels):
        if after.first - before.first > 1:
            yield (
                f"there is nothing between {labels[before]} and {labels[after]}: a year between "
                "them is missing."
            )
    ahead = [words for year, words in labels.items() if year.first > date.today().year]
    if ahead:
        yield f"in the future: {some_of(ahead)}. Look at the year."
    if len({year.two_years for year in labels}) > 1:
        plain = next(words for year, words in labels.items() if not year.two_years)
        double = next(words for year, words in labels.items() if year.two_years)
        yield f'some years are written as "{plain}" and some as "{double}": are they the same kind?'


def remarks_on_parts(by_year: DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    """Where a return that is a part of the people supported is more than all of them.

    `by_year` is that of `Activity`, `names` has authority code to name.
    """
    amounts = by_year.pivot(index=["authority", "year"], columns="return", values="amount")
    for part in PARTS_OF_SUPPORTED if SUPPORTED in amounts else ():
        if part in amounts:
            over = amounts.index[amounts[part].gt(amounts[SUPPORTED])]
            places = [f"{names[code]} in {year}" for code, year in over]
            if places:
                words = KNOWN_RETURNS[part][:1].lower() + KNOWN_RETURNS[part][1:]
                yield f"more {words} than people supported: {some_of(places)}. Look at both."


def remarks_on_councils(
    years_of: Mapping[str, Collection[str]], names: Mapping[str, str], years: Sequence[str]
) -> Iterator[str]:
    """Which councils have no row at all, and which lack a year.

    `years_of` gives the years of each authority in the file, `names` all authorities of the study.
    """
    absent = [name for code, name in names.items() if not years_of.get(code)]
    if absent:
        yield f"there is no row that can be used for {some_of(absent)}."
    for year in years:
        lacking = [
            name
            for code, name in names.items()
            if years_of.get(code) and year not in years_of[code]
        ]
        if lacking:
            yield f"{year} is missing for {some_of(lacking)}."


def _quoted(text: str) -> str:
    return f'"{shown(text)}"'


def _rows(number: int) -> str:
    return "1 row is" if number == 1 else f"{number:,} rows are"
