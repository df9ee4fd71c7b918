"""What [themes] in study.toml must hold: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections.abc import Iterator

from poet.definition_keys import TEXT, Table, fitting, key_mistakes
from poet.errors import PoetError

# `codeframe` is the name of one that came with poet, or a file of the study that ends in .toml.
KEYS = {"file": TEXT, "codeframe": TEXT}


def themes_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [themes] of a study's table, which came from this file."""
    given = table.get("themes")
    if isinstance(given, dict):
        yield from key_mistakes(f"{file}, [themes]", given, KEYS, ("file",))


def themes_files(table: Table) -> list[str]:
    """The files that [themes] names."""
    given = table.get("themes")
    texts = fitting(given, KEYS) if isinstance(given, dict) else {}
    names = (texts.get("file", ""), texts.get("codeframe", ""))
    return [name for name in names[:1] if name] + [n for n in names[1:] if n.endswith(".toml")]
