"""Direct payments and managed budgets in words: what each group says, and what is clear of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, dot_intervals
from poet.sections.each_row import each_row
from poet.sections.group_questions import ARM_WORDS, DIRECT_PAYMENT, MANAGED
from poet.sections.registry import EVERYONE
from poet.wording import about_people, capital, half_up
from poet.wording import people as how_many

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.sections import AuthorityReport

MOST_ROWS = 3
MOST_OUTCOMES = 1
NONE_CLEAR = [
    "No difference between the two is clear here, comparing people with a similar background.",
    "That does not mean there is none.",
]
NEITHER = ["No difference is clear there either."]
TOO_FEW = ["Too few people have one of the two kinds of budget to compare them here."]
# From these shares of people who have others like them with the other kind of budget.
MOST, SOME = 0.9, 0.5
ALIKE = {
    MOST: "Most people have others like them with the other kind of budget.",
    SOME: (
        "Some people have hardly anyone like them with the other kind of budget. "
        "That makes the comparison less sure."
    ),
    0.0: (
        "Hardly anyone like them has the other kind of budget. "
        "So we do not call any difference clear."
    ),
}


def view(report: AuthorityReport) -> dict[str, Any]:
    """How many there are of each, what is clear, and a chart; empty where not asked, or one arm."""
    own = rows_of(report, report.authority.code)
    together = own.iloc[:0]
    if report.authority.code != EVERYONE:
        together = rows_of(report, EVERYONE)
    pooled = together["p"].notna().any()
    return {
        "who": _who(report, own),
        "whose": report.name if pooled else "",
        "sentences": _sentences(report, own),
        "alike": _alike(own),
        "together": _of_all(report, own, together) if pooled else [],
        "charts": _charts(report, own, together),
        "empty": own.empty,
    }


def rows_of(report: AuthorityReport, code: str) -> DataFrame:
    """The released rows of an authority, of what people were asked in the latest wave."""
    frame = report.released["direct_payments"]
    return frame[frame["authority"].eq(code)]


def clear_outcomes(rows: DataFrame) -> DataFrame:
    """The outcomes that clearly differ between the two, the widest apart first."""
    clear = rows[rows["level"].eq("outcome") & rows["clear"].astype(bool)]
    clear = clear[clear["share"].notna() & clear["share_managed"].notna()]
    return clear.sort_values("difference", ascending=False, kind="stable", key=abs)


def outcome_of(report: AuthorityReport, row: Any) -> Question:  # noqa: ANN401 - a row of findings
    """The question that a row is about."""
    survey = next(one for one in report.surveys if one.audience == row.audience)
    return survey.questionnaire.question(row.question)


def _who(report: AuthorityReport, own: DataFrame) -> list[str]:
    """How many people of each kind answered."""
    arms = own[own["level"].eq("arms") & own["people"].notna()]
    words = how_many if report.profile.exact else about_people
    return [
        f"{capital(words(row.people))} have a direct payment, and {words(row.people_managed)} "
        "a managed budget."
        for row in each_row(arms)
    ]


def _sentences(report: AuthorityReport, rows: DataFrame) -> list[str]:
    estimated = rows["p"].notna().sum()
    clear = clear_outcomes(rows)
    if not estimated:
        return TOO_FEW
    if clear.empty:
        return NONE_CLEAR
    first = (
        "One outcome was looked at, and the difference is clear."
        if estimated == 1
        else f"The difference is clear for {len(clear)} of {estimated} outcomes."
    )
    told = [
        line
        for row in each_row(clear.head(MOST_OUTCOMES))
        for line in outcome_sentences(outcome_of(report, row), row)
    ]
    return [first, *told]


def _of_all(report: AuthorityReport, own: DataFrame, together: DataFrame) -> list[str]:
    """What is clear of all councils; shorter where something is clear here, or nothing in both."""
    found = _sentences(report, together)
    if found == _sentences(report, own) == NONE_CLEAR:
        return NEITHER
    return found if clear_outcomes(own).empty else found[:1]


def outcome_sentences(outcome: Question, row: Any) -> list[str]:  # noqa: ANN401 - a row of findings
    """What people with each kind of budget say, and what is left among people alike."""
    direct, managed, apart = (
        half_up(share * 100) for share in (row.share, row.share_managed, abs(row.difference))
    )
    good = f"“{outcome.scale.side('good')}”"
    way = "more" if row.difference > 0 else "fewer"
    return [
        f"{outcome.short}: of 100 people with a direct payment, about {direct} say {good}.",
        f"Of 100 people with a managed budget, about {managed} do.",
        f"Among people with a similar background, about {apart} {way} in 100 do with a direct "
        "payment.",
    ]


def _alike(own: DataFrame) -> str:
    """How far people of the two kinds are alike, in words; "" where it was not looked at."""
    known = own.loc[own["level"].eq("arms"), "alike"].dropna()
    if known.empty:
        return ""
    return next(words for least, words in ALIKE.items() if known.iloc[0] >= least)


def _charts(report: AuthorityReport, own: DataFrame, together: DataFrame) -> list[Chart]:
    """One chart: outcomes that clearly differ here, or in all councils; else the first asked."""
    for rows, whose in ((own, ""), (together, ": all councils")):
        if len(clear := clear_outcomes(rows)):
            return [_chart(report, clear.head(MOST_ROWS), f"What people with each say{whose}")]
    shown = own[own["level"].eq("outcome") & own["share"].notna() & own["share_managed"].notna()]
    if shown.empty:
        return []
    return [_chart(report, shown.head(MOST_ROWS), "What people with each kind of budget say")]


def _chart(report: AuthorityReport, rows: DataFrame, title: str) -> Chart:
    pairs = [(outcome_of(report, row), row) for row in each_row(rows)]
    text = " ".join(_in_words(outcome, row) for outcome, row in pairs)
    return dot_intervals([_dot_row(*pair) for pair in pairs], title=title, text=text)


def _dot_row(outcome: Question, row: Any) -> DotRow:  # noqa: ANN401 - a row of findings
    return DotRow(
        f"{outcome.short}: “{outcome.scale.side('good')}”",
        (
            Point(ARM_WORDS[DIRECT_PAYMENT], row.share, row.low, row.high),
            Point(ARM_WORDS[MANAGED], row.share_managed, row.low_managed, row.high_managed),
        ),
    )


def _in_words(outcome: Question, row: Any) -> str:  # noqa: ANN401 - a row of findings
    """A row of the chart for people who do not see it."""
    shares: Sequence[int] = [half_up(share * 100) for share in (row.share, row.share_managed)]
    good = outcome.scale.side("good")
    return (
        f"{outcome.short}, “{good}”: {shares[0]} in 100 with a direct payment, {shares[1]} in 100 "
        "with a managed budget."
    )
