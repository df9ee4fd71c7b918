"""The work it takes in tables: each return by year, its change for each worker split, its cost."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.activity_words import (
    STAFF,
    Returns,
    Row,
    exact_pounds,
    of_all_together,
    returns_of,
)
from poet.sections.technical_words import ALL_COUNCILS, table
from poet.wording import capital
from poet.wording_technical import NONE, decimal

if TYPE_CHECKING:
    from poet.sections.authority_report import AuthorityReport

BESIDE_ANSWERS = "activity"
YEARS = (
    "Return and year",
    "Number",
    "Since first",
    "Since before",
    "Index",
    "Per worker",
    "Index per worker",
)
SPLIT = (
    "Return, and years",
    "Number",
    "Staff",
    "Per worker",
    "Part of number",
    "Part of staff",
    "Share of number",
    "Share of staff",
)
COSTS = ("Return and year", "Number", "One costs", "Together")
COUNCILS = "Councils"


def view(report: AuthorityReport) -> dict[str, Any]:
    """Three tables of this council and of all councils together, and what could not be used."""
    own, everyone = returns_of(report), of_all_together(report)
    if own is None:
        return {"empty": True}
    named = [(report.name, own), *([(ALL_COUNCILS, everyone)] if everyone else [])]
    costs = own.activity.unit_costs
    return {
        "tables": [made for name, returns in named for made in _tables(name, returns)],
        "source": costs.source,
        "prices": costs.year,
        "reasons": list(_reasons(own)),
        "empty": False,
    }


def _tables(name: str, returns: Returns) -> Iterator[dict[str, Any]]:
    pooled = name == ALL_COUNCILS
    years = [_year(returns, row, pooled=pooled) for row in _numbers(returns)]
    headings = (*YEARS, COUNCILS) if pooled else YEARS
    yield table(f"{name}: returns by year; changes in percent", headings, years)
    split = [_split(returns, row, pooled=pooled) for row in returns.worked]
    if split:
        headings = (*SPLIT, COUNCILS) if pooled else SPLIT
        yield table(f"{name}: change for each worker, and its parts, in percent", headings, split)
    costs = [row for row in _numbers(returns) if math.isfinite(row["cost"])]
    if costs:
        headings = (*COSTS, COUNCILS) if pooled else COSTS
        rows = [_cost(returns, row, pooled=pooled) for row in costs]
        yield table(f"{name}: cost at the unit costs stated", headings, rows)


def _numbers(returns: Returns) -> Iterator[Row]:
    return (row for rows in returns.by_return.values() for row in rows if not row["note"])


def _label(returns: Returns, row: Row) -> str:
    return f"{capital(returns.words(row['return']))}, {row['year']}"


def _year(returns: Returns, row: Row, *, pooled: bool) -> tuple[str, list[str]]:
    cells = [
        _number(row["amount"]),
        _percent(row["change"]) if row["first_year"] != row["year"] else NONE,
        _percent(row["change_before"]),
        decimal(row["index"], 1),
        decimal(row["per_worker"], 1),
        decimal(row["index_per_worker"], 1),
    ]
    return _label(returns, row), [*cells, *([_number(row["councils"])] if pooled else [])]


def _split(returns: Returns, row: Row, *, pooled: bool) -> tuple[str, list[str]]:
    label = f"{capital(returns.words(row['return']))}, {row['first_year_worked']} to {row['year']}"
    changes = ("change_worked", "change_staff", "change_per_worker", "part_amount", "part_staff")
    cells = [
        *(_percent(row[name]) for name in changes),
        decimal(row["weight_amount"]),
        decimal(row["weight_staff"]),
    ]
    return label, [*cells, *([_number(row["councils_worked"])] if pooled else [])]


def _cost(returns: Returns, row: Row, *, pooled: bool) -> tuple[str, list[str]]:
    cells = [_number(row["amount"]), exact_pounds(row["unit_cost"]), exact_pounds(row["cost"])]
    return _label(returns, row), [*cells, *([_number(row["councils"])] if pooled else [])]


def _number(amount: float) -> str:
    return decimal(amount, 0 if amount == round(amount) else 1)


def _percent(change: float) -> str:
    return decimal(100 * change, 1)


def _reasons(returns: Returns) -> Iterator[str]:
    """A sentence for each reason why a number or a number for each worker is missing."""
    for column in ("note", "note_worked"):
        rows = returns.rows[returns.rows[column].ne("")]
        rows = rows[rows["return"].ne(STAFF)] if column == "note_worked" else rows
        for note, some in rows.groupby(column, sort=False):
            named = [
                f"{returns.words(row['return'])} in {row['year']}"
                for row in some.to_dict("records")
            ]
            yield f"{capital(str(note))}: {'; '.join(named)}."
