"""What [budgets] in study.toml must hold: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from poet.budgets_cells import WEEKS
from poet.definition_keys import NAMED_TEXTS, TEXT, Table, fitting, key_mistakes, twice_named
from poet.errors import PoetError

COLUMNS = ("case", "authority", "date", "indicative", "final", "period", "group")
# `period` is that of both amounts, unless one has its own.
PERIOD_KEYS = ("period", "indicative_period", "final_period")
KEYS = {
    "file": TEXT,
    "sheet": TEXT,
    **dict.fromkeys(PERIOD_KEYS, TEXT),
    "columns": replace(NAMED_TEXTS, written='KEY = { indicative = "HEADING" }'),
}


def budgets_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [budgets] of a study's table, which came from this file."""
    given = table.get("budgets")
    if not isinstance(given, dict):
        return
    where = f"{file}, [budgets]"
    yield from key_mistakes(where, given, KEYS, ("file",))
    for key in PERIOD_KEYS:
        if isinstance(period := given.get(key, "week"), str) and period not in WEEKS:
            yield PoetError(
                where,
                f'{key} "{period}" is not known',
                expected="Known are: " + ", ".join(WEEKS),
                cure="Say for how long the amounts are",
            )
    columns = fitting(given, KEYS).get("columns", {})
    headings = {**{name: name for name in COLUMNS}, **columns}
    yield from twice_named(where, "columns", headings if columns else {})
    for name in columns:
        if name not in COLUMNS:
            yield PoetError(
                where,
                f'"{name}" is not known in columns',
                expected="Known are: " + ", ".join(COLUMNS),
                cure="Correct or remove it",
            )


def budgets_files(table: Table) -> list[str]:
    """The files that [budgets] names."""
    given = table.get("budgets")
    file = given.get("file") if isinstance(given, dict) else None
    return [file] if isinstance(file, str) else []
