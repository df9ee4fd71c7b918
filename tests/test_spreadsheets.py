"""Spreadsheets that open safely: no text becomes a formula, no number becomes text."""

from __future__ import annotations

import csv
import datetime
import io
import subprocess
import sys
import unicodedata
import zipfile

import hypothesis.strategies as some
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given

from poet import spreadsheets
from poet.spreadsheets import csv_bytes, disarmed, xlsx_bytes

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
    "﹦1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\n=1+1",
    "\n1",
    "  \t -1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","here")',
]
PLAIN = [
    "",
    "fine",
    " fine",
    " ",
    "\u2212 3",
    "£5",
    "(=1)",
    "a=b",
    "1-2",
    "3",
    "'quoted",
    "{=1+1}",
    "http://example.org",
    "mailto:a@b.c",
]


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


def looks_like_a_formula(cell: str) -> bool:
    """What a spreadsheet may take for one, told in another way than in the module."""
    bare = unicodedata.normalize("NFKC", "".join(c for c in cell if c.isprintable()).strip())
    return cell.startswith(("\t", "\r", "\n")) or bare.startswith(("=", "+", "-", "@"))


SIGNS = some.text(some.one_of(some.sampled_from("=+-@＝＋－＠ab \t\r\n\u200b"), some.characters()))  # noqa: RUF001


@given(some.lists(SIGNS, min_size=1), SIGNS)
@example(["\ud800=1"], "\x00=1")
def test_no_cell_of_any_text_begins_like_a_formula(texts: list[str], heading: str) -> None:
    read = rows_of_csv(csv_bytes(pd.DataFrame({heading: texts}, dtype=object)))
    cells = [cell for row in read for cell in row]
    assert not [cell for cell in cells if looks_like_a_formula(cell)]


@given(some.lists(SIGNS, min_size=1), SIGNS)
@example(["\ud800=1", "x" * 40_000], "\x00=1")
def test_any_text_is_a_text_in_a_workbook(texts: list[str], heading: str) -> None:
    sheet = sheet_of(xlsx_bytes({"findings": pd.DataFrame({heading: texts}, dtype=object)}))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s"}
    assert max((len(cell.value) for cell in cells), default=0) <= 32_767


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


STEERING = "\x1b[31mred\x1b]0;title\x07 \u202eevil\u202c \x00 \ud800"


def test_signs_that_steer_a_terminal_or_turn_a_line_are_shown_as_unknown() -> None:
    shown = "\ufffd[31mred\ufffd]0;title\ufffd \ufffdevil\u202c \ufffd \ufffd"
    frame = pd.DataFrame({"text": [STEERING]}, dtype=object)
    assert rows_of_csv(csv_bytes(frame)) == [["text"], [shown]]
    assert sheet_of(xlsx_bytes({"findings": frame}))["A2"].value == shown


def test_text_too_long_for_a_cell_says_so_at_its_end() -> None:
    """Excel's limit; a longer one would be cut in silence."""
    texts = {"fits": "a" * 32_767, "does not": "b" * 32_768}
    sheet = sheet_of(xlsx_bytes({"findings": pd.DataFrame({"text": texts.values()})}))
    assert sheet["A2"].value == texts["fits"]
    assert sheet["A3"].value == "b" * 32_766 + "…"


def test_rows_that_do_not_fit_on_a_sheet_go_on_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 4)
    frames = {"every problem": pd.DataFrame({"row": range(7)}), "none": pd.DataFrame({"row": []})}
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frames)))
    rows = {sheet.title: [row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book}
    assert rows == {
        "every problem": ["row", 0, 1, 2],
        "every problem (2)": ["row", 3, 4, 5],
        "every problem (3)": ["row", 6],
        "none": ["row"],
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a/b\\c[d]:*?e"], ["a-b-c-d----e"]),
        (["'quoted'", "History", ""], ["-quoted-", "-", "sheet"]),
        (["a" * 40, "A" * 50], ["a" * 31, "A" * 27 + " (2)"]),
        (["=1+1", "=1+1"], ["=1+1", "=1+1 (2)"]),
    ],
)
def test_any_name_becomes_the_name_of_a_sheet(names: list[str], expected: list[str]) -> None:
    frames = dict.fromkeys(names, pd.DataFrame({"n": [1]}))
    if len(frames) < len(names):
        taken: set[str] = set()
        assert [spreadsheets._sheet_name(name, taken) for name in names] == expected
        return
    assert openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frames))).sheetnames == expected


def test_what_a_workbook_has_no_cell_for_is_text() -> None:
    frame = pd.DataFrame({"n": [float("inf"), float("-inf"), 1.5]})
    frame["day"] = [datetime.date(2026, 2, 3), datetime.datetime(2026, 2, 3, 4, 5), None]
    rows = list(sheet_of(xlsx_bytes({"findings": frame})).iter_rows(values_only=True, min_row=2))
    assert rows == [("inf", "2026-02-03"), ("-inf", "2026-02-03T04:05:00"), (1.5, None)]


def test_two_columns_of_one_heading_keep_their_own_cells() -> None:
    frame = pd.DataFrame([["=1", 2]], columns=["=q", "=q"])
    assert rows_of_csv(csv_bytes(frame)) == [["'=q", "'=q"], ["'=1", "2"]]
    rows = list(sheet_of(xlsx_bytes({"findings": frame})).iter_rows(values_only=True))
    assert rows == [("=q", "=q"), ("=1", 2)]
