"""Which row holds the headings: found and told, or asked for by its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poet.reading.file_kind import cannot_read
from poet.reading.gathering import NumberedRow
from poet.reading.layout import Layout
from poet.reading.shapes import layout_of
from poet.reading.text_columns import is_blank
from poet.reading.text_table import Source

# A title has a cell or two, above a table that is wider.
MOST_CELLS_OF_A_TITLE = 2
LEAST_CELLS_BELOW_A_TITLE = 4
ROWS_OF_A_SHAPE = 6
ROWS_LOOKED_AT = 50
LAST_ROW_OF_HEADINGS = 10_000


def rows_to_look_at(heading_row: int, source: Source) -> int:
    """How many of the first rows may hold the headings.

    Raises PoetError when the row asked for lies beyond all that a table has above it.
    """
    if heading_row > LAST_ROW_OF_HEADINGS:
        raise cannot_read(
            source.where,
            f"the headings cannot be in row {heading_row:,}: poet looks for them in the first "
            f"{LAST_ROW_OF_HEADINGS:,} rows",
            "Correct heading_row, or take it out to have the row found",
        )
    return max(ROWS_LOOKED_AT, heading_row + ROWS_OF_A_SHAPE)


def heading_position(head: Sequence[NumberedRow], heading_row: int, source: Source) -> int:
    """The place in the first rows (row number, cells) of the row that holds the headings.

    It is the row of the number asked for; without one the first row with something in it, unless
    that is a title: a cell or two above a wider table. Raises PoetError when there is no such row.
    """
    if heading_row:
        return _row_asked_for(head, heading_row, source)
    filled = [_filled(cells) for _, cells in head]
    first = next((place for place, cells in enumerate(filled) if cells), None)
    if first is None:
        raise cannot_read(source.where, "there is nothing in this file", "Export the answers again")
    return first if _tells_a_tool(head, first, source.where) else _below_title(filled, first)


def _row_asked_for(head: Sequence[NumberedRow], heading_row: int, source: Source) -> int:
    for place, (line, cells) in enumerate(head):
        if line == heading_row and _filled(cells):
            return place
    raise cannot_read(
        source.where,
        f"row {heading_row:,} holds no headings: nothing is in it",
        "Correct heading_row, or take it out to have the row found",
    )


def _filled(cells: Sequence[str]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _tells_a_tool(head: Sequence[NumberedRow], place: int, where: str) -> bool:
    return bool(layout_below(head, place, where).tool)


def layout_below(head: Sequence[NumberedRow], place: int, where: str) -> Layout:
    """What the rows from this place on say of the table."""
    return layout_of([cells for _, cells in head[place : place + ROWS_OF_A_SHAPE]], where)


def _below_title(filled: Sequence[int], first: int) -> int:
    widest = max(filled)
    if filled[first] > MOST_CELLS_OF_A_TITLE or widest < LEAST_CELLS_BELOW_A_TITLE:
        return first
    return next(place for place in range(first, len(filled)) if 2 * filled[place] >= widest)


def heading_notes(
    head: Sequence[NumberedRow], place: int, heading_row: int, layout: Layout
) -> Iterator[str]:
    """What the user is told of the headings."""
    line = head[place][0]
    above = any(_filled(cells) for _, cells in head[:place])
    if heading_row:
        yield f"The headings were taken from row {line:,}, as asked."
    elif above:
        yield f"The headings were taken from row {line:,}: above it stands a title, not read."
    elif line > 1:
        yield f"The headings were taken from row {line:,}, the first with something in it."
    if layout.tool:
        rows = "1 row" if layout.heading_rows == 1 else f"{layout.heading_rows} rows"
        yield f"This is an export of {layout.tool}: {rows} of headings."
    yield from layout.notes
