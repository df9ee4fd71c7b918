"""A table by the names of its columns: what is found, what is missing, what is not understood."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from poet.errors import PoetError
from poet.reading import read_table
from poet.responses.named_columns import Columns, NamedColumns, authorities_meant, named_columns
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

COLUMNS = Columns(("case", "amount"), ("note",), "A file of amounts has the columns case, amount")


def sheet_of(tmp_path: Path, text: str, columns: Columns = COLUMNS) -> NamedColumns:
    path = tmp_path / "amounts.csv"
    path.write_text(text, encoding="utf-8")
    return named_columns(path.name, read_table(path), columns)


def test_records_have_all_columns_and_the_line_of_the_file(tmp_path) -> None:
    sheet = sheet_of(tmp_path, "Amount,Case,Other\n 5 ,a,x\n,,\n7,b,y\n")
    assert list(sheet.texts.columns) == ["note", "case", "amount"]
    assert sheet.texts["amount"].to_dict() == {2: "5", 4: "7"}
    assert set(sheet.texts["note"]) == {""}


def test_a_column_may_have_a_heading_of_its_own(tmp_path) -> None:
    columns = Columns(("case", "amount"), headings={"amount": "Final £ a week"})
    sheet = sheet_of(tmp_path, "case,Final £ a week\na,5\n", columns)
    assert sheet.texts["amount"].tolist() == ["5"]
    assert sheet.found["amount"] == (1, "Final £ a week")


def test_missing_columns_are_named_as_the_file_should_call_them(tmp_path) -> None:
    columns = Columns(("case", "amount"), ("note",), COLUMNS.meaning, {"note": "Remark"})
    with pytest.raises(PoetError) as told:
        sheet_of(tmp_path, "case,other\na,5\n", columns)
    assert str(told.value) == (
        "amounts.csv: the columns amount, Remark are missing. A file of amounts has the columns "
        "case, amount. Add them in the first row."
    )


def test_what_is_not_understood_is_told_with_its_lines(tmp_path) -> None:
    sheet = sheet_of(tmp_path, "case,amount\na,5\nb,x\nc,x\n")

    def number(text: str) -> Understood:
        if text.isdigit():
            return Understood(int(text))
        return Understood(trouble=Trouble(text, "no number", "This is no number."))

    numbers = sheet.understood(sheet.texts["amount"], number)
    assert numbers.dropna().to_dict() == {2: 5}
    problems = sheet.problem_table()
    assert problems["row"].tolist() == [3, 4]
    assert set(problems["sentence"]) == {"This is no number."}
    assert set(problems["heading"]) == {"amount"}


def test_rows_of_another_width_are_told(tmp_path) -> None:
    sheet = sheet_of(tmp_path, "case,amount\na,5,7,9\nb,6\n")
    assert sheet.problem_table()["row"].tolist() == [2]


def test_authorities_are_meant_by_code_or_name_and_one_need_not_be_named() -> None:
    known = {"X001": ("Kings Oak",), "X002": ("Elm Hill",)}
    meant = authorities_meant(["X002", "kings oak", ""], known)
    assert (meant["X002"].value, meant["kings oak"].value) == ("X002", "X001")
    assert meant[""].trouble.sentence == "The authority is missing in this row."
    assert authorities_meant([""], {"X001": ("Kings Oak",)})[""].value == "X001"


def test_a_column_that_differs_in_capitals_only_is_told_and_the_first_is_read(tmp_path) -> None:
    sheet = sheet_of(tmp_path, "case,Amount,amount\na,5,6\n")
    assert sheet.texts["amount"].tolist() == ["5"]
    problems = sheet.problem_table()
    assert problems[["column", "rule", "sentence"]].values.tolist() == [
        [
            "C",
            "column twice",
            "A column before this one has the same heading, so this one is not used.",
        ]
    ]


@pytest.mark.parametrize(
    ("headings", "like"),
    [
        ("Case ID,sum", '; much like them: "Case ID"'),
        ("Final case,amuont", '; much like them: "Final case", "amuont"'),
        ("Ann Lee,200", ""),
    ],
)
def test_headings_much_like_those_that_are_missing_are_told(tmp_path, headings, like) -> None:
    with pytest.raises(PoetError) as told:
        sheet_of(tmp_path, f"{headings}\nx,5\n")
    assert str(told.value) == (
        f"amounts.csv: the columns case, amount are missing{like}. A file of amounts has the "
        "columns case, amount. Add them in the first row."
    )


def test_a_cell_that_reading_could_not_use_is_told_with_its_column(tmp_path) -> None:
    book = openpyxl.Workbook()
    for row in (["case", "amount"], ["a", "#DIV/0!"]):
        book.active.append(row)
    book.save(tmp_path / "amounts.xlsx")
    sheet = named_columns("amounts.xlsx", read_table(tmp_path / "amounts.xlsx"), COLUMNS)
    problems = sheet.problem_table()
    assert problems[["row", "column", "heading"]].values.tolist() == [[2, "B", "amount"]]
