"""The bytes of a file from one place to another, as a file of its own."""

from __future__ import annotations

import io
from pathlib import Path

CHUNK = 1 << 20


class PartOfFile(io.RawIOBase):
    """Reads the bytes from `start` up to `end` and no others; closing it closes the file."""

    def __init__(self, file: io.BufferedReader, start: int, end: int) -> None:
        self._file, self._left = file, max(end - start, 0)
        file.seek(start)

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: bytearray) -> int:
        """Fill the buffer as far as there are bytes left; returns how many were read."""
        read = self._file.readinto(memoryview(buffer)[: self._left])
        self._left -= read
        return read

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()


def end_without(path: Path, ending: bytes) -> int:
    """Where a file ends when these bytes, in any order and number, are taken off its end."""
    with path.open("rb") as file:
        end = file.seek(0, io.SEEK_END)
        while end:
            start = max(end - CHUNK, 0)
            file.seek(start)
            kept = len(file.read(end - start).rstrip(ending))
            end = start + kept
            if kept:
                break
    return end
