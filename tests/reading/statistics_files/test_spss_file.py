from __future__ import annotations

import csv
import struct

import pandas as pd
import pyreadstat
import pytest
from statistics_files import drawn, family_carers

from poet.errors import PoetError
from poet.reading.layout import Variable
from poet.reading.statistics_files import statistics_reader
from poet.reading.statistics_files.spss_file import is_spss, read_spss, spss_rows

FIXTURES = ("data", "spss-stata-fixtures")


@pytest.fixture
def sav(tmp_path):
    """Writes an SPSS file of these columns; `more` is for pyreadstat."""

    def write(columns, name="f.sav", **more):
        pyreadstat.write_sav(pd.DataFrame(columns), tmp_path / name, **more)
        return tmp_path / name

    return write


def test_a_file_is_known_by_its_first_bytes():
    assert is_spss(b"$FL2@(#) SPSS")
    assert is_spss(b"$FL3@(#) SPSS")
    assert is_spss(b"\x1c\0\0\0\0\0\0\0ENCRYPTEDSAV\x15\0")
    assert not is_spss(b"$FLAT,form\n")
    assert not is_spss(b"form,answer\n" + b" " * 36 + b"ENCRYPTEDSAV")


def test_every_cell_of_a_real_survey_is_its_label_or_its_number(shared):
    folder = shared / "data" / "efc"
    columns, expected = family_carers(folder)
    rows = read_spss("efc.sav", folder / "efc_converted.sav")
    assert {p: v.label for p, v in rows.variables.items()} == {
        position: one["label"] or "" for position, one in enumerate(columns)
    }
    assert [v.values for v in rows.variables.values()] == [
        {label: value for value, label in (one["values"] or {}).items()} for one in columns
    ]
    assert drawn(rows) == expected
    assert (rows.notes, rows.problems) == ([], [])


