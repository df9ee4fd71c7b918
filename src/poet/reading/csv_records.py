"""The records of a CSV text: one by one, strictly, or a block at a time where all are plain.

A block is plain when it is made of whole records with as many cells as there are headings, and
every quotation mark in it is in order. Then no two parsers can differ, and the faster is taken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np

from poet.reading.gathering import BATCH, Batch, CodedBlock, NumberedRow
from poet.reading.text_columns import TextColumn, narrowed

BLOCK_BYTES = 4_000_000
LONGEST_CELL = 131_072
LINE_END, RETURN, QUOTE = b"\n", b"\r", b'"'


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
            if _is_plain(block, self._separator, width):
                coded = _coded(block, self._separator, width, self.line + 1)
                self.line += len(coded.numbers)
                yield coded
            else:
                self._lines.put(block)

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
    """The text in blocks that end where a line ends."""
    rest = b""
    with text:
        while piece := text.read(BLOCK_BYTES):
            end = piece.rfind(LINE_END) + 1
            if end:
                yield rest + piece[:end]
                rest = piece[end:]
            else:
                rest += piece
    if rest:
        yield rest


def _is_plain(block: bytes, separator: str, width: int) -> bool:
    """Whether a block is made of whole records of so many cells, every quotation mark in order."""
    returns, lines = block.count(RETURN), block.count(LINE_END)
    # In one column a blank line is a record to some parsers and none to others.
    if width == 1 or not block.endswith(LINE_END) or returns not in (0, lines):
        return False
    if returns and block.count(RETURN + LINE_END) != lines:
        return False
    text = np.frombuffer(block, dtype=np.uint8)
    quotes = np.flatnonzero(text == ord(QUOTE))
    if not _in_order(text, quotes, separator):
        return False
    ends, parted = (_outside(text, sign, quotes) for sign in (LINE_END, separator.encode()))
    before = np.searchsorted(parted, ends)
    even = np.array_equal(before, np.arange(1, len(ends) + 1) * (width - 1))
    return even and int(np.diff(ends, prepend=-1).max()) <= LONGEST_CELL


def _in_order(text: np.ndarray, quotes: np.ndarray, separator: str) -> bool:
    """Whether each cell that begins with a quotation mark ends with one, and none is elsewhere.

    A mark inside such a cell is written twice: it closes the cell and opens it again at once.
    """
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    apart = [ord(separator), *LINE_END, *QUOTE]
    before = text[opening[opening > 0] - 1]
    after = text[closing + 1]
    again = np.isin(before, list(QUOTE)).sum() == np.isin(after, list(QUOTE)).sum()
    ends = np.isin(after, [*apart, *RETURN]).all()
    return bool(again and ends and np.isin(before, apart).all())


def _outside(text: np.ndarray, sign: bytes, quotes: np.ndarray) -> np.ndarray:
    """The places of a sign that stand in no quoted cell."""
    places = np.flatnonzero(text == ord(sign))
    if not len(quotes):
        return places
    return places[np.searchsorted(quotes, places) % 2 == 0]


def _coded(block: bytes, separator: str, width: int, first: int) -> CodedBlock:
    """The cells of a plain block, each text told once."""
    import pandas as pd

    table = pd.read_csv(
        io.BytesIO(block),
        sep=separator,
        header=None,
        names=range(width),
        index_col=False,
        dtype=object,
        na_filter=False,
        skip_blank_lines=False,
        quoting=csv.QUOTE_MINIMAL,
        encoding="utf-8",
        engine="c",
        low_memory=False,
    )
    coded = [pd.factorize(table[name].to_numpy()) for name in table.columns]
    columns = [TextColumn(narrowed(code), tuple(texts)) for code, texts in coded]
    return CodedBlock(range(first, first + len(table)), columns)
