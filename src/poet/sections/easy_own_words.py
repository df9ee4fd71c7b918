"""Easy Read: what people wrote, as far as a reviewer released it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.easy_words import people_of
from poet.wording import capital

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

MOST_QUOTES = 4


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience with released comments: the first few, in the order of the reviewer."""
    comments = report.released["own_words"]
    comments = comments[comments["row"].eq("released")]
    by_survey = [
        (survey.questionnaire, list(comments.loc[comments["audience"].eq(survey.audience), "text"]))
        for survey in report.surveys
    ]
    blocks = [
        {
            "heading": f"{capital(people_of(questionnaire))} said:",
            "quotes": texts[:MOST_QUOTES],
        }
        for questionnaire, texts in by_survey
        if texts
    ]
    more = any(len(texts) > MOST_QUOTES for _, texts in by_survey)
    return {"blocks": blocks, "more": more, "empty": not blocks}
