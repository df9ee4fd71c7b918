"""What a model means in people: "of 100 people like these, 78 would report better if ..."."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from poet.statistics.design import finite_numbers
from poet.statistics.failure import listed
from poet.statistics.ordinal import OrdinalFit
from poet.statistics.wald import t_quantile


@dataclass(frozen=True)
class Estimate:
    """A share, 0 to 1, with the two ends of its interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """The difference of two shares, -1 to 1, with the two ends of its interval, and the shares."""

    difference: float
    low: float
    high: float
    at_low: Estimate
    at_high: Estimate


def standardised_share(
    fit: OrdinalFit,
    predictors: pd.DataFrame,
    column: str | Sequence[str],
    value: float | Sequence[float],
    counted: Collection[object],
    *,
    confidence: float = 0.95,
) -> Estimate:
    """The share of answers in the levels `counted`, were `column` at `value` for everyone.

    The mean over the rows of `predictors` (one row per person, the columns of the fit) of each
    person's probability; all other columns stay as they are. A factor in several columns is moved
    whole: lists of its columns and their values. The interval is by the delta method on the logit
    scale, with t on the fit's degrees of freedom; the people are taken as given.

    Raises ValueError unless `counted` are the top levels of the fit, and not all of them, and the
    columns are those of the fit.
    """
    cut, people = _cut(fit, counted), _people(fit, predictors, column)
    share, gradient = _share(fit, people, value, cut)
    return _estimate(fit, share, gradient, confidence)


def standardised_difference(  # noqa: PLR0917 - the two values are what is compared
    fit: OrdinalFit,
    predictors: pd.DataFrame,
    column: str | Sequence[str],
    low_value: float | Sequence[float],
    high_value: float | Sequence[float],
    counted: Collection[object],
    *,
    confidence: float = 0.95,
) -> Difference:
    """The share with `column` at `high_value` less that at `low_value`; see standardised_share.

    The interval is by the delta method on Fisher's scale, atanh of the difference, where it
    cannot leave -1 to 1 and covers what it promises in small groups too.
    """
    cut, people = _cut(fit, counted), _people(fit, predictors, column)
    low_share, at_low = _share(fit, people, low_value, cut)
    high_share, at_high = _share(fit, people, high_value, cut)
    difference = high_share - low_share
    error = _standard_error(fit, at_high - at_low) / (1 - difference**2)
    half = t_quantile(fit.degrees_of_freedom, confidence) * error
    low, high = np.tanh(np.arctanh(difference) + np.array([-half, half]))
    return Difference(
        difference,
        float(low),
        float(high),
        _estimate(fit, low_share, at_low, confidence),
        _estimate(fit, high_share, at_high, confidence),
    )


def _estimate(fit: OrdinalFit, share: float, gradient: np.ndarray, confidence: float) -> Estimate:
    # On the logit scale an end of the interval cannot leave 0 to 1.
    error = _standard_error(fit, gradient) / (share * (1 - share))
    half = t_quantile(fit.degrees_of_freedom, confidence) * error
    ends = expit(logit(share) + np.array([-half, half]))
    return Estimate(share, float(ends[0]), float(ends[1]))


def _cut(fit: OrdinalFit, counted: Collection[object]) -> int:
    """The position of the threshold below the levels counted."""
    cut = len(fit.levels) - len(counted)
    if not 0 < cut < len(fit.levels) or set(fit.levels[cut:]) != set(counted):
        raise ValueError(f"{listed(counted)} are not the top of the levels {listed(fit.levels)}")
    return cut - 1


@dataclass(frozen=True, eq=False)
class _People:
    """The predictors of the fit, in its order: one row per person; `moved` are some columns.

    `others` is each person's linear predictor without the columns that are moved.
    """

    matrix: np.ndarray
    moved: np.ndarray
    others: np.ndarray


def _people(fit: OrdinalFit, predictors: pd.DataFrame, column: str | Sequence[str]) -> _People:
    moved = [column] if isinstance(column, str) else list(column)
    known, there = fit.coefficients.index.tolist(), predictors.columns.tolist()
    _check_has("the fit has", known, moved)
    if there != known:
        _check_has("the predictors have", there, known)
        predictors = predictors[known]
    matrix, at = finite_numbers(predictors), np.array([known.index(name) for name in moved])
    staying = fit.coefficients.to_numpy().copy()
    staying[at] = 0
    return _People(matrix, at, matrix @ staying)


def _check_has(owner: str, there: list[object], wanted: list[object]) -> None:
    if absent := [name for name in wanted if name not in there]:
        raise ValueError(f"{owner} no column {listed(absent)}")


def _share(
    fit: OrdinalFit, people: _People, value: float | Sequence[float], cut: int
) -> tuple[float, np.ndarray]:
    """The mean probability of a level above the cut, and its derivative by every parameter."""
    values = np.broadcast_to(np.asarray(value, dtype=float), len(people.moved))
    moved = values @ fit.coefficients.to_numpy()[people.moved]
    above = expit(people.others + moved - fit.thresholds.to_numpy()[cut])
    density = above * (1 - above)
    by_threshold = np.zeros(len(fit.thresholds))
    by_threshold[cut] = -density.mean()
    by_coefficient = density @ people.matrix / len(density)
    by_coefficient[people.moved] = values * density.mean()
    return float(above.mean()), np.concatenate([by_coefficient, by_threshold])


def _standard_error(fit: OrdinalFit, gradient: np.ndarray) -> float:
    return float(np.sqrt(gradient @ fit.covariance.to_numpy() @ gradient))
