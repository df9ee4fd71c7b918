"""Column maps proposed for every file of a study, and written beside the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from poet import definition
from poet.definition_keys import Table
from poet.errors import PoetError
from poet.mapping_file import Asked, FileMapping, file_mapping
from poet.mapping_telling import file_as_json, file_lines
from poet.mapping_toml import map_lines
from poet.questionnaire import Questionnaire
from poet.reading import read_table
from poet.responses.row_rules import USE
from poet.study import STUDY_FILE
from poet.study_folder import missing_files, study_folder
from poet.study_maps import map_path, read_column_map
from poet.study_rules import study_mistakes
from poet.writing import write_whole

SCHEMA = 1


@dataclass(frozen=True)
class StudyMapping:
    """The files of a study in its order, each with how it is matched."""

    study: str
    files: tuple[FileMapping, ...]

    @property
    def complete(self) -> bool:
        """Whether in every file all questions have a column and nothing is to look at."""
        return all(file.complete for file in self.files)

    def lines(self) -> Iterator[str]:
        """For each file how many columns are questions, then what is to look at."""
        for file in self.files:
            yield from file_lines(file)

    def advice(self) -> Iterator[str]:
        """What to do next, where something is to be done."""
        if any(file.undecided for file in self.files):
            yield "Decide in the maps on what is to look at, then: poet map STUDY --update"
        if any(file.missing and not file.undecided for file in self.files):
            yield "Name questions that were not put in not_asked in study.toml."

    def as_json(self) -> dict[str, Any]:
        """The same for a machine; the schema number changes when its shape does."""
        return {
            "schema": SCHEMA,
            "study": self.study,
            "complete": self.complete,
            "files": [file_as_json(file) for file in self.files],
        }


def map_study(folder: Path | str, *, force: bool = False, update: bool = False) -> StudyMapping:
    """Match the columns of every file of a study, and write a column map beside those without one.

    A map that is there is read and left as it is; with `update` it is written again with what it
    says and what is new, with `force` anew. Raises PoetError when the study or a map has mistakes,
    or a file cannot be read or written; no map is written then.
    """
    if force and update:
        raise PoetError(
            "poet map",
            "both --force and --update were given",
            cure="--update keeps what the maps say, --force does not: give one of them",
        )
    folder = study_folder(Path(folder))
    table = definition.read_toml(folder / STUDY_FILE)
    PoetError.raise_all([*study_mistakes(table), *missing_files(folder, table)])
    entries = table["responses"]
    paths = [map_path(folder, entry) for entry in entries]
    to_write = {path for path in paths if force or update or not path.exists()}
    _refuse_same_map([path for path in paths if path in to_write])
    found = _each_mapping(folder, table, paths, force=force)
    return StudyMapping(
        study=table["title"],
        files=tuple(_written(file) if file.path in to_write else file for file in found),
    )


def _refuse_same_map(paths: Sequence[Path]) -> None:
    names = [str(path).casefold() for path in paths]
    for number, path in enumerate(paths):
        if names[number] in names[:number]:
            raise PoetError(
                STUDY_FILE,
                f'two files would have the same column map, "{path.name}"',
                cure='Add map = "ANOTHER NAME.map.toml" to the [[responses]] of one of them',
            )


def _each_mapping(
    folder: Path, table: Table, paths: Sequence[Path], *, force: bool
) -> list[FileMapping]:
    """The mapping of each file. Raises the mistakes of all of them as one PoetError."""
    found, mistakes = [], []
    for entry, path in zip(table["responses"], paths, strict=True):
        try:
            found.append(_mapping(folder, table, entry, path, force=force))
        except PoetError as mistake:
            mistakes.append(mistake)
    PoetError.raise_all(mistakes)
    return found


def _mapping(folder: Path, table: Table, entry: Table, path: Path, *, force: bool) -> FileMapping:
    before = read_column_map(path) if path.exists() and not force else None
    heading_row = int(entry.get("heading_row", 0))
    return file_mapping(
        read_table(folder / entry["file"], entry.get("sheet", ""), heading_row),
        _questionnaire(folder, table, entry),
        path,
        _asked(table, entry),
        before,
    )


def _questionnaire(folder: Path, table: Table, entry: Table) -> Questionnaire:
    own = folder / table.get("questionnaires", "questionnaires")
    return definition.load(entry["questionnaire"], own if own.is_dir() else None)


def _asked(table: Table, entry: Table) -> Asked:
    return Asked(
        apart=frozenset(entry.get("ignore_columns", ())),
        authority=entry.get("authority_column") or table.get("authority_column", ""),
        not_asked=frozenset(entry.get("not_asked", ())),
        older=table.get("rows", {}).get("older_questionnaire") == USE,
    )


def _written(file: FileMapping) -> FileMapping:
    write_whole(file.path, ("\n".join(map_lines(file)) + "\n").encode())
    return replace(file, written=True)
