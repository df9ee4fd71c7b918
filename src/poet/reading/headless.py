"""Tables without headings: their first row is somebody's answers, which no message may show."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from poet.reading.file_kind import cannot_read
from poet.reading.layout import Layout
from poet.reading.text_columns import TextColumn, is_blank
from poet.reading.text_table import Source

E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
# One column may have an answer that is worded like its heading.
LEAST_COLUMNS = 2
LEAST_TEXTS = 2


def refuse_headless(layout: Layout, columns: Sequence[TextColumn], source: Source) -> None:
    """Raises PoetError when the row taken for headings looks like a row of answers.

    It does when a heading is an e-mail address, or when several headings are answers in their own
    columns further down; rows that hold the headings again do not count.
    """
    if layout.tool:
        return
    headings = [column.heading for column in layout.columns]
    if any(E_MAIL.fullmatch(heading) for heading in headings) or _are_answers(headings, columns):
        raise cannot_read(
            source.where,
            "the row taken for the headings looks like somebody's answers",
            "Put a row of headings above the answers, or name the right row: heading_row = NUMBER",
        )


def _are_answers(headings: Sequence[str], columns: Sequence[TextColumn]) -> bool:
    headed = [pair for pair in zip(headings, columns, strict=True) if pair[0]]
    same = [_rows_with(heading, column) for heading, column in headed if _varies(column)]
    if len(same) < LEAST_COLUMNS:
        return False
    rows, times = np.unique(np.concatenate(same), return_counts=True)
    headings_again = rows[times > len(headed) / 2]
    return sum(bool(np.setdiff1d(one, headings_again).size) for one in same) >= LEAST_COLUMNS


def _varies(column: TextColumn) -> bool:
    """Whether different texts stand in a column: one only ticked may repeat its heading."""
    filled = (text for text in column.distinct if not is_blank(text))
    return len({text for text, _ in zip(filled, range(LEAST_TEXTS), strict=False)}) == LEAST_TEXTS


def _rows_with(text: str, column: TextColumn) -> np.ndarray:
    return np.flatnonzero(column.where(lambda cell: cell.strip() == text))
