"""Easy Read: who has a say, as each audience says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import question_sides
from poet.sections.easy_ideas import side_idea, too_few
from poet.sections.easy_words import people_of, them

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport
    from poet.sections.answers_view import QuestionSides

MOST = 3
SOME_HIDDEN = "Too few people answered some questions. We cannot show those."


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience that answered questions of this kind, one idea a question.

    Audiences of which nothing may be shown are named together, in `too_few`.
    """
    asked = [
        (survey.questionnaire, sides)
        for survey in report.surveys
        if (sides := question_sides(report, "involvement", survey.questionnaire, "involvement"))
    ]
    shown = {id(one): any(_side(sides_of_one) for sides_of_one in sides) for one, sides in asked}
    return {
        "blocks": [_block(one, sides) for one, sides in asked if shown[id(one)]],
        "too_few": too_few([one for one, _ in asked if not shown[id(one)]]),
        "empty": not asked,
    }


def _block(questionnaire: Questionnaire, sides: Sequence[QuestionSides]) -> dict[str, Any]:
    told = [(one, side) for one in sides if (side := _side(one))]
    return {
        "heading": f"What {people_of(questionnaire)} say",
        "ideas": [side_idea(one, side, them(questionnaire)) for one, side in told[:MOST]],
        "why": [SOME_HIDDEN] if len(told) < len(sides) else [],
    }


def _side(one: QuestionSides) -> str:
    """The side to tell of: the good answers, or the bad ones where those are hidden."""
    return next((side for side in ("good", "bad") if one.parts[side].shown), "")
