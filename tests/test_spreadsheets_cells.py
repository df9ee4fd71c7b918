"""The cells of a workbook, as a reader of workbooks finds them."""

from __future__ import annotations

import datetime
import decimal
import io
import zipfile
from xml.etree import ElementTree

import hypothesis.strategies as some
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given

from poet import spreadsheets_cells
from poet.spreadsheets import xlsx_bytes

ODD_TEXTS = [
    "<r>not a run</r>",
    "</t></si><si>",
    'a & b < c > d "e"',
    "_x000D_",
    "_x0041_ and _x00",
    " space around ",
    "two\nlines\tand a tab",
    "café ✓ 😀",
]


def rows_of(content: bytes, sheet: str = "findings") -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book[sheet].iter_rows(values_only=True))


def test_any_sign_of_a_text_comes_back() -> None:
    frame = pd.DataFrame({"words": ODD_TEXTS})
    assert [row[0] for row in rows_of(xlsx_bytes({"findings": frame}))] == ["words", *ODD_TEXTS]


def test_every_part_of_the_file_is_well_formed() -> None:
    frame = pd.DataFrame(dict.fromkeys(ODD_TEXTS, ODD_TEXTS))
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes({"findings": frame, "none": frame[:0]}))) as book:
        assert book.testzip() is None
        for name in book.namelist():
            ElementTree.fromstring(book.read(name))  # noqa: S314 - our own file


def test_cells_are_of_the_kind_of_their_values() -> None:
    values = [True, np.bool_(False), 3, np.int64(4), 0.5, np.float64(0.25), decimal.Decimal("1.5")]
    odd = [None, float("nan"), "", float("inf"), datetime.date(2026, 1, 2), "text"]
    frame = pd.DataFrame({"x": [*values, *odd]}, dtype=object)
    found = [row[0] for row in rows_of(xlsx_bytes({"findings": frame}))][1:]
    assert found == [
        *(True, False, 3, 4, 0.5, 0.25, 1.5),
        *(None, None, None, "inf", "2026-01-02", "text"),
    ]
    assert [type(value) for value in found[:4]] == [bool, bool, int, int]


@given(some.lists(some.lists(some.sampled_from([None, "a", 1, 0.5, True]), min_size=3, max_size=3)))
def test_every_cell_stands_where_it_stood(rows: list[list[object]]) -> None:
    marked = [[n, *row] for n, row in enumerate(rows)]
    frame = pd.DataFrame(marked, columns=["n", "p", "q", "r"], dtype=object)
    found = rows_of(xlsx_bytes({"findings": frame}))[1:]
    assert [list(row) for row in found] == marked


@pytest.mark.parametrize("rows", [1, 6, 13])
def test_rows_written_in_parts_are_all_there(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets_cells, "ROWS_AT_A_TIME", 6)
    frame = pd.DataFrame({f"c{n}": [n * 100 + row for row in range(rows)] for n in range(30)})
    found = rows_of(xlsx_bytes({"findings": frame}))
    assert found[0] == tuple(frame)
    assert [list(row) for row in found[1:]] == frame.to_numpy().tolist()


def test_a_sheet_says_how_large_it_is() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"findings": frame})))
    assert book["findings"].dimensions == "A1:B3"
