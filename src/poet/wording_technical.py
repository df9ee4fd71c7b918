"""Estimates to words, in one place: every odds ratio, interval and p-value of the technical annex.

Rounding is half up, as everywhere. What is missing is said as "none", so that no cell is empty.
"""

from __future__ import annotations

import math

from poet.wording import half_up

NONE = "none"
NO_LIMIT = "no limit"
# Beyond these an odds ratio says no more than that there is hardly anyone on one side.
SMALLEST_ODDS, LARGEST_ODDS = 0.01, 1_000
SMALLEST_P = 0.001


def decimal(value: float | None, digits: int = 2) -> str:
    """The value with so many decimal places.

    >>> decimal(0.285), decimal(-0.1), decimal(-116.1515, 1), decimal(1234.5), decimal(-0.001)
    ('0.29', '-0.10', '-116.2', '1,234.50', '0.00')
    >>> decimal(None), decimal(float("nan")), decimal(float("-inf"))
    ('none', 'none', 'no limit')
    """
    if value is None or math.isnan(value):
        return NONE
    return f"{half_up(value, digits):,.{digits}f}" if math.isfinite(value) else NO_LIMIT


def odds_ratio(log_odds: float | None) -> str:
    """The odds ratio of a coefficient on the log odds scale.

    >>> odds_ratio(0), odds_ratio(0.921219), odds_ratio(-6), odds_ratio(800), odds_ratio(None)
    ('1.00', '2.51', 'less than 0.01', 'more than 1,000', 'none')
    """
    if log_odds is None or math.isnan(log_odds):
        return NONE
    if log_odds < math.log(SMALLEST_ODDS):
        return f"less than {SMALLEST_ODDS}"
    if log_odds > math.log(LARGEST_ODDS):
        return f"more than {LARGEST_ODDS:,}"
    return decimal(math.exp(log_odds))


def odds_interval(low: float | None, high: float | None) -> str:
    """An interval of odds ratios, from its ends on the log odds scale.

    >>> odds_interval(0.42104, 1.421399), odds_interval(-9, 0), odds_interval(None, None)
    ('1.52 to 4.14', 'less than 0.01 to 1.00', 'none')
    """
    return _from_to(odds_ratio(low), odds_ratio(high))


def interval(low: float | None, high: float | None, digits: int = 2) -> str:
    """An interval as it is.

    >>> interval(-0.00717, 0.655927), interval(0.895786, 0.939061), interval(None, None)
    ('-0.01 to 0.66', '0.90 to 0.94', 'none')
    """
    return _from_to(decimal(low, digits), decimal(high, digits))


def estimate(
    value: float | None, low: float | None = None, high: float | None = None, digits: int = 2
) -> str:
    """A value with its interval, as far as there is one.

    >>> estimate(0.921219, 0.42104, 1.421399), estimate(0.5), estimate(None)
    ('0.92 (0.42 to 1.42)', '0.50', 'none')
    """
    return _with(decimal(value, digits), interval(low, high, digits))


def odds_estimate(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """An odds ratio with its interval, all given on the log odds scale.

    >>> odds_estimate(0.921219, 0.42104, 1.421399)
    '2.51 (1.52 to 4.14)'
    """
    return _with(odds_ratio(value), odds_interval(low, high))


def hundredths(share: float | None, low: float | None, high: float | None) -> str:
    """A share with its interval, as people in 100.

    >>> hundredths(0.555, 0.404, 0.7), hundredths(None, None, None)
    ('56 (40 to 70)', 'none')
    """
    return estimate(
        *(None if part is None else part * 100 for part in (share, low, high)), digits=0
    )


def p_value(p: float | None) -> str:
    """A p-value with three decimal places.

    >>> p_value(0.0335), p_value(0.00031), p_value(0.001), p_value(1.0), p_value(None)
    ('0.034', 'less than 0.001', '0.001', '1.000', 'none')
    """
    if p is None or math.isnan(p):
        return NONE
    return f"less than {SMALLEST_P}" if p < SMALLEST_P else decimal(p, 3)


def _from_to(low: str, high: str) -> str:
    return NONE if low == high == NONE else f"{low} to {high}"


def _with(value: str, its_interval: str) -> str:
    return value if NONE in (value, its_interval) else f"{value} ({its_interval})"
