"""Which groups are set side by side: by topic, with two ways to hold a budget."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.definition import load
from poet.sections.group_questions import (
    ARM_OF,
    Groups,
    group_questions,
    groups_of,
    is_good,
    judged_questions,
)


@pytest.mark.parametrize(
    ("audience", "topics"),
    [
        ("budget_holder", ["how_held", "main_need", "age", "ethnicity", "filled_in_by"]),
        ("carer", ["age", "ethnicity", "filled_in_by", "person_cared_for", "caring_hours"]),
        ("practitioner", ["job_role", "main_group"]),
    ],
)
def test_questions_are_chosen_by_topic(audience, topics) -> None:
    assert [question.topic for question in group_questions(load(audience))] == topics


def test_the_ways_to_hold_a_budget_are_two_arms_and_what_is_neither(three_councils) -> None:
    survey = three_councils.surveys[0]
    groups = groups_of(survey.by_person, survey.questionnaire.question("how_held"))
    assert groups.codes == ("direct_payment", "managed", "mixed", "not_sure")
    assert groups.labels == ("Direct payment", "Managed budget", "A mix of these", "Not sure")
    answers = survey.by_person["how_held"].astype(object)
    expected = [
        -1 if pd.isna(answer) else groups.codes.index(ARM_OF.get(answer, answer))
        for answer in answers
    ]
    assert groups.of_person.tolist() == expected
    assert -1 in expected


def test_every_way_that_the_questionnaire_asks_about_has_a_place() -> None:
    scale = load("budget_holder").question("how_held").scale
    assert set(ARM_OF) <= {answer.code for answer in scale.answers}


def test_who_gave_no_answer_or_none_that_counts_is_in_no_group(three_councils) -> None:
    survey = three_councils.surveys[0]
    answers = survey.by_person["ethnicity"]
    groups = groups_of(survey.by_person, survey.questionnaire.question("ethnicity"))
    outside = answers.isna() | answers.eq("prefer_not_to_say")
    assert answers.eq("prefer_not_to_say").any()
    assert (groups.of_person[outside] == -1).all()
    named = np.array(groups.codes)[groups.of_person[~outside]]
    assert named.tolist() == answers[~outside].tolist()


def test_good_answers_are_those_that_mean_good(three_councils) -> None:
    survey = three_councils.surveys[0]
    good, counts = is_good(survey.by_person["dignity"], survey.questionnaire.question("dignity"))
    answers = survey.by_person["dignity"]
    assert good.tolist() == answers.isin(["a_lot_better", "better"]).tolist()
    said = ~answers.isin(["does_not_apply", "prefer_not_to_say"]) & answers.notna()
    assert counts.tolist() == said.tolist()


def test_a_question_with_several_answers_has_no_good_ones() -> None:
    asked = judged_questions(load("budget_holder"), "involvement")
    assert [question.key for question in asked] == [
        "views_included",
        "knew_amount",
        "deciding_spending",
    ]


def test_groups_that_stand_together_are_named_and_many_are_not_listed() -> None:
    groups = Groups(None, ("a", "b", "c"), ("First", "Second", "Third"), np.array([]))
    assert (groups.code_of(0b101), groups.label_of(0b101)) == ("a+c", "First or Third")
    assert (groups.code_of(0b111), groups.label_of(0b111)) == ("a+b+c", "Other groups together")
    assert (groups.code_of(0), groups.label_of(0)) == ("", "")
