from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from poet.statistics import wald

NAMES = ["help", "ease"]
ESTIMATES = pd.Series([2.0, -3.0], index=NAMES)
COVARIANCE = pd.DataFrame([[1.0, 0.5], [0.5, 4.0]], index=NAMES, columns=NAMES)


def test_standard_errors_are_the_roots_of_the_diagonal():
    assert wald.standard_errors(COVARIANCE).to_dict() == {"help": 1.0, "ease": 2.0}


@pytest.mark.parametrize("degrees_of_freedom", [1, 21, math.inf])
def test_intervals_use_t(degrees_of_freedom):
    half = t.ppf(0.975, degrees_of_freedom)
    intervals = wald.intervals(ESTIMATES, COVARIANCE, degrees_of_freedom, 0.95)
    np.testing.assert_allclose(intervals["low"], [2 - half, -3 - 2 * half], rtol=1e-9)
    np.testing.assert_allclose(intervals["high"], [2 + half, -3 + 2 * half], rtol=1e-9)
    assert intervals.index.tolist() == NAMES


@pytest.mark.parametrize("degrees_of_freedom", [1, 21, math.inf])
def test_p_values_use_t(degrees_of_freedom):
    p_values = wald.p_values(ESTIMATES, COVARIANCE, degrees_of_freedom)
    expected = 2 * t.sf([2, 1.5], degrees_of_freedom)
    np.testing.assert_allclose(p_values, expected, rtol=1e-9)


def test_two_standard_errors_are_just_significant():
    assert wald.p_values(ESTIMATES, COVARIANCE, math.inf)["help"] == pytest.approx(0.0455, abs=1e-5)


def test_tiny_p_values_keep_their_digits():
    assert wald.p_values(ESTIMATES * 15, COVARIANCE, math.inf)["help"] == pytest.approx(
        9.8134e-198, rel=1e-4
    )


def test_arrays_have_the_same_ends_and_p_values():
    by_wald = (np.array([2.0, -3.0]), np.array([1.0, 2.0]), 21)
    low, high = wald.ends(*by_wald)
    intervals = wald.intervals(ESTIMATES, COVARIANCE, 21, 0.95)
    assert (low.tolist(), high.tolist()) == (intervals["low"].tolist(), intervals["high"].tolist())
    p_values = wald.p_values(ESTIMATES, COVARIANCE, 21)
    assert wald.two_sided(*by_wald).tolist() == p_values.tolist()
