from __future__ import annotations

import pytest

from poet.questionnaire import Answer, Question, Questionnaire, Scale, Score

BETTER = Answer("better", "Better", "Better", "good")
SAME = Answer("same", "The same", "The same", "neutral")
WORSE = Answer("worse", "Worse", "Worse", "bad")
MUCH_WORSE = Answer("much_worse", "Much worse", "Much worse", "bad")
NOT_SAID = Answer("not_said", "Prefer not to say", "I do not say", "not_an_answer")
ANSWERS = (BETTER, SAME, WORSE, MUCH_WORSE, NOT_SAID)


def question(key: str, role: str, topic: str = "life") -> Question:
    return Question(key, topic, role, "text", f"Wording of {key}?", f"Easy {key}?", key)


QUESTIONS = (
    question("a", "outcome"),
    question("b", "process"),
    question("c", "outcome"),
    question("form", "admin", "person_id"),
)
QUESTIONNAIRE = Questionnaire(
    "mine",
    "1",
    "carer",
    "Ours",
    "carers",
    "en",
    QUESTIONS,
    (Score("process", "Ease", "easy", "difficult"),),
)


def test_an_answer_that_is_none_does_not_count() -> None:
    assert [answer.counts for answer in ANSWERS] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("best", "order"),
    [
        ("first", [MUCH_WORSE, WORSE, SAME, BETTER]),
        ("last", [BETTER, SAME, WORSE, MUCH_WORSE]),
        ("", [BETTER, SAME, WORSE, MUCH_WORSE]),
    ],
)
def test_the_order_from_worst_to_best(best: str, order: list[Answer]) -> None:
    scale = Scale("change", ANSWERS, best)
    assert list(scale.worst_to_best) == order
    assert scale.ordered is bool(best)


def test_a_side_has_its_words_or_the_labels_of_its_answers() -> None:
    scale = Scale("change", ANSWERS, "first", {"good": "an improvement"})
    assert scale.side("good") == "an improvement"
    assert scale.side("neutral") == "the same"
    assert scale.side("bad") == "worse or much worse"
    assert Scale("empty", (BETTER,)).side("bad") == ""


def test_an_answer_is_found_by_its_code() -> None:
    scale = Scale("change", ANSWERS)
    assert scale.answer("worse") is WORSE
    with pytest.raises(KeyError):
        scale.answer("Worse")


def test_questions_are_found_by_key_and_role() -> None:
    assert QUESTIONNAIRE.question("b").role == "process"
    assert [q.key for q in QUESTIONNAIRE.with_role("outcome")] == ["a", "c"]
    with pytest.raises(KeyError):
        QUESTIONNAIRE.question("z")


def test_the_columns_about_the_form() -> None:
    form = QUESTIONNAIRE.admin("person_id")
    assert form is not None
    assert form.key == "form"
    assert QUESTIONNAIRE.admin("authority") is None


def test_a_score_belongs_to_a_role() -> None:
    score = QUESTIONNAIRE.score("process")
    assert score is not None
    assert score.high == "easy"
    assert QUESTIONNAIRE.score("outcome") is None


def test_an_edition_has_its_own_words() -> None:
    assert QUESTIONS[0].words() == "Wording of a?"
    assert QUESTIONS[0].words("easy_read") == "Easy a?"
