"""Rows of text to a table: headings found, every row in its place, none blank at the end."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.gathering import Batch, CodedBlock, NumberedRow, batches, gathered_columns
from poet.reading.headings import heading_notes, heading_position, layout_below, rows_to_look_at
from poet.reading.headless import refuse_headless
from poet.reading.layout import Column, Layout, Rows, Variable
from poet.reading.size_limits import refuse_too_large
from poet.reading.text_columns import TextColumn, is_blank, row_numbers, rows_where_all
from poet.reading.text_table import (
    NO_HEADING,
    WRONG_NUMBER_OF_CELLS,
    ReadingProblem,
    Source,
    TextTable,
    column_letter,
)


@dataclass
class _Passing:
    """What is noticed while rows pass by."""

    lines: array[int] = field(default_factory=lambda: array("q"))
    longer: int = 0


def assembled(rows: Rows, heading_row: int = 0) -> TextTable:
    """The table that these rows hold. `heading_row` is the number of the row with the headings.

    Raises PoetError when nothing is there, the row or the number of headings cannot be right, two
    headings are the same, or there is no row below.
    """
    try:
        return _assembled(rows, heading_row)
    finally:
        # A file left open cannot be saved again on Windows, and the next step may be to mend it.
        if isinstance(rows.rows, Generator):
            rows.rows.close()


def _assembled(rows: Rows, heading_row: int) -> TextTable:
    head = list(itertools.islice(rows.rows, rows_to_look_at(heading_row, rows.source)))
    place = heading_position(head, heading_row, rows.source)
    layout = _with_variables(layout_below(head, place, rows.source.where), rows.variables)
    rows.notes.extend(heading_notes(head, place, heading_row, layout))
    refuse_too_large(rows.source.where, 0, _last_heading(layout))
    _refuse_twins(layout, rows.source)
    after = place + layout.heading_rows
    return _table(rows, layout, _below(rows, head[after:], head[after - 1][0] + 1, layout))


def _below(
    rows: Rows, head: Sequence[NumberedRow], first_line: int, layout: Layout
) -> Iterator[Batch | CodedBlock]:
    """The rows below the headings, of which `head` are drawn already."""
    if rows.blocks is None:
        return batches(itertools.chain(head, rows.rows), first_line)
    return itertools.chain(batches(iter(head), first_line), rows.blocks(len(layout.columns)))


def _table(rows: Rows, layout: Layout, below: Iterator[Batch | CodedBlock]) -> TextTable:
    passing = _Passing()
    kept = _ragged(below, passing) if rows.ragged else _even(below, layout, rows, passing)
    columns = gathered_columns(kept, len(layout.columns))
    if passing.longer:
        ends = "1 row ends" if passing.longer == 1 else f"{passing.longer:,} rows end"
        rows.notes.append(f"{ends} in empty cells beyond the last heading: left out.")
    layout = _widened(layout, len(columns))
    length = _rows_to_last_filled(columns)
    _refuse_no_rows(length, layout, rows)
    columns = [column.first(length) for column in columns]
    refuse_headless(layout, columns, rows.source)
    if layout.mend:
        columns = [column.mended(layout.mend) for column in columns]
    return TextTable(
        columns=tuple(columns),
        lines=row_numbers(passing.lines)[:length],
        source=rows.source,
        layout=layout,
        problems=(*rows.problems, *_columns_without_heading(layout, columns)),
        notes=tuple(rows.notes),
        states=_states(layout, columns),
    )


def _ragged(below: Iterator[Batch], passing: _Passing) -> Iterator[Sequence[Sequence[str]]]:
    for lines, cells in below:
        passing.lines.extend(lines)
        yield cells


def _even(
    below: Iterator[Batch | CodedBlock], layout: Layout, rows: Rows, passing: _Passing
) -> Iterator[Sequence[Sequence[str]] | CodedBlock]:
    """The rows that fit the headings.

    A row with another number of cells goes to the problems: its cells cannot be told apart.
    """
    width, least = len(layout.columns), _last_heading(layout)
    for batch in below:
        if isinstance(batch, CodedBlock):
            passing.lines.extend(batch.numbers)
            yield batch
            continue
        lines, cells = batch
        if set(map(len, cells)) == {width}:
            passing.lines.extend(lines)
            yield cells
            continue
        fit = [_fitting(row, width, least, passing) for row in cells]
        pairs = list(zip(lines, cells, fit, strict=True))
        rows.problems.extend(
            _misshapen(n, len(row), width) for n, row, kept in pairs if kept is None
        )
        passing.lines.extend(line for line, _, kept in pairs if kept is not None)
        if kept_rows := [kept for kept in fit if kept is not None]:
            yield kept_rows


def _last_heading(layout: Layout) -> int:
    """The place, from 1, of the last column that has a heading."""
    return max((place for place, one in enumerate(layout.columns, 1) if one.heading), default=0)


def _fitting(row: Sequence[str], width: int, least: int, passing: _Passing) -> Sequence[str] | None:
    """The row under so many headings; None when it cannot be told which cell is under which.

    Empty cells beyond the headings are let be, and so are missing ones below none (the last
    heading is at `least`).
    """
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        passing.longer += any(row)
    elif any(cell.strip() for cell in row) and not least <= len(row) <= width:
        return None
    return row[:width]


def _misshapen(line: int, cells: int, width: int) -> ReadingProblem:
    found = "1 cell" if cells == 1 else f"{cells:,} cells"
    headings = "1 heading" if width == 1 else f"{width:,} headings"
    return ReadingProblem(
        line=line,
        column=None,
        found=found,
        rule=WRONG_NUMBER_OF_CELLS,
        sentence=f"This row has {found} under {headings}, so it is set aside.",
    )


def _with_variables(layout: Layout, variables: Mapping[int, Variable]) -> Layout:
    """The layout with what a statistics program says of its columns."""
    if not variables:
        return layout
    columns = [_told(column, variables.get(place)) for place, column in enumerate(layout.columns)]
    return replace(layout, columns=tuple(columns))


def _told(column: Column, variable: Variable | None) -> Column:
    if variable is None:
        return column
    name = column.name or column.heading
    heading = f"{name}: {variable.label}" if variable.label else name
    wording = variable.label or column.wording
    return replace(column, heading=heading, name=name, wording=wording, values=variable.values)


def _widened(layout: Layout, width: int) -> Layout:
    further = width - len(layout.columns)
    return replace(layout, columns=(*layout.columns, *(Column("") for _ in range(further))))


def _states(layout: Layout, columns: Sequence[TextColumn]) -> dict[str, np.ndarray]:
    """For each state that a tool tells of, a mask of the rows that are in it."""
    states: dict[str, np.ndarray] = {}
    for rule in layout.states:
        mask = columns[rule.column].where(rule.means)
        states[rule.state] = states[rule.state] | mask if rule.state in states else mask
    return states


def _refuse_twins(layout: Layout, source: Source) -> None:
    # Survey tools may give two questions the same words: the column map tells them apart.
    if layout.tool:
        return
    first: dict[str, int] = {}
    for position, column in enumerate(layout.columns):
        heading = column.heading
        if heading and heading in first:
            letters = f"{column_letter(first[heading])} and {column_letter(position)}"
            raise cannot_read(
                source.where,
                # The heading is not shown: in a file without headings it is what somebody wrote.
                f"columns {letters} have the same heading",
                "Rename one of them, or delete the column that is not needed. If this row holds "
                "answers, put a row of headings above it",
            )
        first.setdefault(heading, position)


def _rows_to_last_filled(columns: Sequence[TextColumn]) -> int:
    """How many rows there are up to the last one with something in it."""
    filled = np.flatnonzero(~rows_where_all(columns, lambda text: not text.strip()))
    return int(filled[-1]) + 1 if len(filled) else 0


def _refuse_no_rows(length: int, layout: Layout, rows: Rows) -> None:
    misshapen = [p for p in rows.problems if p.rule == WRONG_NUMBER_OF_CELLS]
    if length:
        return
    if misshapen:
        raise _all_misshapen(misshapen, len(layout.columns), rows.source)
    raise cannot_read(
        rows.source.where,
        "there are headings but no rows of answers below them",
        "Export the answers again, with all responses",
    )


def _all_misshapen(misshapen: list[ReadingProblem], width: int, source: Source) -> PoetError:
    first = misshapen[0]
    return cannot_read(
        source.where,
        f"no row has as many cells as there are headings ({width:,}): "
        f"row {first.line}, the first, has {first.found}",
        "Check that the headings are the first row and that nothing stands above them",
    )


def _columns_without_heading(
    layout: Layout, columns: Sequence[TextColumn]
) -> Iterator[ReadingProblem]:
    for position, (told, column) in enumerate(zip(layout.columns, columns, strict=True)):
        filled = 0 if told.heading else int((~column.where(is_blank)).sum())
        if filled:
            yield ReadingProblem(
                line=None,
                column=position,
                found="1 cell" if filled == 1 else f"{filled:,} cells",
                rule=NO_HEADING,
                sentence="This column has no heading, so it is not used.",
            )
