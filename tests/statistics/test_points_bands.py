from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from poet.statistics.additive_amounts import fit_round
from poet.statistics.points_bands import in_bands, round_edges, round_number_below


def test_edges_are_round_numbers_near_the_thirds() -> None:
    assert round_edges(np.arange(0, 101)) == (30, 70)
    assert round_edges(np.arange(0, 1_001)) == (300, 700)


def test_fewer_than_a_hundred_cases_get_one_edge() -> None:
    assert round_edges(np.arange(99)) == (50,)


def test_an_edge_that_leaves_too_few_cases_is_left_out() -> None:
    points = np.concatenate([np.full(95, 10), np.arange(11, 16)])
    assert round_edges(points) == ()
    assert round_edges([10, 20, 30, 40]) == ()


def test_points_all_alike_have_no_edges() -> None:
    assert round_edges(np.full(200, 40)) == ()
    assert round_edges([]) == ()


def test_points_in_bands_by_hand() -> None:
    assert in_bands([0, 20, 50, 80], [20, 50]).tolist() == [
        [0, 0, 0],
        [20, 0, 0],
        [20, 30, 0],
        [20, 30, 30],
    ]


@given(arrays(float, 20, elements=st.floats(0, 1e5)), st.lists(st.integers(1, 99_999), max_size=3))
def test_the_points_of_all_bands_are_the_points(points, edges) -> None:
    np.testing.assert_allclose(in_bands(points, sorted(set(edges))).sum(axis=1), points)


@given(arrays(float, 120, elements=st.integers(0, 400).map(float)))
def test_edges_rise_and_leave_cases_in_every_band(points) -> None:
    edges = round_edges(points)
    assert list(edges) == sorted(set(edges))
    counts = np.bincount(np.searchsorted(edges, points, side="left"), minlength=len(edges) + 1)
    assert not edges or counts.min() >= 12


@given(st.floats(1e-3, 1e6))
def test_a_round_number_is_at_most_two_and_a_half_times_too_small(largest) -> None:
    found = round_number_below(largest)
    assert found <= largest * (1 + 1e-9) < found * 2.5 * (1 + 1e-6)


def test_a_planted_line_of_pieces_is_recovered() -> None:
    points = np.arange(1, 301) / 3
    planted = np.array([50, 3, 5, 1.5])
    final = np.column_stack([np.ones(300), in_bands(points, [30, 60])]) @ planted
    has = np.column_stack([np.ones(300), in_bands(points, [30, 60])])
    assert fit_round(has, final, [5, 0.5, 0.5, 0.5]) == pytest.approx(planted)


def test_an_amount_never_falls_where_points_rise() -> None:
    random = np.random.default_rng(3)
    points = random.integers(0, 100, 200).astype(float)
    final = (200 - points) * np.exp(random.normal(0, 0.2, 200))
    has = np.column_stack([np.ones(200), in_bands(points, [30, 60])])
    amounts = fit_round(has, final, [5, 0.1, 0.1, 0.1])
    assert (amounts >= 0).all()
    assert amounts[1:].max() < 0.2
