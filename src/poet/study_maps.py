"""The column maps of a study: a TOML file beside a file of answers, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from poet import definition
from poet.definition_keys import (
    NAMED_TABLES,
    NAMED_TEXTS,
    TABLES,
    TEXT,
    YES_OR_NO,
    Table,
    key_mistakes,
    named_tables_in,
    tables_in,
)
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.reading import shown
from poet.responses import code_from_name
from poet.responses.column_map import ColumnMap
from poet.responses.mapped_column import MappedColumn

ENDING = ".map.toml"
HEAD = {
    **dict.fromkeys(("file", "questionnaire", "tool", "note"), TEXT),
    "answers": NAMED_TABLES,
    "columns": TABLES,
}
ANSWERS = replace(NAMED_TEXTS, written='[columns.answers], and "TEXT" = "CODE" below it')
COLUMN = {
    **dict.fromkeys(("column", "heading", "question", "answer", "note"), TEXT),
    "any_text": YES_OR_NO,
    "answers": ANSWERS,
}
COLUMN_NEEDED = ("heading",)


def map_path(folder: Path, entry: Table) -> Path:
    """Where the column map of one [[responses]] entry of a study is, or would be.

    It is the one that the entry names, or lies beside the file of answers under its name without
    the ending (answers.csv has answers.map.toml); the name of a sheet comes in between.
    """
    if entry.get("map"):
        return folder / entry["map"]
    file = folder / entry["file"]
    sheet = code_from_name(entry.get("sheet", ""))
    return file.with_name(f"{file.stem}.{sheet}{ENDING}" if sheet else f"{file.stem}{ENDING}")


def column_map_of(folder: Path, entry: Table) -> ColumnMap | None:
    """The column map of one [[responses]] entry of a study; None when it has none.

    Raises PoetError when the entry names one that is not there, or the map has mistakes.
    """
    path = map_path(folder, entry)
    if path.is_file():
        return read_column_map(path)
    if entry.get("map"):
        raise PoetError(
            shown(path.name),
            "there is no such column map in the folder of the study",
            cure="Make it with: poet map STUDY",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return None


def read_column_map(path: Path) -> ColumnMap:
    """A file as a column map. Raises one PoetError with every key that is not as it should be.

    Whether it fits a questionnaire and a file shows when a table is matched with it.
    """
    table = definition.read_toml(path)
    PoetError.raise_all(_mistakes(path.name, table))
    return ColumnMap(
        file=path.name,
        columns=tuple(_column(entry) for entry in table.get("columns", ())),
        questionnaire=table.get("questionnaire", ""),
        answers=table.get("answers", {}),
        note=table.get("note", ""),
    )


def _column(entry: Table) -> MappedColumn:
    return MappedColumn(
        heading=entry["heading"],
        question=entry["question"],
        letter=entry.get("column", "").strip().upper(),
        answer=entry.get("answer", ""),
        any_text=entry.get("any_text", False),
        answers=entry.get("answers", {}),
        note=entry.get("note", ""),
    )


def _mistakes(file: str, table: Table) -> Iterator[PoetError]:
    yield from key_mistakes(file, table, HEAD)
    for number, entry in enumerate(tables_in(table.get("columns")), start=1):
        heading = entry.get("heading")
        named = isinstance(heading, str) and heading
        place = f'heading "{shown(heading)}"' if named else f"[[columns]] number {number}"
        yield from key_mistakes(f"{file}, {place}", entry, COLUMN, COLUMN_NEEDED)
        if "question" not in entry:
            yield PoetError(
                f"{file}, {place}",
                "question is missing",
                cure='Add question = "KEY", or question = "" when the column is no question',
            )
    scales = named_tables_in(table.get("answers"))
    for name in scales:
        where = f"{file}, [answers.{shown(name)}]"
        for text, code in scales[name].items():
            if not isinstance(code, str):
                yield PoetError(
                    where,
                    f'what "{shown(text)}" means is not text in quotation marks',
                    cure=f'Write "{shown(text)}" = "CODE"',
                )
