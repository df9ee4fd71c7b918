"""The values of a worksheet as text, and the cells that hold no value."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from poet.reading.text_table import ERROR_CELL, NO_VALUE, ReadingProblem

ERRORS = frozenset(
    (
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA"),
    )
)
# What Excel writes into its XML for the carriage return of a line end within a cell.
CARRIAGE_RETURN = "_x000D_"
LARGEST_WHOLE_NUMBER = 1e15

Row = tuple[int, Sequence[Any]]
TextRow = tuple[int, Sequence[str]]


def as_text(value: object) -> str:
    """A cell's value in its shortest form: 3 and not 3.0, dates as ISO 8601, "" for none.

    >>> as_text(3.0), as_text(0.1 + 0.2), as_text(True), as_text(None)
    ('3', '0.3', 'TRUE', '')
    >>> as_text(datetime.datetime(2026, 5, 3)), as_text(datetime.datetime(2026, 5, 3, 9, 30))
    ('2026-05-03', '2026-05-03T09:30:00')
    """
    if isinstance(value, str):
        return value.replace(CARRIAGE_RETURN, "") if CARRIAGE_RETURN in value else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _shortest(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        value = value.date()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _shortest(number: float) -> str:
    whole = number.is_integer() and abs(number) < LARGEST_WHOLE_NUMBER
    # A spreadsheet keeps 15 digits; more would show 0.30000000000000004 for 0.3.
    return str(int(number)) if whole else f"{number:.15g}"


def text_rows(
    rows: Iterable[Row],
    without_value: Mapping[int, set[int]],
    problems: list[ReadingProblem],
) -> Iterator[TextRow]:
    """The rows as text.

    Error cells, and formulas `without_value` (row number to positions), become empty and are
    added to `problems`, but for those of the first row, which are headings.
    """
    left = dict(without_value)
    for number, (line, values) in enumerate(rows):
        cells = [as_text(value) for value in values]
        if not ERRORS.isdisjoint(cells):
            problems.extend(_error_cells(line, cells) if number else ())
            cells = ["" if cell in ERRORS else cell for cell in cells]
        if line in left:
            problems.extend(_empty_formulas(line, sorted(left.pop(line))) if number else ())
        yield line, cells
    # A row of nothing but formulas without a value has no cell that is filled.
    for line, positions in sorted(left.items()):
        problems.extend(_empty_formulas(line, sorted(positions)))


def _error_cells(line: int, cells: Sequence[str]) -> Iterator[ReadingProblem]:
    for position, cell in enumerate(cells):
        if cell in ERRORS:
            yield ReadingProblem(
                line, position, cell, ERROR_CELL, f"{cell} is an error of the spreadsheet."
            )


def _empty_formulas(line: int, positions: Sequence[int]) -> Iterator[ReadingProblem]:
    sentence = "This formula has no value. Open the file in Excel and save it."
    for position in positions:
        yield ReadingProblem(line, position, "a formula", NO_VALUE, sentence)
