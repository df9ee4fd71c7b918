"""Every coefficient of every model, with its interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.fitted_models import Model, intervals_of, p_values_of
from poet.sections.model_data import PREDICTORS
from poet.sections.technical_models import KEYS, keys_of

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.study import Study

CONSTANT = "constant"
COLUMNS = {
    **KEYS,
    "model": "ordinal (proportional odds over all answers) or binary (a good answer or not)",
    "term": (
        "what the coefficient is of: a score (25 points), a group of a background question "
        "(against its largest), a number (1 more), a line between answers, or the constant"
    ),
    "kind": "score, background, line or constant",
    "log_odds": (
        "change in the log odds of a better (or good) answer; of a line, the log odds of an answer "
        "below it where all predictors are 0"
    ),
    "standard_error": "standard error of log_odds",
    "low": "lower end of its 95 % interval; empty where the penalised fit gives none",
    "high": "upper end of its 95 % interval",
    "odds_ratio": "exp of log_odds; empty for lines and the constant",
    "p": "two-sided p-value, not corrected for many comparisons; empty for lines and the constant",
    "separated": (
        "whether this score, or a group of this background question, divides the answers without "
        "exception; the numbers of such a question are left out, as they tell of whom"
    ),
}


def find(study: Study, models: Iterable[Model]) -> DataFrame:
    """One row per model and coefficient, lines between answers last (see COLUMNS)."""
    import pandas as pd

    rows = [row for model in models if model.fit is not None for row in _rows(model)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(model: Model) -> Iterator[dict[str, Any]]:
    fit, fixed = model.fit, {**keys_of(model), "model": model.kind}
    names = list(fit.coefficients.index)
    # Of a penalised fit lines have no interval, which would be Wald's.
    intervals = intervals_of(fit, names) if model.penalised else fit.intervals()
    p_values, errors = p_values_of(fit, names), fit.standard_errors
    for name in names:
        log_odds, constant = fit.coefficients[name], name == CONSTANT
        kind = CONSTANT if constant else "score" if name in PREDICTORS else "background"
        separated = name.partition("=")[0] in model.separated
        if separated and kind == "background":
            yield {**fixed, "term": name, "kind": kind, "separated": True}
            continue
        yield {
            **fixed,
            "term": name,
            "kind": kind,
            "log_odds": log_odds,
            "standard_error": errors[name],
            "low": intervals.at[name, "low"],
            "high": intervals.at[name, "high"],
            "odds_ratio": None if constant else math.exp(log_odds),
            "p": None if constant else p_values[name],
            "separated": separated,
        }
    if model.kind == "ordinal":
        ends = None if model.penalised else intervals
        yield from ({**fixed, **row} for row in _lines(model, errors, ends))


def _lines(model: Model, errors: Series, ends: DataFrame | None) -> Iterator[dict[str, Any]]:
    """The thresholds, with their standard errors and their intervals, if they have any."""
    for name, threshold in model.fit.thresholds.items():
        yield {
            "term": name,
            "kind": "line",
            "log_odds": threshold,
            "standard_error": errors[name],
            "low": None if ends is None else ends.at[name, "low"],
            "high": None if ends is None else ends.at[name, "high"],
            "separated": False,
        }
