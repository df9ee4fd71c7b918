"""Weighted shares beside those counted, and those who answered beside the population, in tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import HIDDEN
from poet.sections.each_row import each_row
from poet.sections.technical_words import count_words, rows_of, table
from poet.wording import capital, count, half_up, list_of, percent
from poet.wording_technical import decimal

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

WEIGHTED = (
    "Share of good answers",
    "People",
    "As counted",
    "Weighted",
    "95% interval",
    "Moved, points",
    "Design effect",
)
GROUPS = (
    "Group",
    "Population",
    "Share of it",
    "Share of answers",
    "Difference, points",
    "95% interval",
    "p (Holm)",
)
EVERYONE, STRATUM = "everyone", "stratum"
METHODS = {
    "strata": "Everybody of a stratum counts alike",
    "raked": "Raked to the groups of",
}


def view(report: AuthorityReport) -> dict[str, Any]:
    """For each audience in the population file: how weights were made, and two tables."""
    blocks = [
        block
        for survey in report.surveys
        for block in [_block(report, survey.questionnaire)]
        if block["sentence"] or block["groups"]
    ]
    return {"blocks": blocks, "empty": not blocks}


def _block(report: AuthorityReport, questionnaire: Questionnaire) -> dict[str, Any]:
    audience = questionnaire.audience
    shares = rows_of(report.released["weighted_shares"], audience=audience)
    groups = rows_of(report.released["who_is_missing"], audience=audience)
    good = rows_of(shares[shares["weighted_by"].ne(EVERYONE)], answer="good")
    good, groups = good[good["weighted_share"].notna()], groups[groups["difference"].notna()]
    people = questionnaire.people
    weighted = [_weighted_row(questionnaire, row) for row in each_row(good)]
    apart = [_group_row(questionnaire, row) for row in each_row(groups)]
    return {
        "heading": capital(people),
        "sentence": _how(questionnaire, shares),
        "weighted": table(f"Weighted shares: {people}", WEIGHTED, weighted) if weighted else None,
        "groups": table(f"Answers and population: {people}", GROUPS, apart) if apart else None,
    }


def _how(questionnaire: Questionnaire, shares: DataFrame) -> str:
    """How the weights were made, or why there are none; "" where the file says nothing."""
    if shares.empty:
        return ""
    made = shares[shares["method"].ne("")]
    if made.empty:
        return f"Not weighted: {shares['note'].iloc[0]}."
    row = made.iloc[0]
    keys = row["weighted_by"].split(", ")
    named = [questionnaire.question(key).short for key in keys if key not in (EVERYONE, STRATUM)]
    population = count_words(made["population"].max())
    if row["weighted_by"] == EVERYONE:
        return f"The population file has no groups, only everyone: {population}."
    how = f"{METHODS[row['method']]} {list_of(named)}".rstrip()
    off = made["furthest_off"].dropna()
    cut = (
        f" Weights were cut; a group is off by up to {percent(min(float(off.max()), 1.0))}."
        if len(off) and half_up(float(off.max()) * 100)
        else ""
    )
    return f"{how}. Population: {population}.{cut}"


def _weighted_row(questionnaire: Questionnaire, row: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - a row of findings
    return questionnaire.question(row.question).short, [
        count_words(row.base),
        percent(row.share),
        percent(row.weighted_share),
        _interval(row.weighted_low, row.weighted_high),
        _points(row.moved),
        decimal(1 / row.effective_share) if row.effective_share > 0 else HIDDEN,
    ]


def _group_row(questionnaire: Questionnaire, row: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - a row of findings
    return f"{questionnaire.question(row.question).short}: {row.label}", [
        count(row.population),
        percent(row.population_share),
        percent(row.share),
        _points(row.difference),
        f"{_points(row.difference_low)} to {_points(row.difference_high)}",
        decimal(row.p_holm, 3),
    ]


def _points(difference: float) -> str:
    """A difference of shares in points, with its sign."""
    points = half_up(difference * 100)
    return f"+{points}" if points > 0 else str(points)


def _interval(low: float, high: float) -> str:
    return f"{percent(low)[:-1]} to {percent(high)[:-1]}" if math.isfinite(low) else "none"
