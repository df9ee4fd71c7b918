"""The difference of two shares of the same people."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.differences import newcombe
from poet.statistics.paired_differences import newcombe_correlated, newcombe_paired, phi

COUNT = st.integers(0, 200)


def test_a_published_example_comes_out() -> None:
    """Response before and after therapy (Cavo and others 2012), as worked out by Fagerland,
    Lydersen and Laake 2017, chapter 8: -0.0621 (-0.1186 to -0.0046)."""
    found = newcombe_paired(59, 6, 16, 80)
    assert [round(float(number), 4) for number in found] == [-0.0621, -0.1186, -0.0046]


def test_answers_that_do_not_go_together_give_the_interval_of_different_people() -> None:
    found = newcombe_paired(20, 30, 20, 30)
    np.testing.assert_allclose(found, newcombe(50, 100, 40, 100), rtol=1e-12)


@given(COUNT, COUNT, COUNT, COUNT)
def test_turned_round_the_difference_changes_its_sign(both, now, before, neither) -> None:
    difference, low, high = newcombe_paired(both, now, before, neither)
    mirrored, mirrored_low, mirrored_high = newcombe_paired(both, before, now, neither)
    np.testing.assert_allclose([-mirrored, -mirrored_high, -mirrored_low], [difference, low, high])
    if both + now + before + neither:
        assert -1 <= low <= difference <= high <= 1


def test_many_at_once_with_nobody_and_nothing_known() -> None:
    difference, low, high = newcombe_paired([59, 0, np.nan], [6, 0, 1], [16, 0, 1], [80, 0, 1])
    for numbers in (difference, low, high):
        assert np.isnan(numbers).tolist() == [False, True, True]


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="a count must not be negative"):
        newcombe_paired(5, -1, 3, 4)


@pytest.mark.parametrize("people", [30, 60])
def test_the_interval_covers_what_it_promises(people) -> None:
    random = np.random.default_rng(11)
    counts = random.multinomial(people, [0.45, 0.2, 0.1, 0.25], 4000)
    _, low, high = newcombe_paired(*counts.T)
    covered = ((low <= 0.1) & (high >= 0.1)).mean()
    assert 0.94 < covered < 0.98


@given(COUNT, COUNT, COUNT, COUNT)
def test_from_shares_and_their_correlation_the_same_comes_out(both, now, before, neither) -> None:
    cells = (both, now, before, neither)
    shares = (both + now, sum(cells)), (both + before, sum(cells))
    np.testing.assert_allclose(newcombe_correlated(*shares, phi(*cells)), newcombe_paired(*cells))


def test_the_less_answers_go_together_the_wider_the_interval() -> None:
    _, low, high = newcombe_correlated((15, 30), (10, 30), [0.5, 0.0, -0.5])
    assert (np.diff(high - low) > 0).all()
