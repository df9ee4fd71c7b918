"""Things moved apart: in their order, without overlap, and no farther than they must."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.charts.spacing import moved_apart

things = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 20)), max_size=8).map(
    lambda pairs: ([wanted for wanted, _ in pairs], [size for _, size in pairs])
)


def squares(wanted, placed):
    return sum((one - other) ** 2 for one, other in zip(wanted, placed, strict=True))


@given(things)
def test_nothing_overlaps_and_the_order_stays(pairs):
    wanted, sizes = pairs
    placed = moved_apart(wanted, sizes)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= (sizes[one] + sizes[other]) / 2 - 1e-9


@given(things)
def test_what_has_room_is_not_moved(pairs):
    wanted, sizes = pairs
    far = [100 * index + wanted[index] / 10 for index in range(len(wanted))]
    assert moved_apart(far, sizes) == pytest.approx(far)


@given(things, st.integers(0, 7), st.sampled_from([-0.5, 0.5]))
def test_no_place_nearby_is_nearer_to_what_is_wanted(pairs, index, step):
    wanted, sizes = pairs
    placed = moved_apart(wanted, sizes)
    if index < len(wanted):
        other = [*placed]
        other[index] += step
        order = sorted(range(len(wanted)), key=lambda place: wanted[place])
        fits = all(
            other[b] - other[a] >= (sizes[a] + sizes[b]) / 2 - 1e-9 for a, b in pairwise(order)
        )
        assert not fits or squares(wanted, other) >= squares(wanted, placed) - 1e-9


def test_two_in_one_place_stand_about_it_in_the_order_given():
    assert moved_apart([50, 50], [10, 20]) == [42.5, 57.5]


def test_a_block_stands_where_its_members_want_it_on_average():
    assert moved_apart([10, 11, 12, 40], [6, 6, 6, 6]) == [5, 11, 17, 40]


def test_nothing_is_nowhere():
    assert moved_apart([], []) == []
