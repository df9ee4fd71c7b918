"""Quantiles of a population, such as the median, from weighted answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from poet.statistics.design import check_same_rows, finite_numbers
from poet.statistics.sampling import Sampling
from poet.statistics.survey_estimates import means

# Sums of weights that differ by less than this share of all weight are the same sum.
ROUNDING = 1e-12

Rule = Literal["lowest", "midpoint", "linear"]


def weighted_quantiles(
    values: pd.Series,
    sampling: Sampling,
    probabilities: Sequence[float],
    *,
    rule: Rule = "lowest",
    domain: pd.Series | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """One row per probability, columns estimate, low and high, in the units of `values`.

    `rule` says which value it is. "lowest": the lowest value that at least this share of the
    population does not exceed (type 1 of Hyndman & Fan 1996). "midpoint": the same, but where
    values up to it make exactly this share, halfway to the next value (their type 2). "linear":
    on straight lines between values (their type 7); where equal values have different weights, the
    order of rows then matters a little. Low and high are the quantiles at the two
    ends of the t interval of the share that does not exceed the quantile (Woodruff 1952); NaN
    where such an end lies outside 0 to 1 or there is none.

    `values` has one number per row of `sampling`; those outside `domain` are not read. Raises as
    `survey_estimates.means`, and ValueError when a probability lies outside 0 to 1.
    """
    wanted = np.asarray(probabilities, dtype=float)
    if not np.all((wanted >= 0) & (wanted <= 1)):
        raise ValueError("a probability must lie between 0 and 1")
    check_same_rows(sampling.weights, values)
    inside = sampling.weights_within(domain) > 0
    numbers = np.full(len(values), np.inf)
    numbers[inside] = finite_numbers(values[inside].to_frame())[:, 0]
    order = np.argsort(numbers, kind="stable")[: np.count_nonzero(inside)]
    ranked, weights = numbers[order], sampling.weights.to_numpy(dtype=float)[order]
    found = _quantiles(ranked, weights, wanted, rule)
    not_above = pd.DataFrame(numbers[:, np.newaxis] <= found, index=values.index)
    ends = means(not_above, sampling, domain).intervals(confidence)
    ends = ends.where((ends >= 0) & (ends <= 1)).to_numpy()
    low, high = (_quantiles(ranked, weights, end, rule) for end in ends.T)
    table = {"estimate": found, "low": low, "high": high}
    return pd.DataFrame(table, index=pd.Index(wanted, name="probability"))


def _quantiles(
    ranked: np.ndarray, weights: np.ndarray, probabilities: np.ndarray, rule: Rule
) -> np.ndarray:
    """One value per probability; NaN where that is NaN. `weights` belong to the `ranked` values."""
    up_to = np.cumsum(weights)
    if rule == "linear":
        below = up_to - weights
        return np.interp(probabilities, below / (below[-1] or 1), ranked)
    wanted = probabilities * up_to[-1]
    last = len(ranked) - 1
    reached = np.minimum(np.searchsorted(up_to, wanted - ROUNDING * up_to[-1]), last)
    found = ranked[reached]
    if rule == "midpoint":
        exactly = np.abs(up_to[reached] - wanted) <= ROUNDING * up_to[-1]
        following = ranked[np.minimum(reached + 1, last)]
        found = np.where(exactly, (found + following) / 2, found)
    return np.where(np.isnan(probabilities), np.nan, found)
