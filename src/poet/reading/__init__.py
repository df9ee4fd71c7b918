"""A file as exported to a table of text, and where each cell came from.

table = read_table("answers.csv")
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from poet.errors import PoetError
from poet.reading.csv_file import read_csv
from poet.reading.file_kind import cannot_read, is_zip, refuse_other_kinds
from poet.reading.text_table import (
    ReadingProblem,
    Source,
    TextTable,
    column_letter,
    shown,
)

__all__ = ["ReadingProblem", "Source", "TextTable", "column_letter", "read_table", "shown"]

MOST_BYTES = 500_000_000
LONGEST_NAME = 200


def read_table(path: str | Path, sheet: str = "") -> TextTable:
    """The table in a CSV file or an Excel workbook, all of it text.

    What the file is, is told from what it holds, not from its name. `sheet` names the sheet of a
    workbook; without it the only visible sheet with cells is taken. The first row with something
    in it holds the headings. Raises PoetError, with exit code 3, when the file is not there, is
    something else, or cannot be read without guessing.
    """
    path = Path(path)
    file = _name(path)
    data = _bytes_of(path)
    refuse_other_kinds(file, data)
    if not is_zip(data):
        return _with_notes(read_csv(file, data), _csv_notes(path, sheet))
    # openpyxl takes a moment to load, and most files are CSV.
    from poet.reading.xlsx_file import read_xlsx

    return _with_notes(read_xlsx(file, data, sheet), _xlsx_notes(path))


def _name(path: Path) -> str:
    """The name of the file, as it may be printed."""
    return shown(path.name, LONGEST_NAME)


def _bytes_of(path: Path) -> bytes:
    try:
        data = _bytes_of_a_file(path)
    except PermissionError:
        raise cannot_read(
            _name(path),
            "this file may not be opened",
            "Close it if it is open in Excel, and check that you are allowed to read it",
        ) from None
    except OSError as problem:
        raise cannot_read(
            _name(path), "this file cannot be read", f"The system says: {problem.strerror}"
        ) from None
    if not data:
        raise cannot_read(_name(path), "this file is empty (0 bytes)", "Export the answers again")
    return data


def _bytes_of_a_file(path: Path) -> bytes:
    if not path.is_file():
        raise _not_a_file(path)
    if path.stat().st_size > MOST_BYTES:
        raise cannot_read(
            _name(path), "this file is larger than 500 MB", "Check that it is the right file"
        )
    return path.read_bytes()


def _not_a_file(path: Path) -> PoetError:
    if path.is_dir():
        return cannot_read(
            _name(path), "this is a folder and not a file", "Give the file of answers in it"
        )
    if path.exists():
        return cannot_read(
            _name(path), "this is not a file that can be read as a whole", "Give a file of answers"
        )
    return cannot_read(_name(path), "there is no such file", "Check the name and the folder")


def _csv_notes(path: Path, sheet: str) -> tuple[str, ...]:
    notes = ()
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        notes = (f"{_name(path)} is a text file by another name: it was read as CSV.",)
    if sheet:
        notes += (f'{_name(path)} is a text file and has no sheets: "{shown(sheet)}" is not used.',)
    return notes


def _xlsx_notes(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return ()
    return (f"{_name(path)} is an Excel workbook by another name: it was read as one.",)


def _with_notes(table: TextTable, notes: tuple[str, ...]) -> TextTable:
    return replace(table, notes=(*notes, *table.notes))
