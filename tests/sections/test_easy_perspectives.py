"""Easy Read: where views differ, in short sentences and ten people each."""

from __future__ import annotations

import three_audiences as small

from poet.sections.easy_perspectives import view
from poet.sections.guard import words_only
from poet.wording import longest_sentence

HOLDERS = {
    "life": small.repeated(("better", 70), ("worse", 30)),
    "health": small.repeated(("better", 40), ("worse", 60)),
}
CARERS = {
    "life": small.repeated(("better", 40), ("worse", 60)),
    "health": small.repeated(("better", 44), ("worse", 56)),
}
BOTH = {"budget_holder": HOLDERS, "carer": CARERS}


def shown(cells, **more):
    return view(small.report_of(small.small_study(cells, **more)))


def test_who_says_it_less_often_is_told_and_drawn() -> None:
    told = shown(BOTH)
    (idea,) = told["apart"]
    assert idea["label"] == "life?"
    assert idea["sentences"] == [
        "Carers said “better” less often than people with a personal budget."
    ]
    assert idea["chart"].text == "Of 10 carers: 4. Of 10 people with a personal budget: 7."
    assert told["why"] == []


def test_what_all_say_alike_is_told_with_who_they_are() -> None:
    (idea,) = shown(BOTH)["alike"]
    assert idea["sentences"] == ["People with a personal budget and carers said about the same."]
    assert (idea["label"], idea["chart"]) == ("health?", None)


def test_who_was_not_asked_and_who_did_not_answer_are_told_apart() -> None:
    (idea,) = shown(BOTH)["missing"]
    assert (idea["picture"], idea["sentences"]) == ("practitioner", ["We did not ask workers."])
    three = small.small_study({**BOTH, "practitioner": CARERS})
    silent = small.without(small.report_of(three), "practitioner")
    assert view(silent)["missing"][0]["sentences"] == ["No workers answered here."]


def test_no_clear_difference_is_said() -> None:
    told = shown({"budget_holder": CARERS, "carer": CARERS})
    assert told["apart"] == []
    assert told["why"] == [
        "We cannot be sure that views differ.",
        "More answers may help us to see more.",
    ]


def test_where_nothing_may_be_shown_the_page_is_left_out() -> None:
    few = {"life": ["better"] * 5}
    told = shown({"budget_holder": few, "carer": few}, profile="local")
    assert told["empty"] is True


def test_what_ten_people_cannot_show_is_not_drawn() -> None:
    none = {"life": small.repeated(("better", 1), ("worse", 99))}
    (idea,) = shown({"budget_holder": HOLDERS, "carer": none})["apart"]
    assert idea["chart"] is None


def test_one_audience_alone_leaves_the_page_out() -> None:
    assert shown({"carer": CARERS})["empty"] is True


def test_the_example_has_short_sentences(three_councils) -> None:
    for authority in three_councils.authorities:
        told = view(small.report_of(three_councils, authority.code))
        words_only(told, "easy_perspectives")
        ideas = [*told["apart"], *told["alike"], *told["missing"]]
        sentences = [line for idea in ideas for line in idea["sentences"]] + told["why"]
        assert sentences
        assert all(longest_sentence(sentence) <= 15 for sentence in sentences)
