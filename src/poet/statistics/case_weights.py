"""What each row of a model counts: as so many people, or by how it was drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling


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
    counts = given.to_numpy(dtype=float, na_value=np.nan)
    for wrong, word in ((np.isnan(counts), "missing"), (counts < 0, "negative")):
        if wrong.any():
            raise CannotEstimate(f"'{given.name or 'weights'}' holds a {word} weight")
    if np.isinf(counts).any():
        raise CannotEstimate(f"'{given.name or 'weights'}' holds an infinite weight")
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
