from __future__ import annotations

import datetime
import re

import pytest

from poet.reading.workbooks.xlsx_cells import as_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (3, "3"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1200.5, "1200.5"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        (False, "FALSE"),
        (None, ""),
        ("two_x000D_\nlines", "two\nlines"),
        (datetime.datetime(2026, 5, 3), "2026-05-03"),
        (datetime.datetime(2026, 5, 3, 9, 30), "2026-05-03T09:30:00"),
        (datetime.date(2026, 5, 3), "2026-05-03"),
        (datetime.time(9, 30), "09:30:00"),
    ],
)
def test_a_value_becomes_its_shortest_text(value, text):
    assert as_text(value) == text


def test_values_of_a_sheet_become_text(workbook, read_workbook):
    rows = [["a", "b", "c"], [3.0, True, datetime.date(2026, 5, 3)], ["3-5", None, " x "]]
    table = read_workbook(workbook(Sheet1=rows))
    assert table.cells.to_numpy().tolist() == [["3", "TRUE", "2026-05-03"], ["3-5", "", " x "]]


def test_error_cells_are_empty_and_told(workbook, read_workbook):
    table = read_workbook(workbook(Sheet1=[["a", "b"], ["#N/A", 1], [2, "#DIV/0!"], ["#1", 3]]))
    assert table.cells.to_numpy().tolist() == [["", "1"], ["2", ""], ["#1", "3"]]
    assert [(p.line, p.column, p.found, p.rule, p.sentence) for p in table.problems] == [
        (2, 0, "#N/A", "error cell", "#N/A is an error of the spreadsheet."),
        (3, 1, "#DIV/0!", "error cell", "#DIV/0! is an error of the spreadsheet."),
    ]


def test_a_formula_without_value_is_told(workbook, read_workbook):
    # openpyxl writes formulas without working them out, as other programs do.
    table = read_workbook(workbook(Sheet1=[["a", "b"], ["=1+1", 1], [2, 3]]))
    assert table.cells.to_numpy().tolist() == [["", "1"], ["2", "3"]]
    assert [(p.line, p.column, p.found, p.rule, p.sentence) for p in table.problems] == [
        (
            2,
            0,
            "a formula",
            "formula without a value",
            "This formula has no value. Open the file in Excel and save it.",
        )
    ]


def test_a_formula_that_gives_empty_text_is_no_problem(workbook, read_workbook, change_part):
    path = workbook(Sheet1=[["a", "b"], ['=IF(1,"","")', 1], ["=1+1", 2]])
    change_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(
            rb"<f>1\+1</f>(<v></v>|<v />)",
            b"<f>1+1</f><v>2</v>",
            xml.replace(b'<c r="A2"><f>', b'<c r="A2" t="str"><f>'),
        ),
    )
    table = read_workbook(path)
    assert table.cells.to_numpy().tolist() == [["", "1"], ["2", "2"]]
    assert table.problems == ()


def test_formulas_below_the_last_value_count_as_rows(workbook, read_workbook):
    table = read_workbook(workbook(Sheet1=[["a", "b"], [1, 2], ["=1+1", "=2+2"]]))
    assert table.cells.to_numpy().tolist() == [["1", "2"]]
    assert [(p.line, p.column) for p in table.problems] == [(3, 0), (3, 1)]
