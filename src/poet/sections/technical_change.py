"""Change between waves in a table: difference, interval, adjusted difference and trend."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poet.sections.change_view import changes_of
from poet.sections.technical_words import count_words, table
from poet.wording_technical import estimate, p_value

if TYPE_CHECKING:
    from poet.sections.authority_report import AuthorityReport
    from poet.sections.change_view import Changes

HEADINGS = (
    "Question",
    "People before",
    "People now",
    "Change, in 100",
    "p",
    "Clear",
    "Adjusted, in 100",
    "Slope, in 100",
    "p of trend",
)
ADJUSTED = ("adjusted", "adjusted_low", "adjusted_high")
DIFFERENCE = ("difference", "difference_low", "difference_high")
SLOPE = ("slope", "slope_low", "slope_high")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience of the good answers, and the reasons for what is not in it."""
    compared = [one for one in changes_of(report) if len(one.rows)]
    names = {wave.id: wave.name for wave in report.study.waves}
    return {
        "tables": [_table(changes, names) for changes in compared if len(changes.shown)],
        "reasons": [line for changes in compared for line in _reasons(changes)],
        "empty": not compared,
    }


def _table(changes: Changes, names: dict[str, str]) -> dict[str, Any]:
    adjusted = changes.adjusted.set_index("question")
    caption = (
        f"Good answers of {changes.questionnaire.people}: {names[changes.wave]} and "
        f"{names[changes.wave_before]}"
    )
    rows = [_row(changes, row, adjusted) for row in changes.shown.to_dict("records")]
    return table(caption, HEADINGS, rows)


def _row(changes: Changes, row: dict[str, Any], adjusted: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - a frame
    key = row["question"]
    allowed = adjusted.loc[key] if key in adjusted.index else dict.fromkeys(ADJUSTED, math.nan)
    return changes.questionnaire.question(key).short, [
        f"{count_words(row['people_before'])} of {count_words(row['base_before'])}",
        f"{count_words(row['people'])} of {count_words(row['base'])}",
        _hundredths(row, DIFFERENCE),
        p_value(row["p"]),
        "yes" if row["clear"] else "no",
        _hundredths(allowed, ADJUSTED),
        _hundredths(row, SLOPE),
        p_value(row["p_trend"]),
    ]


def _hundredths(row: Any, names: tuple[str, str, str]) -> str:  # noqa: ANN401 - a row of findings
    return estimate(*(row[name] * 100 for name in names), digits=0)


def _reasons(changes: Changes) -> list[str]:
    """A sentence for each reason, with how many questions it keeps out of the table."""
    notes = changes.rows.loc[changes.rows["note"].ne(""), "note"].value_counts(sort=False)
    whose = changes.questionnaire.people
    return [f"Not compared, of {whose}: {many} (reason: {note})." for note, many in notes.items()]
