"""What would be less without some steps, and what people say of the same steps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poet.sections.steps_rows import Row, figures, of_level, paperwork, rows_of_map
from poet.sections.steps_said import said_of_steps
from poet.wording import count, list_of
from poet.wording_time import about, duration, in_two_figures, short_duration

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

BESIDE_ANSWERS = "process_map"
MOST_CHANGES, MOST_IN_TABLE = 4, 3
TOGETHER = "All of these together"
SHARED = "Some of these leave out the same steps, so they do not add up."


def view(report: AuthorityReport) -> dict[str, Any]:
    """A line for each change, one for all together, both as a table, and what people say.

    Empty where the study has no process map, or nothing of this.
    """
    rows = rows_of_map(report)
    changes = of_level(rows, "what_if", "all")
    said = said_of_steps(report, rows)
    return {
        "changes": [change_words(rows, change) for change in changes[:MOST_CHANGES]],
        "more": _more(len(changes) - MOST_CHANGES),
        "together": _together(rows),
        "table": _table(rows, changes[:MOST_IN_TABLE]) if changes else None,
        "shared": SHARED if _are_shared(rows) else "",
        **said,
        "empty": not changes and said["said"] is None,
    }


def change_words(rows: DataFrame, change: Row) -> str:
    """What would be less: "Without the panel: each case would take 18 minutes less, ..."."""
    own = next(row for row in of_level(rows, "what_if", "own") if row.item == change.item)
    return " ".join(_less(change.label, change, own))


def _less(label: str, change: Row, own: Row) -> list[str]:
    """Time, then what it comes to in a year, then whose time it is."""
    takes = f"each case would take {duration(change.minutes)} less"
    lines = [f"{label}: {takes if change.minutes else 'no time would be saved'}."]
    less = _less_a_year(change) if not math.isnan(change.hours_a_year) else paperwork(change)
    if less:
        when = "a case" if math.isnan(change.hours_a_year) else "a year"
        lines.append(f"That is {list_of(less)} {when} less.")
    if own.minutes:
        verb = "is" if own.minutes <= 1 else "are"
        lines.append(f"Of that, {duration(own.minutes)} {verb} time of the person or family.")
    return lines


def _less_a_year(change: Row) -> list[str]:
    """Hours, forms and sign-offs, the first of them with "about"."""
    numbers = (
        (change.hours_a_year, "hour", "hours"),
        (change.forms_a_year, "form", "forms"),
        (change.sign_offs_a_year, "sign-off", "sign-offs"),
    )
    told = [about(number, one, many) for number, one, many in numbers if number]
    return [*told[:1], *(words.removeprefix("about ") for words in told[1:])]


def _are_shared(rows: DataFrame) -> bool:
    """Whether two changes leave out the same step."""
    every = of_level(rows, "every_what_if", "all")
    each = sum(row.steps for row in of_level(rows, "what_if", "all"))
    return bool(every) and each > every[0].steps


def _together(rows: DataFrame) -> str:
    """All changes at once; "" where there is only one, or none."""
    every = of_level(rows, "every_what_if", "all")
    if not every:
        return ""
    words = _less(TOGETHER, every[0], of_level(rows, "every_what_if", "own")[0])
    return " ".join([*([SHARED] if _are_shared(rows) else []), *words])


def _more(left: int) -> str:
    if left < 1:
        return ""
    return f"{count(left)} more {'stands' if left == 1 else 'stand'} in the table of findings."


def _table(rows: DataFrame, changes: list[Row]) -> dict[str, Any]:
    """A row for each change, and for all of them together: what would be less."""
    every = [row._replace(label=TOGETHER) for row in of_level(rows, "every_what_if", "all")]
    by_year = not math.isnan(changes[0].hours_a_year)
    year = ["Hours a year", "Forms a year", "Sign-offs a year"]
    headings = year if by_year else ["Forms a case", "Sign-offs a case"]
    return {
        "headings": ["Less would be", "Time a case", *headings],
        "rows": [
            {"label": row.label, "cells": [short_duration(row.minutes), *_numbers(row, by_year)]}
            for row in [*changes, *every]
        ],
    }


def _numbers(row: Row, by_year: bool) -> list[str]:
    """The cells of a change after its time."""
    if by_year:
        told = (row.hours_a_year, row.forms_a_year, row.sign_offs_a_year)
        return [in_two_figures(number) for number in told]
    return [figures(row.forms) or "0", figures(row.sign_offs) or "0"]
