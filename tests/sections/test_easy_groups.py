"""Easy Read: the two kinds of budget as two rows of ten people, and other groups in a sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.sections.easy_groups import view

NOTHING = float("nan")


def omnibus(question: str = "dignity", **more: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "question": question,
        "group_question": "age_band",
        "test": "omnibus",
        "cramers_v": 0.3,
        "difference": NOTHING,
        "p": 0.1,
        "clear": True,
    }
    return {**row, **more}


def budget_row(question: str = "friendships", **more: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "level": "outcome",
        "question": question,
        "share": 0.8,
        "share_managed": 0.5,
        "difference": 0.25,
        "p": 0.001,
        "clear": True,
    }
    return {**row, **more}


@pytest.fixture(scope="module")
def told(report_with):
    def made(tests: list[dict], budgets: list[dict]):
        groups = pd.DataFrame([{**row, "group": "a"} for row in tests])
        frames = {"group_tests": pd.DataFrame(tests), "direct_payments": pd.DataFrame(budgets)}
        return view(report_with(groups=groups, **frames))

    return made


def test_the_two_kinds_of_budget_are_two_rows_of_ten(told) -> None:
    shown = told([omnibus(clear=False)], [budget_row()])
    (idea,) = shown["ideas"]
    assert idea["label"] == "Friends"
    assert idea["sentences"] == ["More people with a direct payment said: better."]
    assert idea["chart"].text == (
        "Of 10 people with a direct payment: 8. Of 10 people with a managed budget: 5."
    )
    assert (shown["together"], shown["why"], shown["budgets"]) == ([], [], True)


def test_fewer_is_said_where_it_is_fewer_and_no_picture_drawn_of_two_alike(told) -> None:
    row = budget_row(share=0.52, share_managed=0.54)
    (idea,) = told([omnibus(clear=False)], [row])["ideas"]
    assert idea["sentences"] == ["Fewer people with a direct payment said: better."]
    assert idea["chart"] is None


def test_other_groups_are_told_with_what_was_asked(told) -> None:
    shown = told([omnibus()], [budget_row(clear=False)])
    (idea,) = shown["ideas"]
    assert idea["label"] == "Being treated with respect"
    assert idea["sentences"] == [
        "Different groups of people said different things.",
        "We asked: How old are you?",
    ]


def test_where_nothing_is_clear_here_all_answers_together_are_told(told) -> None:
    shown = told([omnibus(clear=False)], [budget_row(clear=False), budget_row(authority="all")])
    assert shown["together"] == [
        "We cannot be sure from the answers here.",
        "But people in other councils answered too.",
        "All the answers together show this:",
    ]
    assert len(shown["ideas"]) == 1


def test_nothing_clear_and_too_few_are_told_apart(told) -> None:
    assert told([omnibus(clear=False)], [budget_row(clear=False)])["why"] == [
        "We cannot be sure that groups say different things.",
        "More answers may help us to see more.",
    ]
    few = told([omnibus(clear=False, p=NOTHING)], [budget_row(clear=False, p=NOTHING)])
    assert few["why"] == ["Too few people answered.", "So we cannot look at groups of people."]


def test_a_study_without_groups_leaves_the_page_out(told) -> None:
    elsewhere = {"authority": "X002"}
    shown = told([omnibus(**elsewhere)], [budget_row(**elsewhere)])
    assert shown["empty"]
    assert not shown["budgets"]
