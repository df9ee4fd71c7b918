"""Rows of text gathered into columns, a batch at a time, so that a million rows fit in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from poet.reading.packed_texts import PackedTexts, Piece, packed, piece_of
from poet.reading.text_columns import TextCodes, TextColumn, narrowed

# Few enough that the cells of a batch stay in the processor's cache.
BATCH = 100
# After so many rows, and again when there are a quarter more, the parts of a column are joined:
# thousands of small arrays would leave holes in memory.
JOINED_AFTER = 65_536
ONE_BYTE = 256
# A column with more texts than this, one or more for so many rows, is one of ids or of free text:
# it takes less memory packed, and looking its texts up finds next to nothing.
MOST_LOOKED_UP = 65_536
ROWS_A_TEXT = 8

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
        self._rows, self._joined = blank, 0
        # Texts that are no longer looked up, and how many they are.
        self._pieces: list[Piece] = []
        self._packed = 0

    def add(self, cells: Sequence[str]) -> None:
        """The next cells."""
        if self._packed:
            codes = TextCodes()
            here = np.fromiter(map(codes.__getitem__, cells), np.uint32, count=len(cells))
            self._add_packed(TextColumn(here, tuple(codes)))
            return
        numbers = map(self._codes.__getitem__, cells)
        if len(self._codes) + len(cells) <= ONE_BYTE:
            # Twice as fast as any other way to keep small numbers.
            self._add_part(np.frombuffer(bytes(numbers), dtype=np.uint8))
        else:
            self._add_part(np.fromiter(numbers, dtype=np.uint32, count=len(cells)))

    def add_coded(self, column: TextColumn) -> None:
        """The next cells, coded by themselves."""
        if self._packed:
            self._add_packed(column)
            return
        numbers = map(self._codes.__getitem__, column.distinct)
        place = np.fromiter(numbers, np.uint32, count=len(column.distinct))
        self._add_part(narrowed(place)[column.code])

    def _add_packed(self, column: TextColumn) -> None:
        texts = column.distinct
        self._add_part(column.code.astype(np.uint32) + np.uint32(self._packed))
        self._pieces.extend(texts.pieces if isinstance(texts, PackedTexts) else [piece_of(texts)])
        self._packed += len(texts)

    def _add_part(self, codes: np.ndarray) -> None:
        self._parts.append(codes)
        self._rows += len(codes)
        if self._rows - self._joined > max(JOINED_AFTER, self._joined // 4):
            self._parts = [np.concatenate(self._parts)]
            self._joined = self._rows
        if len(self._codes) > MOST_LOOKED_UP and len(self._codes) * ROWS_A_TEXT > self._rows:
            self._pieces.extend(packed(self._codes).pieces)
            self._packed, self._codes = len(self._codes), TextCodes()

    def finished(self) -> TextColumn:
        """The column; what it was gathered in is let go, so that memory is not held twice."""
        distinct = PackedTexts(self._pieces) if self._packed else tuple(self._codes)
        self._codes, self._pieces = TextCodes(), []
        code = np.concatenate(self._parts)
        self._parts = []
        return TextColumn(narrowed(code), distinct)
