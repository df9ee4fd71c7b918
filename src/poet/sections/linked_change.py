"""The same people in two waves: who moved up, who moved down, known by hashes of the authority's.

Only where a questionnaire asks for a `linked_id` and both files have one. A hash counts within one
authority; one that stands twice in a wave tells of nobody and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.comparable import earlier_question, judged_questions, wave_to_compare
from poet.sections.model_data import positions
from poet.statistics.paired_differences import newcombe_correlated, newcombe_paired, phi
from poet.statistics.proportions import wilson
from poet.statistics.rounded_counts import effective_counts, step_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study, Survey

COLUMNS = {
    "authority": "code of the authority",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "the later round of asking: the latest",
    "question": "key of the question in the questionnaire of the later wave; empty for linked",
    "topic": "topic of the question; empty for linked",
    "wave_before": "the earlier round: the last one before in which this audience was asked",
    "level": (
        "linked, moved or good: the rows of moved (better, same, worse) add up to their base"
    ),
    "move": (
        "what a row counts: linked (people who answered both times, of those who answered the "
        "later time); better, same, worse (how the answer moved on its scale, of linked people who "
        "answered the question both times); good (good answers now and before, of the same people)"
    ),
    "people": "how many people; for good, those with a good answer in the later wave",
    "base": "how many people they are part of",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927); empty for linked",
    "high": "upper end of the 95 % interval of the share; empty for linked",
    "people_before": "for good: how many of the same people gave a good answer before",
    "base_before": "for good: the same number as base",
    "share_before": "for good: people_before divided by base_before",
    "difference": "for good: share less share_before, -1 to 1",
    "difference_low": (
        "lower end of its 95 % interval (paired: Newcombe 1998b); where counts are rounded, from "
        "them, correlation, and with room for the rounding"
    ),
    "difference_high": "upper end of its 95 % interval",
    "correlation": (
        "for good: how far people say the same both times (phi with continuity correction), as "
        "far as may be told: 0.5 or more, 0, -0.5 or -1, whichever is next below"
    ),
    "note": "why there is no number; empty when there is",
}
# Of the correlation so much is told: more would tell how few people changed their answer.
HALF, MOST_TOLD = 0.5, 0.5
ESTIMATES = ("difference", "difference_low", "difference_high")
LINKED_ID = "linked_id"
MOVES = {"better": 1, "same": 0, "worse": -1}
COUNTS = ("people", "base", "people_before", "base_before")
NOBODY = "nobody linked answered this question both times"
Table = dict[str, object]


def find(study: Study) -> DataFrame:
    """One row per authority, audience, question and move (see COLUMNS); none without hashes."""
    import pandas as pd

    asked = {(survey.audience, survey.wave): survey for survey in study.surveys}
    codes = [authority.code for authority in study.authorities]
    tables = [
        pd.DataFrame(table)
        for newer in study.surveys_of(study.latest_wave.id)
        if (older := asked.get((newer.audience, wave_to_compare(study, newer.audience))))
        and all(LINKED_ID in one.by_person for one in (newer, older))
        for table in _tables(newer, older, codes)
    ]
    frame = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    frame = frame.reindex(columns=list(COLUMNS))
    frame[list(COUNTS)] = frame[list(COUNTS)].astype("Int64")
    numbers = [*ESTIMATES, "share", "low", "high", "share_before", "correlation"]
    frame[numbers] = frame[numbers].astype("float64")
    return frame


def work_out(released: DataFrame) -> DataFrame:
    """The released frame with the difference worked out of its counts, where they are rounded.

    From exact counts, a difference and its interval tell how many people changed their answer, to
    the one person.
    """
    step = step_of(*(released[name] for name in COUNTS))
    if step == 1:
        return released
    now, before = (
        effective_counts(released[f"people{when}"], released[f"base{when}"], step)
        for when in ("", "_before")
    )
    found = newcombe_correlated(now, before, released["correlation"])
    told = dict(zip(ESTIMATES, found, strict=True))
    known = released["level"].eq("good") & released["hidden"].eq("")
    return released.assign(**{name: released[name].mask(known, told[name]) for name in ESTIMATES})


def linked_places(newer: Survey, older: Survey) -> tuple[np.ndarray, np.ndarray]:
    """The places in both tables of each person who is in both, in the same authority."""
    keyed = []
    for survey in (newer, older):
        people = survey.by_person[["authority", LINKED_ID]].dropna()
        people = people.drop_duplicates(keep=False)
        keyed.append(people.reset_index(names="place"))
    together = keyed[0].merge(keyed[1], on=["authority", LINKED_ID], suffixes=("", "_before"))
    return together["place"].to_numpy(int), together["place_before"].to_numpy(int)


def _tables(newer: Survey, older: Survey, codes: list[str]) -> Iterator[Table]:
    """The columns of the rows of one audience: who is linked, then question by question."""
    now, before = linked_places(newer, older)
    place_of = {code: place for place, code in enumerate(codes)}
    everyone = newer.by_person["authority"].map(place_of).to_numpy(int)
    authority = everyone[now]
    fixed = {"audience": newer.audience, "wave": newer.wave, "wave_before": older.wave}

    def per_authority(places: np.ndarray) -> np.ndarray:
        return np.bincount(places, minlength=len(codes))

    people, base = per_authority(authority), per_authority(everyone)
    told = {"authority": codes, **fixed, "question": "", "topic": "", "note": ""}
    told |= {"level": "linked", "move": "linked"}
    share = people / np.where(base > 0, base, np.nan)
    yield {**told, "people": people, "base": base, "share": share}
    for question in judged_questions(newer.questionnaire):
        key, _ = earlier_question(question, newer.questionnaire, older)
        if key:
            then = positions(older.by_person[key], older.questionnaire.question(key))[before]
            here = positions(newer.by_person[question.key], question)[now]
            both = (then >= 0) & (here >= 0)
            told = {**told, "question": question.key, "topic": question.topic}
            good = np.array([one.meaning == "good" for one in question.scale.worst_to_best])
            yield from _Moved(here[both], then[both], good, authority[both], len(codes)).tables(
                told
            )


@dataclass(frozen=True, eq=False)
class _Moved:
    """The answers of linked people to one question: places on its scale, the worst 0.

    `good` says of each place whether it is good, `where` is the number of each person's authority,
    of `many`.
    """

    now: np.ndarray
    before: np.ndarray
    good: np.ndarray
    where: np.ndarray
    many: int

    @cached_property
    def base(self) -> np.ndarray:
        """How many people per authority."""
        return np.bincount(self.where, minlength=self.many)

    def count(self, which: np.ndarray) -> np.ndarray:
        """People per authority."""
        return np.bincount(self.where[which], minlength=self.many)

    def tables(self, told: Table) -> Iterator[Table]:
        """A table per move, then that of good answers."""
        told = {**told, "note": np.where(self.base > 0, "", NOBODY).astype(object)}
        for move, way in MOVES.items():
            moved = {**told, "level": "moved", "move": move}
            people = self.count(np.sign(self.now - self.before) == way)
            low, high = wilson(people, self.base)
            yield {**moved, **self._counts(people), "low": low, "high": high}
        yield {**told, "level": "good", "move": "good", **self._good()}

    def _counts(self, people: np.ndarray, ending: str = "") -> Table:
        share = people / np.where(self.base > 0, self.base, np.nan)
        return {f"people{ending}": people, f"base{ending}": self.base, f"share{ending}": share}

    def _good(self) -> Table:
        now, before = self.good[self.now], self.good[self.before]
        cells = [
            self.count(c) for c in (now & before, now & ~before, ~now & before, ~now & ~before)
        ]
        difference, low, high = newcombe_paired(*cells)
        people, people_before = cells[0] + cells[1], cells[0] + cells[2]
        share_low, share_high = wilson(people, self.base)
        return {
            **self._counts(people),
            **self._counts(people_before, "_before"),
            "low": share_low,
            "high": share_high,
            **dict(zip(ESTIMATES, (difference, low, high), strict=True)),
            "correlation": np.minimum(np.floor(phi(*cells) / HALF) * HALF, MOST_TOLD),
        }
