"""Firth's penalised fit: finite estimates where a predictor divides the answers without exception.

The penalty is Jeffreys' prior, see `penalised_likelihood`. Intervals and p-values come from the
profile of the penalised likelihood: far from its maximum it is lopsided, and Wald's are not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.special import chdtrc, chdtri

from poet.statistics import wald
from poet.statistics.case_weights import case_weights
from poet.statistics.cumulative_logit import Rows, start
from poet.statistics.design import (
    Design,
    check_enough,
    check_same_rows,
    design,
    used_levels,
    zero_or_one,
)
from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.penalised_likelihood import NotFound, Place, maximise
from poet.statistics.penalised_profile import Profile


@dataclass(frozen=True, eq=False)
class FirthFit:
    """A penalised fit of logistic regression or of the proportional odds model.

    Of true or false: P(yes) = logistic(constant + x'b), `coefficients` has one row for "constant",
    then one per predictor, and `thresholds` is empty. Of ordered levels: P(answer <= level k) =
    logistic(threshold_k - x'b), `coefficients` has one row per predictor, and `thresholds` one per
    pair of neighbouring levels in use ("low|medium").

    `covariance` has one row and column per coefficient, then per threshold: the inverse of the
    expected information. `log_likelihood` leaves the penalty out, `penalised_log_likelihood` has
    it in, both at the estimate. `n` is the sum of the weights (the number of answers), and
    `confidence` that of the intervals. The fit keeps the data for its intervals and tests.
    """

    coefficients: pd.Series
    thresholds: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    penalised_log_likelihood: float
    n: float
    levels: tuple[object, ...]
    confidence: float
    _profile: Profile = field(repr=False)

    @property
    def degrees_of_freedom(self) -> float:
        """Those of t, for what the delta method makes of the covariance: infinite."""
        return math.inf

    @property
    def standard_errors(self) -> pd.Series:
        """One row per coefficient, then per threshold."""
        return wald.standard_errors(self.covariance)

    def intervals(self, columns: str | Sequence[str] | None = None) -> pd.DataFrame:
        """One row per coefficient asked for (all of them by default), columns low and high.

        They hold the values that the test of `p_values` would not reject (Heinze & Schemper 2002).
        The penalised likelihood falls without end on both sides; where rounding hides that, beyond
        99.99 % as a rule, the end is infinite. Where predictors together divide all answers without
        exception it can have several hills, and an end is only as good as the highest one found.
        Raises ValueError for a column the fit does not have.
        """
        names, parameters = self._chosen(columns)
        quantile = float(chdtri(1, 1 - self.confidence))
        ends = [
            [self._profile.end(each, side, quantile) for side in (-1, 1)] for each in parameters
        ]
        return pd.DataFrame(ends, index=names, columns=["low", "high"], dtype=float)

    def p_values(self, columns: str | Sequence[str] | None = None) -> pd.Series:
        """One row per coefficient asked for (all of them by default): the p-value that it is 0.

        By the penalised likelihood ratio test with one degree of freedom (Heinze & Schemper 2002):
        the fit is repeated with the coefficient held at 0, under the same penalty. Raises
        ValueError for a column the fit does not have.
        """
        names, parameters = self._chosen(columns)
        losses = [self._profile.loss(each, 0) for each in parameters]
        return pd.Series(chdtrc(1, losses), index=names, name="p_value", dtype=float)

    def _chosen(self, columns: str | Sequence[str] | None) -> tuple[pd.Index, np.ndarray]:
        """The names of the coefficients asked for, and their numbers in the profile."""
        there = self.coefficients.index
        if columns is None:
            columns = there
        names = pd.Index([columns] if isinstance(columns, str) else columns, dtype=there.dtype)
        if len(absent := names.difference(there)):
            raise ValueError(f"the fit has no column {listed(absent)}")
        return names, len(self.thresholds) + there.get_indexer(names)


def fit(
    answers: pd.Series,
    predictors: pd.DataFrame,
    weights: pd.Series | None = None,
    *,
    confidence: float = 0.95,
) -> FirthFit:
    """Fits logistic regression or proportional odds by the likelihood with Jeffreys' prior.

    `answers` are true or false (or 1 and 0), for logistic regression (Firth 1993; Heinze & Schemper
    2002), or an ordered categorical, the lowest level first, for the proportional odds model; a
    level nobody used is left out. `predictors` has one row per answer and one column of numbers per
    predictor, no constant; it may have no column. `weights` are counts: how many people a row
    stands for (0 leaves it out). Estimates are finite even where predictors separate the answers.

    Raises ValueError or TypeError when the rows differ, something is missing or of a wrong type,
    and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    check_same_rows(answers, predictors, weights)
    counts, stays = case_weights(answers, weights)
    if len(stays) < len(counts):
        counts, answers, predictors = counts[stays], answers.iloc[stays], predictors.iloc[stays]
    yes_or_no = not isinstance(answers.dtype, pd.CategoricalDtype)
    level, levels = _yes_or_no(answers) if yes_or_no else used_levels(answers)
    check_enough(len(level), predictors.shape[1] + len(levels) - 1)
    prepared = design(predictors)
    rows = Rows(level, prepared.standardised, counts, len(levels))
    to_own = prepared.to_own_units(intercepts=len(levels) - 1, sign=1)
    if yes_or_no:
        to_own[0] *= -1  # the constant is the threshold with its sign turned
    profile = Profile(rows, _maximum(rows, levels), to_own)
    return _in_own_units(profile, prepared, levels, yes_or_no, confidence)


def _yes_or_no(answers: pd.Series) -> tuple[np.ndarray, tuple[object, ...]]:
    return zero_or_one(answers).astype(int), (False, True)


def _maximum(rows: Rows, levels: tuple[object, ...]) -> Place:
    counts = np.bincount(rows.level, rows.weights, rows.levels)
    for level, count in zip(levels[1:-1], counts[1:-1], strict=True):
        if count <= 0.5:  # the penalty takes half an answer from a level between others
            raise CannotEstimate(f"{count:g} answers at '{level}' are too few for an estimate")
    try:
        return maximise(rows, start(counts, rows.predictors.shape[1]))
    except NotFound:
        raise CannotEstimate("no maximum of the penalised likelihood was found") from None


def _in_own_units(
    profile: Profile,
    prepared: Design,
    levels: tuple[object, ...],
    yes_or_no: bool,
    confidence: float,
) -> FirthFit:
    cuts = [] if yes_or_no else [f"{low}|{high}" for low, high in pairwise(levels)]
    columns = pd.Index(["constant"]).append(prepared.names) if yes_or_no else prepared.names
    maximum, to_own = profile.maximum, profile.to_own
    parameters = to_own @ maximum.parameters
    covariance = to_own @ np.linalg.inv(maximum.information) @ to_own.T
    order = np.roll(np.arange(len(parameters)), -len(cuts))  # coefficients first
    names = columns.append(pd.Index(cuts))
    # The determinant, and with it the penalty, depends on the units of the predictors.
    of_units = np.log(prepared.spread).sum()
    return FirthFit(
        coefficients=pd.Series(parameters[len(cuts) :], index=columns, name="coefficient"),
        thresholds=pd.Series(parameters[: len(cuts)], index=cuts, name="threshold", dtype=float),
        covariance=pd.DataFrame(covariance[np.ix_(order, order)], index=names, columns=names),
        log_likelihood=maximum.plain.log_likelihood,
        penalised_log_likelihood=maximum.penalised_log_likelihood + float(of_units),
        n=float(profile.rows.weights.sum()),
        levels=levels,
        confidence=confidence,
        _profile=profile,
    )
