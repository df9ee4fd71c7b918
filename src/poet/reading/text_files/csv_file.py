"""CSV and its kin: a strict reading, by the csv module of the standard library.

Faster readers drop rows after a quotation mark that is never closed, or move every column by one
when lines end in a comma, and say nothing. So only blocks in which no two parsers can differ are
cut by the places of their separators; what is checked is what is used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read, refuse_markup
from poet.reading.gathering import Batch, CodedBlock, NumberedRow
from poet.reading.layout import Rows
from poet.reading.text_files.broken_quotes import cell_without_end
from poet.reading.text_files.csv_records import LONGEST_CELL, CsvRecords
from poet.reading.text_files.encoding import TextFile, text_file
from poet.reading.text_files.separator import likely_separator, said_cells, said_separator
from poet.reading.text_table import Source

ENOUGH_TO_TELL = 300_000
NUL = b"\0"

Item = TypeVar("Item")


def read_csv(file: str, path: Path) -> Rows:
    """The rows of a CSV file. `file` is its name in messages.

    Raises PoetError when the bytes are no text or a web page, or, while rows are drawn, when a
    quotation mark is never closed.
    """
    text = text_file(file, path)
    beginning = text.beginning(ENOUGH_TO_TELL)
    refuse_markup(file, beginning)
    _refuse_nul(file, text)
    said, skipped = said_separator(beginning)
    separator = said or likely_separator(beginning)
    source = Source(file, "", text.encoding, separator)
    notes = [f"{file} was read as {text.encoding} text, {said_cells(beginning, separator)}."]
    told = _Told(file, text, separator, skipped)
    return Rows(source, told.rows(), [*notes, *text.notes], ragged=False, blocks=told.blocks)


def _refuse_nul(file: str, text: TextFile) -> None:
    if not any(NUL in piece for piece in text.chunks()):
        return
    before = b"".join(text.chunks()).partition(NUL)[0]
    line = before.count(b"\n") + 1
    raise cannot_read(
        f"{file}, line {line}",
        "there is a zero byte, which no text has: the file is damaged or is not text",
        "Export the answers again as .csv or .xlsx",
    )


class _Told:
    """Records whose mistakes are told: the line on which the cell begins that breaks the rules.

    The file is open from the first row drawn until the generator of `rows` is closed.
    """

    def __init__(self, file: str, text: TextFile, separator: str, skipped: int) -> None:
        self._place = (file, text, separator, skipped)

    def rows(self) -> Iterator[NumberedRow]:
        _, text, separator, skipped = self._place
        with text.opened(skipped) as opened:
            self._records = CsvRecords(opened, separator)
            yield from self._told(self._records)

    def blocks(self, width: int) -> Iterator[Batch | CodedBlock]:
        yield from self._told(self._records.blocks(width))

    def _told(self, records: Iterator[Item]) -> Iterator[Item]:
        try:
            yield from records
        except csv.Error:
            raise _broken(*self._place) from None


def _broken(file: str, text: TextFile, separator: str, skipped: int) -> PoetError:
    with text.opened(skipped) as opened:
        cell = cell_without_end(opened.read().decode("utf-8"), separator, LONGEST_CELL)
    # The line that says the separator is shown by no spreadsheet, and counted by text editors.
    where = f"{file}, line {cell.line + bool(skipped)}"
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
