"""CSV and its kin: a strict reading with the csv module of the standard library.

One parser both checks and reads. Faster readers drop rows after a quotation mark that is never
closed, or move every column by one when lines end in a comma, and say nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from poet.errors import PoetError
from poet.reading.broken_quotes import cell_without_end
from poet.reading.encoding import TextFile, text_file
from poet.reading.file_kind import cannot_read, refuse_markup
from poet.reading.layout import Rows
from poet.reading.separator import likely_separator, said_cells, said_separator
from poet.reading.text_table import Source

LONGEST_CELL = 131_072
ENOUGH_TO_TELL = 300_000


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
    rows = _numbered(file, text, separator, skipped)
    return Rows(source, rows, notes=[*notes, *text.notes], ragged=False)


def _refuse_nul(file: str, text: TextFile) -> None:
    line = 1
    for piece in text.chunks():
        position = piece.find(b"\0")
        if position >= 0:
            line += piece.count(b"\n", 0, position)
            raise cannot_read(
                f"{file}, line {line}",
                "there is a zero byte, which no text has: the file is damaged or is not text",
                "Export the answers again as .csv or .xlsx",
            )
        line += piece.count(b"\n")


def _numbered(
    file: str, text: TextFile, separator: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """Each record with its row as a spreadsheet shows it: a cell of two lines is in one row."""
    lines = io.TextIOWrapper(text.opened(skipped), encoding="utf-8", newline="")
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        with lines:
            yield from enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1)
    except csv.Error:
        raise _broken(file, text, separator, skipped) from None
    finally:
        csv.field_size_limit(before)


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
