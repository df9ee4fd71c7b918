"""The range of councils in words and pictures: where eight in ten of them lie, topic by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, dot_intervals
from poet.sections.each_row import each_row
from poet.wording import count, half_up

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport
    from poet.study import Survey

HEADINGS = {"outcomes": "outcomes", "process": "the process", "involvement": "having a say"}
MOST_SENTENCES = 2


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience and part of the questionnaire: where councils lie, the widest first."""
    ranges = report.released["range_of_councils"]
    known = ranges[ranges["note"].eq("")]
    blocks = [
        _block(report, survey, section, rows)
        for survey in report.surveys
        for section in HEADINGS
        if len(rows := _rows_of(known, survey, section))
    ]
    return {"blocks": blocks, "empty": not blocks}


def _rows_of(ranges: DataFrame, survey: Survey, section: str) -> DataFrame:
    """The topics of one audience and part of the questionnaire, the widest range first."""
    mine = ranges[ranges["audience"].eq(survey.audience) & ranges["section"].eq(section)]
    width = mine["highest_tenth"].astype(float) - mine["lowest_tenth"].astype(float)
    return mine.assign(width=width).sort_values("width", ascending=False, kind="stable")


def _block(
    report: AuthorityReport, survey: Survey, section: str, rows: DataFrame
) -> dict[str, Any]:
    questionnaire, shown = survey.questionnaire, rows.head(report.chart_rows)
    sentences = [_sentence(questionnaire, row) for row in each_row(rows.head(MOST_SENTENCES))]
    hidden = int(rows["hidden_councils"].max())
    return {
        "heading": f"What {questionnaire.people} say of {HEADINGS[section]}",
        "sentences": sentences,
        "chart": _chart(questionnaire, shown),
        "left_out": _left_out(len(rows) - len(shown)),
        "hidden": _hidden(hidden),
    }


def _sentence(questionnaire: Questionnaire, row: Any) -> str:  # noqa: ANN401 - a row of findings
    question = questionnaire.question(row.question)
    low, high = half_up(row.lowest_tenth * 100), half_up(row.highest_tenth * 100)
    good = question.scale.side("good")
    if low == high:
        return f"{question.short}: in most councils about {low} in 100 people say “{good}”."
    return (
        f"{question.short}: in 8 of 10 councils, between {low} and {high} in 100 people "
        f"say “{good}”."
    )


def _chart(questionnaire: Questionnaire, rows: DataFrame) -> Chart:
    widest = questionnaire.question(rows.iloc[0]["question"]).short
    dots = [
        DotRow(
            questionnaire.question(row.question).short,
            (Point("The middle council", row.middle, row.lowest_tenth, row.highest_tenth),),
        )
        for row in each_row(rows)
    ]
    text = " ".join(_sentence(questionnaire, row) for row in each_row(rows))
    return dot_intervals(dots, title=f"Councils differ most in: {widest}", text=text)


def _left_out(topics: int) -> str:
    if not topics:
        return ""
    others = "One more topic is" if topics == 1 else f"{topics} more topics are"
    return f"{others} in the file of numbers: councils are more alike there."


def _hidden(councils: int) -> str:
    """How many councils are not among them, where there are some."""
    if not councils:
        return ""
    some = "one council" if councils == 1 else f"up to {count(councils)} councils"
    return f"Not among these: {some}, where too few people answered to show a number."
