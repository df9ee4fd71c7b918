"""A column of text as small numbers and its distinct texts: what is worked out once per text."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from poet.reading.packed_texts import PackedTexts, packed

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


@dataclass(frozen=True, eq=False)
class TextColumn:
    """A column of a table. `code` has one number per row: the place of its text in `distinct`.

    In a column of ids or of free text `distinct` is packed, and may then hold a text twice.
    """

    code: np.ndarray
    distinct: Sequence[str]

    @property
    def packed(self) -> bool:
        """Whether a text may be there twice, so that equal texts can have different codes."""
        return isinstance(self.distinct, PackedTexts)

    def rows(self, kept: np.ndarray) -> TextColumn:
        """The column with only these rows (a mask) and only the texts they have."""
        if kept.all():
            return self
        code = self.code[kept]
        used = np.flatnonzero(np.bincount(code, minlength=len(self.distinct)))
        place = np.zeros(len(self.distinct), dtype=self.code.dtype)
        place[used] = np.arange(len(used))
        return TextColumn(place[code], _chosen(self.distinct, used))

    def first(self, rows: int) -> TextColumn:
        """The column with only its first rows."""
        return self if rows >= len(self.code) else self.rows(np.arange(len(self.code)) < rows)

    def where(self, holds: Callable[[str], bool]) -> np.ndarray:
        """One boolean per row: whether something holds of its text."""
        return np.array([holds(text) for text in self.distinct], dtype=bool)[self.code]

    def where_of(self, holds: Callable[[str], bool], rows: np.ndarray) -> np.ndarray:
        """One boolean per row of these (by number): whether something holds of its text."""
        here = self.code[rows]
        found = np.zeros(len(self.distinct), dtype=bool)
        for place in np.flatnonzero(np.bincount(here, minlength=len(self.distinct))):
            found[place] = holds(self.distinct[int(place)])
        return found[here]

    def counts(self) -> np.ndarray:
        """How many rows have each distinct text."""
        return np.bincount(self.code, minlength=len(self.distinct))

    def texts(self) -> np.ndarray:
        """One text per row."""
        return np.array([*self.distinct, None], dtype=object)[:-1][self.code]

    def mended(self, mend: Callable[[str], str]) -> TextColumn:
        """The column with every text changed so; if not packed, equal ones become one."""
        if self.packed:
            return TextColumn(self.code, packed(map(mend, self.distinct)))
        codes = TextCodes()
        place = np.array([codes[mend(text)] for text in self.distinct], dtype=np.int64)
        return TextColumn(narrowed(place)[self.code], tuple(codes))


class TextCodes(dict[str, int]):
    """Text to its number, in the order of first sight; looking up a new text gives it one."""

    def __missing__(self, text: str) -> int:
        """The number of a text not seen before."""
        self[text] = number = len(self)
        return number


def rows_where_all(columns: Sequence[TextColumn], holds: Callable[[str], bool]) -> np.ndarray:
    """Mask of the rows in which something holds of the text in every column."""
    length = len(columns[0].code) if columns else 0
    rows = np.arange(length)
    # Columns of few texts first: hardly any row is left for those of a million.
    for column in sorted(columns, key=lambda one: len(one.distinct)):
        rows = rows[column.where_of(holds, rows)]
    mask = np.zeros(length, dtype=bool)
    mask[rows] = True
    return mask


def narrowed(numbers: np.ndarray) -> np.ndarray:
    """The same numbers in as few bytes as the largest of them needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))), copy=False)


def row_numbers(numbers: array[int]) -> np.ndarray:
    """Row numbers gathered one by one as an array of whole numbers."""
    return np.frombuffer(numbers, dtype=np.int64) if len(numbers) else np.array([], np.int64)


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing but white space and signs nobody sees."""
    return not text or not text.strip().strip(INVISIBLE).strip()


def _chosen(texts: Sequence[str], which: np.ndarray) -> Sequence[str]:
    """The texts with these numbers, in order, kept as they were."""
    chosen = np.zeros(len(texts), dtype=bool)
    chosen[which] = True
    kept = itertools.compress(texts, chosen)
    return packed(kept) if isinstance(texts, PackedTexts) else tuple(kept)
