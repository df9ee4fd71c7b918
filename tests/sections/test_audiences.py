"""Whose answers stand in front, and whose have a page of their own."""

from __future__ import annotations

import pytest
import three_audiences as small

from poet.sections.audiences import (
    in_order,
    main_survey,
    other_survey,
    people_words,
    short_words,
    took_part,
)

CELLS = {"life": ["better"] * 20}


def report(*audiences: str):
    return small.report_of(small.small_study(dict.fromkeys(audiences, CELLS)))


def test_budget_holders_stand_before_carers_and_practitioners_whatever_the_files() -> None:
    of = report("practitioner", "carer", "budget_holder")
    names = [survey.audience for survey in in_order(of)]
    assert names == ["budget_holder", "carer", "practitioner"]
    assert main_survey(of).audience == "budget_holder"


def test_carers_stand_in_front_where_no_budget_holder_answered() -> None:
    of = small.without(report("budget_holder", "carer"), "budget_holder")
    assert not took_part(of, "budget_holder")
    assert main_survey(of).audience == "carer"
    assert other_survey(of, "carer") is None


def test_carers_beside_budget_holders_have_a_page_of_their_own() -> None:
    of = report("budget_holder", "carer")
    assert other_survey(of, "carer") is of.surveys[1]
    assert other_survey(of, "budget_holder") is None
    assert other_survey(of, "practitioner") is None


def test_nobody_of_an_audience_in_this_council_is_no_page() -> None:
    assert other_survey(small.without(report("budget_holder", "carer"), "carer"), "carer") is None


def test_a_hidden_number_is_somebody() -> None:
    study = small.small_study({"carer": {"life": ["better"] * 3}}, profile="local")
    assert took_part(small.report_of(study), "carer")


@pytest.mark.parametrize(
    ("audience", "words", "short"),
    [
        ("budget_holder", "people who hold a personal budget", "budget holders"),
        ("carer", "parents", "parents"),
        ("practitioner", "practitioners", "practitioners"),
    ],
)
def test_an_audience_is_called_as_its_questionnaire_does(audience, words, short) -> None:
    import dataclasses

    parents = dataclasses.replace(small.asked("carer"), people="parents")
    known = {"budget_holder": small.asked("budget_holder"), "carer": parents}
    study = small.small_study(dict.fromkeys(known, CELLS), known)
    assert people_words(study, audience) == words
    assert short_words(study, audience) == short
