"""The records that an old Excel workbook (BIFF) is a row of, and the texts in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

BEGIN, END, CONTINUE = 0x809, 0x0A, 0x3C
HEADER = struct.Struct("<HH")
# What the byte before the characters of a text says of it.
TWO_BYTES, WITH_PHONETICS, WITH_FORMATS = 0x01, 0x04, 0x08

# Where a record is: its code, where its content begins, how long that is.
Record = tuple[int, int, int]


def records(stream: bytes, start: int, end: int) -> Iterator[Record]:
    """The records of the part of a workbook that begins at `start`, without parts within it.

    Raises ValueError or struct.error when none begins there, or when it has no end before `end`.
    """
    depth = 0
    while True:
        code, length = HEADER.unpack_from(stream, start)
        content, start = start + HEADER.size, start + HEADER.size + length
        if start > end:
            raise ValueError("a part of the workbook has no end")
        depth += (code == BEGIN) - (code == END)
        if depth < 1:
            break
        if depth == 1 and code not in (BEGIN, END):
            yield code, content, length
    if depth or code != END:
        raise ValueError("no part of the workbook begins here")


def continued(stream: bytes, content: int, length: int) -> list[bytes]:
    """The content of a record, and that of the records which go on with it."""
    pieces = [stream[content : content + length]]
    following = content + length
    while stream[following : following + 2] == CONTINUE.to_bytes(2, "little"):
        _, length = HEADER.unpack_from(stream, following)
        content, following = following + HEADER.size, following + HEADER.size + length
        pieces.append(stream[content:following])
    return pieces


def characters(content: bytes, start: int, length: int, encoding: str) -> str:
    """A text of so many characters; without an `encoding` a byte before them tells which it is.

    Raises ValueError when the content ends before the text, IndexError when before it begins.
    """
    if encoding:
        width = 1
    else:
        wide = content[start] & TWO_BYTES
        start, width, encoding = start + 1, 1 + wide, "utf-16-le" if wide else "latin-1"
    found = content[start : start + length * width]
    if len(found) < length * width:
        raise ValueError("a text is cut off")
    return found.decode(encoding, "replace")


class Texts:
    """Texts one after another, which may go on from one piece to the next."""

    def __init__(self, pieces: Sequence[bytes], start: int) -> None:
        self._further = iter(pieces[1:])
        self._piece, self._at = pieces[0], start

    def next_text(self) -> str | None:
        """The next text, without its formats; None at the end. Raises ValueError when cut off."""
        if self._at >= len(self._piece) and not self._turn():
            return None
        length, flags = struct.unpack_from("<HB", self._piece, self._at)
        self._at += 3
        formats = self._number("<H") if flags & WITH_FORMATS else 0
        phonetics = self._number("<I") if flags & WITH_PHONETICS else 0
        text = self.characters(length, flags)
        self._skip(4 * formats + phonetics)
        return text

    def characters(self, length: int, flags: int) -> str:
        """A text of so many characters; each further piece says anew how wide they are."""
        width = 1 + (flags & TWO_BYTES)
        end = self._at + length * width
        if end <= len(self._piece):
            found, self._at = self._piece[self._at : end], end
            return found.decode("utf-16-le" if width == 2 else "latin-1", "replace")
        return self._over_pieces(length, flags)

    def _over_pieces(self, length: int, flags: int) -> str:
        parts = []
        while True:
            width = 1 + (flags & TWO_BYTES)
            end = self._at + length * width
            found = self._piece[self._at : end]
            self._at = min(end, len(self._piece))
            # Halves of a character may lie in two pieces, so they are joined before decoding.
            parts.append(found if width == 2 else found.decode("latin-1").encode("utf-16-le"))
            length -= len(found) // width
            if not length:
                return b"".join(parts).decode("utf-16-le", "replace")
            if not self._turn():
                raise ValueError("a text is cut off")
            flags, self._at = self._piece[0], 1

    def _number(self, form: str) -> int:
        (number,) = struct.unpack_from(form, self._piece, self._at)
        self._at += struct.calcsize(form)
        return int(number)

    def _skip(self, length: int) -> None:
        while length > len(self._piece) - self._at:
            length -= len(self._piece) - self._at
            if not self._turn():
                return
        self._at += length

    def _turn(self) -> bool:
        """Go to the beginning of the next piece, if there is one."""
        piece = next(self._further, None)
        if piece is None:
            self._at = len(self._piece)
            return False
        self._piece, self._at = piece, 0
        return True
