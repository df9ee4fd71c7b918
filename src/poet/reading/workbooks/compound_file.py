"""The outer form of old Office files (OLE2): a small file system within one file.

It is read here because a hostile file of 9 KB keeps xlrd, the library for old workbooks, busy for
ever: that follows the tree of names without looking where it has been.
"""

from __future__ import annotations

import itertools
import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

END_OF_HEADER = 512
# Numbers from here on mark free sectors and the ends of chains.
FIRST_MARK = 0xFFFFFFFA
SECTOR_SIZES = (512, 4_096)
MINI_SECTOR = 64
ROOT = 5
# Name, its bytes, kind, left and right neighbour, first entry below, first sector, size.
ENTRY = struct.Struct("<64sHBxIII36xII4x")


@dataclass(frozen=True)
class Entry:
    """A name in the file: its kind, the entries beside and below it, where its bytes begin."""

    name: str
    kind: int
    beside: tuple[int, int]
    below: int
    first_sector: int
    size: int


@dataclass(frozen=True, eq=False)
class Sectors:
    """Pieces of one size, the first at `start`, and the table of which piece follows which."""

    data: bytes
    start: int
    size: int
    following: Sequence[int] = ()

    def piece(self, number: int) -> bytes:
        """The bytes of one sector; fewer, or none, when the file ends before."""
        begin = self.start + number * self.size
        return self.data[begin : begin + self.size]

    def chain(self, first: int, most: int | None = None) -> bytes:
        """The bytes of the chain that begins with this sector, no more than `most`.

        Raises ValueError when the chain runs in a circle, IndexError when it leaves the table.
        """
        needed = None if most is None else -(-most // self.size)
        numbers = itertools.islice(self._numbers(first), needed)
        return b"".join(map(self.piece, numbers))[:most]

    def _numbers(self, number: int) -> Iterator[int]:
        for _ in range(len(self.following) + 1):
            if number >= FIRST_MARK:
                return
            yield number
            number = self.following[number]
        raise ValueError("a chain of sectors has no end")


@dataclass(frozen=True, eq=False)
class CompoundFile:
    """What the top folder of an old Office file holds: entries by name, in lower case."""

    entries: dict[str, Entry]
    sectors: Sectors
    mini_sectors: Sectors
    mini_limit: int

    def stream(self, name: str) -> bytes:
        """The bytes under this name. Raises KeyError when there are none, ValueError when cut."""
        entry = self.entries[name.lower()]
        sectors = self.mini_sectors if entry.size < self.mini_limit else self.sectors
        content = sectors.chain(entry.first_sector, entry.size)
        if len(content) < entry.size:
            raise ValueError("a stream is cut off")
        return content


def read_compound_file(data: bytes) -> CompoundFile:
    """What is in an old Office file. Raises ValueError, IndexError or struct.error when damaged."""
    size = 1 << min(*struct.unpack_from("<H", data, 30), 16)
    if size not in SECTOR_SIZES:
        raise ValueError("sectors of a size that no program writes")
    first_of_directory, mini_limit, first_of_mini_table = struct.unpack_from("<I4xII", data, 48)
    # The header takes the place of a sector, and sectors are counted behind it.
    sectors = Sectors(data, size, size, _table(data, Sectors(data, size, size)))
    entries = _entries(sectors.chain(first_of_directory))
    if entries[0].kind != ROOT:
        raise ValueError("the directory is not where it should be")
    mini_stream = sectors.chain(entries[0].first_sector, entries[0].size)
    mini_table = _numbers(sectors.chain(first_of_mini_table))
    mini_sectors = Sectors(mini_stream, 0, MINI_SECTOR, mini_table)
    return CompoundFile(_top_folder(entries), sectors, mini_sectors, mini_limit)


def _table(data: bytes, sectors: Sectors) -> array[int]:
    """The number of the sector that follows each one."""
    numbers_in_a_sector = sectors.size // 4
    # A table that is longer than the file has sectors is of no use.
    most = len(data) // sectors.size // numbers_in_a_sector + 1
    numbers = itertools.islice(_sectors_of_table(data, sectors), most)
    return _numbers(b"".join(map(sectors.piece, numbers)))


def _sectors_of_table(data: bytes, sectors: Sectors) -> Iterator[int]:
    """Where the table lies: the header holds the first numbers, a chain of sectors the others."""
    yield from _in_use(_numbers(data[76:END_OF_HEADER]))
    (further,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // sectors.size):
        numbers = _numbers(sectors.piece(further)) if further < FIRST_MARK else ()
        if not numbers:
            return
        yield from _in_use(numbers[:-1])
        further = numbers[-1]


def _in_use(numbers: Sequence[int]) -> Iterator[int]:
    return (number for number in numbers if number < FIRST_MARK)


def _numbers(content: bytes) -> array[int]:
    count = len(content) // 4
    return array("I", struct.unpack_from(f"<{count}I", content))


def _entries(directory: bytes) -> list[Entry]:
    whole = len(directory) // ENTRY.size * ENTRY.size
    return [
        Entry(name[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, (left, right), *rest)
        for name, length, kind, left, right, *rest in ENTRY.iter_unpack(directory[:whole])
    ]


def _top_folder(entries: Sequence[Entry]) -> dict[str, Entry]:
    """What lies directly below the first entry. Its names are a tree, which may be broken."""
    found: dict[str, Entry] = {}
    seen, waiting = set(), [entries[0].below]
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            found.setdefault(entries[number].name.lower(), entries[number])
            waiting += entries[number].beside
    return found
