"""Three audiences on one line: in their places, none behind another, each with its number."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, DotRow, Point, Size, perspectives_chart
from poet.charts.share_plot import MARKER, share_plot

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
SIZES = (Size(174, 12), Size(174, 14), Size(174, 16), Size(174, 18), Size(76, 12))
WORDS = {"title": "A finding", "text": "In words"}
NAMES = ("Budget holders", "Carers", "Practitioners")
COLOURS = (PALETTE.best, PALETTE.worst, "#4A4A4A")


def draw(rows, **words):
    return perspectives_chart(rows, **WORDS, **words)


def row(*shares, label="Dignity in support", **more):
    points = [
        Point(name, hidden=share) if isinstance(share, str) else Point(name, share)
        for name, share in zip(NAMES, shares, strict=False)
    ]
    return DotRow(label, tuple(points), **more)


@st.composite
def points(draw_from, name):
    low, share, high = sorted(draw_from(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
    whole, bare = Point(name, share, low, high), Point(name, share)
    hidden = Point(name, hidden="too few people to show")
    return draw_from(st.sampled_from([bare, bare, whole, hidden]))


@st.composite
def rows_of(draw_from, label=labels):
    names = NAMES[: draw_from(st.integers(1, 3))]
    found = tuple(draw_from(points(name)) for name in names)
    hidden = draw_from(st.sampled_from(["", "", "too few people to show"]))
    return DotRow(draw_from(label), found, hidden, draw_from(st.sampled_from(["", "95 people"])))


def centres(read, colour):
    """The middles of the markers in this colour below the key and the heads of the columns."""
    first = max(said.bottom for said in read.said if said.words == "50" and said.fill == "#4A4A4A")
    return [
        ((one.left + one.right) / 2, (one.top + one.bottom) / 2)
        for one in read.drawn
        if one.stroke == colour and one.path.endswith("z") and one.top > first
    ]


def test_words_are_read_row_by_row_with_the_numbers_in_the_order_of_the_audiences(facts):
    words = facts(draw([row(0.78, 0.70, 0.91), row(0.2, 0.5, 0.8, label="Home")])).words()
    assert words == [
        *NAMES,
        "in 100 people",
        *("0", "25", "50", "75", "100"),
        *("Dignity in support", "78", "70", "91"),
        *("Home", "20", "50", "80"),
    ]


def test_points_far_apart_stand_on_one_line_at_their_shares(facts):
    size = Size(174, 12)
    read = facts(draw([row(0.2, 0.5, 0.8)]), size)
    left, right = (
        next((s.left + s.right) / 2 for s in read.said if s.words == end) for end in ("0", "100")
    )
    found = [centres(read, colour)[0] for colour in COLOURS]
    for (x, y), share in zip(found, (0.2, 0.5, 0.8), strict=True):
        assert x == pytest.approx(left + share * (right - left), abs=0.02)
        assert y == pytest.approx(found[0][1], abs=0.02)


def test_points_in_one_place_stand_below_each_other_at_their_true_share(facts):
    read = facts(draw([row(0.6, 0.6, 0.61)]), Size(174, 12))
    found = [centres(read, colour)[0] for colour in COLOURS]
    assert [round(y - found[1][1], 1) for _, y in found] == [-0.85 * 12, 0, 0.85 * 12]
    assert found[0][0] == pytest.approx(found[1][0], abs=0.02)


def test_points_with_intervals_stand_below_each_other(facts):
    spread = [
        Point(name, share, share - 0.1, share + 0.1)
        for name, share in zip(NAMES, (0.2, 0.5, 0.8), strict=True)
    ]
    read = facts(draw([DotRow("Dignity", tuple(spread))]), Size(174, 12))
    heights = [centres(read, colour)[0][1] for colour in COLOURS]
    assert heights == sorted(heights)
    assert heights[2] - heights[0] == pytest.approx(2 * 0.85 * 12, abs=0.02)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.sampled_from(SIZES))
def test_no_marker_stands_on_another(facts, shares, size):
    read = facts(draw([row(*shares)]), size)
    found = [centres(read, colour)[0] for colour in COLOURS]
    for (x, y), (other_x, other_y) in combinations(found, 2):
        assert max(abs(x - other_x), abs(y - other_y)) >= 2 * MARKER * size.text_pt


@given(st.lists(rows_of(), min_size=1, max_size=4), st.sampled_from(SIZES))
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, rows, size):
    read = facts(draw(rows, axis="said that it is better or a lot better, in 100 people"), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []
    assert read.text_pt == size.text_pt


@given(st.lists(rows_of(any_text), min_size=1, max_size=3), any_text)
def test_any_words_make_a_valid_picture(facts, rows, axis):
    picture = draw(rows, axis=axis)
    assert facts(picture).first == "title"
    assert picture.svg() == draw(rows, axis=axis).svg()


def test_the_numbers_stand_in_a_column_under_the_shape_of_their_audience(facts):
    read = facts(draw([row(0.78, 0.70, 0.91)]), Size(174, 12))
    heads = [
        (one.left + one.right) / 2
        for colour in COLOURS
        for one in read.drawn
        if one.stroke == colour and one.left > share_plot(Size(174, 12), 7.5).right
    ]
    numbers = [(said.left + said.right) / 2 for said in read.said[-3:]]
    assert heads == pytest.approx(numbers, abs=0.05)


def test_an_audience_that_was_not_asked_is_named(facts):
    read = facts(draw([row(0.78, "not asked", 0.91), row(0.2, "not asked", "too few to show")]))
    words = read.words()
    assert words.count("Carers: not asked") == 1
    assert "Carers: not asked; Practitioners: too few to show" in words
    assert words.count("–") == 3  # noqa: RUF001 - as it is printed
    assert len(centres(read, PALETTE.worst)) == 0


def test_an_audience_missing_from_a_row_has_no_number(facts):
    words = facts(draw([row(0.78, 0.70, 0.91), row(0.5, label="Home")])).words()
    assert words[-3:] == ["50", "–", "–"]  # noqa: RUF001 - as it is printed


def test_a_hidden_row_says_so_and_lets_no_number_out(facts):
    words = facts(draw([row(0.78, 0.70, 0.91, hidden="too few people to show")])).words()
    assert "too few people to show" in words
    assert not {"78", "70", "91"} & set(words)
    assert "not shown" in facts(draw([DotRow("Nothing", ())])).words()


def test_all_points_of_an_audience_are_one_element(facts):
    rows = [row(0.2, 0.5, 0.8, label=f"Row {n}") for n in range(18)]
    assert len(facts(draw(rows)).drawn) == len(facts(draw(rows[:2])).drawn)


def test_a_fourth_audience_is_refused():
    four = DotRow("A", tuple(Point(name, 0.5) for name in "abcd"))
    with pytest.raises(ValueError, match=r"^4 kinds of points, but only 3 can be told apart$"):
        draw([four])
