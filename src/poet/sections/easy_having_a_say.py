"""Easy Read: who has a say, as the first audience says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import question_sides
from poet.sections.audiences import in_order
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
    """A block of the first audience of which anything may be shown, one idea a question.

    Where nothing may be shown of anybody, all who were asked are named in `too_few`.
    """
    asked = [
        (survey.questionnaire, sides)
        for survey in in_order(report)
        if (sides := question_sides(report, "involvement", survey.questionnaire, "involvement"))
    ]
    shown = [(one, sides) for one, sides in asked if any(_side(part) for part in sides)]
    return {
        "blocks": [_block(*one) for one in shown[:1]],
        "too_few": [] if shown else too_few([questionnaire for questionnaire, _ in asked]),
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
