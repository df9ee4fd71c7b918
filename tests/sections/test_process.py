"""Process: every question of the role, of every audience, and a block for each."""

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


def test_it_views_a_block_for_every_audience_that_was_asked(reports) -> None:
    shown = view(reports[0])
    assert shown["empty"] is False
    assert [block["people"] for block in shown["blocks"]] == [
        survey.questionnaire.people for survey in reports[0].surveys
    ]


def test_without_any_answer_it_is_empty(reports) -> None:
    nothing = {**reports[0].released, "process": reports[0].released["process"].iloc[:0]}
    assert view(dataclasses.replace(reports[0], released=nothing)) == {"blocks": [], "empty": True}
