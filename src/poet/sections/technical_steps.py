"""The process map in tables: what each step, stage and kind of worker takes, and each change."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poet.sections.steps_rows import Row, figures, numbered, of_level, rows_of_map
from poet.sections.technical_words import table
from poet.wording import count, percent
from poet.wording_technical import NONE, decimal

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

BESIDE_ANSWERS = "process_map"
STEPS = (
    "Step",
    "Done by",
    "Cases",
    "Minutes when done",
    "Minutes",
    "Forms",
    "Sign-offs",
    "System",
    "Work of step",
)
SUMS = (
    "Steps",
    "How many",
    "Minutes",
    "Forms",
    "Sign-offs",
    "Hand-overs",
    "Systems",
    "Hours a year",
    "Full-time workers",
)
WHOSE = {"all": "everybody", "staff": "staff", "own": "own time"}


def view(report: AuthorityReport) -> dict[str, Any]:
    """Three tables: steps; what they come to; what would be less without some of them.

    Empty where the study has no process map.
    """
    rows = rows_of_map(report)
    if rows.empty or report.study.process_map is None:
        return {"empty": True}
    process = report.study.process_map
    every = [*of_level(rows, "what_if"), *of_level(rows, "every_what_if")]
    changes = [row for row in every if row.steps]
    return {
        "title": process.title,
        "source": process.source,
        "cases": count(process.cases_a_year) if process.cases_a_year else NONE,
        "hours": decimal(process.hours_a_year, 0) if process.hours_a_year else NONE,
        "steps": table("Each step", STEPS, _step_rows(rows)),
        "sums": table("In an average case, and in a year", SUMS, _sum_rows(rows)),
        "changes": table("What would be less", SUMS, [_change_row(one) for one in changes])
        if changes
        else None,
        "empty": False,
    }


def _step_rows(rows: DataFrame) -> list[tuple[str, list[str]]]:
    numbers = numbered(rows)
    steps = {step.item: step for step in of_level(rows, "step")}
    return [
        (f"{count(number)} {steps[item].label}", _step_cells(steps[item], numbers))
        for item, number in numbers.items()
    ]


def _step_cells(step: Row, numbers: dict[str, int]) -> list[str]:
    return [
        step.who,
        percent(step.of_cases),
        figures(step.minutes_when_done) or "0",
        figures(step.minutes) or "0",
        figures(step.forms) or "0",
        figures(step.sign_offs) or "0",
        step.system or NONE,
        count(numbers[step.repeats]) if step.repeats else NONE,
    ]


def _sum_rows(rows: DataFrame) -> list[tuple[str, list[str]]]:
    """All steps and each stage, whoever does them; then each doer; then work done twice."""
    every = [_sum_row(f"All, {WHOSE[row.whose]}", row) for row in of_level(rows, "whole")]
    stages = [_sum_row(row.label, row) for row in of_level(rows, "stage", "all")]
    doers = [_sum_row(f"Done by {row.label}", row) for row in of_level(rows, "doer")]
    twice = [_sum_row("Done twice", row) for row in of_level(rows, "twice", "all")]
    return [*every, *stages, *doers, *twice]


def _change_row(row: Row) -> tuple[str, list[str]]:
    words = row.label or "All of these together"
    return _sum_row(f"{words}, {WHOSE[row.whose]}", row)


def _sum_row(label: str, row: Row) -> tuple[str, list[str]]:
    return label, [
        count(row.steps),
        figures(row.minutes) or "0",
        figures(row.forms) or "0",
        figures(row.sign_offs) or "0",
        _counted(row.hand_overs),
        _counted(row.systems),
        NONE if math.isnan(row.hours_a_year) else decimal(row.hours_a_year, 1),
        decimal(row.workers),
    ]


def _counted(number: Any) -> str:  # noqa: ANN401 - a count, or pandas' missing
    import pandas as pd

    return NONE if pd.isna(number) else count(number)
