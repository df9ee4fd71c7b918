"""Weekly amounts beside outcomes in words and one chart: of one council, or of all together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, dot_intervals
from poet.sections.answers_view import HIDDEN
from poet.sections.each_row import each_row
from poet.sections.group_questions import ARM_WORDS, DIRECT_PAYMENT, MANAGED, judged_questions
from poet.sections.registry import EVERYONE
from poet.sections.resources_measures import MOST_OF, MOST_OUTCOMES, MOST_PROCESS
from poet.sections.uptake_words import uptake_sentence
from poet.wording import half_up, in_hundred

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

Row = Any  # a row of findings, as a named tuple
POUNDS_MORE = "£50"
ALL_COUNCILS = "All councils in this study together"
NOT_CLEAR = ["Among similar people, those with more money do not clearly say so more, or less."]
HARDLY = "Among similar people, £50 a week more goes with hardly any difference."
LAST_ROW = "The last row compares similar people."
COST_NOT_CLEAR = f"{LAST_ROW} The difference could be chance."
COST_CLEAR = f"{LAST_ROW} The difference is clear."
AMOUNT_HEADING = "Agreed a week, on average"


def view(report: AuthorityReport) -> dict[str, Any]:
    """What people with less and with more money say, and with each kind of budget.

    Of this council; where too few told the amount there, of all together. Empty where too few did
    in all of them, or nobody was asked.
    """
    rows = shown_rows(report)
    if rows.empty:
        return {"empty": True}
    whole = rows["authority"].iloc[0] == EVERYONE
    asked = questionnaire_of(report, rows)
    bands = bands_of(rows)
    return {
        "whose": ALL_COUNCILS if whole and report.authority.code != EVERYONE else "",
        "bands": _more_sentences(rows, bands),
        "arms": _arms(asked, rows),
        "of_arms": _arms_sentences(rows),
        "uptake": uptake_sentence(report),
        "charts": [_chart(asked, bands)] if bands else [],
        "empty": False,
    }


def rows_of(report: AuthorityReport, code: str) -> DataFrame:
    """The released rows of an authority."""
    frame = report.released["resources"]
    return frame[frame["authority"].eq(code)]


def shown_rows(report: AuthorityReport) -> DataFrame:
    """The rows of the council where bands of its own may be seen, else those of all together.

    Empty where neither may.
    """
    for code in (report.authority.code, EVERYONE):
        rows = rows_of(report, code)
        if bands_of(rows) or of_level(rows, "arm", "cost"):
            return rows
    return rows.iloc[:0]


def of_level(rows: DataFrame, level: str, known: str) -> list[Row]:
    """The rows of a level in which a column has a number, in their order."""
    return each_row(rows[rows["level"].eq(level) & rows[known].notna()])


def bands_of(rows: DataFrame) -> list[Row]:
    """The bands of the first measure that has any, the least money first; none of one alone."""
    bands = of_level(rows, "band", "share")
    of_first = [row for row in bands if row.question == bands[0].question]
    return of_first if len(of_first) > 1 else []


def questionnaire_of(report: AuthorityReport, rows: DataFrame) -> Questionnaire:
    """The questionnaire that asked for the amounts."""
    audience = rows["audience"].iloc[0]
    return next(one.questionnaire for one in report.surveys if one.audience == audience)


def good_words(asked: Questionnaire, question: str) -> str:
    """The words of a good answer: "better"."""
    for role, most in MOST_OF.items():
        if question == most:
            return judged_questions(asked, role)[0].scale.side("good")
    return asked.question(question).scale.side("good")


def what_is_said(asked: Questionnaire, question: str) -> str:
    """What people say who are counted: "“better” to half or more questions"."""
    good = f"“{good_words(asked, question)}”"
    if question == MOST_OUTCOMES:
        return f"{good} to half or more questions"
    if question == MOST_PROCESS:
        return f"{good} to half or more steps"
    return f"{good} to: {asked.question(question).short}"


def pounds(amount: float) -> str:
    """Pounds a week, whole.

    >>> pounds(435.0), pounds(1204.5)
    ('£435', '£1,205')
    """
    return f"£{half_up(amount):,}"


def band_words(label: str) -> str:
    """A band as it stands within a sentence.

    >>> band_words("Under £150"), band_words("£400 or more")
    ('under £150', '£400 or more')
    """
    return label[:1].lower() + label[1:]


def _more_sentences(rows: DataFrame, bands: list[Row]) -> list[str]:
    """What £50 more goes with among people alike; nothing where there is no estimate."""
    told = [
        row for row in of_level(rows, "more", "difference") if row.question in _questions(bands)
    ]
    if not told:
        return []
    if not told[0].clear:
        return NOT_CLEAR
    apart = half_up(abs(told[0].difference) * 100)
    if not apart:
        return [HARDLY]
    way = "more" if told[0].difference > 0 else "fewer"
    return [
        f"Among similar people, {POUNDS_MORE} a week more goes with about "
        f"{apart} {way} people in 100 who say so."
    ]


def _questions(rows: list[Row]) -> set[str]:
    return {row.question for row in rows}


def _arms(asked: Questionnaire, rows: DataFrame) -> list[dict[str, Any]]:
    """Both kinds of budget side by side: a table of one row per cost or consequence, or none."""
    ways = {row.answer: in_100(row.share) for row in of_level(rows, "uptake", "share")}
    held = [ways.get(way, HIDDEN) for way in (DIRECT_PAYMENT, MANAGED)]
    both = rows[["amount", "amount_managed"]].notna().all(axis=1)
    money = of_level(rows[both], "amounts", "amount")
    if not money:
        return []
    lines = [("Have this kind of budget", held)]
    lines += [
        (AMOUNT_HEADING, [pounds(row.amount), pounds(row.amount_managed)]) for row in money[:1]
    ]
    shares = of_level(rows, "arm", "share")
    outcome = _first_of(shares, MOST_PROCESS, not_it=True)
    for row in [*outcome, *_first_of(shares, MOST_PROCESS)]:
        cells = [in_100(row.share), in_100(row.share_managed)]
        lines.append((f"Say {what_is_said(asked, row.question)}", cells))
    for row in of_level(rows, "arm", "cost")[:1]:
        above = row.question in _questions(outcome)
        said = (
            f"“{good_words(asked, row.question)}”" if above else what_is_said(asked, row.question)
        )
        cells = [pounds(row.cost), pounds(row.cost_managed)]
        lines.append((f"A week, for each who says {said}", cells))
    return [table(lines)]


def _first_of(rows: list[Row], question: str, *, not_it: bool = False) -> list[Row]:
    return [row for row in rows if (row.question == question) != not_it][:1]


def table(lines: list[tuple[str, list[str]]]) -> dict[str, Any]:
    """Rows of a label and two cells, headed by the two kinds of budget."""
    return {
        "headings": ["Two kinds of budget", *(ARM_WORDS[arm] for arm in (DIRECT_PAYMENT, MANAGED))],
        "rows": [{"label": label, "cells": cells} for label, cells in lines],
    }


def in_100(share: float) -> str:
    """A share as so many of 100 people, or the mark of what is hidden.

    >>> in_100(0.785), in_100(float("nan"))
    ('79 in 100', '[c]')
    """
    return HIDDEN if math.isnan(share) else in_hundred(share)


def _arms_sentences(rows: DataFrame) -> list[str]:
    """What the last row compares, and whether it clearly differs."""
    costs = of_level(rows, "arm", "cost")[:1]
    return [COST_CLEAR if row.clear else COST_NOT_CLEAR for row in costs]


def _chart(asked: Questionnaire, bands: list[Row]) -> Chart:
    said = what_is_said(asked, bands[0].question)
    rows = [
        DotRow(f"{row.label} a week", (Point("People", row.share, row.low, row.high),))
        for row in bands
    ]
    text = " ".join(
        f"{row.label} a week: {half_up(row.share * 100)} in 100 people say {said}." for row in bands
    )
    return dot_intervals(rows, title=f"How many say {said}", text=text)
