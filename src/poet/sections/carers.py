"""Carers on a page of their own: how life is for them, what goes with it, and what is hard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import (
    answers_chart,
    best_first,
    by_scale,
    question_sides,
    said,
    sentences_of,
    top_and_bottom,
)
from poet.sections.audiences import other_survey
from poet.sections.better_and_harder import AT_LEAST
from poet.sections.links_view import linked_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poet.charts import Chart
    from poet.sections import AuthorityReport
    from poet.sections.answers_view import QuestionSides

# So that the page stays one page: the outcomes most often good, and those least often.
MOST_OUTCOMES = 6
MOST_HARD = 3
MOST_LINKS = 1
NOTHING_HARD = "Nothing was hard for 1 in 10 of them or more, as far as can be shown."


def view(report: AuthorityReport) -> dict[str, Any]:
    """Their outcomes, what is hard, their say, and clear links.

    Empty where they did not answer, and where the main sections are about them already.
    """
    survey = other_survey(report, "carer")
    if survey is None:
        return {"empty": True}
    outcomes, process, say = (
        question_sides(report, section, survey.questionnaire, role)
        for section, role in (
            ("outcomes", "outcome"),
            ("process", "process"),
            ("involvement", "involvement"),
        )
    )
    return {
        "people": survey.questionnaire.people,
        "sentences": sentences_of(outcomes),
        "chart": _outcomes_chart(outcomes, report.chart_rows),
        "hard": _hard(process),
        "say": [said(one, "good") for one in say if one.parts["good"].shown],
        "links": linked_sentences(report, survey, MOST_LINKS),
        "empty": not (outcomes or process or say),
    }


def _outcomes_chart(outcomes: Sequence[QuestionSides], most_rows: int) -> Chart | None:
    """The outcomes most often good and those least often, of the scale with most questions.

    None where there are not two to show.
    """
    groups = by_scale([one for one in outcomes if one.parts["good"].shown])
    largest = max(groups, key=len, default=[])
    if len(largest) < 2:
        return None
    return answers_chart(top_and_bottom(best_first(largest), min(MOST_OUTCOMES, most_rows)))


def _hard(process: Sequence[QuestionSides]) -> list[str]:
    """The steps that are hard for one in ten or more, the hardest first."""
    hard = [one for one in process if (one.parts["bad"].share or 0) >= AT_LEAST["bad"]]
    hardest = sorted(hard, key=lambda one: one.parts["bad"].share or 0, reverse=True)
    return [said(one, "bad") for one in hardest[:MOST_HARD]] or [NOTHING_HARD]
