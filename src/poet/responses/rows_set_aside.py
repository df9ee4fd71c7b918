"""Which rows are used, and the one reason why each of the others is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from poet.reading import TextColumn, is_blank, rows_where_all
from poet.responses.evening_out import evened_out

WRONG_NUMBER = "wrong number of cells"
BLANK_ROW = "blank row"
HEADINGS_AGAIN = "heading row again"
TEST_ROW = "test"
PREVIEW_ROW = "preview"
OTHER_QUESTIONNAIRE = "answers to another questionnaire"
OLDER_VERSION = "older version of the questionnaire"
SAME_PERSON = "same person id as another row"
NOT_FINISHED = "not finished"
SAME_ANSWERS = "same answers as an earlier row"
NO_AUTHORITY = "no authority"
NOT_KNOWN = "authority not known"
NOTHING_USABLE = "no usable answer"
REASONS = (
    WRONG_NUMBER,
    BLANK_ROW,
    HEADINGS_AGAIN,
    TEST_ROW,
    PREVIEW_ROW,
    OTHER_QUESTIONNAIRE,
    OLDER_VERSION,
    SAME_PERSON,
    NOT_FINISHED,
    SAME_ANSWERS,
    NO_AUTHORITY,
    NOT_KNOWN,
    NOTHING_USABLE,
)
"""A row is set aside for the first of these that fits."""

USED = ""


def first_reasons(fits: Mapping[str, np.ndarray], rows: int) -> np.ndarray:
    """For each row the first reason of REASONS that fits it, "" when it can be used.

    `fits` has a mask of rows for each reason looked into so far.
    """
    reasons = np.full(rows, USED, dtype=object)
    for reason in REASONS:
        if reason in fits:
            reasons[(reasons == USED) & fits[reason]] = reason
    return reasons


def counted(reasons: np.ndarray, misshapen: int) -> dict[str, int]:
    """Reason to its number of rows, in the order of REASONS; reasons of no row are left out."""
    counts = {reason: int((reasons == reason).sum()) for reason in REASONS}
    counts[WRONG_NUMBER] = misshapen
    return {reason: rows for reason, rows in counts.items() if rows}


def counted_of_used(noted: Mapping[str, np.ndarray], used: np.ndarray) -> dict[str, int]:
    """State to the number of rows in it that are used (a mask), in the order of REASONS."""
    counts = {state: int((noted[state] & used).sum()) for state in REASONS if state in noted}
    return {state: rows for state, rows in counts.items() if rows}


def blank_rows(columns: Sequence[TextColumn]) -> np.ndarray:
    """Mask of the rows in which every cell is blank."""
    return rows_where_all(columns, is_blank)


def rows_of_headings(columns: Sequence[TextColumn], headings: Sequence[str]) -> np.ndarray:
    """Mask of the rows whose cells are the headings again, or blank; at least two are the same.

    In a table of one column one is enough.
    """
    rows = np.arange(len(columns[0].code))
    same = np.zeros(len(rows), dtype=np.int64)
    headed = [pair for pair in zip(columns, headings, strict=True) if pair[1]]
    # Columns of few texts first: hardly any row is left for those of a million.
    for column, heading in sorted(headed, key=lambda pair: len(pair[0].distinct)):
        is_same = column.where_of(_like(heading), rows)
        fits = is_same | column.where_of(is_blank, rows)
        rows, same = rows[fits], (same + is_same)[fits]
    found = np.zeros(len(columns[0].code), dtype=bool)
    found[rows[same >= min(2, len(headed))]] = True
    return found


def _like(heading: str) -> Callable[[str], bool]:
    plain = evened_out(heading)
    return lambda text: evened_out(text) == plain
