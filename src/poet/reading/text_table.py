"""What reading gives: a table of text, where each cell came from, and what reading noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from poet.reading.text_columns import TextColumn

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from poet.reading.layout import Layout

WRONG_NUMBER_OF_CELLS = "wrong number of cells"
NO_HEADING = "column without a heading"
ERROR_CELL = "error cell"
NO_VALUE = "formula without a value"

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Source:
    """Where a table came from. `file` is its name without the folders above it.

    `sheet` is "" for a CSV file; `encoding` and `separator` are "" for a workbook.
    """

    file: str
    sheet: str = ""
    encoding: str = ""
    separator: str = ""

    @property
    def where(self) -> str:
        """The file, with its sheet if it has one, as a sentence begins."""
        return f'{self.file}, sheet "{shown(self.sheet)}"' if self.sheet else self.file


@dataclass(frozen=True)
class ReadingProblem:
    """A cell, row or column that reading could not use.

    `line` is the row as a spreadsheet shows it, None for a whole column; `column` is the position
    of the column, None for a whole row. `found` never holds more than was not understood.
    """

    line: int | None
    column: int | None
    found: str
    rule: str
    sentence: str


@dataclass(frozen=True, eq=False)
class TextTable:
    """A file as exported, all of it text.

    `columns` has one TextColumn per heading, one row per record; an empty cell is "". `lines`
    gives, for each record, the row as a spreadsheet shows it. Records with a wrong number of cells
    are not in `columns`: they are in `problems`. `layout` tells what made the file and what its
    headings mean, `states` has a mask of records for each state the tool knows of ("partial",
    "test", "preview"). `notes` are sentences for the user.
    """

    columns: tuple[TextColumn, ...]
    lines: np.ndarray
    source: Source
    layout: Layout
    problems: tuple[ReadingProblem, ...] = ()
    notes: tuple[str, ...] = ()
    states: Mapping[str, np.ndarray] = field(default_factory=dict)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column, as messages show it; "" for none."""
        return tuple(column.heading for column in self.layout.columns)

    @property
    def cells(self) -> pd.DataFrame:
        """One row per record and one column of texts per heading, named by position (0, 1, ...).

        It is made anew each time and takes far more memory than `columns`.
        """
        import pandas as pd

        texts = {position: column.texts() for position, column in enumerate(self.columns)}
        return pd.DataFrame(texts, dtype=object)

    @property
    def misshapen_rows(self) -> int:
        """How many records were set aside because their number of cells was wrong."""
        return sum(problem.rule == WRONG_NUMBER_OF_CELLS for problem in self.problems)


def column_letter(position: int) -> str:
    """The letters a spreadsheet shows above a column; positions start at 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def shown(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Text as it may stand in a message: on one line, printable, cut to `longest` characters.

    >>> shown("one" + chr(10) + "two" + chr(27) + "[31m")
    'one two\\ufffd[31m'
    >>> shown("12345678", longest=5)
    '1234…'
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(_shown_character(character) for character in cut)


def _shown_character(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"
