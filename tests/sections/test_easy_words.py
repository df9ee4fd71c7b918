"""Easy Read words: never "everybody" for nearly all, and a picture of ten that agrees."""

from __future__ import annotations

import pytest

from poet import definition
from poet.questionnaire import Answer, Scale, Score
from poet.sections.answers_view import Part
from poet.sections.easy_words import (
    ENDS,
    PEOPLE,
    QUESTIONS,
    InTen,
    end_of_score,
    in_ten,
    people_of,
    plain,
    score_question,
    side_words,
    them,
)
from poet.wording import in_ten as workshop_words

SHIPPED = [definition.load(name) for name in ("budget_holder", "carer", "practitioner")]


@pytest.mark.parametrize(
    ("share", "exact", "expected"),
    [
        (0, True, InTen("no one", None)),
        (0.004, True, InTen("very few people", None, "That is fewer than 1 in 10 people.")),
        (0.06, False, InTen("very few people", None, "That is fewer than 1 in 10 people.")),
        (0.07, False, InTen("about 1 in 10 people", 1)),
        (0.149, False, InTen("about 1 in 10 people", 1)),
        (0.15, False, InTen("about 2 in 10 people", 2)),
        (0.5, True, InTen("about 5 in 10 people", 5)),
        (0.94, True, InTen("about 9 in 10 people", 9)),
        (0.95, True, InTen("almost everyone", 9, "That is more than 9 in 10 people.")),
        (0.999, True, InTen("almost everyone", 9, "That is more than 9 in 10 people.")),
        (1, False, InTen("almost everyone", 9, "That is more than 9 in 10 people.")),
        (1, True, InTen("everyone", 10)),
    ],
)
def test_a_share_in_ten(share: float, exact: bool, expected: InTen) -> None:
    assert in_ten(Part(share, exact), "people") == expected


def test_every_share_agrees_with_the_words_of_the_workshop() -> None:
    """Where one edition says "fewer than 1 in 10" or a tenth, so does the other."""
    for whole in range(1, 100):
        told = in_ten(Part(whole / 100, exact=True), "people")
        workshop = workshop_words(whole / 100)
        assert (told.filled is None) == (workshop == "fewer than 1 in 10"), whole
        assert (told.who == "almost everyone") == (
            workshop in {"almost everyone", "more than 9 in 10"} and whole >= 95
        ), whole
        if told.filled:
            assert abs(told.filled - whole / 10) < 0.95, whole
        if told.who.startswith("about "):
            assert str(told.filled) in workshop or workshop == "about half", whole


def test_people_are_called_by_everyday_words() -> None:
    assert [people_of(one) for one in SHIPPED] == [
        "people with a personal budget",
        "carers",
        "workers",
    ]
    assert [them(one) for one in SHIPPED] == ["people", "carers", "workers"]


def test_every_word_put_for_another_is_one_that_a_questionnaire_says() -> None:
    assert set(PEOPLE) == {one.people for one in SHIPPED}
    scores = [score for one in SHIPPED for score in one.scores]
    assert set(ENDS) <= {words for score in scores for words in (score.high, score.low)}
    assert set(QUESTIONS) == {score.high for score in scores}


def test_the_ends_of_a_score_of_ones_own_are_said_as_they_are() -> None:
    mine = Score("process", "How clear it was", "found it clear", "found it unclear")
    assert end_of_score(mine.high) == "found it clear"
    assert score_question(mine) == "Is life better for people who found it clear?"


@pytest.mark.parametrize(
    ("easy_read", "said"),
    [
        ("Hard", "hard"),
        ("A woman", "a woman"),
        ("I get the money myself", "I get the money myself"),
        ("NHS worker", "NHS worker"),
        ("25 to 44", "25 to 44"),
        ("In the middle", "in the middle"),
        ("I'm not sure", "I'm not sure"),
    ],
)
def test_an_answer_after_a_colon(easy_read: str, said: str) -> None:
    assert plain(Answer("code", "Label", easy_read)) == said


def test_the_words_of_a_side_are_those_of_the_easy_read_answers() -> None:
    told = {
        (scale.side(side), side_words(scale, side))
        for one in SHIPPED
        for question in one.questions
        if (scale := question.scale) and scale.ordered
        for side in ("good", "bad")
    }
    assert {("difficult", "hard"), ("more difficult", "harder"), ("better", "better")} <= told
    assert ("fully or mostly", "all of it or most of it") in told
    assert ("a little or not at all", "a little of it or none of it") in told
    assert not [said for _, said in told if "difficult" in said]


def test_the_words_of_a_side_that_no_answer_has_stay_as_they_are() -> None:
    scale = Scale(
        "mine",
        (Answer("a", "Clear", "Clear", "good"), Answer("b", "Unclear", "Hard", "bad")),
        best="first",
        sides={"good": "clear or very clear", "bad": "unclear"},
    )
    assert side_words(scale, "good") == "clear or very clear"
    assert side_words(scale, "bad") == "hard"
