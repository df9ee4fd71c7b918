"""The work it takes, in words: more or fewer than before, for each worker, and at what cost."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, IndexLine, index_lines
from poet.sections.activity_words import (
    STAFF,
    Returns,
    Row,
    between,
    exact_pounds,
    more_or_fewer,
    of_all_together,
    pounds,
    returns_of,
)
from poet.sections.registry import EVERYONE
from poet.sections.uptake_words import PARTS
from poet.wording import capital, count, half_up

if TYPE_CHECKING:
    from poet.sections.authority_report import AuthorityReport

MOST_LINES = 4
# Beside the first sentences, a list of more returns is one that nobody hears to its end.
MOST_OTHERS = 2
# All of it stands on one page: with more rows of costs than this, there is less room to write.
MOST_COSTS, ROWS_WITH_ROOM = 3, 2
COUNTED = "What was counted"
HIDDEN_LINE = "there are too few numbers to draw a line"
# From which part of a change on it is called "nearly all of it", "most of it" and so on.
NEARLY_ALL, MOST, MORE_THAN_HALF = 0.95, 0.75, 0.55


def view(report: AuthorityReport) -> dict[str, Any]:
    """Sentences on the return that changed most for each worker, on others, a chart and costs.

    Empty without a file of returns, and where it says nothing of this council.
    """
    returns = returns_of(report, without=PARTS)
    if returns is None:
        return {"empty": True}
    main, costs = _main(returns), _costs(returns)
    tight = returns.some_hidden or bool(costs and len(costs["rows"]) > ROWS_WITH_ROOM)
    return {
        "whose": _whose(report),
        "main": _sentences(returns, main) if main else _of_staff(returns),
        "others": _others(returns, main)[: 1 if tight else MOST_OTHERS],
        "together": _together(report, main),
        "has_workers": main is not None,
        "charts": _charts(returns, main),
        "costs": costs,
        "assumption": _assumption(returns),
        "hidden": returns.some_hidden,
        "tight": tight,
        "empty": False,
    }


def _whose(report: AuthorityReport) -> str:
    if report.authority.code == EVERYONE:
        return "These are the returns of all councils that have a number in both years."
    return f"These are the returns of {report.name}."


def _main(returns: Returns) -> Row | None:
    """The return that changed most for each worker; the first of those that changed as much."""
    return max(returns.worked, key=lambda row: abs(row["change_per_worker"]), default=None)


def _sentences(returns: Returns, row: Row) -> list[str]:
    words = returns.words(row["return"])
    amount = more_or_fewer(row["change_worked"], words)
    staff = more_or_fewer(row["change_staff"], returns.words(STAFF))
    worker = more_or_fewer(row["change_per_worker"], words)
    were = f"{between(row, 'first_year_worked')} there were"
    return [
        f"{were} {amount} and {staff}.",
        f"That is {worker} for each worker.",
        *_split(row, words),
    ]


def _split(row: Row, words: str) -> Iterator[str]:
    """Whether a change for each worker goes with the work or with the staff."""
    amount, staff = row["weight_amount"], row["weight_staff"]
    # A number that fell to 0 has no logarithm to split the change by.
    if math.isnan(amount) or not half_up(row["change_per_worker"] * 100):
        return
    fewer = row["change_per_worker"] < 0
    if min(amount, staff) < NEARLY_ALL - 1:
        less_or_more = "grew less" if fewer else "grew more"
        if row["change_worked"] < 0:
            less_or_more = "fell more" if fewer else "fell less"
        yield f"The number of {words} {less_or_more} than the number of staff."
        return
    way, staff_way = ("fewer", "more") if fewer else ("more", "fewer")
    of_work, of_staff = f"{way} {words}", f"{staff_way} staff"
    if staff >= MORE_THAN_HALF:
        amount, of_work, of_staff = staff, of_staff, of_work
    yield f"{_most(amount)} goes with {of_work}{_rest(amount, of_staff)}."


def _most(part: float) -> str:
    if part >= NEARLY_ALL:
        return "Nearly all of this"
    if part >= MOST:
        return "Most of this"
    return "More than half of this" if part >= MORE_THAN_HALF else "About half of this"


def _rest(part: float, words: str) -> str:
    if part >= NEARLY_ALL:
        return ""
    return f", the rest with {words}" if part >= MORE_THAN_HALF else f", and half with {words}"


def _of_staff(returns: Returns) -> list[str]:
    """Without a number for each worker: what is known of the first return."""
    rows = [row for name in returns.by_return if (row := returns.last(name))]
    return [_plain(returns, row) for row in rows[:1]]


def _plain(returns: Returns, row: Row) -> str:
    changed = more_or_fewer(row["change"], returns.words(row["return"]))
    return f"{between(row)} there were {changed}."


def _others(returns: Returns, main: Row | None) -> list[str]:
    """A line for each other return: the change, and that for each worker."""
    lines = []
    told = [main["return"]] if main else list(returns.by_return)[:1]
    for name in returns.by_return:
        row, worked = returns.last(name), returns.last_worked(name)
        if name in told or (name == STAFF and main) or row is None:
            continue
        line = (
            f"{capital(returns.words(name))}: {_changed(row['change'])} since {row['first_year']}"
        )
        if worked:
            line += f"; for each worker {_changed(worked['change_per_worker'])}"
        lines.append(f"{line}.")
    return lines


def _changed(change: float) -> str:
    return more_or_fewer(change, "").rstrip()


def _together(report: AuthorityReport, main: Row | None) -> str:
    """The same return for each worker, in all councils together."""
    everyone = of_all_together(report)
    row = everyone.last_worked(main["return"]) if everyone and main else None
    if everyone is None or row is None:
        return ""
    change = more_or_fewer(row["change_per_worker"], everyone.words(row["return"]))
    councils = count(row["councils_worked"])
    return (
        f"In {councils} councils together there were {change} for each worker "
        f"({row['first_year_worked']} to {row['year']})."
    )


def _charts(returns: Returns, main: Row | None) -> list[Chart]:
    """Staff and the returns, the one that is told of first among them, as index numbers."""
    years = returns.activity.years
    names = [STAFF, *([main["return"]] if main else []), *returns.by_return]
    shown = [name for name in dict.fromkeys(names) if name in returns.by_return]
    lines = [_line(returns, name) for name in shown[:MOST_LINES]]
    if len(years) < 2 or not any(len(line.known) > 1 for line in lines):
        return []
    text = " ".join(_heard(line, years) for line in lines)
    title = f"The work and the workers: {_base(returns, shown)} is 100"
    return [index_lines(lines, years, title=title, text=text, times=_times(years))]


def _base(returns: Returns, names: Sequence[str]) -> str:
    """The year that is 100, where it is one for all lines."""
    rows = [row for name in names for row in returns.by_return[name]]
    first = {row["first_year"] for row in rows if row["first_year"]}
    return next(iter(first)) if len(first) == 1 else "the first year"


def _line(returns: Returns, name: str) -> IndexLine:
    values = tuple(
        None if math.isnan(row["index"]) else row["index"] for row in returns.by_return[name]
    )
    return IndexLine(capital(returns.words(name)), values, HIDDEN_LINE)


def _heard(line: IndexLine, years: Sequence[str]) -> str:
    if len(line.known) < 2:
        return f"{line.label}: {line.hidden}."
    numbers = [f"{half_up(value)} in {years[at]}" for at, value in line.known]
    return f"{line.label}: {', '.join(numbers)}."


def _times(years: Sequence[str]) -> list[float]:
    """The place of each year in time: the first number in it that is a year."""
    return [float(re.findall(r"\d{4}", year)[0]) for year in years]


def _costs(returns: Returns) -> dict[str, Any] | None:
    """A table: what each of the first returns costs, and all of them in the first and last year."""
    priced = [name for name in returns.by_return if _priced(returns, name)][:MOST_COSTS]
    years = _years_of_costs(returns, priced)
    if not years:
        return None
    rows = []
    for name in priced:
        each = returns.by_return[name][0]["unit_cost"]
        cells = [exact_pounds(each), *map(_cost, _costs_of(returns.by_return[name], years, each))]
        rows.append({"label": capital(returns.words(name)), "cells": cells})
    return {
        "headings": [COUNTED, "One costs", *(f"In {year}" for year in years)],
        "rows": rows,
    }


def _costs_of(rows: Sequence[Row], years: Sequence[str], each: float) -> list[float]:
    """What these years cost; the first by the councils that the last can be set beside."""
    by_year = {row["year"]: row for row in rows}
    last = by_year[years[-1]]
    return [
        last["amount_first"] * each if year == last["first_year"] else by_year[year]["cost"]
        for year in years
    ]


def _priced(returns: Returns, name: str) -> bool:
    rows = returns.by_return[name]
    return any(math.isfinite(row["cost"]) for row in rows)


def _years_of_costs(returns: Returns, priced: Sequence[str]) -> list[str]:
    """The first and the last year in which something has a cost."""
    rows = [row for name in priced for row in returns.by_return[name] if math.isfinite(row["cost"])]
    found = {row["year"] for row in rows}
    years = [year for year in returns.activity.years if year in found]
    return list(dict.fromkeys([years[0], years[-1]])) if years else []


def _cost(amount: float) -> str:
    return pounds(amount) if math.isfinite(amount) else "no number"


def _assumption(returns: Returns) -> str:
    """Where unit costs come from."""
    costs = returns.activity.unit_costs
    if not costs.source:
        return ""
    prices = f", prices of {costs.year}" if costs.year else ""
    source = costs.source.rstrip(".")
    return f"Where “one costs” comes from: {source}{prices}. It is taken for every year."
