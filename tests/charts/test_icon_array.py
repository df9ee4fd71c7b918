"""People filled and in outline: as many as said, in place, with the number beside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.charts import IconRow, Size, icon_array, icon_pair
from poet.charts.colours import PALETTE, PAPER, QUIET_INK
from poet.contrast import contrast

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)

SIZES = (Size(), Size(170, 16), Size(170, 18), Size(80, 12))
WORDS = {"title": "A finding", "text": "In words"}
counts = st.integers(1, 100).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
icon_rows = st.builds(lambda label, count: IconRow(label, *count), labels, counts)


def people(read):
    """How many figures are filled, how many in outline: each has a head and a body."""
    heads = {fill: path.count("M") / 2 for fill, _, path in read.paths}
    return heads.get(PALETTE.best, 0), heads.get(PAPER, 0)


@given(counts, st.sampled_from(SIZES))
@settings(deadline=None)
def test_as_many_people_are_filled_as_said(facts, count, size):
    filled, total = count
    read = facts(icon_array(filled, total, **WORDS), size)
    assert people(read) == (filled, total - filled)
    assert read.words() == [f"{filled} in {total}"]
    assert read.outside() == []


@given(icon_rows, icon_rows, st.sampled_from(SIZES))
@settings(deadline=None)
def test_a_pair_says_both_labels_in_its_picture(facts, first, second, size):
    read = facts(icon_pair(first, second, **WORDS), size)
    filled = first.filled + second.filled
    assert people(read) == (filled, first.total + second.total - filled)
    assert read.outside() == []
    assert read.overlaps() == []
    assert read.text_pt == size.text_pt


def test_a_pair_reads_label_then_number(facts):
    easy = IconRow("Of 10 people who found the process easy", 8)
    difficult = IconRow("Of 10 people who found it difficult", 5)
    assert facts(icon_pair(easy, difficult, **WORDS)).words() == [
        "Of 10 people who found the process easy",
        "8 in 10",
        "Of 10 people who found it difficult",
        "5 in 10",
    ]


def test_all_people_are_two_elements(facts):
    read = facts(icon_array(37, 100, **WORDS))
    assert len(read.paths) == 2
    assert read.elements == 5


def test_filled_and_outlined_people_are_told_apart_in_grey():
    assert contrast(PALETTE.best, PAPER) >= 4.5
    assert contrast(QUIET_INK, PAPER) >= 3


@pytest.mark.parametrize(("filled", "total"), [(11, 10), (-1, 10), (0, 0), (5, 101)])
def test_people_who_cannot_be_drawn_are_refused(filled, total):
    with pytest.raises(ValueError, match="cannot be drawn"):
        icon_array(filled, total, **WORDS)


@given(any_text)
@settings(deadline=None)
def test_any_label_makes_a_valid_picture(facts, label):
    row = IconRow(label, 3)
    assert facts(icon_pair(row, row, **WORDS)).first == "title"
    assert icon_pair(row, row, **WORDS).svg() == icon_pair(row, row, **WORDS).svg()
