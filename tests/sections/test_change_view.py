"""Change over time in words."""

from __future__ import annotations

import dataclasses
import math

import pytest
from changes_released import (
    BETTER,
    NOTES,
    SAME,
    WORSE,
    adjusted,
    change,
    linked,
    made,
    one_wave,
    sentences,
    three_waves,
)

from poet.sections.change_view import view
from poet.wording import longest_sentence


@pytest.fixture(scope="module")
def base(reports):
    return three_waves(reports[0])


def test_what_is_better_and_what_is_worse_is_told_with_both_shares(base) -> None:
    shown = view(made(base, BETTER, WORSE, SAME))
    assert shown["empty"] is False
    assert shown["waves"] == [
        "This is the third time that people were asked: in spring 2022, spring 2024 and "
        "spring 2026."
    ]
    (block,) = shown["blocks"]
    assert (block["people"], block["before"], block["changed"]) == (
        "People who hold a personal budget",
        "spring 2024",
        True,
    )
    assert block["better"] == [
        "“Dignity in support”: 80% said “better” in spring 2026, 60% in spring 2024."
    ]
    assert block["worse"] == [
        "“Being independent”: 40% said “better” in spring 2026, 65% in spring 2024."
    ]
    assert block["sentences"] == ["About the same as in spring 2024: the other one question."]


def test_without_a_clear_change_it_is_about_the_same(base) -> None:
    assert sentences(made(base, SAME)) == (
        "We compared one question with spring 2024. All are about the same."
    )
    hidden = change("paid_job", note=NOTES["hidden"])
    assert sentences(made(base, SAME, change("dignity"), hidden)) == (
        "We compared 2 of 3 questions with spring 2024. All are about the same."
    )


def test_of_many_changes_three_are_told(base) -> None:
    keys = [q.key for q in base.surveys[0].questionnaire.with_role("outcome")[:5]]
    rows = [{**BETTER, "question": key, "difference": 0.1 + n / 100} for n, key in enumerate(keys)]
    (block,) = view(made(base, *rows))["blocks"]
    assert len(block["better"]) == 4
    assert block["better"][0].startswith("“Mental wellbeing”")
    assert block["better"][3] == "And 2 questions more."
    assert block["sentences"] == []


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((0.05, 0.3), "Allowing for who answered, we see the same."),
        (
            (-0.02, 0.3),
            "Allowing for who answered, we are less sure of the change in “Dignity in support”.",
        ),
        ((math.nan, math.nan), ""),
    ],
)
def test_whether_a_change_stays_when_who_answered_is_allowed_for(base, ends, told) -> None:
    report = made(base, BETTER, adjusted_rows=[adjusted("dignity", *ends)])
    assert sentences(report) == told


def test_a_change_for_the_worse_stays_below_nought(base) -> None:
    rows = [adjusted("independence", -0.4, -0.1)]
    assert sentences(made(base, WORSE, adjusted_rows=rows)) == (
        "Allowing for who answered, we see the same."
    )


def test_a_trend_over_all_waves_is_told(base) -> None:
    up = change("dignity", clear_trend=True)
    down = change("independence", clear_trend=True, slope=-0.05)
    assert sentences(made(base, up, down)) == (
        "We compared 2 questions with spring 2024. All are about the same. "
        "Over all 3 times it got better for “Dignity in support”. "
        "Over all 3 times it got worse for “Being independent”."
    )


def test_questions_that_were_asked_in_another_way_are_counted(base) -> None:
    other = [change(key, note=NOTES["wording"]) for key in ("dignity", "independence")]
    assert sentences(made(base, SAME, *other)).endswith(
        "We cannot compare 2 questions: they were new, or asked in another way."
    )
    assert sentences(made(base, SAME, other[0])).endswith(
        "We cannot compare one question: it was new, or asked in another way."
    )


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("hidden", "Too few people answered to compare."),
        ("nobody", "Nobody here answered in spring 2024, so there is nothing to compare."),
        ("wording", "The questions of spring 2024 were others, so they cannot be compared."),
    ],
)
def test_why_nothing_can_be_compared_is_told(base, note, told) -> None:
    shown = view(made(base, change("dignity", note=NOTES[note])))
    assert shown["blocks"][0]["sentences"] == [told]
    assert shown["charts"] == []


def test_an_audience_that_was_not_asked_before_or_not_now_is_named(base, reports) -> None:
    carers = reports[0].study.responses[1]
    now = [dataclasses.replace(carers, wave="2026"), *base.study.responses]
    study = dataclasses.replace(base.study, responses=tuple(now))
    report = made(dataclasses.replace(base, study=study), SAME)
    told = [block["sentences"] for block in view(report)["blocks"]]
    assert told[1] == ["They were not asked before, so there is nothing to compare yet."]
    before = [dataclasses.replace(carers, wave="2024"), *base.study.responses]
    study = dataclasses.replace(base.study, responses=tuple(before))
    report = made(dataclasses.replace(base, study=study), SAME)
    assert view(report)["waves"][1] == (
        "Family carers were not asked in spring 2026, so we cannot say what has changed."
    )


def test_one_wave_is_left_out(base) -> None:
    assert view(made(one_wave(base)))["empty"] is True


def test_no_sentence_is_long(base) -> None:
    lines = [
        *view(made(base, BETTER, WORSE, SAME, linked_rows=[linked("", "linked")]))["waves"],
        sentences(made(base, SAME, change("dignity", note=NOTES["wording"]))),
    ]
    assert all(longest_sentence(line) <= 25 for line in lines)
