"""The cells of one column, compared form by form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from poet.comparing_columns import ColumnPair, shows
from poet.comparing_files import EnteredFiles
from poet.reading import column_letter, is_blank, shown

CELL_COLUMNS = (
    "cell_a",
    "cell_b",
    "row_a",
    "row_b",
    "question",
    "heading",
    "found_a",
    "found_b",
    "sentence",
    "form",
)
"""`cell_a` and `row_a` are those a spreadsheet shows; `question` is a key; `found_a` is cut to 60
characters, and "" where the cell is empty or may hold somebody's own words; `form` is the number
of the form, "" unless it was asked for."""
COLUMN_COLUMNS = (
    "question",
    "heading",
    "column_a",
    "column_b",
    "cells",
    "differ",
    "share",
    "spelt_differently",
)
"""`cells` are those filled in A, in B or in both; `share` (0 to 1) of them `differ`;
`spelt_differently` of them mean the same and are not written alike."""


@dataclass(frozen=True, eq=False)
class ComparedColumn:
    """A column of both files, form by form.

    `rows` has one row per form: its position in A, then in B; `texts` what stands there. `filled`,
    `differ` and `spelt` are masks of the forms: something stands in one of the two cells; they
    mean different things; they mean the same and are not written alike.
    """

    pair: ColumnPair
    rows: np.ndarray
    texts: np.ndarray
    filled: np.ndarray
    differ: np.ndarray
    spelt: np.ndarray


def compared_column(pair: ColumnPair, files: EnteredFiles, rows: np.ndarray) -> ComparedColumn:
    """Compare one column. `rows` has one row per form: its position in A, then in B."""
    in_a, in_b = files[0].texts(pair.a)[rows[:, 0]], files[1].texts(pair.b)[rows[:, 1]]
    says = {text: pair.meaning.says(text) for text in {*in_a, *in_b}}
    cells = list(zip(in_a, in_b, strict=True))
    differ = _mask(says[a] != says[b] for a, b in cells)
    return ComparedColumn(
        pair,
        rows,
        texts=np.column_stack([in_a, in_b]),
        filled=_mask(not (is_blank(a) and is_blank(b)) for a, b in cells),
        differ=differ,
        spelt=~differ & _mask(a.strip() != b.strip() for a, b in cells),
    )


def _mask(holds: Iterator[bool]) -> np.ndarray:
    return np.fromiter(holds, dtype=bool)


def row_of_column(column: ComparedColumn, files: EnteredFiles) -> dict[str, Any]:
    """How often the cells of a column differ, with the keys of COLUMN_COLUMNS."""
    cells, differ = int(column.filled.sum()), int(column.differ.sum())
    return {
        "question": column.pair.meaning.question,
        "heading": files[0].heading(column.pair.a),
        "column_a": column_letter(column.pair.a),
        "column_b": column_letter(column.pair.b),
        "cells": cells,
        "differ": differ,
        "share": differ / cells if cells else None,
        "spelt_differently": int(column.spelt.sum()),
    }


def rows_of_cells(column: ComparedColumn, files: EnteredFiles) -> Iterator[dict[str, Any]]:
    """For each cell that differs, where it is and what was found, with the keys of CELL_COLUMNS."""
    may_show = shows(column.pair.meaning, column.texts.ravel().tolist())
    letters = column_letter(column.pair.a), column_letter(column.pair.b)
    heading = files[0].heading(column.pair.a)
    for form in np.flatnonzero(column.differ):
        rows = [
            int(file.table.lines[row]) for file, row in zip(files, column.rows[form], strict=True)
        ]
        found = [shown(text.strip()) if may_show(text) else "" for text in column.texts[form]]
        yield {
            "cell_a": f"{letters[0]}{rows[0]}",
            "cell_b": f"{letters[1]}{rows[1]}",
            "row_a": rows[0],
            "row_b": rows[1],
            "question": column.pair.meaning.question,
            "heading": heading,
            "found_a": found[0],
            "found_b": found[1],
            "sentence": _sentence(column.texts[form], found),
            "form": "",
        }


def _sentence(texts: Sequence[str], found: Sequence[str]) -> str:
    empty = [is_blank(text) for text in texts]
    if not any(empty) and not any(found):
        return "The texts differ."
    return f"A {_has(empty[0], found[0])}, B {_has(empty[1], found[1])}."


def _has(empty: bool, found: str) -> str:
    if empty:
        return "is empty"
    return f'has "{found}"' if found else "has a text"
