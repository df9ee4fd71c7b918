"""The links of all councils in words and pictures: what they share, and how far they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import Chart, ForestRow, ForestWords, forest_chart
from poet.sections.council_links import estimated, of_councils
from poet.sections.each_row import each_row
from poet.wording import half_up

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire, Score
    from poet.sections import AuthorityReport
    from poet.study import Survey

HEADINGS = ("Outcome", "All councils", "Likely range", "One more council")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience and score that councils have estimates of: a picture and a table."""
    links = report.released["links_between_councils"]
    told = links[links["scale"].eq("difference") & links["note"].eq("")]
    blocks = [
        _block(report, survey, score, rows)
        for survey in report.surveys
        for score in survey.questionnaire.scores
        if len(rows := _rows_of(told, survey, score))
    ]
    return {"blocks": blocks, "empty": not blocks}


def _rows_of(links: DataFrame, survey: Survey, score: Score) -> DataFrame:
    """The outcomes of one audience and score, the widest apart first."""
    mine = links[links["audience"].eq(survey.audience) & links["predictor"].eq(score.role)]
    return mine.sort_values("mean", ascending=False, kind="stable", key=abs)


def _block(
    report: AuthorityReport, survey: Survey, score: Score, rows: DataFrame
) -> dict[str, Any]:
    questionnaire, first = survey.questionnaire, each_row(rows)[0]
    return {
        "heading": f"{score.title}: {questionnaire.people}",
        "compared": (
            f"We compared people who {score.high} with similar people who {score.low}, "
            "in each council by itself."
        ),
        "sentences": _sentences(questionnaire, first),
        "chart": _chart(report, questionnaire, first),
        "table": {
            "caption": "More people of 100 with a good answer",
            "headings": HEADINGS,
            "rows": [_table_row(questionnaire, row) for row in each_row(rows)],
        },
    }


def _sentences(questionnaire: Questionnaire, row: Any) -> list[str]:  # noqa: ANN401 - a row of findings
    outcome = questionnaire.question(row.outcome)
    good, middle = outcome.scale.side("good"), half_up(row.mean * 100)
    lines = [f"{outcome.short}: in a typical council, {_more(middle)} say “{good}”."]
    low, high = half_up(row.predicted_low * 100), half_up(row.predicted_high * 100)
    if not row.between:
        lines.append("Councils differ no more in this than chance would let them.")
    elif low > 0:
        lines.append(f"One more council like these would lie between {low} and {high} more.")
    else:
        lines.append("In one more council like these there may be no such link.")
    return lines


def _more(people: float) -> str:
    if people == 0:
        return "as many people"
    return f"{abs(people)} {'more' if people > 0 else 'fewer'} people in 100"


def _chart(report: AuthorityReport, questionnaire: Questionnaire, row: Any) -> Chart:  # noqa: ANN401 - a row of findings
    links = report.of_all["what_goes_with_outcomes"]
    mine = of_councils(links)
    councils = estimated(
        mine[
            mine["audience"].eq(row.audience)
            & mine["outcome"].eq(row.outcome)
            & mine["predictor"].eq(row.predictor)
        ]
    )
    lines = [
        _forest_row(one.difference, one.difference_low, one.difference_high)
        for one in each_row(councils)
    ]
    outcome = questionnaire.question(row.outcome)
    return forest_chart(
        lines,
        _forest_row(row.mean, row.low, row.high),
        _forest_row(row.mean, row.predicted_low, row.predicted_high),
        title=f"{outcome.short}: the link in each council",
        text=" ".join([f"{len(lines)} councils.", *_sentences(questionnaire, row)]),
        words=ForestWords(axis=f"more people in 100 who say “{outcome.scale.side('good')}”"),
    )


def _forest_row(estimate: float, low: float, high: float) -> ForestRow:
    return ForestRow(100 * estimate, 100 * low, 100 * high)


def _table_row(questionnaire: Questionnaire, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of findings
    cells = [_signed(row.mean), _range(row.low, row.high)]
    return {
        "label": questionnaire.question(row.outcome).short,
        "cells": [*cells, _range(row.predicted_low, row.predicted_high)],
    }


def _range(low: float, high: float) -> str:
    return f"{_signed(low)} to {_signed(high)}"


def _signed(share: float) -> str:
    """A difference as people in 100."""
    return str(half_up(share * 100))
