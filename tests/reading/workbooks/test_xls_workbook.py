from __future__ import annotations

import struct

import pytest

from poet.errors import PoetError
from poet.reading.workbooks import xls_workbook
from poet.reading.workbooks.xls_workbook import DATE, DURATION, NUMBER, read_workbook

SHEET, FORMAT, STYLE, TEXTS = 0x85, 0x41E, 0xE0, 0xFC


def written(*parts: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", code, len(data)) + data for code, data in parts)


def stream(*parts: tuple[int, bytes], version: int = 0x600) -> bytes:
    return written((0x809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)), *parts, (0x0A, b""))


def sheet(title: str, start: int, *, hidden: int = 0, kind: int = 0) -> tuple[int, bytes]:
    return (SHEET, struct.pack("<IBBBB", start, hidden, kind, len(title), 0) + title.encode())


def read(*parts: tuple[int, bytes], version: int = 0x600):
    return read_workbook("a.xls", stream(*parts, version=version))


def refusal(*parts: tuple[int, bytes]) -> str:
    with pytest.raises(PoetError) as caught:
        read(*parts)
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_sheets_have_a_name_a_place_and_are_hidden_or_not():
    found = read(
        *(sheet("Two", 900, hidden=1), sheet("Chart", 700, kind=2), sheet("One", 500)),
        sheet("Three", 1_000, hidden=2),
    )
    assert [(s.title, s.visible, s.start, s.end) for s in found.sheets] == [
        *(("Two", False, 900, 1_000), ("One", True, 500, 900)),
        ("Three", False, 1_000, len(found.stream)),
    ]
    assert not found.macros


@pytest.mark.parametrize("kind", [1, 6])
def test_sheets_of_macros_are_seen(kind):
    found = read(sheet("Macro1", 500, kind=kind))
    assert (found.macros, found.sheets) == (True, ())


def test_two_sheets_at_the_same_place_are_damage():
    with pytest.raises(ValueError, match="same place"):
        read(sheet("One", 500), sheet("Two", 500))


def test_too_many_sheets_are_refused(monkeypatch):
    monkeypatch.setattr(xls_workbook, "MOST_SHEETS", 1)
    assert refusal(sheet("One", 500), sheet("Two", 600)) == (
        "a.xls: this workbook has more sheets than a workbook can have, so it was not opened. A "
        "workbook of answers is never like this. Copy the cells with answers into a new workbook, "
        "or save the sheet as CSV."
    )


def test_a_password_is_told():
    assert refusal((0x2F, bytes(6)), sheet("One", 500)) == (
        "a.xls: this workbook is protected with a password. Open it in Excel, take the password "
        "off (File, Info, Protect Workbook) and save it."
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *(("dd/mm/yyyy", DATE), ("hh:mm", DATE), ("[h]:mm", DURATION), ("0.00", NUMBER)),
        *(('[Red]0 "days"', NUMBER), ("d" * 255, DATE), ("d" * 256, NUMBER), ("[" * 255, NUMBER)),
    ],
)
def test_a_format_tells_dates_from_numbers(words, kind):
    told = (FORMAT, struct.pack("<HHB", 200, len(words), 0) + words.encode())
    assert read(told, (STYLE, struct.pack("<HH", 0, 200))).number_kinds == bytes([kind])
    told = (FORMAT, struct.pack("<HB", 200, len(words) % 256) + words.encode())
    if len(words) < 256:
        old = read(told, (STYLE, struct.pack("<HH", 0, 200)), version=0x500)
        assert old.number_kinds == bytes([kind])


def test_formats_that_excel_knows_need_no_words():
    styles = [(STYLE, struct.pack("<HH", 0, number)) for number in (0, 14, 22, 46, 164)]
    assert read(*styles).number_kinds == bytes([NUMBER, DATE, DATE, DURATION, NUMBER])


@pytest.mark.parametrize(
    ("page", "encoding"), [(1252, "cp1252"), (10_000, "mac-roman"), (932, "cp932")]
)
def test_old_workbooks_name_a_code_page(page, encoding):
    assert read((0x42, struct.pack("<H", page)), version=0x500).encoding == encoding
    assert read((0x42, struct.pack("<H", page))).encoding == ""


def test_an_old_workbook_without_a_code_page_is_western():
    assert read(version=0x500).encoding == "cp1252"


def test_other_versions_are_damage():
    with pytest.raises(ValueError, match="no version of Excel"):
        read(version=0x400)


def test_the_program_that_worked_out_formulas_names_itself():
    assert read((0x1C1, struct.pack("<II", 0x1C1, 99_999))).worked_out
    assert not read((0x1C1, struct.pack("<II", 0x1C1, 0))).worked_out
    assert not read().worked_out


def test_no_more_texts_are_read_than_there_are():
    texts = struct.pack("<II", 9, 0xFFFFFFFF) + (struct.pack("<HB", 1, 0) + b"x") * 3
    assert read((TEXTS, texts)).texts == ["x", "x", "x"]


def test_a_text_that_says_it_goes_back_in_the_file_takes_no_memory():
    back = struct.pack("<HBi", 8_000, 0x04, -8_007) + b"y" * 8_000
    assert read((TEXTS, struct.pack("<II", 1, 0x7FFFFFFF) + back)).texts == ["y" * 8_000]


def test_too_many_texts_are_refused(monkeypatch):
    monkeypatch.setattr(xls_workbook, "MOST_TEXTS", 2)
    texts = struct.pack("<II", 3, 3) + (struct.pack("<HB", 1, 0) + b"x") * 3
    assert refusal((TEXTS, texts)) == (
        "a.xls: this workbook unpacks to far more than a survey needs, so it was not opened. "
        "Copy the cells with answers into a new workbook, or save the sheet as CSV."
    )
