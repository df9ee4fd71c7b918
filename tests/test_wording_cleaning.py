"""Text that people wrote, made safe: whatever comes in, what goes out can be printed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.wording_cleaning import cleaned, printable

any_text = st.text(st.characters())  # every code point, lone surrogates included
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(any_text)
def test_what_is_cleaned_can_be_written_and_read_again(text):
    done = cleaned(text)
    done.encode("utf-8")
    assert unicodedata.is_normalized("NFC", done)
    assert not any(
        unicodedata.category(character) in {"Cs", "Cc"} and character != "\n" for character in done
    )
    assert not set(done) & set(OVERRIDES)
    assert cleaned(done) == done


@given(any_text, st.integers(2, 80), st.integers(1, 5), st.integers(2, 12))
def test_no_text_is_longer_than_its_caps(text, characters, lines, token):
    done = printable(text, characters, lines, token)
    assert len(done) <= characters
    assert done.count("\n") < lines
    assert all(len(word.rstrip("…")) <= token for word in done.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My life is better.", "My life is better."),
        ("  two\t\tspaces \r\n\r\n\r\n\r\nlines ", "two spaces\n\nlines"),
        ("cafe\u0301", "café"),
        ("a\ud800b", "ab"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("safe\u202eexe.txt", "safeexe.txt"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("no\ufffe\uffff\U0001fffe", "no"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        ("Z" + "\u0300\u0301\u0302\u0303" * 50, "Z\u0300\u0301"),
        ("<script>{{7*7}}</script>", "<script>{{7*7}}</script>"),
        ("ŵ ŷ Siân", "ŵ ŷ Siân"),
    ],
)
def test_exactly_what_is_left_of_a_text(text, expected):
    assert printable(text) == expected


def test_a_long_text_is_cut_after_a_word():
    text = "word " * 200
    done = printable(text)
    assert len(done) == 500
    assert done == "word " * 99 + "word…"


def test_a_cut_that_ends_on_a_comma_drops_it():
    assert printable("First, second and third", characters=10) == "First…"


def test_a_word_without_end_is_broken_and_cut():
    assert printable("a" * 100_000, characters=100, token=40) == f"{'a' * 40} {'a' * 40}…"


@pytest.mark.parametrize(
    "hostile", ["a" * 1_000_000, "\n" * 1_000_000, "x\u0301" * 500_000, "\u202e" * 1_000_000]
)
def test_hostile_text_costs_no_time(hostile):
    start = time.process_time()
    printable(hostile)
    assert time.process_time() - start < 0.5


def test_many_lines_are_cut_at_a_line():
    assert printable("\n".join("abcdefg"), lines=3) == "a\nb\nc…"
