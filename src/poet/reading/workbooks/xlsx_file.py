"""Excel workbooks, read row by row with openpyxl after the zip has been looked at."""

from __future__ import annotations

import contextlib
import gc
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.layout import Rows
from poet.reading.text_table import ReadingProblem, Source, column_letter
from poet.reading.workbooks.xlsx_cells import Row, TextRow, text_rows
from poet.reading.workbooks.xlsx_safety import Package, SheetMarks, checked_package
from poet.reading.workbooks.xlsx_sheet import LAST_ROW_OF_A_SHEET, chosen_sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_COLUMNS = 2_000
MOST_ROWS = 250_000
MOST_CELLS_PASSED = 50_000_000
# New objects before the youngest are looked through.
RARELY = 50_000
SAVE_AS_CSV = "Save the sheet as CSV and give that file"


def read_xlsx(file: str, data: bytes, sheet: str = "") -> Rows:
    """The rows of one sheet of a workbook. `file` is its name in messages.

    `sheet` names the sheet; without it the only visible sheet with cells is taken. Raises
    PoetError when the workbook is damaged, protected or not safe, when the sheet is not there,
    or when several sheets have cells; also while rows are drawn.
    """
    package = checked_package(file, data)
    with _damage_told(file):
        workbook = _opened(data, values=True)
        chosen = chosen_sheet(file, workbook, sheet)
        source = Source(file, chosen.sheet.title)
        # Nothing public tells which part of the zip a sheet is.
        part = getattr(chosen.sheet, "_worksheet_path", "").lstrip("/")
        marks = package.marks.get(part, SheetMarks())
        without_value = _formulas_without_value(data, source.sheet) if marks.formulas else {}
    notes = [*chosen.notes, *_notes(marks, package)]
    problems: list[ReadingProblem] = []
    filled = _filled_rows(chosen.sheet, source)
    rows = _drawn(file, workbook, text_rows(filled, without_value, problems))
    return Rows(source, rows, notes, problems)


def _drawn(file: str, workbook: Workbook, rows: Iterator[TextRow]) -> Iterator[TextRow]:
    with _damage_told(file), _collecting_rarely():
        try:
            yield from rows
        finally:
            workbook.close()


@contextlib.contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Garbage is looked for less often meanwhile: openpyxl makes an object of every tag, and hands
    each on or lets it go.
    """
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def _damage_told(file: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts it leaves out, such as drop-down lists: none holds answers.
            warnings.simplefilter("ignore")
            yield
    except (PoetError, MemoryError, GeneratorExit):
        raise
    except Exception:  # openpyxl fails in many ways on a broken workbook
        raise cannot_read(
            file,
            "this workbook is damaged: its parts do not fit together",
            "Open it in Excel, let Excel repair it, and save it as .xlsx",
        ) from None


def _opened(data: bytes, *, values: bool) -> Workbook:
    """The workbook with the values of its formulas, or with the formulas themselves."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _notes(marks: SheetMarks, package: Package) -> Iterator[str]:
    if marks.hidden_rows:
        rows = "1 row is" if marks.hidden_rows == 1 else f"{marks.hidden_rows:,} rows are"
        yield f"{rows} hidden or filtered out in the sheet: read like all others."
    if marks.merged_cells:
        yield "The sheet has merged cells: only the first cell of each holds its value."
    if package.macros:
        yield "The workbook has macros: poet never runs them."


def _filled_rows(sheet: ReadOnlyWorksheet, source: Source) -> Iterator[Row]:
    """The number and cells of every row in which a cell holds something.

    Raises PoetError when there are more rows or columns than poet takes.
    """
    passed = 0
    for line, values in _numbered_rows(sheet, values_only=True):
        passed += len(values)
        if passed > MOST_CELLS_PASSED:
            raise cannot_read(source.where, "this sheet has too many cells", SAVE_AS_CSV)
        filled = _length_filled(values)
        if filled > MOST_COLUMNS:
            raise _too_many(source, f"column {column_letter(filled - 1)}", MOST_COLUMNS, "columns")
        if filled and line > MOST_ROWS:
            raise _too_many(source, f"row {line:,}", MOST_ROWS, "rows")
        if filled:
            yield line, values[:filled]


def _numbered_rows(sheet: ReadOnlyWorksheet, *, values_only: bool) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a sheet says of its own size can be wrong
    rows = sheet.iter_rows(values_only=values_only, max_row=LAST_ROW_OF_A_SHEET)
    return enumerate(rows, start=1)


def _length_filled(values: Sequence[Any]) -> int:
    length = len(values)
    while length and values[length - 1] is None:
        length -= 1
    return length


def _too_many(source: Source, last: str, most: int, what: str) -> PoetError:
    return cannot_read(
        source.where,
        f"there is something in {last}, and poet reads {most:,} {what} of a sheet",
        "Delete what stands far from the answers, or save the sheet as CSV",
    )


def _formulas_without_value(data: bytes, sheet: str) -> dict[int, set[int]]:
    """Row number to the positions of formulas whose value was never worked out."""
    formulas, values = _opened(data, values=False), _opened(data, values=True)
    try:
        written = _numbered_rows(formulas[sheet], values_only=False)
        worked_out = _numbered_rows(values[sheet], values_only=False)
        return {
            line: missing
            for (line, row), (_, results) in zip(written, worked_out, strict=True)
            if (missing := _without_value(row, results))
        }
    finally:
        formulas.close()
        values.close()


def _without_value(row: Sequence[Any], results: Sequence[Any]) -> set[int]:
    # A formula that gives empty text has no value either, but Excel marks its cell as text.
    return {
        position
        for position, (cell, result) in enumerate(zip(row, results, strict=True))
        if cell.data_type == "f" and result.value is None and result.data_type != "str"
    }
