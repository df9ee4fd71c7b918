"""What [activity] in study.toml must hold: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections.abc import Iterator

from poet.definition_keys import (
    NAMED_TEXTS,
    TEXT,
    TEXT_OR_NUMBER,
    Holds,
    Table,
    fitting,
    key_mistakes,
    twice_named,
)
from poet.errors import PoetError

WIDE, LONG, YEARS = "wide", "long", "years"
"""How a file is laid out: a column a return; a row a return; a column a year."""
SHAPES = (WIDE, LONG, YEARS)
ROW_COLUMNS = {WIDE: ("authority", "year"), LONG: ("authority", "year", "return", "value")}
ROW_COLUMNS[YEARS] = ("authority", "return")
"""The columns of each shape that say what a row holds."""

# No visit and no worker costs more in a year.
MOST_POUNDS = 1_000_000
NAMED_NUMBERS = Holds(
    "a table of numbers",
    "KEY = { reviews = 200 }",
    lambda value: (
        isinstance(value, dict)
        and all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in value.values()
        )
    ),
)
KEYS = {
    "file": TEXT,
    "sheet": TEXT,
    "shape": TEXT,
    "columns": NAMED_TEXTS,
    "returns": NAMED_TEXTS,
    "where": NAMED_TEXTS,
    "names": NAMED_TEXTS,
    "unit_costs": NAMED_NUMBERS,
    "unit_costs_source": TEXT,
    "unit_costs_year": TEXT_OR_NUMBER,
}


def activity_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [activity] of a study's table, which came from this file."""
    given = table.get("activity")
    if isinstance(given, dict):
        where = f"{file}, [activity]"
        yield from key_mistakes(where, given, KEYS, ("file",))
        entry = fitting(given, KEYS)
        for key in ("columns", "returns"):
            yield from twice_named(where, key, entry.get(key, {}))
        yield from _shape_mistakes(where, entry)
        yield from _cost_mistakes(where, entry)


def activity_files(table: Table) -> list[str]:
    """The files that [activity] names."""
    given = table.get("activity")
    file = given.get("file") if isinstance(given, dict) else None
    return [file] if isinstance(file, str) else []


def _shape_mistakes(where: str, entry: Table) -> Iterator[PoetError]:
    shape = entry.get("shape", WIDE)
    if shape not in SHAPES:
        yield PoetError(
            where,
            f'shape "{shape}" is not known',
            expected="Known are: " + ", ".join(SHAPES),
            cure="Say how the file is laid out",
        )
        return
    if shape == WIDE and entry.get("returns"):
        yield PoetError(
            where,
            "returns is for a file in which each return has a row",
            cure='Name the columns of the returns in columns, or add shape = "long"',
        )
    allowed = ROW_COLUMNS[shape]
    others = [name for name in entry.get("columns", {}) if name not in allowed]
    if shape != WIDE and others:
        yield PoetError(
            where,
            f"columns names {', '.join(others)}, and the file has a row for each return",
            expected=f'With shape = "{shape}" columns can name: ' + ", ".join(allowed),
            cure="Write the other names in returns, with the text that stands in the rows",
        )


def _cost_mistakes(where: str, entry: Table) -> Iterator[PoetError]:
    costs = entry.get("unit_costs", {})
    for name, pounds in costs.items():
        if not 0 < pounds <= MOST_POUNDS:
            yield PoetError(
                where,
                f"the unit cost of {name} is {pounds:.10g}",
                expected=f"A unit cost is an amount in pounds above 0 and at most {MOST_POUNDS:,}",
                cure="Correct it, or leave it out",
            )
    if costs and not entry.get("unit_costs_source"):
        yield PoetError(
            where,
            "it is not said where unit_costs come from",
            expected="Reports print them with their source, so that readers can judge them",
            cure='Add unit_costs_source = "..."',
        )
