"""What holds for a workbook of any format: how much of a sheet is read, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.text_table import Source, column_letter

MOST_COLUMNS = 2_000
MOST_ROWS = 250_000
MOST_CELLS = 20_000_000
# Each cell without a value is listed for the user, and a list takes memory.
MOST_CELLS_WITHOUT_VALUE = 1_000_000
SAVE_AS_CSV = "Save the sheet as CSV and give that file"


def protected(file: str) -> PoetError:
    """The error for a workbook that opens with a password only."""
    return cannot_read(
        file,
        "this workbook is protected with a password",
        "Open it in Excel, take the password off (File, Info, Protect Workbook) and save it",
    )


def cut_off(file: str) -> PoetError:
    """The error for a workbook of which a part is lost."""
    return cannot_read(file, "this workbook is damaged or cut off", "Download or save it again")


def damaged(file: str) -> PoetError:
    """The error for a workbook that is whole but makes no sense."""
    return cannot_read(
        file,
        "this workbook is damaged: its parts do not fit together",
        "Open it in Excel, let Excel repair it, and save it as .xlsx",
    )


def not_safe(file: str, why: str) -> PoetError:
    """The error for a workbook that no program writes, only a person who means harm."""
    return cannot_read(
        file,
        f"this workbook {why}, so it was not opened",
        "Copy the cells with answers into a new workbook, or save the sheet as CSV",
        expected="A workbook of answers is never like this",
    )


def too_large(file: str) -> PoetError:
    """The error for a workbook that takes far more memory than it is long."""
    return cannot_read(
        file,
        "this workbook unpacks to far more than a survey needs, so it was not opened",
        "Copy the cells with answers into a new workbook, or save the sheet as CSV",
    )


def refuse_far_cells(source: Source, last_column: int, last_line: int) -> None:
    """Raises PoetError when a filled cell stands beyond what poet reads.

    `last_column` is a position, from 0; `last_line` a row as the spreadsheet shows it.
    """
    if last_column >= MOST_COLUMNS:
        raise _too_far(source, f"column {column_letter(last_column)}", f"{MOST_COLUMNS:,} columns")
    if last_line > MOST_ROWS:
        raise _too_far(source, f"row {last_line:,}", f"{MOST_ROWS:,} rows")


def _too_far(source: Source, last: str, most: str) -> PoetError:
    return cannot_read(
        source.where,
        f"there is something in {last}, and poet reads {most} of a sheet",
        "Delete what stands far from the answers, or save the sheet as CSV",
    )


def refuse_many_cells(source: Source, cells: int, without_value: int = 0) -> None:
    """Raises PoetError when a sheet has too many cells, or too many that hold no value."""
    if cells > MOST_CELLS:
        raise cannot_read(source.where, "this sheet has too many cells", SAVE_AS_CSV)
    if without_value > MOST_CELLS_WITHOUT_VALUE:
        raise cannot_read(
            source.where,
            f"more than {MOST_CELLS_WITHOUT_VALUE:,} cells hold an error or a formula without a "
            "value",
            "Mend the formulas of this sheet, or delete the columns that are not needed",
        )


def sheet_notes(hidden_rows: int, merged_cells: int, *, macros: bool) -> Iterator[str]:
    """What the user is told of a sheet that shows other than what is read from it."""
    if hidden_rows:
        rows = "1 row is" if hidden_rows == 1 else f"{hidden_rows:,} rows are"
        yield f"{rows} hidden or filtered out in the sheet: read like all others."
    if merged_cells:
        yield "The sheet has merged cells: only the first cell of each holds its value."
    if macros:
        yield "The workbook has macros: poet never runs them."
