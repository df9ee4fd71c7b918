"""Change between waves: lines in their places, labels that never collide, rows where they would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, Size, SlopeRow, slope_chart
from poet.charts.slope_lines import fit_together, lines_of

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
SIZES = (Size(174, 12), Size(174, 14), Size(174, 16), Size(174, 18), Size(76, 12))
WORDS = {"title": "A finding", "text": "In words"}
TOO_FEW = "too few people to show"
DIGNITY = SlopeRow("Dignity in support", (0.70, 0.80), "better")
FRIENDS = SlopeRow("Friendships", (0.50, 0.30), "worse")


def draw(rows, first="2024", last="2025", **words):
    return slope_chart(rows, first_words=first, last_words=last, **WORDS, **words)


@st.composite
def slope_rows(draw_from, label=labels, waves=None):
    count = waves or draw_from(st.integers(2, 4))
    shares = st.lists(st.none() | st.floats(0, 1), min_size=count, max_size=count).map(tuple)
    changes = st.sampled_from(["better", "same", "worse"])
    row = st.builds(SlopeRow, label, shares, changes, st.just(TOO_FEW))
    shown = st.builds(
        SlopeRow,
        label,
        st.lists(st.floats(0, 1), min_size=count, max_size=count).map(tuple),
        changes,
    )
    return draw_from(st.lists(shown | shown | row, min_size=1, max_size=9))


def waves_of(rows):
    return {"between_words": [f"wave {n}" for n in range(2, len(rows[0].shares))]}


def lines(read, colour):
    """The points of every line in this colour."""
    found = [d for fill, stroke, d in read.paths if (fill, stroke) == ("none", colour)]
    return [
        [tuple(map(float, point.split())) for point in line.split("L")]
        for path in found
        for line in re.findall(r"M([^M]+)", path)
    ]


def place(read, words):
    (found,) = (said for said in read.said if said.words == words)
    return found


def test_words_are_read_from_the_first_wave_to_the_label(facts):
    words = facts(draw([DIGNITY, FRIENDS])).words()
    assert words == [
        "Better than before",
        "Worse than before",
        "2024",
        "2025",
        "70%",
        "80%",
        "Dignity in support",
        "50%",
        "30%",
        "Friendships",
    ]


def test_a_line_rises_by_24_em_for_a_share_of_one(facts):
    read = facts(draw([DIGNITY, FRIENDS]), Size(174, 12))
    ((start, end),) = lines(read, PALETTE.best)
    ((fall_start, fall_end),) = lines(read, PALETTE.worst)
    assert start[1] - end[1] == pytest.approx(0.10 * 24 * 12, abs=0.02)
    assert fall_end[1] - fall_start[1] == pytest.approx(0.20 * 24 * 12, abs=0.02)
    assert fall_start[1] - start[1] == pytest.approx(0.20 * 24 * 12, abs=0.02)
    assert start[0] == fall_start[0] < end[0] == fall_end[0]


def test_numbers_stand_at_the_heights_of_the_ends(facts):
    read = facts(draw([DIGNITY, FRIENDS]), Size(174, 12))
    ((start, end),) = lines(read, PALETTE.best)
    first, last = place(read, "70%"), place(read, "80%")
    assert first.right < start[0] and last.left > end[0]
    # the middle of a figure is 0.357 em above its foot, the box of a text ends 0.24 em below it
    assert first.bottom - (0.24 + 0.357) * 12 == pytest.approx(start[1], abs=0.02)
    assert last.bottom - (0.24 + 0.357) * 12 == pytest.approx(end[1], abs=0.02)


def test_labels_of_lines_that_end_together_are_moved_apart_evenly(facts):
    rows = [SlopeRow(name, (share, 0.6)) for name, share in (("One", 0.2), ("Two", 0.9))]
    read = facts(draw(rows), Size(174, 12))
    one, two = place(read, "One"), place(read, "Two")
    assert two.top - one.top == pytest.approx((1.25 + 0.25) * 12, abs=0.02)
    ((_, end), (_, other)) = lines(read, "#4A4A4A")[-2:]
    middle = (one.bottom + two.bottom) / 2 - (0.24 + 0.95 - 0.625) * 12
    assert end == other
    assert middle == pytest.approx(end[1], abs=0.3)


@given(slope_rows(), st.sampled_from(SIZES))
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, rows, size):
    read = facts(draw(rows, **waves_of(rows)), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []


@given(slope_rows(any_text, waves=2), any_text)
def test_any_words_make_a_valid_picture(facts, rows, words):
    picture = draw(rows, words, words)
    assert facts(picture).first == "title"
    assert picture.svg() == draw(rows, words, words).svg()


@given(slope_rows(waves=2))
def test_one_picture_holds_few_lines_whose_labels_are_near(rows):
    lines = lines_of(rows, ("a", "b"), Size(174, 12))
    if fit_together(lines):
        assert len(lines.rows) <= 8
        assert lines.ends().farthest <= 2.5 * 12


def test_many_lines_or_a_narrow_page_are_rows_below_each_other(facts):
    shares = [(0.9 - 0.1 * n, 0.95 - 0.1 * n) for n in range(9)]
    rows = [SlopeRow(f"Topic {n}", pair, "better") for n, pair in enumerate(shares)]
    for chart, size in ((draw(rows), Size(174, 12)), (draw(rows[:3]), Size(76, 12))):
        read = facts(chart, size)
        tops = [place(read, row.label).top for row in rows[:3]]
        assert tops == sorted(tops)
        starts = [line[0] for line in lines(read, PALETTE.best)]
        assert len({x for x, _ in starts}) == 1
        assert starts == sorted(starts)


def test_a_row_rises_by_10_em_for_a_share_of_one(facts):
    read = facts(draw([DIGNITY, FRIENDS]), Size(76, 12))
    ((start, end),) = lines(read, PALETTE.best)
    assert start[1] - end[1] == pytest.approx(0.10 * 10 * 12, abs=0.02)


def test_three_waves_are_named_and_a_wave_between_may_be_missing(facts):
    rows = [SlopeRow("Dignity", (0.5, None, 0.7), "better"), SlopeRow("Home", (0.3, 0.5, 0.4))]
    read = facts(draw(rows, between_words=["middle"]), Size(174, 12))
    assert {"2024", "middle", "2025"} <= set(read.words())
    ((start, end),) = lines(read, PALETTE.best)
    (whole,) = (line for line in lines(read, "#4A4A4A") if len(line) == 3)
    assert whole[1][0] == pytest.approx((start[0] + end[0]) / 2, abs=0.02)


def test_changes_differ_in_marker_and_line_and_only_those_that_occur_are_explained(facts):
    rows = [DIGNITY, FRIENDS, SlopeRow("Home", (0.2, 0.21))]
    own = ("Up", "Level", "Down")
    read = facts(draw(rows, change_words=own))
    assert read.words()[:3] == list(own)
    kinds = {one.kind for one in read.drawn if one.bottom < 20}
    assert len(kinds) == 3
    assert [one.stroke for one in read.drawn if one.dash] == [PALETTE.worst]
    assert facts(draw([DIGNITY], change_words=own)).words()[0] == "Up"
    assert "Level" not in facts(draw([DIGNITY], change_words=own)).words()


def test_a_hidden_row_is_a_sentence_and_lets_no_share_out(facts):
    hidden = SlopeRow("Paid work", (0.12, 0.33), "better", TOO_FEW)
    for size in SIZES:
        words = facts(draw([DIGNITY, hidden]), size).words()
        assert "Paid work: too few people to show" in " ".join(words)
        assert "12%" not in words and "33%" not in words
    assert facts(draw([hidden])).words() == ["Paid work: too few people to show"]


def test_all_lines_of_a_kind_are_one_element(facts):
    rows = [SlopeRow(f"Row {n}", (0.1 * n, 0.1 * n + 0.05), "better") for n in range(7)]
    assert len(facts(draw(rows)).drawn) == len(facts(draw(rows[:2])).drawn)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((("A", (0.5,)),), "'A' needs the shares of two waves"),
        ((("A", (0.5, 1.2)),), "the shares of 'A' are not between 0 and 1"),
        ((("A", (0.5, float("nan"))),), "the shares of 'A' are not between 0 and 1"),
        ((("A", (0.5, 0.6), "up"),), "'up' is no change: better, same, worse"),
        ((("A", (0.5, None)),), "'A' has no line and no sentence that says why"),
        ((("A", (0.5, 0.6, 0.7)),), "'A' has 3 shares, not 2"),
    ],
)
def test_rows_that_cannot_be_drawn_are_refused(parts, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        draw([SlopeRow(*row) for row in parts])
