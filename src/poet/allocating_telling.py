"""What came out as words: numbers of the comparison, and lines of plain text."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from poet.allocating import PRESENT, SMALL_SAMPLE, SYSTEMS, WITHIN, Allocation, systems_compared
from poet.allocating_findings import CHANCE, EVERYONE, GAP, MIDDLE, RATIO, within_words
from poet.wording import about_people, capital, count, half_up, people, percent

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.allocating import Cases

# Closer than this, whether more or less, is about the same.
ABOUT_THE_SAME = 0.05
SAME, TOO_FEW = "about the same", "too few to say"
HEADINGS = (
    *("", "numbers", "within 10%", "within 20%", "half are within"),
    *("groups apart by", "by chance up to"),
)
HIDDEN = "[c]"
NEARER: Mapping[str, str] = {
    "more": "It is near the final budget for more people than the present system is.",
    "fewer": "It is near the final budget for fewer people than the present system is.",
    "same": (
        "It is near the final budget for about as many people as the present system is: the "
        "difference may be chance."
    ),
}
WARNINGS = (
    "The tables follow past decisions. Where these were unfair, so are the tables.",
    "Past budgets are not the same as needs.",
    "Try a table on new cases before anybody uses it.",
)


def in_pounds(amount: float) -> str:
    """An amount as it stands in a table: pence only where there are some.

    >>> in_pounds(1200), in_pounds(6.6), in_pounds(0)
    ('£1,200', '£6.60', '£0')
    """
    pence = half_up(amount, 2)
    return f"£{pence:,.0f}" if float(pence).is_integer() else f"£{pence:,.2f}"


def cases_in_words(allocation: Allocation, cases: int) -> str:
    """How many cases, as the disclosure profile lets it be said."""
    profile = allocation.profile
    if profile.exact:
        return people(cases, "case", "cases")
    return about_people(profile.rounded(cases), "case", "cases")


def told_of(allocation: Allocation, system: str, measure: str, group: str = EVERYONE) -> Series:
    """The row of the findings on one measure of one system. Raises KeyError where there is none."""
    found = allocation.findings
    of_it = found["system"].eq(system) & found["measure"].eq(measure) & found["group"].eq(group)
    if not of_it.any():
        raise KeyError((system, measure, group))
    return found[of_it].iloc[0]


def share_within(allocation: Allocation, system: str, part: float = WITHIN[-1]) -> str:
    """The share of final budgets within a part of what a system says, "" where it is hidden."""
    row = told_of(allocation, system, within_words(part))
    return "" if row["hidden"] else percent(row["share"])


def middle_distance(allocation: Allocation, system: str) -> str:
    """Within how many per cent half of the final budgets lie."""
    return f"{half_up(told_of(allocation, system, MIDDLE)['estimate'] * 100)}%"


def groups_apart(allocation: Allocation, system: str, measure: str = GAP) -> str:
    """By how many per cent the middle ratios of groups differ at most, "" where there are none."""
    try:
        gap = told_of(allocation, system, measure)["estimate"]
    except KeyError:
        return ""
    return f"{half_up((gap - 1) * 100)}%"


def groups_told(allocation: Allocation) -> DataFrame:
    """One row per group and system: its middle ratio, those that are not hidden."""
    found = allocation.findings
    return found[found["measure"].eq(RATIO) & found["hidden"].eq("")]


def more_or_less(row: Any) -> str:  # noqa: ANN401 - a row of a frame has no type of its own
    """How a group's final budgets lie to what was proposed: "12% more", or about the same.

    What chance could explain is about the same, and so is less than 5 %. Without an interval,
    there are too few cases to say.
    """
    ratio, low, high = row.estimate, row.estimate_low, row.estimate_high
    if math.isnan(low):
        return TOO_FEW
    if not (low > 1 or high < 1) or abs(ratio - 1) < ABOUT_THE_SAME:
        return SAME
    return f"{half_up(abs(ratio - 1) * 100)}% {'more' if ratio > 1 else 'less'}"


def allocation_lines(allocation: Allocation) -> Iterator[str]:
    """How the tables compare, which is printed, and what to keep in mind."""
    yield from _account(allocation)
    yield ""
    yield "Final budgets, and what each system says; every table judged by cases it has not seen:"
    rows = list(_rows(allocation))
    yield from _in_columns([HEADINGS, *rows])
    if any(HIDDEN in row for row in rows):
        yield f"{HIDDEN}: hidden, as so few people are behind it."
    if allocation.cases.by_case["group"].ne("").any() and not any(row[-1] for row in rows):
        yield "Groups are not compared: fewer than two of them are large enough."
    yield ""
    yield f"Printed: {SYSTEMS[allocation.chosen]}{', as asked' if allocation.asked_for else ''}."
    if len(allocation.tables) > 1 and not allocation.asked_for:
        yield "It is the simplest of those that come about as close as the closest."
    if allocation.has_present:
        yield NEARER[allocation.nearer[allocation.chosen]]
    if allocation.compared < SMALL_SAMPLE:
        yield "These are few cases: with others, the numbers may come out otherwise."
    yield ""
    yield from WARNINGS


def problem_lines(cases: Cases, most: int) -> Iterator[str]:
    """What could not be used, cell by cell; of more than `most`, how many more there are."""
    for problem in cases.problems.head(most).itertuples():
        column = f", column {problem.column}" if problem.column else ""
        yield f"Row {problem.row:,}{column}: {problem.sentence}"
    more = len(cases.problems) - most
    if more > 0:
        yield f"and {people(more, 'more problem', 'more problems')}."


def allocation_json(allocation: Allocation) -> dict[str, Any]:
    """What came out, for a machine: the tables, the comparison as released, and the account."""
    cases = allocation.cases
    return {
        "file": cases.file,
        "rows_used": len(cases.by_case),
        "set_aside": dict(cases.set_aside),
        "problems": len(cases.problems),
        "period": cases.period,
        "printed": allocation.chosen,
        "tables": {name: asdict(table) for name, table in allocation.tables.items()},
        "comparison": json.loads(allocation.findings.to_json(orient="records")),
        "disclosure_profile": allocation.profile.name,
    }


def _account(allocation: Allocation) -> Iterator[str]:
    cases = allocation.cases
    used, aside = len(cases.by_case), sum(cases.set_aside.values())
    parts = ", ".join(f"{count(n)} with {reason}" for reason, n in cases.set_aside.items())
    rest = f", {count(aside)} set aside: {parts}" if aside else ""
    yield f"{cases.file}: {people(used + aside, 'row', 'rows')} read, {count(used)} used{rest}."
    yield from cases.remarks
    if allocation.has_present and allocation.compared < used:
        without = people(used - allocation.compared, "case has", "cases have")
        yield (
            f"{capital(without)} no indicative budget: tables are fitted to them too, and no "
            "system is judged by them."
        )
    if not allocation.has_present:
        yield "Too few cases have an indicative budget, so there is no present system to compare."


def _rows(allocation: Allocation) -> Iterator[tuple[str, ...]]:
    for name in systems_compared(list(allocation.tables), present=allocation.has_present):
        numbers = "" if name == PRESENT else count(allocation.tables[name].numbers)
        shares = (share_within(allocation, name, part) or HIDDEN for part in WITHIN)
        groups = (groups_apart(allocation, name, measure) for measure in (GAP, CHANCE))
        yield (SYSTEMS[name], numbers, *shares, middle_distance(allocation, name), *groups)


def _in_columns(table: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
