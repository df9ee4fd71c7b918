from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.text_files import part_of_file
from poet.reading.text_files.part_of_file import PartOfFile, end_without

LETTERS = b"abcdefghij"


def part(path, start, end):
    return io.BufferedReader(PartOfFile(path.open("rb"), start, end))


@given(start=st.integers(0, 12), end=st.integers(0, 12), size=st.integers(1, 12))
def test_no_byte_outside_the_part_is_read(tmp_path_factory, start, end, size):
    path = tmp_path_factory.getbasetemp() / "letters.txt"
    path.write_bytes(LETTERS)
    with part(path, start, end) as file:
        pieces = list(iter(lambda: file.read(size), b""))
    assert b"".join(pieces) == LETTERS[start : max(start, end)]


def test_closing_the_part_closes_the_file(write):
    opened = write(LETTERS).open("rb")
    PartOfFile(opened, 2, 5).close()
    assert opened.closed


@pytest.mark.parametrize(
    ("content", "end"),
    [(b"a,b\n\x1a", 3), (b"a,b\r\n\x1a\x1a\r\n", 3), (b"a\n\x1ab", 4), (b"\n\n\x1a", 0), (b"", 0)],
)
def test_the_end_is_found_however_long_what_is_taken_off(write, monkeypatch, content, end):
    path = write(content)
    assert end_without(path, b"\x1a\r\n") == end
    monkeypatch.setattr(part_of_file, "CHUNK", 2)
    assert end_without(path, b"\x1a\r\n") == end
