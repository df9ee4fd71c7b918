"""The scores of process and involvement: how high, how spread, and how well they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.fitted_models import Group, Model, groups
from poet.sections.model_data import items_of
from poet.sections.technical_scores_view import view
from poet.statistics.failure import CannotEstimate
from poet.statistics.scores import alpha_interval, cronbach_alpha

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "find", "view"]

FEWEST = 20
COLUMNS = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: budget_holder or carer",
    "wave": "which round of asking",
    "score": "process (how easy the process was) or involvement",
    "questions": "how many questions it is the mean of",
    "people": "how many people have the score",
    "mean": "mean of the score, 0 to 100",
    "standard_deviation": "its standard deviation between people",
    "alpha": "Cronbach's alpha of its questions, over the people who answered all of them",
    "low": "lower end of the 95 % interval of alpha (Feldt 1965)",
    "high": "upper end of it",
    "note": "why there is no mean or no alpha; empty when there are both",
}


def find(study: Study, models: Iterable[Model]) -> DataFrame:
    """One row per authority, audience, wave and score (see COLUMNS)."""
    import pandas as pd

    rows = [row for group in groups(study) for row in _rows(group)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


# Numbers are rounded: all their digits would tell how many people there are, to the last one, and
# the mean of a council too small to be shown could be worked out from the others'.
def _rows(group: Group) -> Iterator[dict[str, Any]]:
    for name, score in group.people_scores.items():
        items = items_of(group.by_person, group.survey.questionnaire, str(name))
        fixed = {
            "authority": group.authority,
            "audience": group.survey.audience,
            "wave": group.survey.wave,
            "score": name,
            "questions": items.shape[1],
            "people": int(score.notna().sum()),
        }
        if fixed["people"] < FEWEST:
            yield {**fixed, "note": f"fewer than {FEWEST} people have this score"}
        else:
            spread = {
                "mean": round(score.mean(), 1),
                "standard_deviation": round(score.std(), 1),
            }
            yield {**fixed, **spread, **_alpha(items)}


def _alpha(items: DataFrame) -> dict[str, Any]:
    complete = int(items.notna().all(axis=1).sum())
    if complete < FEWEST:
        return {"note": f"fewer than {FEWEST} people answered every question"}
    try:
        alpha = cronbach_alpha(items)
    except CannotEstimate as reason:
        return {"note": str(reason)}
    low, high = alpha_interval(alpha, complete, items.shape[1])
    return {
        "alpha": round(alpha, 2),
        "low": round(low, 2),
        "high": round(high, 2),
        "note": "",
    }
