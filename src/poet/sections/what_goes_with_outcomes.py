"""Do ease of process and involvement go with outcomes? One model per outcome, in words after."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from poet.sections import EVERYONE
from poet.sections.links_view import view
from poet.sections.model_data import (
    POINTS_IN_A_STEP,
    ModelData,
    background_of,
    prepare,
    scores,
)
from poet.statistics import binary, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.multiplicity import holm
from poet.statistics.predictions import standardised_difference, standardised_share
from poet.statistics.separation import check_not_separated

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.study import Study, Survey

__all__ = ["COLUMNS", "find", "view"]

# What practitioners say of outcomes and of the process is one view of the people they support,
# so a link between the two would say little about those people.
AUDIENCES = ("budget_holder", "carer")
FEWEST_COUNCILS = 10
CLEAR_BELOW = 0.05
# The middle answers of a five-step scale: "difficult" is 25 points, "easy" is 75.
LOW_END, HIGH_END = 25 / POINTS_IN_A_STEP, 75 / POINTS_IN_A_STEP

COLUMNS = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: budget_holder or carer",
    "wave": "which round of asking",
    "outcome": "key of the outcome question",
    "topic": "topic of the outcome question",
    "predictor": "process (how easy the process was) or involvement; scores from 0 to 100",
    "model": (
        "ordinal (proportional odds over all answers) or binary (a good answer or not); "
        "the words of the report come from the ordinal model"
    ),
    "people": "how many people the model is fitted to",
    "log_odds": "change in the log odds of a better answer for 25 points of the score",
    "standard_error": "standard error of log_odds; CR3 by council where councils is given",
    "log_odds_low": "lower end of its 95 % interval",
    "log_odds_high": "upper end of its 95 % interval",
    "odds_ratio": "exp of log_odds; an odds ratio, not how many times as likely",
    "p": "two-sided p-value of log_odds",
    "p_holm": "p of the ordinal models after Holm's correction over all links of the authority",
    "clear": (
        "whether p_holm is below 0.05; below 0.025 where reports show the council's own links and "
        "those of all councils together"
    ),
    "share_low_end": (
        "share that would give a good answer if everyone's score were 25, and nothing else "
        "differed between people like those who answered (standardised; ordinal model)"
    ),
    "share_low_end_low": "lower end of its 95 % interval",
    "share_low_end_high": "upper end of its 95 % interval",
    "share_high_end": "the same if everyone's score were 75",
    "share_high_end_low": "lower end of its 95 % interval",
    "share_high_end_high": "upper end of its 95 % interval",
    "difference": "share_high_end minus share_low_end",
    "difference_low": "lower end of its 95 % interval",
    "difference_high": "upper end of its 95 % interval",
    "councils": "how many councils stand together; empty for the model of one council",
    "adjusted_for": "background that the model allows for",
    "left_out": "background it does not allow for, because too few people answered",
    "answers_joined": "how the outcome's answers were joined so that ten people gave each",
    "note": "why nothing is estimated; empty when it is",
}


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave, outcome, predictor and model (see COLUMNS)."""
    import pandas as pd

    rows = [
        row
        for survey in study.surveys
        if survey.audience in AUDIENCES
        for row in _survey_rows(survey, study)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    headline = frame[frame["model"].eq("ordinal")]
    families = headline.groupby(["authority", "wave"], sort=False)["p"]
    frame["p_holm"] = families.transform(lambda p: holm(p.astype(float)))
    frame["clear"] = frame["p_holm"].lt(CLEAR_BELOW / _families_in_a_report(headline))
    return frame


def _families_in_a_report(headline: DataFrame) -> int:
    """Where councils stand together, a report shows two families of links: its own and theirs.

    They share the chance of a false one, so that it stays 1 report in 20.
    """
    pooled = headline[headline["authority"].eq(EVERYONE)]
    return 2 if pooled["p"].notna().any() else 1


def _survey_rows(survey: Survey, study: Study) -> Iterator[dict[str, Any]]:
    people_scores = scores(survey.by_person, survey.questionnaire)
    if people_scores.empty:
        return
    for code, of_one in survey.by_person.groupby("authority", observed=True):
        yield from _group_rows(survey, str(code), of_one, people_scores.loc[of_one.index])
    if len(study.authorities) > 1:
        yield from _group_rows(survey, EVERYONE, survey.by_person, people_scores)


def _group_rows(
    survey: Survey, authority: str, by_person: DataFrame, people_scores: DataFrame
) -> Iterator[dict[str, Any]]:
    """Rows of one authority, or of everyone, for all outcomes of one survey."""
    background = background_of(by_person, survey.questionnaire)
    usable = people_scores.loc[:, people_scores.notna().any()]
    for outcome in survey.questionnaire.with_role("outcome"):
        fixed = {
            "authority": authority,
            "audience": survey.audience,
            "wave": survey.wave,
            "outcome": outcome.key,
            "topic": outcome.topic,
        }
        try:
            _require_councils(authority, by_person["authority"])
            data = prepare(by_person, usable, outcome, background)
            _require_councils(authority, data.authorities)
        except CannotEstimate as reason:
            rows = _not_estimated(usable, str(reason))
        else:
            rows = [*_ordinal_rows(data, usable, authority), *_binary_rows(data, usable, authority)]
        yield from ({**fixed, **row} for row in rows)


def _require_councils(authority: str, authorities: Series) -> None:
    """Below ten councils no standard error of a pooled model can be trusted."""
    councils = authorities.nunique()
    if authority == EVERYONE and councils < FEWEST_COUNCILS:
        raise CannotEstimate(
            f"fewer than {FEWEST_COUNCILS} councils are not modelled together (here: {councils})"
        )


def _not_estimated(predictors: DataFrame, reason: str, *models: str) -> list[dict[str, Any]]:
    return [
        {"predictor": predictor, "model": model, "note": reason}
        for model in models or ("ordinal", "binary")
        for predictor in predictors.columns
    ]


def _clusters(data: ModelData, authority: str) -> Any:  # noqa: ANN401 - a Series or None
    return data.authorities if authority == EVERYONE else None


def _fixed_words(data: ModelData, authority: str) -> dict[str, Any]:
    joined = [str(level) for level in data.answers.cat.categories if "+" in str(level)]
    return {
        "people": len(data.answers),
        "councils": data.authorities.nunique() if authority == EVERYONE else None,
        "adjusted_for": ", ".join(data.adjusted_for),
        "left_out": ", ".join(data.left_out),
        "answers_joined": "; ".join(joined),
        "note": "",
    }


def _ordinal_rows(data: ModelData, scored: DataFrame, authority: str) -> list[dict[str, Any]]:
    try:
        check_not_separated(data.answers, data.predictors)
        fit = ordinal.fit(data.answers, data.predictors, clusters=_clusters(data, authority))
    except CannotEstimate as reason:
        return _not_estimated(scored, str(reason), "ordinal")
    fixed = {"model": "ordinal", **_fixed_words(data, authority)}
    return [
        {**fixed, **row, **_in_people(fit, data, row["predictor"])}
        for row in _estimates(fit, scored.columns)
    ]


def _binary_rows(data: ModelData, scored: DataFrame, authority: str) -> list[dict[str, Any]]:
    is_good = data.answers.isin(data.good)
    try:
        check_not_separated(is_good, data.predictors)
        fit = binary.fit(is_good, data.predictors, clusters=_clusters(data, authority))
    except CannotEstimate as reason:
        return _not_estimated(scored, str(reason), "binary")
    fixed = {"model": "binary", **_fixed_words(data, authority)}
    return [{**fixed, **row} for row in _estimates(fit, scored.columns)]


def _estimates(fit: Any, predictors: Iterable[str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - either kind of fit
    """What is said of each predictor's coefficient."""
    intervals, errors, p_values = fit.intervals(), fit.standard_errors, fit.p_values
    for predictor in predictors:
        log_odds = fit.coefficients[predictor]
        yield {
            "predictor": predictor,
            "log_odds": log_odds,
            "standard_error": errors[predictor],
            "log_odds_low": intervals.at[predictor, "low"],
            "log_odds_high": intervals.at[predictor, "high"],
            "odds_ratio": math.exp(log_odds),
            "p": p_values[predictor],
        }


def _in_people(fit: ordinal.OrdinalFit, data: ModelData, predictor: str) -> dict[str, float]:
    """Standardised shares at the two ends of the score, and how far apart they are."""

    def share_at(value: float) -> tuple[float, float, float]:
        at = standardised_share(fit, data.predictors, predictor, value, counted=data.good)
        return at.share, at.low, at.high

    apart = standardised_difference(
        fit, data.predictors, predictor, LOW_END, HIGH_END, counted=data.good
    )
    ends = {
        "share_low_end": share_at(LOW_END),
        "share_high_end": share_at(HIGH_END),
        "difference": (apart.difference, apart.low, apart.high),
    }
    return {
        name + suffix: value
        for name, estimate in ends.items()
        for suffix, value in zip(("", "_low", "_high"), estimate, strict=True)
    }
