"""One answer from several completed sets of data: Rubin's rules.

Where gaps were filled in several times (see `imputation`), the same estimate is made on every
completed set. Their mean is the pooled estimate; how much they differ from set to set is what is
not known because answers are missing, and goes into its standard error.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy.special import chdtrc, fdtrc, stdtr, stdtrit

from poet.statistics.binary import BinaryFit
from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.ordinal import OrdinalFit

# Or whatever else has their coefficients, covariance and degrees_of_freedom.
Fit = BinaryFit | OrdinalFit
Set, Result = TypeVar("Set"), TypeVar("Result")


@dataclass(frozen=True)
class JointTest:
    """An F test that several coefficients are all 0.

    `relative_increase` is by how much, on average over the coefficients, missing answers raise
    the variance: 0.25 is a quarter more.
    """

    statistic: float
    numerator_degrees_of_freedom: int
    denominator_degrees_of_freedom: float
    p_value: float
    relative_increase: float


def fit_each(sets: Iterable[Set], function: Callable[[Set], Result]) -> list[Result]:
    """What the function gives for each completed set (a frame, or what was made of it), in order.

    None is left out: if `function` raises CannotEstimate for some, CannotEstimate is raised that
    says for how many, and the first reason.
    """
    results, reasons = [], []
    for completed in sets:
        try:
            results.append(function(completed))
        except CannotEstimate as reason:
            reasons.append(str(reason))
    if reasons:
        count = len(results) + len(reasons)
        raise CannotEstimate(f"in {len(reasons)} of {count} completed sets {reasons[0]}")
    return results


def pool(
    estimates: pd.DataFrame,
    variances: pd.DataFrame,
    complete_degrees_of_freedom: float = math.inf,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Pools estimates of completed sets by Rubin's rules (Rubin 1987).

    `estimates` has one row per completed set and one column per estimate, on a scale on which the
    estimate is about normal (log odds, not odds); `variances`, of the same shape, its squared
    standard errors. `complete_degrees_of_freedom` are those of t if nothing were missing.

    One row per estimate: estimate, standard_error, degrees_of_freedom (Barnard & Rubin 1999), low,
    high, p_value (two-sided, that it is 0), within (the mean of the variances), between (the
    variance of the estimates from set to set), total (the pooled squared standard error),
    relative_increase (how much the total is above within, as a share of within),
    share_due_to_missing (the share of the total that is between) and fraction_missing (the same,
    allowing for the number of sets: Rubin's fraction of missing information).

    Where the sets do not differ, all is as if nothing were missing. Raises ValueError with fewer
    than two sets, unequal shapes, a missing or infinite number, or a variance that is not above 0.
    """
    _check(estimates, variances)
    sets = len(estimates)
    within = variances.mean()
    between = (_deviations(estimates) ** 2).sum() / (sets - 1)
    increase = (1 + 1 / sets) * between / within
    share = increase / (1 + increase)
    df = _degrees_of_freedom(share, sets, complete_degrees_of_freedom)
    total = within * (1 + increase)
    estimate, error = estimates.mean(), np.sqrt(total)
    half = stdtrit(df, (1 + confidence) / 2) * error
    return pd.DataFrame(
        {
            "estimate": estimate,
            "standard_error": error,
            "degrees_of_freedom": df,
            "low": estimate - half,
            "high": estimate + half,
            "p_value": 2 * stdtr(df, -np.abs(estimate / error)),
            "within": within,
            "between": between,
            "total": total,
            "relative_increase": increase,
            "share_due_to_missing": share,
            "fraction_missing": np.where(
                increase > 0, (increase + 2 / (df + 3)) / (increase + 1), 0.0
            ),
        }
    )


