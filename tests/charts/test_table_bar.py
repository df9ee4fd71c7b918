"""A bar in a cell: as long as its share, with its number before it and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, Size, table_bar


def draw(share, text="In words"):
    return table_bar(share, text=text)


@given(st.floats(0, 1), st.sampled_from([Size(174, 12), Size(174, 18), Size(76, 12)]))
def test_the_bar_is_as_long_as_its_share_of_the_frame(facts, share, size):
    read = facts(draw(share), size)
    (frame,) = read.rectangles("#FFFFFF")
    bars = read.rectangles(PALETTE.best)
    long = bars[0][2] if bars else 0
    assert long == pytest.approx(share * frame[2], abs=0.02)
    assert all(bar[:2] == frame[:2] and bar[3] == frame[3] for bar in bars)
    assert read.outside() == read.marks_outside() == read.overlaps() == []


def test_the_number_ends_before_the_bar(facts):
    read = facts(draw(0.785))
    (number,) = read.said
    (frame,) = read.rectangles("#FFFFFF")
    assert number.words == "79%"
    assert 0.3 * 12 < frame[0] - number.right < 0.5 * 12


def test_numbers_of_a_column_end_below_each_other(facts):
    ends = {round(facts(draw(share)).said[0].right, 1) for share in (0, 0.07, 0.5, 1)}
    assert len(ends) == 1


def test_it_is_as_wide_as_a_cell_and_as_high_as_a_line(facts):
    for text_pt in (12, 18):
        read = facts(draw(0.5), Size(174, text_pt))
        assert read.width == pytest.approx((2.617 + 0.4 + 5) * text_pt, abs=0.01)
        assert read.height == pytest.approx(1.25 * text_pt)


def test_it_says_its_number_in_words_and_is_few_elements(facts):
    read = facts(draw(0.78, "78 in 100 people"))
    assert read.title == "78 in 100 people"
    assert draw(0.78, "78 in 100 people").title == "78 in 100 people"
    assert read.elements == 6


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        draw(share)


def test_a_bar_without_words_is_refused():
    with pytest.raises(ValueError, match="a title and a text"):
        draw(0.5, " ")
