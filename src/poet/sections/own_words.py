"""In people's own words: how many wrote something, and the comments a reviewer released."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.wording import capital, printable

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport
    from poet.study import Study, Survey

COLUMNS = {
    "authority": "code of the authority",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the comment question",
    "topic": "topic of the comment question",
    "row": "written (how many people wrote a comment) or released (one released comment)",
    "people": "how many people wrote a comment; empty for a released comment",
    "text": "the words a reviewer released; empty for a count",
    "released_by": "who released it, as written in the file of released comments",
    "released_on": "when it was released",
}


def find(study: Study) -> DataFrame:
    """One row per count of comments, and one per released comment (see COLUMNS).

    What people wrote is never read from their answers, only from the file of released comments.
    """
    import pandas as pd

    rows = [row for survey in study.surveys for row in _written(survey, study)]
    return pd.DataFrame([*rows, *_released(study)], columns=list(COLUMNS)).astype(
        {"people": "Int64"}
    )


def _written(survey: Survey, study: Study) -> Iterator[dict[str, Any]]:
    for question in survey.questionnaire.with_role("comment"):
        has_comment = survey.by_person[question.key].notna()
        counts = survey.by_person.loc[has_comment, "authority"].value_counts()
        for authority in study.authorities:
            yield {
                "authority": authority.code,
                "audience": survey.audience,
                "wave": survey.wave,
                "question": question.key,
                "topic": question.topic,
                "row": "written",
                "people": int(counts.get(authority.code, 0)),
            }


def _released(study: Study) -> Iterator[dict[str, Any]]:
    if study.released_comments is None:
        return
    surveys = {s.questionnaire.id: s for s in study.surveys_of(study.latest_wave.id)}
    for comment in each_row(study.released_comments):
        survey = surveys.get(comment.questionnaire)
        if survey is not None:
            yield {
                "authority": comment.authority,
                "audience": survey.audience,
                "wave": survey.wave,
                "question": comment.question,
                "topic": survey.questionnaire.question(comment.question).topic,
                "row": "released",
                "text": printable(comment.text),
                "released_by": comment.released_by,
                "released_on": comment.released_on,
            }


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience with released comments, by question; none when there are none."""
    comments = report.released["own_words"]
    comments = comments[comments["row"].eq("released")]
    blocks = []
    for survey in report.surveys:
        mine = comments[comments["audience"].eq(survey.audience)]
        parts = [
            {"heading": question.short, "quotes": list(quotes)}
            for question in survey.questionnaire.with_role("comment")
            if len(quotes := mine.loc[mine["question"].eq(question.key), "text"])
        ]
        if parts:
            blocks.append({"heading": capital(survey.questionnaire.people), "parts": parts})
    return {"blocks": blocks, "empty": not blocks}
