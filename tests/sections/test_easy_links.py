"""Easy Read: what goes together, in sentences and pairs of pictures, or that none is clear."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from poet.sections.easy_links import view

PAIR = "Of 10 people who found things easy: 8. Of 10 people who found things hard: 6."
NOTHING = {"questions": ["Is life better when things are easy?"], "links": [], "more": ""}


def link(outcome: str, **changed: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "outcome": outcome,
        "predictor": "process",
        "model": "ordinal",
        "clear": True,
        "share_low_end": 0.555,
        "share_high_end": 0.775,
        "note": "",
        **changed,
    }
    return {**row, "difference": row["share_high_end"] - row["share_low_end"]}


def with_links(base, *links: dict[str, object]):
    released = {**base.released, "what_goes_with_outcomes": pd.DataFrame(links)}
    return dataclasses.replace(base, released=released)


def told(shown: dict) -> list[tuple[str, list[str], str]]:
    return [
        (idea["label"], idea["sentences"], idea["chart"].text if idea["chart"] else "")
        for idea in shown["links"]
    ]


def test_the_two_widest_links_are_told_and_how_many_more_there_are(base) -> None:
    shown = view(
        with_links(
            base,
            link("feeling_safe"),
            link("friendships", share_high_end=0.86),
            link("dignity", share_high_end=0.61),
        )
    )
    assert told(shown) == [
        (
            "Friends",
            ["More of the people who found things easy said: better."],
            PAIR.replace("8", "9", 1),
        ),
        ("Feeling safe", ["More of the people who found things easy said: better."], PAIR),
    ]
    assert shown["more"] == "We found 1 more thing like this."
    assert (shown["together"], shown["why"], shown["empty"]) == ([], [], False)


def test_the_other_way_round_is_told_as_fewer(base) -> None:
    shown = view(with_links(base, link("feeling_safe", share_low_end=0.9, share_high_end=0.5)))
    ((_, sentences, pair),) = told(shown)
    assert sentences == ["Fewer of the people who found things easy said: better."]
    assert pair == "Of 10 people who found things easy: 5. Of 10 people who found things hard: 9."
    assert shown["more"] == ""


@pytest.mark.parametrize("ends", [(0.71, 0.74), (0.02, 0.3), (0.6, 0.97)])
def test_what_ten_people_cannot_show_is_not_drawn(base, ends) -> None:
    low, high = ends
    shown = view(with_links(base, link("feeling_safe", share_low_end=low, share_high_end=high)))
    assert told(shown) == [
        ("Feeling safe", ["More of the people who found things easy said: better."], "")
    ]


def test_links_of_all_councils_are_told_where_none_is_clear_here(base) -> None:
    shown = view(
        with_links(base, link("feeling_safe", clear=False), link("dignity", authority="all"))
    )
    assert shown["together"] == [
        "We cannot be sure from the answers here.",
        "But people in other councils answered too.",
        "All the answers together show this:",
    ]
    assert [label for label, _, _ in told(shown)] == ["Being treated with respect"]


def test_that_none_is_clear_is_told_with_what_was_asked(base) -> None:
    shown = view(with_links(base, link("feeling_safe", clear=False)))
    assert {name: shown[name] for name in NOTHING} == NOTHING
    assert shown["why"] == [
        "We cannot be sure what goes together here.",
        "More answers may help us to see more.",
    ]


def test_that_too_few_answered_is_told(base) -> None:
    shown = view(with_links(base, link("feeling_safe", clear=False, note="too few")))
    assert {name: shown[name] for name in NOTHING} == NOTHING
    assert shown["why"] == ["Too few people answered.", "So we cannot say what goes together."]


def test_where_nothing_was_looked_at_the_section_is_left_out(base) -> None:
    assert view(with_links(base, link("feeling_safe", authority="X002", clear=False)))["empty"]


def test_every_audience_is_asked_about_and_the_same_question_put_once(reports) -> None:
    assert view(reports[0])["questions"] == [
        "Is life better when things are easy?",
        "Is life better when people have a say?",
        "Is life better when carers have a say?",
    ]
