"""A column of text as its distinct texts: what is worked out once need not be done per row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.reading import TextTable

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


@dataclass(frozen=True, eq=False)
class TextColumn:
    """A column of a table. `code` has one number per row: the place of its text in `distinct`."""

    code: np.ndarray
    distinct: tuple[str, ...]

    def rows(self, kept: np.ndarray) -> TextColumn:
        """The column with only these rows (a mask) and only the texts they have."""
        if kept.all():
            return self
        code = self.code[kept]
        used = np.flatnonzero(np.bincount(code, minlength=len(self.distinct)))
        place = np.zeros(len(self.distinct), dtype=np.int64)
        place[used] = np.arange(len(used))
        return TextColumn(place[code], tuple(self.distinct[old] for old in used))

    def where(self, holds: Callable[[str], bool]) -> np.ndarray:
        """One boolean per row: whether something holds of its text."""
        return np.array([holds(text) for text in self.distinct], dtype=bool)[self.code]

    def counts(self) -> np.ndarray:
        """How many rows have each distinct text."""
        return np.bincount(self.code, minlength=len(self.distinct))


def text_columns(table: TextTable) -> list[TextColumn]:
    """Every column of a table, in order."""
    columns = []
    for position in table.cells.columns:
        code, distinct = pd.factorize(table.cells[position].to_numpy(dtype=object))
        columns.append(TextColumn(code, tuple(distinct)))
    return columns


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing but white space and signs nobody sees."""
    return not text or not text.strip().strip(INVISIBLE).strip()
