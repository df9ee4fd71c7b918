"""The proportional odds model: what goes with higher answers on an ordered scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from poet.statistics import wald
from poet.statistics.clusters import cluster_word, cr3_covariance, members
from poet.statistics.cumulative_logit import (
    Maximum,
    NoMaximum,
    Rows,
    evaluate,
    gradient,
    information,
    maximise,
)
from poet.statistics.design import check_enough, check_same_rows, design, used_levels
from poet.statistics.failure import CannotEstimate
from poet.statistics.separation import no_maximum


@dataclass(frozen=True, eq=False)
class OrdinalFit:
    """A fitted proportional odds model: P(answer <= level k) = logistic(threshold_k - x'b).

    A coefficient above 0 goes with higher levels; its exponential is an odds ratio.
    `coefficients` has one row per predictor, `thresholds` one row per pair of neighbouring
    levels in use ("low|medium"), `covariance` one row and column per coefficient, then per
    threshold. `n` is the sum of the weights (the number of answers). `degrees_of_freedom` are
    those of t: infinite, or with `clusters` clusters one fewer than those.
    """

    coefficients: pd.Series
    thresholds: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    n: float
    levels: tuple[object, ...]
    degrees_of_freedom: float = math.inf
    clusters: int | None = None

    @property
    def parameters(self) -> pd.Series:
        """The coefficients, then the thresholds."""
        return pd.concat([self.coefficients, self.thresholds])

    @property
    def standard_errors(self) -> pd.Series:
        """One row per parameter."""
        return wald.standard_errors(self.covariance)

    @property
    def p_values(self) -> pd.Series:
        """One row per parameter: the two-sided p-value that it is 0."""
        return wald.p_values(self.parameters, self.covariance, self.degrees_of_freedom)

    def intervals(self, confidence: float = 0.95) -> pd.DataFrame:
        """One row per parameter, columns low and high."""
        return wald.intervals(self.parameters, self.covariance, self.degrees_of_freedom, confidence)


def fit(
    answers: pd.Series,
    predictors: pd.DataFrame,
    weights: pd.Series | None = None,
    clusters: pd.Series | None = None,
) -> OrdinalFit:
    """Fits the proportional odds model (McCullagh 1980) by maximum likelihood.

    `answers` is an ordered categorical, the lowest level first; a level nobody used is left out.
    `predictors` has one row per answer and one column of numbers per predictor, no constant; it
    may have no column. `weights` says how many people a row stands for (0 leaves it out).
    With `clusters` (one label per row) the covariance is CR3 and intervals use t with one degree
    of freedom fewer than there are clusters (Bell & McCaffrey 2002); without, it is the inverse
    of the observed information. With two levels this is logistic regression.

    Raises ValueError or TypeError when the rows differ, something is missing or of a wrong type,
    and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    check_same_rows(answers, predictors, weights, clusters)
    counts = _case_weights(answers, weights)
    if not counts.all():
        stays = counts > 0
        counts, answers, predictors = counts[stays], answers[stays], predictors[stays]
        clusters = None if clusters is None else clusters[stays]
    codes, levels = used_levels(answers)
    check_enough(len(codes), predictors.shape[1] + len(levels) - 1)
    prepared = design(predictors)
    rows = Rows(codes, prepared.standardised, counts, len(levels))
    try:
        maximum = maximise(rows)
    except NoMaximum:
        raise CannotEstimate(no_maximum(answers, predictors)) from None
    covariance, of_clusters = _covariance(rows, maximum, predictors.columns, clusters)
    to_own = prepared.to_own_units(intercepts=len(levels) - 1, sign=1)
    return _in_own_units(
        to_own @ maximum.parameters,
        to_own @ covariance @ to_own.T,
        predictors.columns,
        levels,
        {"log_likelihood": maximum.log_likelihood, "n": float(counts.sum()), **of_clusters},
    )


def _case_weights(answers: pd.Series, weights: pd.Series | None) -> np.ndarray:
    if weights is None:
        return np.ones(len(answers))
    name = weights.name or "weights"
    counts = weights.to_numpy(dtype=float, na_value=np.nan)
    if np.isnan(counts).any():
        raise CannotEstimate(f"'{name}' holds a missing weight")
    if np.any(counts < 0):
        raise CannotEstimate(f"'{name}' holds a negative weight")
    if np.isinf(counts).any():
        raise CannotEstimate(f"'{name}' holds an infinite weight")
    return counts


def _covariance(
    rows: Rows, maximum: Maximum, columns: pd.Index, clusters: pd.Series | None
) -> tuple[np.ndarray, dict[str, float]]:
    """The covariance of the parameters, and what the fit says of its clusters."""
    if clusters is None:
        return np.linalg.inv(maximum.information), {}
    groups = members(clusters)
    parts = (_contribution(rows.take(group), maximum.parameters) for group in groups)
    covariance = cr3_covariance(maximum.information, parts, columns, cluster_word(clusters))
    return covariance, {"degrees_of_freedom": len(groups) - 1, "clusters": len(groups)}


def _contribution(cluster: Rows, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    point = evaluate(cluster, parameters)
    return gradient(cluster, point), information(cluster, point)


def _in_own_units(
    parameters: np.ndarray,
    covariance: np.ndarray,
    columns: pd.Index,
    levels: tuple[object, ...],
    about: dict[str, float],
) -> OrdinalFit:
    cuts = [f"{low}|{high}" for low, high in pairwise(levels)]
    order = np.roll(np.arange(len(parameters)), -len(cuts))  # coefficients first
    names = columns.append(pd.Index(cuts))
    return OrdinalFit(
        coefficients=pd.Series(parameters[len(cuts) :], index=columns, name="coefficient"),
        thresholds=pd.Series(parameters[: len(cuts)], index=cuts, name="threshold"),
        covariance=pd.DataFrame(covariance[np.ix_(order, order)], index=names, columns=names),
        levels=levels,
        **about,
    )
