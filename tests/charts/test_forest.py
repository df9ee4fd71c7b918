"""Councils with their intervals, the surest first, what they have in common below; no names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, ForestRow, ForestWords, Size, forest_chart

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
SIZES = (Size(174, 12), Size(174, 14), Size(174, 16), Size(174, 18), Size(76, 12))
ROWS = (ForestRow(10, -10, 30), ForestRow(20, 15, 25), ForestRow(-5, -15, 5))
TOGETHER, PREDICTED = ForestRow(12, 8, 16), ForestRow(12, -6, 30)
rows_of = st.lists(st.lists(st.floats(-100, 100), min_size=3, max_size=3).map(sorted)).map(
    lambda found: [ForestRow(ends[1], ends[0], ends[2]) for ends in found]
)


def draw(rows=ROWS, ends=(TOGETHER, PREDICTED), **words):
    said = ForestWords(**words) if words else None
    return forest_chart(rows, *ends, title="A finding", text="In words", words=said)


def scale_of(read):
    """A function from a value to its x, by nought and the last number of the scale."""
    numbers = [said for said in read.said if said.fill == "#4A4A4A"]
    nought = next(one for one in numbers if one.words == "0")
    ends = [(float(one.words), (one.left + one.right) / 2) for one in (nought, numbers[-1])]
    (low, at_low), (high, at_high) = ends
    return lambda value: at_low + (value - low) / (high - low) * (at_high - at_low)


def intervals(read):
    """Left, y and length of every council's line, from the top."""
    (drawn,) = (one for one in read.drawn if one.stroke == PALETTE.good and one.path.count("M") > 1)
    found = re.findall(r"M(-?[\d.]+) ([\d.]+)l([\d.]+) 0", drawn.path)
    return [tuple(map(float, one)) for one in found]


def test_every_council_has_its_line_and_the_surest_stands_first(facts) -> None:
    read = facts(draw(), Size(174, 12))
    x = scale_of(read)
    wanted = [(x(row.low), x(row.high)) for row in (ROWS[1], ROWS[2], ROWS[0])]
    found = [(left, left + length) for left, _, length in intervals(read)]
    for one, ends in zip(found, wanted, strict=True):
        assert one == pytest.approx(ends, abs=0.1)
    heights = [y for _, y, _ in intervals(read)]
    assert heights == sorted(heights)


def test_all_together_and_one_more_stand_below_where_they_belong(facts) -> None:
    read = facts(draw(), Size(174, 12))
    x, lowest = scale_of(read), max(y for _, y, _ in intervals(read))
    marker = max((one for one in read.drawn if one.fill == PALETTE.worst), key=lambda one: one.top)
    assert (marker.left + marker.right) / 2 == pytest.approx(x(12), abs=0.1)
    assert marker.top > lowest
    left, top, width, _ = max(read.rectangles("#FFFFFF"), key=lambda box: box[1])
    assert (left, left + width) == pytest.approx((x(-6), x(30)), abs=0.1)
    assert top > lowest


def test_no_council_has_a_name_and_their_order_here_changes_nothing(facts) -> None:
    words = [word for word in facts(draw()).words() if not re.fullmatch("-?\\d+", word)]
    assert " ".join(words) == (
        "One council, and how sure we are of it All councils together Where 95 in 100 councils "
        "like these would lie more people of 100"
    )
    assert draw().svg() == draw(ROWS[::-1]).svg()


def test_a_hundred_and_fifty_councils_fit_on_a_page_in_as_many_elements(facts) -> None:
    rows = [ForestRow(n / 10, n / 10 - 9, n / 10 + 9) for n in range(153)]
    many, few = (facts(draw(some), Size(174, 14)) for some in (rows, (rows[0], rows[-1])))
    assert many.elements == few.elements
    assert many.height < 180 * 72 / 25.4
    assert len(intervals(many)) == 153


def test_the_line_of_no_difference_stands_at_nought(facts) -> None:
    read = facts(draw(), Size(174, 12))
    x = scale_of(read)
    (line,) = (one for one in read.drawn if one.stroke == "#0B0C0C")
    assert line.left == line.right == pytest.approx(x(0), abs=0.1)


@given(rows_of.filter(len), st.sampled_from(SIZES), labels)
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, rows, size, name) -> None:
    read = facts(draw(rows, (rows[0], rows[-1]), one=name, axis=name), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []


@given(any_text)
def test_any_words_make_a_valid_picture(facts, words) -> None:
    assert facts(draw(one=words, together=words, predicted=words, axis=words)).first == "title"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ForestRow(5, 6, 7), "5 does not lie between 6 and 7"),
        (lambda: draw(rows=()), "a forest plot needs a council"),
    ],
)
def test_what_is_no_forest_is_refused(make, message) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        make()
