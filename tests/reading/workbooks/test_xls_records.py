from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.workbooks.xls_records import Texts, characters, continued, records

BEGIN, END, CONTINUE = 0x809, 0x0A, 0x3C
SMILE = "\N{GRINNING FACE}"


def written(*parts: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", code, len(data)) + data for code, data in parts)


def packed(words: str, *, wide: bool = True) -> bytes:
    """A text as the list of texts holds it."""
    content = words.encode("utf-16-le") if wide else words.encode("latin-1")
    return struct.pack("<HB", len(content) // (1 + wide), wide) + content


def test_a_part_within_a_part_is_passed_over():
    stream = written((BEGIN, b""), (1, b"xy"), (BEGIN, b""), (2, b""), (END, b""), (3, b"z"))
    stream += written((END, b""), (4, b"behind the end"))
    assert list(records(stream, 0, len(stream))) == [(1, 8, 2), (3, 26, 1)]


@pytest.mark.parametrize(
    "stream",
    [
        *(b"", b"\x09", written((1, b"")), written((BEGIN, b""))),
        *(written((BEGIN, b""), (1, b"")), written((BEGIN, b""), (1, b"xyz"))[:-1]),
        written((BEGIN, b""), (BEGIN, b""), (END, b"")),
    ],
)
def test_a_part_without_beginning_or_end_is_damage(stream):
    with pytest.raises((ValueError, struct.error)):
        list(records(stream, 0, len(stream)))


def test_a_part_that_reaches_into_the_next_is_damage():
    stream = written((BEGIN, b""), (1, b""), (END, b""))
    with pytest.raises(ValueError, match="no end"):
        list(records(stream, 0, len(stream) - 1))


def test_a_record_is_read_with_those_that_go_on_with_it():
    stream = written((0xFC, b"ab"), (CONTINUE, b"c"), (CONTINUE, b"d"), (1, b"e"), (CONTINUE, b"f"))
    assert continued(stream, 4, 2) == [b"ab", b"c", b"d"]


def test_characters_are_of_one_byte_or_of_two():
    assert characters(b"..\0\xe9t\xe9", 2, 3, "") == "été"
    assert characters(b"\1" + "€".encode("utf-16-le"), 0, 1, "") == "€"
    assert characters(b"\xe9t\xe9", 0, 3, "cp1252") == "été"
    assert characters(b"\1\0\xd8", 0, 1, "") == "\N{REPLACEMENT CHARACTER}"
    with pytest.raises(ValueError, match="cut off"):
        characters(b"\1ab", 0, 2, "")


def test_texts_with_formats_and_phonetics_are_read_without_them():
    with_both = struct.pack("<HBHI", 2, 0x0C, 1, 3) + b"ab" + b"1234" + b"xyz"
    texts = Texts([b"head" + with_both + packed("c", wide=False)], 4)
    assert [texts.next_text(), texts.next_text(), texts.next_text()] == ["ab", "c", None]


def test_a_text_goes_on_in_the_next_piece_in_another_width():
    smile = SMILE.encode("utf-16-le")
    first = struct.pack("<HBH", 5, 0x09, 2) + "a".encode("utf-16-le") + smile[:2]
    pieces = [first, b"\1" + smile[2:], b"\0bc" + b"123", b"45678" + packed("d")]
    texts = Texts(pieces, 0)
    assert [texts.next_text(), texts.next_text(), texts.next_text()] == [f"a{SMILE}bc", "d", None]


def test_a_text_that_is_cut_off_is_damage():
    with pytest.raises(ValueError, match="cut off"):
        Texts([packed("abc")[:-1]], 0).next_text()
    with pytest.raises(struct.error):
        Texts([b"\1"], 0).next_text()


@given(st.lists(st.text(st.characters(codec="utf-16"), max_size=9), max_size=6), st.data())
def test_texts_are_the_same_wherever_the_pieces_end(words, data):
    """Pieces end between texts or between characters, and then the next says the width anew."""
    pieces = [b""]
    for text in words:
        content = text.encode("utf-16-le")
        units = data.draw(st.integers(0, len(content) // 2))
        pieces[-1] += struct.pack("<HB", len(content) // 2, 1) + content[: 2 * units]
        if units * 2 < len(content):
            pieces.append(b"\1" + content[2 * units :])
        elif data.draw(st.booleans()):
            pieces.append(b"")
    texts = Texts([piece for piece in pieces if piece] or [b""], 0)
    assert [texts.next_text() for _ in words] == words
    assert texts.next_text() is None
