"""What [[published]] in study.toml must hold: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from poet.definition_keys import (
    NAMED_TEXTS,
    TEXT,
    TEXT_OR_NUMBER,
    Table,
    key_mistakes,
    tables_in,
)
from poet.errors import PoetError
from poet.published_tables import UNITS

NEEDED = {
    "file": TEXT,
    "title": TEXT,
    "source": TEXT,
    "licence": TEXT,
    "year": TEXT_OR_NUMBER,
    "authority_column": TEXT,
    "value_column": TEXT,
    "unit": TEXT,
}
PUBLISHED = {
    **NEEDED,
    "sheet": TEXT,
    "where": replace(NAMED_TEXTS, written='KEY = { COLUMN = "TEXT" }'),
    "beside": TEXT,
    "base_column": TEXT,
}


def published_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [[published]] of a study's table, which came from this file."""
    for number, entry in enumerate(tables_in(table.get("published")), start=1):
        where = f"{file}, [[published]] number {number}"
        yield from key_mistakes(where, entry, PUBLISHED, tuple(NEEDED))
        unit = entry.get("unit", "")
        if isinstance(unit, str) and unit and unit not in UNITS:
            yield PoetError(
                where,
                f'unit "{unit}" is not known',
                expected="Known are: " + ", ".join(UNITS),
                cure="Say in what the figures are written",
            )


def published_files(table: Table) -> list[str]:
    """The files that [[published]] names."""
    files = (entry.get("file") for entry in tables_in(table.get("published")))
    return [file for file in files if isinstance(file, str)]
