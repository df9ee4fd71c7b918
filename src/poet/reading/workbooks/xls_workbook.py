"""What an old Excel workbook says before its sheets: their names, the texts, what is a date."""

from __future__ import annotations

import codecs
import itertools
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from poet.reading.file_kind import SAVE_AS_XLSX, cannot_read
from poet.reading.workbooks.workbook import not_safe, protected, too_large
from poet.reading.workbooks.xls_records import Texts, characters, continued, records

VERSION_8, VERSION_5 = 0x600, 0x500
PASSWORD, CODE_PAGE, DATE_MODE = 0x2F, 0x42, 0x22
FORMAT, CELL_FORMAT, SHEET, TEXTS = 0x41E, 0xE0, 0x85, 0xFC
WORKED_OUT_BY = 0x1C1
READ = (PASSWORD, CODE_PAGE, DATE_MODE, FORMAT, CELL_FORMAT, SHEET, TEXTS, WORKED_OUT_BY)

WORKSHEET, MACRO_SHEETS = 0, (1, 6)
VISIBLE = 0
MOST_SHEETS = 10_000
MOST_TEXTS = 3_000_000
NUMBER, DATE, DURATION = 0, 1, 2
# Longer ones are no formats of Excel.
LONGEST_FORMAT = 255
ENCODINGS = {10_000: "mac-roman", 32_768: "mac-roman", 32_769: "cp1252"}
WESTERN = 1252


@dataclass(frozen=True)
class SheetPlace:
    """A worksheet: its name, whether it is shown, and where in the workbook it begins and ends."""

    title: str
    visible: bool
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class XlsWorkbook:
    """An old workbook. `encoding` is that of texts in cells, "" when each says its own.

    `number_kinds` has NUMBER, DATE or DURATION for each cell format; `from_1904` says that days
    are counted from then, as they were on the Macintosh; `worked_out` that Excel or LibreOffice
    named itself as the program that worked out the formulas.
    """

    stream: bytes
    encoding: str
    from_1904: bool
    texts: Sequence[str]
    number_kinds: bytes
    sheets: tuple[SheetPlace, ...]
    macros: bool
    worked_out: bool


def read_workbook(file: str, stream: bytes) -> XlsWorkbook:
    """What the stream of a workbook says of itself.

    Raises PoetError when it is protected or not safe; ValueError, IndexError or
    struct.error when it makes no sense.
    """
    version = _version(stream)
    found: dict[int, list[tuple[int, int]]] = {code: [] for code in READ}
    for code, content, length in records(stream, 0, len(stream)):
        if code in found:
            found[code].append((content, length))
    if found[PASSWORD]:
        raise protected(file)
    contents = {code: [stream[at : at + size] for at, size in found[code]] for code in READ}
    encoding = "" if version == VERSION_8 else _encoding(file, contents[CODE_PAGE])
    kinds = [sheet[5] for sheet in contents[SHEET]]
    return XlsWorkbook(
        stream=stream,
        encoding=encoding,
        from_1904=any(content[0] for content in contents[DATE_MODE]),
        texts=_texts(file, stream, found[TEXTS]),
        number_kinds=_number_kinds(contents[CELL_FORMAT], _formats(contents[FORMAT], encoding)),
        sheets=_sheets(file, contents[SHEET], encoding, len(stream)),
        macros=any(kind in MACRO_SHEETS for kind in kinds),
        worked_out=any(any(content[4:8]) for content in contents[WORKED_OUT_BY]),
    )


def _version(stream: bytes) -> int:
    (version,) = struct.unpack_from("<H", stream, 4)
    if version not in (VERSION_8, VERSION_5):
        raise ValueError("no version of Excel writes workbooks like this")
    return int(version)


def _encoding(file: str, code_pages: Sequence[bytes]) -> str:
    page = int.from_bytes(code_pages[0][:2], "little") if code_pages else WESTERN
    encoding = ENCODINGS.get(page, f"cp{page}")
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise cannot_read(
            file, f"the texts of this workbook are in code page {page}", SAVE_AS_XLSX
        ) from None


def _formats(contents: Sequence[bytes], encoding: str) -> dict[int, str]:
    """The number formats that the workbook describes, by number."""
    # The length of a text that does not say its encoding takes one byte.
    start = 3 if encoding else 4
    return {
        int.from_bytes(content[:2], "little"): characters(
            content, start, int.from_bytes(content[2:start], "little"), encoding
        )
        for content in contents
    }


def _number_kinds(cell_formats: Sequence[bytes], formats: Mapping[int, str]) -> bytes:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    known = {**BUILTIN_FORMATS, **formats}
    kinds = {number: _number_kind(words) for number, words in known.items()}
    return bytes(kinds.get(int.from_bytes(cell[2:4], "little"), NUMBER) for cell in cell_formats)


def _number_kind(words: str) -> int:
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    if len(words) > LONGEST_FORMAT or not is_date_format(words):
        return NUMBER
    return DURATION if is_timedelta_format(words) else DATE


def _texts(file: str, stream: bytes, found: Sequence[tuple[int, int]]) -> list[str]:
    """The texts that cells refer to by their number."""
    if not found:
        return []
    pieces = continued(stream, *found[0])
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    texts = Texts(pieces, 8)
    read = itertools.islice(iter(texts.next_text, None), min(count, MOST_TEXTS + 1))
    kept = list(read)
    if len(kept) > MOST_TEXTS:
        raise too_large(file)
    return kept


def _sheets(
    file: str, contents: Sequence[bytes], encoding: str, end: int
) -> tuple[SheetPlace, ...]:
    if len(contents) > MOST_SHEETS:
        raise not_safe(file, "has more sheets than a workbook can have")
    begun = [
        SheetPlace(characters(content, 7, length, encoding), visibility & 3 == VISIBLE, start, end)
        for content in contents
        for start, visibility, kind, length in [struct.unpack_from("<IBBB", content)]
        if kind == WORKSHEET
    ]
    starts = sorted(sheet.start for sheet in begun)
    if len(set(starts)) < len(starts):
        raise ValueError("two sheets begin at the same place")
    # No sheet reaches into the next, so all of them together are read in the time of the file.
    ends = dict(itertools.pairwise([*starts, end]))
    return tuple(replace(sheet, end=ends[sheet.start]) for sheet in begun)
