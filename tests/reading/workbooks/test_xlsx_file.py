from __future__ import annotations

import gc

import pytest
from openpyxl import load_workbook

from poet.reading.workbooks import xlsx_file

ROWS = [["a", "b"], [1, 2], [3, 4]]


def test_blank_rows_inside_are_kept_and_those_at_the_end_are_not(workbook, read_workbook):
    rows = [*ROWS[:2], [None, None], [5, 6], [None, " "], [None]]
    table = read_workbook(workbook(Sheet1=rows))
    assert table.cells.to_numpy().tolist() == [["1", "2"], ["", ""], ["5", "6"]]
    assert table.lines.tolist() == [2, 3, 4]
    assert table.problems == ()


def test_headings_below_blank_rows_are_found_and_told(workbook, read_workbook):
    table = read_workbook(workbook(Sheet1=[[], [], *ROWS]))
    assert table.headings == ("a", "b")
    assert table.lines.tolist() == [4, 5]
    assert table.notes[1:] == (
        "The headings were taken from row 3, the first with something in it.",
    )


def test_cells_beyond_the_headings_are_a_column_without_heading(workbook, read_workbook):
    table = read_workbook(workbook(Sheet1=[["a", "b"], [1, 2, 3], [4]]))
    assert table.headings == ("a", "b", "")
    assert table.cells.to_numpy().tolist() == [["1", "2", "3"], ["4", "", ""]]
    assert [(p.column, p.found, p.rule) for p in table.problems] == [
        (2, "1 cell", "column without a heading")
    ]


def test_two_headings_alike_are_refused(workbook, refused_workbook):
    assert refused_workbook(workbook(Sheet1=[["a", "b", "a"], [1, 2, 3]])) == (
        'answers.xlsx, sheet "Sheet1": columns A and C have the same heading. Rename one of '
        "them, or delete the column that is not needed. If this row holds answers, put a row of "
        "headings above it."
    )


def test_headings_alone_are_refused(workbook, refused_workbook):
    assert refused_workbook(workbook(Sheet1=[["a", "b"]])) == (
        'answers.xlsx, sheet "Sheet1": there are headings but no rows of answers below them. '
        "Export the answers again, with all responses."
    )


def test_hidden_rows_and_merged_cells_are_told(workbook, read_workbook):
    path = workbook(Sheet1=[*ROWS, [5, 6]])
    book = load_workbook(path)
    book["Sheet1"].row_dimensions[3].hidden = True
    book["Sheet1"].merge_cells("A4:B4")
    book.save(path)
    table = read_workbook(path)
    assert table.cells.to_numpy().tolist() == [["1", "2"], ["3", "4"], ["5", ""]]
    assert table.notes[1:] == (
        "1 row is hidden or filtered out in the sheet: read like all others.",
        "The sheet has merged cells: only the first cell of each holds its value.",
    )


def test_macros_are_told_and_never_run(workbook, read_workbook, change_part):
    path = workbook("answers.xlsm", Sheet1=ROWS)
    change_part(path, "xl/vbaProject.bin", None, add=b"macros")
    assert read_workbook(path).notes[1:] == ("The workbook has macros: poet never runs them.",)


def test_a_size_that_a_sheet_wrongly_says_of_itself_is_not_believed(
    workbook, read_workbook, change_part
):
    path = workbook(Sheet1=ROWS)
    for said in (b"A1:A1", b"A1:XFD1048576"):
        change_part(
            path,
            "xl/worksheets/sheet1.xml",
            lambda xml, said=said: xml.replace(b'ref="A1:B3"', b'ref="' + said + b'"'),
        )
        assert read_workbook(path).cells.to_numpy().tolist() == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (
            "A1048576",
            "there is something in row 1,048,576, and poet reads 250,000 rows of a sheet",
        ),
        ("XFD2", "there is something in column XFD, and poet reads 2,000 columns of a sheet"),
    ],
)
def test_a_sparse_sheet_is_refused(workbook, refused_workbook, cell, sentence):
    path = workbook(Sheet1=ROWS)
    book = load_workbook(path)
    book["Sheet1"][cell] = "x"
    book.save(path)
    assert refused_workbook(path) == (
        f'answers.xlsx, sheet "Sheet1": {sentence}. '
        "Delete what stands far from the answers, or save the sheet as CSV."
    )


def test_too_many_cells_are_refused(workbook, refused_workbook, monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_CELLS_PASSED", 5)
    assert refused_workbook(workbook(Sheet1=ROWS)) == (
        'answers.xlsx, sheet "Sheet1": this sheet has too many cells. '
        "Save the sheet as CSV and give that file."
    )


DAMAGED = (
    "answers.xlsx: this workbook is damaged: its parts do not fit together. "
    "Open it in Excel, let Excel repair it, and save it as .xlsx."
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/styles.xml", b"not xml"),
    ],
)
def test_parts_that_do_not_fit_together_are_told(
    workbook, refused_workbook, change_part, part, content
):
    path = workbook(Sheet1=ROWS)
    change_part(path, part, None, add=content)
    assert refused_workbook(path) in (
        DAMAGED,
        "answers.xlsx: no sheet of this workbook has cells. Export the answers again.",
    )


def test_hostile_text_is_kept_as_text(workbook, read_workbook):
    hostile = ["<script>", "{{7*7}}", "../../x", "@SUM(1)", "+1", "javascript:alert(1)"]
    table = read_workbook(workbook(Sheet1=[["a", "b"], *([text, 1] for text in hostile)]))
    assert table.cells[0].tolist() == hostile


def test_garbage_is_collected_as_before_when_a_workbook_is_read_or_refused(
    workbook, read_workbook, refused_workbook
):
    before = gc.get_threshold()
    read_workbook(workbook(Sheet1=ROWS))
    refused_workbook(workbook(Sheet1=[["a", "b", "a"], [1, 2, 3]]))
    assert gc.get_threshold() == before
