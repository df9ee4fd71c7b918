"""What is better and what is harder: four of each, picked from outcomes and process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import QuestionSides, question_sides, said
from poet.sections.audiences import in_order

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

HOW_MANY = 4
# From which share on a topic is good for many, or hard for some: one that few people find hard is
# not one of the hard ones, even where it is the hardest.
AT_LEAST = {"good": 0.5, "bad": 0.1}
NOTHING = {
    "good": "For no topic did half the people or more say so, as far as can be shown.",
    "bad": "For no topic did 1 in 10 people or more say so, as far as can be shown.",
}
NOT_SHOWN = "Too few people answered to show this."


@dataclass(frozen=True)
class Ranking:
    """Outcomes and steps of the process, most often on one side first.

    `ranked` holds those that many, or some, put there; `shown` says whether any may be seen.
    """

    side: str
    ranked: tuple[QuestionSides, ...]
    shown: bool

    @property
    def nothing(self) -> str:
        """What is said when none is ranked."""
        return NOTHING[self.side] if self.shown else NOT_SHOWN


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience that was asked about outcomes: sentences for both lists.

    The first is that of the main audience, the only one that a long report shows here.
    """
    asked = [
        one.questionnaire for one in in_order(report) if one.questionnaire.with_role("outcome")
    ]
    return {
        "blocks": [
            {
                "heading": f"What {questionnaire.people} say",
                "better": _list(ranking(report, questionnaire, "good")),
                "harder": _list(ranking(report, questionnaire, "bad")),
            }
            for questionnaire in asked
        ]
    }


def _list(of: Ranking) -> dict[str, Any]:
    return {"lines": [said(one, of.side) for one in of.ranked[:HOW_MANY]], "nothing": of.nothing}


def ranking(report: AuthorityReport, questionnaire: Questionnaire, side: str) -> Ranking:
    """What half the people or more call good, or what one in ten or more call bad."""
    asked = [
        one
        for section, role in (("outcomes", "outcome"), ("process", "process"))
        for one in question_sides(report, section, questionnaire, role)
    ]
    known = [one for one in asked if one.parts[side].share is not None]
    enough = [one for one in known if one.parts[side].share >= AT_LEAST[side]]
    ranked = sorted(enough, key=lambda one: one.parts[side].share, reverse=True)
    return Ranking(side, tuple(ranked), shown=bool(known))
