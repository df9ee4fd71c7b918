"""Money beside outcomes in tables: both kinds of budget, £50 a week more, bands of amounts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import HIDDEN
from poet.sections.each_row import each_row
from poet.sections.group_questions import ARM_WORDS, DIRECT_PAYMENT, MANAGED
from poet.sections.resources_measures import MOST_OUTCOMES, MOST_PROCESS
from poet.sections.resources_view import Row, of_level, pounds, questionnaire_of, rows_of
from poet.sections.technical_words import count_words, groups_of, table
from poet.sections.uptake_words import uptake_sentence
from poet.wording import count, list_of
from poet.wording_technical import NONE, estimate, hundredths, p_value

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

ARMS = (ARM_WORDS[DIRECT_PAYMENT], ARM_WORDS[MANAGED])
COSTS = ("Pounds a week for each good answer", *ARMS, "Difference", "Ratio")
MORE = ("£50 a week more", "Difference, in 100", "p, Holm")
BANDS = ("Weekly amount", "Good answers, in 100", "People")
LEVELS = {
    "amounts": "Weekly amounts",
    "more": "£50 a week more",
    "arm": "Costs",
}
NAMES = {MOST_OUTCOMES: "Half or more outcomes", MOST_PROCESS: "Half or more of the process"}


def view(report: AuthorityReport) -> dict[str, Any]:
    """The tables of this authority and of all together, what they allow for, and what is missing
    and why."""
    blocks = [
        {"name": name, "tables": tables, **_words(report, rows_of(report, code))}
        for code, name in dict(groups_of(report)).items()
        if (tables := list(_tables(report, code, name)))
    ]
    return {
        "blocks": blocks,
        "draws": _draws(report),
        "uptake": uptake_sentence(report),
        "empty": not blocks,
    }


def _words(report: AuthorityReport, rows: DataFrame) -> dict[str, list[str]]:
    asked = questionnaire_of(report, rows)
    return {
        "adjusted": _lines(asked, rows, "adjusted_for", "adjusted for "),
        "reasons": _lines(asked, rows, "note", ""),
    }


def _tables(report: AuthorityReport, code: str, name: str) -> Iterator[dict[str, Any]]:
    rows = rows_of(report, code)
    if rows.empty:
        return
    asked = questionnaire_of(report, rows)
    parts = (
        ("costs and consequences", (name, *ARMS), _side_by_side(asked, rows)),
        ("what each good answer takes", COSTS, _costs(asked, rows)),
        ("£50 a week more", MORE, _more(asked, rows)),
        ("bands of the weekly amount", BANDS, _bands(asked, rows)),
    )
    for title, headings, lines in parts:
        if lines:
            yield table(f"{name}: {title}", headings, lines)


def _side_by_side(asked: Questionnaire, rows: DataFrame) -> list[tuple[str, list[str]]]:
    """Costs and consequences of both kinds of budget; none where nobody told the amount."""
    arms = of_level(rows, "amounts", "people_managed")
    shares = each_row(rows[rows["level"].eq("arm")])
    if not (arms and shares):
        return []
    row = arms[0]
    ways = {way.answer: way for way in each_row(rows[rows["level"].eq("uptake")])}
    held = [
        _in_100(ways[arm].share) if arm in ways else HIDDEN for arm in (DIRECT_PAYMENT, MANAGED)
    ]
    return [
        ("Of 100 people, have this kind", held),
        (
            "People who said how much it is",
            [count_words(row.people), count_words(row.people_managed)],
        ),
        ("Mean a week, as they say", [_pounds(row.amount), _pounds(row.amount_managed)]),
        ("Median a week, as they say", [_pounds(row.median), _pounds(row.median_managed)]),
        *((_name(asked, one), _shares(one)) for one in shares),
    ]


def _shares(row: Row) -> list[str]:
    return [
        _in_100(row.share, row.low, row.high),
        _in_100(row.share_managed, row.low_managed, row.high_managed),
    ]


def _costs(asked: Questionnaire, rows: DataFrame) -> list[tuple[str, list[str]]]:
    return [
        (
            _name(asked, row),
            [
                _money(row.cost, row.cost_low, row.cost_high),
                _money(row.cost_managed, row.cost_managed_low, row.cost_managed_high),
                _money(row.cost_difference, row.cost_difference_low, row.cost_difference_high),
                estimate(row.cost_ratio, row.cost_ratio_low, row.cost_ratio_high),
            ],
        )
        for row in of_level(rows, "arm", "cost")
    ]


def _more(asked: Questionnaire, rows: DataFrame) -> list[tuple[str, list[str]]]:
    return [
        (
            _name(asked, row),
            [
                hundredths(row.difference, row.difference_low, row.difference_high),
                p_value(row.p_holm),
            ],
        )
        for row in of_level(rows, "more", "difference")
    ]


def _bands(asked: Questionnaire, rows: DataFrame) -> list[tuple[str, list[str]]]:
    return [
        (
            f"{_name(asked, row)}: {row.label}",
            [_in_100(row.share, row.low, row.high), count_words(row.base)],
        )
        for row in each_row(rows[rows["level"].eq("band")])
    ]


def _lines(asked: Questionnaire, rows: DataFrame, column: str, before: str) -> list[str]:
    """What a column of words says, each text once with what it is said of."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    for row in each_row(rows[rows[column].ne("") & rows["level"].isin(LEVELS)]):
        said.setdefault((row.level, getattr(row, column)), {})[_name(asked, row)] = None
    return [
        f"{LEVELS[level]}, {_what(list(what))}: {before}{words}."
        for (level, words), what in said.items()
    ]


def _what(names: list[str]) -> str:
    """What is meant; more than two are counted, as the tables and findings name them."""
    return list_of(names) if len(names) <= 2 else f"{count(len(names))} of the answers"


def _draws(report: AuthorityReport) -> str:
    """How many resamples the intervals of costs rest on; "" where there are none."""
    draws = report.released["resources"]["draws"].dropna()
    return count(int(draws.max())) if len(draws) else ""


def _name(asked: Questionnaire, row: Row) -> str:
    return NAMES.get(row.question) or asked.question(row.question).short


def _in_100(share: float, low: float | None = None, high: float | None = None) -> str:
    words = estimate(
        *(None if part is None else part * 100 for part in (share, low, high)), digits=0
    )
    return HIDDEN if words == NONE else words


def _pounds(amount: float) -> str:
    return HIDDEN if math.isnan(amount) else pounds(amount)


def _money(amount: float, low: float, high: float) -> str:
    return estimate(amount, low, high, digits=0)
