"""Whether several coefficients of a model are 0 together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import chdtrc, fdtrc

from poet.statistics.failure import CannotEstimate, listed

# In a matrix with ones on its diagonal, a direction with less than this is rounding.
NOTHING = 1e-10


@dataclass(frozen=True)
class JointTest:
    """A test of several constraints at once.

    `statistic` is referred to F with `numerator` and `denominator` degrees of freedom; where the
    denominator is infinite, numerator x statistic to chi-squared with `numerator`.
    """

    statistic: float
    numerator: float
    denominator: float
    p_value: float


def wald_test(
    coefficients: pd.Series,
    covariance: pd.DataFrame,
    names: Sequence[object],
    degrees_of_freedom: float = math.inf,
    *,
    adjusted: bool = False,
) -> JointTest:
    """Tests whether the coefficients `names` are all 0 (Wald 1943), as for all groups of a factor.

    `coefficients` and `covariance` are those of a fit (one row per coefficient), and so are
    `degrees_of_freedom`. With k names and d degrees of freedom, b'V^-1 b / k is referred to
    F(k, d). With `adjusted`, times (d - k + 1) / d and referred to F(k, d - k + 1), which holds
    its promise where k is not far below d (Korn & Graubard 1990).

    Raises ValueError when a name is no coefficient or there is none, and CannotEstimate when there
    are more names than degrees of freedom or the covariance is singular.
    """
    tested = list(names)
    if not tested:
        raise ValueError("there is no coefficient to test")
    if absent := [name for name in tested if name not in coefficients.index]:
        raise ValueError(f"there is no coefficient {listed(absent)}")
    return quadratic_test(
        coefficients[tested].to_numpy(dtype=float),
        covariance.loc[tested, tested].to_numpy(dtype=float),
        degrees_of_freedom,
        adjusted=adjusted,
    )


def quadratic_test(
    values: np.ndarray, covariance: np.ndarray, degrees_of_freedom: float, *, adjusted: bool = False
) -> JointTest:
    """Tests whether all `values` (one per constraint) are 0, as `wald_test` does."""
    count = len(values)
    if count > degrees_of_freedom:
        most = f"{degrees_of_freedom:g} degrees of freedom"
        raise CannotEstimate(f"{count} numbers cannot be tested together with {most}")
    spread = np.sqrt(np.diag(covariance))
    if (
        not (spread > 0).all()
        or np.linalg.eigvalsh(covariance / np.outer(spread, spread))[0] < NOTHING
    ):
        raise CannotEstimate("the numbers tested together can be worked out from one another")
    statistic = float(values @ np.linalg.solve(covariance, values)) / count
    denominator = degrees_of_freedom
    if adjusted and math.isfinite(degrees_of_freedom):
        denominator = degrees_of_freedom - count + 1
        statistic *= denominator / degrees_of_freedom
    return JointTest(statistic, count, denominator, upper_tail(statistic, count, denominator))


def upper_tail(statistic: float, numerator: float, denominator: float) -> float:
    """The p-value of F(numerator, denominator) degrees of freedom; the second may be infinite."""
    if math.isinf(denominator):
        return float(chdtrc(numerator, numerator * statistic))
    return float(fdtrc(numerator, denominator, statistic))
