"""Two people's entries of the same paper forms, compared: which cells differ, and how often."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.comparing_cells import (
    CELL_COLUMNS,
    COLUMN_COLUMNS,
    ComparedColumn,
    compared_column,
    row_of_column,
    rows_of_cells,
)
from poet.comparing_columns import (
    Meaning,
    is_about_a_person,
    is_of_the_tool,
    meanings,
    pair_columns,
)
from poet.comparing_files import EnteredFile, EnteredFiles, note_of_copies, read_both
from poet.comparing_forms import pair_forms
from poet.comparing_identifiers import columns_of_form_number, note_of_form_number
from poet.errors import PoetError
from poet.questionnaire import Questionnaire
from poet.reading import Source, shown
from poet.spreadsheets import xlsx_bytes
from poet.writing import write_together

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = 1
FILES = ("differences.xlsx", "differences.json")
FRAMES = ("by_cell", "by_column", "by_row")


@dataclass(frozen=True, eq=False)
class Comparison:
    """What two files, A and B, say of the same forms. `forms` is how many are in both.

    `by_cell` has one row per cell that differs, form by form, with the columns of
    `poet.comparing_cells.CELL_COLUMNS`; `by_column` one row per column compared (COLUMN_COLUMNS);
    `by_row` one row per row that was compared with none (`poet.comparing_forms.ROW_COLUMNS`).
    `only_in_a` and `only_in_b` are headings that the other file has not; `unread` has a sentence
    for each cell, row or column that could not be read; `notes` are other sentences for the user.
    """

    a: Source
    b: Source
    forms: int
    by_cell: pd.DataFrame
    by_column: pd.DataFrame
    by_row: pd.DataFrame
    only_in_a: tuple[str, ...] = ()
    only_in_b: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether all of both files was compared and no cell differs."""
        apart = self.only_in_a or self.only_in_b or self.unread
        return self.by_cell.empty and self.by_row.empty and not apart

    @property
    def cells(self) -> int:
        """How many cells were compared: those that are filled in A, in B, or in both."""
        return int(self.by_column["cells"].sum())

    @property
    def spelt_differently(self) -> int:
        """How many cells mean the same and are not written alike."""
        return int(self.by_column["spelt_differently"].sum())

    @property
    def in_10_000(self) -> float | None:
        """How many cells differ of 10,000 compared; None when none was."""
        return 10_000 * len(self.by_cell) / self.cells if self.cells else None

    def as_json(self) -> dict[str, Any]:
        """The same for a machine; the schema number changes when its shape does."""
        frames = {name: getattr(self, name).to_json(orient="records") for name in FRAMES}
        return {
            "schema": SCHEMA,
            "same": self.same,
            "a": {"file": self.a.file, "sheet": self.a.sheet},
            "b": {"file": self.b.file, "sheet": self.b.sheet},
            "forms": self.forms,
            "cells": self.cells,
            "cells_that_differ": len(self.by_cell),
            "in_10_000": self.in_10_000,
            "spelt_differently": self.spelt_differently,
            "only_in_a": list(self.only_in_a),
            "only_in_b": list(self.only_in_b),
            "unread": list(self.unread),
            "notes": list(self.notes),
            **{name: json.loads(records) for name, records in frames.items()},
        }


