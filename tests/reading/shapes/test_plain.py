"""A table that no survey tool made."""

from __future__ import annotations

from poet.reading.layout import ANSWERS, Column, Layout
from poet.reading.shapes.plain import layout


def test_one_row_of_headings_and_a_column_for_each() -> None:
    told = layout([["your_life", " How old are you? "], ["Better", "61"]])
    assert told == Layout("", 1, (Column("your_life"), Column("How old are you?")))
    assert {column.role for column in told.columns} == {ANSWERS}


def test_a_row_longer_than_the_headings_gives_no_further_column() -> None:
    # In a text file such a row has a comma too many: all its cells may be in the wrong place.
    assert len(layout([["a", "b"], ["1", "2", "3"]]).columns) == 2


def test_a_column_without_a_heading_keeps_its_place() -> None:
    assert [column.heading for column in layout([["a", "", "c"]]).columns] == ["a", "", "c"]
