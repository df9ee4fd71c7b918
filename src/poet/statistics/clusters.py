"""Covariance when people of one cluster (a council, a ward) resemble each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate, listed

# In a matrix with ones on its diagonal, a direction with less than this holds no information.
NOTHING = 1e-10


def members(clusters: pd.Series) -> list[np.ndarray]:
    """For each cluster the positions of its rows.

    Raises ValueError when a row has no cluster, CannotEstimate when all are in one.
    """
    name = cluster_word(clusters)
    codes, found = pd.factorize(clusters)
    if (codes < 0).any():
        raise ValueError(f"missing values in '{name}'")
    if len(found) < 2:
        raise CannotEstimate(f"all answers come from one {name}")
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.cumsum(np.bincount(codes))[:-1])


def cluster_word(clusters: pd.Series) -> str:
    """What one cluster is called in a reason: the name of the column, or "cluster"."""
    return str(clusters.name or "cluster")


def cr3_covariance(
    information: np.ndarray,
    by_cluster: Iterable[tuple[np.ndarray, np.ndarray]],
    coefficients: Sequence[object],
    cluster: str = "cluster",
) -> np.ndarray:
    """The CR3 sandwich covariance of maximum likelihood estimates (Bell & McCaffrey 2002).

    `information` is that of all rows at the maximum, A its inverse; `by_cluster` gives each
    cluster's score S (gradient) and information M there. The sum over clusters of d d', where
    d = A (I - M A)^-1 S = (A^-1 - M)^-1 S: what one Newton step without the cluster would change,
    so that this is a jackknife over clusters. Use t with (clusters - 1) degrees of freedom.
    `coefficients` are the names of the last parameters; those before them are intercepts.
    Raises CannotEstimate when a coefficient rests on one cluster alone.
    """
    scale = np.sqrt(np.diag(information))
    changes = []
    for score, own in by_cluster:
        rest = (information - own) / np.outer(scale, scale)
        if not _informative(rest):
            raise CannotEstimate(_rests_on_one(rest, coefficients, cluster))
        changes.append(np.linalg.solve(rest, score / scale) / scale)
    stacked = np.array(changes)
    return stacked.T @ stacked


def _informative(rest: np.ndarray) -> bool:
    try:
        return bool(np.all(np.diag(np.linalg.cholesky(rest)) ** 2 > NOTHING))
    except np.linalg.LinAlgError:
        return False


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
