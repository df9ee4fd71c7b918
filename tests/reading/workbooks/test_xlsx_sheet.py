from __future__ import annotations

import pytest
from openpyxl import load_workbook

ROWS = [["a", "b"], [1, 2]]


@pytest.fixture
def hide():
    """Hides a sheet of a workbook."""

    def hidden(path, sheet):
        book = load_workbook(path)
        book[sheet].sheet_state = "hidden"
        book.save(path)
        return path

    return hidden


def test_the_only_sheet_with_cells_is_taken(workbook, read_workbook):
    table = read_workbook(workbook(Empty=[], Answers=ROWS, Notes=[]))
    assert table.source.sheet == "Answers"
    assert table.source.where == 'answers.xlsx, sheet "Answers"'
    assert table.notes == ('answers.xlsx was read as an Excel workbook, sheet "Answers".',)


def test_several_sheets_with_cells_are_named(workbook, refused_workbook):
    path = workbook(Answers=ROWS, Lists=[["Yes"], ["No"]])
    assert refused_workbook(path) == (
        'answers.xlsx: 2 sheets have cells: "Answers", "Lists". '
        'Say which one holds the answers: sheet = "Answers".'
    )


@pytest.mark.parametrize("name", ["Answers", "answers", " ANSWERS "])
def test_a_sheet_is_taken_by_name(workbook, read_workbook, name):
    path = workbook(Lists=[["Yes"], ["No"]], Answers=ROWS)
    assert read_workbook(path, name).source.sheet == "Answers"


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(workbook, refused_workbook):
    path = workbook(Answers=ROWS, Lists=[["Yes"]])
    assert refused_workbook(path, "Sheet1") == (
        'answers.xlsx: there is no sheet "Sheet1". The sheets are: "Answers", "Lists".'
    )


def test_an_empty_sheet_asked_for_is_told(workbook, refused_workbook):
    path = workbook(Answers=ROWS, Lists=[])
    assert refused_workbook(path, "Lists") == (
        'answers.xlsx, sheet "Lists": this sheet has no cells. The sheets are: "Answers", "Lists".'
    )


def test_a_workbook_without_cells_is_told(workbook, refused_workbook):
    assert refused_workbook(workbook(Sheet1=[])) == (
        "answers.xlsx: no sheet of this workbook has cells. Export the answers again."
    )


def test_a_hidden_sheet_is_not_read_and_that_is_told(workbook, read_workbook, hide):
    path = hide(workbook(Answers=ROWS, Lists=[["Yes"]]), "Lists")
    table = read_workbook(path)
    assert table.source.sheet == "Answers"
    assert table.notes[1:] == ('Hidden sheets were not read: "Lists".',)
    assert read_workbook(hide(workbook(Answers=ROWS, Other=[]), "Answers"), "Answers").notes[
        1:
    ] == ('Sheet "Answers" is hidden.',)


def test_only_hidden_sheets_with_cells_are_named(workbook, refused_workbook, hide):
    path = hide(workbook(Answers=ROWS, Other=[]), "Answers")
    assert refused_workbook(path) == (
        'answers.xlsx: only hidden sheets have cells: "Answers". '
        'Say which one holds the answers: sheet = "Answers".'
    )
