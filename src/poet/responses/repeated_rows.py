"""Rows that stand for the same person: the same id, or the same answers throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from poet.reading import TextCodes, TextColumn, is_blank

# Fewer answers than this can be the same by chance.
LEAST_ANSWERS = 10
# An odd number: no two of the small codes are brought together by multiplying with it.
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def repeated_ids(ids: TextColumn, among: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Mask of the rows, `among` these, whose id another row has that is kept instead.

    Of each id the row with the lowest of the `ranks` is kept. A blank cell is no id.
    """
    # A million ids are looked through without keeping them.
    hashes = np.fromiter(map(hash, map(str.strip, ids.distinct)), np.int64, len(ids.distinct))
    again = np.zeros(len(ids.code), dtype=bool)
    seen: set[str] = set()
    rows = np.flatnonzero(among)
    rows = rows[_not_alone(hashes[ids.code[rows]])]
    for row in rows[np.argsort(ranks[rows])]:
        text = ids.distinct[ids.code[row]].strip()
        again[row] = text in seen and not is_blank(text)
        seen.add(text)
    return again


def repeated_answers(columns: Sequence[TextColumn], among: np.ndarray) -> np.ndarray:
    """Mask of the rows, `among` these, with the same text in every column as an earlier one.

    Only rows with at least LEAST_ANSWERS cells filled are looked at.
    """
    filled = np.zeros(len(among), dtype=np.int16)
    for column in columns:
        filled += ~column.where(is_blank)
    rows = np.flatnonzero(among & (filled >= LEAST_ANSWERS))
    # The texts of packed columns are compared for the few rows that are the same elsewhere.
    rows = rows[_alike((one.code[rows] for one in columns if not one.packed), len(rows))]
    cells = [_numbers(column, rows) for column in columns]
    same = _alike(cells, len(rows))
    again = np.zeros(len(among), dtype=bool)
    seen: set[tuple[int, ...]] = set()
    # Rows alike by their sum are few: these are compared in full.
    for row, numbers in zip(
        rows[same], zip(*(one[same].tolist() for one in cells), strict=True), strict=True
    ):
        again[row] = numbers in seen
        seen.add(numbers)
    return again


def _numbers(column: TextColumn, rows: np.ndarray) -> np.ndarray:
    """One number for each of these rows, the same where the text is."""
    code = column.code[rows]
    if not column.packed:
        return code
    codes = TextCodes()
    return np.fromiter((codes[column.distinct[place]] for place in code), np.int64, len(code))


def _alike(columns: Iterable[np.ndarray], length: int) -> np.ndarray:
    """Mask of the rows whose numbers have the same sum, made so that it is hardly ever chance."""
    total = np.zeros(length, dtype=np.uint64)
    for numbers in columns:
        total = (total + numbers.astype(np.uint64) + np.uint64(1)) * MULTIPLIER
        total ^= total >> np.uint64(29)
    return _not_alone(total)


def _not_alone(numbers: np.ndarray) -> np.ndarray:
    """Mask of the numbers that stand there more than once."""
    order = np.argsort(numbers, kind="stable")
    same = numbers[order[1:]] == numbers[order[:-1]]
    several = np.zeros(len(numbers), dtype=bool)
    several[order[1:][same]] = True
    several[order[:-1][same]] = True
    return several
