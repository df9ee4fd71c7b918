"""Practitioners on a page of their own: what their work is like, beside published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import AnswerKey, BarRow, Chart, diverging_bars
from poet.sections.answers_view import (
    HIDDEN,
    SIDES,
    QuestionSides,
    question_sides,
    row_in_words,
    said,
    top_and_bottom,
)
from poet.sections.audiences import other_survey
from poet.sections.published_figures_table import published_table
from poet.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poet.sections import AuthorityReport

# The topics of their work; what they see in people's lives stands beside what others say of it.
WORK_TOPICS = (
    "bureaucracy",
    "time_with_people",
    "assessment_paperwork",
    "amount_explained_to_people",
    "amount_explained_to_staff",
    "training_community",
    "training_local_services",
    "creative_practice",
    "trust_in_judgement",
    "funding",
    "expected_benefit",
)
# The questions have scales of their own, so the picture names what their sides have in common.
SIDE_WORDS = {"good": "Going well", "neutral": "In between", "bad": "A problem"}
MOST_SENTENCES = 1
# So that the page stays one page: the largest problems, and what is least often one.
MOST_ROWS = 7


def view(report: AuthorityReport) -> dict[str, Any]:
    """What their work is like as one chart, two sentences, and published figures beside it.

    Empty where they did not answer, where the main sections are about them already, and where
    they were asked nothing about their work.
    """
    survey = other_survey(report, "practitioner")
    work = work_of(report) if survey is not None else []
    if not work:
        return {"empty": True}
    shown = [one for one in work if one.shown]
    return {
        "people": survey.questionnaire.people if survey else "",
        "sentences": _sentences(shown) if shown else ["Too few people answered to show this."],
        "chart": _chart(shown, report.chart_rows) if len(shown) > 1 else None,
        "published": published_table(report, "practitioner", [one.question for one in work]),
        "empty": False,
    }


def work_of(report: AuthorityReport) -> list[QuestionSides]:
    """What practitioners say of their work, the largest problem first, hidden ones last."""
    questionnaires = [s.questionnaire for s in report.surveys if s.audience == "practitioner"]
    asked = [
        one
        for questionnaire in questionnaires
        for section, role in (("process", "process"), ("outcomes", "outcome"))
        for one in question_sides(report, section, questionnaire, role)
        if one.question.topic in WORK_TOPICS
    ]
    return sorted(asked, key=_bad_share, reverse=True)


def _bad_share(one: QuestionSides) -> float:
    """For ranking only. What of the bad answers is hidden comes after what is shown."""
    share = one.parts["bad"].share
    return -1.0 if share is None else share


def _sentences(shown: Sequence[QuestionSides]) -> list[str]:
    """What most call a problem, and what is going best."""
    problems = [one for one in shown if one.parts["bad"].shown][:MOST_SENTENCES]
    well = [one for one in shown if (one.parts["good"].share or 0) >= 0.5]
    best = max(well, key=lambda one: one.parts["good"].share or 0, default=None)
    return [*(said(one, "bad") for one in problems), *([said(best, "good")] if best else [])]


def _chart(shown: Sequence[QuestionSides], most_rows: int) -> Chart:
    keys = [AnswerKey(SIDE_WORDS[side], side) for side in SIDES]
    drawn = top_and_bottom(shown, min(MOST_ROWS, most_rows))
    return diverging_bars(
        [_row(one) for one in drawn],
        keys,
        title=f"Most often a problem: {drawn[0].question.short}",
        text=" ".join(row_in_words(one) for one in drawn),
        good_words=SIDE_WORDS["good"],
        bad_words=SIDE_WORDS["bad"],
    )


def _row(one: QuestionSides) -> BarRow:
    """A row that says in plain words what its problem is: “more”, “difficult”, “not enough”."""
    return BarRow(
        label=f"{one.question.short}: “{one.question.scale.side('bad')}”",
        # A scale without neutral answers has nobody there.
        shares=tuple(one.parts[side].share if side in one.parts else 0.0 for side in SIDES),
        people=count(one.base) if one.base else HIDDEN,
        people_long=one.people,
    )
