"""Easy Read: people with a direct payment and with a managed budget, and other groups of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import IconRow, icon_pair
from poet.sections.direct_payments_view import clear_outcomes, outcome_of, rows_of
from poet.sections.each_row import each_row
from poet.sections.easy_ideas import idea
from poet.sections.easy_topics import name_of, picture_of
from poet.sections.easy_words import side_words
from poet.sections.groups_view import clear_tables, omnibus_of
from poet.sections.registry import EVERYONE
from poet.wording import half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poet.charts import Chart
    from poet.questionnaire import Question
    from poet.sections import AuthorityReport
    from poet.sections.groups_view import ClearTable

MOST_GROUPS = 2
NOT_CLEAR = [
    "We cannot be sure that groups say different things.",
    "More answers may help us to see more.",
]
TOO_FEW = ["Too few people answered.", "So we cannot look at groups of people."]
TOGETHER = [
    "We cannot be sure from the answers here.",
    "But people in other councils answered too.",
    "All the answers together show this:",
]


def view(report: AuthorityReport) -> dict[str, Any]:
    """One outcome of the two kinds of budget, and up to two questions on which groups differ.

    Those of this authority; where nothing is clear, those of all together.
    """
    own, together = (ideas_of(report, code) for code in (report.authority.code, EVERYONE))
    shown = own or together
    return {
        "together": TOGETHER if together and not own else [],
        "ideas": shown,
        "why": [] if shown else _why(report),
        "budgets": bool(len(rows_of(report, report.authority.code))),
        "empty": omnibus_of(report, report.authority.code).empty
        and rows_of(report, report.authority.code).empty,
    }


def ideas_of(report: AuthorityReport, code: str) -> list[dict[str, Any]]:
    """What is clear of an authority: the two kinds of budget first, then other groups."""
    budgets = [
        _budget_idea(outcome_of(report, row), row)
        for row in each_row(clear_outcomes(rows_of(report, code)).head(1))
    ]
    groups = [_group_idea(table) for table in clear_tables(report, code)[:MOST_GROUPS]]
    return [*budgets, *groups]


def _why(report: AuthorityReport) -> Sequence[str]:
    """Why nothing is shown."""
    code = report.authority.code
    tested = [omnibus_of(report, code)["p"], rows_of(report, code)["p"]]
    return NOT_CLEAR if any(p.notna().any() for p in tested) else TOO_FEW


def _budget_idea(outcome: Question, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of findings
    more = "More" if row.share > row.share_managed else "Fewer"
    sentence = f"{more} people with a direct payment said: {side_words(outcome.scale, 'good')}."
    pair = _pair(row, sentence)
    return idea(picture_of(outcome), [sentence], label=name_of(outcome), chart=pair)


def _pair(row: Any, title: str) -> Chart | None:  # noqa: ANN401 - a row of findings
    """Two rows of ten; None where both would be alike, or one be nobody or everybody."""
    tenths = [int(half_up(share * 10)) for share in (row.share, row.share_managed)]
    if tenths[0] == tenths[1] or {0, 10} & set(tenths):
        return None
    words = ("a direct payment", "a managed budget")
    rows = [
        IconRow(f"Of 10 people with {one}:", filled)
        for one, filled in zip(words, tenths, strict=True)
    ]
    text = " ".join(f"{one.label} {one.filled}." for one in rows)
    return icon_pair(*rows, title=title, text=text)


def _group_idea(table: ClearTable) -> dict[str, Any]:
    sentences = [
        "Different groups of people said different things.",
        f"We asked: {table.by.easy_read}",
    ]
    return idea(picture_of(table.by), sentences, label=name_of(table.question))
