"""Which rows are used, and the one reason why each of the others is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from poet.responses.columns import TextColumn, is_blank
from poet.responses.evening_out import evened_out

WRONG_NUMBER = "wrong number of cells"
BLANK_ROW = "blank row"
HEADINGS_AGAIN = "heading row again"
SAME_PERSON = "same person id as an earlier row"
NO_AUTHORITY = "no authority"
NOT_KNOWN = "authority not known"
NOTHING_USABLE = "no usable answer"
REASONS = (
    WRONG_NUMBER,
    BLANK_ROW,
    HEADINGS_AGAIN,
    SAME_PERSON,
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


def blank_rows(columns: Sequence[TextColumn]) -> np.ndarray:
    """Mask of the rows in which every cell is blank."""
    return np.logical_and.reduce([column.where(is_blank) for column in columns])


def rows_of_headings(columns: Sequence[TextColumn], headings: Sequence[str]) -> np.ndarray:
    """Mask of the rows whose cells are the headings again, or blank; at least two are the same.

    In a table of one column one is enough.
    """
    rows = np.arange(len(columns[0].code))
    same = np.zeros(len(rows), dtype=np.int64)
    headed = [pair for pair in zip(columns, headings, strict=True) if pair[1]]
    for column, heading in headed:
        is_same, is_blank_too = _like_heading(column, heading, rows)
        same = (same + is_same)[is_same | is_blank_too]
        rows = rows[is_same | is_blank_too]
    found = np.zeros(len(columns[0].code), dtype=bool)
    found[rows[same >= min(2, len(headed))]] = True
    return found


def _like_heading(
    column: TextColumn, heading: str, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of these rows, masks of the cells that are the heading and of those that are blank."""
    here = column.code[rows]
    same, blank = (np.zeros(len(column.distinct), dtype=bool) for _ in range(2))
    # Hardly any row is left after the first columns, so few texts are compared.
    for place in np.unique(here):
        text = column.distinct[place]
        same[place] = evened_out(text) == evened_out(heading)
        blank[place] = is_blank(text)
    return same[here], blank[here]


def repeated(ids: TextColumn, among: np.ndarray) -> np.ndarray:
    """Mask of the rows, `among` these, whose person id an earlier one has. Blank is no id."""
    places: dict[str, int] = {}
    plain = np.array([places.setdefault(text.strip(), len(places)) for text in ids.distinct])
    rows = np.flatnonzero(among & ~ids.where(is_blank))
    _, first = np.unique(plain[ids.code[rows]], return_index=True)
    again = np.zeros(len(ids.code), dtype=bool)
    again[rows] = True
    again[rows[first]] = False
    return again
