"""Released comparisons of waves, as the views of change over time find them."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd

from poet.sections.change_view import view
from poet.study import Wave

WAVES = ("2022", "2024", "2026")
NOTES = {
    "hidden": "too few people gave some answer in wave 2024 to show the share",
    "nobody": "nobody of this authority answered this question in wave 2024",
    "wording": "the wording was another in wave 2024",
}


def three_waves(report):
    """A report of three waves and of budget holders, whose comparisons each test puts in."""
    holders = report.study.responses[0]
    surveys = [dataclasses.replace(holders, wave=wave) for wave in WAVES]
    waves = tuple(Wave(wave, f"spring {wave}") for wave in WAVES)
    study = dataclasses.replace(report.study, waves=waves, responses=tuple(surveys))
    return dataclasses.replace(report, study=study)


def one_wave(report):
    """The same report of the latest wave alone."""
    study = report.study
    alone = dataclasses.replace(study, waves=study.waves[2:], responses=study.responses[2:])
    return dataclasses.replace(report, study=alone)


def sentences(report) -> str:
    """What the view says of the one audience of a report."""
    (block,) = view(report)["blocks"]
    return " ".join(block["sentences"])


def change(question: str, **changed: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "wave": "2026",
        "question": question,
        "topic": question,
        "wave_before": "2024",
        "compared": "last",
        "side": "good",
        "people": 60,
        "base": 100,
        "share": 0.6,
        "people_before": 55,
        "base_before": 100,
        "share_before": 0.55,
        "difference": 0.05,
        "difference_low": -0.05,
        "difference_high": 0.15,
        "p": 0.4,
        "clear": False,
        "waves": 3,
        "slope": 0.02,
        "slope_low": -0.03,
        "slope_high": 0.07,
        "p_trend": 0.4,
        "clear_trend": False,
        "note": "",
    }
    return {**row, **changed}


def adjusted(question: str, low: float, high: float) -> dict[str, object]:
    ends = {"adjusted": (low + high) / 2, "adjusted_low": low, "adjusted_high": high}
    where = {"audience": "budget_holder", "wave_before": "2024"}
    return {"authority": "X001", **where, "question": question, **ends}


def linked(question: str, move: str, **changed: object) -> dict[str, object]:
    row = {"audience": "budget_holder", "question": question, "move": move, "people": 40}
    return {**row, "difference_low": math.nan, "difference_high": math.nan, **changed}


def made(base, *changes, adjusted_rows=(), linked_rows=()):
    released = {
        **base.released,
        "change": pd.DataFrame(changes or [change("dignity")]).iloc[: len(changes)],
        "adjusted_change": pd.DataFrame(adjusted_rows or [adjusted("none", 0, 0)]),
        "linked_change": pd.DataFrame(linked_rows or [linked("", "linked")]).iloc[
            : len(linked_rows)
        ],
    }
    return dataclasses.replace(base, released=released)


BETTER = change("dignity", share=0.8, share_before=0.6, difference=0.2, clear=True)
WORSE = change("independence", share=0.4, share_before=0.65, difference=-0.25, clear=True)
SAME = change("feeling_safe")
