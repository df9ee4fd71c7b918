"""Do ease of process and involvement go with outcomes? One model per outcome, in words after."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from poet.sections import EVERYONE
from poet.sections.fitted_models import Model, estimates_of, fitted_models
from poet.sections.links_view import view
from poet.sections.model_data import POINTS_IN_A_STEP
from poet.statistics.multiplicity import holm
from poet.statistics.predictions import standardised_difference

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "find", "view"]

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
    "method": (
        "maximum likelihood; or penalised likelihood (Firth), where a predictor divides the "
        "answers without exception, with profile intervals and tests"
    ),
    "separated": "predictors that divide the answers without exception",
    "people": "how many people the model is fitted to",
    "log_odds": "change in the log odds of a better answer for 25 points of the score",
    "standard_error": "standard error of log_odds; CR3 by council where councils is given",
    "log_odds_low": "lower end of its 95 % interval",
    "log_odds_high": "upper end of its 95 % interval",
    "odds_ratio": "exp of log_odds; an odds ratio, not how many times as likely",
    "p": "two-sided p-value of log_odds",
    "p_holm": "p of the ordinal models after Holm's correction over all links of the authority",
    "clear": (
        "whether p_holm is below 0.05 and there are shares to tell it in; below 0.025 where "
        "reports show the council's own links and those of all councils together"
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


def find(study: Study, models: Iterable[Model] | None = None) -> DataFrame:
    """One row per authority, audience, wave, outcome, predictor and model (see COLUMNS).

    `models` are the `fitted_models` of the study, where they are known already.
    """
    import pandas as pd

    known = fitted_models(study) if models is None else models
    frame = pd.DataFrame((row for model in known for row in _rows(model)), columns=list(COLUMNS))
    headline = frame[frame["model"].eq("ordinal")]
    families = headline.groupby(["authority", "wave"], sort=False)["p"]
    frame["p_holm"] = families.transform(lambda p: holm(p.astype(float)))
    below = frame["p_holm"].lt(CLEAR_BELOW / _families_in_a_report(headline))
    frame["clear"] = below & frame["difference"].notna()
    return frame


def _families_in_a_report(headline: DataFrame) -> int:
    """Where councils stand together, a report shows two families of links: its own and theirs.

    They share the chance of a false one, so that it stays 1 report in 20.
    """
    pooled = headline[headline["authority"].eq(EVERYONE)]
    return 2 if pooled["p"].notna().any() else 1


def _rows(model: Model) -> Iterator[dict[str, Any]]:
    """One row per score."""
    fixed = {
        "authority": model.group.authority,
        "audience": model.group.survey.audience,
        "wave": model.group.survey.wave,
        "outcome": model.outcome.key,
        "topic": model.outcome.topic,
        "model": model.kind,
    }
    scored = list(model.group.people_scores)
    if model.fit is None:
        yield from ({**fixed, "predictor": name, "note": model.reason} for name in scored)
        return
    words = _words_of(model)
    for row in _estimates(model.fit, scored):
        yield {**fixed, **words, **row, **_in_people(model, row["predictor"])}


def _words_of(model: Model) -> dict[str, Any]:
    data, pooled = model.data, model.group.pooled
    joined = [str(level) for level in data.answers.array.categories if "+" in str(level)]
    return {
        "method": model.method,
        "separated": ", ".join(model.separated),
        "people": len(data.answers),
        "councils": data.authorities.nunique() if pooled else None,
        "adjusted_for": ", ".join(data.adjusted_for),
        "left_out": ", ".join(data.left_out),
        "answers_joined": "; ".join(joined),
        "note": "",
    }


def _estimates(fit: Any, predictors: Sequence[str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any kind of fit
    """What is said of each predictor's coefficient."""
    found = estimates_of(fit, predictors)
    for at, predictor in enumerate(predictors):
        log_odds = found["estimate"][at]
        yield {
            "predictor": predictor,
            "log_odds": log_odds,
            "standard_error": found["error"][at],
            "log_odds_low": found["low"][at],
            "log_odds_high": found["high"][at],
            "odds_ratio": math.exp(log_odds),
            "p": found["p"][at],
        }


def _in_people(model: Model, predictor: str) -> dict[str, float]:
    """Standardised shares at the two ends of the score, and how far apart they are.

    Only by the ordinal model, and only of a score that has an estimate without a penalty.
    """
    if model.kind != "ordinal" or predictor in model.separated:
        return {}
    apart = standardised_difference(
        model.fit, model.data.predictors, predictor, LOW_END, HIGH_END, counted=model.data.good
    )
    ends = {
        "share_low_end": (apart.at_low.share, apart.at_low.low, apart.at_low.high),
        "share_high_end": (apart.at_high.share, apart.at_high.low, apart.at_high.high),
        "difference": (apart.difference, apart.low, apart.high),
    }
    return {
        name + suffix: value
        for name, estimate in ends.items()
        for suffix, value in zip(("", "_low", "_high"), estimate, strict=True)
    }
