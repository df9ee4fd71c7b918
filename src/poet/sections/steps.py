"""The steps of the process, and the paperwork: what they take in a case and in a year.

The map is the study's and no council's own, so its rows stand once, for all councils together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poet.sections.registry import EVERYONE
from poet.sections.steps_view import view
from poet.statistics.process_burden import (
    WorkStep,
    a_year,
    burden,
    full_time_workers,
    hand_overs,
    hours_a_year,
    received,
    systems,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.process_map import ProcessMap, Step
    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

BESIDE_ANSWERS = "process_map"
WITH_EVERYONE = True
COLUMNS = {
    "authority": "all: the map is one for the whole study, and tells nothing of a single council",
    "wave": "which round of asking the report is about",
    "level": (
        "what a row tells: whole (all steps), stage, doer (the steps that one kind of person "
        "does), step, twice (the steps that do work of another step again), what_if (what would "
        "be less without some steps), every_what_if (without the steps of all of these)"
    ),
    "item": "id of the stage or the step, who does it, or the name of the change; else empty",
    "label": "the same in words",
    "whose": (
        "whose time: all, staff, or own (that of the person or a family carer); for a step and "
        "a doer staff or own"
    ),
    "stage": "id of the stage of a step",
    "who": "who does a step",
    "system": "where a step is recorded; empty where it is not said",
    "repeats": "id of the step whose work a step does again; empty where it does not",
    "topic": "topic of the questions that ask about a step; empty where none is named",
    "of_cases": "which part of all cases have a step, 0 to 1",
    "steps": "how many steps the row counts",
    "minutes_when_done": "minutes that a step takes in a case that has it",
    "minutes": "minutes in an average case: each step's times the part of all cases that have it",
    "forms": "forms filled in, in an average case",
    "sign_offs": "sign-offs needed, in an average case",
    "hand_overs": (
        "how often the work goes from one to another, in a case that has every step; of a stage "
        "and a step, into it; of whose time all only"
    ),
    "systems": "in how many systems something is recorded; of whose time all only",
    "hours_a_year": "minutes times cases a year, in hours; where the map has cases a year",
    "forms_a_year": "forms times cases a year",
    "sign_offs_a_year": "sign_offs times cases a year",
    "workers": (
        "how many full-time workers do so many hours, of staff; where the map has the hours of one"
    ),
    "note": "why there is no number; empty where there is one for each column that the row has",
}
WHOSE = ("all", "staff", "own")
NO_CASES = "the map does not say how many cases there are in a year"
NO_HOURS = "the map does not say how many hours a full-time worker works in a year"
COUNTS = ("steps", "hand_overs", "systems")
TEXTS = (
    *("authority", "wave", "level", "item", "label", "whose", "stage", "who", "system"),
    *("repeats", "topic", "note"),
)
Row = dict[str, Any]


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """Rows of the whole, stages, doers, steps, work done twice and changes (see COLUMNS).

    None where the study has no map. Nothing of it is about persons, so `released` is not looked at.
    """
    import pandas as pd

    rows = list(_rows(study.process_map)) if study.process_map else []
    told = {**dict.fromkeys(TEXTS, ""), "authority": EVERYONE, "wave": study.latest_wave.id}
    frame = pd.DataFrame([{**told, **row} for row in rows], columns=list(COLUMNS))
    numbers = [name for name in COLUMNS if name not in (*TEXTS, *COUNTS)]
    kinds = {**dict.fromkeys(numbers, "float64"), **dict.fromkeys(COUNTS, "Int64")}
    return frame.astype({**dict.fromkeys(TEXTS, "str"), **kinds})


def _rows(process: ProcessMap) -> Iterator[Row]:
    """All rows but for authority and wave."""
    every = process.steps
    yield from _whose_rows(process, every, level="whole")
    for stage, name in process.stages.items():
        mine = [step for step in every if step.stage == stage]
        yield from _whose_rows(process, mine, level="stage", item=stage, label=name)
    for who in dict.fromkeys(step.who for step in every):
        yield _doer_row(process, [step for step in every if step.who == who])
    yield from _step_rows(process)
    twice = [step for step in every if step.repeats]
    yield from _whose_rows(process, twice, level="twice")
    for what_if in process.what_ifs:
        words = {"level": "what_if", "item": what_if.name, "label": what_if.name}
        yield from _saved_rows(process, what_if.without, **words)
    if len(process.what_ifs) > 1:
        without = {step for what_if in process.what_ifs for step in what_if.without}
        yield from _saved_rows(process, without, level="every_what_if")


def _whose_rows(process: ProcessMap, steps: Sequence[Step], **words: str) -> Iterator[Row]:
    """What these steps take, of everybody, of staff and in people's own time."""
    for whose in WHOSE:
        row = {**words, "whose": whose, **_taken(process, _of(steps, whose), whose)}
        yield {**row, **_ways(process, steps, words)} if whose == "all" else row


