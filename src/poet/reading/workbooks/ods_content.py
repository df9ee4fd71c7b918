"""The text of an OpenDocument workbook, read as a stream with expat.

No library is fit for it: odfpy takes 5 GB for 50,000 rows of 40 cells, and python-calamine, fast as
it is, tells nothing of hidden rows, merged cells and formulas without a value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from poet.reading.text_table import Source
from poet.reading.workbooks.ods_cells import (
    LINE_END,
    OFFICE,
    SPACE,
    TAB,
    TABLE,
    cell_text,
    paragraph_text,
)
from poet.reading.workbooks.ods_sheet import OdsRow, OdsSheet
from poet.reading.workbooks.workbook import not_safe, too_large

CHUNK = 262_144
MOST_TAGS = 20_000_000
MOST_TAGS_LEFT_OUT = 2_000_000
MOST_NESTED = 200
MOST_SHEETS = 10_000
LONGEST_CELL = 1_000_000
LONGEST_TAG = 2_000_000
# The same few answers fill most cells: kept once each, they take little memory.
MOST_TEXTS_SHARED = 100_000

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
# What only holds other elements. Whatever is not known, such as a comment or a chart, is left out.
AROUND = (
    *(f"{OFFICE} {name}" for name in ("document-content", "automatic-styles", "body")),
    f"{OFFICE} spreadsheet",
    *(f"{TABLE} {name}" for name in ("table-row-group", "table-rows", "table-header-rows")),
    *(f"{TEXT} {name}" for name in ("list", "list-item")),
)
# LibreOffice keeps what it last saw of another file as a table named 'file'#$sheet.
TABLE_OF_ANOTHER_FILE = "'#$"

ROWS_REPEATED, COLUMNS_REPEATED = (
    f"{TABLE} number-rows-repeated",
    f"{TABLE} number-columns-repeated",
)
ROWS_SPANNED, COLUMNS_SPANNED = f"{TABLE} number-rows-spanned", f"{TABLE} number-columns-spanned"

Attributes = dict[str, str]


def sheets_of(file: str, part: IO[bytes], keep: Callable[[str], bool] | None) -> list[OdsSheet]:
    """All sheets in the text of a workbook. `keep` says of a title whether its rows are wanted.

    Without it those of the first visible sheet with cells are kept. Raises PoetError when the text
    is not safe to read or too large, ExpatError or ValueError when it makes no sense.
    """
    content = _Content(file, keep)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = content.start
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.text
    parser.StartDoctypeDeclHandler = content.refuse_entities
    read = tags = 0
    while chunk := part.read(CHUNK):
        read += len(chunk)
        tags += chunk.count(b"<")
        if tags > MOST_TAGS:
            raise too_large(file)
        parser.Parse(chunk)
        # Expat looks anew at all of a tag that has not ended.
        if read - parser.CurrentByteIndex > LONGEST_TAG:
            raise not_safe(file, "has a tag longer than any may be")
    parser.Parse(b"", True)
    return content.sheets


class _Content:
    """What expat tells of the text, tag by tag, gathered as sheets."""

    def __init__(self, file: str, keep: Callable[[str], bool] | None) -> None:
        self.sheets: list[OdsSheet] = []
        self._file, self._keep = file, keep
        self._depth = self._left_out_below = self._left_out = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._sheet: OdsSheet | None = None
        self._row: OdsRow | None = None
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._pieces: list[str] | None = None
        self._length = 0
        self._shared: dict[str, str] = {}
        self._starts = dict.fromkeys(AROUND, _nothing) | {
            f"{STYLE} style": self._start_style,
            f"{STYLE} table-properties": self._look_of_table,
            f"{TABLE} table": self._start_table,
            f"{TABLE} table-row": self._start_row,
            f"{TABLE} table-cell": self._start_cell,
            f"{TABLE} covered-table-cell": self._start_cell,
            f"{TEXT} p": self._start_paragraph,
            f"{TEXT} h": self._start_paragraph,
            f"{TEXT} s": self._spaces,
            f"{TEXT} tab": lambda attributes: self.text(TAB),
            f"{TEXT} line-break": lambda attributes: self.text(LINE_END),
        }
        self._ends = {
            f"{TABLE} table": self._end_table,
            f"{TABLE} table-row": self._end_row,
            f"{TABLE} table-cell": self._end_cell,
            f"{TABLE} covered-table-cell": self._end_cell,
            f"{TEXT} p": self._end_paragraph,
            f"{TEXT} h": self._end_paragraph,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """A tag begins an element. What is in one that is not known is left out, but for text."""
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise not_safe(self._file, "has elements within elements without end")
        if self._left_out_below:
            self._count_left_out()
        elif name in self._starts:
            self._starts[name](attributes)
        elif self._pieces is None or not name.startswith(TEXT):
            self._leave_out(attributes)

    def end(self, name: str) -> None:
        """A tag ends an element."""
        if not self._left_out_below:
            if name in self._ends:
                self._ends[name]()
        elif self._left_out_below == self._depth:
            self._left_out_below = 0
        self._depth -= 1

    def text(self, characters: str) -> None:
        """Some of the text of a paragraph, or the white space around it."""
        if self._pieces is None or self._left_out_below:
            return
        self._length += len(characters)
        if self._length > LONGEST_CELL:
            raise not_safe(self._file, "has a cell longer than any may be")
        self._pieces.append(characters)

    def refuse_entities(self, *_: object) -> None:
        """A declaration in which entities could be told: no workbook has one."""
        raise not_safe(self._file, "has entities in its XML")

    def _leave_out(self, _: Attributes) -> None:
        self._left_out_below = self._depth
        self._count_left_out()

    def _count_left_out(self) -> None:
        self._left_out += 1
        if self._left_out > MOST_TAGS_LEFT_OUT:
            raise too_large(self._file)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE} name", "")

    def _look_of_table(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE} display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        title = attributes.get(f"{TABLE} name", "")
        if self._sheet or (title.startswith("'") and TABLE_OF_ANOTHER_FILE in title):
            self._leave_out(attributes)
            return
        visible = attributes.get(f"{TABLE} style-name") not in self._hidden_styles
        self._sheet = OdsSheet(Source(self._file, title), visible, self._is_kept(title, visible))
        self.sheets.append(self._sheet)
        if len(self.sheets) > MOST_SHEETS:
            raise not_safe(self._file, "has more sheets than a workbook can have")

    def _is_kept(self, title: str, visible: bool) -> bool:
        if self._keep:
            return self._keep(title)
        return visible and not any(sheet.visible and sheet.has_cells for sheet in self.sheets)

    def _end_table(self) -> None:
        self._sheet = None

    def _start_row(self, attributes: Attributes) -> None:
        hidden = attributes.get(f"{TABLE} visibility", "visible") != "visible"
        self._row = OdsRow(_times(attributes, ROWS_REPEATED), hidden)

    def _end_row(self) -> None:
        if self._sheet and self._row:
            self._sheet.add(self._row)
        self._row = None

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._paragraphs, self._length = attributes, [], 0

    def _end_cell(self) -> None:
        cell = self._cell
        if self._sheet and self._row and cell is not None:
            filled = cell or self._paragraphs
            text = self._once(cell_text(cell, self._paragraphs)) if filled else ""
            if self._sheet.kept:
                self._row.add(text, _times(cell, COLUMNS_REPEATED), self._sheet.source)
                self._sheet.merged_cells += _is_merged(cell)
            elif text:
                self._sheet.has_cells = True
        self._cell = None

    def _once(self, text: str | None) -> str | None:
        if text is None:
            return None
        if len(self._shared) >= MOST_TEXTS_SHARED:
            return self._shared.get(text, text)
        return self._shared.setdefault(text, text)

    def _start_paragraph(self, _: Attributes) -> None:
        self._pieces = []

    def _end_paragraph(self) -> None:
        self._paragraphs.append(paragraph_text(self._pieces or ()))
        self._pieces = None

    def _spaces(self, attributes: Attributes) -> None:
        self.text(SPACE * min(int(attributes.get(f"{TEXT} c", "1")), LONGEST_CELL + 1))


def _nothing(_: Attributes) -> None:
    """An element that matters only for what is in it."""


def _times(attributes: Attributes, repeated: str) -> int:
    times = int(attributes.get(repeated, 1))
    if times < 1:
        raise ValueError(times)
    return times


def _is_merged(attributes: Attributes) -> bool:
    return attributes.get(COLUMNS_SPANNED, "1") != "1" or attributes.get(ROWS_SPANNED, "1") != "1"
