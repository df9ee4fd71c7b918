"""All the numbers: every question's released shares in tables, for whoever wants to check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import HIDDEN, SIDES, QuestionSides, by_scale, question_sides
from poet.wording import capital, count, percent

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport

ROLES = (("outcomes", "outcome"), ("process", "process"), ("involvement", "involvement"))
PEOPLE = "People"
ROLE_NAMES = {"outcome": "Outcomes", "process": "The process", "involvement": "Being involved"}


def view(report: AuthorityReport) -> dict[str, Any]:
    """Tables per audience and role; the same numbers stand in the findings CSV."""
    blocks = []
    for survey in report.surveys:
        tables = [
            table
            for section, role in ROLES
            for table in _tables(report, section, survey.questionnaire, role)
        ]
        if tables:
            blocks.append({"heading": capital(survey.questionnaire.people), "tables": tables})
    return {"blocks": blocks, "hidden_mark": HIDDEN}


def _tables(
    report: AuthorityReport, section: str, questionnaire: Questionnaire, role: str
) -> list[dict[str, Any]]:
    judged = by_scale(question_sides(report, section, questionnaire, role))
    several = [q for q in questionnaire.with_role(role) if q.kind == "multiple"]
    return [
        *(_judged_table(role, group) for group in judged),
        *(
            _ticks_table(question, rows)
            for question in several
            if len(rows := _ticks(report, section, questionnaire, question))
        ),
    ]


def _judged_table(role: str, group: list[QuestionSides]) -> dict[str, Any]:
    scale = group[0].question.scale
    sides = [side for side in SIDES if scale.side(side)]
    headings = [capital(scale.side(side)) for side in sides]
    headings[0] += " (likely range)"
    return {
        "headings": [ROLE_NAMES[role], *headings, PEOPLE],
        "rows": [
            {
                "label": one.question.short,
                "cells": [
                    one.parts[sides[0]].with_range,
                    *(one.parts[side].percent for side in sides[1:]),
                    _people(one),
                ],
            }
            for one in group
        ],
    }


def _people(one: QuestionSides) -> str:
    return HIDDEN if not one.base else count(one.base)


def _ticks(
    report: AuthorityReport, section: str, questionnaire: Questionnaire, question: Question
) -> DataFrame:
    """One row per answer that could be ticked here; none when nobody answered."""
    released = report.released[section]
    return released[
        released["audience"].eq(questionnaire.audience)
        & released["question"].eq(question.key)
        & released["level"].eq("answer")
        & released["note"].eq("")
        & released["base"].ne(0).fillna(True)  # hidden is not nobody
    ]


def _ticks_table(question: Question, rows: DataFrame) -> dict[str, Any]:
    return {
        "headings": [f"{question.short} (several answers possible)", "Share", PEOPLE],
        "rows": [
            {
                "label": row.label,
                "cells": [HIDDEN, HIDDEN]
                if row.hidden
                else [percent(row.share), count(row.people)],
            }
            for row in rows.itertuples()
        ],
    }
