"""The proportional odds model: what goes with higher answers on an ordered scale."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from poet.statistics import wald
from poet.statistics.case_weights import case_weights
from poet.statistics.cumulative_maximum import Maximum, NoMaximum
from poet.statistics.design import (
    Design,
    check_enough,
    check_same_rows,
    design,
    only_rows,
    used_levels,
    with_labels,
)
from poet.statistics.failure import CannotEstimate
from poet.statistics.ordinal_rows import AllRows, Drawn, People, covariance_of, people_of
from poet.statistics.sampling import Sampling
from poet.statistics.separation import no_maximum


@dataclass(frozen=True, eq=False)
class OrdinalFit:
    """A fitted proportional odds model: P(answer <= level k) = logistic(threshold_k - x'b).

    A coefficient above 0 goes with higher levels; its exponential is an odds ratio.
    `coefficients` has one row per predictor, `thresholds` one row per pair of neighbouring
    levels in use ("low|medium"), `covariance` one row and column per coefficient, then per
    threshold. `n` is the number of answers: the sum of counts where rows stand for several.
    `degrees_of_freedom` are those of t: infinite, those of the sample, or one fewer than there are
    `clusters`. Where `proved`, the fit itself proves that `separation.separated` would name nobody;
    elsewhere only that can tell.
    """

    coefficients: pd.Series
    thresholds: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    n: float
    levels: tuple[object, ...]
    degrees_of_freedom: float = math.inf
    clusters: int | None = None
    proved: bool = False

    @property
    def parameters(self) -> pd.Series:
        """The coefficients, then the thresholds."""
        values = np.concatenate([self.coefficients.to_numpy(), self.thresholds.to_numpy()])
        return pd.Series(values, index=self.covariance.index)

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
    predictors: pd.DataFrame | Design,
    weights: pd.Series | None = None,
    clusters: pd.Series | None = None,
    *,
    sampling: Sampling | None = None,
) -> OrdinalFit:
    """Fits the proportional odds model (McCullagh 1980) by maximum likelihood.

    `answers` is an ordered categorical, the lowest level first; a level nobody used is left out.
    `predictors` has one row per answer and one column of numbers per predictor, no constant; it
    may have no column. Where several outcomes have the same people and predictors, make a
    `design.design(predictors)` once and give that.

    `weights` are counts: how many people a row stands for (0 leaves it out). `sampling` says how
    people were drawn; its weights are no counts, and the covariance is that of the sample (Binder
    1983), with t on its degrees of freedom. Give one of the two at most.
    With `clusters` (one label per row) the covariance is CR3 and intervals use t with one degree
    of freedom fewer than there are clusters (Bell & McCaffrey 2002); a `sampling` beside it gives
    its weights only. That is the way for few units, and for a few hundred people with unequal
    weights (each a cluster): the covariance of the sample is too small there. With neither, it is
    the inverse of the observed information. With two levels this is logistic regression.

    Raises ValueError or TypeError when the rows differ, something is missing or of a wrong type,
    and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    drawn = None if sampling is None else sampling.weights
    check_same_rows(answers, predictors, weights, clusters, drawn)
    counts, stays = case_weights(answers, weights, sampling)
    if len(stays) < len(counts):
        answers, predictors = answers.iloc[stays], only_rows(predictors, stays)
        clusters = None if clusters is None else clusters.iloc[stays]
    prepared = predictors if isinstance(predictors, Design) else None
    if prepared is None:
        # What is wrong with the answers is said before what is wrong with the predictors.
        check_enough(len(answers), predictors.shape[1] + len(used_levels(answers)[1]) - 1)
        prepared = design(predictors)
    people = people_of(prepared, clusters)
    if sampling is None:
        return _fit(answers, people, counts[stays])
    fitted = _fit(answers, people, counts[stays], Drawn(sampling, stays))
    return replace(fitted, n=float(len(stays)))


def fit_each(
    outcomes: pd.DataFrame, predictors: pd.DataFrame, clusters: pd.Series | None = None
) -> dict[str, OrdinalFit | CannotEstimate]:
    """Fits each column of `outcomes` to the same predictors, prepared once: see `fit`.

    `outcomes` has one row per person and one ordered categorical per outcome; people without an
    answer are left out of that outcome alone. What cannot be estimated is its reason in the place
    of a fit.
    """
    check_same_rows(outcomes, predictors, clusters)
    people = people_of(design(predictors), clusters)
    fits: dict[str, OrdinalFit | CannotEstimate] = {}
    for name, answers in outcomes.items():
        there = answers.notna()
        try:
            if there.all():
                fits[name] = _fit(answers, people, np.ones(len(answers)))
            else:
                of_them = None if clusters is None else clusters[there]
                fits[name] = fit(answers[there], predictors[there], clusters=of_them)
        except CannotEstimate as reason:
            fits[name] = reason
    return fits


def _fit(
    answers: pd.Series, people: People, counts: np.ndarray, drawn: Drawn | None = None
) -> OrdinalFit:
    codes, levels = used_levels(answers)
    prepared = people.design
    check_enough(len(codes), len(prepared.names) + len(levels) - 1)
    everyone = AllRows(codes[people.order], prepared, counts[people.order], len(levels))
    try:
        maximum = everyone.maximum()
    except NoMaximum:
        in_order = answers.iloc[people.order].reset_index(drop=True)
        raise CannotEstimate(no_maximum(in_order, prepared.in_own_units())) from None
    covariance, about = covariance_of(everyone, maximum, people, drawn)
    about["n"] = float(counts.sum())
    return _in_own_units(maximum, covariance, prepared, levels, about)


def _in_own_units(
    maximum: Maximum,
    covariance: np.ndarray,
    prepared: Design,
    levels: tuple[object, ...],
    about: dict[str, float],
) -> OrdinalFit:
    cuts = [f"{low}|{high}" for low, high in pairwise(levels)]
    to_own = prepared.to_own_units(intercepts=len(cuts), sign=1)
    parameters, covariance = to_own @ maximum.parameters, to_own @ covariance @ to_own.T
    order = np.roll(np.arange(len(parameters)), -len(cuts))  # coefficients first
    names = with_labels(prepared.names, len(prepared.names), cuts)
    return OrdinalFit(
        coefficients=pd.Series(parameters[len(cuts) :], index=prepared.names, name="coefficient"),
        thresholds=pd.Series(parameters[: len(cuts)], index=names[-len(cuts) :], name="threshold"),
        covariance=pd.DataFrame(covariance[np.ix_(order, order)], index=names, columns=names),
        log_likelihood=maximum.log_likelihood,
        proved=maximum.proved,
        levels=levels,
        **about,
    )
