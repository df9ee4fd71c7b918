"""Bands that are too small go to a neighbour, never to a band further off."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.joined_bands import joined_bands


def fewer_than_ten(people: np.ndarray, base: np.ndarray) -> np.ndarray:
    return base < 10


def joined(*base: int) -> list[tuple[int, int]]:
    return joined_bands(np.zeros(len(base)), np.array(base), fewer_than_ten)


def test_the_smallest_goes_to_the_smaller_neighbour() -> None:
    assert joined(30, 4, 20, 50) == [(0, 0), (1, 2), (3, 3)]
    assert joined(20, 4, 30, 50) == [(0, 1), (2, 2), (3, 3)]
    assert joined(20, 4, 20, 50) == [(0, 1), (2, 2), (3, 3)]


def test_ends_have_one_neighbour_and_joining_goes_on_until_none_is_too_small() -> None:
    assert joined(3, 30, 40, 5) == [(0, 1), (2, 3)]
    assert joined(3, 3, 3, 30) == []
    assert joined(3, 4, 5, 30) == [(0, 2), (3, 3)]


def test_fewer_than_two_bands_are_none() -> None:
    assert joined(30) == []
    assert joined(30, 3) == []
    assert joined(0, 0, 0) == []


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_every_band_is_in_one_group_and_none_is_too_small(base: list[int]) -> None:
    found = joined(*base)
    if found:
        members = [place for first, last in found for place in range(first, last + 1)]
        assert members == list(range(len(base)))
        assert all(sum(base[first : last + 1]) >= 10 for first, last in found)
        assert len(found) >= 2
