"""What stands between the cells of a text file."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from statistics import mode

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
ROWS_LOOKED_AT = 20
MOST_OF_THEM = 0.5
ENOUGH_TO_TELL = 200_000

# Excel's own way to say it: a first line that no spreadsheet shows.
SEP_LINE = re.compile(rb'"?sep=([,;\t|])"?(?:\r\n|\n|\r)', re.IGNORECASE)


def said_separator(text: bytes) -> tuple[str, int]:
    """The separator that a `sep=` line says, and how many bytes that line takes; ("", 0) if none.

    >>> said_separator(b"sep=;" + bytes([10]) + b"a;b")
    (';', 6)
    """
    line = SEP_LINE.match(text)
    return (line.group(1).decode(), line.end()) if line else ("", 0)


def likely_separator(text: bytes) -> str:
    """The separator under which most of the first rows have as many cells as the first one.

    When there is none, as under a title, it is the one under which most rows are alike. `text`
    is UTF-8. A file of one column has no separator; the comma is taken then.
    """
    start = _beginning(text)
    widths = {separator: _widths(start, separator) for separator in SEPARATORS}
    fit = {separator: _as_wide_as(found[0], found) for separator, found in widths.items()}
    if max(fit.values()) == 0:
        fit = {separator: _as_wide_as(mode(found), found) for separator, found in widths.items()}
    return max(fit, key=lambda separator: fit[separator])


def said_cells(text: bytes, separator: str) -> str:
    """How the cells of a text are parted, in words.

    >>> said_cells(b"a;b", ";"), said_cells(b"a", ",")
    ('cells separated by semicolons', 'one column')
    """
    several = max(_widths(_beginning(text), separator)) > 1
    return f"cells separated by {SEPARATORS[separator]}" if several else "one column"


def _beginning(text: bytes) -> str:
    """As much of the text as tells enough, in whole lines."""
    start = text[:ENOUGH_TO_TELL].decode("utf-8", errors="ignore")
    if len(text) > ENOUGH_TO_TELL:
        start = start[: max(start.rfind("\n"), start.rfind("\r")) + 1]
    return start


def _widths(start: str, separator: str) -> list[int]:
    """The numbers of cells in the first rows that hold something."""
    rows = itertools.islice(_rows_with_cells(start, separator), ROWS_LOOKED_AT)
    return [len(row) for row in rows] or [1]


def _as_wide_as(width: int, widths: list[int]) -> float:
    """How many cells the rows of this width have beyond one; 0 when they are the lesser part."""
    share = widths.count(width) / len(widths)
    return share * (width - 1) if share >= MOST_OF_THEM else 0.0


def _rows_with_cells(start: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from filter(any, csv.reader(io.StringIO(start, newline=""), delimiter=separator))
    except csv.Error:
        # A cell without end: the strict pass names its line.
        return
