"""What is set beside money, found by topic, and made of all questions of a role."""

from __future__ import annotations

import dataclasses

from poet.sections.resources_measures import (
    headline_outcomes,
    measures_of,
    weekly_amount,
)


def survey_of(small_study, life: list[str], health: list[str]):
    cells = {"council": ["north"] * len(life), "life": life, "health": health}
    return small_study(cells).surveys[0]


def test_headline_outcomes_are_found_by_topic_or_are_the_first_asked(
    three_councils, small_study
) -> None:
    asked = three_councils.surveys[0].questionnaire
    assert [question.topic for question in headline_outcomes(asked)] == [
        "quality_of_life",
        "dignity",
        "independence",
        "control_over_life",
    ]
    small = survey_of(small_study, ["better"], ["same"]).questionnaire
    assert [question.key for question in headline_outcomes(small)] == ["life", "health"]


def test_the_weekly_amount_is_a_number_of_the_background(three_councils, small_study) -> None:
    asked = three_councils.surveys[0].questionnaire
    assert weekly_amount(asked).key == "weekly_amount"
    assert weekly_amount(survey_of(small_study, ["better"], ["same"]).questionnaire) is None


def test_half_or_more_is_of_the_questions_answered(small_study) -> None:
    life = ["better", "better", "same", "better", "not_said", "not_said"]
    health = ["better", "same", "worse", "", "same", ""]
    most, *_ = measures_of(survey_of(small_study, life, health))
    assert (most.key, most.role) == ("most_outcomes", "outcome")
    assert most.counts.tolist() == [True, True, True, True, True, False]
    assert (most.good & most.counts).tolist() == [True, True, False, True, False, False]


def test_of_one_question_there_is_no_half_or_more(small_study) -> None:
    survey = survey_of(small_study, ["better", "same"], ["same", "same"])
    kept = tuple(q for q in survey.questionnaire.questions if q.key != "health")
    one = dataclasses.replace(survey.questionnaire, questions=kept)
    measures = measures_of(dataclasses.replace(survey, questionnaire=one))
    assert [measure.key for measure in measures] == ["life", "most_process"]
