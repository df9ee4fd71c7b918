"""Bars about a middle line: widths that sum, words that fit, colours that can be told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.charts import AnswerKey, BarRow, Size, diverging_bars
from poet.charts.answers import bands
from poet.charts.bar_layout import layout_for
from poet.charts.colours import PALETTE, PAPER
from poet.contrast import contrast

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)

FIVE = (
    AnswerKey("A lot better", "good"),
    AnswerKey("Better", "good"),
    AnswerKey("No difference", "neutral"),
    AnswerKey("Worse", "bad"),
    AnswerKey("A lot worse", "bad"),
)
FOUR = (FIVE[0], FIVE[1], FIVE[3], FIVE[4])
THREE = (FIVE[0], FIVE[2], FIVE[4])
SCALES = (FIVE, FOUR, THREE)
SIZES = (
    Size(),
    Size(174, 12),
    Size(174, 14),
    Size(174, 16),
    Size(174, 18),
    Size(85, 11),
    Size(76, 12),
)
BEST, GOOD, BAD, WORST = PALETTE.best, PALETTE.good, PALETTE.bad, PALETTE.worst
DIGNITY = BarRow(
    "Dignity in support", (0.42, 0.36, 0.15, 0.05, 0.02), "95", people_long="about 95 people"
)


def draw(rows, answers=FIVE, **words):
    return diverging_bars(rows, answers, title="A finding", text="In words", **words)


@st.composite
def rows_of(draw_from, answers, label=labels):
    """Rows whose shares are parts of a whole, some hidden, some with 0 and 1."""
    rows = []
    for _ in range(draw_from(st.integers(1, 4))):
        counts = draw_from(
            st.lists(st.integers(0, 60), min_size=len(answers), max_size=len(answers)).filter(any)
        )
        shares = [count / sum(counts) for count in counts]
        if draw_from(st.booleans()):
            shares[draw_from(st.integers(0, len(answers) - 1))] = None
        hidden = draw_from(st.sampled_from(["", "", "too few people to show"]))
        rows.append(BarRow(draw_from(label), tuple(shares), "95", hidden, "about 95 people"))
    return rows


pictures = st.sampled_from(SCALES).flatmap(
    lambda answers: st.tuples(rows_of(answers), st.just(answers), st.sampled_from(SIZES))
)


def test_the_totals_of_both_sides_are_printed(facts):
    words = facts(draw([DIGNITY])).words()
    assert words[:5] == ["A lot worse", "Worse", "No difference", "Better", "A lot better"]
    assert words[5:8] == ["worse", "better", "People"]
    assert words[8:12] == ["Dignity in support", "95", "7%", "78%"]


def test_the_total_of_a_side_is_rounded_once(facts):
    # 12.4 and 12.4 make 24.8: 25, though each alone is printed as 12.
    row = BarRow("Feeling safe", (0.124, 0.124, 0.752, 0, 0))
    assert "25%" in facts(draw([row])).words()


def test_the_headings_are_the_callers(facts):
    words = facts(draw([DIGNITY], good_words="easy", bad_words="difficult")).words()
    assert words[5:7] == ["difficult", "easy"]


def test_worse_is_left_of_the_middle_better_right_and_the_neutral_astride(facts):
    read = facts(draw([DIGNITY]))
    (worst,), (bad,), (good,), (best,) = (
        [box for box in read.rectangles(colour) if box[3] > 12]
        for colour in (WORST, BAD, GOOD, BEST)
    )
    (neutral,) = (box for box in read.rectangles(PAPER) if box[3] > 12)
    layout = layout_for([DIGNITY], bands(FIVE), ("worse", "better", "People"), SIZES[0])
    assert worst[0] < bad[0] < neutral[0] < good[0] < best[0]
    assert neutral[0] + neutral[2] / 2 == pytest.approx(layout.middle, abs=0.02)


@given(pictures)
@settings(deadline=None)
def test_segments_are_as_wide_as_their_shares_and_touch(picture):
    rows, answers, size = picture
    layout = layout_for(rows, bands(answers), ("worse", "better", "People"), size)
    for row in rows:
        drawn = layout.segments(row)
        known = sum(share for share in row.shares if share is not None) if not row.hidden else 0
        assert sum(part.width for part in drawn) == pytest.approx(known * layout.per_share)
        for one, other in pairwise(drawn):
            assert one.left + one.width == pytest.approx(other.left)
        if drawn:
            assert drawn[0].left >= layout.columns.bars_left - 1e-6
            assert drawn[-1].left + drawn[-1].width <= layout.columns.bars_right + 1e-6


@given(pictures)
@settings(deadline=None)
def test_the_widths_drawn_are_the_widths_laid_out(facts, picture):
    rows, answers, size = picture
    layout = layout_for(rows, bands(answers), ("worse", "better", "People"), size)
    read = facts(draw(rows, answers), size)
    for band in layout.bands:
        wanted = sum(
            part.width for row in rows for part in layout.segments(row) if part.band == band
        )
        bars = [box for box in read.rectangles(band.colour) if box[3] > size.text_pt]
        assert sum(box[2] for box in bars) == pytest.approx(wanted, abs=0.01 * len(rows))


@given(pictures)
@settings(deadline=None)
def test_no_words_leave_the_picture_or_stand_on_others(facts, picture):
    rows, answers, size = picture
    read = facts(draw(rows, answers, good_words="very easy or easy", bad_words="difficult"), size)
    assert read.outside() == []
    assert read.overlaps() == []
    assert read.text_pt >= size.text_pt


@given(rows_of(FIVE, any_text), any_text)
@settings(deadline=None)
def test_any_label_makes_a_valid_picture(facts, rows, heading):
    read = facts(draw(rows, good_words=heading))
    assert read.first == "title"


@given(pictures)
@settings(deadline=None)
def test_every_percentage_can_be_read_on_its_colour(facts, picture):
    rows, answers, size = picture
    read = facts(draw(rows, answers), size)
    boxes = [
        (box, colour)
        for colour in (PAPER, WORST, BAD, GOOD, BEST)
        for box in read.rectangles(colour)
        if box[3] > size.text_pt
    ]
    for said in read.said:
        for (left, top, width, height), colour in boxes:
            if left < (said.left + said.right) / 2 < left + width and (
                top < (said.top + said.bottom) / 2 < top + height
            ):
                assert contrast(said.fill, colour) >= 4.5
                assert left <= said.left and said.right <= left + width


@given(pictures)
@settings(deadline=None)
def test_neighbours_that_are_no_apart_in_grey_have_white_between(facts, picture):
    rows, answers, size = picture
    layout = layout_for(rows, bands(answers), ("worse", "better", "People"), size)
    gaps = [d for fill, stroke, d in facts(draw(rows, answers), size).paths if stroke == PAPER]
    gap_count = sum(d.count("M") for d in gaps)
    alike = 0
    for row in rows:
        for one, other in pairwise(layout.segments(row)):
            close = contrast(one.band.colour, other.band.colour) < 3
            if PAPER not in (one.band.colour, other.band.colour) and close:
                assert (one.band.meaning, other.band.meaning) == ("bad", "good")
                alike += 1
    assert gap_count >= alike


def test_a_hidden_row_says_so_in_place_of_its_bar(facts):
    hidden = BarRow("Friendships", (None,) * 5, "", "too few people to show")
    read = facts(draw([DIGNITY, hidden]))
    assert "too few people to show" in read.words()
    assert [word for word in read.words() if word.endswith("%")].count("78%") == 1
    assert len([box for box in read.rectangles(BEST) if box[3] > 12]) == 1


def test_a_hidden_row_lets_no_share_out(facts):
    row = BarRow("Friendships", (0.5, 0.5, 0, 0, 0), "4", "too few people to show")
    read = facts(draw([row]))
    assert not [word for word in read.words() if "%" in word]
    assert not [box for box in read.rectangles(BEST) if box[3] > 12]


def test_a_row_of_nothing_says_not_shown(facts):
    assert "not shown" in facts(draw([BarRow("Friendships", (None,) * 5)])).words()


def test_a_side_with_a_hidden_share_has_no_total(facts):
    words = facts(draw([BarRow("Feeling safe", (0.3, 0.4, 0.1, None, None))])).words()
    assert "hidden" in words and "70%" in words and "0%" not in words


def test_a_hidden_total_is_quieter_than_a_total(facts):
    read = facts(draw([BarRow("Feeling safe", (0.3, 0.4, 0.1, None, None))]))
    inks = {said.words: said.fill for said in read.said if said.words in ("hidden", "70%")}
    assert inks == {"hidden": "#4A4A4A", "70%": "#0B0C0C"}


def test_large_words_put_labels_above_their_bars(facts):
    label = "Getting the support needed when it is wanted"
    row = BarRow(label, DIGNITY.shares, "95")
    assert label not in facts(draw([row]), Size(170, 16)).words()
    assert label in facts(draw([row]), Size(170, 18)).words()


def test_each_colour_is_one_element_however_many_rows(facts):
    three, eighteen = (facts(draw([DIGNITY] * rows)) for rows in (3, 18))
    assert len(three.paths) == len(eighteen.paths)


def test_the_same_rows_give_the_same_bytes():
    assert draw([DIGNITY]).svg() == draw([DIGNITY]).svg()


@pytest.mark.parametrize(
    "shares",
    [(0.7, 0.7, 0, 0, 0), (-0.1, 0, 0, 0, 0), (float("nan"), 0, 0, 0, 0), (42, 0, 0, 0, 0)],
)
def test_shares_that_are_no_parts_of_a_whole_are_refused(shares):
    with pytest.raises(ValueError, match="no parts of a whole"):
        BarRow("Dignity", shares)


def test_rounded_shares_may_make_a_little_more_than_a_whole(facts):
    # Eight of 24 people three times, as ten of 25: 0.4 each.
    row = BarRow("Dignity", (0.4, 0.4, 0.4, 0, 0))
    read = facts(draw([row]))
    assert "80%" in read.words()
    assert read.outside() == []
    # Eight and nine of 17 people, as two tens of 15.
    assert facts(draw([BarRow("Dignity", (0.67, 0, 0, 0.67, 0))])).outside() == []


def test_a_share_for_each_answer():
    with pytest.raises(ValueError, match="has 5 shares, not 4"):
        draw([DIGNITY], FOUR)


def test_no_rows_are_a_picture_of_the_key(facts):
    assert facts(draw([])).words()[-2:] == ["worse", "better"]
