"""The questionnaires that come with poet, and those of its examples, keep to the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from poet import definition
from poet.questionnaire import Questionnaire

REPOSITORY = Path(__file__).resolve().parents[1]
SHIPPED = ("budget_holder", "carer", "practitioner")
EXAMPLES = sorted((REPOSITORY / "examples").glob("*/questionnaires/*.toml"))
EASY_READ_WORDS, WORDING_WORDS = 15, 25
SENTENCE_END = re.compile(r"[.?!:]+(?:\s|$)")


def all_questionnaires() -> Iterator[Questionnaire]:
    yield from (definition.load(name) for name in SHIPPED)
    for file in EXAMPLES:
        yield definition.load(file.stem, file.parent)


QUESTIONNAIRES = list(all_questionnaires())
each_questionnaire = pytest.mark.parametrize(
    "questionnaire", QUESTIONNAIRES, ids=[questionnaire.id for questionnaire in QUESTIONNAIRES]
)


def words_of_sentences(text: str) -> list[int]:
    return [len(sentence.split()) for sentence in SENTENCE_END.split(text) if sentence.strip()]


def test_these_come_with_poet() -> None:
    assert tuple(definition.available()) == SHIPPED
    assert len(EXAMPLES) >= 1


def test_words_of_sentences_are_counted() -> None:
    assert words_of_sentences("How are you? Tell us, in one word.") == [3, 5]


@each_questionnaire
def test_easy_read_is_short(questionnaire: Questionnaire) -> None:
    long = {
        q.key: q.easy_read
        for q in questionnaire.questions
        if max(words_of_sentences(q.easy_read)) > EASY_READ_WORDS
    }
    assert not long


@each_questionnaire
def test_the_wording_is_not_long(questionnaire: Questionnaire) -> None:
    long = {
        q.key: q.wording
        for q in questionnaire.questions
        if max(words_of_sentences(q.wording)) > WORDING_WORDS
    }
    assert not long


@each_questionnaire
def test_a_judged_question_has_words_for_its_sides(questionnaire: Questionnaire) -> None:
    judged = [*questionnaire.with_role("outcome"), *questionnaire.with_role("process")]
    assert judged
    for question in judged:
        scale = question.scale
        assert scale is not None
        assert scale.ordered
        meanings = {answer.meaning for answer in scale.answers} - {"not_an_answer"}
        assert set(scale.sides) == meanings, question.key


@each_questionnaire
def test_every_score_has_its_questions(questionnaire: Questionnaire) -> None:
    assert questionnaire.scores
    for score in questionnaire.scores:
        assert any(q.scale and q.scale.ordered for q in questionnaire.with_role(score.role))


def test_topics_are_shared_and_none_is_idle() -> None:
    topics = definition.shared_topics()
    used = {q.topic for name in SHIPPED for q in definition.load(name).questions}
    assert used == set(topics)
    assert len(set(topics.values())) == len(topics)


def test_the_audiences_meet_in_topics() -> None:
    holder, carer, practitioner = (
        {q.topic for q in definition.load(name).questions if q.role in ("outcome", "process")}
        for name in SHIPPED
    )
    assert len(holder & carer) >= 5
    assert len(holder & practitioner) >= 5
