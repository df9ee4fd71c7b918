"""A comparison of two people's entries as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from poet.reading import shown
from poet.wording import count, half_up

if TYPE_CHECKING:
    from poet.comparing import Comparison

MOST_CELLS = 50
MOST_NAMED = 10
LONGEST_HEADING, HALF_A_HEADING = 60, 28
# Mistakes in 10,000 fields of clinical research that one person typed from paper: pooled over the
# published studies, 95 % interval 24 to 35 (Garza and others 2023, doi 10.21203/rs.3.rs-2386986).
USUAL = 29
# In fewer cells one slip more or less would decide on which side of it the typing is.
ENOUGH_CELLS = 1_000


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """What was compared, what differs cell by cell, and in which columns most."""
    yield from _head(comparison)
    yield from _apart(comparison)
    if comparison.same:
        yield "Everything is the same in both files."
    if not comparison.by_cell.empty:
        yield "\nLook at the paper form for each of these, and correct the file that is wrong:"
        yield from _cells(comparison)
        yield "\nThe columns that differ most:"
        yield from _columns(comparison)


def _head(comparison: Comparison) -> Iterator[str]:
    yield f"A is {comparison.a.where}. B is {comparison.b.where}."
    forms = _many(comparison.forms, "form is", "forms are")
    cells = _many(comparison.cells, "cell", "cells")
    differ = _many(len(comparison.by_cell), "of these differs", "of these differ")
    if comparison.by_cell.empty:
        differ = "None of these differs"
    yield f"{forms} in both files, with {cells} filled in. {differ}."
    yield from _rate(comparison)
    if comparison.spelt_differently:
        one, many = (f"{words} the same" for words in ("cell means", "cells mean"))
        spelt = _many(comparison.spelt_differently, one, many)
        yield f"{spelt} in other words or signs: not counted."


def _rate(comparison: Comparison) -> Iterator[str]:
    """How often the two differ, beside what is usual; nothing when no cell does."""
    rate = comparison.in_10_000
    if not rate:
        return
    if comparison.cells < ENOUGH_CELLS:
        yield f"These are too few cells to judge the typing by: {count(ENOUGH_CELLS)} would do."
        return
    # A difference is a mistake of one of the two, so that each made about half of them.
    each = half_up(rate / 2, 0 if rate >= 20 else 1)
    yield (
        f"That is {half_up(rate):,} in 10,000, or about {each:,} for each of the two people. "
        f"Where clinical research types from paper, one person's mistakes were about {USUAL} in "
        "10,000 (Garza and others 2023)."
    )


def _apart(comparison: Comparison) -> Iterator[str]:
    """What was not compared: rows by reason, columns, and what could not be read."""
    for (file, reason), rows in comparison.by_row.groupby(["file", "reason"], sort=False):
        many = _many(len(rows), f"row of {file}", f"rows of {file}")
        which = "row" if len(rows) == 1 else "rows"
        yield f"Not compared: {many} {reason} ({which} {_some([f'{n:,}' for n in rows['row']])})."
    for file, headings in (("A", comparison.only_in_a), ("B", comparison.only_in_b)):
        if headings:
            many = _many(len(headings), "column", "columns")
            named = _some([_in_quotes(heading) for heading in headings])
            yield f"Not compared: {many} only in {file}: {named}."
    yield from (f"Not compared: {sentence}" for sentence in comparison.unread[:MOST_NAMED])
    more = len(comparison.unread) - MOST_NAMED
    if more > 0:
        yield f"and {_many(more, 'more cell or row', 'more cells or rows')} that could not be read."


def _some(words: Sequence[str]) -> str:
    more = len(words) - MOST_NAMED
    named = ", ".join(words[:MOST_NAMED])
    return f"{named} and {more:,} more" if more > 0 else named


def _in_quotes(heading: str) -> str:
    """A heading, shortened in its middle: questions often begin alike."""
    if len(heading) > LONGEST_HEADING:
        start, end = heading[:HALF_A_HEADING], heading[-HALF_A_HEADING:]
        heading = f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"
    return f'"{shown(heading)}"'


def _cells(comparison: Comparison) -> Iterator[str]:
    for cell in comparison.by_cell.head(MOST_CELLS).itertuples():
        yield f"{_place(cell)}: {cell.sentence}"
    more = len(comparison.by_cell) - MOST_CELLS
    if more > 0:
        yield f"and {_many(more, 'more cell', 'more cells')}. For a list of all: -o FOLDER"


def _place(cell: Any) -> str:  # noqa: ANN401 - a row of a frame has no type of its own
    form = f'form "{cell.form}", ' if cell.form else ""
    cells = f"cell {cell.cell_a}"
    if cell.cell_a != cell.cell_b:
        cells = f"cell {cell.cell_a} of A and {cell.cell_b} of B"
    return f"{form}{cells}, {_in_quotes(cell.heading)}"


def _columns(comparison: Comparison) -> Iterator[str]:
    table = comparison.by_column
    most = table[table["differ"] > 0].sort_values("differ", ascending=False, kind="stable")
    for column in most.head(MOST_NAMED).itertuples():
        of_cells = f"{count(column.differ)} of {_many(column.cells, 'cell', 'cells')}"
        yield f"{_in_quotes(column.heading)}: {of_cells}"
    more = len(most) - MOST_NAMED
    if more > 0:
        yield f"and {_many(more, 'more column', 'more columns')}."


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