def pool_fits(
    fits: Sequence[Fit],
    complete_degrees_of_freedom: float | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The coefficients of one model fitted to each completed set, pooled as in `pool`.

    One row per coefficient. Without `complete_degrees_of_freedom` the fits' own are taken (the
    fewest of them). Raises ValueError when the fits have different coefficients, and as `pool`.
    """
    estimates = _coefficients(fits)
    variances = [np.diag(_covariance(fit, estimates.columns)) for fit in fits]
    return pool(
        estimates,
        pd.DataFrame(variances, columns=estimates.columns),
        _complete(fits, complete_degrees_of_freedom),
        confidence,
    )


def joint_test(
    fits: Sequence[Fit],
    columns: Sequence[str],
    complete_degrees_of_freedom: float | None = None,
) -> JointTest:
    """Tests that these coefficients of a model, fitted to each completed set, are all 0.

    The statistic D1 of Li, Raghunathan & Rubin (1991): missing answers are taken to cost every
    coefficient the same share of what is known. Where the degrees of freedom if nothing were
    missing (the fits' own, unless given) are finite, those of the denominator are Reiter's (2007).

    Raises ValueError when the fits have different coefficients or lack a column, with fewer than
    two sets, and with finite degrees of freedom when columns times (sets - 1) is 4 or fewer;
    CannotEstimate when more is missing than Reiter's approximation bears.
    """
    estimates = _coefficients(fits)
    _check_columns(columns, estimates.columns)
    estimates = estimates[list(columns)]
    covariances = np.array([_covariance(fit, estimates.columns) for fit in fits])
    _check(
        estimates, pd.DataFrame(covariances.diagonal(axis1=1, axis2=2)).set_axis(columns, axis=1)
    )
    sets, tested = estimates.shape
    mean, within = estimates.mean().to_numpy(), covariances.mean(axis=0)
    deviations = _deviations(estimates).to_numpy()
    spread = np.trace(np.linalg.solve(within, deviations.T @ deviations)) / (sets - 1)
    increase = float((1 + 1 / sets) * spread / tested)
    statistic = float(mean @ np.linalg.solve(within, mean) / (tested * (1 + increase)))
    complete = _complete(fits, complete_degrees_of_freedom)
    df = _denominator(increase, tested, sets, complete)
    return JointTest(statistic, tested, df, _upper_tail(statistic, tested, df), increase)


def _check(estimates: pd.DataFrame, variances: pd.DataFrame) -> None:
    if estimates.shape != variances.shape or not estimates.columns.equals(variances.columns):
        raise ValueError("estimates and variances must have the same sets and columns")
    if len(estimates) < 2:
        raise ValueError("pooling needs at least two completed sets")
    if not (np.isfinite(estimates).all(axis=None) and np.isfinite(variances).all(axis=None)):
        raise ValueError("estimates and variances must be finite numbers")
    if not (variances > 0).all(axis=None):
        raise ValueError("a variance must be above 0")


def _check_columns(columns: Sequence[str], there: pd.Index) -> None:
    if not len(columns):
        raise ValueError("a joint test needs at least one column")
    if len(absent := pd.Index(columns).difference(there)):
        raise ValueError(f"the fits have no column {listed(absent)}")


def _coefficients(fits: Sequence[Fit]) -> pd.DataFrame:
    """One row per fit, one column per coefficient."""
    if not fits:
        raise ValueError("pooling needs at least two completed sets")
    names = fits[0].coefficients.index
    if any(not fit.coefficients.index.equals(names) for fit in fits):
        raise ValueError("the fits must have the same coefficients")
    return pd.DataFrame([fit.coefficients.to_numpy() for fit in fits], columns=names)


def _covariance(fit: Fit, columns: pd.Index) -> np.ndarray:
    return fit.covariance.loc[columns, columns].to_numpy()


def _complete(fits: Sequence[Fit], given: float | None) -> float:
    return min(fit.degrees_of_freedom for fit in fits) if given is None else given


def _deviations(estimates: pd.DataFrame) -> pd.DataFrame:
    """From the mean of the sets; exactly 0 where all sets are alike, whatever the rounding."""
    from_first = estimates - estimates.iloc[0]
    return from_first - from_first.mean()


def _degrees_of_freedom(share: pd.Series, sets: int, complete: float) -> np.ndarray:
    """Barnard & Rubin (1999), from the share of the total variance that is due to missing."""
    of_sets = np.full(len(share), math.inf)
    np.divide(sets - 1, share**2, out=of_sets, where=share.to_numpy() > 0)
    if math.isinf(complete):
        return of_sets
    observed = _shrunk(complete) * (1 - share.to_numpy())
    return np.where(np.isinf(of_sets), complete, 1 / (1 / of_sets + 1 / observed))


def _shrunk(complete: float) -> float:
    return complete * (complete + 1) / (complete + 3)


def _denominator(increase: float, tested: int, sets: int, complete: float) -> float:
    """The degrees of freedom of the denominator of D1."""
    if increase == 0:
        return complete
    cells = tested * (sets - 1)
    if math.isfinite(complete):
        return _reiter(increase, cells, complete)
    if cells > 4:
        return 4 + (cells - 4) * (1 + (1 - 2 / cells) / increase) ** 2
    return (sets - 1) * (tested + 1) * (1 + 1 / increase) ** 2 / 2


def _reiter(increase: float, cells: int, complete: float) -> float:
    """Reiter (2007), where `complete` are the degrees of freedom if nothing were missing."""
    if cells <= 4:
        raise ValueError("this joint test needs more completed sets")
    a = increase * cells / (cells - 2)
    one, two = (_shrunk(complete) - steps * (1 + a) for steps in (2, 4))
    if two <= 0:
        raise CannotEstimate("too much is missing to test these columns together")
    of_sets = (
        a**2 * one / ((1 + a) ** 2 * two)
        + 8 * a**2 * one / ((1 + a) * two**2)
        + 4 * a**2 / ((1 + a) * two)
        + 4 * a**2 / (two * one)
        + 16 * a**2 * one / two**3
        + 8 * a**2 / two**2
    )
    return 4 + 1 / (1 / two + of_sets / (cells - 4))


def _upper_tail(statistic: float, numerator: int, denominator: float) -> float:
    """P(F above the statistic); with an infinite denominator F is a chi-square over its df."""
    if math.isinf(denominator):
        return float(chdtrc(numerator, numerator * statistic))
    return float(fdtrc(numerator, denominator, statistic))
