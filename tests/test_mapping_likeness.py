from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet import definition
from poet.mapping_likeness import Likeness
from poet.questionnaire import Questionnaire

LETTERS = "abcdefghij "


@pytest.fixture(scope="module", params=["budget_holder", "carer", "practitioner"])
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return definition.load(request.param)


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness(definition.load("carer"))


def misspelt(text: str, chance: random.Random) -> str:
    """The text with one letter in eight changed."""
    letters = list(text)
    for place in chance.sample(range(len(letters)), len(letters) // 8):
        letters[place] = chance.choice(LETTERS)
    return "".join(letters)


def turned_round(text: str, _: random.Random) -> str:
    return " ".join(reversed(text.split()))


def numbered(text: str, chance: random.Random) -> str:
    return f"Q{chance.randint(1, 50)}. {text} (please tick one)"


@pytest.mark.parametrize("changed", [misspelt, turned_round, numbered])
def test_a_changed_wording_is_most_like_its_own_question(questionnaire, changed) -> None:
    likeness = Likeness(questionnaire)
    chance = random.Random(4)  # noqa: S311 - nothing is kept secret with it
    for question in questionnaire.questions:
        scores = likeness.of(changed(question.wording, chance))
        assert max(scores, key=scores.__getitem__) == question.key


def test_the_wording_itself_is_wholly_like_it(questionnaire) -> None:
    likeness = Likeness(questionnaire)
    for question in questionnaire.questions:
        assert likeness.of(question.wording.upper())[question.key] == pytest.approx(1)


@pytest.mark.parametrize("heading", ["Team", "Notes", "UPRN", "Colour", "Start date", "", "!?"])
def test_other_headings_are_like_nothing(likeness, heading) -> None:
    assert max(likeness.of(heading).values()) < 0.3


@given(st.text(max_size=400))
def test_likeness_is_between_0_and_1(likeness, heading) -> None:
    assert all(0 <= score <= 1 + 1e-9 for score in likeness.of(heading).values())
