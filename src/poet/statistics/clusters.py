"""Covariance when people of one cluster (a council, a ward) resemble each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.linalg.lapack import dposv

from poet.statistics.failure import CannotEstimate, listed

# In a matrix with ones on its diagonal, a direction with less than this holds no information.
NOTHING = 1e-10


def numbered(clusters: pd.Series) -> tuple[np.ndarray, int]:
    """Each row's cluster as a number from 0, and how many clusters there are.

    Raises ValueError when a row has no cluster, CannotEstimate when all are in one.
    """
    name = cluster_word(clusters)
    codes, found = pd.factorize(clusters)
    if (codes < 0).any():
        raise ValueError(f"missing values in '{name}'")
    if len(found) < 2:
        raise CannotEstimate(f"all answers come from one {name}")
    return codes, len(found)


def members(clusters: pd.Series) -> list[np.ndarray]:
    """For each cluster the positions of its rows; raises as `numbered` does."""
    codes, _ = numbered(clusters)
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.cumsum(np.bincount(codes))[:-1])


def cluster_word(clusters: pd.Series) -> str:
    """What one cluster is called in a reason: the name of the column, or "cluster"."""
    return str(clusters.name or "cluster")


def cr3_covariance(
    information: np.ndarray,
    scores: np.ndarray,
    own: np.ndarray,
    coefficients: Sequence[object],
    cluster: str = "cluster",
) -> np.ndarray:
    """The CR3 sandwich covariance of maximum likelihood estimates (Bell & McCaffrey 2002).

    `information` is that of all rows at the maximum, A its inverse; `scores` has one row per
    cluster, its score S (gradient) there, and `own` one matrix per cluster, its information M.
    The sum over clusters of d d', where d = A (I - M A)^-1 S = (A^-1 - M)^-1 S: what one Newton
    step without the cluster would change, so that this is a jackknife over clusters. Use t with
    (clusters - 1) degrees of freedom. `coefficients` are the names of the last parameters; those
    before them are intercepts. Raises CannotEstimate when a coefficient rests on one cluster
    alone.
    """
    scale = np.sqrt(np.diag(information))
    units, changes = np.outer(scale, scale), np.empty_like(scores)
    for number, (score, part) in enumerate(zip(scores, own, strict=True)):
        rest = (information - part) / units
        pivots, change, failed = dposv(rest, score / scale)
        if failed or pivots.diagonal().min() ** 2 <= NOTHING:
            raise CannotEstimate(_rests_on_one(rest, coefficients, cluster))
        changes[number] = change / scale
    return changes.T @ changes


def _rests_on_one(rest: np.ndarray, coefficients: Sequence[object], cluster: str) -> str:
    values, vectors = np.linalg.eigh(rest)
    empty = vectors[:, values <= max(NOTHING, values[0])]
    weight = np.abs(empty).max(axis=1)[len(rest) - len(coefficients) :]
    names = [
        name for name, share in zip(coefficients, weight, strict=True) if share > np.sqrt(NOTHING)
    ]
    if not names:
        return f"without one {cluster}, too few answers are left"
    return f"without one {cluster}, {listed(names)} could not be estimated"