def compare_files(
    a: Path,
    b: Path,
    questionnaire: Questionnaire | None = None,
    *,
    id_heading: str = "",
    ignore_columns: Collection[str] = (),
    sheet: str = "",
    show_form: bool = False,
) -> Comparison:
    """Compare what two people entered from the same forms, cell by cell.

    Rows are paired by the number of the form: the column `id_heading`, else the question of the
    questionnaire for it, else the first column. With a questionnaire, answers are compared by what
    they mean; otherwise by their texts, evened out. `show_form` puts the number of each form into
    the frames: it may tell who answered. Raises PoetError when a file cannot be read, or when no
    number or no column is in both.
    """
    files = read_both(a, b, sheet)
    known = tuple(meanings(file.table, questionnaire, ignore_columns) for file in files)
    numbers = columns_of_form_number(files, known, questionnaire, id_heading)
    pairs, *alone = pair_columns(*map(_without, known, numbers))
    forms = pair_forms(files, numbers)
    _refuse_nothing_in_common(files, numbers, forms.rows, pairs)
    columns = [compared_column(pair, files, forms.rows) for pair in pairs]
    by_row = forms.apart if show_form else forms.apart.assign(form="")
    notes = [note_of_form_number(files, numbers), *note_of_copies(a, b)]
    for file, meaning_of, number in zip(files, known, numbers, strict=True):
        notes += [*file.notes(), *_notes_of_left_out(file, {*meaning_of, number})]
    return Comparison(
        *(file.table.source for file in files),
        len(forms.rows),
        _by_cell(columns, files, numbers[0] if show_form else None),
        _by_column(columns, files),
        by_row,
        *map(_headings, files, alone),
        (*files[0].unread(), *files[1].unread()),
        tuple(notes),
    )


def _without(meanings: Mapping[int, Meaning], column: int) -> dict[int, Meaning]:
    return {other: meaning for other, meaning in meanings.items() if other != column}


def _headings(file: EnteredFile, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(file.heading(column) for column in columns)


def _refuse_nothing_in_common(
    files: EnteredFiles, numbers: tuple[int, int], rows: Sequence[object], pairs: Sequence[object]
) -> None:
    where = " and ".join(file.table.source.file for file in files)
    if not pairs:
        raise PoetError(
            where,
            "no column but that of the number has the same heading in both",
            cure="Check that both were entered from the same forms",
        )
    if not len(rows):
        raise PoetError(
            where,
            "no form has its number once in both files",
            expected=note_of_form_number(files, numbers),
            cure="Name the column that holds the number of the form: --id HEADING",
        )


def _notes_of_left_out(file: EnteredFile, known: Collection[int]) -> Iterator[str]:
    """Which columns were not compared, and why; those `known` were, or hold the form's number."""
    for left_out, why in (
        (is_about_a_person, "the headings speak of personal data"),
        (is_of_the_tool, "the survey tool wrote them for itself"),
    ):
        others = (c for c in range(len(file.table.headings)) if c not in known)
        named = ", ".join(file.named(column) for column in others if left_out(file.table, column))
        if named:
            yield f"{file.letter}: not compared, as {why}: {named}."


def _by_cell(
    columns: Sequence[ComparedColumn], files: EnteredFiles, number: int | None
) -> pd.DataFrame:
    """One row per cell that differs, form by form; with the number of the form, if its column
    of A is given.
    """
    import pandas as pd

    rows = [row for column in columns for row in rows_of_cells(column, files)]
    frame = pd.DataFrame(rows, columns=list(CELL_COLUMNS)).sort_values("row_a", kind="stable")
    if number is not None:
        form_of = dict(zip(files[0].table.lines, files[0].texts(number), strict=True))
        frame["form"] = [shown(form_of[row].strip()) for row in frame["row_a"]]
    return frame.reset_index(drop=True)


def _by_column(columns: Sequence[ComparedColumn], files: EnteredFiles) -> pd.DataFrame:
    import pandas as pd

    rows = [row_of_column(column, files) for column in columns]
    return pd.DataFrame(rows, columns=list(COLUMN_COLUMNS))


def write_comparison(
    comparison: Comparison, folder: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """The differences as a workbook and as JSON. Raises PoetError when they cannot be written."""
    sheets = dict(
        zip(
            ("differences", "by column", "rows not compared"),
            (getattr(comparison, name) for name in FRAMES),
            strict=True,
        )
    )
    text = json.dumps(comparison.as_json(), indent=2, ensure_ascii=False)
    contents = (xlsx_bytes(sheets), f"{text}\n".encode())
    return write_together(folder, dict(zip(FILES, contents, strict=True)), force=force)
