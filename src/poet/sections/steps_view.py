"""The steps of the process in words and one picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poet.sections.steps_picture import (
    MOST_LINES,
    lines_of_steps,
    picture_in_parts,
    whole_picture,
)
from poet.sections.steps_rows import how_many, of_level, paperwork, rows_of_map
from poet.wording import count, half_up, list_of
from poet.wording_time import about_hours, duration

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

MOST_DOERS = 4
NO_SOURCE = "The map does not say where its times come from."


def view(report: AuthorityReport) -> dict[str, Any]:
    """What the steps take in a case and a year, what is done twice, and a picture of them: as one
    `chart`, and in `parts` for large print.

    Empty where the study has no process map.
    """
    rows = rows_of_map(report)
    if rows.empty or report.study.process_map is None:
        return {"empty": True}
    source = report.study.process_map.source
    drawn = lines_of_steps(rows) <= MOST_LINES
    return {
        "title": report.study.process_map.title,
        "case": _case_sentences(rows),
        "ways": _ways_sentence(rows),
        "doers": _doer_sentence(rows),
        "year": _year_sentence(report, rows),
        "twice": _twice_sentence(rows),
        "source": f"The times come from: {source.rstrip('.')}." if source else NO_SOURCE,
        "several": len(report.study.authorities) > 1,
        "whole_stages": not drawn,
        "chart": whole_picture(rows, drawn),
        "parts": picture_in_parts(rows, drawn),
        "empty": False,
    }


def _case_sentences(rows: DataFrame) -> list[str]:
    """How many steps there are, and what they take in an average case."""
    whole, staff, own = (of_level(rows, "whole", whose)[0] for whose in ("all", "staff", "own"))
    stages = [stage for stage in of_level(rows, "stage", "all") if stage.steps]
    lines = [f"The work has {how_many(whole.steps, 'step')} in {how_many(len(stages), 'stage')}."]
    if staff.steps:
        lines.append(f"In an average case, staff work {duration(staff.minutes)}.")
    if own.steps:
        lines.append(f"People or their families spend {duration(own.minutes)}.")
    papers = paperwork(whole)
    return [*lines, *([f"A case needs {list_of(papers)}."] if papers else [])]


def _ways_sentence(rows: DataFrame) -> str:
    """How often the work changes hands, and in how many systems it is kept; "" for neither."""
    whole = of_level(rows, "whole", "all")[0]
    hands = [_times("changes hands", whole.hand_overs)] if whole.hand_overs else []
    kept = [f"is kept in {count(whole.systems)} systems"] if whole.systems > 1 else []
    return f"The work {list_of([*hands, *kept])}." if hands or kept else ""


def _doer_sentence(rows: DataFrame) -> str:
    """Which staff do most of it; "" where they are all of one kind."""
    doers = [row for row in of_level(rows, "doer", "staff") if row.minutes]
    if len(doers) < 2:
        return ""
    most = sorted(doers, key=lambda row: -row.minutes)[:MOST_DOERS]
    told = list_of([f"{row.label} {duration(row.minutes)}" for row in most])
    return f"{'Staff' if len(most) == len(doers) else 'Most staff time'}: {told}."


def _year_sentence(report: AuthorityReport, rows: DataFrame) -> str:
    """What staff do in a year; "" where they do nothing, or the number of cases is not known."""
    process, staff = report.study.process_map, of_level(rows, "whole", "staff")[0]
    if process is None or process.cases_a_year is None or not staff.minutes:
        return ""
    hours = about_hours(staff.hours_a_year)
    words = f"With {count(process.cases_a_year)} cases a year, staff work {hours} on this"
    return f"{words}." if math.isnan(staff.workers) else f"{words}: {workers_words(staff.workers)}."


def workers_words(workers: float) -> str:
    """So many full-time workers, to one decimal place.

    >>> workers_words(2.34), workers_words(1), workers_words(0.02)
    ('2.3 full-time workers', '1 full-time worker', 'less than 0.1 full-time workers')
    """
    rounded = half_up(workers, 1)
    if not rounded:
        return "less than 0.1 full-time workers"
    return f"{rounded:,.10g} full-time {'worker' if rounded == 1 else 'workers'}"


def _twice_sentence(rows: DataFrame) -> str:
    """How much work is done twice; "" where none is."""
    twice = of_level(rows, "twice", "all")[0]
    if not twice.steps:
        return ""
    does = "step does" if twice.steps == 1 else "steps do"
    takes = list_of([duration(twice.minutes), *paperwork(twice)])
    year = "" if math.isnan(twice.hours_a_year) else f", {about_hours(twice.hours_a_year)} a year"
    return f"{count(twice.steps)} {does} the same work once more: {takes} in a case{year}."


def _times(words: str, number: int) -> str:
    return f"{words} {'once' if number == 1 else f'{count(number)} times'}"
