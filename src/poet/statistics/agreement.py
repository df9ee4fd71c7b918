"""How closely two amounts of each case agree: limits of agreement, concordance, order.

All functions take one value per case, and the number of each case's group from 0 on (-1 for none),
and give one row per group; the direction is always second less first, or second divided by first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtrit

# Amounts that differ by less than this share of themselves are the same but for rounding.
ROUNDING = 1e-9
FEWEST_FOR_INTERVALS = 4


@dataclass(frozen=True, eq=False)
class _Moments:
    """Of each group: how many cases, both means, and sums of squares and products about them."""

    n: np.ndarray
    first: np.ndarray
    second: np.ndarray
    first_squares: np.ndarray
    second_squares: np.ndarray
    products: np.ndarray


def limits_of_agreement(
    differences: ArrayLike, group: ArrayLike, confidence: float = 0.95
) -> pd.DataFrame:
    """The mean difference, and between which limits 95 of 100 differences lie.

    Columns: n; bias, bias_low, bias_high (t interval); sd (divisor n - 1); lower and upper, the
    limits bias -/+ 1.96 sd, each with _low and _high (Bland and Altman 1999: the variance of a
    limit is sd^2 (1/n + 1.96^2 / (2 (n - 1))), by t). On logarithms of ratios, the exponentials of
    bias and limits are the geometric mean of the ratios and the limits of the ratio. NaN for fewer
    than two cases; no intervals for fewer than four.
    """
    values, place = _known(group, differences)
    moments = _moments(values, values, place)
    z = ndtri((1 + confidence) / 2)
    n = np.where(moments.n > 1, moments.n, np.nan)
    sd = np.sqrt(moments.first_squares / (n - 1))
    t = _t(moments.n, confidence)
    error = sd * np.sqrt(1 / n + z**2 / (2 * (n - 1)))
    bias = np.where(moments.n > 1, moments.first, np.nan)
    table = {"n": moments.n.astype(int)}
    centres = {"bias": bias, "lower": bias - z * sd, "upper": bias + z * sd}
    for name, centre in centres.items():
        reach = t * (sd / np.sqrt(n) if name == "bias" else error)
        table |= {name: centre, f"{name}_low": centre - reach, f"{name}_high": centre + reach}
    return pd.DataFrame({**table, "sd": sd})


def concordance(
    first: ArrayLike, second: ArrayLike, group: ArrayLike, confidence: float = 0.95
) -> pd.DataFrame:
    """Lin's concordance correlation: 1 where second is first in every case (Lin 1989, 2000).

    Columns: n; estimate (moments with divisor n); low and high (Fisher's z, its error by leaving
    out one case after the other, t with n - 1: Feng, Baumgartner and Svetnik 2014), for amounts of
    any shape; normal_low and normal_high (Fisher's z, Lin's variance with n - 2), which hold for
    normal amounts only; precision (Pearson's correlation), accuracy (1 where means and spreads are
    alike), scale_shift (sd of the first divided by that of the second) and location_shift
    (difference of the means, first less second, in geometric means of the sds). NaN where an amount
    does not vary; no interval where the others agree perfectly once one case is left out.
    """
    one, other, place = _known_pairs(first, second, group)
    moments = _moments(one, other, place)
    n = np.where(moments.n > 1, moments.n, np.nan)
    varied = _varies(n, moments.first, moments.first_squares)
    varied &= _varies(n, moments.second, moments.second_squares)
    s1, s2 = (
        np.where(varied, squares, np.nan) / n
        for squares in (moments.first_squares, moments.second_squares)
    )
    s12 = moments.products / n
    apart = moments.first - moments.second
    estimate = 2 * s12 / (s1 + s2 + apart**2)
    correlation = s12 / np.sqrt(s1 * s2)
    shift = apart / (s1 * s2) ** 0.25
    z = ndtri((1 + confidence) / 2)
    normal = _by_fisher(estimate, z * _lin_error(estimate, correlation, shift, n))
    reach = _t(moments.n, confidence) * _left_out_error(one, other, place, moments)
    low, high = _by_fisher(estimate, reach)
    scale = np.sqrt(s1 / s2)
    return pd.DataFrame(
        {
            "n": moments.n.astype(int),
            "estimate": estimate,
            "low": low,
            "high": high,
            "normal_low": normal[0],
            "normal_high": normal[1],
            "precision": correlation,
            "accuracy": 2 / (scale + 1 / scale + shift**2),
            "scale_shift": scale,
            "location_shift": shift,
        }
    )


def rank_correlation(
    first: ArrayLike, second: ArrayLike, group: ArrayLike, confidence: float = 0.95
) -> pd.DataFrame:
    """Spearman's rank correlation, columns n, estimate, low, high.

    Equal amounts share their ranks. The interval is Fisher's z with the variance
    (1 + r^2 / 2) / (n - 3) (Bonett and Wright 2000). NaN where an amount does not vary.
    """
    one, other, place = _known_pairs(first, second, group)
    ranks = [pd.Series(values).groupby(place).rank().to_numpy() for values in (one, other)]
    moments = _moments(*ranks, place)
    spread = np.sqrt(moments.first_squares * moments.second_squares)
    estimate = moments.products / np.where(spread > 0, spread, np.nan)
    more = np.where(moments.n >= FEWEST_FOR_INTERVALS, moments.n - 3, np.nan)
    error = np.sqrt((1 + estimate**2 / 2) / more)
    low, high = _by_fisher(estimate, ndtri((1 + confidence) / 2) * error)
    table = {"n": moments.n.astype(int), "estimate": estimate, "low": low, "high": high}
    return pd.DataFrame(table)


def within(first: ArrayLike, second: ArrayLike, share: float) -> np.ndarray:
    """Of each case whether the second lies within a share (0.2 for 20 %) of the first.

    The share is of the first: 80 and 120 lie within 20 % of 100, and 100 not of 80.
    """
    one, other = (np.asarray(values, dtype=float) for values in (first, second))
    return np.abs(other - one) <= share * one * (1 + ROUNDING)


def _known(group: ArrayLike, values: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    numbers, place = np.asarray(values, dtype=float), np.asarray(group, dtype=np.int64)
    if numbers.shape != place.shape:
        raise ValueError(f"{place.shape} groups for {numbers.shape} values")
    if not np.isfinite(numbers).all():
        raise ValueError("a value is missing or infinite")
    return numbers[place >= 0], place[place >= 0]


def _known_pairs(
    first: ArrayLike, second: ArrayLike, group: ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    one, place = _known(group, first)
    return one, _known(group, second)[0], place


def _moments(first: np.ndarray, second: np.ndarray, place: np.ndarray) -> _Moments:
    n = np.bincount(place).astype(float)
    some = np.where(n > 0, n, np.nan)
    means = [np.bincount(place, values, len(n)) / some for values in (first, second)]
    one, other = first - means[0][place], second - means[1][place]
    sums = [np.bincount(place, part, len(n)) for part in (one * one, other * other, one * other)]
    return _Moments(n, *means, *sums)


def _varies(n: np.ndarray, mean: np.ndarray, squares: np.ndarray) -> np.ndarray:
    return squares > n * (ROUNDING * mean) ** 2


def _t(n: np.ndarray, confidence: float) -> np.ndarray:
    freedom = np.where(n >= FEWEST_FOR_INTERVALS, n - 1, np.nan)
    return stdtrit(freedom, (1 + confidence) / 2)


def _lin_error(p: np.ndarray, r: np.ndarray, u: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The standard error of Fisher's z of a concordance (Lin 1989; his correction of 2000)."""
    r = np.where(r == 0, np.nan, r)
    variance = (
        (1 - r**2) * p**2 * (1 - p**2) / r**2
        + 2 * p**3 * (1 - p) * u**2 / r
        - p**4 * u**4 / (2 * r**2)
    ) / np.where(n >= FEWEST_FOR_INTERVALS, n - 2, np.nan)
    return np.sqrt(np.maximum(variance, 0)) / np.where(np.abs(p) < 1, 1 - p**2, np.nan)


def _left_out_error(
    one: np.ndarray, other: np.ndarray, place: np.ndarray, moments: _Moments
) -> np.ndarray:
    """The standard error of Fisher's z of a concordance by the jackknife (Tukey 1958)."""
    n = moments.n[place]
    others = np.where(n > 1, n - 1, np.nan)
    product = (one - moments.first[place]) * (other - moments.second[place])
    covariance = moments.products[place] / others - product * n / others**2
    apart = (one - other) ** 2
    total = np.bincount(place, apart, len(moments.n))[place]
    spread = (total - apart) / others + 2 * covariance
    z = _fisher(2 * covariance / np.where(spread > 0, spread, np.nan))
    squares = _moments(z, z, place).first_squares
    return np.sqrt(squares * (1 - 1 / np.where(moments.n > 0, moments.n, np.nan)))


def _fisher(correlation: np.ndarray) -> np.ndarray:
    return np.arctanh(np.where(np.abs(correlation) < 1, correlation, np.nan))


def _by_fisher(estimate: np.ndarray, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The interval of a correlation that reaches so far on the scale of Fisher's z."""
    z = _fisher(estimate)
    return np.tanh(z - reach), np.tanh(z + reach)
