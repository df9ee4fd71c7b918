"""What share of a population a logistic regression predicts, were everyone in one group."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import expit

from poet.statistics.design import check_same_rows, finite_numbers
from poet.statistics.failure import listed
from poet.statistics.sampling import Sampling
from poet.statistics.survey_estimates import SurveyEstimates, means


def predictive_means(
    coefficients: pd.Series,
    covariance: pd.DataFrame,
    predictors: pd.DataFrame,
    settings: Mapping[Hashable, Mapping[str, float]],
    sampling: Sampling,
    *,
    domain: pd.Series | None = None,
) -> SurveyEstimates:
    """The predicted share of yes in the population, were everyone as each of `settings`: 0 to 1.

    One row per setting: its name, and the value that each of its columns takes for everyone, all
    columns of a factor together, as {"alone": {"help": 0, "both": 0}}. `coefficients` (the first
    is the constant, then one per column of `predictors`) and `covariance` are those of a weighted
    logistic regression; `predictors` has one row per row of `sampling`. What is not moved stays
    as people have it, and the standard error holds both that the model was estimated and that
    the people were drawn (Graubard & Korn 1999). `share_intervals` makes intervals of them.

    Raises ValueError when rows or columns differ or something in the domain is missing,
    CannotEstimate when nobody is in the domain or as linearised_covariance.
    """
    names = coefficients.index[1:]
    _check_columns(names, predictors, settings)
    check_same_rows(sampling.weights, predictors)
    weights = sampling.weights_within(domain)
    inside = weights > 0
    matrix = finite_numbers(predictors.loc[inside, names])
    predicted = np.zeros((len(weights), len(settings)))
    slopes = np.empty((len(settings), len(coefficients)))
    for position, values in enumerate(settings.values()):
        moved = _moved(matrix, names, values)
        share = expit(moved @ coefficients.to_numpy(dtype=float))
        predicted[inside, position] = share
        slopes[position] = (weights[inside] * share * (1 - share)) @ moved / weights.sum()
    of_people = means(
        pd.DataFrame(predicted, sampling.weights.index, list(settings)), sampling, domain
    )
    of_model = slopes @ covariance.to_numpy(dtype=float) @ slopes.T
    return replace(of_people, covariance=of_people.covariance + of_model)


def _check_columns(
    names: pd.Index, predictors: pd.DataFrame, settings: Mapping[Hashable, Mapping[str, float]]
) -> None:
    moved = pd.Index(dict.fromkeys(name for values in settings.values() for name in values))
    for owner, there, wanted in (
        ("predictors have", predictors.columns, names),
        ("fit has", names, moved),
    ):
        if len(absent := wanted[~wanted.isin(there)]):
            raise ValueError(f"the {owner} no column {listed(absent)}")


def _moved(matrix: np.ndarray, names: pd.Index, values: Mapping[str, float]) -> np.ndarray:
    """The constant and the predictors, with these values for everyone."""
    moved = np.column_stack([np.ones(len(matrix)), matrix])
    moved[:, 1 + names.get_indexer(list(values))] = list(values.values())
    return moved
