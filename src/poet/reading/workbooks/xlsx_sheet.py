"""Which sheet of a workbook holds the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.text_table import shown

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

LAST_ROW_OF_A_SHEET = 1_048_576
MOST_NAMES = 20


@dataclass(frozen=True)
class ChosenSheet:
    """The sheet that is read, and what the user is told about the choice."""

    sheet: ReadOnlyWorksheet
    notes: tuple[str, ...] = ()


def chosen_sheet(file: str, workbook: Workbook, name: str = "") -> ChosenSheet:
    """The sheet of this name, or the only visible sheet that has cells.

    Raises PoetError when there is no such sheet, or when none or several could be meant.
    """
    if name:
        return _sheet_called(file, workbook, name)
    with_cells = [sheet for sheet in workbook.worksheets if _has_cells(sheet)]
    visible = [sheet for sheet in with_cells if sheet.sheet_state == "visible"]
    hidden = [sheet for sheet in with_cells if sheet.sheet_state != "visible"]
    if len(visible) == 1:
        return ChosenSheet(visible[0], _left_out(hidden))
    if visible:
        raise cannot_read(
            file,
            f"{len(visible)} sheets have cells: {_names(visible)}",
            f'Say which one holds the answers: sheet = "{shown(visible[0].title)}"',
        )
    if hidden:
        raise cannot_read(
            file,
            f"only hidden sheets have cells: {_names(hidden)}",
            f'Say which one holds the answers: sheet = "{shown(hidden[0].title)}"',
        )
    raise cannot_read(file, "no sheet of this workbook has cells", "Export the answers again")


def _sheet_called(file: str, workbook: Workbook, name: str) -> ChosenSheet:
    exact = [sheet for sheet in workbook.worksheets if sheet.title == name]
    alike = [
        s for s in workbook.worksheets if s.title.strip().casefold() == name.strip().casefold()
    ]
    if not exact and not alike:
        raise _no_such_sheet(file, workbook, name)
    sheet = (exact or alike)[0]
    hidden = () if sheet.sheet_state == "visible" else (f'Sheet "{shown(sheet.title)}" is hidden.',)
    if not _has_cells(sheet):
        raise cannot_read(
            f'{file}, sheet "{shown(sheet.title)}"',
            "this sheet has no cells",
            f"The sheets are: {_names(workbook.worksheets)}",
        )
    return ChosenSheet(sheet, hidden)


def _no_such_sheet(file: str, workbook: Workbook, name: str) -> PoetError:
    return cannot_read(
        file,
        f'there is no sheet "{shown(name)}"',
        f"The sheets are: {_names(workbook.worksheets)}",
    )


def _has_cells(sheet: ReadOnlyWorksheet) -> bool:
    sheet.reset_dimensions()  # what a sheet says of its own size can be wrong
    rows = sheet.iter_rows(values_only=True, max_row=LAST_ROW_OF_A_SHEET)
    return any(value is not None for row in rows for value in row)


def _left_out(hidden: Sequence[ReadOnlyWorksheet]) -> tuple[str, ...]:
    return (f"Hidden sheets were not read: {_names(hidden)}.",) if hidden else ()


def _names(sheets: Sequence[ReadOnlyWorksheet]) -> str:
    names = ", ".join(f'"{shown(sheet.title)}"' for sheet in sheets[:MOST_NAMES])
    more = len(sheets) - MOST_NAMES
    return names if more <= 0 else f"{names} and {more} more"
