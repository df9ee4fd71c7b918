"""Which questions of an earlier wave may be set beside those of now, and why others may not."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.sections import comparable
from poet.sections.comparable import (
    Pair,
    earlier_question,
    judged_questions,
    pairs,
    wave_to_compare,
)
from poet.study import Survey, Wave

ANSWERS = (
    Answer("better", "Better", "Better", "good"),
    Answer("worse", "Worse", "Worse", "bad"),
    Answer("not_said", "Prefer not to say", "No answer", "not_an_answer"),
)
SCALE = Scale("change", ANSWERS, best="first")
LIFE = Question("life", "life", "outcome", "single", "How is life?", "Life?", "Life", SCALE)


def questionnaire(id_: str, *questions: Question) -> Questionnaire:
    return Questionnaire(id_, "1.0", "carer", "A questionnaire", "carers", "en", questions)


def earlier(question: Question, id_: str = "older") -> Survey:
    return Survey(questionnaire(id_, question), "2024", pd.DataFrame())


def asked(question: Question, older: Survey) -> tuple[str, str]:
    return earlier_question(question, questionnaire("newer", question), older)


DECLARED = dataclasses.replace(LIFE, comparable_with=("oldest.how", "older.life"))


def test_a_questionnaire_is_comparable_with_itself() -> None:
    assert asked(LIFE, earlier(LIFE, "newer")) == ("life", "")


def test_a_question_that_names_the_earlier_one_and_asks_the_same_is_comparable() -> None:
    assert asked(DECLARED, earlier(LIFE)) == ("life", "")
    renamed = dataclasses.replace(LIFE, key="how", short="How it is")
    assert asked(DECLARED, earlier(renamed, "oldest")) == ("how", "")


def test_capitals_spaces_and_former_wordings_make_no_difference() -> None:
    assert asked(DECLARED, earlier(dataclasses.replace(LIFE, wording="How is  LIFE?"))) == (
        "life",
        "",
    )
    before = dataclasses.replace(LIFE, wording="Life?")
    now = dataclasses.replace(DECLARED, former=("Life?",))
    assert asked(now, earlier(before)) == ("life", "")


def other_scale(*answers: Answer, best: str = "first") -> Question:
    return dataclasses.replace(LIFE, scale=Scale("other", answers, best=best))


REASONS = {
    "not declared": (
        LIFE,
        earlier(LIFE),
        'the questionnaire does not say which question of "older" asks the same',
    ),
    "no such question": (
        DECLARED,
        earlier(dataclasses.replace(LIFE, key="living")),
        'the questionnaire "older" has no question "life"',
    ),
    "another kind": (
        DECLARED,
        earlier(dataclasses.replace(LIFE, kind="text", scale=None)),
        "this question could not be answered in the same way in wave 2024",
    ),
    "another wording": (
        DECLARED,
        earlier(dataclasses.replace(LIFE, wording="How do you live?")),
        "the wording was another in wave 2024",
    ),
    "other answers": (
        DECLARED,
        earlier(other_scale(ANSWERS[0], Answer("same", "Same", "Same", "neutral"), *ANSWERS[1:])),
        "the answers to choose from were others in wave 2024",
    ),
    "other meanings": (
        DECLARED,
        earlier(other_scale(ANSWERS[0], Answer("worse", "W", "W", "neutral"), ANSWERS[2])),
        "the answers to choose from were others in wave 2024",
    ),
    "another order": (
        DECLARED,
        earlier(other_scale(*ANSWERS, best="last")),
        "the answers to choose from were others in wave 2024",
    ),
    "another base": (
        DECLARED,
        earlier(other_scale(*ANSWERS[:2])),
        "other answers were left out of the count in wave 2024",
    ),
}


@pytest.mark.parametrize(("now", "older", "reason"), REASONS.values(), ids=REASONS)
def test_why_a_question_cannot_be_compared_is_said(now, older, reason) -> None:
    assert asked(now, older) == ("", reason)


def test_every_reason_is_in_a_test() -> None:
    said = {reason for _, _, reason in REASONS.values()}
    names = ("NOT_DECLARED", "NO_SUCH_QUESTION", "OTHER_KIND", "OTHER_WORDING", "OTHER_SCALE")
    texts = [getattr(comparable, name) for name in (*names, "OTHER_BASE")]
    assert {text.format(wave="2024", older="older", key="life") for text in texts} == said


def test_turned_round_on_paper_a_scale_is_the_same() -> None:
    """What counts is which answers are better, not which is printed first."""
    turned = other_scale(*ANSWERS[1::-1], ANSWERS[2], best="last")
    assert asked(DECLARED, earlier(turned)) == ("life", "")


def test_only_questions_with_good_answers_are_followed(small_study) -> None:
    study = small_study({"council": ["north"], "life": ["better"]})
    keys = [q.key for q in judged_questions(study.surveys[0].questionnaire)]
    assert keys == ["life", "health", "forms", "advice", "say"]


def test_every_question_stands_beside_every_earlier_wave_the_last_first(small_study) -> None:
    now, before = (
        small_study({"council": ["north"], "life": ["better"]}).responses[0] for _ in range(2)
    )
    study = small_study({"council": ["north"], "life": ["better"]})
    study = dataclasses.replace(
        study,
        waves=(Wave("2024", "2024"), Wave("2025", "2025"), Wave("2026", "2026")),
        responses=(dataclasses.replace(before, wave="2024"), now),
    )
    found = [pair for pair in pairs(study) if pair.question.key == "life"]
    question = now.questionnaire.question("life")
    assert found == [
        Pair(
            "budget_holder",
            question,
            "2026",
            "2025",
            "",
            "this audience was not asked in wave 2025",
            1,
        ),
        Pair("budget_holder", question, "2026", "2024", "life", "", 2),
    ]
    assert wave_to_compare(study, "budget_holder") == "2024"
    assert wave_to_compare(study, "carer") == ""
