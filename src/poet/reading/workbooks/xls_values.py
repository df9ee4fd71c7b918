"""The cells of a sheet of an old Excel workbook, record by record, as values of Python."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator

from poet.reading.workbooks.xls_records import Texts, characters, continued, records
from poet.reading.workbooks.xls_workbook import DURATION, NUMBER, SheetPlace, XlsWorkbook

TEXT_BY_NUMBER, TEXT, TEXT_WITH_FORMATS = 0xFD, 0x204, 0xD6
FLOAT, SHORT_NUMBER, SHORT_NUMBERS = 0x203, 0x27E, 0xBD
TRUE_OR_ERROR, FORMULA, TEXT_OF_FORMULA = 0x205, 0x06, 0x207
# What may stand between a formula and its text: a formula that several cells share.
SHARED_FORMULAS = (0x4BC, 0x221, 0x236)

ERRORS = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?"},
    **{0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"},
}
OTHER_ERROR = "#VALUE!"
NOT_A_NUMBER = b"\xff\xff"
RESULT_IS_TEXT, RESULT_IS_TRUE, RESULT_IS_ERROR = 0, 1, 2
RESULT_ZERO, RESULT_EMPTY = bytes(8), b"\3\0\0\0\0\0\xff\xff"
DIVIDED_BY_100, WHOLE_NUMBER = 0x01, 0x02

# Row and column, both from 0, and the value: None for a formula that has none.
Cell = tuple[int, int, object]


def sheet_cells(book: XlsWorkbook, sheet: SheetPlace) -> Iterator[Cell]:
    """The cells of a sheet that are not blank, in the order of the file.

    Raises ValueError, IndexError or struct.error when the sheet is damaged.
    """
    for code, content, length in records(book.stream, sheet.start, sheet.end):
        if code in DECODERS:
            yield from cells_of(book, code, content, length)


def cells_of(book: XlsWorkbook, code: int, content: int, length: int) -> Iterable[Cell]:
    """The cells of one record of a kind that DECODERS has."""
    least, decode = DECODERS[code]
    if length < least:
        raise ValueError("a cell is cut off")
    return decode(book, content, length)


def is_zero_or_empty(book: XlsWorkbook, content: int) -> bool:
    """Whether a formula has the result that programs leave which do not work out formulas."""
    return book.stream[content + 6 : content + 14] in (RESULT_ZERO, RESULT_EMPTY)


def _text_by_number(book: XlsWorkbook, content: int, _: int) -> Iterable[Cell]:
    row, column, number = struct.unpack_from("<HH2xI", book.stream, content)
    return ((row, column, book.texts[number]),)


def _text(book: XlsWorkbook, content: int, length: int) -> Iterable[Cell]:
    row, column, size = struct.unpack_from("<HH2xH", book.stream, content)
    text = characters(book.stream[content + 8 : content + length], 0, size, book.encoding)
    return ((row, column, text),)


def _float(book: XlsWorkbook, content: int, _: int) -> Iterable[Cell]:
    row, column, cell_format, number = struct.unpack_from("<HHHd", book.stream, content)
    return ((row, column, _number(book, cell_format, number)),)


def _short_number(book: XlsWorkbook, content: int, _: int) -> Iterable[Cell]:
    row, column, cell_format, packed = struct.unpack_from("<HHHi", book.stream, content)
    return ((row, column, _number(book, cell_format, _unpacked(packed))),)


def _short_numbers(book: XlsWorkbook, content: int, length: int) -> Iterable[Cell]:
    row, first = struct.unpack_from("<HH", book.stream, content)
    packed = book.stream[content + 4 : content + length - 2]
    return [
        (row, first + place, _number(book, cell_format, _unpacked(number)))
        for place, (cell_format, number) in enumerate(struct.iter_unpack("<Hi", packed))
    ]


def _true_or_error(book: XlsWorkbook, content: int, _: int) -> Iterable[Cell]:
    row, column, value, is_error = struct.unpack_from("<HH2xBB", book.stream, content)
    return ((row, column, ERRORS.get(value, OTHER_ERROR) if is_error else bool(value)),)


def _formula(book: XlsWorkbook, content: int, length: int) -> Iterable[Cell]:
    row, column, cell_format, result = struct.unpack_from("<HHH8s", book.stream, content)
    if result[6:] != NOT_A_NUMBER:
        (number,) = struct.unpack("<d", result)
        return ((row, column, _number(book, cell_format, number)),)
    if result[0] == RESULT_IS_TEXT:
        return ((row, column, _text_of_formula(book, content + length)),)
    if result[0] == RESULT_IS_TRUE:
        return ((row, column, bool(result[2])),)
    is_error = result[0] == RESULT_IS_ERROR
    return ((row, column, ERRORS.get(result[2], OTHER_ERROR) if is_error else ""),)


def _text_of_formula(book: XlsWorkbook, following: int) -> str | None:
    """The text that follows a formula as a record of its own; None when it does not."""
    code, length = struct.unpack_from("<HH", book.stream, following)
    if code in SHARED_FORMULAS:
        following += 4 + length
        code, length = struct.unpack_from("<HH", book.stream, following)
    if code != TEXT_OF_FORMULA:
        return None
    pieces = continued(book.stream, following + 4, length)
    (size,) = struct.unpack_from("<H", pieces[0])
    if book.encoding:
        return characters(b"".join(pieces), 2, size, book.encoding)
    return Texts(pieces, 3).characters(size, pieces[0][2])


def _unpacked(packed: int) -> float:
    """A number packed into four bytes: a whole one, or the first half of a longer one."""
    if packed & WHOLE_NUMBER:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", struct.pack("<4xI", packed & 0xFFFFFFFC))
    return number / 100 if packed & DIVIDED_BY_100 else number


def _number(book: XlsWorkbook, cell_format: int, number: float) -> object:
    """A number, or the date or time that its format makes of it."""
    known = cell_format < len(book.number_kinds)
    kind = book.number_kinds[cell_format] if known else NUMBER
    return number if kind == NUMBER else _date(number, book.from_1904, kind == DURATION)


def _date(number: float, from_1904: bool, duration: bool) -> object:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        return from_excel(number, MAC_EPOCH if from_1904 else WINDOWS_EPOCH, timedelta=duration)
    except (OverflowError, ValueError):
        return OTHER_ERROR


# The least length of each kind of record, and what reads it.
DECODERS: dict[int, tuple[int, Callable[[XlsWorkbook, int, int], Iterable[Cell]]]] = {
    TEXT_BY_NUMBER: (10, _text_by_number),
    TEXT: (8, _text),
    TEXT_WITH_FORMATS: (8, _text),
    FLOAT: (14, _float),
    SHORT_NUMBER: (10, _short_number),
    SHORT_NUMBERS: (6, _short_numbers),
    TRUE_OR_ERROR: (8, _true_or_error),
    FORMULA: (16, _formula),
}
