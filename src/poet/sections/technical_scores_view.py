"""The scores in a table: how high, how spread, and Cronbach's alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.technical_words import count_words, rows_of, score_words, table, whose
from poet.wording import count
from poet.wording_technical import decimal, interval

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

HEADINGS = (
    "Score",
    "Whose answers",
    "Questions",
    "People",
    "Mean",
    "Standard deviation",
    "Alpha",
    "Alpha: 95% interval",
)


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience, with a row per score and group of people."""
    tables = []
    for survey in report.surveys:
        scores = rows_of(report.released["technical_scores"], audience=survey.audience)
        if len(scores):
            rows = [_row(report, row) for row in each_row(scores)]
            tables.append(table(f"Scores of {survey.questionnaire.people}", HEADINGS, rows))
    return {"tables": tables}


def _row(report: AuthorityReport, row: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - a row of findings
    return score_words(row.score), [
        whose(report, row.authority),
        count(row.questions),
        count_words(row.people),
        decimal(row.mean, 1),
        decimal(row.standard_deviation, 1),
        decimal(row.alpha),
        interval(row.low, row.high),
    ]
