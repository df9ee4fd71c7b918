"""The trend in shares over several times."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.differences import newcombe
from poet.statistics.trend import cochran_armitage

SMOKERS, PATIENTS = [83, 90, 129, 70], [86, 93, 136, 82]


def test_the_trend_test_agrees_with_r(reference) -> None:
    expected = reference("trend")["prop_trend"]
    found = cochran_armitage(SMOKERS, PATIENTS, [1, 2, 3, 4])
    np.testing.assert_allclose(found.chi_squared, expected["chisq"], rtol=1e-12)
    np.testing.assert_allclose(found.p, expected["p"], rtol=1e-10)
    assert found.times == 4


def test_the_slope_is_that_of_the_line_through_the_shares() -> None:
    """By numpy's weighted least squares, which squares its weights."""
    found = cochran_armitage(SMOKERS, PATIENTS, [2010, 2011, 2013, 2014])
    shares = np.array(SMOKERS) / np.array(PATIENTS)
    slope, _ = np.polyfit([0, 1, 3, 4], shares, 1, w=np.sqrt(PATIENTS))
    np.testing.assert_allclose(found.slope, slope, rtol=1e-9)
    assert found.slope_low < found.slope < found.slope_high


@given(
    now=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    before=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    years=st.integers(1, 9),
)
def test_of_two_times_the_interval_is_newcombes_by_the_years_between(now, before, years) -> None:
    (yes_now, no_now), (yes_before, no_before) = now, before
    bases = yes_before + no_before, yes_now + no_now
    found = cochran_armitage([yes_before, yes_now], bases, [0, years])
    expected = np.array(newcombe(yes_now, bases[1], yes_before, bases[0])) / years
    ends = np.array([found.slope, found.slope_low, found.slope_high])
    assert np.isnan(ends).all() == (0 in bases)
    # Newcombe's ends stop at -1 and 1, which a slope need not.
    inside = np.abs(ends) < 1 / years
    np.testing.assert_allclose(ends[inside], expected[inside], atol=1e-12)


def test_a_time_without_people_is_left_out_of_its_row_only() -> None:
    whole = cochran_armitage([[10, 20, 30], [5, np.nan, 9]], [[40] * 3, [20] * 3], [1, 2, 4])
    short = cochran_armitage([5, 9], [20, 20], [1, 4])
    nobody = cochran_armitage([5, 0, 9], [20, 0, 20], [1, 2, 4])
    assert whole.times.tolist() == [3, 2]
    for name in ("chi_squared", "p", "slope", "slope_low", "slope_high"):
        expected = getattr(short, name)
        np.testing.assert_allclose(getattr(whole, name)[1], expected, rtol=1e-12)
        np.testing.assert_allclose(getattr(nobody, name), expected, rtol=1e-12)


def test_one_time_has_no_trend_and_no_variety_no_test() -> None:
    one = cochran_armitage([5, 0], [20, 0], [1, 2])
    assert np.isnan([one.chi_squared, one.p, one.slope, one.slope_low, one.slope_high]).all()
    everyone = cochran_armitage([20, 30], [20, 30], [1, 2])
    assert np.isnan([everyone.chi_squared, everyone.p]).all()
    assert everyone.slope == pytest.approx(0, abs=1e-12)
    assert everyone.slope_low < 0 < everyone.slope_high


def test_a_count_above_its_base_is_refused() -> None:
    with pytest.raises(ValueError, match="a count must lie between 0 and its n"):
        cochran_armitage([5, 9], [4, 9], [1, 2])


def test_of_steady_shares_one_test_in_twenty_finds_a_trend() -> None:
    random = np.random.default_rng(3)
    people = random.binomial(120, 0.6, (4000, 4))
    found = cochran_armitage(people, 120, [0, 1, 2, 3])
    assert abs((found.p < 0.05).mean() - 0.05) < 3 * np.sqrt(0.05 * 0.95 / 4000)
    covered = (found.slope_low <= 0) & (found.slope_high >= 0)
    assert abs(covered.mean() - 0.95) < 3 * np.sqrt(0.05 * 0.95 / 4000)
