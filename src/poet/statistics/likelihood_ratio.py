"""Whether a factor belongs in the proportional odds model: the model with and without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from scipy.special import chdtrc

from poet.statistics import ordinal
from poet.statistics.failure import listed
from poet.statistics.proportional_odds import ALL_TOGETHER


def drop_terms(
    answers: pd.Series,
    predictors: pd.DataFrame,
    weights: pd.Series | None = None,
    terms: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """One row for all predictors together, then one per term: the model less it.

    `answers`, `predictors` and `weights` (counts) are those of `ordinal.fit`. `terms` names columns
    that belong together, such as those of a factor; a predictor in none of them is a term by
    itself. Columns: term, log_likelihood (of the model without it), chi_squared (twice what the
    log-likelihood loses), degrees_of_freedom, p_value, akaike (Akaike's criterion without it).
    People are taken as independent: a likelihood knows neither clusters nor how people were drawn.
    (Wilks 1938.)

    Raises as `ordinal.fit` does, and ValueError when a term names no predictor.
    """
    named = dict(terms or {})
    inside = [column for columns in named.values() for column in columns]
    if absent := [column for column in inside if column not in predictors]:
        raise ValueError(f"the predictors have no column {listed(absent)}")
    alone = {column: [column] for column in predictors if column not in inside}
    full = ordinal.fit(answers, predictors, weights)
    dropped = {ALL_TOGETHER: list(predictors), **named, **alone}
    rows = [
        _without(full, ordinal.fit(answers, predictors.drop(columns=list(columns)), weights), term)
        for term, columns in dropped.items()
    ]
    return pd.DataFrame(rows)


def _without(full: ordinal.OrdinalFit, less: ordinal.OrdinalFit, term: str) -> dict[str, object]:
    chi_squared = 2 * (full.log_likelihood - less.log_likelihood)
    lost = len(full.covariance) - len(less.covariance)
    return {
        "term": term,
        "log_likelihood": less.log_likelihood,
        "chi_squared": chi_squared,
        "degrees_of_freedom": lost,
        "p_value": float(chdtrc(lost, chi_squared)),
        "akaike": 2 * len(less.covariance) - 2 * less.log_likelihood,
    }