@pytest.mark.parametrize("name", ["sample.sav", "sample.zsav"])
def test_every_cell_of_the_sample_file_packed_or_not(shared, name):
    rows = spss_rows("f.sav", shared.joinpath(*FIXTURES, "pyreadstat", name))
    assert drawn(rows) == [
        ["mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime"],
        ["a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "Male", "low", "10:10:10"],
        ["b", "1.2", "1880-05-06", "1880-05-06T10:10:10", "Female", "medium", "23:10:10"],
        ["c", "-1000.3", "1960-01-01", "1960-01-01", "Male", "high", "00:00:00"],
        ["d", "-1.4", "1583-01-01", "1583-01-01", "Female", "low", "16:10:10"],
        ["e", "1000.3", "", "", "Male", "low", ""],
    ]
    assert rows.notes == []


def test_missing_values_single_or_in_a_range_are_empty_and_counted(shared):
    rows = spss_rows("f.sav", shared.joinpath(*FIXTURES, "pyreadstat", "sample_missing.sav"))
    assert [row[:2] + row[4:6] for row in drawn(rows)[5:]] == [
        ["e", "1000.3", "Male", "low"],
        ["Z", "", "", ""],
        ["", "", "", ""],
    ]
    assert rows.notes == [
        "mynum: 2 cells hold a value that the file marks as missing (-1 and 2000 to 3000).",
        'myord: 2 cells hold a value that the file marks as missing ("missing" and -3).',
        'mylabl: 1 cell holds a value that the file marks as missing ("undetermined").',
    ]


def test_the_sample_with_missing_values_has_the_cells_of_its_csv(shared):
    folder = shared.joinpath(*FIXTURES, "pyreadstat")
    with (folder / "sample_missing.csv").open(encoding="utf-8", newline="") as file:
        expected = [row[:2] for row in csv.reader(file)]
    found = [row[:2] for row in drawn(spss_rows("f.sav", folder / "sample_missing.sav"))]
    assert found[0] == expected[0]
    for (text, number), (known_text, known) in zip(found[1:], expected[1:], strict=True):
        assert text == known_text
        assert number == ("" if known == "#NULL!" else f"{float(known):.15g}")


@pytest.mark.parametrize(
    ("file", "cells", "notes"),
    [
        ("haven/labelled-num.sav", ["This is one"], []),
        (
            "haven/labelled-num-na.sav",
            ["This is one", ""],
            ["VAR00002: 1 cell holds a value that the file marks as missing (9)."],
        ),
        ("haven/labelled-str.sav", ["Male", "Female"], []),
        ("haven/umlauts.sav", ["the ä umlaut", "the ü umlaut", "the ä umlaut", "the ö umlaut"], []),
        ("haven/variable-label.sav", ["female"], []),
        ("pyreadstat/ordered_category.sav", ["high", "low", "medium", "low"], []),
        (
            "pyreadstat/missing_char.sav",
            ["", "labeled"],
            ["mychar: 1 cell holds a value that the file marks as missing (Z)."],
        ),
        (
            "pyreadstat/missing_test.sav",
            ["", "2"],
            ['var1: 1 cell holds a value that the file marks as missing ("missing").'],
        ),
    ],
)
def test_files_of_one_variable(shared, file, cells, notes):
    rows = spss_rows("f.sav", shared.joinpath(*FIXTURES, file))
    assert [row[0] for row in drawn(rows)[1:]] == cells
    assert rows.notes == notes


def test_letters_of_all_scripts_are_right(shared):
    folder = shared.joinpath(*FIXTURES)
    hebrew = drawn(spss_rows("f.sav", folder / "pyreadstat" / "hebrews.sav"))
    assert (hebrew[0], hebrew[1], len(hebrew)) == (["ותק_ב"], ["33"], 100)
    telugu = drawn(spss_rows("f.sav", folder / "pyreadstat" / "tegulu.sav"))
    assert telugu == [["record", "Q16br9oe_Q24br9oe"], ["210", "నేను గతంలో వాడిన బ"]]
    umlauts = spss_rows("f.sav", folder / "haven" / "umlauts.sav")
    assert umlauts.variables[0] == Variable(
        "This is an ä-umlaut", {"the ä umlaut": "1", "the ü umlaut": "2", "the ö umlaut": "3"}
    )


def test_a_date_beyond_the_calendar_does_not_cost_the_file(shared):
    rows = spss_rows("f.sav", shared.joinpath(*FIXTURES, "haven", "datetime.sav"))
    assert drawn(rows) == [
        ["date", "date.posix", "time"],
        ["2014-09-22", "6306150067200", "12:11:10.09"],
        ["2014-09-23", "2014-09-23T15:59:20", "15:59:20.01"],
    ]
    assert rows.notes == ["date.posix: 1 cell holds a number that is no date. It stays a number."]


def test_long_texts_and_many_rows_of_real_files(shared):
    folder = shared.joinpath(*FIXTURES, "pyreadstat")
    wide = spss_rows("f.sav", folder / "test_width.sav")
    assert drawn(wide)[1] == ["R_0001xAxQxIo2PVH", "2020-07-13 23:19:55", "944", "True"]
    assert wide.variables[3] == Variable("True", {"False": "1", "True": "2"})
    large = drawn(spss_rows("f.sav", folder / "sample_large.sav"))
    assert len(large) == 486
    assert large[481:] == large[1:6]


def test_the_variables_of_one_question_with_several_answers_are_told(shared):
    path = shared.joinpath(*FIXTURES, "pyreadstat", "simple_alltypes.sav")
    rows = spss_rows("f.sav", path)
    cells = drawn(rows)
    assert cells[0][4:10] == [
        "bool1", "bool2", "bool3", "ca_subvar_1", "ca_subvar_2", "ca_subvar_3"
    ]  # fmt: skip
    assert cells[2] == [
        "green", "2000-01-02", "", "green", "1", "0", "0", "a", "b", "c", "2014-11-01", "2014-10-01"
    ]  # fmt: skip
    assert rows.variables[4].label == "Response #1"
    assert rows.notes == [
        "ca_subvar_1, ca_subvar_2 and ca_subvar_3 together are one question with several answers, "
        '"categorical_array".',
        "bool1, bool2 and bool3 together are one question with several answers, "
        '"My multiple response set".',
        'z: 2 cells hold a value that the file marks as missing (-999 to 0 and "skipped").',
        "x: 1 cell holds a value that the file marks as missing (8).",
    ]


def test_open_ranges_and_labels_of_long_texts(sav):
    text = "a text of more than eight letters"
    path = sav(
        {"score": [1.0, -7.0, 99.0], "age": [1.0, 97.0, 5.0], "word": [text, "no", "none"]},
        missing_ranges={
            "score": [{"lo": float("-inf"), "hi": 0}],
            "age": [{"lo": 90, "hi": float("inf")}],
            "word": ["none"],
        },
        variable_value_labels={"word": {text: "Agreed"}},
    )
    rows = spss_rows("f.sav", path)
    assert drawn(rows)[1:] == [["1", "1", "Agreed"], ["", "", "no"], ["99", "5", ""]]
    assert rows.notes == [
        "score: 1 cell holds a value that the file marks as missing (0 or less).",
        "age: 1 cell holds a value that the file marks as missing (90 or more).",
        "word: 1 cell holds a value that the file marks as missing (none).",
    ]


@pytest.mark.parametrize("name", ["f.sav", "f.zsav"])
def test_a_file_read_in_many_parts_is_the_same(sav, monkeypatch, name):
    columns = {"a": [float(k % 7) for k in range(100)], "b": [f"text {k}" for k in range(100)]}
    path = sav(columns, name, compress=name == "f.zsav")
    whole = drawn(spss_rows("f.sav", path))
    for cells in (2, 14, 66, 200, 202):
        monkeypatch.setattr(statistics_reader, "CELLS_AT_ONCE", cells)
        assert drawn(spss_rows("f.sav", path)) == whole
    assert [row[1] for row in whole[1:]] == columns["b"]


def test_a_file_that_does_not_say_how_many_rows_it_has_is_read_to_its_end(shared, tmp_path):
    data = bytearray(shared.joinpath(*FIXTURES, "pyreadstat", "sample.sav").read_bytes())
    data[80:84] = struct.pack("<i", -1)
    (tmp_path / "f.sav").write_bytes(data)
    assert len(drawn(spss_rows("f.sav", tmp_path / "f.sav"))) == 6


def test_a_file_without_cases_has_its_names_alone(sav):
    assert drawn(spss_rows("f.sav", sav({"a": pd.Series([], dtype=float)}))) == [["a"]]


def test_a_file_protected_with_a_password_is_refused(tmp_path):
    (tmp_path / "f.sav").write_bytes(b"\x1c\0\0\0\0\0\0\0ENCRYPTEDSAV\x15" + bytes(100))
    with pytest.raises(PoetError) as caught:
        read_spss("f.sav", tmp_path / "f.sav")
    assert caught.value.exit_code == 3
    assert str(caught.value) == (
        "f.sav: this SPSS file is protected with a password. Open it in SPSS and save it without "
        "the password (File, Save As)."
    )
