"""Means, totals and shares of a population, from the answers of people drawn from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from poet.statistics import wald
from poet.statistics.design import check_same_rows, finite_numbers
from poet.statistics.failure import listed
from poet.statistics.sampling import Sampling


@dataclass(frozen=True, eq=False)
class SurveyEstimates:
    """Estimates for a population, one row per statistic, in its units.

    `covariance` has one row and column per statistic. `base` tells what each rests on: `answers`
    (rows with a weight), `effective_answers` (as many equally weighted ones; infinite in a
    census) and `degrees_of_freedom` of t (first-stage units less strata). An estimate that rests
    on no answer is NaN.
    """

    estimates: pd.Series
    covariance: pd.DataFrame
    base: pd.DataFrame

    @property
    def standard_errors(self) -> pd.Series:
        """One row per statistic, in its units."""
        return wald.standard_errors(self.covariance)

    def intervals(self, confidence: float = 0.95) -> pd.DataFrame:
        """One row per statistic, columns low and high: t intervals, in the statistic's units.

        NaN where no degree of freedom is left, as for a group within one council of a sample of
        councils.
        """
        half = t_quantiles(self.base["degrees_of_freedom"], confidence) * self.standard_errors
        return pd.DataFrame({"low": self.estimates - half, "high": self.estimates + half})


def means(
    values: pd.DataFrame, sampling: Sampling, domain: pd.Series | None = None
) -> SurveyEstimates:
    """The mean of each column of `values` in the population: one row per column, in its units.

    `values` has one row per row of `sampling` and one column of numbers (or true and false, whose
    mean is a share) per statistic. `domain` (true or false per row) asks about a part of the
    population; values outside it are not read. Linearised standard errors (Särndal, Swensson &
    Wretman 1992, section 5.7).

    Raises ValueError or TypeError when rows differ, or a value in the domain is missing or no
    number; CannotEstimate when nobody is in the domain, a value is infinite, or as
    linearised_covariance.
    """
    weights, numbers = _weighted(values, sampling, domain)
    population = weights.sum()
    estimates = weights @ numbers / population
    # A row outside the domain has weight 0, so that its value does not matter.
    contributions = weights[:, np.newaxis] * (numbers - estimates) / population
    covariance = sampling.covariance(contributions)
    return _for_all(values.columns, estimates, covariance, weights, sampling)


def totals(
    values: pd.DataFrame, sampling: Sampling, domain: pd.Series | None = None
) -> SurveyEstimates:
    """The total of each column of `values` over the population: one row per column, in its units.

    The total of true and false is how many people; arguments and errors as in `means`.
    """
    weights, numbers = _weighted(values, sampling, domain)
    contributions = weights[:, np.newaxis] * numbers
    covariance = sampling.covariance(contributions)
    return _for_all(values.columns, contributions.sum(axis=0), covariance, weights, sampling)


def shares(
    answers: pd.Series, sampling: Sampling, domain: pd.Series | None = None
) -> SurveyEstimates:
    """The share of the population that gives each answer: one row per answer, 0 to 1.

    `answers` has one label per row of `sampling`, one of a categorical's levels or any other
    value; rows come in their order. A level that nobody gave has share 0 and standard error 0.
    Arguments and errors otherwise as in `means`.
    """
    return means(indicators(answers, sampling.weights_within(domain)), sampling, domain)


def means_by(values: pd.Series, groups: pd.Series, sampling: Sampling) -> SurveyEstimates:
    """The mean of `values` in each group of people: one row per group, in the units of `values`.

    `groups` has one label per row of `sampling`; rows without one are outside, and their values
    are not read. Groups are parts of one sample, so that `covariance` holds what they share, and
    a difference of two has the standard error that follows. A group in which nobody answered is
    NaN. Arguments and errors otherwise as in `means`.
    """
    weights, numbers = _weighted(values.to_frame(), sampling, groups.notna())
    members = indicators(groups, weights)
    of_group = np.ascontiguousarray(members.to_numpy().T) * weights
    populations = of_group.sum(axis=1)
    there = np.where(populations > 0, populations, np.nan)
    estimates = of_group @ numbers[:, 0] / there
    base = pd.DataFrame([_base(row, sampling) for row in of_group], index=members.columns)
    contributions = of_group  # in the same place: with many groups these are the largest arrays
    contributions *= numbers[:, 0] - np.nan_to_num(estimates)[:, np.newaxis]
    contributions /= np.nan_to_num(there, nan=1)[:, np.newaxis]
    covariance = sampling.covariance(contributions.T)
    covariance[np.isnan(there)] = covariance[:, np.isnan(there)] = np.nan
    return _estimates(members.columns, estimates, covariance, base)


def indicators(labels: pd.Series, weights: np.ndarray) -> pd.DataFrame:
    """One row per row of `labels` and one column per label, true where the row has it.

    Labels are a categorical's levels, else those of rows with a weight, sorted. Raises ValueError
    when a row with a weight has no label, or the rows differ.
    """
    if len(labels) != len(weights):
        raise ValueError("labels and weights must have the same rows")
    used = labels[weights > 0]
    if used.isna().any():
        raise ValueError(f"missing values in {listed([labels.name or 'answers'])}")
    categorical = isinstance(labels.dtype, pd.CategoricalDtype)
    levels = labels.cat.categories if categorical else pd.Index(np.sort(used.unique()))
    codes = levels.get_indexer(pd.Index(labels.astype(levels.dtype) if categorical else labels))
    return pd.DataFrame(codes[:, np.newaxis] == np.arange(len(levels)), labels.index, levels)


def t_quantiles(degrees_of_freedom: pd.Series, confidence: float) -> np.ndarray:
    """One number per row: how many standard errors an interval reaches; NaN below one df."""
    numbers = degrees_of_freedom.to_numpy(dtype=float)
    return stdtrit(np.where(numbers >= 1, numbers, np.nan), (1 + confidence) / 2)


def _weighted(
    values: pd.DataFrame, sampling: Sampling, domain: pd.Series | None
) -> tuple[np.ndarray, np.ndarray]:
    """One weight per row, 0 outside the domain, and the values as numbers, 0 outside."""
    check_same_rows(sampling.weights, values)
    weights = sampling.weights_within(domain)
    inside = weights > 0
    numbers = np.zeros(values.shape)
    numbers[inside] = finite_numbers(values[inside])
    return weights, numbers


def _base(weights: np.ndarray, sampling: Sampling) -> dict[str, float]:
    squares = weights @ weights
    return {
        "answers": np.count_nonzero(weights),
        "effective_answers": np.inf if sampling.is_census else weights.sum() ** 2 / (squares or 1),
        "degrees_of_freedom": sampling.degrees_of_freedom_of(weights),
    }


def _for_all(
    names: pd.Index,
    estimates: np.ndarray,
    covariance: np.ndarray,
    weights: np.ndarray,
    sampling: Sampling,
) -> SurveyEstimates:
    base = pd.DataFrame([_base(weights, sampling)] * len(names), index=names)
    return _estimates(names, estimates, covariance, base)


def _estimates(
    names: pd.Index, estimates: np.ndarray, covariance: np.ndarray, base: pd.DataFrame
) -> SurveyEstimates:
    return SurveyEstimates(
        estimates=pd.Series(estimates, index=names, name="estimate"),
        covariance=pd.DataFrame(covariance, index=names, columns=names),
        base=base,
    )
