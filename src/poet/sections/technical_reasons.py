"""What could not be estimated, and why: every gap of the technical annex in one table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.fitted_models import AUDIENCES
from poet.sections.technical_words import reason_words, rows_of, score_words, table, whose
from poet.wording import capital, list_of

if TYPE_CHECKING:
    from poet.sections import AuthorityReport
    from poet.study import Survey

HEADINGS = ("What", "Whose answers", "Outcomes", "Why")
CHECKS = {
    "imputed": "Ordinal model, blanks filled in",
    "council_intercepts": "Council intercepts",
    "random_intercepts": "Random intercepts",
    "without_lowest": "Without one council",
}
# By whether there is a test after all, at the other lines.
BRANT = {False: "Brant\u2019s test", True: "Brant\u2019s test, at one line or more"}
ALL_OUTCOMES = "all of them"
NOT_MODELLED = "No model is made of the answers of this audience"
Gap = tuple[str, str, str, str]


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience: what, whose answers, of which outcomes, why."""
    tables = []
    for survey in report.surveys:
        if rows := _rows(report, survey):
            tables.append(table(f"Not estimated: {survey.questionnaire.people}", HEADINGS, rows))
    return {"tables": tables}


def _rows(report: AuthorityReport, survey: Survey) -> list[tuple[str, list[str]]]:
    """Gaps of the same kind, group and reason stand in one row, with all their outcomes."""
    if survey.audience not in AUDIENCES:
        return [("Every model", [report.name, ALL_OUTCOMES, NOT_MODELLED])]
    together: dict[tuple[str, str, str], dict[str, None]] = {}
    for what, group, outcome, why in _gaps(report, survey):
        together.setdefault((what, group, why), {})[outcome] = None
    every = {question.short for question in survey.questionnaire.with_role("outcome")}
    return [
        (what, [group, ALL_OUTCOMES if every == set(outcomes) else list_of(list(outcomes)), why])
        for (what, group, why), outcomes in together.items()
    ]


def _gaps(report: AuthorityReport, survey: Survey) -> Iterator[Gap]:
    questionnaire = survey.questionnaire
    for what, row in _noted(report, survey.audience):
        key = getattr(row, "outcome", "")
        outcome = questionnaire.question(key) if key else None
        names = outcome.short if outcome else "the score itself"
        group = whose(report, row.authority)
        yield what, group, names, reason_words(questionnaire, outcome, row.note)


def _noted(report: AuthorityReport, audience: str) -> Iterator[tuple[str, Any]]:
    """What a row is about, and the row, for every row of the technical findings with a reason."""

    def noted(section: str) -> list[Any]:
        rows = rows_of(report.released[section], audience=audience)
        return each_row(rows[rows["note"].ne("")])

    yield from ((f"Score: {score_words(row.score)}", row) for row in noted("technical_scores"))
    yield from _models(noted("technical_models"))
    yield from (("Binary model at one line", row) for row in noted("technical_lines"))
    yield from ((BRANT[not math.isnan(row.p)], row) for row in noted("technical_brant"))
    yield from ((CHECKS[row.check], row) for row in noted("technical_robustness"))


def _models(rows: Iterator[Any]) -> Iterator[tuple[str, Any]]:
    """Both models of an outcome in one, where the reason is the same."""
    together: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows:
        together.setdefault((row.authority, row.outcome, row.note), []).append(row)
    for alike in together.values():
        yield ("Both models" if len(alike) > 1 else f"{capital(alike[0].model)} model"), alike[0]
