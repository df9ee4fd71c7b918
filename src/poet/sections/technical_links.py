"""The links that reports tell of, as numbers: odds ratios, p-values, and shares at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.technical_words import groups_of, rows_of, score_words, table
from poet.wording_technical import hundredths, odds_estimate, p_value

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

HEADINGS = (
    "Outcome",
    "Odds ratio (95% interval)",
    "p",
    "p after Holm",
    "Clear",
    "In 100, at a score of 25",
    "In 100, at a score of 75",
)


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience, group of people and score: the ordinal models that were fitted."""
    links = rows_of(report.released["what_goes_with_outcomes"], model="ordinal", note="")
    tables = []
    for survey in report.surveys:
        of_audience = rows_of(links, audience=survey.audience)
        for code, name in groups_of(report):
            for score, found in rows_of(of_audience, authority=code).groupby(
                "predictor", sort=False
            ):
                caption = f"{score_words(score)}: {survey.questionnaire.people}, {name}"
                rows = [_row(survey.questionnaire, row) for row in each_row(found)]
                tables.append(table(caption, HEADINGS, rows))
    return {"tables": tables}


def _row(questionnaire: Questionnaire, link: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - a row of findings
    return questionnaire.question(link.outcome).short, [
        odds_estimate(link.log_odds, link.log_odds_low, link.log_odds_high),
        p_value(link.p),
        p_value(link.p_holm),
        "yes" if link.clear else "no",
        hundredths(link.share_low_end, link.share_low_end_low, link.share_low_end_high),
        hundredths(link.share_high_end, link.share_high_end_low, link.share_high_end_high),
    ]
