"""The records of a CSV text: one by one, strictly, or a block at a time where all are plain.

A block is plain when it is made of whole records with as many cells as there are headings, and
every quotation mark in it is in order. Then no two parsers can differ, and the faster is taken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from poet.reading.gathering import BATCH, Batch, CodedBlock, NumberedRow
from poet.reading.text_files.plain_blocks import LINE_END, LONGEST_CELL, QUOTE, plain_block

BLOCK_BYTES = 2_000_000
# A cell of more lines than this may be cut, which costs time and nothing else.
LINES_OF_A_CELL = 100


class CsvRecords:
    """The records of a text in UTF-8. `line` is the number of records drawn so far.

    A record's number is its row as a spreadsheet shows it: a cell of two lines is in one row.
    """

    def __init__(self, text: io.BufferedIOBase, separator: str) -> None:
        self.line = 0
        self._separator = separator
        self._lines = _Lines(_whole_lines(text))
        self._records = csv.reader(self._lines, delimiter=separator, strict=True)

    def __iter__(self) -> Iterator[NumberedRow]:
        """Each record with its number."""
        return self

    def __next__(self) -> NumberedRow:
        """The next record with its number. Raises csv.Error when it is broken."""
        # Another reader may have set its own limit meanwhile.
        csv.field_size_limit(LONGEST_CELL)
        record = next(self._records)
        self.line += 1
        return self.line, record

    def blocks(self, width: int) -> Iterator[Batch | CodedBlock]:
        """The records not drawn yet, many at a time. `width` is the number of headings."""
        while True:
            yield from self._to_end_of_block()
            block = self._lines.next_block()
            if not block:
                return
            coded = plain_block(block, self._separator, width, self.line + 1)
            if coded is None:
                self._lines.put(block)
            else:
                self.line += len(coded.numbers)
                yield coded

    def _to_end_of_block(self) -> Iterator[Batch]:
        """The records of the lines at hand, a batch at a time."""
        while self._lines.left:
            batch = [next(self) for _ in range(min(self._lines.left, BATCH)) if self._lines.left]
            numbers, records = zip(*batch, strict=True)
            yield numbers, records


class _Lines:
    """The lines of a text, for the csv module; a record may go on in the next block."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._at_hand: list[str] = []

    @property
    def left(self) -> int:
        """How many lines there are before another block must be read."""
        return len(self._at_hand)

    def next_block(self) -> bytes:
        """The next lines as bytes, b"" when there are none."""
        return next(self._blocks, b"")

    def put(self, block: bytes) -> None:
        """Make these the lines at hand."""
        self._at_hand = list(io.StringIO(block.decode("utf-8"), newline=""))[::-1]

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self._at_hand:
            self.put(next(self._blocks))
        return self._at_hand.pop()


def _whole_lines(text: io.BufferedIOBase) -> Iterator[bytes]:
    """The text in blocks that end where a line ends, outside quotation marks where one is near."""
    rest = b""
    with text:
        while piece := text.read(BLOCK_BYTES):
            piece = rest + piece
            end = _end_of_record(piece)
            if end:
                yield piece[:end]
            rest = piece[end:]
    if rest:
        yield rest


def _end_of_record(piece: bytes) -> int:
    """Where the last record most likely ends; 0 when no line ends."""
    last = end = piece.rfind(LINE_END) + 1
    marks = piece.count(QUOTE, 0, end)
    for _ in range(LINES_OF_A_CELL):
        if marks % 2 == 0 or not end:
            break
        before = piece.rfind(LINE_END, 0, end - 1) + 1
        marks -= piece.count(QUOTE, before, end)
        end = before
    return end if marks % 2 == 0 and end else last
