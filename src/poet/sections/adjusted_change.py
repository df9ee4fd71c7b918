"""Change since the wave before, allowing for who answered: a standardised difference of shares.

If more older people answered this time, a share can change though nobody's life did. Here the two
waves are compared as if the people of the later one had answered both times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.comparable import earlier_question, judged_questions, wave_to_compare
from poet.sections.model_data import (
    PEOPLE_PER_COLUMN,
    SMALLEST_GROUP,
    background_of,
    positions,
)
from poet.sections.model_groups import small_joined
from poet.sections.registry import EVERYONE
from poet.statistics.categories import effective_sample_size
from poet.statistics.failure import CannotEstimate
from poet.statistics.rounded_counts import step_of
from poet.statistics.standardised_change import standardised_change

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.study import Study, Survey

WITH_MODELS = True
COLUMNS = {
    "authority": "code of the authority, or all for those asked both times (ten or more)",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "the later round of asking: the latest",
    "question": "key of the question in the questionnaire of the later wave",
    "topic": "topic of the question; the same topic has the same name for every audience",
    "wave_before": "the earlier round: the last one before in which this audience was asked",
    "people": (
        "how many people in the model gave a good answer in the later wave; here and below empty "
        "where counts are rounded, as of nearly the same people two roundings tell more than one"
    ),
    "base": "how many people of the later wave are in the model",
    "share": "people divided by base, 0 to 1",
    "people_before": "how many people in the model gave a good answer in the earlier wave",
    "base_before": "how many people of the earlier wave are in the model",
    "share_before": "people_before divided by base_before",
    "adjusted": (
        "share of good answers now less before, -1 to 1, both as the model gives them for the "
        "people of the later wave"
    ),
    "adjusted_low": "lower end of its 95 % interval (delta method on Fisher's scale)",
    "adjusted_high": "upper end of its 95 % interval",
    "adjusted_for": "the background that is allowed for, by its short names; empty for none",
    "note": "why there is no adjusted difference; empty when there is",
}
ESTIMATES = ("adjusted", "adjusted_low", "adjusted_high")
GOOD = ("people", "share", "people_before", "share_before")
FEWEST_COUNCILS = 10
TOO_FEW = f"fewer than {SMALLEST_GROUP} people answered in one of the waves"
ONE_SIDED = f"fewer than {SMALLEST_GROUP} people gave a good answer, or another one"
NO_BACKGROUND = "too few people answered to allow for any background"


@dataclass(frozen=True, eq=False)
class Both:
    """The people of two waves of one audience, those of the later wave first; one row per person.

    `later` marks the later wave, `authority` has codes. `background` has each background question
    asked in the same way both times, with its values: positions on the scale (-1: none) or numbers.
    """

    newer: Survey
    older: Survey
    later: np.ndarray
    authority: np.ndarray
    background: Sequence[tuple[Question, np.ndarray]]

    def answers(self, question: Question, key_before: str) -> tuple[np.ndarray, np.ndarray]:
        """Whether each person gave an answer that counts, and whether a good one."""
        asked = ((self.newer, question.key), (self.older, key_before))
        parts = [
            positions(survey.by_person[key], survey.questionnaire.question(key))
            for survey, key in asked
        ]
        places = np.concatenate(parts)
        good = [answer.meaning == "good" for answer in question.scale.worst_to_best]
        return places >= 0, np.array([*good, False])[places]


def find(study: Study) -> DataFrame:
    """One row per authority, audience and question that can be compared with the wave before."""
    import pandas as pd

    rows = [row for both in _waves_of_audiences(study) for row in _rows(both)]
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if not name.startswith("share")])
    for when in ("", "_before"):
        people, base = (frame[f"{name}{when}"].astype("Int64") for name in ("people", "base"))
        share = people.astype("float64") / base.astype("float64").where(base.gt(0))
        frame[f"share{when}"] = share
        frame[f"people{when}"], frame[f"base{when}"] = people, base
    frame[list(ESTIMATES)] = frame[list(ESTIMATES)].astype("float64")
    return frame[list(COLUMNS)]


def work_out(released: DataFrame) -> DataFrame:
    """The released frame without good answers of the people in the model, where counts are rounded.

    They are part of all good answers, which may be hidden so that another count does not follow.
    """
    step = step_of(*(released[name] for name in ("people", "base", "people_before", "base_before")))
    if step == 1:
        return released
    gone = released["people"].isna() | True
    return released.assign(**{name: released[name].mask(gone) for name in GOOD})


def _waves_of_audiences(study: Study) -> Iterator[Both]:
    """The latest wave of each audience beside the last one before."""
    asked = {(survey.audience, survey.wave): survey for survey in study.surveys}
    for newer in study.surveys_of(study.latest_wave.id):
        before = wave_to_compare(study, newer.audience)
        if before:
            older = asked[newer.audience, before]
            yield Both(
                newer,
                older,
                np.repeat([True, False], [len(newer.by_person), len(older.by_person)]),
                np.concatenate([one.by_person["authority"].to_numpy() for one in (newer, older)]),
                tuple(_background(newer, older)),
            )


def _background(newer: Survey, older: Survey) -> Iterator[tuple[Question, np.ndarray]]:
    now = background_of(newer.by_person, newer.questionnaire)
    before = background_of(older.by_person, older.questionnaire)
    formerly = {question.key: question for question in before.questions}
    for question in now.questions:
        if _asked_alike(question, formerly.get(question.key)):
            key = question.key
            yield question, np.concatenate([now.values[key], before.values[key]])


def _asked_alike(now: Question, before: Question | None) -> bool:
    if before is None or now.kind != before.kind:
        return False
    scales = [one.scale and [a.code for a in one.scale.worst_to_best] for one in (now, before)]
    return scales[0] == scales[1]


def _rows(both: Both) -> Iterator[tuple[Any, ...]]:
    questionnaire = both.newer.questionnaire
    groups = dict(_groups(both))
    for question in judged_questions(questionnaire):
        key, _ = earlier_question(question, questionnaire, both.older)
        if key:
            answered, good = both.answers(question, key)
            for code, places in groups.items():
                people = _People(both, places[answered[places]], good)
                yield (code, *_named(both, question), *_estimated(people, code == EVERYONE))


def _named(both: Both, question: Question) -> tuple[str, ...]:
    newer = both.newer
    return newer.audience, newer.wave, question.key, question.topic, both.older.wave


def _groups(both: Both) -> Iterator[tuple[str, np.ndarray]]:
    """Authority code to the places of its people, for those that were asked both times."""
    codes, council = np.unique(both.authority, return_inverse=True)
    asked = [np.bincount(council[both.later == when], minlength=len(codes)) for when in (0, 1)]
    in_both = (asked[0] > 0) & (asked[1] > 0)
    for number in np.flatnonzero(in_both):
        yield str(codes[number]), np.flatnonzero(council == number)
    if in_both.sum() >= FEWEST_COUNCILS:
        yield EVERYONE, np.flatnonzero(in_both[council])


@dataclass(frozen=True, eq=False)
class _People:
    """Those of `both` at these places; `good` marks good answers of all people of `both`."""

    both: Both
    places: np.ndarray
    all_good: np.ndarray

    @property
    def good(self) -> np.ndarray:
        return self.all_good[self.places]

    @property
    def later(self) -> np.ndarray:
        return self.both.later[self.places]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """People and base of the later wave, then of the earlier one."""
        later, good = self.later, self.good
        now, before = int(later.sum()), int((~later).sum())
        return int((good & later).sum()), now, int((good & ~later).sum()), before

    def at(self, which: np.ndarray) -> _People:
        return _People(self.both, self.places[which], self.all_good)


def _estimated(people: _People, pooled: bool) -> tuple[Any, ...]:
    """Counts, estimates, background and note of one row."""
    try:
        _require_answers(people)
        people, background, columns = _with_background(people)
        _require_answers(people)
        clusters = None
        if pooled:
            clusters = np.unique(people.both.authority[people.places], return_inverse=True)[1]
        found = standardised_change(people.good, people.later, columns, clusters)
    except CannotEstimate as reason:
        return (*people.counts, np.nan, np.nan, np.nan, "", str(reason))
    names = ", ".join(question.short for question in background)
    return (*people.counts, found.difference, found.low, found.high, names, "")


def _require_answers(people: _People) -> None:
    good_now, now, good_before, before = people.counts
    if min(now, before) < SMALLEST_GROUP:
        raise CannotEstimate(TOO_FEW)
    good = good_now + good_before
    if min(good, now + before - good) < SMALLEST_GROUP:
        raise CannotEstimate(ONE_SIDED)


def _with_background(people: _People) -> tuple[_People, list[Question], np.ndarray]:
    """Those who answered the background there are people enough for; which it is; its columns.

    Questions are taken in the order asked while ten people, in effective numbers, stand for each
    column (Harrell 2015, section 4.4), and only if each group has good and other answers.
    Raises CannotEstimate when none can be.
    """
    taken: list[tuple[Question, np.ndarray]] = []
    width = 1
    for question, values in people.both.background:
        own = values[people.places]
        fewer = people.at(np.isfinite(own) if question.kind == "number" else own >= 0)
        columns = _columns(values[fewer.places], question, fewer.good)
        if columns is not None and _enough(fewer.good, width + columns.shape[1]):
            taken.append((question, values))
            people, width = fewer, width + columns.shape[1]
    if not taken:
        raise CannotEstimate(NO_BACKGROUND)
    # Made again for the people who are left, so that no group has fewer than ten.
    made = [(q, _columns(values[people.places], q, people.good)) for q, values in taken]
    kept = [(question, columns) for question, columns in made if columns is not None]
    if not kept:
        raise CannotEstimate(NO_BACKGROUND)
    return people, [question for question, _ in kept], np.column_stack([c for _, c in kept])


def _columns(values: np.ndarray, question: Question, good: np.ndarray) -> np.ndarray | None:
    """One column per group but the largest, or the number; None where they tell nothing.

    A group that gave good answers only, or none, has no finite coefficient.
    """
    if question.kind == "number":
        return values[:, np.newaxis] if len(values) and np.ptp(values) > 0 else None
    if not len(values):
        return None
    groups, _ = small_joined(values, question)
    sizes = np.bincount(groups)
    good_ones = np.bincount(groups, weights=good)
    present = np.flatnonzero(sizes)
    divided = (good_ones[present] > 0) & (good_ones[present] < sizes[present])
    if len(present) < 2 or not divided.all():
        return None
    others = present[present != sizes.argmax()]
    return (groups[:, np.newaxis] == others).astype(float)


def _enough(good: np.ndarray, columns: int) -> bool:
    return columns <= effective_sample_size([(~good).sum(), good.sum()]) / PEOPLE_PER_COLUMN
