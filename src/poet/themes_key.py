"""The key of an export: which comment each number means, and whether its words are still there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from poet.errors import PoetError
from poet.reading import shown
from poet.responses.named_columns import Columns, named_columns
from poet.themes_comments import PLACE, found_at, row_numbers
from poet.themes_opening import read_written

if TYPE_CHECKING:
    from poet.responses import Responses

KEY_COLUMNS = ("comment", "authority", "audience", "wave", "questionnaire", *PLACE, "check")
OPTIONAL = ("wave", "sheet")
NAMED = 5


def read_key(path: Path, responses: Sequence[Responses]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The key, and those of its comments whose words are still where they were.

    Both have a row per comment with KEY_COLUMNS; the second also has `words`. Raises PoetError when
    the file cannot be read, lacks a column, has a number twice or no row that is whole.
    """
    needed = tuple(name for name in KEY_COLUMNS if name not in OPTIONAL)
    meaning = f"A key that poet themes export wrote has the columns {', '.join(KEY_COLUMNS)}"
    table = read_written(path, "poet themes export")
    sheet = named_columns(path.name, table, Columns(needed, OPTIONAL, meaning))
    key = sheet.texts[list(KEY_COLUMNS)]
    key = key.assign(comment=key["comment"].str.upper(), row=row_numbers(key["row"]))
    _refuse_unusable(path.name, key)
    key = key.reset_index(drop=True)
    found = found_at(responses, key)
    words = [one[0] if one else None for one in found]
    return key, key.assign(words=words)[[one is not None for one in found]].reset_index(drop=True)


def _refuse_unusable(file: str, key: pd.DataFrame) -> None:
    whole = key["comment"].ne("") & key["row"].gt(0)
    twice = key["comment"].duplicated(keep=False) & whole
    for bad, found in ((~whole, "a number is missing"), (twice, "a comment stands there twice")):
        if bad.any():
            lines = [f"{line:,}" for line in key.index[bad]]
            more = f" and {len(lines) - NAMED:,} more" if len(lines) > NAMED else ""
            raise PoetError(
                f"{shown(file, 200)}, row {', '.join(lines[:NAMED])}{more}",
                found,
                cure="Give the key as poet themes export wrote it",
            )
