"""Process: every question of the role of every audience, and a block of the first."""

from __future__ import annotations

import dataclasses

from poet.sections.process import find, view
from poet.sections.shares import shares_of_role


def test_it_finds_the_shares_of_its_role(three_councils) -> None:
    found = find(three_councils)
    assert found.equals(shares_of_role(three_councils, "process"))
    asked = {
        (survey.audience, question.key)
        for survey in three_councils.surveys
        for question in survey.questionnaire.with_role("process")
        if question.scale is not None
    }
    assert set(zip(found["audience"], found["question"], strict=True)) == asked


def test_it_views_a_block_of_budget_holders_where_they_were_asked(reports) -> None:
    shown = view(reports[0])
    assert shown["empty"] is False
    assert [block["people"] for block in shown["blocks"]] == ["people who hold a personal budget"]


def test_it_views_carers_where_no_budget_holder_answered(reports) -> None:
    rows = reports[0].released["process"]
    carers = {**reports[0].released, "process": rows[rows["audience"].ne("budget_holder")]}
    report = dataclasses.replace(reports[0], released=carers)
    assert [block["people"] for block in view(report)["blocks"]] == ["family carers"]


def test_without_any_answer_it_is_empty(reports) -> None:
    nothing = {**reports[0].released, "process": reports[0].released["process"].iloc[:0]}
    assert view(dataclasses.replace(reports[0], released=nothing)) == {"blocks": [], "empty": True}
