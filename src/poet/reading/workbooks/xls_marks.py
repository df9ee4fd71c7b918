"""What there is to tell of a sheet of an old Excel workbook before its cells are drawn."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from poet.reading.text_table import Source
from poet.reading.workbooks.workbook import refuse_far_cells, refuse_many_cells
from poet.reading.workbooks.xls_records import records
from poet.reading.workbooks.xls_values import (
    DECODERS,
    FORMULA,
    SHORT_NUMBERS,
    TRUE_OR_ERROR,
    cells_of,
    is_zero_or_empty,
)
from poet.reading.workbooks.xls_workbook import SheetPlace, XlsWorkbook
from poet.reading.workbooks.xlsx_cells import ERRORS

ROW, MERGED = 0x208, 0xE5
HIDDEN = 0x20
# Where the record of a cell that is true, false or an error says which.
IS_ERROR = 7


@dataclass
class SheetMarks:
    """What a look through a sheet shows.

    `without_value` gives row numbers to the positions of formulas without a value. `in_order` says
    that the rows stand one below the other, as Excel writes them and some programs do not.
    """

    hidden_rows: int = 0
    merged_cells: int = 0
    cells: int = 0
    errors: int = 0
    in_order: bool = True
    without_value: dict[int, set[int]] = field(default_factory=dict)
    _zero_or_empty: list[tuple[int, int]] = field(default_factory=list)
    _worked_out: bool = False
    _row: int = 0

    def add_cells(self, source: Source, row: int, last_column: int, cells: int) -> None:
        """Count the cells of a record. Raises PoetError when they are too many or too far off."""
        self.in_order = self.in_order and row >= self._row
        self._row = row
        self.cells += cells
        refuse_far_cells(source, last_column, 0)
        refuse_many_cells(source, self.cells)

    def add_formula(self, source: Source, book: XlsWorkbook, content: int, length: int) -> None:
        """Look whether a formula has a value."""
        ((row, column, value),) = cells_of(book, FORMULA, content, length)
        if value is None:
            self.add_without_value(row, column)
        elif not is_zero_or_empty(book, content):
            self._worked_out = True
            self.errors += value in ERRORS
        elif not self._worked_out:
            self._zero_or_empty.append((row, column))
            refuse_many_cells(source, 0, len(self._zero_or_empty))

    def add_without_value(self, row: int, column: int) -> None:
        """Note a formula without a value; row and column count from 0."""
        self.without_value.setdefault(row + 1, set()).add(column)

    def finish(self) -> None:
        """Decide on formulas that are 0 or empty: a value, or what stands there without one."""
        # A program that does not work out formulas leaves all of them so.
        if not self._worked_out:
            for row, column in self._zero_or_empty:
                self.add_without_value(row, column)


def sheet_marks(source: Source, book: XlsWorkbook, sheet: SheetPlace) -> SheetMarks:
    """What a look through a sheet shows.

    Raises PoetError when there are too many cells; ValueError, IndexError or struct.error when the
    sheet is damaged.
    """
    marks = SheetMarks(_worked_out=book.worked_out)
    for code, content, length in records(book.stream, sheet.start, sheet.end):
        if code in DECODERS:
            row, column = struct.unpack_from("<HH", book.stream, content)
            cells = (length - 6) // 6 if code == SHORT_NUMBERS else 1
            marks.add_cells(source, row, column + cells - 1, cells)
            if code == FORMULA:
                marks.add_formula(source, book, content, length)
            elif code == TRUE_OR_ERROR:
                marks.errors += bool(book.stream[content + IS_ERROR])
        elif code == ROW:
            marks.hidden_rows += bool(book.stream[content + 12] & HIDDEN)
        elif code == MERGED:
            marks.merged_cells += int.from_bytes(book.stream[content : content + 2], "little")
    marks.finish()
    without_value = sum(map(len, marks.without_value.values()))
    refuse_many_cells(source, 0, marks.errors + without_value)
    return marks
