from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.failure import CannotEstimate
from poet.statistics.trimming import positive_weights, trim

WEIGHTS = pd.Series([1.0, 2, 3, 4, 10, 30], index=list("abcdef"), name="weight")


def test_trimming_agrees_with_r(reference):
    expected = reference("weighting")
    trimmed = trim(pd.Series(expected["rake"]["weights"]), 20, 60)
    np.testing.assert_allclose(trimmed, expected["trim_weights"], rtol=1e-14)
    assert max(expected["rake"]["weights"]) > 60


def test_trimming_once_and_until_none_is_outside_agree_with_r():
    # survey::trimWeights(svydesign(~1, weights=w), upper=12, strict=FALSE), then strict=TRUE
    once = trim(WEIGHTS, high=12, strict=False)
    np.testing.assert_allclose(once, [4.6, 5.6, 6.6, 7.6, 13.6, 12], rtol=1e-14)
    strict = trim(WEIGHTS, high=12)
    np.testing.assert_allclose(strict, [5, 6, 7, 8, 12, 12], rtol=1e-14)
    assert strict.index.equals(WEIGHTS.index)
    assert strict.name == "weight"
    # upper=12, lower=2.5, strict=FALSE
    both = trim(WEIGHTS, 2.5, 12, strict=False)
    np.testing.assert_allclose(both, [2.5, 2.5, 25 / 3, 28 / 3, 46 / 3, 12], rtol=1e-14)


def test_where_both_limits_cut_the_order_of_the_weights_is_kept():
    # R's rounds end at 10/3, 10/3, 55/6, 61/6, 12, 12: what is cut first is not given back.
    np.testing.assert_allclose(trim(WEIGHTS, 2.5, 12), [5, 6, 7, 8, 12, 12], rtol=1e-14)
    # R keeps 9 and 20, and so loses 2 of the 31 people.
    np.testing.assert_allclose(trim(pd.Series([1.0, 30]), 9, 20), [11, 20], rtol=1e-14)


def repeated(weights, high):
    """Trimming once, again and again, as R's rounds do."""
    while weights.max() > high * (1 + 1e-13):
        weights = trim(weights, high=high, strict=False)
    return weights


@pytest.mark.parametrize("seed", range(5))
def test_one_limit_ends_where_repeating_ends(seed):
    random = np.random.default_rng(seed)
    weights = pd.Series(random.lognormal(size=50))
    high = 1.5 * weights.mean()
    np.testing.assert_allclose(trim(weights, high=high), repeated(weights, high), rtol=1e-11)


@given(
    st.lists(st.floats(0.01, 1000), min_size=1, max_size=30),
    st.floats(0, 0.99),
    st.floats(1.01, 10),
)
def test_the_sum_the_limits_and_the_order_hold(values, lowest, highest):
    weights = pd.Series(values)
    low, high = lowest * weights.mean(), highest * weights.mean()
    trimmed = trim(weights, low, high)
    assert trimmed.sum() == pytest.approx(weights.sum(), rel=1e-11)
    assert trimmed.between(low, high).all()
    assert trimmed.iloc[weights.argsort()].is_monotonic_increasing
    moved = (trimmed - weights)[(trimmed > low) & (trimmed < high)]
    assert np.ptp(moved.to_numpy(), axis=0) <= 1e-9 if len(moved) else True


def test_weights_within_the_limits_stay_as_they_are():
    for strict in (True, False):
        pd.testing.assert_series_equal(trim(WEIGHTS, 1, 30, strict=strict), WEIGHTS)
        pd.testing.assert_series_equal(trim(WEIGHTS, strict=strict), WEIGHTS)
    equal = pd.Series([1 / 3] * 7)
    pd.testing.assert_series_equal(trim(equal, 0.1, 1 / 3), equal)
    assert trim(WEIGHTS[:0], 1, 2).empty


@pytest.mark.parametrize(
    ("low", "high", "strict", "reason"),
    [
        (
            0,
            5,
            True,
            "the mean weight, 8.333, does not lie within 0 and 5, so that no weights within these "
            "have the same sum",
        ),
        (
            9,
            40,
            True,
            "the mean weight, 8.333, does not lie within 9 and 40, so that no weights within these "
            "have the same sum",
        ),
        (5, 9, False, "no weight lies within 5 and 9 to take what is cut"),
    ],
)
def test_limits_that_cannot_be_kept_are_refused(low, high, strict, reason):
    with pytest.raises(CannotEstimate) as refused:
        trim(WEIGHTS, low, high, strict=strict)
    assert str(refused.value) == reason


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (5, 5), (6, 5), (np.nan, 5), (1, np.nan)])
def test_limits_that_are_no_limits(low, high):
    with pytest.raises(ValueError, match="must be at least 0 and below the highest"):
        trim(WEIGHTS, low, high)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (np.nan, "'weight' holds a missing weight"),
        (-1, "'weight' holds a negative weight"),
        (0, "'weight' holds a weight of 0"),
        (np.inf, "'weight' holds an infinite weight"),
    ],
)
def test_every_weight_must_be_above_0(wrong, reason):
    for attempt in (positive_weights, trim):
        with pytest.raises(CannotEstimate) as refused:
            attempt(WEIGHTS.replace(3.0, wrong))
        assert str(refused.value) == reason


def test_weights_must_be_numbers():
    with pytest.raises(TypeError, match="'weights' must be numbers"):
        trim(pd.Series(["1", "2"]))
    assert positive_weights(pd.Series([1, 2], dtype="Int64")).tolist() == [1.0, 2.0]
