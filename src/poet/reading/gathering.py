"""Rows of text gathered into columns, a batch at a time, so that a million rows fit in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from poet.reading.text_columns import TextCodes, TextColumn, narrowed

# Few enough that the cells of a batch stay in the processor's cache.
BATCH = 100
# As many parts as are joined into one, so that there is no array for every batch.
PARTS = 1_000
ONE_BYTE = 256

NumberedRow = tuple[int, Sequence[str]]
# The numbers of some rows, and their cells.
Batch = tuple[Sequence[int], Sequence[Sequence[str]]]


@dataclass(frozen=True, eq=False)
class CodedBlock:
    """Many rows (their numbers follow each other) as columns, as wide as the headings."""

    numbers: range
    columns: Sequence[TextColumn]


def batches(rows: Iterator[NumberedRow], expected: int) -> Iterator[Batch]:
    """Numbered rows, some at a time, with a blank row in the place of each that was left out.

    `expected` is the number of the first row.
    """
    while batch := list(itertools.islice(rows, BATCH)):
        numbers, cells = zip(*batch, strict=True)
        if numbers[-1] - expected == len(numbers) - 1:
            yield numbers, cells
        else:
            yield from _with_blank_rows(batch, expected)
        expected = numbers[-1] + 1


def _with_blank_rows(batch: Sequence[NumberedRow], expected: int) -> Iterator[Batch]:
    for line, cells in batch:
        for start in range(expected, line, BATCH):
            numbers = tuple(range(start, min(start + BATCH, line)))
            yield numbers, ((),) * len(numbers)
        yield (line,), (cells,)
        expected = line + 1


def gathered_columns(
    rows: Iterable[Sequence[Sequence[str]] | CodedBlock], width: int
) -> list[TextColumn]:
    """Batches of rows as columns, at least `width`; a shorter row ends in empty cells."""
    columns = [_Gathering() for _ in range(width)]
    gathered = 0
    for batch in rows:
        if isinstance(batch, CodedBlock):
            for column, coded in zip(columns, batch.columns, strict=True):
                column.add_coded(coded)
            gathered += len(batch.numbers)
            continue
        widest = max(map(len, batch))
        columns.extend(_Gathering(gathered) for _ in range(widest - len(columns)))
        for column, cells in zip(columns, _across(batch, len(columns)), strict=True):
            column.add(cells)
        gathered += len(batch)
    return [column.finished() for column in columns]


def _across(batch: Sequence[Sequence[str]], width: int) -> Iterator[tuple[str, ...]]:
    """The cells of each column of a batch."""
    if min(map(len, batch)) < width:
        batch = [(*row, *[""] * (width - len(row))) for row in batch]
    return zip(*batch, strict=True)


class _Gathering:
    """A column that grows. `blank` rows were there before it was first seen."""

    def __init__(self, blank: int = 0) -> None:
        self._codes = TextCodes({"": 0} if blank else {})
        self._parts = [np.zeros(blank, dtype=np.uint8)]

    def add(self, cells: Sequence[str]) -> None:
        """The next cells."""
        codes = map(self._codes.__getitem__, cells)
        if len(self._codes) + len(cells) <= ONE_BYTE:
            # Twice as fast as any other way to keep small numbers.
            self._parts.append(np.frombuffer(bytes(codes), dtype=np.uint8))
        else:
            self._parts.append(np.fromiter(codes, dtype=np.uint32, count=len(cells)))
        self._join_parts()

    def add_coded(self, column: TextColumn) -> None:
        """The next cells, coded by themselves."""
        place = np.fromiter(
            map(self._codes.__getitem__, column.distinct), np.uint32, count=len(column.distinct)
        )
        self._parts.append(narrowed(place)[column.code])

    def _join_parts(self) -> None:
        if len(self._parts) > PARTS:
            self._parts = [np.concatenate(self._parts)]

    def finished(self) -> TextColumn:
        """The column; what it was gathered in is let go, so that memory is not held twice."""
        code, distinct = np.concatenate(self._parts), tuple(self._codes)
        self._parts, self._codes = [], TextCodes()
        return TextColumn(narrowed(code), distinct)
