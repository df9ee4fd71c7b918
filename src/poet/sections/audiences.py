"""Whose answers stand in front in a report, and whose have a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poet.sections import AuthorityReport
    from poet.study import Study, Survey

# In this order, with the words of the shipped questionnaires.
AUDIENCES: Mapping[str, str] = {
    "budget_holder": "people who hold a personal budget",
    "carer": "family carers",
    "practitioner": "practitioners",
}

SHORT: Mapping[str, str] = {"budget_holder": "budget holders", "carer": "carers"}


def took_part(report: AuthorityReport, audience: str) -> bool:
    """Whether anybody of this audience answered; a number that is hidden is somebody."""
    return audience in report.who_took_part


def in_order(report: AuthorityReport) -> list[Survey]:
    """The surveys of the latest wave: those that somebody here answered first, budget holders'
    before carers' before practitioners'.
    """
    order = list(AUDIENCES)
    return sorted(
        report.surveys,
        key=lambda survey: (not took_part(report, survey.audience), order.index(survey.audience)),
    )


def main_survey(report: AuthorityReport) -> Survey:
    """The survey that the main sections are about: the first of `in_order`."""
    return in_order(report)[0]


def other_survey(report: AuthorityReport, audience: str) -> Survey | None:
    """The survey of an audience that has a page of its own.

    None where it is the main one already, and where nobody of this audience answered.
    """
    if main_survey(report).audience == audience or not took_part(report, audience):
        return None
    return next((survey for survey in report.surveys if survey.audience == audience), None)


def short_words(study: Study, audience: str) -> str:
    """Who an audience is in a word or two: "budget holders", or as its questionnaire calls it."""
    words = people_words(study, audience)
    return SHORT.get(audience, words) if words == AUDIENCES[audience] else words


def people_words(study: Study, audience: str) -> str:
    """Who an audience is, in the words of the latest questionnaire that asked it."""
    asked = [one.questionnaire.people for one in study.surveys if one.audience == audience]
    return asked[-1] if asked else AUDIENCES[audience]
