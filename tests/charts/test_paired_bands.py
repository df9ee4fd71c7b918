"""Two amounts in bands: medians and quartiles at their places, and the line of equal amounts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, Band, BandWords, Size, paired_bands

WORDS = BandWords("First, pounds", "Second, pounds", "Both the same", "Middle", "Middle half")
BANDS = [Band(100, 150, 200, 250), Band(400, 500, 700, 1000)]
SIZES = (Size(174, 12), Size(174, 14), Size(174, 18), Size(76, 12))
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
amounts = st.floats(0, 50_000)
bands_of = st.lists(
    st.builds(
        lambda first, others: Band(first, *sorted(others)),
        amounts,
        st.tuples(amounts, amounts, amounts),
    ),
    min_size=1,
    max_size=6,
)


def draw(bands, words=WORDS):
    return paired_bands(bands, words, title="A finding", text="In words")


def test_a_band_stands_at_its_median_with_its_quartiles(facts):
    read = facts(draw(BANDS), Size(174, 12))
    same = [one for one in read.drawn if one.stroke == "#0B0C0C"][-1]
    # From nothing to 400 on both scales: the scale upwards goes on to 1,000.
    across, up = (same.right - same.left) / 400, (same.bottom - same.top) / 400
    middles = [one.path for one in read.drawn if one.fill == PALETTE.best][-1]
    found = re.findall(r"M([\d.]+) ([\d.]+)l([\d.]+)", middles)
    for (x, y, r), band in zip(found, BANDS, strict=True):
        assert float(x) + float(r) == pytest.approx(same.left + band.first * across, abs=0.03)
        assert float(y) == pytest.approx(same.bottom - band.middle * up, abs=0.03)
    bars = [one for one in read.drawn if one.stroke == PALETTE.best][-1]
    assert bars.top == pytest.approx(same.bottom - 1000 * up, abs=0.03)
    assert bars.bottom == pytest.approx(same.bottom - 150 * up, abs=0.03)


def test_the_key_says_what_marks_bars_and_line_are(facts):
    words = facts(draw(BANDS), Size(174, 12)).words()
    assert words[:3] == ["Middle", "Middle half", "Both the same"]
    assert {"£0", "£400", "£1,000", "First, pounds", "Second, pounds"} <= set(words)


@given(bands_of, st.sampled_from(SIZES), labels)
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, bands, size, words):
    said = BandWords(words or "a", words, words, f"{words} too", "half")
    read = facts(draw(bands, said), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []


@pytest.mark.parametrize(
    ("amounts", "why"),
    [
        ((-1, 1, 2, 3), "none in pounds"),
        ((1, 3, 2, 1), "none in pounds"),
        ((1, 1, 2, float("inf")), "none in pounds"),
        ((1, 2, 1, 3), "median outside its quartiles"),
    ],
)
def test_what_is_no_band_is_refused(amounts, why):
    with pytest.raises(ValueError, match=why):
        Band(*amounts)


def test_no_bands_are_no_picture():
    with pytest.raises(ValueError, match=r"^a chart of bands needs a band$"):
        draw([])
