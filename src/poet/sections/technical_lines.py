"""The binary model at each line between answers, beside the one odds ratio for all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from poet.sections.fitted_models import Model, intervals_of, told
from poet.sections.technical_models import KEYS, keys_of
from poet.statistics import binary
from poet.statistics.failure import CannotEstimate
from poet.statistics.separation import check_not_separated

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.statistics.binary import BinaryFit
    from poet.study import Study

COLUMNS = {
    **KEYS,
    "line": "the line: the answers just below and just above it",
    "predictor": "process (how easy the process was) or involvement; scores from 0 to 100",
    "log_odds": "change in the log odds of an answer above the line for 25 points of the score",
    "standard_error": "standard error of log_odds; CR3 by council for all councils together",
    "low": "lower end of its 95 % interval",
    "high": "upper end of its 95 % interval",
    "odds_ratio": "exp of log_odds",
    "note": "why nothing is estimated; empty when it is",
}


def find(study: Study, models: Iterable[Model]) -> DataFrame:
    """One row per ordinal model, line between its answers, and score (see COLUMNS)."""
    import pandas as pd

    fitted = [model for model in models if model.fit is not None]
    of_good = {_what(model): model.fit for model in fitted if _plain_binary(model)}
    ordinal = [model for model in fitted if model.kind == "ordinal"]
    rows = [row for model in ordinal for row in _rows(model, of_good.get(_what(model)))]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _plain_binary(model: Model) -> bool:
    return model.kind == "binary" and not model.penalised


def _what(model: Model) -> tuple[int, str]:
    return id(model.group), model.outcome.key


def _rows(model: Model, of_good: BinaryFit | None) -> Iterator[dict[str, Any]]:
    """`of_good` is the binary model of the report: that of the line below the good answers."""
    levels = model.data.answers.cat.categories
    for below, (low, high) in enumerate(pairwise(levels)):
        fixed = {**keys_of(model), "line": f"{low}|{high}"}
        above = model.data.answers.cat.codes > below
        try:
            at_good = of_good is not None and high == model.data.good[0]
            fit = of_good if at_good else _fit(model, above)
        except CannotEstimate as reason:
            scored = model.group.people_scores
            yield from ({**fixed, "predictor": name, "note": told(reason)} for name in scored)
        else:
            yield from (
                {**fixed, **row} for row in _estimates(fit, list(model.group.people_scores))
            )


def _fit(model: Model, above: Series) -> BinaryFit:
    check_not_separated(above, model.data.predictors)
    return binary.fit(above, model.data.predictors, clusters=model.clusters)


def _estimates(fit: binary.BinaryFit, scored: list[str]) -> Iterator[dict[str, Any]]:
    ends, errors = intervals_of(fit, scored), fit.standard_errors
    for name in scored:
        yield {
            "predictor": name,
            "log_odds": fit.coefficients[name],
            "standard_error": errors[name],
            "low": ends.at[name, "low"],
            "high": ends.at[name, "high"],
            "odds_ratio": math.exp(fit.coefficients[name]),
            "note": "",
        }
