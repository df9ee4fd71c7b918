"""The proportional odds model with a random intercept: how much clusters differ."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.statistics import ordinal, wald
from poet.statistics.clusters import cluster_word, members
from poet.statistics.design import Design, check_same_rows, design, used_levels, zero_or_one
from poet.statistics.failure import CannotEstimate
from poet.statistics.marginal_maximum import Maximum, NoMaximum, maximise
from poet.statistics.ordinal import OrdinalFit
from poet.statistics.quadrature import Clustered

# The weights of more points are too small to be told from 0.
MOST_POINTS = 100


@dataclass(frozen=True, eq=False)
class RandomInterceptFit:
    """P(answer <= level k, in cluster g) = logistic(threshold_k - x'b - u_g), u_g normal, mean 0.

    `coefficients`, `thresholds`, `covariance`, `levels` and `n` are as in OrdinalFit, but compare
    people of the same cluster. With answers of true or false there is one threshold: minus the
    constant of a logistic regression. `spread` is the standard deviation of u between clusters, on
    the log-odds scale, and `log_spread_error` the standard error of its logarithm. One row of
    `cluster_effects` is the most likely u of a cluster, given the estimates and its answers.
    `note` says when the spread is 0 (`log_spread_error` is then missing), and is empty otherwise.
    """

    coefficients: pd.Series
    thresholds: pd.Series
    covariance: pd.DataFrame
    spread: float
    log_spread_error: float
    cluster_effects: pd.Series
    log_likelihood: float
    n: float
    clusters: int
    levels: tuple[object, ...]
    note: str = ""

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
        """One row per parameter: the two-sided p-value that it is 0, by the normal distribution."""
        return wald.p_values(self.parameters, self.covariance, math.inf)

    @property
    def intraclass_correlation(self) -> float:
        """The share of the variance between people that lies between clusters, on the latent scale.

        spread^2 / (spread^2 + pi^2 / 3): the second is the variance of the logistic distribution.
        """
        return self.spread**2 / (self.spread**2 + math.pi**2 / 3)

    def intervals(self, confidence: float = 0.95) -> pd.DataFrame:
        """One row per parameter, columns low and high, by the normal distribution."""
        return wald.intervals(self.parameters, self.covariance, math.inf, confidence)

    def spread_interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Low and high for the spread, made on the scale of its logarithm; missing when it is 0."""
        factor = math.exp(wald.t_quantile(math.inf, confidence) * self.log_spread_error)
        return self.spread / factor, self.spread * factor


def fit(
    answers: pd.Series,
    predictors: pd.DataFrame,
    clusters: pd.Series,
    weights: pd.Series | None = None,
    *,
    points: int = 15,
) -> RandomInterceptFit:
    """Fits proportional odds with a random intercept per cluster, by maximum likelihood.

    `answers` is an ordered categorical, the lowest level first, or true and false. `predictors` has
    one row per answer and one column of numbers per predictor, no constant. `clusters` has one
    label per row (a council, a ward). `weights` says how many people of that cluster a row stands
    for (0 leaves it out). A cluster's likelihood is an integral over its intercept, taken by
    adaptive Gauss-Hermite quadrature with so many `points` (Pinheiro & Bates 1995; 1 is Laplace's
    approximation). The covariance is the inverse of the observed information. A spread of 0 is a
    result like any other; the fit is then that of `ordinal.fit`.

    Raises ValueError or TypeError as `ordinal.fit` does, ValueError unless there are 1 to 100
    points, and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    if not 1 <= points <= MOST_POINTS:
        raise ValueError(f"points must be 1 to {MOST_POINTS}, not {points}")
    check_same_rows(answers, predictors, weights, clusters)
    if not isinstance(answers.dtype, pd.CategoricalDtype):
        answers = _false_then_true(answers)
    pooled = ordinal.fit(answers, predictors, weights=weights)
    counts = np.ones(len(answers)) if weights is None else weights.to_numpy(dtype=float)
    stays = counts > 0
    clusters, prepared = clusters[stays], design(predictors[stays])
    groups = members(clusters)
    people = _together(used_levels(answers[stays])[0], prepared, counts[stays], groups)
    _check_varied(people, cluster_word(clusters))
    try:
        maximum = maximise(people, *_standardised(pooled, prepared), points=points)
    except NoMaximum:
        between = f"the spread between one {cluster_word(clusters)} and another"
        raise CannotEstimate(f"no estimate of {between} settles") from None
    labels = pd.Index(clusters.iloc[[group[0] for group in groups]], name=clusters.name)
    if maximum is None:
        return _without_spread(pooled, labels)
    return _in_own_units(maximum, pooled, prepared, labels)


def _false_then_true(answers: pd.Series) -> pd.Series:
    yes = zero_or_one(answers).astype(bool)
    ordered = pd.Categorical(yes, categories=[False, True], ordered=True)
    return pd.Series(ordered, answers.index, name=answers.name)


def _together(
    level: np.ndarray, prepared: Design, weights: np.ndarray, groups: list[np.ndarray]
) -> Clustered:
    """The people, those of a cluster together."""
    order, sizes = np.concatenate(groups), [len(group) for group in groups]
    return Clustered(
        level=level[order],
        predictors=prepared.standardised[order],
        weights=weights[order],
        cluster=np.repeat(np.arange(len(sizes)), sizes),
        first=np.cumsum([0, *sizes[:-1]]),
        levels=int(level.max()) + 1,
    )


def _check_varied(people: Clustered, cluster: str) -> None:
    """Raises CannotEstimate unless people of some cluster differ in their answers."""
    if people.sums(np.ones(len(people.level))).max() <= 1:
        raise CannotEstimate(
            f"each {cluster} has one answer only, so the spread between them cannot be told "
            "from that between people"
        )
    if np.all(people.level == people.level[people.first][people.cluster]):
        raise CannotEstimate(
            f"in each {cluster} everyone gave the same answer, so there is no finite estimate of "
            "the spread between them"
        )


def _standardised(pooled: OrdinalFit, prepared: Design) -> tuple[np.ndarray, np.ndarray, float]:
    """Thresholds and coefficients, their covariance, and the log-likelihood."""
    cuts = len(pooled.thresholds)
    order = np.roll(np.arange(len(pooled.parameters)), cuts)  # thresholds first
    back = np.linalg.inv(prepared.to_own_units(intercepts=cuts, sign=1))
    covariance = pooled.covariance.to_numpy()[np.ix_(order, order)]
    parameters = back @ pooled.parameters.to_numpy()[order]
    return parameters, back @ covariance @ back.T, pooled.log_likelihood


def _without_spread(pooled: OrdinalFit, labels: pd.Index) -> RandomInterceptFit:
    cluster = labels.name or "cluster"
    return RandomInterceptFit(
        coefficients=pooled.coefficients,
        thresholds=pooled.thresholds,
        covariance=pooled.covariance,
        spread=0.0,
        log_spread_error=math.nan,
        cluster_effects=pd.Series(0.0, labels, name="effect"),
        log_likelihood=pooled.log_likelihood,
        n=pooled.n,
        clusters=len(labels),
        levels=pooled.levels,
        note=f"one {cluster} differs from another no more than chance would have it, "
        "so the spread is 0",
    )


def _in_own_units(
    maximum: Maximum, pooled: OrdinalFit, prepared: Design, labels: pd.Index
) -> RandomInterceptFit:
    cuts, spread = len(pooled.thresholds), maximum.parameters[-1]
    to_own = prepared.to_own_units(intercepts=cuts, sign=1)
    parameters = to_own @ maximum.parameters[:-1]
    covariance = to_own @ maximum.covariance[:-1, :-1] @ to_own.T
    order = np.roll(np.arange(len(parameters)), -cuts)  # coefficients first
    names = pooled.covariance.index
    return RandomInterceptFit(
        coefficients=pd.Series(parameters[cuts:], pooled.coefficients.index, name="coefficient"),
        thresholds=pd.Series(parameters[:cuts], pooled.thresholds.index, name="threshold"),
        covariance=pd.DataFrame(covariance[np.ix_(order, order)], names, names),
        spread=float(spread),
        log_spread_error=float(np.sqrt(maximum.covariance[-1, -1]) / spread),
        cluster_effects=pd.Series(maximum.effects, labels, name="effect"),
        log_likelihood=maximum.log_likelihood,
        n=pooled.n,
        clusters=len(labels),
        levels=pooled.levels,
    )
