"""Index numbers over the years: points in their places, gaps that stay gaps, labels apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, IndexLine, Size, index_lines
from poet.charts.colours import INK, QUIET_INK

YEARS = ("2007-08", "2008-09", "2009-10", "2010-11")
STAFF = IndexLine("Field staff", (100, 102, 106, 110))
REVIEWS = IndexLine("Reviews", (100, 95, None, 86))
WORDS = {"title": "A finding", "text": "In words"}
SIZES = (Size(174, 12), Size(174, 14), Size(174, 16), Size(174, 18), Size(76, 12))
WIDE, NARROW = Size(174, 14), Size(76, 12)

labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
values = st.none() | st.floats(0, 400) | st.sampled_from([100.0, 99.0, 1e6])


@st.composite
def several_lines(draw):
    count = draw(st.integers(2, 6))
    numbers = st.lists(values, min_size=count, max_size=count).map(tuple)
    line = st.builds(IndexLine, labels, numbers, st.just("there are no numbers to show"))
    return draw(st.lists(line, min_size=1, max_size=4))


def draw_lines(lines, years=YEARS, **more):
    return index_lines(lines, years, **WORDS, **more)


def strokes(read, colour):
    """The points of every stroke in this colour."""
    found = [d for fill, stroke, d in read.paths if (fill, stroke) == ("none", colour)]
    return [
        [tuple(map(float, point.split())) for point in part.split("L")]
        for path in found
        for part in re.findall(r"M([^Ml]+)(?=M|$)", path)
    ]


def place(read, words):
    (found,) = (said for said in read.said if said.words == words)
    return found


def middle(said, size):
    """Where the middle of figures stands: their box ends 0.24 em below their foot."""
    return said.bottom - (0.24 + 0.357) * size.text_pt


def test_words_go_from_the_scale_to_the_ends_of_the_lines_and_the_years(facts):
    words = facts(draw_lines([STAFF, REVIEWS]), WIDE).words()
    assert words == [
        *("85", "90", "95", "100", "105", "110"),
        *("110", "Field staff", "86", "Reviews"),
        *YEARS,
    ]


def test_points_stand_where_the_scale_has_their_numbers(facts):
    read = facts(draw_lines([STAFF, REVIEWS]), WIDE)
    (staff,) = strokes(read, PALETTE.best)
    heights = {said.words: middle(said, WIDE) for said in read.said[:6]}
    # From 85 to 110 are 7.5 em.
    assert heights["85"] - heights["110"] == pytest.approx(7.5 * 14, abs=0.02)
    assert staff[0][1] == pytest.approx(heights["100"], abs=0.02)
    assert staff[1][1] == pytest.approx(heights["100"] - 2 / 25 * 7.5 * 14, abs=0.02)
    assert staff[3][1] == pytest.approx(heights["110"], abs=0.02)


def test_the_line_of_100_is_dark(facts):
    read = facts(draw_lines([STAFF]), WIDE)
    (path,) = (d for fill, stroke, d in read.paths if stroke == INK)
    ((_, y),) = re.findall(r"M([\d.]+) ([\d.]+)l", path)
    assert float(y) == pytest.approx(middle(place(read, "100"), WIDE), abs=0.02)


def test_a_year_without_a_number_parts_the_line_and_has_no_point(facts):
    read = facts(draw_lines([REVIEWS]), WIDE)
    (first,) = strokes(read, PALETTE.best)
    assert len(first) == 2
    ((_, _, markers),) = (path for path in read.paths if path[0] == PALETTE.best)
    assert markers.count("M") == 3


def test_years_stand_where_time_has_them(facts):
    line = IndexLine("Reviews", (100, 95, 90))
    apart = draw_lines([line], ("2007-08", "2008-09", "2010-11"), times=(2007, 2008, 2010))
    ((first, second, last),) = strokes(facts(apart, WIDE), PALETTE.best)
    assert second[0] - first[0] == pytest.approx((last[0] - first[0]) / 3, abs=0.02)


def test_lines_differ_in_marker_and_dash(facts):
    lines = [IndexLine(str(n), (100, 100 + n)) for n in range(4)]
    read = facts(draw_lines(lines, YEARS[:2]), WIDE)
    colours = (PALETTE.best, PALETTE.worst, QUIET_INK, PALETTE.bad)
    drawn = [one for one in read.drawn if one.stroke in colours and one.path]
    kinds = {one.dash for one in drawn if one.fill == "none" and one.stroke != QUIET_INK}
    assert len(kinds) == 3
    assert len({one.kind for one in drawn if one.fill != "none"}) == 4


def test_a_narrow_page_has_a_key_above_and_numbers_at_the_ends(facts):
    words = facts(draw_lines([STAFF, REVIEWS]), NARROW).words()
    assert words[:2] == ["Field staff", "Reviews"]
    assert words[-4:] == ["110", "86", "2007-08", "2010-11"]


def test_labels_of_lines_that_end_together_are_moved_apart_evenly(facts):
    lines = [IndexLine("One", (100, 90)), IndexLine("Two", (100, 90))]
    read = facts(draw_lines(lines, YEARS[:2]), WIDE)
    one, two = place(read, "One"), place(read, "Two")
    assert two.top - one.top == pytest.approx((1.25 + 0.25) * 14, abs=0.02)


def test_a_line_that_cannot_be_drawn_is_a_sentence(facts):
    hidden = IndexLine("Home visits", (None, 55, None, None), "too few to show")
    words = facts(draw_lines([STAFF, hidden]), WIDE).words()
    assert words[-1] == "Home visits: too few to show"
    assert "55" not in words
    assert facts(draw_lines([hidden]), WIDE).words() == ["Home visits: too few to show"]


@given(several_lines(), st.sampled_from(SIZES))
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, lines, size):
    years = tuple(str(2001 + n) for n in range(len(lines[0].values)))
    read = facts(draw_lines(lines, years), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []


@given(st.text(st.characters(), max_size=80))
def test_any_words_make_a_valid_picture(facts, words):
    picture = draw_lines(
        [IndexLine(words, (100, 90, 80, 70)), IndexLine(words, (None,) * 4, words + "x")]
    )
    assert facts(picture).first == "title"
    assert picture.svg() == picture.svg()


@pytest.mark.parametrize(
    ("lines", "years", "message"),
    [
        ([("A", (100.0,), "")], YEARS[:2], "'A' has no line and no sentence that says why"),
        ([("A", (100.0, -1.0), "")], YEARS[:2], "the index numbers of 'A' are not all 0 or more"),
        (
            [("A", (100.0, float("nan")), "")],
            YEARS[:2],
            "the index numbers of 'A' are not all 0 or more",
        ),
        ([("A", (100.0, 90.0), "")], YEARS[:3], "'A' has 2 numbers, not 3"),
        (
            [("A", (100.0, 90.0), "")],
            YEARS[:1],
            "a line needs two years, and each year its place in time",
        ),
        (
            [("A", (100.0, 90.0), "")] * 5,
            YEARS[:2],
            "5 lines cannot be told apart: 4 at most",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(lines, years, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        draw_lines([IndexLine(*line) for line in lines], years)


def test_each_year_needs_its_place_in_time():
    with pytest.raises(ValueError, match="and each year its place in time"):
        draw_lines([STAFF], times=(1, 2))
