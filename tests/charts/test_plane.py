"""Scales of round numbers, and where values stand between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts import Size
from poet.charts.plane import Plane, axis, axis_across, frame

amounts = st.floats(0, 5e6, allow_nan=False)


@given(st.tuples(amounts, amounts).map(sorted), st.integers(3, 12))
def test_the_numbers_are_round_few_and_hold_all_values(ends, most):
    low, high = ends
    found = axis("words", low, high, most)
    (step,) = {after - before for before, after in pairwise(found.ticks)}
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert found.ticks[0] <= low and high <= found.ticks[-1]
    assert 2 <= len(found.ticks) <= most
    assert all(tick % step == 0 for tick in found.ticks)


@given(amounts, st.floats(100, 500), st.floats(8, 18))
def test_numbers_side_by_side_never_touch(measured, high, room, text_pt):
    found = axis_across("words", high, room, text_pt)
    apart = room / (len(found.ticks) - 1)
    if len(found.ticks) > 3:
        assert text_pt * max(map(measured, found.labels)) + 0.7 * text_pt <= apart


def test_shares_from_31_to_84_stand_on_tens():
    assert axis("words", 31, 84, 11).ticks == tuple(range(30, 91, 10))


def test_one_value_has_a_scale_around_it():
    assert axis("words", 7, 7, 5).ticks == (7, 8)
    assert axis("words", 0, 0, 5).ticks == (0, 1)


def test_numbers_have_their_thousands_apart_or_are_told_as_asked():
    assert axis("words", 0, 1900, 5).labels == ("0", "500", "1,000", "1,500", "2,000")
    assert axis("words", 0, 2, 3, lambda n: f"£{n}").labels == ("£0", "£1", "£2")


def test_values_stand_between_the_numbers_in_proportion():
    across, up = axis("x", 0, 200, 5), axis("y", 0, 100, 3)
    plane = Plane(across, up, 50, 250, 10, 110, Size())
    assert (plane.x(0), plane.x(50), plane.x(200)) == (50, 100, 250)
    assert (plane.y(0), plane.y(25), plane.y(100)) == (110, 85, 10)


def test_the_frame_ends_below_the_words_of_the_scale_across():
    across, up = axis("How many people", 0, 200, 5), axis("y", 0, 100, 3)
    plane = Plane(across, up, 50, 250, 10, 110, Size())
    marks, bottom = frame(plane)
    words = [mark for mark in marks if getattr(mark, "words", "") == "How many people"]
    assert bottom == pytest.approx(110 + 0.45 * 12 + 2 * 15)
    assert words[0].x == 50
    assert frame(plane, below=20)[1] == pytest.approx(bottom + 20)
