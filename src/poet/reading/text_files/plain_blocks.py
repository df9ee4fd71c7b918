"""Plain blocks of a CSV text as coded columns, cut by the places of their separators.

A block is plain when it is made of whole records with as many cells as there are headings, and
every quotation mark in it is in order. Then no two parsers can differ, and cells are told apart
with array arithmetic, a third of the time of any parser at hand; nothing is taken for a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from poet.reading.gathering import CodedBlock
from poet.reading.packed_texts import PackedTexts, piece_of, piece_of_bytes
from poet.reading.text_columns import TextColumn, narrowed

LONGEST_CELL = 131_072
LINE_END, RETURN, QUOTE, ZERO = b"\n", b"\r", b'"', b"\0"
# Cells of a column are compared eight bytes at a time; longer ones are not compared.
WORD = 8
MOST_WORDS = 16
# An odd number, so that multiplying with it brings no two words together.
MULTIPLIER = 0x9E3779B97F4A7C15
# For each number of bytes that belong to a cell, the mask that takes away those after it.
MASKS = np.array([(1 << 8 * length) - 1 for length in range(WORD + 1)], dtype=np.uint64)


@dataclass(frozen=True, eq=False)
class _Cells:
    """Where the cells of a column begin and end in a block, by row; `words` begin at every byte."""

    text: np.ndarray
    words: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


def plain_block(block: bytes, separator: str, width: int, first: int) -> CodedBlock | None:
    """The cells of a block of UTF-8, None when it is not plain.

    `width` is the number of headings, `first` the number of the first record.
    """
    if not _whole_lines_alike(block, width):
        return None
    text = np.frombuffer(block, dtype=np.uint8)
    quotes = np.flatnonzero(text == ord(QUOTE)) if QUOTE in block else np.array([], np.int64)
    if not _in_order(text, quotes, separator):
        return None
    ends = _ends_of_cells(text, quotes, separator)
    if len(ends) % width or not _even(text, ends.reshape(-1, width)):
        return None
    starts = np.concatenate(([0], ends[:-1] + 1))
    by_column = (np.ascontiguousarray(places.reshape(-1, width).T) for places in (starts, ends))
    columns = _coded(block, *by_column, quoted=bool(len(quotes)))
    return CodedBlock(range(first, first + len(ends) // width), columns)


def _whole_lines_alike(block: bytes, width: int) -> bool:
    """Whether all lines have an end, and the same one."""
    # In one column a blank line is a record to some parsers and none to others.
    if width == 1 or not block.endswith(LINE_END) or ZERO in block:
        return False
    if RETURN not in block:
        return True
    lines = block.count(LINE_END)
    return block.count(RETURN) == lines == block.count(RETURN + LINE_END)


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
    return bool(np.isin(before, apart).all() and np.isin(after, [*apart, *RETURN]).all())


def _ends_of_cells(text: np.ndarray, quotes: np.ndarray, separator: str) -> np.ndarray:
    """The places of separators and line ends that stand in no quoted cell."""
    places = np.flatnonzero((text == ord(separator)) | (text == ord(LINE_END)))
    if not len(quotes):
        return places
    passed = np.searchsorted(places, quotes)
    change = np.bincount(passed[::2], minlength=len(places) + 1)
    change -= np.bincount(passed[1::2], minlength=len(places) + 1)
    return places[np.cumsum(change[:-1]) == 0]


def _even(text: np.ndarray, ends: np.ndarray) -> bool:
    """Whether a line ends after the last cell of each record, and nowhere else."""
    is_line_end = text[ends] == ord(LINE_END)
    even = is_line_end[:, -1].all() and not is_line_end[:, :-1].any()
    return bool(even) and int(np.diff(ends[:, -1], prepend=-1).max()) <= LONGEST_CELL


def _coded(
    block: bytes, starts: np.ndarray, ends: np.ndarray, *, quoted: bool
) -> Sequence[TextColumn]:
    """The columns of a block; `starts` and `ends` have one row per column."""
    text = np.frombuffer(block, dtype=np.uint8)
    if RETURN in block:
        ends[-1] -= 1
    if quoted:
        marked = text[starts] == ord(QUOTE)
        starts += marked
        ends -= marked
    padded = block + bytes(WORD * (MOST_WORDS + 1))
    words = np.ndarray(len(block) + WORD * MOST_WORDS, np.dtype("<u8"), padded, strides=(1,))
    cells = (_Cells(text, words, *places) for places in zip(starts, ends, strict=True))
    return [_column(one) for one in cells]


def _column(cells: _Cells) -> TextColumn:
    code, first = _codes(cells)
    piece = piece_of_bytes(cells.text, cells.starts[first], cells.ends[first])
    if chr(*QUOTE) in piece.joined:
        # Within quotation marks one of them is written twice; elsewhere there is none.
        piece = piece_of([text.replace(chr(*QUOTE) * 2, chr(*QUOTE)) for text in piece])
    return TextColumn(narrowed(code), PackedTexts([piece]))


def _codes(cells: _Cells) -> tuple[np.ndarray, np.ndarray]:
    """One number per cell, and for each number a row with its text."""
    import pandas as pd

    lengths = cells.ends - cells.starts
    words = max(-(-int(lengths.max()) // WORD), 1)
    if words > MOST_WORDS:
        return _codes_of_filled(lengths)
    parts = [_part(cells, lengths, number) for number in range(words)]
    code, distinct = pd.factorize(_mixed(parts))
    first = np.zeros(len(distinct), dtype=np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]
    like = first[code]
    if words > 1 and any((part != part[like]).any() for part in parts):
        return _codes_of_filled(lengths)
    return code, first


def _part(cells: _Cells, lengths: np.ndarray, number: int) -> np.ndarray:
    """The eight bytes of this number of every cell, zero where the cell has ended.

    There is no zero byte in the text, so that a shorter cell differs from a longer one.
    """
    left = np.minimum(lengths - WORD * number, WORD)
    return cells.words[cells.starts + WORD * number] & MASKS[np.maximum(left, 0)]


def _mixed(parts: Sequence[np.ndarray]) -> np.ndarray:
    """One number per cell, hardly ever the same for cells of which a part differs."""
    total = parts[0]
    for part in parts[1:]:
        total = (total ^ (total >> np.uint64(29))) * np.uint64(MULTIPLIER) + part
    return total


def _codes_of_filled(lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A number of its own for each cell that is not empty, as good as any for long texts."""
    filled = np.flatnonzero(lengths)
    code = np.zeros(len(lengths), dtype=np.int64)
    empty = np.flatnonzero(lengths == 0)[:1]
    code[filled] = np.arange(len(empty), len(empty) + len(filled))
    return code, np.concatenate((empty, filled))
