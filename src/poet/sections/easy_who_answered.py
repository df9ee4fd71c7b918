"""Easy Read: who answered, and a little about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import Part
from poet.sections.easy_ideas import idea, share_idea
from poet.sections.easy_topics import picture_of, picture_of_audience
from poet.sections.easy_words import VERY_FEW, people_of, plain, them
from poet.sections.who_answered import answered
from poet.wording import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poet.questionnaire import Question
    from poet.sections import AuthorityReport
    from poet.study import Survey

# As many questions as fit on a page for all audiences together.
MOST_QUESTIONS = 3


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience: how many answered, and the most frequent answers about themselves."""
    questions = max(1, MOST_QUESTIONS // len(report.surveys))
    return {"blocks": [_block(report, survey, questions) for survey in report.surveys]}


def _block(report: AuthorityReport, survey: Survey, questions: int) -> dict[str, Any]:
    people = people_of(survey.questionnaire)
    many = capital(answered(report, survey.audience, people))
    return {
        "who": idea(picture_of_audience(survey.audience), [f"{many} answered our questions."]),
        "about_them": list(_about_them(report, survey))[:questions],
    }


def _about_them(report: AuthorityReport, survey: Survey) -> Iterator[dict[str, Any]]:
    for question in survey.questionnaire.with_role("background"):
        found = _most_frequent(report, survey, question) if question.adjust else None
        if found:
            part, said = found
            label = question.easy_read
            told = share_idea(picture_of(question), label, part, said, them(survey.questionnaire))
            yield told if len(report.surveys) == 1 else {**told, "chart": None}


def _most_frequent(
    report: AuthorityReport, survey: Survey, question: Question
) -> tuple[Part, str] | None:
    """The answer that most people gave, where it may be shown and is no rare one."""
    released = report.released["who_answered"]
    rows = released[
        released["audience"].eq(survey.audience)
        & released["question"].eq(question.key)
        & released["level"].eq("answer")
        & released["share"].ge(VERY_FEW / 100)
    ]
    if rows.empty or question.scale is None:
        return None
    row = rows.sort_values("share", ascending=False, kind="stable").iloc[0]
    part = Part(float(row["share"]), report.profile.exact)
    return part, plain(question.scale.answer(row["answer"]))
