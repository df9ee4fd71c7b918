"""The estimate of widths against the font itself, and lines that fit."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.charts.lettering import widest, width, wrapped

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)


def test_every_letter_of_the_table_is_as_wide_as_in_the_font(measured):
    for character in [*map(chr, range(32, 127)), *"\u2018\u2019\u201c\u201d\u2013…£"]:
        assert width(character, 1) == pytest.approx(measured(character)), character
        bold = measured(character, bold=True)
        assert width(character, 1, bold=True) == pytest.approx(bold), character


@given(labels)
@settings(deadline=None)
def test_no_label_is_wider_than_estimated(measured, label):
    assert width(label, 12) >= 12 * measured(label) - 1e-6


@given(st.text("0123456789%, ", max_size=20))
@settings(deadline=None)
def test_bold_figures_are_no_wider_than_estimated(measured, figures):
    assert width(figures, 12, bold=True) >= 12 * measured(figures, bold=True) - 1e-6


@pytest.mark.parametrize(
    "words", ["better", "worse", "easy", "difficult", "hidden", "very easy", "fully or mostly"]
)
def test_bold_headings_are_no_wider_than_estimated(measured, words):
    assert width(words, 12, bold=True) >= 12 * measured(words, bold=True) - 1e-6


@given(any_text, st.floats(30, 300), st.integers(1, 4))
@settings(deadline=None)
def test_every_line_fits(words, room, lines):
    done = wrapped(words, room, 12, lines)
    assert len(done) <= lines
    assert widest(done, 12) <= room
    assert all(line and line == line.strip() for line in done)


def test_nothing_is_lost_when_there_is_room():
    words = "Control over the important things in life"
    assert " ".join(wrapped(words, 120, 12)) == words


def test_a_word_wider_than_the_line_is_broken():
    assert wrapped("self-determination", 60, 12) == ("self-deter", "mination")


def test_what_does_not_fit_ends_in_dots():
    assert wrapped("one two three four five six", 40, 12, lines=2) == ("one", "two…")


def test_no_words_are_no_lines():
    assert wrapped("", 100, 12) == ()
    assert wrapped(" \n\u202e ", 100, 12) == ()


def test_a_label_without_end_costs_no_time():
    start = time.process_time()
    wrapped("a" * 1_000_000, 100, 12)
    wrapped("a " * 500_000, 100, 12)
    assert time.process_time() - start < 1
