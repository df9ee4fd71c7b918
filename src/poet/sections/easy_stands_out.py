"""What stands out for the first audience: shared by "going well" and "what is hard"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.audiences import in_order, took_part
from poet.sections.better_and_harder import HOW_MANY, ranking
from poet.sections.easy_ideas import side_idea, too_few
from poet.sections.easy_words import people_of, them

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport
    from poet.sections.better_and_harder import Ranking

ROLES = ("outcome", "process")
# What is said where nothing reaches the shares of `better_and_harder.AT_LEAST`.
NOTHING = {
    "good": "We found nothing that went well for half of the {people}.",
    "bad": "We found nothing that was hard for 1 in 10 {people} or more.",
}
MAY_BE_HIDDEN = "Some answers are hidden to keep people safe."


def audiences(report: AuthorityReport, side: str) -> dict[str, Any]:
    """A block of the first audience that took part: up to four ideas, or that there is none.

    The others have pages of their own. Audiences of which nothing may be shown are named together,
    in `too_few`.
    """
    found = [
        (survey.questionnaire, ranking(report, survey.questionnaire, side))
        for survey in in_order(report)
        if any(survey.questionnaire.with_role(role) for role in ROLES)
        and took_part(report, survey.audience)
    ]
    return {
        "blocks": [_block(questionnaire, one) for questionnaire, one in found[:1] if one.shown],
        "too_few": too_few([questionnaire for questionnaire, one in found if not one.shown]),
        "empty": not found,
    }


def _block(questionnaire: Questionnaire, found: Ranking) -> dict[str, Any]:
    people = them(questionnaire)
    return {
        "heading": f"What {people_of(questionnaire)} say",
        "ideas": [side_idea(one, found.side, people) for one in found.ranked[:HOW_MANY]],
        "why": [] if found.ranked else nothing(questionnaire, found),
    }


def nothing(questionnaire: Questionnaire, found: Ranking) -> list[str]:
    """Why nothing stands out on this side."""
    if not found.shown:
        return too_few([questionnaire])
    return [NOTHING[found.side].format(people=them(questionnaire)), MAY_BE_HIDDEN]
