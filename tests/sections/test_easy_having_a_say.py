"""Easy Read: having a say, the good answers, or the bad ones where those are hidden."""

from __future__ import annotations

import dataclasses

from poet.sections import find_all
from poet.sections.easy_having_a_say import view


def north(small_study, report, profile: str, **counts: int):
    say = [answer for answer, many in counts.items() for _ in range(many)]
    cells = {"council": ["north"] * len(say), "life": ["better"] * len(say), "say": say}
    study = small_study(cells, councils=["north"], profile=profile)
    return report(study, find_all(study), "north")


def test_the_easy_read_question_stands_above_the_answer(small_study, report) -> None:
    (block,) = view(north(small_study, report, "internal", easy=28, hard=12))["blocks"]
    (idea,) = block["ideas"]
    assert block["heading"] == "What people who hold a budget say"
    assert (idea["picture"], idea["label"]) == ("voice", "say?")
    assert idea["sentences"] == ["About 7 in 10 people said: easy."]
    assert idea["chart"].text == "A picture of 10 people. 7 of them are filled in."
    assert block["why"] == []


def test_where_good_answers_are_hidden_the_bad_ones_are_told(small_study, report) -> None:
    (block,) = view(north(small_study, report, "local", easy=3, hard=37))["blocks"]
    (idea,) = block["ideas"]
    assert idea["sentences"] == ["About 9 in 10 people said: hard."]


def test_very_few_people_are_not_drawn_as_none(small_study, report) -> None:
    (block,) = view(north(small_study, report, "internal", easy=1, hard=39))["blocks"]
    (idea,) = block["ideas"]
    assert idea["sentences"] == [
        "Very few people said: easy.",
        "That is fewer than 1 in 10 people.",
    ]
    assert idea["chart"] is None


def test_where_all_is_hidden_one_sentence_says_so(small_study, report) -> None:
    assert view(north(small_study, report, "local", easy=4, hard=4)) == {
        "blocks": [],
        "too_few": ["Too few people answered.", "So we cannot show what they said."],
        "empty": False,
    }


def test_a_study_that_did_not_ask_about_it_has_no_such_section(small_study, report) -> None:
    cells = {"council": ["north"] * 30, "life": ["better"] * 30}
    study = small_study(cells, councils=["north"])
    assert view(report(study, find_all(study), "north"))["empty"]


def test_budget_holders_have_three_ideas_at_most_and_questions_in_easy_words(reports) -> None:
    (block,) = view(reports[0])["blocks"]
    assert block["heading"] == "What people with a personal budget say"
    assert [idea["label"] for idea in block["ideas"]] == [
        "How much of what you said is in your support plan?",
        "Did you know how much money you had when you planned your support?",
        "How much of the money do you choose how to spend?",
    ]


def test_carers_have_the_section_where_no_budget_holder_answered(reports) -> None:
    rows = reports[0].released["involvement"]
    carers = rows[rows["audience"].ne("budget_holder")]
    released = {**reports[0].released, "involvement": carers}
    (block,) = view(dataclasses.replace(reports[0], released=released))["blocks"]
    assert block["heading"] == "What carers say"
    assert [idea["label"] for idea in block["ideas"]] == [
        "How much of what you said is in the support plan?",
        "Did anyone ask how much care you can and want to give?",
    ]
