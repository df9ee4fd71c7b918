"""Rows of text to a table: the headings checked, blank rows at the end left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.text_table import (
    NO_HEADING,
    WRONG_NUMBER_OF_CELLS,
    ReadingProblem,
    Source,
    TextTable,
    column_letter,
    shown,
)

BATCH = 5_000


@dataclass
class Gathered:
    """What is noticed while rows pass by: the line of each row kept, problems and notes."""

    lines: list[int] = field(default_factory=list)
    problems: list[ReadingProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def heading_notes(line: int) -> Iterator[str]:
    """What the user is told when the headings are not in the first row."""
    if line > 1:
        yield f"The headings were taken from row {line:,}, the first with something in it."


def gather_columns(rows: Iterator[Sequence[str]], width: int) -> list[list[str]]:
    """Rows of `width` cells as columns. Equal texts of a column are kept once, to save memory."""
    columns: list[list[str]] = [[] for _ in range(width)]
    distinct: list[dict[str, str]] = [{} for _ in range(width)]
    while batch := list(itertools.islice(rows, BATCH)):
        for column, seen, cells in zip(columns, distinct, zip(*batch, strict=True), strict=True):
            column.extend(map(seen.setdefault, cells, cells))
    return columns


def build_table(
    headings: Sequence[str], columns: list[list[str]], gathered: Gathered, source: Source
) -> TextTable:
    """The table of these headings and columns.

    Raises PoetError when two headings are the same, or when there is no row below them.
    """
    clean = tuple(heading.strip() for heading in headings)
    _refuse_twins(clean, source)
    rows = _rows_to_last_filled(columns)
    _refuse_no_rows(rows, clean, gathered, source)
    cells = pd.DataFrame(
        {position: column[:rows] for position, column in enumerate(columns)}, dtype=object
    )
    return TextTable(
        headings=clean,
        cells=cells,
        lines=np.array(gathered.lines[:rows], dtype=np.int64),
        source=source,
        problems=(*gathered.problems, *_columns_without_heading(clean, columns)),
        notes=tuple(gathered.notes),
    )


def _refuse_twins(headings: tuple[str, ...], source: Source) -> None:
    first: dict[str, int] = {}
    for position, heading in enumerate(headings):
        if heading and heading in first:
            letters = f"{column_letter(first[heading])} and {column_letter(position)}"
            raise cannot_read(
                source.where,
                f'columns {letters} have the same heading, "{shown(heading)}"',
                "Rename one of them, or delete the column that is not needed. If this row holds "
                "answers, put a row of headings above it",
            )
        first.setdefault(heading, position)


def _rows_to_last_filled(columns: list[list[str]]) -> int:
    """How many rows there are up to the last one with something in it."""
    rows = len(columns[0])
    while rows and not any(column[rows - 1].strip() for column in columns):
        rows -= 1
    return rows


def _refuse_no_rows(
    rows: int, headings: tuple[str, ...], gathered: Gathered, source: Source
) -> None:
    misshapen = [p for p in gathered.problems if p.rule == WRONG_NUMBER_OF_CELLS]
    if rows:
        return
    if misshapen:
        raise _all_misshapen(misshapen, len(headings), source)
    raise cannot_read(
        source.where,
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
    headings: tuple[str, ...], columns: list[list[str]]
) -> Iterator[ReadingProblem]:
    for position, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        filled = 0 if heading else sum(bool(cell.strip()) for cell in column)
        if filled:
            yield ReadingProblem(
                line=None,
                column=position,
                found="1 cell" if filled == 1 else f"{filled:,} cells",
                rule=NO_HEADING,
                sentence="This column has no heading, so it is not used.",
            )
