from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from poet.statistics.funnel_limits import funnel_limits, widened


def test_limits_agree_with_r(reference):
    for case in reference("funnel"):
        limits = [*funnel_limits(case["n"], case["p0"])]
        wide = [*funnel_limits(case["n"], case["p0"], 0.998)]
        np.testing.assert_allclose(limits, case["l95"], rtol=1e-12)
        np.testing.assert_allclose(wide, case["l998"], rtol=1e-12)


def test_interpolated_limits_hold_as_much_as_they_promise():
    """Between them lie the people that chance gives, but for one person on either side."""
    n, centre = np.arange(5, 400), 0.3
    low, high = funnel_limits(n, centre)
    people = np.arange(401)
    inside = (people > low[:, None] * n[:, None] - 1) & (people < high[:, None] * n[:, None] + 1)
    assert np.all((binom.pmf(people, n[:, None], centre) * inside).sum(axis=1) >= 0.95)
    tight = (people > low[:, None] * n[:, None] + 1) & (people < high[:, None] * n[:, None] - 1)
    assert np.all((binom.pmf(people, n[:, None], centre) * tight).sum(axis=1) <= 0.95)


def test_councils_and_questions_are_worked_out_at_once():
    low, high = funnel_limits(np.array([[10], [40]]), np.array([0.66, 0.2, 0.5]))
    assert low.shape == high.shape == (2, 3)
    assert low[1, 0] == funnel_limits(40, 0.66)[0]


def test_nobody_has_no_limits_and_a_certain_centre_is_its_own():
    low, high = funnel_limits([0, np.nan, 10, 10, 10], [0.5, 0.5, 0, 1, np.nan])
    np.testing.assert_array_equal(low, [np.nan, np.nan, 0, 1, np.nan])
    np.testing.assert_array_equal(high, [np.nan, np.nan, 0, 1, np.nan])


def test_a_centre_that_is_no_share_is_refused():
    with pytest.raises(ValueError, match="the centre of a funnel must lie between 0 and 1"):
        funnel_limits(10, 1.2)


@given(n=st.integers(1, 5000), centre=st.floats(0.001, 0.999))
def test_limits_lie_round_the_centre_one_within_the_other(n, centre):
    low, high = funnel_limits(n, centre)
    lowest, highest = funnel_limits(n, centre, 0.998)
    assert 0 <= lowest <= low <= centre <= high <= highest <= 1


def test_widening_is_that_of_additive_random_effects():
    """On normal limits it gives centre ± 1.96 x sqrt(variance by chance + variance between)."""
    n, centre, between = 50, 0.4, 0.08
    chance = np.sqrt(centre * (1 - centre) / n)
    low = widened(centre - 1.96 * chance, n, centre, between)
    assert low == pytest.approx(centre - 1.96 * np.hypot(chance, between), rel=1e-12)


def test_widening_leaves_limits_alone_where_councils_do_not_differ_and_stays_a_share():
    assert widened(0.3, 40, 0.5, 0) == pytest.approx(0.3, rel=1e-15)
    assert widened([0.1, 0.9], 40, 0.5, 0.4).tolist() == [0, 1]
    assert widened(1.0, 40, 1.0, 0.4) == 1.0
    assert np.isnan(widened(np.nan, 0, 0.5, 0.1))
