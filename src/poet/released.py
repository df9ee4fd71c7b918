"""The file of released comments: what a reviewer read and let go, in the words to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.reading import read_table

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("authority", "questionnaire", "question", "text", "released_by", "released_on")


def released_comments(path: Path) -> DataFrame:
    """One row per released comment, with COLUMNS, all text.

    Raises PoetError when a column is missing, or a comment does not say who released it and when.
    """
    table = read_table(path)
    missing = [name for name in COLUMNS if name not in table.headings]
    if missing:
        raise PoetError(
            path.name,
            "the columns " + ", ".join(missing) + " are missing",
            expected="A file of released comments has the columns " + ", ".join(COLUMNS),
            cure="Add them in the first row",
        )
    frame = table.cells.set_axis(list(table.headings), axis="columns")[list(COLUMNS)]
    unsigned = frame["released_by"].eq("") | frame["released_on"].eq("")
    if unsigned.any():
        rows = ", ".join(str(line) for line in table.lines[unsigned.to_numpy()][:5])
        raise PoetError(
            f"{path.name}, row {rows}",
            "a comment does not say who released it and when",
            cure="Fill in released_by and released_on, or take the comment out",
        )
    return frame
