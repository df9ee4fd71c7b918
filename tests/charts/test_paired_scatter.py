"""Two amounts of each person: on one scale, with the line on which both are the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import PALETTE, Pair, PairWords, Size, paired_scatter

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
SIZES = (Size(174, 12), Size(174, 14), Size(174, 16), Size(174, 18), Size(76, 12))
WORDS = PairWords("First, pounds", "Second, pounds", above="Second higher", below="Second lower")
amounts = st.floats(0, 50_000)
pairs_of = st.lists(st.builds(Pair, amounts, amounts), min_size=1, max_size=30)
MIDDLE = [Pair(100, 120), Pair(300, 200), Pair(400, 400)]


def draw(pairs, words=WORDS):
    return paired_scatter(pairs, words, title="A finding", text="In words")


def points(read):
    """The middles of all marks."""
    (drawn,) = (one.path for one in read.drawn if one.stroke == PALETTE.best)
    found = re.findall(r"M([\d.]+) ([\d.]+)l([\d.]+)", drawn)
    return [(float(x) + float(r), float(y)) for x, y, r in found]


def same_line(read):
    (found,) = (one for one in read.drawn if one.stroke == "#0B0C0C")
    return found


def place(read, words):
    (found,) = (said for said in read.said if said.words == words)
    return found


def test_people_stand_at_their_two_amounts_on_one_scale(facts):
    read = facts(draw(MIDDLE), Size(174, 12))
    line = same_line(read)
    assert line.right - line.left == pytest.approx(line.bottom - line.top, abs=0.02)
    per_pound = (line.right - line.left) / 400
    for (x, y), pair in zip(points(read), MIDDLE, strict=True):
        assert x == pytest.approx(line.left + pair.first * per_pound, abs=0.02)
        assert y == pytest.approx(line.bottom - pair.second * per_pound, abs=0.02)


def test_a_person_with_the_same_amounts_stands_on_the_line(facts):
    read = facts(draw(MIDDLE), Size(174, 12))
    line = same_line(read)
    assert points(read)[2] == pytest.approx((line.right, line.top), abs=0.02)
    assert place(read, "the same").right == pytest.approx(line.right, abs=0.05)
    assert place(read, "the same").bottom < line.top


def test_scales_have_round_numbers_in_pounds(facts):
    words = facts(draw(MIDDLE), Size(174, 12)).words()
    for number in ("£0", "£100", "£200", "£300", "£400"):
        assert words.count(number) == 2
    assert words[0] == "Second, pounds"
    assert "First, pounds" in words


def test_words_stand_in_free_corners(facts):
    read = facts(draw(MIDDLE), Size(174, 12))
    line = same_line(read)
    above, below = place(read, "Second higher"), place(read, "Second lower")
    assert line.left < above.left and line.top < above.top and above.right < line.right - 50
    assert below.right < line.right and below.bottom < line.bottom and below.left > line.left + 50


def test_words_leave_a_corner_in_which_somebody_stands(facts):
    read = facts(draw([*MIDDLE, Pair(10, 390), Pair(390, 5)]), Size(174, 12))
    line = same_line(read)
    assert place(read, "Second higher").bottom < line.top + 1
    assert place(read, "Second lower").top > line.bottom - 1


@given(pairs_of, st.sampled_from(SIZES))
def test_no_mark_stands_on_words(facts, pairs, size):
    read = facts(draw(pairs), size)
    radius = 0.26 * size.text_pt
    for said in read.said:
        if said.words in ("the same", "Second higher", "Second lower"):
            assert not any(
                said.left - radius < x < said.right + radius
                and said.top + 0.3 * size.text_pt < y < said.bottom - 0.2 * size.text_pt
                for x, y in points(read)
            )


@given(pairs_of, st.sampled_from(SIZES), labels)
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, pairs, size, words):
    said = PairWords(words or "a", "Second", above=words, below=f"{words} too")
    for chosen in (said, WORDS):
        read = facts(draw(pairs, chosen), size)
        assert read.outside() == []
        assert read.marks_outside() == []
        assert read.overlaps() == []


@given(any_text)
def test_any_words_make_a_valid_picture(facts, words):
    said = PairWords(words, words, words, words, words)
    assert facts(draw(MIDDLE, said)).first == "title"
    assert draw(MIDDLE, said).svg() == draw(MIDDLE, said).svg()


def test_a_thousand_people_are_one_element_and_smaller_marks(facts):
    many = [Pair(n % 400, (n * 7) % 400) for n in range(1000)]
    few, all_of_them = facts(draw([*MIDDLE, *many[:20]])), facts(draw(many))
    assert len(points(all_of_them)) == 1000
    assert len(all_of_them.drawn) == len(few.drawn)
    assert len(draw(many).svg()) < 55_000


def test_people_with_nothing_have_a_scale(facts):
    assert {"£0", "£1"} <= set(facts(draw([Pair(0, 0)])).words())


@pytest.mark.parametrize("amounts", [(-1, 5), (5, -1), (float("nan"), 5), (5, float("inf"))])
def test_what_is_no_amount_is_refused(amounts):
    with pytest.raises(ValueError, match="are no two amounts in pounds"):
        Pair(*amounts)


def test_no_pairs_are_no_picture():
    with pytest.raises(ValueError, match=r"^a paired scatter needs a pair$"):
        draw([])
