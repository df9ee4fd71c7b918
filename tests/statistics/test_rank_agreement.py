from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from poet.statistics.rank_agreement import kendall_tau_b


@pytest.mark.parametrize("items", [5, 9, 18])
def test_it_is_tau_b_of_scipy_with_ties_and_without(items):
    random = np.random.default_rng(items)
    first = random.integers(0, 6, (40, items)) / 5
    second = np.where(first > 0.5, first, random.normal(size=(40, items)))
    tau, counted = kendall_tau_b(first, second)
    expected = [kendalltau(a, b).statistic for a, b in zip(first, second, strict=True)]
    np.testing.assert_allclose(tau, expected, rtol=1e-12)
    assert set(counted.tolist()) == {items}


def test_it_is_counted_by_hand():
    """Of the six pairs of four items five are in the same order, one in the opposite."""
    tau, counted = kendall_tau_b([1, 2, 3, 4], [1, 2, 4, 3])
    assert tau.tolist() == pytest.approx([(5 - 1) / 6])
    assert counted.tolist() == [4]


def test_an_item_that_one_side_lacks_does_not_count():
    tau, counted = kendall_tau_b(
        [[1, 2, 3, 9], [1, np.nan, 3, 4]], [[1, 2, 3, np.nan], [3, 2, 1, 0]]
    )
    assert tau.tolist() == pytest.approx([1, -1])
    assert counted.tolist() == [3, 3]


def test_without_any_order_there_is_no_agreement_to_tell():
    tau, counted = kendall_tau_b([[1, 1, 1], [1, np.nan, np.nan]], [[1, 2, 3], [1, 2, 3]])
    assert np.isnan(tau).all()
    assert counted.tolist() == [3, 1]


def test_tables_of_other_items_are_refused():
    with pytest.raises(ValueError, match=r"tables of \(1, 2\) and \(1, 3\) are not of the same"):
        kendall_tau_b([1, 2], [1, 2, 3])


shares = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=12)


@settings(derandomize=True, deadline=None)
@given(shares)
def test_turning_one_side_round_turns_the_sign_and_sides_may_be_swapped(pairs):
    first, second = np.array(pairs).T
    tau, _ = kendall_tau_b(first, second)
    np.testing.assert_allclose(kendall_tau_b(first, -second)[0], -tau)
    np.testing.assert_allclose(kendall_tau_b(second, first)[0], tau)
    assert np.isnan(tau[0]) or -1 <= tau[0] <= 1
