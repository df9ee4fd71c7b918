"""Spreadsheets that open safely: no text becomes a formula, no number becomes text."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile

import hypothesis.strategies as some
import openpyxl
import pandas as pd
import pytest
from hypothesis import given

from poet.spreadsheets import FORMULA_STARTS, csv_bytes, disarmed, xlsx_bytes

RISKY = [
    "=1+1",
    "+44 20",
    "-3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",  # noqa: RUF001 - the full-width twins are what is tested
    "＋1",  # noqa: RUF001
    "－1",  # noqa: RUF001
    "＠x",  # noqa: RUF001
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","here")',
]
PLAIN = ["", "fine", "a=b", "1-2", "3", "'quoted", "{=1+1}", "http://example.org", "mailto:a@b.c"]


def mixed() -> pd.DataFrame:
    """Text and numbers of every kind that findings hold, one column of both."""
    return pd.DataFrame(
        {
            "=text": [*RISKY[:3], "fine"],
            "whole": [-3, 0, 4, 1200],
            "share": [-0.25, 0.1 + 0.2, None, 1.0],
            "count": pd.array([-5, None, 10, 0], "Int64"),
            "either": pd.Series([-5, "[c]", 0.25, "=x"], dtype=object),
            "clear": [True, False, True, False],
        }
    )


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data: bytes, name: str = "findings") -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[name]


@pytest.mark.parametrize("text", RISKY)
def test_text_that_begins_like_a_formula_is_disarmed(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("value", [*PLAIN, -3, -0.5, 0, None, True, pd.NA])
def test_everything_else_is_left_alone(value: object) -> None:
    assert disarmed(value) is value


def test_csv_disarms_cells_and_headings_and_leaves_numbers() -> None:
    assert csv_bytes(mixed()).decode("utf-8-sig").split("\r\n") == [
        "'=text,whole,share,count,either,clear",
        "'=1+1,-3,-0.25,-5,-5,True",
        "'+44 20,0,0.30000000000000004,,[c],False",
        "'-3,4,,10,0.25,True",
        "fine,1200,1.0,0,'=x,False",
        "",
    ]


def test_csv_opens_in_excel_as_utf_8() -> None:
    data = csv_bytes(pd.DataFrame({"name": ["Ŵŷ “café”"]}))
    assert data == "\ufeffname\r\nŴŷ “café”\r\n".encode()


def test_text_of_a_category_is_disarmed_too() -> None:
    frame = pd.DataFrame({"answer": pd.Categorical(["=1", "yes", "=1"])})
    assert csv_bytes(frame) == b"\xef\xbb\xbfanswer\r\n'=1\r\nyes\r\n'=1\r\n"


@given(some.lists(some.text(some.characters(codec="utf-8")), min_size=1), some.text("=+-@ab\t\r"))
def test_no_cell_of_any_text_begins_like_a_formula(texts: list[str], heading: str) -> None:
    read = rows_of_csv(csv_bytes(pd.DataFrame({heading: texts})))
    cells = [cell for row in read for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]


@given(some.lists(some.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_any_number_comes_back_as_it_was(numbers: list[float]) -> None:
    read = rows_of_csv(csv_bytes(pd.DataFrame({"n": numbers})))
    assert [float(row[0]) for row in read[1:]] == numbers


def test_a_frame_without_columns_or_rows_is_a_file() -> None:
    assert csv_bytes(pd.DataFrame()) == b"\xef\xbb\xbf\r\n"
    assert csv_bytes(pd.DataFrame(columns=["=a"])) == b"\xef\xbb\xbf'=a\r\n"
    empty = sheet_of(xlsx_bytes({"findings": pd.DataFrame()}))
    assert empty.calculate_dimension() == "A1:A1"


def test_xlsx_holds_no_formula_and_no_link() -> None:
    text = pd.DataFrame({"=heading": [*RISKY, *PLAIN]})
    sheet = sheet_of(xlsx_bytes({"findings": text}))
    cells = [row[0] for row in sheet.iter_rows()]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    # A workbook says of each cell that it is text, so nothing need be written before it.
    texts = [(cell.value or "").replace("_x000D_", "\r") for cell in cells[1:]]
    assert texts == text["=heading"].to_list()


def test_xlsx_keeps_numbers_as_numbers() -> None:
    rows = list(sheet_of(xlsx_bytes({"findings": mixed()})).iter_rows(values_only=True))
    assert rows == [
        ("=text", "whole", "share", "count", "either", "clear"),
        ("=1+1", -3, -0.25, -5, -5, True),
        ("+44 20", 0, 0.3, None, "[c]", False),  # a workbook keeps 16 digits
        ("-3", 4, None, 10, 0.25, True),
        ("fine", 1200, 1, 0, "=x", False),
    ]


def test_xlsx_has_a_sheet_per_frame_with_headings_that_stay_in_sight() -> None:
    frames = {"who_answered": mixed(), "a name longer than the 31 a workbook allows": mixed()}
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frames)))
    assert book.sheetnames == ["who_answered", "a name longer than the 31 a wor"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:F5"
        assert all(cell.font.bold for cell in sheet[1])


def test_no_column_is_wider_than_a_screen() -> None:
    frame = pd.DataFrame({"n": [1], "text": ["word " * 100]})
    widths = sheet_of(xlsx_bytes({"findings": frame})).column_dimensions
    assert widths["A"].width == pytest.approx(3, abs=1)
    assert widths["B"].width == pytest.approx(60, abs=1)


def test_the_same_frame_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib, pandas as pd\n"
        "from poet.spreadsheets import csv_bytes, xlsx_bytes\n"
        "frame = pd.DataFrame({'a': ['x', '=y'], 'n': [1.5, None]})\n"
        "data = csv_bytes(frame) + xlsx_bytes({'one': frame, 'two': frame})\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        for _ in range(2)
    }
    assert len(hashes) == 1


def test_a_workbook_tells_neither_when_nor_by_whom_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes({"findings": mixed()}))) as parts:
        about = parts.read("docProps/core.xml").decode()
    assert "2000-01-01T00:00:00Z" in about
    assert "<dc:creator></dc:creator>" in about
