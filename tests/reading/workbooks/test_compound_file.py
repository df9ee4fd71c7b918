from __future__ import annotations

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.workbooks.compound_file import read_compound_file

NONE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
DAMAGE = (ValueError, IndexError, KeyError, struct.error)
CONTENT = bytes(range(256)) * 20


def entry(
    name: str,
    *,
    kind: int = 2,
    beside: tuple[int, int] = (NONE, NONE),
    below: int = NONE,
    place: tuple[int, int] = (END, 0),
) -> bytes:
    """A name of the directory; `place` is its first sector and its size."""
    written = (name + "\0").encode("utf-16-le")
    start = struct.pack("<64sHBxIII36x", written, len(written), kind, *beside, below)
    return start + struct.pack("<II4x", *place)


def compound_file(
    entries: list[bytes], sectors: list[bytes], following: list[int], mini_table: int = END
) -> bytes:
    """A file: the directory in sector 0, the table in sector 1, then the sectors given."""
    directory = b"".join(entries).ljust(512, b"\0")
    assert len(directory) == 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0") + struct.pack("<HH", 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIII", 1, 0, 0, 4096, mini_table, 1)
    header += struct.pack("<II109I", END, 0, 1, *[NONE] * 108)
    table = [END, TABLE, *following]
    numbers = struct.pack("<128I", *table, *[NONE] * (128 - len(table)))
    return header + directory + numbers + b"".join(sectors)


def large(*entries: bytes, following: list[int] | None = None) -> bytes:
    """A file whose sectors 2 to 11 hold CONTENT."""
    chain = [*range(3, 12), END] if following is None else following
    sectors = [CONTENT[at : at + 512] for at in range(0, 5120, 512)]
    return compound_file(list(entries), sectors, chain)


ROOT = entry("Root Entry", kind=5, below=1)
BOOK = entry("Workbook", place=(2, 5000))


def test_a_stream_is_read_by_its_name_whatever_its_case():
    found = read_compound_file(large(ROOT, BOOK))
    assert list(found.entries) == ["workbook"]
    assert found.stream("WORKBOOK") == CONTENT[:5000]


def test_a_short_stream_lies_in_sectors_of_its_own():
    root = entry("Root Entry", kind=5, below=1, place=(3, 128))
    mini_table = struct.pack("<128I", 1, END, *[NONE] * 126)
    short = entry("Book", place=(0, 100))
    data = compound_file([root, short], [mini_table, CONTENT[:512]], [END, END], mini_table=2)
    assert read_compound_file(data).stream("book") == CONTENT[:100]


def test_a_file_that_lacks_the_last_bytes_nobody_needs_is_read():
    assert read_compound_file(large(ROOT, BOOK)[:-120]).stream("workbook") == CONTENT[:5000]


def test_a_stream_cut_off_is_damage():
    with pytest.raises(ValueError, match="cut off"):
        read_compound_file(large(ROOT, BOOK)[:-121]).stream("workbook")


def test_folders_below_the_top_are_not_looked_into():
    folder = entry("MBD0001", kind=1, below=2)
    root = entry("Root Entry", kind=5, below=1)
    found = read_compound_file(large(root, folder, BOOK))
    assert list(found.entries) == ["mbd0001"]


def test_names_in_a_circle_are_passed_once():
    circle = [entry(str(number), beside=(1 + number % 3, 2)) for number in range(1, 4)]
    started = time.process_time()
    assert len(read_compound_file(large(ROOT, *circle)).entries) == 3
    assert time.process_time() - started < 1


@pytest.mark.parametrize("following", [[3, 2], [2], [9], [3, 700]])
def test_sectors_in_a_circle_or_outside_are_damage(following):
    with pytest.raises((ValueError, IndexError)):
        read_compound_file(
            large(ROOT, entry("Workbook", place=(2, 900_000)), following=following)
        ).stream("workbook")


def test_a_table_said_to_be_longer_than_the_file_takes_no_memory():
    data = bytearray(large(ROOT, BOOK))
    struct.pack_into("<109I", data, 76, *[1] * 109)
    assert len(read_compound_file(bytes(data)).sectors.following) <= 256


@given(st.data())
def test_bytes_changed_give_a_stream_or_damage(data):
    content = bytearray(large(ROOT, BOOK))
    places = st.integers(0, 1535)
    for place in data.draw(st.lists(places, min_size=1, max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        found = read_compound_file(bytes(content)).stream("workbook")
    except DAMAGE:
        return
    assert len(found) <= len(content)
