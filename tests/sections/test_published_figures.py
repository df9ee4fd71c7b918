"""Published figures: each with its source, each beside a question that there is."""

from __future__ import annotations

import re

import pytest

from poet.definition import load
from poet.sections.published_figures import figures_of, published_figures, surveys_of


def of(audience: str, topic: str) -> list[tuple[str, str, str]]:
    return [(one.survey.year, one.of, one.figure) for one in figures_of(audience, topic)]


def test_practitioners_are_set_beside_the_surveys_of_community_care() -> None:
    assert of("practitioner", "bureaucracy") == [("2011", "bad", "73%"), ("2012", "bad", "82%")]
    assert of("practitioner", "assessment_paperwork") == [
        ("2011", "bad", "59%"),
        ("2012", "bad", "68%"),
    ]
    assert of("practitioner", "amount_explained_to_people") == [
        ("2012", "bad", "75%"),
        ("2013", "good", "10%"),
    ]
    assert of("practitioner", "amount_explained_to_staff") == [("2012", "bad", "58%")]
    assert of("practitioner", "expected_benefit") == [
        ("2013", "good", "50%"),
        ("2013", "bad", "22%"),
    ]
    assert of("practitioner", "training_local_services") == [
        ("2013", "some", "56%"),
        ("2013", "none", "16%"),
    ]
    assert of("practitioner", "time_with_people") == []


def test_a_source_has_its_year_and_who_answered() -> None:
    figures = figures_of("practitioner", "bureaucracy")
    assert [survey.in_words for survey in surveys_of([*figures, *figures])] == [
        "Community Care survey, 2011, practitioners; how many is not known",
        "Community Care survey, 2012, 272 practitioners answered",
    ]


def test_what_was_not_published_exactly_is_not_given_exactly() -> None:
    assert of("budget_holder", "dignity") == [
        ("2013", "good", "more than 70%"),
        ("2014", "good", "more than 80%"),
        ("2017", "good", "84%"),
    ]
    assert of("budget_holder", "getting_support") == [("2013", "good", "57%")]


@pytest.mark.parametrize("figure", published_figures(), ids=lambda f: f"{f.topic}-{f.survey.year}")
def test_every_figure_stands_beside_a_question_and_an_answer_that_there_is(figure) -> None:
    questionnaire = load(figure.audience)
    (question,) = (one for one in questionnaire.questions if one.topic == figure.topic)
    codes = {answer.code for answer in question.scale.on_scale}
    assert figure.of in codes or question.scale.side(figure.of)
    assert re.fullmatch(r"(more than )?\d{2}%", figure.figure)
    assert figure.words
