"""Intervals for a weighted share."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from poet.statistics.proportions import exact
from poet.statistics.survey_estimates import SurveyEstimates, t_quantiles

# Weights that add up to one but for rounding leave a share this near to 0 or 1.
ROUNDING = 1e-12

Method = Literal["logit", "beta", "mean"]


def share_intervals(
    shares: SurveyEstimates, method: Method = "logit", confidence: float = 0.95
) -> pd.DataFrame:
    """One row per share, columns low and high, 0 to 1.

    "logit" makes the t interval on the logit scale, so that it stays within 0 and 1. "beta" is the
    exact binomial interval for the number of answers that would have this standard error in a
    simple random sample, times a squared ratio of t quantiles (Korn & Graubard 1998). "mean" is
    t standard errors to each side of the share, and may leave 0 to 1.

    The standard error of a share of 0 or 1 is 0 and tells nothing of chance: whatever the method,
    such a share gets the interval of "beta" for its effective number of answers (Kish 1965). In a
    census every interval is the share itself. NaN where nobody answered or no degree of freedom is
    left. Raises ValueError when a share lies outside 0 to 1, or the method is none of these.
    """
    if method not in {"logit", "beta", "mean"}:
        raise ValueError("method must be 'logit', 'beta' or 'mean'")
    share = _within_0_and_1(shares.estimates.to_numpy())
    error = shares.standard_errors.to_numpy()
    t = t_quantiles(shares.base["degrees_of_freedom"], confidence)
    certain = share * (1 - share) <= ROUNDING  # of one side, where the error says nothing
    spread = np.where(certain, np.nan, share * (1 - share))
    simple = np.divide(spread, error**2, out=np.full(len(share), np.inf), where=error > 0)
    simple = np.where(certain, shares.base["effective_answers"], simple)
    low, high = _exact(share, simple, shares.base, confidence)
    if method == "logit":
        middle, half = logit(np.where(certain, np.nan, share)), t * error / spread
        low, high = np.where(certain, (low, high), expit((middle - half, middle + half)))
    elif method == "mean":
        low, high = np.where(certain, (low, high), (share - t * error, share + t * error))
    return pd.DataFrame({"low": low, "high": high}, index=shares.estimates.index)


def _within_0_and_1(shares: np.ndarray) -> np.ndarray:
    if np.any((shares < -ROUNDING) | (shares > 1 + ROUNDING)):
        raise ValueError("a share must lie between 0 and 1")
    return np.clip(shares, 0, 1)


def _exact(
    share: np.ndarray, simple: np.ndarray, base: pd.DataFrame, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    """The exact interval for so many answers of a simple random sample; the share if infinite."""
    of_simple = t_quantiles(base["answers"] - 1, confidence)
    of_sampling = t_quantiles(base["degrees_of_freedom"], confidence)
    everyone = np.isposinf(simple)
    n = np.where(everyone, np.nan, simple) * (of_simple / of_sampling) ** 2
    low, high = exact(share * n, n, confidence)
    return np.where(everyone, share, low), np.where(everyone, share, high)
