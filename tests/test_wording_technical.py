"""Estimates to words: halves go up, nothing is printed as 0.000, and what is missing is said."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.wording_technical import (
    decimal,
    estimate,
    hundredths,
    interval,
    odds_estimate,
    odds_interval,
    odds_ratio,
    p_value,
)

NUMBER = r"-?\d{1,3}(?:,\d{3})*\.\d\d"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.125, "0.13"), (-0.125, "-0.13"), (2.675, "2.68"), (1e6, "1,000,000.00"), (-0.004, "0.00")],
)
def test_a_decimal_is_rounded_half_up(value: float, expected: str) -> None:
    assert decimal(value) == expected


@given(st.floats(0, 1))
def test_a_p_value_has_three_places_and_is_never_nought(p: float) -> None:
    words = p_value(p)
    assert re.fullmatch(r"[01]\.\d{3}|less than 0\.001", words)
    assert words != "0.000"
    assert (words == "less than 0.001") == (p < 0.001)


@given(st.floats(-1e4, 1e4))
def test_an_odds_ratio_is_printed_between_its_limits_and_told_beyond_them(log_odds: float) -> None:
    words = odds_ratio(log_odds)
    if abs(log_odds) < 4:
        assert float(words) == pytest.approx(math.exp(log_odds), abs=0.005000001)
    assert re.fullmatch(rf"{NUMBER}|less than 0\.01|more than 1,000", words)


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_what_is_missing_is_none(nothing: float | None) -> None:
    assert decimal(nothing) == odds_ratio(nothing) == p_value(nothing) == "none"
    assert interval(nothing, nothing) == odds_interval(nothing, nothing) == "none"
    assert estimate(nothing, 1, 2) == "none"
    assert estimate(1, nothing, nothing) == "1.00"
    assert hundredths(nothing, nothing, nothing) == "none"


def test_an_interval_without_a_limit_says_so() -> None:
    assert interval(0.5, math.inf) == "0.50 to no limit"
    assert odds_interval(-math.inf, 1) == "less than 0.01 to 2.72"
    assert odds_estimate(0, -0.5, 0.5) == "1.00 (0.61 to 1.65)"
