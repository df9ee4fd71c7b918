"""CSV and its kin: a strict reading with the csv module of the standard library.

One parser both checks and reads. Faster readers drop rows after a quotation mark that is never
closed, or move every column by one when lines end in a comma, and say nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from poet.errors import PoetError
from poet.reading.assembling import Gathered, build_table, gather_columns, heading_notes
from poet.reading.broken_quotes import cell_without_end
from poet.reading.encoding import to_utf8
from poet.reading.file_kind import cannot_read, refuse_markup
from poet.reading.separator import SEPARATORS, likely_separator, said_separator
from poet.reading.text_table import WRONG_NUMBER_OF_CELLS, ReadingProblem, Source, TextTable

LONGEST_CELL = 131_072
AT_THE_END = b"\x1a\r\n"


def read_csv(file: str, data: bytes) -> TextTable:
    """The table in the bytes of a CSV file. `file` is its name in messages.

    Raises PoetError when the bytes are no text or a web page, when a quotation mark is never
    closed, when two headings are the same or there are no rows.
    """
    text = to_utf8(file, data)
    refuse_markup(file, text.utf8)
    # Old programs end a text file with Ctrl-Z.
    utf8 = text.utf8.rstrip(AT_THE_END)
    _refuse_nul(file, utf8)
    said, skipped = said_separator(utf8)
    separator = said or likely_separator(utf8)
    records = _numbered(file, utf8[skipped:], separator, lines_above=bool(skipped))
    line, headings = _headings(file, records)
    how_read = _how_read(file, text.encoding, separator, len(headings))
    gathered = Gathered(notes=[how_read, *text.notes, *heading_notes(line)])
    columns = gather_columns(_rows(records, headings, gathered), len(headings))
    return build_table(headings, columns, gathered, Source(file, "", text.encoding, separator))


def _how_read(file: str, encoding: str, separator: str, width: int) -> str:
    cells = f"cells separated by {SEPARATORS[separator]}" if width > 1 else "one column"
    return f"{file} was read as {encoding} text, {cells}."


def _refuse_nul(file: str, utf8: bytes) -> None:
    position = utf8.find(b"\0")
    if position >= 0:
        line = utf8.count(b"\n", 0, position) + 1
        raise cannot_read(
            f"{file}, line {line}",
            "there is a zero byte, which no text has: the file is damaged or is not text",
            "Export the answers again as .csv or .xlsx",
        )


def _numbered(
    file: str, utf8: bytes, separator: str, *, lines_above: int
) -> Iterator[tuple[int, list[str]]]:
    """Each record with its row as a spreadsheet shows it: a cell of two lines is in one row."""
    lines = io.TextIOWrapper(io.BytesIO(utf8), encoding="utf-8", newline="")
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield from enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1)
    except csv.Error:
        raise _broken(file, utf8, separator, lines_above) from None
    finally:
        csv.field_size_limit(before)


def _broken(file: str, utf8: bytes, separator: str, lines_above: int) -> PoetError:
    cell = cell_without_end(utf8.decode("utf-8"), separator, LONGEST_CELL)
    where = f"{file}, line {cell.line + lines_above}"
    if cell.too_long:
        return cannot_read(
            where,
            f"a cell begins here that is longer than {LONGEST_CELL:,} characters",
            "Look for a quotation mark that is never closed, or shorten the cell",
        )
    if cell.closed:
        return cannot_read(
            where,
            "a cell begins here with a quotation mark, and has another in its middle",
            'Write a quotation mark inside a cell twice (""), or export the answers again',
        )
    return cannot_read(
        where,
        "a cell begins here with a quotation mark that is never closed",
        "Close it or take it away, or export the answers again",
    )


def _headings(file: str, records: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """The first row with something in it, and its number."""
    for line, record in records:
        if any(cell.strip() for cell in record):
            return line, record
    raise cannot_read(file, "there is nothing in this file", "Export the answers again")


def _rows(
    records: Iterator[tuple[int, list[str]]], headings: list[str], gathered: Gathered
) -> Iterator[list[str]]:
    """The rows that fit the headings. Empty cells beyond them, or missing below none, are let be.

    A row with any other number of cells goes to the problems: its cells cannot be told apart.
    """
    width = len(headings)
    least = max((i for i, heading in enumerate(headings, 1) if heading.strip()), default=0)
    longer = 0
    for line, row in records:
        cells = row
        if len(row) != width:
            if len(row) > width and not any(cell.strip() for cell in row[width:]):
                longer += any(row)
            elif any(cell.strip() for cell in row) and not least <= len(row) < width:
                gathered.problems.append(_misshapen(line, len(row), width))
                continue
            cells = (row + [""] * width)[:width]
        gathered.lines.append(line)
        yield cells
    if longer:
        rows = "1 row ends" if longer == 1 else f"{longer:,} rows end"
        gathered.notes.append(f"{rows} in empty cells beyond the last heading: left out.")


def _misshapen(line: int, cells: int, width: int) -> ReadingProblem:
    found = "1 cell" if cells == 1 else f"{cells:,} cells"
    headings = "1 heading" if width == 1 else f"{width:,} headings"
    return ReadingProblem(
        line=line,
        column=None,
        found=found,
        rule=WRONG_NUMBER_OF_CELLS,
        sentence=f"This row has {found} under {headings}, so it is set aside.",
    )
