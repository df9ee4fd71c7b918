"""Councils by how many people answered: in their places, only the reader's own with a name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import (
    PALETTE,
    FunnelLimits,
    FunnelPoint,
    FunnelWords,
    Size,
    funnel_chart,
)

any_text = st.text(st.characters(), max_size=80)  # every code point, lone surrogates included
labels = st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=90)
SIZES = (Size(174, 12), Size(174, 14), Size(174, 16), Size(174, 18), Size(76, 12))
WORDS = {"title": "A finding", "text": "In words"}
LIMITS = (FunnelLimits(50, 0.5, 0.7, 0.4, 0.8), FunnelLimits(200, 0.55, 0.65, 0.5, 0.7))
POINTS = (FunnelPoint(60, 0.5), FunnelPoint(100, 0.65), FunnelPoint(180, 0.6))
OWN = FunnelPoint(100, 0.75)

funnel_points = st.builds(FunnelPoint, st.floats(1, 3000), st.floats(0, 1))
funnel_limits = st.lists(
    st.tuples(st.floats(1, 3000), st.lists(st.floats(0, 1), min_size=4, max_size=4).map(sorted)),
    min_size=1,
    max_size=5,
).map(
    lambda found: [
        FunnelLimits(people, ends[1], ends[2], ends[0], ends[3])
        for people, ends in sorted(found, key=lambda each: each[0])
    ]
)


def draw(points=POINTS, limits=LIMITS, centre=0.6, highlight=OWN, **words):
    said = FunnelWords(**words) if words else None
    return funnel_chart(points, limits, centre, highlight=highlight, words=said, **WORDS)


def scales(read):
    """Functions from people to x and from a share to y, by the numbers at two grid lines."""
    numbers = [said for said in read.said if said.fill == "#4A4A4A"]
    left = min(said.left for said in numbers)
    up = [
        said for said in numbers if abs(said.right - numbers[0].right) < 1 and said.left < left + 40
    ]
    across = [said for said in numbers if abs(said.top - numbers[-1].top) < 1]

    def places(found, middle):
        (low, at_low), (high, at_high) = (
            (float(said.words.replace(",", "")), middle(said)) for said in (found[0], found[-1])
        )
        return lambda value: at_low + (value - low) / (high - low) * (at_high - at_low)

    x = places(across, lambda said: (said.left + said.right) / 2)
    y = places(up, lambda said: said.bottom - (0.24 + 0.357) * read.text_pt)
    return x, lambda share: y(100 * share)


def middles(path):
    """The middles of circles and of a diamond."""
    circles = re.findall(r"M([\d.]+) ([\d.]+)a([\d.]+)", path)
    return [(float(x) + float(r), float(y)) for x, y, r in circles]


def place(read, words):
    (found,) = (said for said in read.said if said.words == words)
    return found


def test_councils_stand_at_their_people_and_their_share(facts):
    read = facts(draw(highlight=None), Size(174, 12))
    x, y = scales(read)
    (others,) = (one for one in read.drawn if one.stroke == PALETTE.good and one.top > 60)
    wanted = [(x(point.people), y(point.share)) for point in POINTS]
    for found, point in zip(middles(others.path), wanted, strict=True):
        assert found == pytest.approx(point, abs=0.05)


def test_the_own_council_is_larger_than_others_and_its_name_stands_over_it(facts):
    read = facts(draw(own="Your council: 75 in 100"), Size(174, 12))
    x, y = scales(read)
    (own,) = (one for one in read.drawn if one.fill == PALETTE.best)
    assert (own.left + own.right) / 2 == pytest.approx(x(100), abs=0.05)
    assert (own.top + own.bottom) / 2 == pytest.approx(y(0.75), abs=0.05)
    assert own.right - own.left > 1.8 * 0.26 * 2 * 12
    name = place(read, "Your council: 75 in 100")
    assert (name.left + name.right) / 2 == pytest.approx(x(100), abs=0.5)
    assert name.bottom < y(0.8)
    (leader,) = (one for one in read.drawn if one.stroke == PALETTE.best and one.fill == "none")
    assert leader.left == leader.right == pytest.approx(x(100), abs=0.05)
    assert leader.bottom == pytest.approx(y(0.75), abs=0.05)


def test_no_other_council_has_a_name_and_nothing_ranks_them(facts):
    words = facts(draw(own="Your council")).words()
    numbers = [word for word in words if re.fullmatch(r"[\d,]+", word)]
    assert len(words) == len(numbers) + 7
    assert "Your council" in words
    assert facts(draw(POINTS)).words() == facts(draw(tuple(reversed(POINTS)))).words()


def test_limits_are_drawn_as_given_and_broken_in_two_ways(facts):
    read = facts(draw(), Size(174, 12))
    x, y = scales(read)
    narrow, wide = (one for one in read.drawn if one.dash and "L" in one.path)
    assert narrow.dash != wide.dash
    assert same_places(narrow.path, x, y, 95)
    assert same_places(wide.path, x, y, 998)


def same_places(path, x, y, which):
    found = [float(part) for part in re.findall(r"[\d.]+", path)]
    wanted = [
        part
        for end in ("low", "high")
        for each in LIMITS
        for part in (x(each.people), y(getattr(each, f"{end}_{which}")))
    ]
    return found == pytest.approx(wanted, abs=0.05)


def test_the_scale_holds_all_limits_and_councils(facts):
    read = facts(draw((FunnelPoint(900, 0.05),), highlight=FunnelPoint(20, 0.99)))
    words = read.words()
    assert {"0", "100", "900"} <= set(words)
    assert read.marks_outside() == []


@given(
    st.tuples(st.lists(funnel_points, max_size=20), funnel_limits, st.floats(0, 1), funnel_points),
    st.sampled_from(SIZES),
    labels,
)
def test_nothing_leaves_the_picture_or_stands_on_other_words(facts, numbers, size, name):
    read = facts(draw(*numbers, own=name, share=name), size)
    assert read.outside() == []
    assert read.marks_outside() == []
    assert read.overlaps() == []


@given(any_text)
def test_any_words_make_a_valid_picture(facts, words):
    picture = draw(own=words, others=words, people=words)
    assert facts(picture).first == "title"
    assert picture.svg() == draw(own=words, others=words, people=words).svg()


def test_forty_councils_are_as_many_elements_as_four(facts):
    many = [FunnelPoint(10 * n + 50, 0.5) for n in range(15)]
    assert facts(draw(many)).elements == facts(draw(many[:4] + many[-1:])).elements


def test_without_other_councils_the_key_does_not_name_them(facts):
    assert "Other councils" not in facts(draw(())).words()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: FunnelPoint(0, 0.5), "0.5 of 0 people is no point of a funnel"),
        (lambda: FunnelPoint(10, 1.5), "1.5 of 10 people is no point of a funnel"),
        (
            lambda: FunnelLimits(50, 0.5, 0.7, 0.6, 0.8),
            "the limits for 50 people are not one around the other",
        ),
        (lambda: draw(limits=()), "the limits of a funnel go from few people to many"),
        (lambda: draw(limits=LIMITS[::-1]), "the limits of a funnel go from few people to many"),
    ],
)
def test_what_is_no_funnel_is_refused(make, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        make()


def test_a_plane_is_no_higher_than_asked_for(facts):
    high, low = (
        facts(funnel_chart(POINTS, LIMITS, 0.6, highlight=OWN, tallest=tallest, **WORDS), SIZES[0])
        for tallest in (19, 9)
    )
    assert high.height - low.height == pytest.approx(10 * 12, abs=0.1)
