"""OpenDocument workbooks (.ods), as LibreOffice, Excel and Google Sheets write them."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers.expat import ExpatError

from poet.reading.layout import Rows
from poet.reading.text_table import ReadingProblem
from poet.reading.workbooks.ods_content import sheets_of
from poet.reading.workbooks.ods_safety import opened_content
from poet.reading.workbooks.ods_sheet import OdsSheet
from poet.reading.workbooks.sheet_choice import SheetSummary, choose_sheet, matching_sheets
from poet.reading.workbooks.workbook import damaged, sheet_notes
from poet.reading.workbooks.xlsx_cells import text_rows


def read_ods(file: str, data: bytes, sheet: str = "") -> Rows:
    """The rows of one sheet of a workbook. `file` is its name in messages.

    `sheet` names the sheet; without it the only visible sheet with cells is taken. Raises
    PoetError when the workbook is damaged, protected or not safe, when the sheet is not there,
    or when several sheets have cells.
    """
    with opened_content(file, data) as content:
        try:
            sheets = sheets_of(file, content.text, _keep(sheet) if sheet else None)
        except (ExpatError, ValueError, LookupError):
            raise damaged(file) from None
        macros = content.macros
    choice = choose_sheet(file, [_summary(each) for each in sheets], sheet)
    chosen = sheets[choice.position]
    notes = [*choice.notes, *sheet_notes(chosen.hidden_rows, chosen.merged_cells, macros=macros)]
    problems: list[ReadingProblem] = []
    rows = text_rows(chosen.drawn(), chosen.without_value, problems)
    return Rows(chosen.source, rows, notes, problems)


def _keep(name: str) -> Callable[[str], bool]:
    return lambda title: bool(matching_sheets([title], name))


def _summary(sheet: OdsSheet) -> SheetSummary:
    return SheetSummary(sheet.source.sheet, sheet.visible, lambda: sheet.has_cells)
