"""What lies beside the answers of a study: budgets, returns, the steps of work, coded comments.

Each part has a table of its own in `study.toml` and a module of rules, and is left out where the
table is; all of them together are read here, so that nothing else names them one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.activity_rules import activity_files, activity_mistakes
from poet.budgets_rules import budgets_files, budgets_mistakes
from poet.definition_keys import TABLE, Table
from poet.errors import PoetError
from poet.process_map_rules import process_map_files, process_map_mistakes
from poet.themes_rules import themes_files, themes_mistakes

if TYPE_CHECKING:
    from poet.responses import Responses
    from poet.study import Authority

BESIDE = dict.fromkeys(("budgets", "activity", "process_map", "themes"), TABLE)
# With one of these a study says something without anybody's answers.
WITHOUT_ANSWERS = ("budgets", "activity", "process_map")


def mistakes_beside(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in these tables of a study, which came from this file."""
    yield from budgets_mistakes(file, table)
    yield from activity_mistakes(file, table)
    yield from process_map_mistakes(file, table)
    yield from themes_mistakes(file, table)


def files_beside(table: Table) -> list[str]:
    """The files that these tables name."""
    return [
        *budgets_files(table),
        *activity_files(table),
        *process_map_files(table),
        *themes_files(table),
    ]


def read_beside(
    folder: Path,
    table: Table,
    authorities: Sequence[Authority],
    responses: Sequence[Responses],
) -> dict[str, Any]:
    """The parts that the study names, by the names of `Study`'s fields.

    What cannot be used is in the `problems` of each and stops nothing else. Raises PoetError when
    files cannot be read or lack a column: all of them are told.
    """
    read: dict[str, Any] = {}
    mistakes = []
    for name in BESIDE:
        if not table.get(name):
            continue
        try:
            read[name] = _read(name, folder, table[name], authorities, responses)
        except PoetError as mistake:
            mistakes.append(mistake)
    PoetError.raise_all(mistakes)
    return read


def _read(
    name: str,
    folder: Path,
    entry: Table,
    authorities: Sequence[Authority],
    responses: Sequence[Responses],
) -> object:
    """One part; its reader is loaded only where a study has it."""
    if name == "budgets":
        from poet.budgets_file import read_budgets

        return read_budgets(folder, entry, authorities)
    if name == "activity":
        from poet.activity_file import read_activity

        return read_activity(folder, entry, authorities)
    if name == "process_map":
        from poet.process_map_file import read_process_map

        return read_process_map(folder, entry)
    from poet.themes_file import read_coded_comments

    return read_coded_comments(folder, entry, authorities, responses)
