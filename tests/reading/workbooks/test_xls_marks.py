from __future__ import annotations

import struct

import pytest

from poet.errors import PoetError
from poet.reading.text_table import Source
from poet.reading.workbooks import workbook
from poet.reading.workbooks.xls_marks import SheetMarks, sheet_marks
from poet.reading.workbooks.xls_values import sheet_cells
from poet.reading.workbooks.xls_workbook import SheetPlace, XlsWorkbook

SOURCE = Source("a.xls", "Sheet1")
FORMULA, NUMBER, NUMBERS, ERROR, ROW, MERGED = 0x06, 0x203, 0xBD, 0x205, 0x208, 0xE5
EMPTY_TEXT = b"\3\0\0\0\0\0\xff\xff"

Record = tuple[int, bytes]


def book_of(*parts: Record, worked_out: bool = True) -> tuple[XlsWorkbook, SheetPlace]:
    """A workbook with one sheet that holds these records."""
    records = [(0x809, bytes(16)), *parts, (0x0A, b"")]
    stream = b"".join(struct.pack("<HH", code, len(data)) + data for code, data in records)
    place = SheetPlace("Sheet1", True, 0, len(stream))
    book = XlsWorkbook(
        stream=stream,
        encoding="",
        from_1904=False,
        texts=(),
        number_kinds=b"",
        sheets=(place,),
        macros=False,
        worked_out=worked_out,
    )
    return book, place


def marks(*parts: Record, worked_out: bool = True) -> SheetMarks:
    return sheet_marks(SOURCE, *book_of(*parts, worked_out=worked_out))


def number(row: int, column: int) -> Record:
    return (NUMBER, struct.pack("<HHHd", row, column, 0, 1.0))


def formula(row: int, column: int, result: bytes = bytes(8)) -> Record:
    return (FORMULA, struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, 0))


def refusal(*parts: Record) -> str:
    with pytest.raises(PoetError) as caught:
        marks(*parts, worked_out=False)
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_hidden_rows_and_merged_cells_are_counted():
    shown, hidden = (
        (ROW, struct.pack("<HHHHHHHH", 1, 0, 9, 0, 0, 0, flags, 0)) for flags in (0x100, 0x120)
    )
    found = marks(shown, hidden, hidden, (MERGED, struct.pack("<H", 3) + bytes(24)))
    assert (found.hidden_rows, found.merged_cells, found.cells) == (2, 3, 0)


def test_rows_one_below_the_other_are_in_order():
    assert marks(number(0, 1), number(0, 0), number(7, 0)).in_order
    assert not marks(number(1, 0), number(0, 1)).in_order


def test_formulas_that_are_0_have_a_value_when_a_program_worked_them_out():
    assert marks(formula(1, 0), formula(2, 0, EMPTY_TEXT)).without_value == {}
    worked_out = struct.pack("<d", 4.0)
    some = [formula(1, 0), formula(2, 0, worked_out), formula(3, 0)]
    assert marks(*some, worked_out=False).without_value == {}


def test_formulas_that_are_all_0_or_empty_were_never_worked_out():
    found = marks(formula(1, 0), formula(1, 2), formula(4, 1, EMPTY_TEXT), worked_out=False)
    assert found.without_value == {2: {0, 2}, 5: {1}}


def test_a_formula_whose_text_is_missing_has_no_value():
    assert marks(formula(1, 3, b"\0\0\0\0\0\0\xff\xff"), number(2, 0)).without_value == {2: {3}}


def test_cells_far_away_are_refused():
    many = (NUMBERS, struct.pack("<HH", 0, 1_995) + bytes(6 * 10) + b"\0\0")
    assert refusal(many) == (
        'a.xls, sheet "Sheet1": there is something in column BYC, and poet reads 2,000 columns of '
        "a sheet. Delete what stands far from the answers, or save the sheet as CSV."
    )


def test_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 2)
    assert refusal(number(0, 0), number(0, 1), number(0, 2)) == (
        'a.xls, sheet "Sheet1": this sheet has too many cells. '
        "Save the sheet as CSV and give that file."
    )


@pytest.mark.parametrize(
    "parts",
    [
        [(ERROR, struct.pack("<HHHBB", 0, 0, 0, 7, 1))] * 3,
        [formula(0, 0, b"\2\0\7\0\0\0\xff\xff")] * 3,
        [formula(0, column) for column in range(3)],
    ],
)
def test_too_many_cells_without_a_value_are_refused(monkeypatch, parts):
    monkeypatch.setattr(workbook, "MOST_CELLS_WITHOUT_VALUE", 2)
    assert refusal(*parts) == (
        'a.xls, sheet "Sheet1": more than 2 cells hold an error or a formula without a value. '
        "Mend the formulas of this sheet, or delete the columns that are not needed."
    )


def test_a_cell_that_is_cut_off_is_damage():
    with pytest.raises(ValueError, match="cut off"):
        list(sheet_cells(*book_of((NUMBER, bytes(13)), number(0, 0))))
