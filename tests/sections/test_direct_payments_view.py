"""Direct payments in words: two groups of 100 people, what is clear, and how far they are alike."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.sections.direct_payments_view import view

NONE = [
    "No difference between the two is clear here, comparing people with a similar background.",
    "That does not mean there is none.",
]


def outcome(question: str, **more: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "wave": "2026",
        "level": "outcome",
        "question": question,
        "people": 40,
        "people_managed": 30,
        "share": 0.785,
        "low": 0.7,
        "high": 0.85,
        "share_managed": 0.6,
        "low_managed": 0.5,
        "high_managed": 0.7,
        "difference": 0.14,
        "p": 0.2,
        "clear": False,
        "alike": float("nan"),
        "note": "",
    }
    return {**row, **more}


def arms(alike: float = 0.95, **more: object) -> dict[str, object]:
    return {**outcome("how_held", level="arms", p=float("nan")), "alike": alike, **more}


@pytest.fixture(scope="module")
def told(report_with):
    def made(*rows: dict, code: str = "X001"):
        return view(report_with(code, direct_payments=pd.DataFrame(rows)))

    return made


def test_a_clear_difference_is_told_in_people_with_what_is_left_among_people_alike(told) -> None:
    shown = told(
        arms(),
        outcome("dignity", clear=True, difference=0.1),
        outcome("friendships", clear=True, difference=-0.2),
        outcome("feeling_safe"),
    )
    assert shown["who"] == [
        "About 40 people have a direct payment, and about 30 people a managed budget."
    ]
    assert shown["sentences"] == [
        "The difference is clear for 2 of 3 outcomes.",
        "Friendships: of 100 people with a direct payment, about 79 say “better”.",
        "Of 100 people with a managed budget, about 60 do.",
        "Among people with a similar background, about 20 fewer in 100 do with a direct payment.",
    ]
    (chart,) = shown["charts"]
    assert chart.title == "What people with each say"
    assert chart.text == (
        "Friendships, “better”: 79 in 100 with a direct payment, 60 in 100 with a managed budget. "
        "Dignity in support, “better”: 79 in 100 with a direct payment, 60 in 100 with a managed "
        "budget."
    )
    assert shown["alike"] == "Most people have others like them with the other kind of budget."


def test_one_outcome_is_told_without_a_count(told) -> None:
    assert told(arms(), outcome("dignity", clear=True))["sentences"][0] == (
        "One outcome was looked at, and the difference is clear."
    )


def test_nothing_clear_is_told_as_that_and_the_first_outcomes_are_drawn(told) -> None:
    asked = ["dignity", "independence", "friendships", "feeling_safe"]
    shown = told(arms(), *(outcome(key) for key in asked))
    assert shown["sentences"] == NONE
    (chart,) = shown["charts"]
    assert chart.title == "What people with each kind of budget say"
    assert "Friendships" in chart.text
    assert "Feeling safe" not in chart.text


@pytest.mark.parametrize(
    ("alike", "words"),
    [
        (0.9, "Most people have others like them with the other kind of budget."),
        (
            0.6,
            "Some people have hardly anyone like them with the other kind of budget. "
            "That makes the comparison less sure.",
        ),
        (
            0.3,
            "Hardly anyone like them has the other kind of budget. "
            "So we do not call any difference clear.",
        ),
        (float("nan"), ""),
    ],
)
def test_how_far_they_are_alike_is_told_in_words(told, alike, words) -> None:
    assert told(arms(alike), outcome("dignity"))["alike"] == words


def test_too_few_of_one_kind_is_told(told) -> None:
    gone = {"p": float("nan"), "share": float("nan"), "share_managed": float("nan")}
    shown = told(arms(people=None), outcome("dignity", note="fewer than 30", **gone))
    assert shown["sentences"] == [
        "Too few people have one of the two kinds of budget to compare them here."
    ]
    assert (shown["who"], shown["charts"]) == ([], [])


def test_all_councils_are_told_beside(told) -> None:
    of_all = outcome("friendships", clear=True, authority="all")
    own = outcome("dignity")
    shown = told(arms(), own, of_all)
    assert shown["sentences"] == NONE
    assert len(shown["together"]) == 4
    assert shown["charts"][0].title == "What people with each say: all councils"
    assert shown["whose"]
    assert told(arms(), {**own, "clear": True}, of_all)["together"] == [
        "One outcome was looked at, and the difference is clear."
    ]
    assert told(arms(), own, {**of_all, "clear": False})["together"] == [
        "No difference is clear there either."
    ]


def test_where_it_was_not_asked_the_section_is_left_out(told) -> None:
    shown = told(outcome("dignity", authority="X002"))
    assert shown["empty"] is True
