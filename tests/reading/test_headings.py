"""Which row holds the headings."""

from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.reading import read_table

TITLED = """\
Carers survey 2026,,,
,,,
Age,Life,Info,Say
61,Better,Easy,Easy
"""


def test_a_title_above_the_table_is_told_and_not_read(read):
    table = read(TITLED)
    assert table.headings == ("Age", "Life", "Info", "Say")
    assert table.lines.tolist() == [4]
    assert (
        table.notes[-1] == "The headings were taken from row 3: above it stands a title, not read."
    )


def test_a_title_in_a_workbook_is_told_too(workbook, read_workbook):
    rows = [["Carers survey"], [], ["Age", "Life", "Info", "Say"], [61, "Better", "Easy", "Easy"]]
    table = read_workbook(workbook(Sheet1=rows))
    assert table.headings == ("Age", "Life", "Info", "Say")
    assert table.lines.tolist() == [4]


def test_the_row_of_headings_can_be_asked_for(write):
    path = write("Age,Life\n61,Better\nAge,Life\n62,Worse\n")
    table = read_table(path, heading_row=3)
    assert table.cells.to_numpy().tolist() == [["62", "Worse"]]
    assert table.notes[-1] == "The headings were taken from row 3, as asked."


@pytest.mark.parametrize("row", [2, 9, 5_000])
def test_a_row_without_headings_is_refused(write, row):
    with pytest.raises(PoetError) as caught:
        read_table(write("Age,Life\n,\n61,Better\n"), heading_row=row)
    assert str(caught.value) == (
        f"answers.csv: row {row:,} holds no headings: nothing is in it. "
        "Correct heading_row, or take it out to have the row found."
    )


def test_a_narrow_table_has_no_title(read):
    assert read("Age\n61\n").headings == ("Age",)
    assert read("Age,Life\n61,Better\n").headings == ("Age", "Life")


def test_a_first_row_with_several_cells_is_no_title(read):
    assert read("Age,Life,Info,,,\n1,2,3,4,5,6\n").headings == ("Age", "Life", "Info", "", "", "")
