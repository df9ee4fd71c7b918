from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.reading.text_files import encoding as encoding_module
from poet.reading.text_files.encoding import TextFile, text_file

TEXT = "Café,£10 \N{EN DASH} “yes”\nA,B\n"


def whole(text: TextFile) -> str:
    with text.opened() as file:
        return file.read().decode("utf-8")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows (cp1252)"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(write, encoding, said):
    text = text_file("answers.csv", write(TEXT.encode(encoding)))
    assert whole(text) == TEXT.rstrip()
    assert text.encoding == said
    assert text.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_zero_bytes(write, encoding):
    text = text_file("answers.csv", write(("Age,Gender\n" * 20).encode(encoding)))
    assert whole(text) == ("Age,Gender\n" * 20).rstrip()
    assert text.encoding == "UTF-16"


def test_plain_ascii_is_utf8(write):
    assert text_file("answers.csv", write(b"a,b\n1,2\n")).encoding == "UTF-8"


def test_two_encodings_in_one_file_are_mended_and_told(write):
    mixed = "Café,Zoë,façade\n".encode() + "Résumé\n".encode("cp1252")
    text = text_file("answers.csv", write(mixed))
    assert whole(text) == "Café,Zoë,façade\nRésumé"
    assert text.notes == (
        "answers.csv mixes two encodings: 2 signs were not UTF-8 and read as Windows (cp1252). "
        "Look at accents, pound signs and quotation marks.",
    )


def test_bytes_of_no_known_encoding_are_told_with_their_line(refusal):
    assert refusal(b"a,b\n1,\x81\x8d\n") == (
        "answers.csv, line 2: these characters are in none of the encodings that poet reads. "
        "Expected UTF-8, UTF-16 or the Windows code page cp1252. "
        'In Excel, save it as "CSV UTF-8 (comma delimited)".'
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_large_file_that_is_not_utf8_is_refused(write, monkeypatch, encoding):
    """Such a file is held in memory whole, several times over."""
    monkeypatch.setattr(encoding_module, "MOST_BYTES_NOT_UTF8", 20)
    with pytest.raises(PoetError) as refusal:
        text_file("answers.csv", write(TEXT.encode(encoding)))
    assert str(refusal.value) == (
        "answers.csv: this file is larger than 0 MB and not in UTF-8. "
        'In Excel, save it as "CSV UTF-8 (comma delimited)".'
    )
    assert text_file("answers.csv", write(TEXT.encode("utf-8"))).encoding == "UTF-8"


def test_utf16_cut_in_the_middle_of_a_character_is_told(refusal):
    assert refusal("a,b\n1,2\n".encode("utf-16")[:-1]).startswith("answers.csv, line ")


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("aé\N{EN DASH}😀b".encode(), "UTF-8"),
        (b"abcdef", "UTF-8"),
        (b"ab\xc3cdef", "Windows (cp1252)"),
        (b"abcdef\xc3", "Windows (cp1252)"),
    ],
)
def test_the_encoding_is_the_same_wherever_pieces_of_the_file_end(
    write, monkeypatch, content, said, size
):
    monkeypatch.setattr(encoding_module, "CHUNK", size)
    assert text_file("answers.csv", write(content)).encoding == said
