"""A file that `poet themes` wrote and people worked in, read back."""

from __future__ import annotations

from pathlib import Path

from poet.errors import PoetError
from poet.reading import TextTable
from poet.reading.table_beside import FILL_IT, KEEP_ONE, read_table_beside

NOT_FOR_THIS = (FILL_IT, KEEP_ONE)
SHEETS_THERE_ARE = "The sheets are: "


def read_written(path: Path, command: str, sheet: str = "") -> TextTable:
    """The table in a file that this command wrote; of a workbook, that on its `sheet`.

    Raises PoetError as `poet.reading.read_table` does, with cures for such a file.
    """
    try:
        return read_table_beside(path, sheet or None)
    except PoetError as problem:
        as_it_was = f', its sheet called "{sheet}" as it was' if sheet else ""
        cure = f"Give the file that {command} wrote{as_it_was}"
        is_other_sheet = problem.cure.startswith(SHEETS_THERE_ARE)
        raise PoetError(
            problem.where,
            problem.found,
            expected=problem.cure if is_other_sheet else problem.expected,
            cure=cure if is_other_sheet or problem.cure in NOT_FOR_THIS else problem.cure,
            exit_code=problem.exit_code,
        ) from None
