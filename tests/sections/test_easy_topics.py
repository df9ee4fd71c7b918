"""Topics in Easy Read: each has a picture that there is, and a name in everyday words."""

from __future__ import annotations

import dataclasses
import tomllib

import pytest

from poet import definition, shipped
from poet.questionnaire import ROLES
from poet.sections.easy_topics import (
    NAMES,
    OF_A_ROLE,
    OF_AN_AUDIENCE,
    OF_WORDS,
    PICTURES,
    name_of,
    picture_of,
    picture_of_audience,
)
from poet.wording import longest_sentence

TOPICS = tomllib.loads(
    (shipped.folder("questionnaires") / "topics.toml").read_text(encoding="utf-8")
)["topics"]
DRAWN = {
    file.stem for file in (shipped.folder("report_templates") / "shared" / "pictures").glob("*.svg")
}
SHIPPED = [definition.load(name) for name in ("budget_holder", "carer", "practitioner")]
TOLD = [
    question
    for one in SHIPPED
    for role in ("outcome", "process", "involvement")
    for question in one.with_role(role)
]


def test_every_topic_has_a_picture_and_none_is_left_over() -> None:
    assert set(PICTURES) == set(TOPICS)


def test_every_picture_is_drawn() -> None:
    used = {*PICTURES.values(), *OF_WORDS.values(), *OF_A_ROLE.values(), *OF_AN_AUDIENCE.values()}
    assert used | {picture_of_audience("somebody else")} <= DRAWN


def test_every_role_and_audience_has_a_picture() -> None:
    assert set(OF_A_ROLE) == set(ROLES)
    assert set(OF_AN_AUDIENCE) == {one.audience for one in SHIPPED}
    assert picture_of_audience("neighbour") == "people"


def test_every_name_is_one_of_a_topic() -> None:
    assert set(NAMES) <= set(TOPICS.values())


@pytest.mark.parametrize("question", TOLD, ids=lambda question: question.key)
def test_a_name_is_short_enough_to_stand_above_an_answer(question) -> None:
    assert longest_sentence(name_of(question)) <= 15
    assert not name_of(question).endswith(".") or name_of(question) == question.easy_read


def test_a_topic_of_ones_own_is_called_by_its_question_and_drawn_by_its_words() -> None:
    mine = dataclasses.replace(TOLD[0], topic="mine", easy_read="How are the gardens?")
    drawn = {
        short: picture_of(dataclasses.replace(mine, short=short))
        for short in ("Difficulties with family", "Worry about money", "Gardens", "Overtime")
    }
    assert name_of(dataclasses.replace(mine, short="Gardens")) == "How are the gardens?"
    assert drawn == {
        "Difficulties with family": "family",
        "Worry about money": "money",
        "Gardens": "person",
        "Overtime": "person",
    }
