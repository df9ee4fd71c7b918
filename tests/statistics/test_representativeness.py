from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chisquare

from poet.statistics.proportions import wilson
from poet.statistics.representativeness import differences_from_population


def test_the_test_of_two_groups_is_pearsons():
    found = differences_from_population([12, 28], 40, [0.45, 0.55])
    pearson = chisquare([12, 28], [18, 22])
    np.testing.assert_allclose(found.p_value, pearson.pvalue, rtol=1e-12)
    np.testing.assert_allclose(found.difference, [-0.15, 0.15])


@given(n=st.integers(5, 300), part=st.floats(0, 1), expected=st.floats(0.05, 0.95))
def test_the_interval_leaves_out_0_just_where_the_test_is_below_5_in_100(n, part, expected):
    people = round(part * n)
    found = differences_from_population(people, n, expected)
    low, high = wilson(people, n)
    np.testing.assert_allclose([found.low, found.high], [low - expected, high - expected])
    if abs(found.p_value - 0.05) > 1e-9:
        assert (found.p_value < 0.05) == (found.low > 0 or found.high < 0)


def test_the_fewer_did_not_answer_the_less_is_left_to_chance():
    """With a quarter of the population left out, chance is as with four times the answers."""
    part = differences_from_population(30, 100, 0.35, 0.25)
    alone = differences_from_population(120, 400, 0.35)
    assert part.p_value == pytest.approx(float(alone.p_value))
    assert (part.low, part.high) == (
        pytest.approx(float(alone.low)),
        pytest.approx(float(alone.high)),
    )
    everybody = differences_from_population(30, 100, 0.35, 0)
    assert (everybody.low, everybody.high) == (pytest.approx(-0.05), pytest.approx(-0.05))
    assert np.isnan(everybody.p_value)


def test_it_holds_what_it_promises():
    """Of all counts that chance gives, at most 7 in 100 are called different at the 5 in 100."""
    counts = np.arange(101)
    p = differences_from_population(counts, 100, 0.2).p_value
    assert binom.pmf(counts[p < 0.05], 100, 0.2).sum() == pytest.approx(0.05, abs=0.02)


def test_what_is_missing_stays_missing():
    found = differences_from_population([np.nan, 0, 3], [10, 0, 10], [0.2, 0.2, np.nan])
    assert np.isnan(found.difference).all()
    assert np.isnan(found.p_value).all()


@pytest.mark.parametrize("expected", [-0.1, 1.1])
def test_a_share_outside_0_to_1_is_refused(expected):
    with pytest.raises(ValueError, match="shares of the population must lie between 0 and 1"):
        differences_from_population(1, 2, expected)
