"""A table beside the answers: what is wrong with it is mended otherwise than a file of answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from poet.errors import PoetError
from poet.reading.table_beside import read_table_beside, rows_left_out


def refused(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(PoetError) as raised:
        read_table_beside(path, sheet)
    return str(raised.value)


def file(folder: Path, text: str) -> Path:
    (folder / "table.csv").write_text(text, encoding="utf-8")
    return folder / "table.csv"


def test_a_file_with_nothing_in_it_is_to_be_filled(tmp_path: Path) -> None:
    cure = "Put the table into it, or take the file out of study.toml."
    assert refused(file(tmp_path, "")) == f"table.csv: this file is empty (0 bytes). {cure}"
    assert refused(file(tmp_path, "code,people\n")) == (
        f"table.csv: there are headings but no rows below them. {cure}"
    )


def test_of_several_sheets_one_is_kept_or_named_where_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        for sheet in ("first", "second"):
            pd.DataFrame({"code": ["X001"], "people": [3]}).to_excel(book, sheet_name=sheet)
    found = 'table.xlsx: 2 sheets have cells: "first", "second".'
    assert refused(path) == (f"{found} Keep one sheet in it, or save the one that is meant as CSV.")
    assert refused(path, "") == f'{found} Say which one holds the table: sheet = "first".'
    assert read_table_beside(path, "second").headings[-1] == "people"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "%PDF-1.7",
            "table.csv: this is a PDF, not a table. Export the table as .csv or .xlsx.",
        ),
        (
            "code,people\nX001,\0\n",
            "table.csv, line 2: there is a zero byte, which no text has: the file is damaged or is "
            "not text. Export the table again as .csv or .xlsx.",
        ),
        (
            "North,a@example.org\nSouth,b@example.org\n",
            "table.csv: the row taken for the headings looks like a row of the table. "
            "Put a row of headings above the table.",
        ),
        (
            'code,people\n"X001,3\n',
            "table.csv, line 2: a cell begins here with a quotation mark that is never closed. "
            "Close it or take it away, or export the table again.",
        ),
    ],
)
def test_a_file_that_is_no_table_is_not_called_one_of_answers(
    tmp_path: Path, text: str, told: str
) -> None:
    assert refused(file(tmp_path, text)) == told


def test_the_folder_of_a_table_is_not_called_one_of_answers(tmp_path: Path) -> None:
    assert refused(tmp_path) == (
        f"{tmp_path.name}: this is a folder and not a file. Give the file in it."
    )


def test_what_is_wrong_otherwise_is_told_as_ever(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == (
        "none.csv: there is no such file. Check the name and the folder."
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("X001,1\n", []),
        ("X001,1\nX002\n", ["1 row has a wrong number of cells and is left out: row 3."]),
        (
            "X001,1\n" + "X002\n" * 7,
            ["7 rows have a wrong number of cells and are left out: row 3, 4, 5, 6, 7 and 2 more."],
        ),
    ],
)
def test_rows_with_a_wrong_number_of_cells_are_told(
    tmp_path: Path, rows: str, told: list[str]
) -> None:
    assert rows_left_out(read_table_beside(file(tmp_path, f"code,people\n{rows}"))) == told
