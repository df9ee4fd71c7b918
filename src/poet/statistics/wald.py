"""Standard errors, intervals and p-values from estimates and their covariance (Wald)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit


def standard_errors(covariance: pd.DataFrame) -> pd.Series:
    """One row per estimate: the square roots of the diagonal."""
    return pd.Series(np.sqrt(np.diag(covariance)), index=covariance.index, name="standard_error")


def intervals(
    estimates: pd.Series, covariance: pd.DataFrame, degrees_of_freedom: float, confidence: float
) -> pd.DataFrame:
    """One row per estimate, columns low and high: t intervals (normal with infinite df)."""
    half = t_quantile(degrees_of_freedom, confidence) * standard_errors(covariance)
    return pd.DataFrame({"low": estimates - half, "high": estimates + half})


def p_values(
    estimates: pd.Series, covariance: pd.DataFrame, degrees_of_freedom: float
) -> pd.Series:
    """One row per estimate: the two-sided p-value that it is 0."""
    t = np.abs(estimates / standard_errors(covariance))
    return pd.Series(2 * stdtr(degrees_of_freedom, -t), index=estimates.index, name="p_value")


def t_quantile(degrees_of_freedom: float, confidence: float) -> float:
    """How many standard errors an interval reaches to each side."""
    return float(stdtrit(degrees_of_freedom, (1 + confidence) / 2))
