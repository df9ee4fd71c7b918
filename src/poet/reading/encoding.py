"""Which encoding a text file is in, told from its bytes."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read

SAVE_AS_UTF8 = 'In Excel, save it as "CSV UTF-8 (comma delimited)"'
ENOUGH_TO_TELL = 4_000

# A character of UTF-8 that takes several bytes, or any other byte beyond ASCII.
BEYOND_ASCII = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|([\x80-\xff])"
)


@dataclass(frozen=True)
class EncodedText:
    """The bytes of a text file turned into UTF-8, and the encoding they were in."""

    utf8: bytes
    encoding: str
    notes: tuple[str, ...] = ()


def to_utf8(file: str, data: bytes) -> EncodedText:
    """The text of a file in UTF-8, without a byte order mark.

    UTF-8 with or without a byte order mark, UTF-16 (by its mark, or by zero bytes in every other
    place), else the Windows code page of western Europe (cp1252), which Excel writes. Raises
    PoetError when the bytes fit none of them.
    """
    if data.startswith(codecs.BOM_UTF8):
        text = _mended(data[len(codecs.BOM_UTF8) :], file)
        return EncodedText(text.utf8, "UTF-8 with BOM", text.notes)
    utf16 = _utf16(data)
    if utf16:
        return EncodedText(_decoded(file, data, utf16).encode("utf-8"), "UTF-16")
    return _mended(data, file)


def _utf16(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:ENOUGH_TO_TELL]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd == 0 else ""


def _decoded(file: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _unknown(file, data, problem.start) from None


def _unknown(file: str, data: bytes, position: int) -> PoetError:
    line = data.count(b"\n", 0, position) + 1
    return cannot_read(
        f"{file}, line {line}",
        "these characters are in none of the encodings that poet reads",
        SAVE_AS_UTF8,
        expected="Expected UTF-8, UTF-16 or the Windows code page cp1252",
    )


def _mended(data: bytes, file: str) -> EncodedText:
    """Text that is mostly UTF-8 or mostly cp1252. Files pasted together can mix the two."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return EncodedText(data, "UTF-8")
    beyond = Counter(bool(found.group(1)) for found in BEYOND_ASCII.finditer(data))
    alone, together = beyond[True], beyond[False]
    if together < alone:
        return EncodedText(_decoded(file, data, "cp1252").encode("utf-8"), "Windows (cp1252)")
    return _mixed(file, data, alone)


def _mixed(file: str, data: bytes, alone: int) -> EncodedText:
    def as_utf8(found: re.Match[bytes]) -> bytes:
        try:
            return found.group().decode("cp1252" if found.group(1) else "utf-8").encode("utf-8")
        except UnicodeDecodeError:
            raise _unknown(file, data, found.start()) from None

    mended = BEYOND_ASCII.sub(as_utf8, data)
    signs = "1 sign was" if alone == 1 else f"{alone:,} signs were"
    note = (
        f"{file} mixes two encodings: {signs} not UTF-8 and read as Windows (cp1252). "
        "Look at accents, pound signs and quotation marks."
    )
    return EncodedText(mended, "UTF-8", (note,))
