from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from poet.statistics.proportions import exact, wilson


def test_wilson_agrees_with_r(reference):
    cases = pd.DataFrame(reference("binom_ci"))
    low, high = wilson(cases["x"], cases["n"])
    expected = np.array(cases["wilson"].to_list())
    np.testing.assert_allclose(low, expected[:, 0], rtol=1e-10)
    np.testing.assert_allclose(high, expected[:, 1], rtol=1e-10)


def test_wilson_of_one_share_at_two_confidences():
    low, high = wilson(5, 10)
    wider_low, wider_high = wilson(5, 10, confidence=0.99)
    assert (round(float(low), 4), round(float(high), 4)) == (0.2366, 0.7634)
    assert wider_low < low
    assert high < wider_high


def test_nobody_and_nothing_known_give_no_interval():
    low, high = wilson([0, 3, np.nan, 4], [0, np.nan, 10, 8])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, True, False]


def test_missing_counts_of_pandas_count_as_missing():
    low, _ = wilson(pd.Series([1, None], dtype="Int64"), pd.Series([4, 4], dtype="Int64"))
    assert np.isnan(low).tolist() == [False, True]


@pytest.mark.parametrize(("count", "n"), [(11, 10), (-1, 10), (0, -1)])
def test_a_count_outside_its_n_is_refused(count, n):
    with pytest.raises(ValueError, match="a count must lie between 0 and its n"):
        wilson(count, n)


@settings(derandomize=True, deadline=None)
@given(
    n=st.floats(0.5, 1e6),
    share=st.floats(0, 1),
    confidence=st.floats(0.5, 0.999),
)
def test_the_interval_contains_the_share_and_stays_between_0_and_1(n, share, confidence):
    low, high = wilson(share * n, n, confidence)
    assert 0 <= low <= share * n / n <= high <= 1
    # What is true of yes is true of no.
    no_low, no_high = wilson(n - share * n, n, confidence)
    np.testing.assert_allclose([no_low, no_high], [1 - high, 1 - low], atol=1e-9)


def test_the_exact_interval_agrees_with_r(reference):
    cases = pd.DataFrame(reference("binom_ci"))
    low, high = exact(cases["x"], cases["n"])
    expected = np.array(cases["exact"].to_list())
    np.testing.assert_allclose(low, expected[:, 0], rtol=1e-12)
    np.testing.assert_allclose(high, expected[:, 1], rtol=1e-12)


@pytest.mark.parametrize(("count", "n"), [(0, 10), (1, 10), (10, 10), (81, 263)])
def test_the_exact_interval_is_that_of_scipy(count, n):
    theirs = binomtest(count, n).proportion_ci(0.9, method="exact")
    assert [float(end) for end in exact(count, n, 0.9)] == pytest.approx(list(theirs), rel=1e-12)


def test_the_exact_interval_of_nobody_is_missing_and_a_wrong_count_refused():
    low, high = exact([0, np.nan, 3], [0, 4, 4])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, False]
    with pytest.raises(ValueError, match="a count must lie between 0 and its n"):
        exact(5, 4)


@settings(derandomize=True, deadline=None)
@given(n=st.floats(0.5, 1e5), share=st.floats(0, 1))
def test_the_exact_interval_contains_the_share_and_mirrors_that_of_no(n, share):
    low, high = exact(share * n, n)
    assert 0 <= low <= share * n / n <= high <= 1
    no_low, no_high = exact(n - share * n, n)
    np.testing.assert_allclose([no_low, no_high], [1 - high, 1 - low], atol=1e-7)
