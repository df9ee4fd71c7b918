"""Weights cut to limits, so that nobody's answer counts for too many people."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from poet.statistics.case_weights import finite_weights
from poet.statistics.failure import CannotEstimate


def trim(
    weights: pd.Series, low: float = 0.0, high: float = math.inf, *, strict: bool = True
) -> pd.Series:
    """Weights (one row per person) cut to `low` and `high`, the rest moved so that the sum stays.

    With `strict=False` what was cut goes once, in equal parts, to the weights that were within
    the limits, some of which may lie outside afterwards (Lumley 2010, trimWeights of R's survey).
    With `strict=True` none does: the same amount is added to every weight and the result is cut,
    the amount being the one that keeps the sum. That keeps the order of the weights, and is where
    repeating the first way ends if only one of the limits cuts.

    Raises ValueError unless 0 <= low < high; CannotEstimate when a weight is missing, infinite or
    not above 0, when no weights within the limits have that sum, and, without `strict`, when no
    weight lies within them.
    """
    if not 0 <= low < high:
        raise ValueError("the lowest weight must be at least 0 and below the highest")
    values = positive_weights(weights)
    if values.size and (values.min() < low or values.max() > high):
        values = (_moved_and_cut if strict else _cut_and_shared)(values, low, high)
    return pd.Series(values, index=weights.index, name=weights.name)


def positive_weights(weights: pd.Series) -> np.ndarray:
    """The weights as an array, one number per person.

    Raises TypeError when they are not numbers, CannotEstimate when one is missing, infinite or not
    above 0.
    """
    name = "weights" if weights.name is None else weights.name
    if not pd.api.types.is_numeric_dtype(weights.dtype):
        raise TypeError(f"'{name}' must be numbers")
    values = finite_weights(weights)
    if not values.all():
        raise CannotEstimate(f"'{name}' holds a weight of 0")
    return values


def _cut_and_shared(weights: np.ndarray, low: float, high: float) -> np.ndarray:
    within = (weights >= low) & (weights <= high)
    if not within.any():
        raise CannotEstimate(f"no weight lies within {low:.4g} and {high:.4g} to take what is cut")
    cut = np.clip(weights, low, high)
    return np.where(within, cut + (weights.sum() - cut.sum()) / within.sum(), cut)


def _moved_and_cut(weights: np.ndarray, low: float, high: float) -> np.ndarray:
    """clip(weights + c): its sum is a chain of straight lines in c, of which one has the sum."""
    mean, total = weights.mean(), weights.sum()
    if not low <= mean <= high:
        raise CannotEstimate(
            f"the mean weight, {mean:.4g}, does not lie within {low:.4g} and {high:.4g}, so that "
            "no weights within these have the same sum"
        )
    high = min(high, total)  # no weight can take more than all
    bends = np.concatenate([low - weights, high - weights])
    order = np.argsort(bends)
    bends = bends[order]
    # A weight begins to grow at its first bend and stops at its second.
    growing = np.cumsum(np.where(order < len(weights), 1, -1))
    sums = len(weights) * low + np.concatenate([[0], np.cumsum(growing[:-1] * np.diff(bends))])
    return np.clip(weights + np.interp(total, sums, bends), low, high)
