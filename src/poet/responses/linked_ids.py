"""The column by which the same person is known in two waves: keyed hashes, and nothing else.

A hash that the authority made with a key of its own says that two forms are one person's and not
whose. Whatever else stands in such a column (a name, an NHS number) is never kept and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from poet.reading import TextColumn, is_blank
from poet.responses.located import Located
from poet.responses.problem_table import ColumnProblems, Trouble, whole_column
from poet.responses.table_problems import place_of

LINKED_ID = "linked_id"
NO_HASHES = "not keyed hashes"
SENTENCE = (
    "This column is not read: in {cells} it holds something else than a keyed hash "
    "(32 or more hexadecimal digits). Make hashes with: poet link-ids."
)
KEYED_HASH = re.compile(r"[0-9a-f]{32,128}", re.IGNORECASE)


def linked_ids(located: Located, kept: np.ndarray) -> pd.Series | None:
    """One keyed hash per row kept, None where the cell is blank.

    None instead of a column where the questionnaire has no question for it, or the file no column,
    or a cell of that column holds anything else.
    """
    texts = _texts(located)
    if texts is None or _cells_with_something_else(texts):
        return None
    hashes = [None if is_blank(text) else text.strip().casefold() for text in texts.distinct]
    return pd.Series(np.array([*hashes, None], dtype=object)[:-1][texts.code[kept]], dtype=object)


def linked_id_problems(located: Located) -> Iterator[ColumnProblems]:
    """One problem, without any value, where the column holds something else."""
    texts = _texts(located)
    cells = _cells_with_something_else(texts) if texts is not None else 0
    if cells:
        place = place_of(located.table, located.match, _column(located))
        words = "1 cell" if cells == 1 else f"{cells:,} cells"
        yield whole_column(place, Trouble("", NO_HASHES, SENTENCE.format(cells=words)))


def _column(located: Located) -> int | None:
    question = located.questionnaire.admin(LINKED_ID)
    return located.match.column_of.get(question.key) if question else None


def _texts(located: Located) -> TextColumn | None:
    column = _column(located)
    return None if column is None else located.texts[column]


def _cells_with_something_else(texts: TextColumn) -> int:
    other = [not (is_blank(t) or KEYED_HASH.fullmatch(t.strip())) for t in texts.distinct]
    return int(np.array(other, dtype=bool) @ texts.counts()) if any(other) else 0
