"""Which encoding a text file is in, told from its bytes."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.text_files.part_of_file import CHUNK, PartOfFile, end_without

SAVE_AS_UTF8 = 'In Excel, save it as "CSV UTF-8 (comma delimited)"'
ENOUGH_TO_TELL = 4_000
# What is not UTF-8 is held in memory whole while it is made so: three to four times its size.
MOST_BYTES_NOT_UTF8 = 300_000_000
# Old programs end a text file with Ctrl-Z.
AT_THE_END = b"\x1a\r\n"

# A character of UTF-8 that takes several bytes, or any other byte beyond ASCII.
BEYOND_ASCII = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|([\x80-\xff])"
)


@dataclass(frozen=True)
class TextFile:
    """A text file that can be read as UTF-8, and the encoding it was in.

    A file that is UTF-8 stays on disk, from the byte `start` to `end`; others are held in `utf8`.
    """

    path: Path
    encoding: str
    notes: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    utf8: bytes | None = None

    def opened(self, skipped: int = 0) -> BinaryIO:
        """The bytes as UTF-8, without a byte order mark and the first `skipped` of them."""
        if self.utf8 is not None:
            return io.BytesIO(self.utf8[skipped:])
        part = PartOfFile(self.path.open("rb"), self.start + skipped, self.end)
        return io.BufferedReader(part, CHUNK)

    def chunks(self) -> Iterator[bytes]:
        """All the bytes, a piece at a time."""
        with self.opened() as file:
            while piece := file.read(CHUNK):
                yield piece

    def beginning(self, length: int) -> bytes:
        """The first bytes."""
        with self.opened() as file:
            return file.read(length)


def text_file(file: str, path: Path) -> TextFile:
    """The text of a file as UTF-8. `file` is its name in messages.

    UTF-8 with or without a byte order mark, UTF-16 (by its mark, or by zero bytes in every other
    place), else the Windows code page of western Europe (cp1252), which Excel writes. Raises
    PoetError when the bytes fit none of them, and for a large file that is not UTF-8.
    """
    with path.open("rb") as opened:
        start = opened.read(ENOUGH_TO_TELL)
    utf16 = _utf16(start)
    if utf16:
        utf8 = _decoded(file, _whole(file, path), utf16).encode("utf-8").rstrip(AT_THE_END)
        return TextFile(path, "UTF-16", utf8=utf8)
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    encoding = "UTF-8 with BOM" if mark else "UTF-8"
    as_it_is = TextFile(path, encoding, start=mark, end=end_without(path, AT_THE_END))
    if _is_utf8(as_it_is):
        return as_it_is
    return _mended(file, path, _whole(file, path)[mark:].rstrip(AT_THE_END), mark=bool(mark))


def _whole(file: str, path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES_NOT_UTF8:
        raise cannot_read(
            file,
            f"this file is larger than {MOST_BYTES_NOT_UTF8 // 1_000_000} MB and not in UTF-8",
            SAVE_AS_UTF8,
        )
    return path.read_bytes()


def _is_utf8(text: TextFile) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in text.chunks():
            # A piece of ASCII, if no letter was cut before it, need not be made into text.
            if decoder.getstate()[0] or not piece.isascii():
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
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


def _mended(file: str, path: Path, data: bytes, *, mark: bool) -> TextFile:
    """Text that is mostly UTF-8 or mostly cp1252. Files pasted together can mix the two."""
    beyond = Counter(bool(found.group(1)) for found in BEYOND_ASCII.finditer(data))
    alone, together = beyond[True], beyond[False]
    if together < alone and not mark:
        utf8 = _decoded(file, data, "cp1252").encode("utf-8")
        return TextFile(path, "Windows (cp1252)", utf8=utf8)
    utf8, note = _mixed(file, data, alone)
    return TextFile(path, "UTF-8 with BOM" if mark else "UTF-8", (note,), utf8=utf8)


def _mixed(file: str, data: bytes, alone: int) -> tuple[bytes, str]:
    """The text as UTF-8, and what the user is told of it."""

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
    return mended, note
