"""Direct payments against managed budgets in a table: crude shares, standardised difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.direct_payments_view import outcome_of, rows_of
from poet.sections.each_row import each_row
from poet.sections.technical_words import groups_of, table
from poet.wording_technical import decimal, hundredths, p_value

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

HEADINGS = (
    "Outcome",
    "Direct payment",
    "Managed budget",
    "Difference, standardised",
    "p, Holm",
)


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table of this authority and one of all together, each with how far people are alike."""
    blocks = [
        {"table": _table(report, name, outcomes), "alike": _alike(rows)}
        for code, name in dict(groups_of(report)).items()
        if len(rows := rows_of(report, code))
        and len(outcomes := rows[rows["level"].eq("outcome") & rows["p"].notna()])
    ]
    return {"blocks": blocks, "empty": not blocks}


def _table(report: AuthorityReport, name: str, outcomes: DataFrame) -> dict[str, Any]:
    rows = [
        (
            outcome_of(report, row).short,
            [
                hundredths(row.share, row.low, row.high),
                hundredths(row.share_managed, row.low_managed, row.high_managed),
                hundredths(row.difference, row.difference_low, row.difference_high),
                p_value(row.p_holm),
            ],
        )
        for row in each_row(outcomes)
    ]
    return table(name, HEADINGS, rows)


def _alike(rows: DataFrame) -> dict[str, str]:
    """The three measures of overlap, in words."""
    arms = rows[rows["level"].eq("arms")].iloc[0]
    return {name: decimal(arms[name]) for name in ("alike", "common_support", "effective")}
