"""Dots with intervals: in their places, told apart by shape, each with its number."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.charts import DotRow, Point, Size, dot_intervals
from poet.charts.colours import PAPER
from poet.charts.points import kinds_of
from poet.contrast import contrast

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)

SIZES = (Size(), Size(170, 16), Size(170, 18), Size(90, 12))
NAMES = ("Here", "Other councils", "Practitioners")
WORDS = {"title": "A finding", "text": "In words"}
HERE = Point("Here", 0.78, 0.69, 0.85)
OTHERS = Point("Other councils", 0.71, 0.70, 0.72)


def draw(rows, **words):
    return dot_intervals(rows, **WORDS, **words)


@st.composite
def points(draw_from, name):
    low, share, high = sorted(draw_from(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
    whole = Point(name, share, low, high)
    hidden = Point(name, hidden="too few people to show")
    return draw_from(st.sampled_from([whole, whole, Point(name, share), hidden]))


@st.composite
def dot_rows(draw_from, label=labels):
    names = NAMES[: draw_from(st.integers(1, 3))]
    found = tuple(draw_from(points(name)) for name in names)
    hidden = draw_from(st.sampled_from(["", "", "too few people to show"]))
    return DotRow(draw_from(label), found, hidden, draw_from(st.sampled_from(["", "95 people"])))


pictures = st.tuples(st.lists(dot_rows(), min_size=1, max_size=4), st.sampled_from(SIZES))


def test_each_point_has_its_number_beside_it(facts):
    read = facts(draw([DotRow("Dignity in support", (HERE, OTHERS), people="95 people")]))
    assert read.words() == [
        "Here",
        "Other councils",
        "in 100 people",
        "0",
        "25",
        "50",
        "75",
        "100",
        "Dignity in support",
        "95 people",
        "78",
        "71",
    ]


def test_the_whisker_goes_from_low_to_high_on_the_scale(facts):
    read = facts(draw([DotRow("Dignity", (HERE,))]))
    ticks = {said.words: (said.left + said.right) / 2 for said in read.said[2:7]}
    (whiskers,) = (d for fill, stroke, d in read.paths if (fill, stroke) == ("none", "#12436D"))
    left, across = re.match(r"M([\d.]+) [\d.]+l([\d.]+) 0", whiskers).groups()
    per_person = (ticks["100"] - ticks["0"]) / 100
    assert float(left) == pytest.approx(ticks["0"] + 69 * per_person, abs=0.02)
    assert float(across) == pytest.approx(16 * per_person, abs=0.02)


def test_a_number_stands_clear_of_its_dot_and_its_line(facts):
    points = (HERE, Point("Other councils", 0.3), Point("Practitioners", 0.2, 0.1, 0.21))
    read = facts(draw([DotRow("Dignity", points)]))
    places = {said.words: said for said in read.said}
    zero, hundred = ((places[end].left + places[end].right) / 2 for end in ("0", "100"))
    for words, high in (("78", 0.85), ("30", 0.3), ("20", 0.21)):
        assert places[words].left - (zero + high * (hundred - zero)) > 0.38 * read.text_pt


@given(pictures)
@settings(deadline=None)
def test_no_words_leave_the_picture_or_stand_on_others(facts, picture):
    rows, size = picture
    read = facts(draw(rows, axis="people in 100 who say that it got better or a lot better"), size)
    assert read.outside() == []
    assert read.overlaps() == []
    assert read.text_pt == size.text_pt


@given(st.lists(dot_rows(any_text), min_size=1, max_size=3), any_text)
@settings(deadline=None)
def test_any_label_makes_a_valid_picture(facts, rows, axis):
    picture = draw(rows, axis=axis)
    assert facts(picture).first == "title"
    assert picture.svg() == draw(rows, axis=axis).svg()


@given(pictures)
@settings(deadline=None)
def test_the_numbers_printed_are_those_of_the_points(facts, picture):
    rows, size = picture
    wanted = [
        str(int(point.share * 100 + 0.5 + 1e-9))
        for row in rows
        if not row.hidden
        for point in row.points
        if point.share is not None
    ]
    said = [said.words for said in facts(draw(rows), size).said if said.fill == "#0B0C0C"]
    assert said[len(said) - len(wanted) :] == wanted or not wanted


def test_kinds_differ_in_shape_and_each_stands_out_from_the_paper():
    kinds = kinds_of([DotRow("A", tuple(Point(name, 0.5) for name in NAMES))]).values()
    paths = [kind.marker(10, 10, 4) for kind in kinds]
    assert len({re.sub(r"[\d. -]", "", path) for path in paths}) == len(NAMES)
    assert all(contrast(kind.stroke, PAPER) >= 4.5 for kind in kinds)
    assert [kind.fill == PAPER for kind in kinds] == [False, True, False]


def test_a_name_looks_the_same_in_every_row():
    rows = [DotRow("A", (OTHERS,)), DotRow("B", (HERE, OTHERS))]
    assert list(kinds_of(rows)) == ["Other councils", "Here"]


def test_a_fourth_kind_is_refused():
    row = DotRow("A", tuple(Point(name, 0.5) for name in "abcd"))
    with pytest.raises(ValueError, match="4 kinds of points, but only 3"):
        draw([row])


def test_hidden_rows_and_points_say_why(facts):
    rows = [
        DotRow("Friendships", (HERE,), "too few people to show"),
        DotRow("Paid work", (HERE, Point("Other councils", hidden="not asked"))),
        DotRow("Nothing", ()),
    ]
    words = facts(draw(rows)).words()
    assert "too few people to show" in words
    assert "Other councils: not asked" in words
    assert "not shown" in words
    assert words.count("78") == 1


def test_all_marks_of_a_kind_are_one_element(facts):
    rows = [DotRow(f"Row {number}", (HERE, OTHERS)) for number in range(18)]
    assert len(facts(draw(rows)).paths) == len(facts(draw(rows[:1])).paths)


@pytest.mark.parametrize(
    "ends", [(0.5, 0.6, 0.9), (0.5, 0.1, 0.4), (1.2, None, None), (78, 69, 85), (0.5, -0.1, 0.6)]
)
def test_a_share_outside_its_interval_is_refused(ends):
    with pytest.raises(ValueError, match="0 <= low <= share <= high <= 1"):
        Point("Here", *ends)


def test_a_computed_interval_may_end_a_hair_beside_its_share():
    assert Point("Here", 0.0, 1e-17, 0.05).share == 0.0


def test_a_point_without_share_must_say_why():
    with pytest.raises(ValueError, match="no share and no sentence"):
        Point("Here")
