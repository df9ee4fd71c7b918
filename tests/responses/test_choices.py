from __future__ import annotations

import pytest

from poet.questionnaire import Answer, Scale
from poet.responses.choices import Choices
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood


@pytest.fixture
def ease(questionnaire):
    return Choices(questionnaire.question("info").scale)


@pytest.fixture
def helpers(questionnaire):
    return Choices(questionnaire.question("helpers").scale)


@pytest.mark.parametrize("text", ["neither", "Neither easy nor difficult", "In the middle"])
def test_code_label_and_easy_read_label_are_answers(ease, text):
    assert ease.understand_one(text) == Understood("neither")


@pytest.mark.parametrize(
    "text", ["Very easy ", "VERY EASY", "very\u00a0easy.", "Very\u200b easy", "Very easy;"]
)
def test_another_spelling_is_taken_and_told(ease, text):
    assert ease.understand_one(text) == Understood("very_easy", taken_as="Very easy")


@pytest.mark.parametrize(
    ("text", "near"),
    [("Vry easy", "Very easy"), ("Dificult", "Difficult"), ("99", ""), ("-9", ""), ("NA", "")],
)
def test_anything_else_is_told_with_the_nearest_answer(ease, text, near):
    assert ease.understand_one(text) == Understood(
        trouble=Trouble(text, "unknown answer", f'"{text}" is not one of the answers.', near)
    )


@pytest.mark.parametrize("text", ["Easy;Difficult", "Easy, Difficult", "easy|difficult;"])
def test_two_ticks_where_one_can_be_given_are_told(ease, text):
    sentence = f'"{text}" is more than one answer, where one can be given.'
    assert ease.understand_one(text).trouble == Trouble(text, "more than one answer", sentence)


def test_a_label_that_two_answers_share_is_no_answer():
    scale = Scale("s", (Answer("a", "Other", "Other A"), Answer("b", "Another", "other")))
    assert Choices(scale).understand_one("Other") == Understood("a")
    assert Choices(scale).understand_one("OTHER").trouble.rule == "unknown answer"


def test_a_code_goes_before_a_label():
    scale = Scale("s", (Answer("1", "2", "one"), Answer("2", "1", "two")))
    assert Choices(scale).understand_one("1").value == "1"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nobody", {"nobody"}),
        ("Nobody;Family or friends;", {"nobody", "family"}),
        ("nobody|family", {"nobody", "family"}),
        ("Nobody; Nobody", {"nobody"}),
        ("Someone else; not listed", {"other"}),
    ],
)
def test_several_answers_in_one_cell(helpers, text, codes):
    assert helpers.understand_several(text) == Understood(frozenset(codes))


def test_several_answers_in_another_spelling(helpers):
    assert helpers.understand_several("NOBODY;family") == Understood(
        frozenset({"nobody", "family"}), taken_as="Nobody; Family or friends"
    )


def test_one_part_that_is_no_answer_leaves_the_cell_out(helpers):
    sentence = '"Famly or friends" is not one of the answers, so the whole cell is left out.'
    assert helpers.understand_several("Nobody;Famly or friends") == Understood(
        trouble=Trouble("Famly or friends", "unknown answer", sentence, "Family or friends")
    )
    assert helpers.understand_several(";|;").trouble.rule == "unknown answer"


def test_after_many_texts_that_are_no_answer_the_nearest_is_not_looked_for(ease):
    for number in range(200):
        ease.understand_one(f"no answer {number}")
    assert ease.understand_one("Vry easy").trouble.nearest == ""
