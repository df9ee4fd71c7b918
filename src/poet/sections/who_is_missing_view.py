"""Who is missing, in words and one picture: those who answered beside everyone there is."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, perspectives_chart
from poet.sections.each_row import each_row
from poet.wording import capital, count, half_up, in_hundred, list_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections.authority_report import AuthorityReport
    from poet.study import Survey

EVERYONE = "everyone"
# Shares that move by less than this look much the same to a reader.
POINTS = 5
# Lines of the first audience, and of those after it.
MOST_MISSING = (2, 1, 1)
MOST_ROWS = 4
ANSWERED, ALL = "Those who answered", "Everyone"
CHANCE = "The gaps between groups can come by chance when so few people answer."
ALIKE = "The groups we know of answered about equally often."
HIDDEN = "[c]"
TOO_FEW = "Too few people of most groups answered to show more."


def view(report: AuthorityReport) -> dict[str, Any]:
    """How many answered, who is missing most, one chart, and what weighting changes.

    Empty without a population.
    """
    surveys = surveys_of(report)
    charts = (chart for survey in surveys for chart in _charts(report, survey))
    return {
        "blocks": [_block(report, survey) for survey in surveys],
        "missing": [
            line
            for survey, most in zip(surveys, MOST_MISSING, strict=False)
            for line in _missing_lines(report, survey, most)
        ],
        "charts": list(islice(charts, 1)),
        "weighting": weighting_sentence(report),
        "empty": not surveys,
    }


def surveys_of(report: AuthorityReport) -> list[Survey]:
    """The surveys of whose people the population file has anybody here."""
    return [survey for survey in report.surveys if len(rows_of(report, survey))]


def _missing_lines(report: AuthorityReport, survey: Survey, most: int) -> list[str]:
    rows = missing(rows_of(report, survey)).head(most)
    return [_line(survey.questionnaire, row) for row in each_row(rows)]


def rows_of(report: AuthorityReport, survey: Survey) -> DataFrame:
    """What is known of this audience of the authority."""
    rows = report.released["who_is_missing"]
    return rows[rows["audience"].eq(survey.audience)]


def _block(report: AuthorityReport, survey: Survey) -> dict[str, Any]:
    rows = rows_of(report, survey)
    return {
        "heading": capital(survey.questionnaire.people),
        "answered": answered_sentence(report, rows),
        "groups": _group_sentences(survey.questionnaire, rows),
    }


def answered_sentence(report: AuthorityReport, rows: DataFrame) -> str:
    """How many answered: "Of every 100 people asked, about 34 answered (about 120 of 348)."

    Where it is not known how many were asked, of all people there are.
    """
    of_all = rows[rows["question"].eq(EVERYONE)]
    if of_all.empty:
        return ""
    row = of_all.iloc[0]
    for rate, whole, asked in (
        ("response_rate", "asked", "asked"),
        ("answered_of_population", "population", "people"),
    ):
        if math.isfinite(row[rate]):
            about = "" if report.profile.exact else "about "
            told = f"{about}{count(row['people'])} of {count(row[whole])}"
            return f"of every 100 {asked}, {about}{half_up(row[rate] * 100)} answered ({told})."
    if not row["note"]:
        return ""
    why = "too few people answered" if row["note"].startswith(HIDDEN) else row["note"]
    return f"how many in 100 answered cannot be shown: {why}."


def missing(rows: DataFrame) -> DataFrame:
    """The groups whose share of the answers is at least so many points too small, widest first."""
    points = rows["difference"].map(lambda gap: half_up(gap * 100), na_action="ignore")
    return rows[points.le(-POINTS)].sort_values("difference", kind="stable")


def _group_sentences(questionnaire: Questionnaire, rows: DataFrame) -> list[str]:
    """What holds for the groups together: whether gaps may be chance, or why there are none."""
    groups = rows[rows["question"].ne(EVERYONE)]
    if groups.empty:
        return []
    told = groups["difference"].notna()
    sentences = _not_compared(questionnaire, groups[~told])
    if not told.any():
        return sentences or [TOO_FEW]
    if missing(groups).empty:
        return [ALIKE, *sentences]
    return sentences if groups["clear"].any() else [CHANCE, *sentences]


def _not_compared(questionnaire: Questionnaire, groups: DataFrame) -> list[str]:
    """Which questions could not be set beside the population, a sentence for each reason.

    Groups that are hidden are no such reason: the others of their question are there.
    """
    noted = groups[groups["note"].ne("") & ~groups["note"].str.startswith(HIDDEN)]
    return [
        f"{list_of([f'“{questionnaire.question(key).short}”' for key in of_it.unique()])} "
        f"could not be compared: {note}."
        for note, of_it in noted.groupby("note", sort=False)["question"]
    ]


def _line(questionnaire: Questionnaire, row: Any) -> str:  # noqa: ANN401 - a row of findings
    """A group: "Age, “Under 25”: 15 in 100 family carers, 9 in 100 of those who answered."."""
    question = questionnaire.question(row.question)
    return (
        f"{question.short}, “{row.label}”: {in_hundred(row.population_share)} "
        f"{questionnaire.people}, {in_hundred(row.share)} of those who answered."
    )


def _charts(report: AuthorityReport, survey: Survey) -> list[Chart]:
    """The groups furthest from the population, the widest gap first."""
    rows = rows_of(report, survey)
    told = rows[rows["difference"].notna()]
    if told.empty:
        return []
    widest = told.sort_values("difference", key=abs, ascending=False, kind="stable")
    widest = widest.head(min(MOST_ROWS, report.chart_rows))
    questionnaire = survey.questionnaire
    text = " ".join(_line(questionnaire, row) for row in each_row(widest))
    dots = [_dots(questionnaire, row) for row in each_row(widest)]
    title = f"Widest gaps: {questionnaire.people}"
    return [perspectives_chart(dots, title=title, text=text)]


def _dots(questionnaire: Questionnaire, row: Any) -> DotRow:  # noqa: ANN401 - a row of findings
    short = questionnaire.question(row.question).short
    points = Point(ANSWERED, row.share), Point(ALL, row.population_share)
    return DotRow(f"{short}: {row.label}", points)


def weighting_sentence(report: AuthorityReport) -> str:
    """Whether shares of good answers would move if each group counted as in the population."""
    rows = report.released["weighted_shares"]
    grouped = rows["weighted_by"].ne("") & rows["weighted_by"].ne(EVERYONE)
    good = rows[grouped & rows["answer"].eq("good") & rows["weighted_share"].notna()]
    if good.empty:
        return ""
    points = good["moved"].map(lambda moved: abs(half_up(moved * 100)))
    far = int(points.ge(POINTS).sum())
    if not far:
        return (
            "If each group counted as it does among everyone, no share of good answers would move "
            f"by {POINTS} points or more."
        )
    return (
        f"If each group counted as it does among everyone, {far} of {len(good)} shares of good "
        f"answers would move by {POINTS} points or more."
    )
