"""How robust is a link: to what was not asked, to single clusters, to what clusters share?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.statistics import ordinal
from poet.statistics.clusters import cluster_word, members
from poet.statistics.design import check_same_rows, finite_numbers, used_levels
from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.ordinal import OrdinalFit


@dataclass(frozen=True, eq=False)
class ClusterInterceptsFit:
    """A proportional odds model with an intercept for each cluster but one.

    `fit` has the coefficients of the predictors, then of the clusters (columns of
    `cluster_intercepts`). `left_out` are the labels of the clusters not in it: in each, everyone
    gave the lowest answer or everyone the highest.
    """

    fit: OrdinalFit
    left_out: tuple[object, ...]


def e_value(odds_ratio: float, *, common: bool = True) -> float:
    """How strongly something not asked would have to go with both to account for an odds ratio.

    VanderWeele & Ding (2017): the least risk ratio (1 or more) that it would need with the
    predictor and with the outcome alike, beyond all that is in the model, for the true odds ratio
    to be 1. 1 means that nothing is needed. For a common outcome (15 % or more, so nearly any
    answer scale) the square root of the odds ratio stands for the risk ratio, for a rare one the
    odds ratio itself. It depends on the units of the predictor.

    Raises ValueError unless the odds ratio is finite and above 0.
    """
    if not 0 < odds_ratio < math.inf:
        raise ValueError("an odds ratio must be finite and above 0")
    away_from_1 = max(odds_ratio, 1 / odds_ratio)
    risk_ratio = math.sqrt(away_from_1) if common else away_from_1
    return risk_ratio + math.sqrt(risk_ratio * (risk_ratio - 1))


def e_value_of_interval(low: float, high: float, *, common: bool = True) -> float:
    """The E-value of the end of an odds ratio's interval nearer to 1; 1 where 1 lies within.

    What would be needed to bring 1 into the interval (VanderWeele & Ding 2017); see `e_value`.
    Raises ValueError unless 0 <= low <= high.
    """
    if not 0 <= low <= high:
        raise ValueError("an interval of an odds ratio must run from low to high, from 0 on")
    if low <= 1 <= high:
        return 1.0
    return e_value(low if low > 1 else high, common=common)


def leave_one_cluster_out(
    answers: pd.Series,
    predictors: pd.DataFrame,
    clusters: pd.Series,
    columns: Sequence[str],
    weights: pd.Series | None = None,
) -> pd.DataFrame:
    """One row per cluster and column: the coefficient of `ordinal.fit` without that cluster.

    `clusters` has one label per row, `columns` are the predictors to look at. Columns: left_out
    (the label), predictor, coefficient (log odds ratio, without the cluster), change (that less
    the coefficient with everyone), note (why the model without the cluster cannot be estimated,
    the numbers then missing; else empty). Clusters come in the order in which they first appear.

    Raises as `ordinal.fit` does when the model of everyone cannot be estimated, CannotEstimate
    when there is one cluster only, and ValueError when a column is none of the predictors.
    """
    check_same_rows(answers, predictors, clusters, weights)
    if absent := [column for column in columns if column not in predictors]:
        raise ValueError(f"the predictors have no column {listed(absent)}")
    groups = members(clusters)
    everyone = ordinal.fit(answers, predictors, weights).coefficients[list(columns)]
    tables = []
    for group in groups:
        others = np.delete(np.arange(len(answers)), group)
        counts = None if weights is None else weights.iloc[others]
        without = _without(answers.iloc[others], predictors.iloc[others], counts, everyone)
        tables.append(without.assign(left_out=clusters.iloc[group[0]]))
    names = ["left_out", "predictor", "coefficient", "change", "note"]
    return pd.concat(tables, ignore_index=True)[names]


def cluster_intercepts(clusters: pd.Series) -> pd.DataFrame:
    """One row per row of `clusters`, one column per cluster but the largest: 1 in its rows, else 0.

    Beside other predictors (`predictors.join(...)`) they take up what the people of a cluster
    share, so that slopes compare people within clusters. Of equally large clusters the first in
    order is the base. Columns are called by the name of `clusters` and the label: "authority 7".
    With one cluster there is no column. Raises ValueError when a row has no cluster.
    """
    codes, labels = _coded(clusters)
    base = np.bincount(codes, minlength=1).argmax()
    others = np.delete(np.arange(len(labels)), base)
    word = cluster_word(clusters)
    return pd.DataFrame(
        (codes[:, np.newaxis] == others).astype(np.int8),
        index=clusters.index,
        columns=pd.Index([f"{word} {labels[other]}" for other in others], dtype="str"),
    )


def fit_with_cluster_intercepts(
    answers: pd.Series,
    predictors: pd.DataFrame,
    clusters: pd.Series,
    weights: pd.Series | None = None,
) -> ClusterInterceptsFit:
    """Fits the proportional odds model with fixed intercepts for clusters (`cluster_intercepts`).

    A cluster in which everyone gave the lowest answer, or everyone the highest, has an infinite
    intercept and tells nothing of the slopes: its rows are left out, which leaves the maximum of
    the likelihood in all other parameters as it is. This is repeated while it uncovers others.
    Standard errors come from the information; CR3 cannot be had, as an intercept rests on one
    cluster alone. Slopes lean away from 0 where clusters are small (Neyman & Scott 1948): with
    pairs they come out twice as large.

    Raises as `ordinal.fit` does, and CannotEstimate when no cluster is left or a predictor is the
    same for everyone in each cluster.
    """
    check_same_rows(answers, predictors, clusters, weights)
    counts = np.ones(len(answers)) if weights is None else weights.to_numpy(float, na_value=np.nan)
    used = counts != 0
    stays = _with_finite_intercept(used_levels(answers)[0], _coded(clusters)[0], used)
    if not stays.any():
        raise CannotEstimate(f"in every {cluster_word(clusters)} everyone gave the same answer")
    kept = clusters[stays]
    _check_varies_within(predictors[stays], kept)
    fit = ordinal.fit(
        answers[stays],
        predictors[stays].join(cluster_intercepts(kept)),
        None if weights is None else weights[stays],
    )
    return ClusterInterceptsFit(fit, tuple(clusters[used & ~stays].unique()))


def _without(
    answers: pd.Series, predictors: pd.DataFrame, weights: pd.Series | None, everyone: pd.Series
) -> pd.DataFrame:
    """One row per coefficient of `everyone`: what it is for these answers, and the change."""
    try:
        fitted, note = ordinal.fit(answers, predictors, weights).coefficients[everyone.index], ""
    except CannotEstimate as reason:
        fitted, note = pd.Series(math.nan, index=everyone.index), str(reason)
    return pd.DataFrame(
        {
            "predictor": everyone.index,
            "coefficient": fitted.to_numpy(),
            "change": (fitted - everyone).to_numpy(),
            "note": note,
        }
    )


def _coded(clusters: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """For each row the number of its cluster, from 0, and the labels in order."""
    codes, labels = pd.factorize(clusters, sort=True)
    if (codes < 0).any():
        raise ValueError(f"missing values in '{cluster_word(clusters)}'")
    return codes, pd.Index(labels)


def _with_finite_intercept(
    levels: np.ndarray, clusters: np.ndarray, used: np.ndarray
) -> np.ndarray:
    """Which of the rows used are in clusters not all at the lowest or highest level left."""
    stays = used.copy()
    while stays.any():
        left = levels[stays]
        by_cluster = pd.Series(left).groupby(clusters[stays])
        endless = (by_cluster.transform("max") == left.min()) | (
            by_cluster.transform("min") == left.max()
        )
        if not endless.any():
            break
        stays[np.flatnonzero(stays)[endless]] = False
    return stays


def _check_varies_within(predictors: pd.DataFrame, clusters: pd.Series) -> None:
    values = pd.DataFrame(finite_numbers(predictors), columns=predictors.columns)
    by_cluster = values.groupby(clusters.to_numpy())
    same = (by_cluster.max() == by_cluster.min()).all()
    if same.any():
        verb = "are" if same.sum() > 1 else "is"
        names = listed(predictors.columns[same])
        word = cluster_word(clusters)
        raise CannotEstimate(f"{names} {verb} the same for everyone in each {word}")