def _of(steps: Sequence[Step], whose: str) -> list[Step]:
    return [step for step in steps if whose == "all" or step.own_time == (whose == "own")]


def _taken(process: ProcessMap, steps: Sequence[Step], whose: str) -> Row:
    """Minutes, forms and sign-offs of an average case, and what they come to in a year."""
    total = burden(map(_work, steps))
    row: Row = {
        "steps": total.steps,
        "minutes": float(total.minutes),
        "forms": float(total.forms),
        "sign_offs": float(total.sign_offs),
    }
    if process.cases_a_year is None:
        return {**row, "note": NO_CASES}
    hours = hours_a_year(total.minutes, process.cases_a_year)
    row["hours_a_year"] = float(hours)
    row["forms_a_year"] = float(a_year(total.forms, process.cases_a_year))
    row["sign_offs_a_year"] = float(a_year(total.sign_offs, process.cases_a_year))
    if whose != "staff":
        return row
    if process.hours_a_year is None:
        return {**row, "note": NO_HOURS}
    return {**row, "workers": float(full_time_workers(hours, process.hours_a_year))}


def _work(step: Step) -> WorkStep:
    return WorkStep(step.who, step.minutes, step.share, step.forms, step.sign_offs, step.system)


def _ways(process: ProcessMap, steps: Sequence[Step], words: Mapping[str, str]) -> Row:
    """How often work is handed over into these steps, and in how many systems they are kept."""
    if words["level"] == "twice":
        return {"systems": len(systems(map(_work, steps)))}
    into = received([_work(step) for step in process.steps])
    taken = [new for step, new in zip(process.steps, into, strict=True) if step in steps]
    return {"hand_overs": sum(taken), "systems": len(systems(map(_work, steps)))}


def _doer_row(process: ProcessMap, steps: Sequence[Step]) -> Row:
    first = steps[0]
    whose = "own" if first.own_time else "staff"
    words = {"level": "doer", "item": first.who, "label": first.done_by, "whose": whose}
    return {**words, "who": first.who, **_taken(process, steps, whose)}


def _step_rows(process: ProcessMap) -> Iterator[Row]:
    """One row per step, in the order of the map."""
    into = received([_work(step) for step in process.steps])
    for step, new in zip(process.steps, into, strict=True):
        whose = "own" if step.own_time else "staff"
        yield {
            "level": "step",
            "item": step.id,
            "label": step.name,
            "whose": whose,
            "stage": step.stage,
            "who": step.who,
            "system": step.system,
            "repeats": step.repeats,
            "topic": step.topic,
            "of_cases": step.share,
            "minutes_when_done": step.minutes,
            "hand_overs": int(new),
            "systems": int(bool(step.system)),
            **_taken(process, [step], whose),
        }


def _saved_rows(
    process: ProcessMap, without: Sequence[str] | set[str], **words: str
) -> Iterator[Row]:
    """What would be less if these steps were no longer done, and the others were as they are."""
    gone = [step for step in process.steps if step.id in without]
    left = [_work(step) for step in process.steps if step.id not in without]
    every = [_work(step) for step in process.steps]
    for whose in WHOSE:
        row = {**words, "whose": whose, **_taken(process, _of(gone, whose), whose)}
        if whose == "all":
            row["hand_overs"] = hand_overs(every) - hand_overs(left)
            row["systems"] = len(systems(every)) - len(systems(left))
        yield row
