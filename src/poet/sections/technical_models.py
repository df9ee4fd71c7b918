"""Every model of the report in one row: what it was fitted to, how, and how well it fits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from poet.sections.fitted_models import Model
from poet.sections.model_data import PREDICTORS, ModelData
from poet.sections.technical_models_view import view
from poet.sections.technical_words import SCORE_WORDS
from poet.statistics.failure import CannotEstimate
from poet.statistics.proportional_odds import brant
from poet.wording import list_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.study import Study

__all__ = ["COLUMNS", "find", "view"]

FEW = 10
COVARIANCE = {
    "councils": "CR3 by council",
    "penalised": "inverse of the expected information; intervals and tests are by profile",
    "plain": "inverse of the observed information",
}
KEYS = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: budget_holder or carer",
    "wave": "which round of asking",
    "outcome": "key of the outcome question",
}
COLUMNS = {
    **KEYS,
    "model": "ordinal (proportional odds over all answers) or binary (a good answer or not)",
    "formula": "the model in words",
    "method": "maximum likelihood, or penalised likelihood (Firth)",
    "separated": "predictors that divide the answers without exception",
    "covariance": "where standard errors come from",
    "people": "how many people the model is fitted to",
    "councils": "how many councils stand together; empty for the model of one council",
    "smallest_council": "how many people the smallest of them has, rounded down to fives",
    "degrees_of_freedom": "of the t distribution of intervals and tests; empty for the normal one",
    "parameters": "how many numbers were estimated",
    "log_likelihood": "at the estimates; where they are penalised, without the penalty",
    "akaike": "Akaike's criterion: twice the parameters less twice the log-likelihood",
    "answers_joined": "how answers were joined so that ten people gave each",
    "adjusted_for": "background that the model allows for",
    "left_out": "background that it does not allow for",
    "note": "why nothing is estimated; empty when it is",
}


def find(study: Study, models: Iterable[Model]) -> DataFrame:
    """One row per model: authority, audience, wave, outcome and kind (see COLUMNS)."""
    import pandas as pd

    return pd.DataFrame([_row(model) for model in models], columns=list(COLUMNS))


def keys_of(model: Model) -> dict[str, Any]:
    """The columns that say which group and outcome a row is about."""
    return {
        "authority": model.group.authority,
        "audience": model.group.survey.audience,
        "wave": model.group.survey.wave,
        "outcome": model.outcome.key,
    }


def _row(model: Model) -> dict[str, Any]:
    fixed = {**keys_of(model), "model": model.kind, "note": model.reason}
    if model.fit is None:
        return fixed
    parameters = len(model.fit.covariance)
    return {
        **fixed,
        **_about_people(model),
        "formula": formula(model),
        "method": model.method,
        "separated": ", ".join(model.separated),
        "parameters": parameters,
        "log_likelihood": round(model.fit.log_likelihood, 4),
        "akaike": round(2 * parameters - 2 * model.fit.log_likelihood, 4),
    }


def _about_people(model: Model) -> dict[str, Any]:
    data, pooled = model.data, model.group.pooled
    kind = "councils" if pooled else "penalised" if model.penalised else "plain"
    joined = [str(level) for level in data.answers.cat.categories if "+" in str(level)]
    return {
        "covariance": COVARIANCE[kind],
        "people": len(data.answers),
        "councils": data.authorities.nunique() if pooled else None,
        "smallest_council": _at_least(data) if pooled else "",
        "degrees_of_freedom": model.fit.degrees_of_freedom if pooled else None,
        "answers_joined": "; ".join(joined),
        "adjusted_for": ", ".join(data.adjusted_for),
        "left_out": ", ".join(data.left_out),
    }


def _at_least(data: ModelData) -> str:
    """The size of the smallest council in words that tell no small number."""
    smallest = int(data.authorities.value_counts().loc[lambda people: people > 0].min())
    return f"fewer than {FEW}" if smallest < FEW else f"at least {smallest // 5 * 5}"


def formula(model: Model) -> str:
    """The model in words: what is modelled, by what, and in what units."""
    odds = {
        "ordinal": "the log odds of a better answer, at every line between answers alike",
        "binary": "the log odds of a good answer",
    }[model.kind]
    scored = [
        f"{SCORE_WORDS[name]} (25 points)" for name in model.data.predictors if name in PREDICTORS
    ]
    background = [_background_words(model.data, question) for question in model.data.taken]
    return f"{model.outcome.short}: {odds}, by {list_of([*scored, *background])}"


def _background_words(data: ModelData, question: Question) -> str:
    if question.kind == "number":
        return f"{question.short} (1 more)"
    columns = [name for name in data.predictors if name.startswith(f"{question.key}=")]
    groups = "1 group" if len(columns) == 1 else f"{len(columns)} groups"
    return f"{question.short} ({groups} against the largest: {data.references[question.key]})"


def brant_of(model: Model) -> DataFrame:
    """Brant's test of an ordinal model of one council, a row per term; raises CannotEstimate."""
    if model.group.pooled:
        raise CannotEstimate("there is no version of this test for councils together")
    terms = {
        question.key: [
            name for name in model.data.predictors if name.startswith(question.key + "=")
        ]
        for question in model.data.taken
        if question.kind != "number"
    }
    return brant(model.data.answers, model.data.predictors, terms=terms)
