"""What each row of a model counts: as so many people, or by how it was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate

if TYPE_CHECKING:
    from poet.statistics.sampling import Sampling


def finite_weights(weights: pd.Series) -> np.ndarray:
    """The weights as an array, one number per row.

    Raises CannotEstimate when one is missing, negative or infinite.
    """
    values = weights.to_numpy(dtype=float, na_value=np.nan)
    for wrong, what in (
        (np.isnan(values), "a missing"),
        (values < 0, "a negative"),
        (np.isinf(values), "an infinite"),
    ):
        if wrong.any():
            name = "weights" if weights.name is None else weights.name
            raise CannotEstimate(f"'{name}' holds {what} weight")
    return values


def case_weights(
    answers: pd.Series, weights: pd.Series | None, sampling: Sampling | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The weight of every row (1 where none is given), and the positions of those above 0.

    `weights` are counts, `sampling` has weights of its own. Raises ValueError when both are given,
    CannotEstimate when a weight is missing, negative or infinite.
    """
    if weights is not None and sampling is not None:
        raise ValueError("give weights that are counts, or a sampling, not both")
    given = weights if sampling is None else sampling.weights
    if given is None:
        return np.ones(len(answers)), np.arange(len(answers))
    counts = finite_weights(given)
    return counts, np.flatnonzero(counts > 0)


def sampled(
    bread: np.ndarray, scores: np.ndarray, sampling: Sampling, stays: np.ndarray
) -> tuple[np.ndarray, dict[str, float]]:
    """The covariance of maximum likelihood estimates from a sample, and its degrees of freedom.

    `bread` is the inverse of the information at the maximum, `scores` (weighted) has one row for
    each of the positions `stays`; the other rows were drawn but are outside the model. Taylor
    linearisation (Binder 1983).
    """
    contributions = np.zeros((len(sampling.weights), len(bread)))
    contributions[stays] = scores
    covariance = bread @ sampling.covariance(contributions) @ bread
    return covariance, {"degrees_of_freedom": sampling.degrees_of_freedom}
