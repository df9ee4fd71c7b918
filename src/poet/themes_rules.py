"""What [themes] in study.toml must hold: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections.abc import Iterator

from poet.definition_keys import TEXT, Table, key_mistakes
from poet.errors import PoetError

KEYS = {"file": TEXT}


def themes_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [themes] of a study's table, which came from this file."""
    given = table.get("themes")
    if isinstance(given, dict):
        yield from key_mistakes(f"{file}, [themes]", given, KEYS, ("file",))


def themes_files(table: Table) -> list[str]:
    """The files that [themes] names."""
    given = table.get("themes")
    file = given.get("file") if isinstance(given, dict) else None
    return [file] if isinstance(file, str) else []
