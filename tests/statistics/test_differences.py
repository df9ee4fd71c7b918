from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from poet.statistics.differences import newcombe, newcombe_p_values

# Table II of Newcombe 1998, method 10: people and base of both groups, low and high.
PUBLISHED = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


def test_the_intervals_are_those_that_newcombe_printed():
    a, n_a, b, n_b, low, high = np.array(PUBLISHED).T
    difference, found_low, found_high = newcombe(a, n_a, b, n_b)
    np.testing.assert_allclose(difference, a / n_a - b / n_b, rtol=1e-12)
    np.testing.assert_allclose(found_low, low, atol=0.00006)
    np.testing.assert_allclose(found_high, high, atol=0.00006)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
@pytest.mark.parametrize("counts", [case[:4] for case in PUBLISHED[:4]])
def test_the_intervals_are_those_of_statsmodels(counts, confidence):
    theirs = confint_proportions_2indep(*counts, method="newcomb", alpha=1 - confidence)
    _, low, high = newcombe(*counts, confidence=confidence)
    assert [float(low), float(high)] == pytest.approx(list(theirs), rel=1e-10)


def test_columns_give_arrays_and_what_is_missing_gives_nothing():
    people = pd.Series([56, None, 3, 0], dtype="Int64")
    base = pd.Series([70, 10, 4, 0], dtype="Int64")
    difference, low, high = newcombe(people, base, 48, [80, 80, np.nan, 80])
    for numbers in (
        difference,
        low,
        high,
        newcombe_p_values(people, base, 48, [80, 80, np.nan, 80]),
    ):
        assert np.isnan(numbers).tolist() == [False, True, True, True]


def test_more_people_than_were_asked_are_refused():
    with pytest.raises(ValueError, match="a count must lie between 0 and its n"):
        newcombe(5, 10, 11, 10)
    with pytest.raises(ValueError, match="a count must lie between 0 and its n"):
        newcombe_p_values(11, 10, 5, 10)


def test_alike_shares_have_a_p_value_of_1_and_far_ones_of_about_0():
    p_values = newcombe_p_values([5, 1000], [10, 1000], [50, 0], [100, 1000])
    assert p_values.tolist() == pytest.approx([1, 0], abs=1e-9)


people = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(derandomize=True, deadline=None)
@given(a=people, b=people)
def test_an_interval_holds_its_difference_and_turns_with_the_groups(a, b):
    difference, low, high = newcombe(*a, *b)
    assert -1 <= low <= difference <= high <= 1
    turned = newcombe(*b, *a)
    np.testing.assert_allclose([-turned[0], -turned[2], -turned[1]], [difference, low, high])
    assert newcombe_p_values(*a, *b) == pytest.approx(newcombe_p_values(*b, *a), abs=1e-9)


@settings(derandomize=True, deadline=None)
@given(a=people, b=people, confidence=st.floats(0.5, 0.9999))
def test_an_interval_leaves_out_0_exactly_where_the_p_value_is_small(a, b, confidence):
    _, low, high = newcombe(*a, *b, confidence=confidence)
    p_value = newcombe_p_values(*a, *b)
    if abs(p_value - (1 - confidence)) > 1e-8:
        assert (p_value < 1 - confidence) == (low > 0 or high < 0)
