"""The zip around an OpenDocument workbook: looked at before the text in it is read."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from poet.reading.file_kind import EXPORT_AGAIN, ZIP, cannot_read
from poet.reading.workbooks.workbook import cut_off, protected, too_large

MOST_PARTS = 5_000
MOST_BYTES = 500_000_000
MOST_BYTES_OTHER_PART = 1_000_000
# Columns of nothing but 0 and 1 become 220 times smaller.
MOST_TIMES_SMALLER = 400
TOO_SMALL_TO_BE_A_BOMB = 10_000_000
KIND, CONTENT, MANIFEST = "mimetype", "content.xml", "META-INF/manifest.xml"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
OTHER_KINDS = {
    b"application/vnd.oasis.opendocument.text": "a text document (.odt)",
    b"application/vnd.oasis.opendocument.presentation": "a presentation (.odp)",
    b"application/vnd.sun.xml.calc": "a workbook of the first OpenOffice (.sxc)",
    b"application/epub": "an electronic book (.epub)",
}
LENGTH_OF_NAME, START_OF_NAME = 26, 30
PACKED_WHOLE = "encrypted-package"
PACKED_PART = b"encryption-data"
READABLE_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises for damage, as far as changing bytes at random has shown.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(LookupError, ValueError),
)


@dataclass(frozen=True, eq=False)
class OdsContent:
    """The text of a workbook that may be read, and whether the workbook has macros."""

    text: IO[bytes]
    macros: bool


def is_ods(start: bytes) -> bool:
    """Whether a file that starts so is an OpenDocument file: the first part tells its kind."""
    length = int.from_bytes(start[LENGTH_OF_NAME : LENGTH_OF_NAME + 2], "little")
    name = start[START_OF_NAME : START_OF_NAME + length]
    return start.startswith(ZIP) and name == KIND.encode()


@contextlib.contextmanager
def opened_content(file: str, data: bytes) -> Iterator[OdsContent]:
    """The text of a workbook, to be read as long as this is open.

    Raises PoetError, also while it is read, when the zip is damaged, protected, too large or
    holds something else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_other_documents(file, package)
            with package.open(CONTENT) as text:
                yield OdsContent(text, _has_macros(package))
    except DAMAGE:
        raise cut_off(file) from None


def _refuse_other_documents(file: str, package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if len(names) > MOST_PARTS:
        raise too_large(file)
    kind = _small_part(file, package, KIND)
    if not kind.startswith(SPREADSHEET):
        known = (words for start, words in OTHER_KINDS.items() if kind.startswith(start))
        words = next(known, "another kind of document")
        raise cannot_read(file, f"this is {words}, not a table of answers", EXPORT_AGAIN)
    manifest = _small_part(file, package, MANIFEST) if MANIFEST in names else b""
    if PACKED_WHOLE in names or PACKED_PART in manifest:
        raise protected(file)
    _refuse_odd_part(file, package, CONTENT, MOST_BYTES)


def _small_part(file: str, package: zipfile.ZipFile, name: str) -> bytes:
    _refuse_odd_part(file, package, name, MOST_BYTES_OTHER_PART)
    return package.read(name)


def _refuse_odd_part(file: str, package: zipfile.ZipFile, name: str, most: int) -> None:
    """Raises PoetError when a part has a password, is packed in a rare way, or is too large."""
    part = package.getinfo(name)
    if part.flag_bits & 1:
        raise protected(file)
    if part.compress_type not in READABLE_PACKINGS:
        raise NotImplementedError(part.compress_type)
    # A part gives no more bytes than it declares: zipfile stops there.
    if part.file_size > max(TOO_SMALL_TO_BE_A_BOMB, part.compress_size * MOST_TIMES_SMALLER):
        raise too_large(file)
    if part.file_size > most:
        raise too_large(file)


def _has_macros(package: zipfile.ZipFile) -> bool:
    """Whether there is a part beyond the lists of macros, which are there without any, too."""
    lists = ("script-lc.xml", "script-lb.xml", "/")
    return any(
        name.startswith(("Basic/", "Scripts/")) and not name.endswith(lists)
        for name in package.namelist()
    )
