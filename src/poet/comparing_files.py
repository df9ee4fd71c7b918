"""The two files to compare, A and B, as they were read."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from poet.errors import PoetError
from poet.reading import (
    ReadingProblem,
    TextTable,
    column_letter,
    is_blank,
    read_table,
    rows_where_all,
    shown,
)

A, B = "A", "B"
LONGEST_HEADING = 200


@dataclass(frozen=True, eq=False)
class EnteredFile:
    """One of the two files. `letter` is A or B."""

    letter: str
    table: TextTable

    def texts(self, column: int) -> np.ndarray:
        """What stands in a column, one text per row of the file."""
        return self.table.columns[column].texts()

    def filled_rows(self) -> np.ndarray:
        """The positions of the rows with something in them."""
        return np.flatnonzero(~rows_where_all(self.table.columns, is_blank))

    def heading(self, column: int) -> str:
        """The heading of a column, as it may be printed."""
        return shown(self.table.headings[column], LONGEST_HEADING)

    def named(self, column: int) -> str:
        """A column as a sentence names it."""
        return f'column {column_letter(column)} "{shown(self.table.headings[column])}"'

    def notes(self) -> tuple[str, ...]:
        """What reading noticed, as sentences."""
        return tuple(f"{self.letter}: {note}" for note in self.table.notes)

    def unread(self) -> tuple[str, ...]:
        """A sentence for each cell, row or column that could not be read."""
        return tuple(f"{self._place(one)}: {one.sentence}" for one in self.table.problems)

    def _place(self, problem: ReadingProblem) -> str:
        row = "" if problem.line is None else f", row {problem.line:,}"
        column = "" if problem.column is None else f", column {column_letter(problem.column)}"
        return f"{self.letter}{row}{column}"


EnteredFiles = tuple[EnteredFile, EnteredFile]


def read_both(a: Path, b: Path, sheet: str) -> EnteredFiles:
    """Both files, read. Raises PoetError when one cannot be, or they are one and the same."""
    if a.exists() and b.exists() and a.samefile(b):
        raise PoetError(shown(a.name), "A and B are the same file", cure="Give two files")
    return EnteredFile(A, read_table(a, sheet)), EnteredFile(B, read_table(b, sheet))


def note_of_copies(a: Path, b: Path) -> Iterator[str]:
    """A sentence when one file is a copy of the other: then nobody typed anything twice."""
    if filecmp.cmp(a, b, shallow=False):
        yield "A and B are copies of one file: were the forms entered twice?"
