"""A table that lies beside the answers, read; what is wrong with its file is told as of a table."""

from __future__ import annotations

from pathlib import Path

from poet.errors import PoetError
from poet.reading import TextTable, read_table
from poet.reading.text_table import WRONG_NUMBER_OF_CELLS

SEVERAL_SHEETS = "Say which one holds"
FILL_IT = "Put the table into it, or take the file out of study.toml"
KEEP_ONE = "Keep one sheet in it, or save the one that is meant as CSV"
# What is to be done with a file of answers, and with a table beside them.
CURES = {
    "Export the answers again": FILL_IT,
    "Export the answers again, with all responses": FILL_IT,
    "Put a row of headings above the answers, or name the right row: heading_row = NUMBER": (
        "Put a row of headings above the table"
    ),
}
# In all other sentences these words differ.
WORDS = {
    "rows of answers": "rows",
    "table of answers": "table",
    "file of answers": "file",
    "workbook of answers": "workbook",
    "cells with answers": "cells",
    "somebody's answers": "a row of the table",
    "the answers": "the table",
}
MOST_NAMED = 5


def read_table_beside(path: Path, sheet: str | None = None) -> TextTable:
    """The table of a file, whose `sheet` is None where study.toml has no key to name it.

    Raises PoetError as `read_table` does, with cures for such a file.
    """
    try:
        return read_table(path, sheet or "")
    except PoetError as problem:
        raise PoetError(
            problem.where,
            _of_a_table(problem.found),
            expected=_of_a_table(problem.expected),
            cure=_cure(problem.cure, can_name_sheet=sheet is not None),
            exit_code=problem.exit_code,
        ) from None


def _cure(cure: str, *, can_name_sheet: bool) -> str:
    if cure.startswith(SEVERAL_SHEETS) and not can_name_sheet:
        return KEEP_ONE
    return CURES.get(cure) or _of_a_table(cure)


def _of_a_table(sentence: str) -> str:
    for answers, table in WORDS.items():
        sentence = sentence.replace(answers, table)
    return sentence


def rows_left_out(table: TextTable) -> list[str]:
    """A sentence on the rows that have a wrong number of cells; none where there are none."""
    lines = [
        f"{problem.line:,}"
        for problem in table.problems
        if problem.rule == WRONG_NUMBER_OF_CELLS and problem.line
    ]
    if not lines:
        return []
    more = len(lines) - MOST_NAMED
    rows = ", ".join(lines[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    have = "row has a" if len(lines) == 1 else "rows have a"
    are = "is" if len(lines) == 1 else "are"
    return [f"{len(lines):,} {have} wrong number of cells and {are} left out: row {rows}."]
