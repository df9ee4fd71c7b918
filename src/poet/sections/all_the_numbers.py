"""All the numbers in tables, for whoever wants to check.

Of the first audience every released share, of the others the share of good answers. The findings
CSV has every share of everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import HIDDEN, SIDES, QuestionSides, by_scale, question_sides
from poet.sections.audiences import in_order
from poet.sections.each_row import each_row
from poet.sections.who_answered import answered
from poet.wording import capital, count, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport
    from poet.study import Survey

ROLES = (("outcomes", "outcome"), ("process", "process"), ("involvement", "involvement"))
PEOPLE = "People"
ROLE_NAMES = {"outcome": "Outcomes", "process": "The process", "involvement": "Being involved"}
OTHER_QUESTIONS, GOOD_ANSWERS = "Other questions", "Good answers"

ByScale = list[list[QuestionSides]]


def view(report: AuthorityReport) -> dict[str, Any]:
    """Of the audience that the main sections are about, tables per role and scale; of each other
    one short tables. The same numbers stand in the findings CSV.

    `halves` of a short block hold the tables that stand side by side, before `tables`.
    """
    first, *others = in_order(report)
    blocks = [_full_block(report, first), *(_short_block(report, one) for one in others)]
    return {
        "blocks": [block for block in blocks if block["tables"] or block["halves"]],
        "hidden_mark": HIDDEN,
    }


def _full_block(report: AuthorityReport, survey: Survey) -> dict[str, Any]:
    tables = [
        table
        for section, role in ROLES
        for table in _tables(report, section, survey.questionnaire, role)
    ]
    return {**_about(report, survey), "halves": [], "tables": tables}


def _short_block(report: AuthorityReport, survey: Survey) -> dict[str, Any]:
    by_role = [
        by_scale(question_sides(report, section, survey.questionnaire, role))
        for section, role in ROLES
    ]
    halves = _largest_tables(by_role[:1]), _largest_tables(by_role[1:])
    return {
        **_about(report, survey),
        "halves": [half for half in halves if half],
        "tables": _others_table(by_role),
    }


def _about(report: AuthorityReport, survey: Survey) -> dict[str, Any]:
    people = survey.questionnaire.people
    return {
        "heading": capital(people),
        "answered": capital(f"{answered(report, survey.audience, people)} answered."),
    }


def _largest_tables(by_role: Sequence[ByScale]) -> list[dict[str, Any]]:
    """For each role a table of the scale with most questions."""
    return [_good_table(max(groups, key=len)) for groups in by_role if groups]


def _good_table(group: Sequence[QuestionSides]) -> dict[str, Any]:
    question = group[0].question
    rows = [_good_row(one.question.short, one) for one in group]
    return {
        "headings": [ROLE_NAMES[question.role], capital(question.scale.side("good"))],
        "rows": rows,
    }


def _others_table(by_role: Sequence[ByScale]) -> list[dict[str, Any]]:
    """One table of the questions of all other scales, or none; a row says what a good answer is."""
    rows = [
        _good_row(f"{one.question.short}: “{one.question.scale.side('good')}”", one)
        for groups in by_role
        for group in groups
        if group is not max(groups, key=len)
        for one in group
    ]
    return [{"headings": [OTHER_QUESTIONS, GOOD_ANSWERS], "rows": rows}] if rows else []


def _good_row(label: str, one: QuestionSides) -> dict[str, Any]:
    return {"label": label, "cells": [one.parts["good"].percent]}


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
    headings[0] += " (range)"
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
            for row in each_row(rows)
        ],
    }
