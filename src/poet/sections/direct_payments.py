"""Direct payments against managed budgets: what people with each say, and people alike of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.budget_arms import (
    Arms,
    BackgroundColumns,
    answered,
    arms_of,
    background,
    columns_of,
    taken,
)
from poet.sections.direct_payments_columns import (
    COLUMNS,
    COUNTS,
    DIFFERENCE,
    ESTIMATES,
    STANDARDISED,
)
from poet.sections.direct_payments_view import view
from poet.sections.group_questions import is_good, judged_questions
from poet.sections.registry import EVERYONE
from poet.sections.shares import stand_together
from poet.statistics.differences import newcombe
from poet.statistics.failure import CannotEstimate
from poet.statistics.multiplicity import holm
from poet.statistics.overlap import overlap
from poet.statistics.proportions import wilson
from poet.statistics.rounded_counts import effective_counts, step_of
from poet.statistics.standardised_effects import StandardisedEffect, standardised_effect

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.study import Study, Survey

__all__ = ["COLUMNS", "ESTIMATES", "find", "view"]

WITH_MODELS = True
WITH_EVERYONE = True
CLEAR_BELOW = 0.05
FEWEST_IN_ARM = 30
# No row with an estimate has a count that the shareable profile would hide: of those who did not
# give a good answer either, as a share of 29 in 30 would tell the one.
FEWEST_GOOD = 10
FEWEST_OTHERS = 8
FEWEST_COUNCILS = 10
# Where fewer of 100 people have people like them on both sides, nothing is called clear.
ENOUGH_ALIKE = 0.5
NOT_ALIKE = "hardly anyone has people like them with the other kind of budget"
NO_BACKGROUND = "too few people answered to allow for background"


@dataclass(frozen=True, eq=False)
class _People:
    """Those of one survey in one council, or of all: who they are, by position in the survey.

    `both` are the positions of the people of both arms who answered all background; `direct`
    (whether a direct payment), `background` and `councils` (None of one council) are theirs.
    """

    fixed: Mapping[str, str]
    which: np.ndarray
    arms: Arms
    both: np.ndarray
    direct: np.ndarray
    background: Sequence[BackgroundColumns]
    councils: np.ndarray | None

    @property
    def reason(self) -> str:
        """Why nothing is estimated for these people; "" when it may be."""
        smaller = min(self.direct.sum(), (~self.direct).sum())
        if smaller < FEWEST_IN_ARM:
            return f"fewer than {FEWEST_IN_ARM} people have one of the two kinds of budget"
        if self.councils is not None and len(np.unique(self.councils)) < FEWEST_COUNCILS:
            return f"fewer than {FEWEST_COUNCILS} councils are not modelled together"
        return ""


def find(study: Study) -> DataFrame:
    """One row per authority, wave and outcome, and two of how the budget is held (see COLUMNS)."""
    import pandas as pd

    rows = [row for survey in study.surveys for row in _survey_rows(survey, study)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return _with_decisions(_with_shares(frame))


def work_out(released: DataFrame) -> DataFrame:
    """The released frame without the two standardised shares, where counts are rounded.

    Both with their ends would often leave one table of the exact counts; their difference leaves
    many. One that allows for no background is worked out of the counts that are shown.
    """
    step = step_of(*(released[name] for name in COUNTS))
    if step == 1:
        return released
    counts = (
        part
        for end in ("", "_managed")
        for part in effective_counts(released[f"people{end}"], released[f"base{end}"], step)
    )
    direct, of_direct, managed, of_managed = counts
    found = newcombe(
        np.minimum(direct, of_direct), of_direct, np.minimum(managed, of_managed), of_managed
    )
    plain = released["difference"].notna() & released["adjusted_for"].eq("")
    told = {
        name: released[name].mask(plain, values)
        for name, values in zip(DIFFERENCE, found, strict=True)
    }
    return released.assign(**told, **dict.fromkeys(STANDARDISED, np.nan))


def _survey_rows(survey: Survey, study: Study) -> Iterator[dict[str, Any]]:
    arms = arms_of(survey)
    if arms is None:
        return
    outcomes = judged_questions(survey.questionnaire, "outcome")
    answers = {q.key: is_good(survey.by_person[q.key], q) for q in outcomes}
    for people in _groups(survey, study, arms):
        alike = _alike(people)
        yield from _how_held_rows(people, alike)
        for outcome in outcomes:
            good, counts = answers[outcome.key]
            yield {
                **_row(people, "outcome", outcome),
                **_counts(people, good, counts),
                **_estimates(people, good, counts),
            }


def _groups(survey: Survey, study: Study, arms: Arms) -> Iterator[_People]:
    """The people of each council, then of all together where there are enough."""
    codes = [authority.code for authority in study.authorities]
    place = {code: number for number, code in enumerate(codes)}
    authority = survey.by_person["authority"].map(place).to_numpy(int)
    known = background(survey)
    complete = arms.direct | arms.managed
    for question in known.questions:
        complete &= answered(known, question)
    order = np.argsort(authority, kind="stable")
    ends = np.cumsum(np.bincount(authority, minlength=len(codes)))[:-1]
    groups = dict(zip(codes, np.split(order, ends), strict=True))
    if stand_together(survey):
        groups[EVERYONE] = np.arange(len(authority))
    for code, which in groups.items():
        both = which[complete[which]]
        yield _People(
            {"authority": code, "audience": survey.audience, "wave": survey.wave},
            which,
            arms,
            both,
            arms.direct[both],
            columns_of(known, both),
            authority[both] if code == EVERYONE else None,
        )


def _row(people: _People, level: str, question: Question) -> dict[str, Any]:
    about = {"level": level, "question": question.key, "topic": question.topic, "note": ""}
    return {**people.fixed, **about}


def _how_held_rows(people: _People, alike: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """How many are in each arm, and how many in neither."""
    arms, which = people.arms, people.which
    direct, managed, left_out = (
        int(each[which].sum()) for each in (arms.direct, arms.managed, arms.left_out)
    )
    total = direct + managed
    counts = dict(zip(COUNTS, (direct, total, managed, total), strict=True))
    yield {**_row(people, "arms", arms.question), **counts, **alike}
    of_all = {"people": left_out, "base": total + left_out}
    yield {**_row(people, "left_out", arms.question), **of_all}


def _alike(people: _People) -> dict[str, Any]:
    """How far the arms overlap, by all background there are people enough for."""
    if people.reason:
        return {"note": people.reason}
    everyone = np.arange(len(people.both))
    used = list(taken(people.background, people.direct, everyone, None, divided=True))
    found = overlap(people.direct, _side_by_side(used, len(everyone)))
    return {
        "alike": found.alike,
        "common_support": found.common_support,
        "effective": found.effective,
        "note": NOT_ALIKE if found.alike < ENOUGH_ALIKE else "",
    }


def _side_by_side(background: Sequence[BackgroundColumns], people: int) -> np.ndarray:
    return np.column_stack([np.empty((people, 0)), *(one.columns for one in background)])


def _counts(people: _People, good: np.ndarray, counts: np.ndarray) -> dict[str, int]:
    """Good answers and answers that count, of each arm."""
    found = []
    for arm in (people.arms.direct, people.arms.managed):
        theirs = people.which[arm[people.which]]
        found += [int(good[theirs].sum()), int(counts[theirs].sum())]
    return dict(zip(COUNTS, found, strict=True))


def _estimates(people: _People, good: np.ndarray, counts: np.ndarray) -> dict[str, Any]:
    """The standardised shares, or why there are none."""
    which = np.flatnonzero(counts[people.both])
    yes, direct = good[people.both], people.direct[which]
    if reason := people.reason or _too_few(yes[which], direct):
        return {"note": reason}
    used = list(taken(people.background, yes, which, people.councils))
    if not used and people.background:
        return {"note": NO_BACKGROUND}
    columns = _side_by_side(used, len(people.both))[which]
    councils = None if people.councils is None else people.councils[which]
    try:
        found = standardised_effect(yes[which], direct, columns, councils)
    except CannotEstimate as reason:
        return {"note": str(reason)}
    left = [one.question.short for one in people.background if one not in used]
    return {
        **_in_words(found),
        "adjusted_for": ", ".join(one.question.short for one in used),
        "not_adjusted_for": ", ".join(left),
        "councils": found.clusters,
    }


def _too_few(yes: np.ndarray, direct: np.ndarray) -> str:
    for arm in (direct, ~direct):
        if arm.sum() < FEWEST_IN_ARM:
            return f"fewer than {FEWEST_IN_ARM} people of one kind of budget answered"
        if yes[arm].sum() < FEWEST_GOOD:
            return f"fewer than {FEWEST_GOOD} people of one kind of budget gave a good answer"
        if (~yes[arm]).sum() < FEWEST_OTHERS:
            return f"fewer than {FEWEST_OTHERS} people of one kind of budget gave another answer"
    return ""


def _in_words(found: StandardisedEffect) -> dict[str, float]:
    effect = found.effect
    parts = {"adjusted": effect.at_high, "adjusted_managed": effect.at_low}
    shares = {
        name + end: value
        for name, part in parts.items()
        for end, value in (("", part.share), ("_low", part.low), ("_high", part.high))
    }
    apart = {"": effect.difference, "_low": effect.low, "_high": effect.high}
    # All digits of a p-value would tell the counts that are rounded.
    p = float(f"{found.p_value:.1e}")
    return {**shares, **{f"difference{end}": value for end, value in apart.items()}, "p": p}


def _with_shares(frame: DataFrame) -> DataFrame:
    numbers = [*COUNTS, *ESTIMATES, "p", "councils"]
    frame = frame.astype(dict.fromkeys(numbers, "float64"))
    for end in ("", "_managed"):
        people, base = frame[f"people{end}"], frame[f"base{end}"]
        low, high = wilson(people, base)
        frame[f"share{end}"] = people / base.where(base.gt(0))
        frame[f"low{end}"], frame[f"high{end}"] = low, high
    return frame.astype(dict.fromkeys((*COUNTS, "councils"), "Int64"))


def _with_decisions(frame: DataFrame) -> DataFrame:
    """Holm over the outcomes of each authority, and what is clear."""
    families = ["authority", "wave"]
    frame["p_holm"] = frame.groupby(families, sort=False)["p"].transform(holm)
    together = frame.loc[frame["authority"].eq(EVERYONE), "p"].notna().any()
    alike = frame.groupby([*families, "audience"], sort=False)["alike"].transform("max")
    below = frame["p_holm"].lt(CLEAR_BELOW / (2 if together else 1))
    frame["clear"] = below & alike.ge(ENOUGH_ALIKE)
    words = ["adjusted_for", "not_adjusted_for"]
    return frame.assign(**frame[words].astype("object").fillna("").to_dict("series"))
