"""Codeframes for other programs: valid by the published schema, and whole when read back."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest

from poet.errors import PoetError
from poet.themes import Codeframe, Theme
from poet.themes_codeframe import load_codeframe
from poet.themes_qdc import COLUMNS, codebook_xml, codeframe_table, guid_of, write_codebook

SPACE = "{urn:QDA-XML:codebook:1.0}"
# What the schema of REFI-QDA 1.5 (section 5.2) asks of a GUID and of a colour.
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
ODD = Codeframe(
    "odd",
    "Odd signs",
    "1.0",
    (
        Theme("angle", '<Rules> & "quotes"', "=1+1 \x00\x1b[31m", short="<R>", examples=("a\nb",)),
        Theme("plain", "Überall", "Überall etwas", short="Überall", not_meant="Nirgends"),
    ),
)


@pytest.fixture(scope="module")
def general() -> Codeframe:
    return load_codeframe("general")


def read(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 - what was just written


@pytest.mark.parametrize("codeframe", [load_codeframe("general"), ODD], ids=["general", "odd"])
def test_a_codebook_keeps_to_the_published_schema(codeframe) -> None:
    """CodeBook has Codes, which has a Code or more, each with what the schema says and no more."""
    book = read(codebook_xml(codeframe))
    assert book.tag == f"{SPACE}CodeBook"
    assert set(book.attrib) == {"origin"}
    (codes,) = book
    assert codes.tag == f"{SPACE}Codes"
    assert not codes.attrib
    assert len(codes) == len(codeframe.themes)
    for code in codes:
        assert code.tag == f"{SPACE}Code"
        assert set(code.attrib) == {"guid", "name", "isCodable", "color"}
        assert GUID.fullmatch(code.get("guid"))
        assert COLOUR.fullmatch(code.get("color"))
        assert code.get("isCodable") == "true"
        (description,) = code
        assert description.tag == f"{SPACE}Description"
        assert not description.attrib
    assert len({code.get("guid") for code in codes}) == len(codes)


def test_names_and_meanings_are_whole_when_read_back(general) -> None:
    codes = read(codebook_xml(general))[0]
    for code, theme in zip(codes, general.themes, strict=True):
        assert code.get("name") == theme.short
        told = code[0].text
        assert theme.meaning in told
        assert f"Not meant: {theme.not_meant}" in told
        assert all(f"Made-up example: {example}" in told for example in theme.examples)


def test_signs_of_xml_and_signs_that_it_cannot_hold_do_no_harm() -> None:
    first, second = read(codebook_xml(ODD))[0]
    assert first.get("name") == "<R>"
    assert first[0].text == ('<Rules> & "quotes". =1+1 \ufffd\ufffd[31m\nMade-up example: a\nb')
    assert second[0].text == "Überall etwas\nNot meant: Nirgends"


def test_a_theme_has_the_same_number_in_every_file_and_another_in_every_codeframe(general) -> None:
    theme = general.themes[0]
    assert codebook_xml(general) == codebook_xml(general)
    assert guid_of(general, theme) == guid_of(replace(general, version="2.0"), theme)
    assert guid_of(general, theme) != guid_of(replace(general, id="own"), theme)
    assert guid_of(general, theme) == "9F077534-AE22-56E3-9700-116D0D9C74AE"


def test_a_table_has_a_row_per_theme(general) -> None:
    table = codeframe_table(general)
    assert list(table) == list(COLUMNS)
    assert table["code"].tolist() == list(general.codes)
    assert set(table["own"]) == {"no"}
    assert table["colour"].str.fullmatch(COLOUR).all()


def test_three_files_are_written_and_run_nothing(tmp_path) -> None:
    paths = write_codebook(ODD, tmp_path / "out")
    assert [path.name for path in paths] == ["codebook.qdc", "codebook.csv", "codebook.xlsx"]
    rows = list(csv.DictReader(io.StringIO(paths[1].read_text(encoding="utf-8-sig"))))
    assert rows[0]["meaning"] == "'=1+1 \ufffd\ufffd[31m"
    assert rows[1]["name"] == "Überall"
    sheet = openpyxl.load_workbook(paths[2])["themes"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet["E2"].data_type == "s"
    assert read(paths[0].read_bytes()).tag == f"{SPACE}CodeBook"


def test_files_that_are_there_are_not_written_over(tmp_path, general) -> None:
    write_codebook(general, tmp_path)
    with pytest.raises(PoetError, match="force"):
        write_codebook(general, tmp_path)
    assert len(write_codebook(general, tmp_path, force=True)) == 3
