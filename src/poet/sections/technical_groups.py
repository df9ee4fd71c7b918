"""Tests of groups in tables: for each question, whether groups differ, with Holm's correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.group_questions import group_questions
from poet.sections.technical_words import groups_of, rows_by, rows_of, table
from poet.wording_technical import decimal, p_value

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport
    from poet.study import Survey


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience: Cramér's V and Holm's p for each outcome and group question.

    Of this authority, then of all together, where they were tested.
    """
    omnibus = rows_of(report.released["group_tests"], test="omnibus")
    tables = [
        _table(
            survey,
            f"{name}: {survey.questionnaire.people}",
            rows_of(omnibus, authority=code, audience=survey.audience),
        )
        for code, name in dict(groups_of(report)).items()
        for survey in report.surveys
        if rows_of(omnibus, authority=code, audience=survey.audience)["p"].notna().any()
    ]
    return {"tables": tables, "empty": not tables}


def _table(survey: Survey, caption: str, tests: DataFrame) -> dict[str, Any]:
    by_cell = rows_by(tests, "question", "group_question")
    asked = [
        q for q in group_questions(survey.questionnaire) if q.key in set(tests["group_question"])
    ]
    rows = [
        (question.short, [_cell(by_cell.get((question.key, by.key), ())) for by in asked])
        for question in survey.questionnaire.with_role("outcome")
        if question.key in set(tests.loc[tests["p"].notna(), "question"])
    ]
    return table(caption, ["Question", *(by.short for by in asked)], rows)


def _cell(tests: Any) -> str:  # noqa: ANN401 - rows of findings, one or none
    known = [test for test in tests if test.p_holm == test.p_holm]
    return f"{decimal(known[0].cramers_v)} ({p_value(known[0].p_holm)})" if known else "none"
