"""A file as exported to a table of text, and where each cell came from.

table = read_table("answers.csv")
"""

from __future__ import annotations

from pathlib import Path

from poet.reading.assembling import assembled
from poet.reading.opening import opened, system_told
from poet.reading.text_columns import TextCodes, TextColumn, is_blank, rows_where_all
from poet.reading.text_table import (
    ReadingProblem,
    Source,
    TextTable,
    column_letter,
    shown,
)

__all__ = [
    "ReadingProblem",
    "Source",
    "TextCodes",
    "TextColumn",
    "TextTable",
    "column_letter",
    "is_blank",
    "read_table",
    "rows_where_all",
    "shown",
]


def read_table(path: str | Path, sheet: str = "", heading_row: int = 0) -> TextTable:
    """The table in a file of answers, all of it text, whatever program made it.

    What the file is, and which survey tool it comes from, is told from what it holds, not from
    its name, and said in the notes. `sheet` names the sheet of a workbook; without it the only
    visible sheet with cells is taken. `heading_row` is the number of the row with the headings;
    without it the row is found. Raises PoetError, with exit code 3, when the file is not there, is
    something else, or cannot be read without guessing.
    """
    path = Path(path)
    with system_told(path):
        return assembled(opened(path, sheet), heading_row)
