"""Easy Read: an audience on a page of its own; shared by the pages of carers and of workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.audiences import other_survey
from poet.sections.better_and_harder import ranking
from poet.sections.easy_ideas import side_idea
from poet.sections.easy_stands_out import nothing
from poet.sections.easy_words import them

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport
    from poet.sections.better_and_harder import Ranking

MOST = 2


def other_audience(report: AuthorityReport, audience: str) -> dict[str, Any]:
    """What goes well for them and what is hard, two ideas each.

    Empty where they did not answer, where nothing of it may be shown (that is told beside what goes
    well for the others), and where the other pages are about them already.
    """
    survey = other_survey(report, audience)
    if survey is None:
        return {"empty": True}
    questionnaire = survey.questionnaire
    good, bad = (ranking(report, questionnaire, side) for side in ("good", "bad"))
    if not (good.shown or bad.shown):
        return {"empty": True}
    return {"well": _side(questionnaire, good), "hard": _side(questionnaire, bad), "empty": False}


def _side(questionnaire: Questionnaire, found: Ranking) -> dict[str, Any]:
    people = them(questionnaire)
    return {
        "ideas": [side_idea(one, found.side, people) for one in found.ranked[:MOST]],
        "why": [] if found.ranked else nothing(questionnaire, found),
    }
