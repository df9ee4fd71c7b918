"""Practitioners on a page of their own: their work as one chart, beside what others published."""

from __future__ import annotations

import pytest
import three_audiences as small

from poet.definition import load
from poet.sections.guard import words_only
from poet.sections.practitioners import WORK_TOPICS, view, work_of

HOLDERS = {"life": ["better"] * 20}
MORE, LESS = "a_lot_more", "less"


def report(cells, profile: str = "internal"):
    known = {
        "budget_holder": small.asked("budget_holder"),
        "practitioner": load("practitioner"),
    }
    answers = {"budget_holder": HOLDERS, "practitioner": cells}
    return small.report_of(small.small_study(answers, known, profile=profile))


WORK = {
    "bureaucracy": small.repeated((MORE, 30), ("about_the_same", 6), (LESS, 4)),
    "training_local_services": small.repeated(("enough", 10), ("some", 25), ("none", 5)),
    "trust_in_judgement": small.repeated(("fully", 24), ("not_at_all", 16)),
    "dignity": ["better"] * 40,
}


@pytest.fixture(scope="module")
def told():
    return view(report(WORK))


def test_it_tells_the_largest_problem_and_what_goes_best(told) -> None:
    assert told["sentences"] == [
        "Paperwork and procedures: between 7 and 8 in 10 said “more”.",
        "Trust in staff's judgement: 6 in 10 said “fully or mostly”.",
    ]
    assert told["people"] == "practitioners"


def test_the_chart_says_the_bad_side_plainly_and_what_people_live_stands_elsewhere(told) -> None:
    assert told["chart"].title == "Most often a problem: Paperwork and procedures"
    assert told["chart"].text == (
        "Paperwork and procedures: 10% less, 15% about the same and 75% more, of 40 people. "
        "Training: local services: 25% enough and 75% not enough or none, of 40 people. "
        "Trust in staff's judgement: 60% fully or mostly and 40% a little or not at all, "
        "of 40 people."
    )
    svg = told["chart"].svg()
    assert "A problem" in svg
    assert "Going well" in svg
    assert "“more”" in svg


def test_published_figures_stand_in_a_column_of_their_own(told) -> None:
    assert told["published"] == {
        "headings": ["What was asked", "Here", "Community Care survey"],
        "rows": [
            {
                "label": "Paperwork and procedures: “more”",
                "cells": ["75%", "73% (2011), 82% (2012)"],
            },
            {
                "label": "Training: local services: “some, but not enough”",
                "cells": ["63%", "56% (2013)"],
            },
        ],
        "sources": (
            "2011: practitioners; how many is not known. 2012: 272 practitioners answered. "
            "2013: 195 practitioners answered"
        ),
    }


def test_a_hidden_share_is_marked_beside_the_published_one() -> None:
    few = {"bureaucracy": small.repeated((MORE, 4), (LESS, 26)), "time_with_people": ["more"] * 30}
    told = view(report(few, profile="local"))
    assert told["published"]["rows"][0]["cells"] == ["[c]", "73% (2011), 82% (2012)"]


def test_too_few_practitioners_are_said_and_nothing_drawn() -> None:
    told = view(report({"bureaucracy": [MORE] * 5}, profile="local"))
    assert told["sentences"] == ["Too few people answered to show this."]
    assert told["chart"] is None


def test_without_a_question_on_their_work_the_page_is_left_out() -> None:
    assert view(report({"dignity": ["better"] * 40})) == {"empty": True}


def test_it_is_left_out_where_none_answered_or_the_other_pages_are_theirs() -> None:
    of = report(WORK)
    assert view(small.without(of, "practitioner")) == {"empty": True}
    assert view(small.without(of, "budget_holder")) == {"empty": True}


def test_the_example_asks_about_all_of_their_work_and_draws_at_most_eight(three_councils) -> None:
    for authority in three_councils.authorities:
        of = small.report_of(three_councils, authority.code)
        assert {one.question.topic for one in work_of(of)} == set(WORK_TOPICS)
        told = view(of)
        words_only(told, "practitioners")
        assert told["chart"].text.count(": ") <= 8 * 2
        assert len(told["published"]["rows"]) == 6


def test_without_published_figures_there_is_no_table() -> None:
    only = {"time_with_people": small.repeated(("more", 20), ("less", 20))}
    told = view(report(only))
    assert told["published"] is None
