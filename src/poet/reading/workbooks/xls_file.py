"""Old Excel workbooks (.xls), as Excel 5 to 2003, LibreOffice and older survey tools write them.

They are read here, and not with xlrd, because that has no limits: files of 9 KB take all memory
(texts that go back in the file, names made of names) or all time (names whose branches meet).
"""

from __future__ import annotations

import contextlib
import itertools
import struct
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter
from typing import Any

from poet.errors import PoetError
from poet.reading.file_kind import ENCRYPTED_PART, EXPORT_AGAIN, OLD_OFFICE, cannot_read
from poet.reading.layout import Rows
from poet.reading.text_table import ReadingProblem, Source
from poet.reading.workbooks.compound_file import CompoundFile, read_compound_file
from poet.reading.workbooks.sheet_choice import SheetSummary, choose_sheet
from poet.reading.workbooks.workbook import SAVE_AS_CSV, cut_off, damaged, protected, sheet_notes
from poet.reading.workbooks.xls_marks import SheetMarks, sheet_marks
from poet.reading.workbooks.xls_values import Cell, sheet_cells
from poet.reading.workbooks.xls_workbook import SheetPlace, XlsWorkbook, read_workbook
from poet.reading.workbooks.xlsx_cells import Row, text_rows

STREAMS = ("workbook", "book")
MACROS = "_vba_project_cur"
MOST_BYTES = 150_000_000
# Cells in an order of their own are sorted in memory.
MOST_CELLS_TO_SORT = 4_000_000
OTHER_KINDS = {
    "worddocument": "a Word document (.doc)",
    "powerpoint document": "a presentation (.ppt)",
    "__properties_version1.0": "an e-mail (.msg)",
}
DAMAGE = (ValueError, LookupError, ArithmeticError, struct.error)


def is_xls(start: bytes) -> bool:
    """Whether a file that starts so has the form of old Office files, as .xls and .doc have."""
    return start.startswith(OLD_OFFICE)


def read_xls(file: str, data: bytes, sheet: str = "") -> Rows:
    """The rows of one sheet of an old workbook. `file` is its name in messages.

    `sheet` names the sheet; without it the only visible sheet with cells is taken. Raises
    PoetError when the file is damaged, protected or no workbook, when the sheet is not there, or
    when several sheets have cells; also while rows are drawn.
    """
    compound = _compound_file(file, data)
    stream = _workbook_stream(file, compound)
    with _damage_told(file):
        book = read_workbook(file, stream)
        choice = choose_sheet(file, [_summary(book, each) for each in book.sheets], sheet)
        chosen = book.sheets[choice.position]
        source = Source(file, chosen.title)
        marks = sheet_marks(source, book, chosen)
    _refuse_long_sorting(source, marks)
    macros = book.macros or MACROS in compound.entries
    notes = [*choice.notes, *sheet_notes(marks.hidden_rows, marks.merged_cells, macros=macros)]
    problems: list[ReadingProblem] = []
    drawn = _drawn(file, book, chosen, marks)
    return Rows(source, text_rows(drawn, marks.without_value, problems), notes, problems)


def _compound_file(file: str, data: bytes) -> CompoundFile:
    try:
        return read_compound_file(data)
    except DAMAGE:
        raise (protected(file) if ENCRYPTED_PART in data else cut_off(file)) from None


def _workbook_stream(file: str, compound: CompoundFile) -> bytes:
    name = next((name for name in STREAMS if name in compound.entries), "")
    if not name:
        raise _no_workbook(file, compound)
    if min(compound.entries[name].size, len(compound.sectors.data)) > MOST_BYTES:
        raise cannot_read(file, "this workbook has too many cells", SAVE_AS_CSV)
    try:
        return compound.stream(name)
    except DAMAGE:
        raise cut_off(file) from None


def _no_workbook(file: str, compound: CompoundFile) -> PoetError:
    if ENCRYPTED_PART.decode("utf-16-le").lower() in compound.entries:
        return protected(file)
    known = (words for name, words in OTHER_KINDS.items() if name in compound.entries)
    words = next(known, "another kind of document")
    return cannot_read(file, f"this is {words}, not a table of answers", EXPORT_AGAIN)


@contextlib.contextmanager
def _damage_told(file: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE:
        raise damaged(file) from None


def _summary(book: XlsWorkbook, sheet: SheetPlace) -> SheetSummary:
    def has_cells() -> bool:
        return any(value not in (None, "") for _, _, value in sheet_cells(book, sheet))

    return SheetSummary(sheet.title, sheet.visible, has_cells)


def _refuse_long_sorting(source: Source, marks: SheetMarks) -> None:
    if not marks.in_order and marks.cells > MOST_CELLS_TO_SORT:
        raise cannot_read(source.where, "this sheet has too many cells", SAVE_AS_CSV)


def _drawn(file: str, book: XlsWorkbook, sheet: SheetPlace, marks: SheetMarks) -> Iterator[Row]:
    """The number and the values of every row that has a cell."""
    with _damage_told(file):
        cells: Iterable[Cell] = sheet_cells(book, sheet)
        if not marks.in_order:
            cells = sorted(cells, key=itemgetter(0))
        for row, of_row in itertools.groupby(cells, key=itemgetter(0)):
            yield row + 1, _values(of_row, marks.without_value.get(row + 1, ()))


def _values(cells: Iterable[Cell], without_value: Collection[int]) -> list[Any]:
    values: list[Any] = []
    for _, column, value in cells:
        if column >= len(values):
            values += [None] * (column + 1 - len(values))
        values[column] = None if column in without_value else value
    return values
