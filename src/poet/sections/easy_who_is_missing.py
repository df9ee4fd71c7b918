"""Easy Read: how many of those asked answered, and which groups did so least."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from poet.charts import icon_array
from poet.sections.answers_view import Part
from poet.sections.each_row import each_row
from poet.sections.easy_ideas import idea
from poet.sections.easy_topics import picture_of, picture_of_audience
from poet.sections.easy_words import in_ten, people_of, plain, them
from poet.sections.who_is_missing_view import EVERYONE, missing, rows_of, surveys_of
from poet.wording import capital

if TYPE_CHECKING:
    from poet.sections import AuthorityReport
    from poet.study import Survey

# As many groups as fit on the page.
MOST_GROUPS = 2


def view(report: AuthorityReport) -> dict[str, Any]:
    """How many of each audience answered, and the groups that are missing most."""
    surveys = surveys_of(report)
    answered = [one for survey in surveys for one in _answered(report, survey)]
    groups = [one for survey in surveys for one in _missing(report, survey)]
    return {
        "answered": answered,
        "groups": groups[:MOST_GROUPS],
        "empty": not answered and not groups,
    }


def _answered(report: AuthorityReport, survey: Survey) -> Iterator[dict[str, Any]]:
    """How many of ten answered; nothing where that may not be shown."""
    rows = rows_of(report, survey)
    for row in each_row(rows[rows["question"].eq(EVERYONE)]):
        rates = (row.response_rate, row.answered_of_population)
        for rate in islice((rate for rate in rates if math.isfinite(rate)), 1):
            people = them(survey.questionnaire)
            told = in_ten(Part(float(rate), report.profile.exact), people)
            first = f"{capital(told.who)} answered."
            yield idea(
                picture_of_audience(survey.audience),
                [first, *([told.that_is] if told.that_is else [])],
                label=capital(people_of(survey.questionnaire)),
                chart=_icons(told.filled, first),
            )


def _icons(filled: int | None, title: str) -> Any:  # noqa: ANN401 - a Chart or None
    if not filled:
        return None
    return icon_array(
        filled, title=title, text=f"A picture of 10 people. {filled} of them are filled in."
    )


def _missing(report: AuthorityReport, survey: Survey) -> Iterator[dict[str, Any]]:
    """The groups that answered least, in the Easy Read words of the question and answer."""
    questionnaire = survey.questionnaire
    for row in each_row(missing(rows_of(report, survey))):
        question = questionnaire.question(row.question)
        said = plain(question.scale.answer(row.answer))
        yield idea(
            picture_of(question),
            [f"Not many of these {them(questionnaire)} answered: {said}."],
            label=question.easy_read,
        )
