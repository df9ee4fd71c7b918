"""A table that lies beside the answers: a population, features of councils, published figures."""

from __future__ import annotations

from pathlib import Path

from poet.errors import PoetError
from poet.reading import TextTable, read_table
from poet.reading.text_table import WRONG_NUMBER_OF_CELLS

NOTHING_IN_IT = "Export the answers again"
SEVERAL_SHEETS = "Say which one holds the answers"
FILL_IT = "Put the table into it, or take the file out of study.toml"
KEEP_ONE = "Keep one sheet in it, or save the one that is meant as CSV"
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
            problem.found.replace("rows of answers", "rows"),
            expected=problem.expected,
            cure=_cure(problem.cure, can_name_sheet=sheet is not None),
            exit_code=problem.exit_code,
        ) from None


def _cure(cure: str, *, can_name_sheet: bool) -> str:
    if cure.startswith(NOTHING_IN_IT):
        return FILL_IT
    if not cure.startswith(SEVERAL_SHEETS):
        return cure
    return cure.replace("the answers", "the table") if can_name_sheet else KEEP_ONE


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
