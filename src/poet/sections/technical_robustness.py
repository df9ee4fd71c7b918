"""How robust is a link? The same coefficient by other models, other people, and E-values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from poet.sections.fitted_models import Group, Model, intervals_of, told
from poet.sections.imputed_models import imputed
from poet.sections.technical_models import FEW, KEYS, keys_of
from poet.sections.technical_robustness_view import view
from poet.sections.what_goes_with_outcomes import HIGH_END, LOW_END
from poet.statistics import random_intercepts, robustness
from poet.statistics.failure import CannotEstimate

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections.model_data import ModelData
    from poet.study import Study

__all__ = ["COLUMNS", "find", "view"]

DIVIDED_WITHIN = (
    "within councils the answers are divided without exception, so there is no finite estimate"
)
COLUMNS = {
    **KEYS,
    "predictor": "process (how easy the process was) or involvement; scores from 0 to 100",
    "check": (
        "ordinal or binary: the models of the report; imputed: the ordinal model with blanks "
        "filled in (20 sets); council_intercepts and random_intercepts: with what councils have in "
        "common taken out; without_lowest and without_highest: without the council that leaves the "
        "lowest or highest coefficient; e_value and e_value_of_interval: see value"
    ),
    "log_odds": "change in the log odds of a better answer for 25 points of the score",
    "standard_error": "its standard error",
    "low": "lower end of its 95 % interval",
    "high": "upper end of its 95 % interval",
    "value": (
        "the E-value of the odds ratio between scores of 75 and 25 (VanderWeele & Ding 2017), or "
        "of the end of its interval nearer to 1; for imputed, the fraction of missing information"
    ),
    "about": "the council left out, the spread between councils, or how many are not in the model",
    "note": "why nothing is estimated; empty when it is",
}


def find(study: Study, models: Iterable[Model]) -> DataFrame:
    """One row per authority, audience, wave, outcome, score and check (see COLUMNS)."""
    import pandas as pd

    fitted = [model for model in models if model.fit is not None]
    rows = [
        row
        for _, of_group in groupby(fitted, key=lambda model: id(model.group))
        for row in _rows_of_group(list(of_group))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows_of_group(models: Sequence[Model]) -> Iterator[dict[str, Any]]:
    ordinal = [model for model in models if model.kind == "ordinal"]
    of_fits = {id(model): list(_of_fit(model, model.kind, model.fit)) for model in models}
    for rows in of_fits.values():
        yield from rows
    for model in ordinal:
        yield from _e_values(model, of_fits[id(model)])
        if model.group.pooled:
            yield from _of_councils(model)
    if ordinal:
        yield from _imputed(ordinal[0].group, ordinal)


def _row(model: Model, predictor: str, check: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - numbers and words
    return {**keys_of(model), "predictor": predictor, "check": check, "note": "", **more}


def _of_fit(model: Model, check: str, fit: Any, **more: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any kind of fit
    scored = list(model.group.people_scores)
    ends, errors = intervals_of(fit, scored), fit.standard_errors
    for name in scored:
        yield _row(
            model,
            name,
            check,
            log_odds=fit.coefficients[name],
            standard_error=errors[name],
            low=ends.at[name, "low"],
            high=ends.at[name, "high"],
            **more,
        )


def _e_values(model: Model, of_fit: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    steps = HIGH_END - LOW_END
    for row in of_fit:
        odds_ratio = math.exp(steps * row["log_odds"])
        # An end that is missing lies beyond what the profile reaches.
        low = 0.0 if math.isnan(row["low"]) else math.exp(steps * row["low"])
        high = math.inf if math.isnan(row["high"]) else math.exp(steps * row["high"])
        name = row["predictor"]
        yield _row(model, name, "e_value", value=robustness.e_value(odds_ratio))
        nearer = robustness.e_value_of_interval(low, high)
        yield _row(model, name, "e_value_of_interval", value=nearer)


def _of_councils(model: Model) -> Iterator[dict[str, Any]]:
    """Only where councils stand together."""
    yield from _or_reason(model, "council_intercepts", _with_intercepts)
    yield from _or_reason(model, "random_intercepts", _with_random_intercepts)
    yield from _without_one(model)


def _or_reason(
    model: Model, check: str, rows: Callable[[Model, str], Iterator[dict[str, Any]]]
) -> list[dict[str, Any]]:
    try:
        return list(rows(model, check))
    except CannotEstimate as reason:
        scored = model.group.people_scores
        return [_row(model, str(name), check, note=told(reason)) for name in scored]


def _with_intercepts(model: Model, check: str) -> Iterator[dict[str, Any]]:
    data = model.data
    try:
        fitted = robustness.fit_with_cluster_intercepts(
            data.answers, data.predictors, data.authorities
        )
    except CannotEstimate as reason:
        # Which councils would tell how everyone there answered.
        named = f"'{data.authorities.name} " in str(reason)
        raise CannotEstimate(DIVIDED_WITHIN if named else str(reason)) from None
    # Which councils would tell that everyone there gave the same answer.
    gone = len(fitted.left_out)
    about = f"without {gone} where everyone gave the lowest or the highest answer" if gone else ""
    yield from _of_fit(model, check, fitted.fit, about=about)


def _with_random_intercepts(model: Model, check: str) -> Iterator[dict[str, Any]]:
    data = model.data
    fitted = random_intercepts.fit(data.answers, data.predictors, data.authorities)
    about = f"standard deviation between councils: {fitted.spread:.3f} log odds"
    yield from _of_fit(model, check, fitted, about=about)


def _without_one(model: Model) -> Iterator[dict[str, Any]]:
    data, scored = model.data, [str(name) for name in model.group.people_scores]
    table = robustness.leave_one_cluster_out(
        data.answers, data.predictors, data.authorities, scored
    )
    for name, rows in table.groupby("predictor", sort=False):
        estimated = rows.dropna(subset="coefficient").sort_values("coefficient")
        for check, position in (("without_lowest", 0), ("without_highest", -1)):
            if estimated.empty:
                yield _row(model, str(name), check, note=told(rows["note"].iloc[0]))
                continue
            row = estimated.iloc[position]
            about = f"without {_named(data, row['left_out'])}"
            yield _row(model, str(name), check, log_odds=row["coefficient"], about=about)


def _named(data: ModelData, council: str) -> str:
    """The council's code, unless its change of the coefficient is that of a few people."""
    people = int(data.authorities.eq(council).sum())
    return council if people >= FEW else f"a council of fewer than {FEW} people"


def _imputed(group: Group, models: Sequence[Model]) -> Iterator[dict[str, Any]]:
    for model, pooled in imputed(group, models):
        for name in map(str, group.people_scores):
            if isinstance(pooled, str):
                yield _row(model, name, "imputed", note=pooled)
                continue
            row = pooled.loc[name]
            yield _row(
                model,
                name,
                "imputed",
                log_odds=row["estimate"],
                standard_error=row["standard_error"],
                low=row["low"],
                high=row["high"],
                value=row["fraction_missing"],
            )
