"""What a workbook is made of, looked at before it is opened: a small file can hold a huge one."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from poet.errors import PoetError
from poet.reading.file_kind import SAVE_AS_XLSX, cannot_read

MOST_PARTS = 5_000
MOST_BYTES = 500_000_000
MOST_BYTES_OTHER_PART = 30_000_000
MOST_TIMES_SMALLER = 200
TOO_SMALL_TO_BE_A_BOMB = 10_000_000
MOST_TAGS = 40_000_000
# A sheet has 16,384 columns at most, and a cell takes up to six tags.
MOST_TAGS_IN_A_ROW = 300_000
# Excel keeps at most 65,490 styles; openpyxl takes a minute for a few million.
MOST_TAGS_OTHER_PART = 250_000
CHUNK = 1_000_000
# All that zipfile raises for one that is cut off or changed.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, ValueError, LookupError),
)
CONTENT_TYPES = "[Content_Types].xml"
SHEETS_AND_STRINGS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)

DECLARED_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)")
MARKS_OF_ORDER = b"\xef\xbb\xbf\xff\xfe \r\n\t"
READABLE_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"}
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=[\"'](?:1|true)[\"']")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
# openpyxl does not read these; Power Query keeps megabytes in the first.
NEVER_READ = ("customXml/", "xl/pivotCache/", "xl/externalLinks/")
STRICT = b"http://purl.oclc.org/ooxml/"

SAVE_ODS = "Open it in LibreOffice or Excel and save it as .xlsx"
NOT_SAFE = "A workbook of answers is never like this"


@dataclass(frozen=True)
class SheetMarks:
    """What the text of one sheet shows that openpyxl does not tell when it reads row by row."""

    formulas: int = 0
    hidden_rows: int = 0
    merged_cells: int = 0


@dataclass(frozen=True)
class Package:
    """A workbook that may be opened. `marks` has an entry for each part that is XML."""

    marks: dict[str, SheetMarks]
    macros: bool


def checked_package(file: str, data: bytes) -> Package:
    """What the zip holds. Raises PoetError when it is no workbook, or is not safe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _refuse_bombs(file, parts)
            _refuse_other_zips(file, package)
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            marks = {part.filename: _marks(file, package, part) for part in xml}
    except DAMAGE:
        raise cannot_read(
            file, "this workbook is damaged or cut off", "Download or save it again"
        ) from None
    if sum(tags for _, tags in marks.values()) > MOST_TAGS:
        raise _too_large(file)
    macros = any(part.filename.endswith("vbaProject.bin") for part in parts)
    return Package({name: found for name, (found, _) in marks.items()}, macros)


def _refuse_other_zips(file: str, package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise cannot_read(
            file, "this file is protected with a password", "Take the password off and save it"
        )
    if "xl/workbook.bin" in names:
        raise cannot_read(file, "this is a binary Excel workbook (.xlsb)", SAVE_AS_XLSX)
    if "content.xml" in names and "mimetype" in names:
        raise cannot_read(file, "this is an OpenDocument file (.ods)", SAVE_ODS)
    if CONTENT_TYPES not in names:
        raise cannot_read(
            file,
            "this is a zip file and not a workbook",
            "Unpack it first, and give the .csv or .xlsx file in it",
        )
    if "xl/workbook.xml" in names and STRICT in package.read("xl/workbook.xml")[:CHUNK]:
        raise cannot_read(file, 'this is a "Strict Open XML" workbook', SAVE_AS_XLSX)


def _refuse_bombs(file: str, parts: list[zipfile.ZipInfo]) -> None:
    # A part gives no more bytes than it declares: zipfile stops there.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise _too_large(file)
    for part in parts:
        packed = max(part.compress_size, 1)
        large = part.file_size > TOO_SMALL_TO_BE_A_BOMB
        if large and part.file_size / packed > MOST_TIMES_SMALLER:
            raise _too_large(file)
        if _is_small_part(part) and part.file_size > MOST_BYTES_OTHER_PART:
            raise _too_large(file)


def _is_small_part(part: zipfile.ZipInfo) -> bool:
    """Whether it is one of the parts that say little: styles, relations, properties."""
    name = part.filename
    may_be_large = SHEETS_AND_STRINGS.fullmatch(name) or name.startswith(NEVER_READ)
    return name.endswith((".xml", ".rels")) and not may_be_large


def _too_large(file: str) -> PoetError:
    return cannot_read(
        file,
        "this workbook unpacks to far more than a survey needs, so it was not opened",
        "Copy the cells with answers into a new workbook, or save the sheet as CSV",
    )


def _marks(file: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[SheetMarks, int]:
    """The marks of one part and the number of its tags. Raises PoetError for what is not safe."""
    formulas = hidden_rows = merged = tags = tags_in_row = 0
    is_sheet = part.filename.startswith("xl/worksheets/")
    for text in _chunks(file, package, part):
        if b"<!" in text and ENTITIES.search(text):
            raise _not_safe(file, "has entities in its XML")
        # Looking for a few plain letters first takes a tenth of the time of a pattern.
        formulas += len(FORMULA.findall(text)) if b"<f" in text or b":f" in text else 0
        hidden_rows += len(HIDDEN_ROW.findall(text)) if b"hidden=" in text else 0
        merged += len(MERGED.findall(text)) if b"mergeCell" in text else 0
        here = text.count(b"<")
        tags += here
        tags_in_row = here if ROW.search(text) else tags_in_row + here
        if is_sheet and tags_in_row > MOST_TAGS_IN_A_ROW:
            raise _not_safe(file, "has a row with more cells than a sheet can have")
        if tags > MOST_TAGS_OTHER_PART and _is_small_part(part):
            raise _too_large(file)
    return SheetMarks(formulas, hidden_rows, merged), tags


def _chunks(file: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a part in pieces that end before a tag, so that no tag is cut in two."""
    rest = b""
    never_read = part.filename.startswith(NEVER_READ)
    with package.open(part) as opened:
        while piece := opened.read(CHUNK):
            # Zero bytes are those of UTF-16: without them the patterns fit it too.
            text = rest + (piece.replace(b"\0", b"") if b"\0" in piece else piece)
            _refuse_odd_encoding(file, text)
            cut = len(text) if never_read else max(text.rfind(b"<"), 0)
            if len(text) - cut > CHUNK:
                raise _not_safe(file, "has a cell longer than any may be")
            rest = text[cut:]
            yield text[:cut]
    yield rest


def _refuse_odd_encoding(file: str, text: bytes) -> None:
    declared = DECLARED_ENCODING.match(text[:200].lstrip(MARKS_OF_ORDER))
    if declared and declared.group(1).lower() not in READABLE_ENCODINGS:
        raise _not_safe(file, "is in an encoding that Excel does not write")


def _not_safe(file: str, why: str) -> PoetError:
    return cannot_read(
        file,
        f"this workbook {why}, so it was not opened",
        "Copy the cells with answers into a new workbook, or save the sheet as CSV",
        expected=NOT_SAFE,
    )
