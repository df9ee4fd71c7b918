from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.multiplicity import holm


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


def test_nothing_to_adjust():
    assert holm(pd.Series([], dtype=float)).empty
    assert holm(pd.Series([np.nan, np.nan])).isna().all()


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_a_p_value_lies_between_0_and_1(wrong):
    with pytest.raises(ValueError, match="a p-value must lie between 0 and 1"):
        holm(pd.Series([0.5, wrong]))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_keeps_order_and_only_raises(values):
    p_values = pd.Series(values)
    adjusted = holm(p_values)
    assert adjusted.between(p_values, 1).all()
    assert (adjusted[p_values.sort_values().index].diff().dropna() >= 0).all()
    assert adjusted.min() == min(1, len(values) * p_values.min())
    assert (adjusted <= len(values) * p_values).all()
