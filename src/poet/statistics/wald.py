"""Standard errors, intervals and p-values from estimates and their covariance (Wald)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit


def standard_errors(covariance: pd.DataFrame) -> pd.Series:
    """One row per estimate: the square roots of the diagonal."""
    return pd.Series(_errors(covariance), index=covariance.index, name="standard_error")


def intervals(
    estimates: pd.Series, covariance: pd.DataFrame, degrees_of_freedom: float, confidence: float
) -> pd.DataFrame:
    """One row per estimate, columns low and high: t intervals (normal with infinite df)."""
    both = ends(estimates.to_numpy(), _errors(covariance), degrees_of_freedom, confidence)
    return pd.DataFrame(np.column_stack(both), index=estimates.index, columns=["low", "high"])


def p_values(
    estimates: pd.Series, covariance: pd.DataFrame, degrees_of_freedom: float
) -> pd.Series:
    """One row per estimate: the two-sided p-value that it is 0."""
    values = two_sided(estimates.to_numpy(), _errors(covariance), degrees_of_freedom)
    return pd.Series(values, index=estimates.index, name="p_value")


def ends(
    estimates: np.ndarray, errors: np.ndarray, degrees_of_freedom: float, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """The lower and the upper ends of t intervals, from estimates and their standard errors."""
    half = t_quantile(degrees_of_freedom, confidence) * errors
    return estimates - half, estimates + half


def two_sided(estimates: np.ndarray, errors: np.ndarray, degrees_of_freedom: float) -> np.ndarray:
    """The p-values that each estimate is 0."""
    return 2 * stdtr(degrees_of_freedom, -np.abs(estimates / errors))


def t_quantile(degrees_of_freedom: float, confidence: float) -> float:
    """How many standard errors an interval reaches to each side."""
    return float(stdtrit(degrees_of_freedom, (1 + confidence) / 2))


def _errors(covariance: pd.DataFrame) -> np.ndarray:
    return np.sqrt(covariance.to_numpy().diagonal())
