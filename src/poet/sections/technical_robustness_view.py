"""How robust each link is, in tables: the same coefficient under every check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poet.sections import EVERYONE
from poet.sections.each_row import each_row
from poet.sections.technical_words import groups_of, names_of, rows_of, score_words, table
from poet.wording import percent
from poet.wording_technical import NONE, decimal, estimate

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

CHECKS = {
    "ordinal": "Ordinal model",
    "binary": "Binary model",
    "imputed": "Blanks filled in",
}
MORE_HEADINGS = ("Lost to blanks", "E-value", "Its interval")
COUNCIL_CHECKS = {
    "council_intercepts": "Council intercepts",
    "random_intercepts": "Random intercepts",
}
COUNCIL_HEADINGS = ("Spread between councils", "Lowest without one", "Highest without one")
SPREAD = ("standard deviation between councils: ", " log odds")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience, group of people and score; a second one where councils are together."""
    tables, together = [], []
    for survey in report.surveys:
        for code, name in groups_of(report):
            keys = {"audience": survey.audience, "authority": code}
            of_group = rows_of(report.released["technical_robustness"], **keys)
            for score, rows in of_group.groupby("predictor", sort=False):
                title = f"{score_words(score)}: {survey.questionnaire.people}, {name}"
                by_outcome = _by_outcome(survey.questionnaire, rows)
                tables.append(_checks(title, by_outcome))
                if code == EVERYONE:
                    together.append(_councils(report, title, by_outcome))
    return {"tables": tables, "together": together}


def _by_outcome(questionnaire: Questionnaire, rows: DataFrame) -> dict[str, dict[str, Any]]:
    """Outcome in words to check to its row."""
    return {
        questionnaire.question(key).short: {row.check: row for row in each_row(of_outcome)}
        for key, of_outcome in rows.groupby("outcome", sort=False)
    }


def _checks(title: str, by_outcome: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    rows = [
        (
            outcome,
            [
                *_estimates(checks, CHECKS),
                _missing(checks.get("imputed")),
                _value(checks.get("e_value")),
                _value(checks.get("e_value_of_interval")),
            ],
        )
        for outcome, checks in by_outcome.items()
    ]
    return table(title, ("Outcome", *CHECKS.values(), *MORE_HEADINGS), rows)


def _councils(
    report: AuthorityReport, title: str, by_outcome: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    rows = [
        (
            outcome,
            [
                *_estimates(checks, COUNCIL_CHECKS),
                _spread(checks.get("random_intercepts")),
                _without(report, checks.get("without_lowest")),
                _without(report, checks.get("without_highest")),
            ],
        )
        for outcome, checks in by_outcome.items()
    ]
    return table(title, ("Outcome", *COUNCIL_CHECKS.values(), *COUNCIL_HEADINGS), rows)


def _estimates(checks: Mapping[str, Any], names: Sequence[str] | Mapping[str, str]) -> list[str]:
    return [_estimate(checks.get(name)) for name in names]


def _estimate(row: Any) -> str:  # noqa: ANN401 - a row of findings, or None
    if row is None:
        return NONE
    words = estimate(row.log_odds, row.low, row.high)
    return words if row.check != "council_intercepts" or not row.about else f"{words}, {row.about}"


def _missing(row: Any) -> str:  # noqa: ANN401 - a row of findings, or None
    import pandas as pd

    return NONE if row is None or pd.isna(row.value) else percent(row.value)


def _value(row: Any) -> str:  # noqa: ANN401 - a row of findings, or None
    return NONE if row is None else decimal(row.value)


def _spread(row: Any) -> str:  # noqa: ANN401 - a row of findings, or None
    if row is None or row.note:
        return NONE
    return row.about.removeprefix(SPREAD[0]).removesuffix(SPREAD[1])


def _without(report: AuthorityReport, row: Any) -> str:  # noqa: ANN401 - a row of findings, or None
    if row is None or row.note:
        return NONE
    return f"{decimal(row.log_odds)}, {names_of(report, row.about)}"
