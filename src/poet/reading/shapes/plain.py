"""A table that no survey tool made: one row of headings, and every column may be answers."""

from __future__ import annotations

from collections.abc import Sequence

from poet.reading.layout import Column, Layout


def layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The layout of a plain table, which any rows can be: the first holds the headings.

    `rows` are the heading row and the first ones below it. There is a column for each cell of the
    heading row; its heading is the cell, without white space at its ends.
    """
    return Layout("", 1, tuple(Column(cell.strip()) for cell in rows[0]))
