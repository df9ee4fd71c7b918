from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.multiplicity import benjamini_hochberg, holm


def test_holm_agrees_with_r(reference):
    expected = reference("p_adjust")
    np.testing.assert_allclose(holm(pd.Series(expected["p"])), expected["holm"], rtol=1e-12)


def test_a_missing_p_value_stays_missing_and_is_not_counted(reference):
    expected = reference("p_adjust")["with_na"]
    adjusted = holm(pd.Series(expected["p"], index=["a", "b", "c"], name="p"))
    assert adjusted.index.tolist() == ["a", "b", "c"]
    assert adjusted.name == "p"
    np.testing.assert_allclose(adjusted, np.array(expected["holm"], dtype=float), rtol=1e-12)


def test_holm_agrees_with_r_on_the_made_up_study(reference):
    expected = reference("poet1200")["p14"]
    np.testing.assert_allclose(holm(pd.Series(expected["p"])), expected["holm"], rtol=1e-12)


def test_benjamini_hochberg_agrees_with_r(reference):
    expected = reference("p_adjust")
    adjusted = benjamini_hochberg(pd.Series(expected["p"]))
    np.testing.assert_allclose(adjusted, expected["BH"], rtol=1e-12)
    expected = reference("poet1200")["p14"]
    adjusted = benjamini_hochberg(pd.Series(expected["p"]))
    np.testing.assert_allclose(adjusted, expected["BH"], rtol=1e-12)


def test_benjamini_hochberg_does_not_count_the_missing(reference):
    expected = reference("p_adjust")["with_na"]
    adjusted = benjamini_hochberg(pd.Series(expected["p"], index=["a", "b", "c"], name="p"))
    assert adjusted.index.tolist() == ["a", "b", "c"]
    assert adjusted.name == "p"
    np.testing.assert_allclose(adjusted, np.array(expected["BH"], dtype=float), rtol=1e-12)


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_nothing_to_adjust(adjust):
    assert adjust(pd.Series([], dtype=float)).empty
    assert adjust(pd.Series([np.nan, np.nan])).isna().all()


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_a_p_value_lies_between_0_and_1(adjust, wrong):
    with pytest.raises(ValueError, match="a p-value must lie between 0 and 1"):
        adjust(pd.Series([0.5, wrong]))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_keeps_order_and_only_raises(values):
    p_values = pd.Series(values)
    adjusted = holm(p_values)
    assert adjusted.between(p_values, 1).all()
    assert (adjusted[p_values.sort_values().index].diff().dropna() >= 0).all()
    assert adjusted.min() == min(1, len(values) * p_values.min())
    assert (adjusted <= len(values) * p_values).all()


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_benjamini_hochberg_is_the_rule_it_stands_for(values):
    """At every level it rejects the k smallest, k the last with p at most k / m of the level."""
    p_values = pd.Series(values)
    adjusted = benjamini_hochberg(p_values)
    ranked = np.sort(values)
    for level in (0.013, 0.05, 0.1003, 0.5):
        passed = np.flatnonzero(ranked <= np.arange(1, len(values) + 1) / len(values) * level)
        last = ranked[passed[-1]] if len(passed) else -1.0
        near = np.isclose(adjusted, level, rtol=1e-9, atol=0)  # rounding may go either way
        assert ((adjusted <= level) == (p_values <= last))[~near].all()
    assert (adjusted <= holm(p_values) + 1e-15).all()
    assert (adjusted >= p_values * (1 - 1e-15)).all()
