"""The folder of a study: whether it is one, and whether what `study.toml` names is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from poet.definition_keys import Table, tables_in
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.peers_rules import peer_files
from poet.published_tables_rules import published_files
from poet.study import STUDY_FILE
from poet.study_beside import files_beside


def study_folder(folder: Path) -> Path:
    """The folder given, or that of the `study.toml` given. Raises PoetError when it has none."""
    if folder.name == STUDY_FILE:
        folder = folder.parent
    if not _is_there(folder, Path.is_dir):
        is_file = _is_there(folder, Path.is_file)
        raise PoetError(
            str(folder),
            "this is a file, not the folder of a study" if is_file else "there is no such folder",
            cure="Check the name, or make a study with: poet init FOLDER",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    if not _is_there(folder / STUDY_FILE, Path.is_file):
        raise PoetError(
            str(folder),
            f"there is no {STUDY_FILE} in this folder",
            cure="Name the folder of a study, or make one with: poet init FOLDER",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return folder


def _is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except OSError:
        # A name that is too long, or a folder that may not be entered.
        return False


def missing_files(folder: Path, table: Table) -> Iterator[PoetError]:
    """A mistake for each file that is named and not there, and for the folder of questionnaires."""
    files = [entry.get("file") for entry in tables_in(table.get("responses"))]
    files += [*peer_files(table), *published_files(table), *files_beside(table)]
    files += map(table.get, ("released_comments", "population"))
    for name in dict.fromkeys(_names(files)):
        if not _is_there(folder / name, Path.exists):
            yield _missing(f'"{name}" is not in the folder of the study')
    for name in _names([table.get("questionnaires")]):
        if not _is_there(folder / name, Path.is_dir):
            yield _missing(f'there is no folder "{name}" in the folder of the study')


def _names(values: Iterable[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str) and value)


def _missing(found: str) -> PoetError:
    return PoetError(
        STUDY_FILE,
        found,
        cure="Put it there, or correct its name",
        exit_code=CANNOT_READ_OR_WRITE,
    )
