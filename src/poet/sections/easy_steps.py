"""Easy Read: how many steps it takes to get a budget, how long, and how many forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.easy_ideas import idea
from poet.sections.steps_rows import Row, of_level, rows_of_map
from poet.wording import count, half_up

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

BESIDE_ANSWERS = "process_map"
MINUTES_IN_AN_HOUR = 60
# From here on whole hours are near enough.
HOURS_FROM = 90


def view(report: AuthorityReport) -> dict[str, Any]:
    """An idea each: the steps, the time, the forms, the work done twice.

    Empty where the study has no process map.
    """
    rows = rows_of_map(report)
    if rows.empty:
        return {"empty": True}
    whole = of_level(rows, "whole", "all")[0]
    ideas = [
        idea("plan", [_many(whole.steps, "step", "steps")]),
        idea("clock", _time(rows)),
        idea("form", [_forms(whole.forms)]),
        idea("same", _twice(of_level(rows, "twice", "all")[0])),
    ]
    return {"ideas": [one for one in ideas if any(one["sentences"])], "empty": False}


def _many(number: float, one: str, many: str) -> str:
    if number == 1:
        return f"There is 1 {one} to a budget."
    return f"There are {count(number)} {many} to a budget."


def _time(rows: DataFrame) -> list[str]:
    """How long workers need for one person, and the person or family themselves."""
    staff, own = (of_level(rows, "whole", whose)[0].minutes for whose in ("staff", "own"))
    lines = [f"Workers need {about_time(staff)} for one person."] if staff else []
    if own:
        lines.append(f"People or their families need {about_time(own)}.")
    return lines


def about_time(minutes: float) -> str:
    """So many minutes in easy words.

    >>> about_time(508), about_time(95), about_time(33), about_time(2)
    ('about 8 hours', 'about 2 hours', 'about 35 minutes', 'a few minutes')
    """
    if minutes >= HOURS_FROM:
        return f"about {count(half_up(minutes / MINUTES_IN_AN_HOUR))} hours"
    fives = 5 * half_up(minutes / 5)
    return f"about {fives} minutes" if fives else "a few minutes"


def _forms(forms: float) -> str:
    """How many forms one person's budget needs; "" where it needs none."""
    whole = half_up(forms)
    if not whole:
        return ""
    there = "is about 1 form" if whole == 1 else f"are about {count(whole)} forms"
    return f"There {there} to fill in."


def _twice(twice: Row) -> list[str]:
    if not twice.minutes:
        return []
    return ["Some work is done two times.", f"That takes {about_time(twice.minutes)} more."]
