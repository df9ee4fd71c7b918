"""What weights and clusters cost: design effects and effective numbers of answers."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from poet.statistics.design import finite_numbers
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling
from poet.statistics.survey_estimates import means


def kish_design_effect(weights: pd.Series) -> float:
    """By what factor unequal weights alone raise the variance of a mean: n Σw² / (Σw)².

    1 where all weights are equal (Kish 1965, section 11.7). `weights` has one number per person;
    those with weight 0 do not count. Raises as `effective_number`.
    """
    return float(np.count_nonzero(weights) / effective_number(weights))


def effective_number(weights: pd.Series) -> float:
    """How many equally weighted answers the weighted ones are worth: (Σw)² / Σw² (Kish 1965).

    Raises CannotEstimate when a weight is missing, negative or infinite, or all are 0.
    """
    values = Sampling(weights).weights_within(None)
    return float(values.sum() ** 2 / (values @ values))


def design_effects(
    values: pd.DataFrame,
    sampling: Sampling,
    domain: pd.Series | None = None,
    *,
    against: Literal["without replacement", "with replacement"] = "without replacement",
) -> pd.Series:
    """By what factor the sampling raises the variance of each mean: one row per column, no unit.

    The variance of `means` over that of a simple random sample of as many people, drawn with or
    without replacement from as many people as the weights add up to (Kish 1965, section 8.2).
    NaN where all values are equal. Arguments as in `means`.

    Raises as `means`; CannotEstimate with fewer than two answers, or, without replacement, when
    the weights do not add up to more people than answered.
    """
    result = means(values, sampling, domain)
    weights = sampling.weights_within(domain)
    inside = weights > 0
    answers, population = np.count_nonzero(inside), weights.sum()
    if answers < 2:
        raise CannotEstimate("a single answer has no variance")
    numbers = finite_numbers(values[inside])
    deviations = numbers - result.estimates.to_numpy()
    simple = weights[inside] @ deviations**2 / population / (answers - 1)
    simple[np.ptp(numbers, axis=0) == 0] = np.nan
    if against == "without replacement":
        simple = simple * _share_not_drawn(answers, population)
    ratios = np.diag(result.covariance) / simple
    return pd.Series(ratios, index=values.columns, name="design_effect")


def _share_not_drawn(answers: int, population: float) -> float:
    if population <= answers:
        raise CannotEstimate("the weights do not add up to more people than answered")
    return 1 - answers / population
