"""A table that no survey tool made: one row of headings, and every column may be answers."""

from __future__ import annotations

from collections.abc import Sequence

from poet.reading.layout import Column, Layout


def layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The layout of a plain table, which any rows can be: the first holds the headings.

    `rows` are the heading row and the first ones below it. There is a column for each cell of the
    heading row; its heading is the cell, without white space at its ends. A heading written as
    "question [answer]" has the two as its wording and its part.
    """
    return Layout("", 1, tuple(_column(cell.strip()) for cell in rows[0]))


def _column(heading: str) -> Column:
    wording, bracket, part = heading.partition(" [")
    if bracket and part.endswith("]"):
        return Column(heading, wording=wording.strip(), part=part.removesuffix("]").strip())
    return Column(heading)
