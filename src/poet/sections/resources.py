"""The same money, better lives? Weekly amounts beside outcomes, by band and by kind of budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.budget_arms import Arms, answered, arms_of, background, columns_of
from poet.sections.group_questions import ARM_WORDS, DIRECT_PAYMENT, MANAGED
from poet.sections.model_data import Background, background_of
from poet.sections.registry import EVERYONE
from poet.sections.resources_bands import Bands, band_rows, bands_of
from poet.sections.resources_columns import AMOUNTS, COLUMNS, COUNTS, ESTIMATES
from poet.sections.resources_measures import Measure, measures_of, weekly_amount
from poet.sections.resources_models import FEWEST_PEOPLE, TOO_FEW, Modelled, costs, more_money
from poet.sections.resources_view import view
from poet.sections.shares import stand_together
from poet.statistics.multiplicity import holm
from poet.statistics.proportions import wilson

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.study import Study, Survey

__all__ = ["AMOUNTS", "COLUMNS", "ESTIMATES", "find", "view"]

WITH_MODELS = True
WITH_EVERYONE = True
CLEAR_BELOW = 0.05
NEITHER = "neither"
# A mean of fewer would tell of one of them, as with budgets.
FEWEST_TOLD = 10
NO_MEAN = f"fewer than {FEWEST_TOLD} people said how much it is, or one has more than half of all"
WORDS = ("group_question", "group", "answer", "label", "adjusted_for", "not_adjusted_for", "note")


@dataclass(frozen=True, eq=False)
class _Asked:
    """A survey that asks for weekly amounts; all arrays have one entry per person.

    `known` is the background of models of the amount; `known_of_arms` of models of both arms.
    """

    question: Question
    amounts: np.ndarray
    bands: Bands
    measures: tuple[Measure, ...]
    arms: Arms | None
    known: Background
    known_of_arms: Background


@dataclass(frozen=True, eq=False)
class _People:
    """Those of one council, or of all: positions in the survey, and their councils (of all)."""

    fixed: Mapping[str, str]
    which: np.ndarray
    councils: np.ndarray | None


def find(study: Study) -> DataFrame:
    """One row per authority, wave, level, measure and band (see COLUMNS); none where amounts were
    not asked for."""
    import pandas as pd

    rows = [row for survey in study.surveys for row in _survey_rows(survey, study)]
    return _with_decisions(_with_shares(pd.DataFrame(rows, columns=list(COLUMNS))))


def _survey_rows(survey: Survey, study: Study) -> Iterator[dict[str, Any]]:
    asked = _asked(survey)
    if asked is None or not np.isfinite(asked.amounts).any():
        return
    for people in _groups(survey, study):
        for row in _rows(asked, people):
            yield {**people.fixed, **row}


def _asked(survey: Survey) -> _Asked | None:
    question = weekly_amount(survey.questionnaire)
    if question is None:
        return None
    amounts = survey.by_person[question.key].to_numpy(float, na_value=np.nan)
    found = background_of(survey.by_person, survey.questionnaire)
    kept = tuple(q for q in found.questions if q.key != question.key and answered(found, q).any())
    of_arms = background(survey)
    kept_of_arms = tuple(q for q in of_arms.questions if q.key != question.key)
    return _Asked(
        question,
        amounts,
        bands_of(amounts),
        measures_of(survey),
        arms_of(survey),
        Background(kept, found.values),
        Background(kept_of_arms, of_arms.values),
    )


def _groups(survey: Survey, study: Study) -> Iterator[_People]:
    """The people of each council, then of all together where there are enough councils."""
    codes = [authority.code for authority in study.authorities]
    place = {code: number for number, code in enumerate(codes)}
    authority = survey.by_person["authority"].map(place).to_numpy(int)
    order = np.argsort(authority, kind="stable")
    ends = np.cumsum(np.bincount(authority, minlength=len(codes)))[:-1]
    groups = dict(zip(codes, np.split(order, ends), strict=True))
    if stand_together(survey):
        groups[EVERYONE] = np.arange(len(authority))
    for code, which in groups.items():
        fixed = {"authority": code, "audience": survey.audience, "wave": survey.wave}
        yield _People(fixed, which, authority if code == EVERYONE else None)


def _rows(asked: _Asked, people: _People) -> Iterator[dict[str, Any]]:
    """All rows of one council, or of all together."""
    told = people.which[np.isfinite(asked.amounts[people.which])]
    if asked.arms is not None:
        yield from _uptake_rows(asked.arms, people.which)
    yield _amounts_row(asked, people.which, told)
    if len(told) < FEWEST_PEOPLE:
        return
    whole = _modelled(told, asked.known, people.councils)
    for measure in asked.measures:
        about = {"question": measure.key, "topic": measure.topic}
        if measure.role == "outcome":
            yield from ({**about, **row} for row in band_rows(asked.bands, measure, told))
            counted = {"people": _of(measure.good & measure.counts, told)}
            counted["base"] = _of(measure.counts, told)
            found = more_money(whole, asked.amounts, measure)
            yield {**about, "level": "more", **counted, **found}
    if asked.arms is not None:
        yield from _arm_rows(asked, asked.arms, told, people.councils)


def _uptake_rows(arms: Arms, which: np.ndarray) -> Iterator[dict[str, Any]]:
    """How many hold their budget in each way, of those who said how."""
    held = {DIRECT_PAYMENT: arms.direct, MANAGED: arms.managed, NEITHER: arms.left_out}
    counts = {way: _of(holds, which) for way, holds in held.items()}
    for way, people in counts.items():
        yield {
            "level": "uptake",
            "question": arms.question.key,
            "topic": arms.question.topic,
            "answer": way,
            "label": ARM_WORDS.get(way, "A mix of both, or not sure"),
            "people": people,
            "base": sum(counts.values()),
        }


def _amounts_row(asked: _Asked, which: np.ndarray, told: np.ndarray) -> dict[str, Any]:
    """What people say their budget is a week, in both arms where there are two."""
    row: dict[str, Any] = {
        "level": "amounts",
        "question": asked.question.key,
        "topic": asked.question.topic,
    }
    everyone = np.ones(len(asked.amounts), dtype=bool)
    arms = asked.arms
    parts = {"": everyone} if arms is None else {"": arms.direct, "_managed": arms.managed}
    for end, part in parts.items():
        theirs = told[part[told]]
        row |= {f"people{end}": len(theirs), f"base{end}": _of(part, which)}
        if len(theirs) >= FEWEST_TOLD:
            row |= _money(asked.amounts[theirs], end)
    missing = NO_MEAN if any(f"amount{end}" not in row for end in parts) else ""
    return {**row, "note": TOO_FEW if len(told) < FEWEST_PEOPLE else missing}


def _money(amounts: np.ndarray, end: str) -> dict[str, float]:
    """The median, and the mean unless one person has more than half of all."""
    money = {f"median{end}": float(np.median(amounts))}
    if 2 * amounts.max() <= amounts.sum():
        money[f"amount{end}"] = float(amounts.mean())
    return money


def _arm_rows(
    asked: _Asked, arms: Arms, told: np.ndarray, councils: np.ndarray | None
) -> Iterator[dict[str, Any]]:
    """Both kinds of budget side by side, a row per measure."""
    in_arm = told[arms.direct[told] | arms.managed[told]]
    people = _modelled(in_arm, asked.known_of_arms, councils)
    for measure in asked.measures:
        row: dict[str, Any] = {"level": "arm", "question": measure.key, "topic": measure.topic}
        for end, part in (("", arms.direct), ("_managed", arms.managed)):
            theirs = in_arm[(part & measure.counts)[in_arm]]
            row |= {f"people{end}": _of(measure.good, theirs), f"base{end}": len(theirs)}
        if measure.role == "outcome":
            row |= costs(people, asked.amounts, arms.direct, measure)
        yield row


def _modelled(which: np.ndarray, known: Background, councils: np.ndarray | None) -> Modelled:
    complete = np.ones(len(which), dtype=bool)
    for question in known.questions:
        complete &= answered(known, question)[which]
    both = which[complete]
    return Modelled(both, columns_of(known, both), None if councils is None else councils[both])


def _of(holds: np.ndarray, which: np.ndarray) -> int:
    return int(holds[which].sum())


def _with_shares(frame: DataFrame) -> DataFrame:
    numbers = [*COUNTS, *ESTIMATES, *AMOUNTS, "p", "councils", "draws"]
    frame = frame.astype(dict.fromkeys(numbers, "float64"))
    for end in ("", "_managed"):
        people, base = frame[f"people{end}"], frame[f"base{end}"]
        low, high = wilson(people, base)
        frame[f"share{end}"] = people / base.where(base.gt(0))
        frame[f"low{end}"], frame[f"high{end}"] = low, high
    words = frame[list(WORDS)].astype("object").fillna("").to_dict("series")
    whole = dict.fromkeys((*COUNTS, "councils", "draws"), "Int64")
    return frame.assign(**words).astype(whole)


def _with_decisions(frame: DataFrame) -> DataFrame:
    """Holm over the measures of each authority, and what is clear."""
    families = ["authority", "wave"]
    frame["p_holm"] = frame.groupby(families, sort=False)["p"].transform(holm)
    together = frame.loc[frame["authority"].eq(EVERYONE), "p"].notna().any()
    below = frame["p_holm"].lt(CLEAR_BELOW / (2 if together else 1))
    apart = frame["clear"].astype("object").fillna(value=False).astype(bool)
    return frame.assign(clear=(below | apart).to_numpy(bool))
