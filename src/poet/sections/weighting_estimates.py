"""Weighted shares of every question at once: of strata, and of raked weights council by council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.statistics.answered_shares import AnsweredShares, shares_where_answered
from poet.statistics.stratified import STANDARD_ERRORS_IN_A_MARGIN
from poet.statistics.stratified_tables import shares_of_strata

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.population_weights import SurveyWeights
    from poet.questionnaire import Question
    from poet.study import Survey

ROLES = ("outcome", "process", "involvement")
KEYS = ["authority", "question", "answer"]
ESTIMATED = ("weighted", "low", "high", "margin", "effective_share")
SIDES = ("good", "neutral", "bad")


@dataclass(frozen=True, eq=False)
class _Asked:
    """A question and what is estimated of it.

    `codes` has one number per person: the place of the answer in the scale, or the last row of
    `gives` where there is none. `gives` has one column per entry of `answers`: 1 where an answer is
    part of it, 0 where not, and NaN in the last row.
    """

    question: str
    answers: tuple[str, ...]
    codes: np.ndarray
    gives: np.ndarray


def weighted_questions(survey: Survey) -> list[Question]:
    """The questions with one answer to choose that weighted shares are of."""
    asked = [question for role in ROLES for question in survey.questionnaire.with_role(role)]
    return [question for question in asked if question.kind == "single" and question.scale]


def level_of(question: Question) -> str:
    """What is estimated of a question: its sides, or each answer where answers are not judged."""
    judged = question.scale and any(answer.meaning for answer in question.scale.on_scale)
    return "side" if judged else "answer"


def weighted(survey: Survey, weights: SurveyWeights) -> DataFrame:
    """One row per authority that has weights, question and side, with KEYS and ESTIMATED."""
    import pandas as pd

    asked = [_asked(survey, question) for question in weighted_questions(survey)]
    how = weights.by_authority
    parts = []
    for method, estimate in (("strata", _of_strata), ("raked", _of_raked)):
        authorities = how.loc[how["method"].eq(method), "authority"].tolist()
        if authorities and asked:
            parts.append(estimate(asked, survey, weights, authorities))
    names = [*KEYS, *ESTIMATED]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def _asked(survey: Survey, question: Question) -> _Asked:
    on_scale = question.scale.on_scale if question.scale else ()
    answers = survey.by_person[question.key].cat
    place = {answer.code: number for number, answer in enumerate(on_scale)}
    places = [place.get(code, len(on_scale)) for code in answers.categories]
    codes = np.array([*places, len(on_scale)], dtype=np.int16)[answers.codes.to_numpy()]
    parts = _parts(question)
    gives = np.array([[answer.code in part for part in parts.values()] for answer in on_scale])
    missing = np.full((1, len(parts)), np.nan)
    return _Asked(question.key, tuple(parts), codes, np.vstack([gives.astype(float), missing]))


def _parts(question: Question) -> dict[str, set[str]]:
    """The sides of a question, or its answers, and the codes of each."""
    on_scale = question.scale.on_scale if question.scale else ()
    if level_of(question) == "answer":
        return {answer.code: {answer.code} for answer in on_scale}
    sides = {side: {a.code for a in on_scale if a.meaning == side} for side in SIDES}
    return {side: codes for side, codes in sides.items() if codes}


def _of_strata(
    asked: Sequence[_Asked], survey: Survey, weights: SurveyWeights, authorities: Sequence[str]
) -> DataFrame:
    """All councils whose weights are those of strata, at once."""
    import pandas as pd

    numbers = weights.weights.to_numpy()
    councils = pd.Index(authorities).get_indexer(survey.by_person["authority"])
    used = np.flatnonzero((councils >= 0) & ~np.isnan(numbers))
    strata = councils[used]
    for name in weights.groups:
        group, labels = pd.factorize(weights.groups[name].iloc[used], use_na_sentinel=False)
        strata, _ = pd.factorize(strata * len(labels) + group)
    many = strata.max(initial=-1) + 1
    council = np.zeros(many, dtype=np.int64)
    council[strata] = councils[used]
    people = np.bincount(strata, numbers[used], many)
    parts = []
    for one in asked:
        size = len(one.gives)
        cells = np.bincount(strata * size + one.codes[used], minlength=many * size)
        counts = cells.reshape(many, size)[:, :-1]
        answered = counts.sum(axis=1, keepdims=True)
        found = shares_of_strata(
            counts @ one.gives[:-1],
            np.repeat(answered, len(one.answers), axis=1),
            np.maximum(people, np.bincount(strata, minlength=many)),  # but for rounding
            council,
        )
        base = np.zeros(len(authorities))
        np.add.at(base, council, answered[:, 0])
        effective = found.effective / np.where(base > 0, base, np.nan)[:, np.newaxis]
        estimates = (found.share, found.low, found.high, found.margin, effective)
        parts.append(_table(one, authorities, estimates))
    return pd.concat(parts, ignore_index=True)


def _table(one: _Asked, authorities: Sequence[str], estimates: Sequence[np.ndarray]) -> DataFrame:
    """One row per authority and answer, from arrays with a row per authority."""
    import pandas as pd

    return pd.DataFrame(
        {
            "authority": np.repeat(np.array(authorities, dtype=object), len(one.answers)),
            "question": one.question,
            "answer": np.tile(np.array(one.answers, dtype=object), len(authorities)),
            **{name: values.ravel() for name, values in zip(ESTIMATED, estimates, strict=True)},
        }
    )


def _of_raked(
    asked: Sequence[_Asked], survey: Survey, weights: SurveyWeights, authorities: Sequence[str]
) -> DataFrame:
    """Councils whose weights are raked: what the margins explain is no chance any more."""
    import pandas as pd

    rows = survey.by_person.groupby("authority", sort=False).indices
    margins = [pd.factorize(column.mask(column.eq("")))[0] for _, column in weights.groups.items()]
    numbers = weights.weights.to_numpy()
    shares = []
    for authority in authorities:
        of_it = rows[authority]
        values = np.hstack([one.gives[one.codes[of_it]] for one in asked])
        groups = [margin[of_it] for margin in margins]
        shares.append(shares_where_answered(values, numbers[of_it], groups))
    found = AnsweredShares(
        *(
            np.stack([getattr(one, name) for one in shares])
            for name in ("share", "standard_error", "answers", "effective")
        )
    )
    margin = STANDARD_ERRORS_IN_A_MARGIN * found.standard_error
    effective = found.effective / np.where(found.answers > 0, found.answers, np.nan)
    estimates = (found.share, *found.intervals(), margin, effective)
    ends = np.cumsum([len(one.answers) for one in asked])[:-1]
    parts = zip(*(np.split(values, ends, axis=1) for values in estimates), strict=True)
    return pd.concat(
        [_table(one, authorities, part) for one, part in zip(asked, parts, strict=True)],
        ignore_index=True,
    )
