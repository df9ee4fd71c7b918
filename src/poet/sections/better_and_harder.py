"""What is better and what is harder: four of each, picked from outcomes and process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import QuestionSides, question_sides, said

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

HOW_MANY = 4
# A topic few people find hard is not one of the hard ones, even where it is the hardest.
HARD_FROM = 0.1
GOOD_FROM = 0.5


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience that was asked about outcomes: sentences for both lists."""
    blocks = []
    for survey in report.surveys:
        if survey.questionnaire.with_role("outcome"):
            better = best_of(report, survey.questionnaire)[:HOW_MANY]
            harder = hardest_of(report, survey.questionnaire)[:HOW_MANY]
            blocks.append(
                {
                    "heading": f"What {survey.questionnaire.people} say",
                    "better": [said(one, "good") for one in better],
                    "harder": [said(one, "bad") for one in harder],
                }
            )
    return {"blocks": blocks}


def best_of(report: AuthorityReport, questionnaire: Questionnaire) -> list[QuestionSides]:
    """Outcomes and steps of the process that at least half call good, the most often first."""
    return _ranked(report, questionnaire, "good", GOOD_FROM)


def hardest_of(report: AuthorityReport, questionnaire: Questionnaire) -> list[QuestionSides]:
    """Outcomes and steps of the process that one in ten or more call bad, most often first."""
    return _ranked(report, questionnaire, "bad", HARD_FROM)


def _ranked(
    report: AuthorityReport, questionnaire: Questionnaire, side: str, at_least: float
) -> list[QuestionSides]:
    asked = [
        one
        for section, role in (("outcomes", "outcome"), ("process", "process"))
        for one in question_sides(report, section, questionnaire, role)
    ]
    known = [one for one in asked if (one.parts[side].share or 0) >= at_least]
    return sorted(known, key=lambda one: one.parts[side].share or 0, reverse=True)
