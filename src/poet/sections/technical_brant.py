"""Brant's test: do the lines between answers tell the same? Reported, and never a gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.fitted_models import Model, told
from poet.sections.technical_models import KEYS, brant_of, keys_of
from poet.statistics.failure import CannotEstimate

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

COLUMNS = {
    **KEYS,
    "term": "all predictors together, a score, or a background question",
    "chi_squared": "Brant's statistic (Brant 1990)",
    "degrees_of_freedom": "of chi_squared",
    "p": "the p-value that the slopes are the same at every line",
    "note": "lines that were left out, or why there is no test",
}


def find(study: Study, models: Iterable[Model]) -> DataFrame:
    """One row per ordinal model and term, all predictors together first (see COLUMNS)."""
    import pandas as pd

    ordinal = [model for model in models if model.kind == "ordinal" and model.fit is not None]
    rows = [row for model in ordinal for row in _rows(model)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(model: Model) -> Iterator[dict[str, Any]]:
    fixed = keys_of(model)
    try:
        tests = brant_of(model)
    except CannotEstimate as reason:
        yield {**fixed, "term": "all predictors together", "note": told(reason)}
        return
    for row in each_row(tests):
        yield {
            **fixed,
            "term": row.term,
            "chi_squared": row.statistic,
            "degrees_of_freedom": row.degrees_of_freedom,
            "p": row.p_value,
            "note": told(row.note),
        }
