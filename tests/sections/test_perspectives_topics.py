"""Which topics audiences share, and which answers may stand side by side."""

from __future__ import annotations

import dataclasses

import three_audiences as small

from poet.sections.perspectives_topics import shared_topics, why_not_compared

ONE_ANSWER = {"life": ["better"], "forms": ["easy"]}


def test_topics_that_two_audiences_were_asked_about_are_shared() -> None:
    fewer = small.asked("carer", [small.question("forms", small.EASY)])
    holders = small.asked("budget_holder")
    study = small.small_study(
        {"carer": {"forms": ["easy"]}, "budget_holder": ONE_ANSWER},
        {"carer": fewer, "budget_holder": holders},
    )
    (topic,) = shared_topics(study, "2026")
    assert (topic.wave, topic.role, topic.topic) == ("2026", "process", "forms")
    assert dict(topic.questions) == {
        "budget_holder": holders.question("forms"),
        "carer": fewer.question("forms"),
    }
    assert list(topic.pairs) == [("budget_holder", "carer")]


def test_three_audiences_make_three_pairs_in_one_order_whatever_the_files() -> None:
    names = ("practitioner", "carer", "budget_holder")
    study = small.small_study(dict.fromkeys(names, ONE_ANSWER))
    topics = shared_topics(study, "2026")
    assert [topic.topic for topic in topics] == ["life", "health", "forms"]
    assert list(topics[0].pairs) == [
        ("budget_holder", "carer"),
        ("budget_holder", "practitioner"),
        ("carer", "practitioner"),
    ]


def test_one_audience_shares_nothing() -> None:
    assert shared_topics(small.small_study({"carer": ONE_ANSWER}), "2026") == []


def test_a_topic_has_the_first_question_of_an_audience_and_names_the_others() -> None:
    again = small.question("again", small.EASY, role="process", topic="forms")
    both = small.asked("carer", [small.question("forms", small.EASY), again])
    study = small.small_study(
        {"carer": {"forms": ["easy"]}, "budget_holder": ONE_ANSWER},
        {"carer": both, "budget_holder": small.asked("budget_holder")},
    )
    (topic,) = shared_topics(study, "2026")
    assert topic.questions["carer"].key == "forms"
    assert topic.others == (("carer", again),)


def test_answers_that_are_called_the_same_are_compared() -> None:
    other_codes = small.scale("Easy", "Neither", "Hard", codes="a b c")
    assert why_not_compared(small.question("forms", small.EASY), small.STANDARD[2]) == ""
    assert why_not_compared(small.question("forms", other_codes), small.STANDARD[2]) == ""


def test_easier_than_last_year_is_not_set_beside_easy() -> None:
    easier = small.question("forms", small.EASIER)
    assert why_not_compared(small.STANDARD[2], easier) == (
        "not compared: the good answers are “easy” and “easier”"
    )


def test_a_scale_without_a_middle_is_not_set_beside_one_with() -> None:
    answers = tuple(one for one in small.EASY.answers if one.meaning != "neutral")
    two = small.question("forms", dataclasses.replace(small.EASY, answers=answers))
    assert why_not_compared(two, small.STANDARD[2]) == (
        "not compared: the neutral answers are no such answers and “neither”"
    )


def test_what_the_shipped_questionnaires_share_is_compared_but_for_people_and_many_people(
    three_councils,
) -> None:
    topics = shared_topics(three_councils, three_councils.latest_wave.id)
    reasons = {
        topic.topic: why
        for topic in topics
        for one, other in topic.pairs
        if (why := why_not_compared(topic.questions[one], topic.questions[other]))
    }
    assert reasons == dict.fromkeys(
        ("knew_amount", "asked_about_caring"),
        "not compared: the good answers are “yes” and “most people”",
    )
    assert len(topics) == 31
