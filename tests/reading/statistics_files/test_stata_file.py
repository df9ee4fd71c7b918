from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest
from statistics_files import drawn, family_carers

from poet.errors import PoetError
from poet.reading.layout import Variable
from poet.reading.statistics_files import statistics_reader
from poet.reading.statistics_files.stata_file import is_stata, read_stata, stata_rows

FIXTURES = ("data", "spss-stata-fixtures")


@pytest.fixture
def dta(tmp_path):
    """Writes a Stata file of these columns; `more` is for pyreadstat."""

    def write(columns, **more):
        pyreadstat.write_dta(pd.DataFrame(columns), tmp_path / "f.dta", **more)
        return tmp_path / "f.dta"

    return write


@pytest.fixture
def shown_as(dta):
    """The text of numbers that Stata shows in a format, and what is noted."""

    def text_of(variable_format, *numbers):
        path = dta({"x": [float(one) for one in numbers]}, variable_format={"x": variable_format})
        rows = stata_rows("f.dta", path)
        return [row[0] for row in drawn(rows)[1:]], rows.notes

    return text_of


def test_a_file_is_known_by_its_first_bytes():
    assert is_stata(b"<stata_dta><header>")
    assert all(
        is_stata(bytes((release, order, 1, 0))) for release in (105, 115) for order in (1, 2)
    )
    assert not is_stata(b"form,answer\n")
    assert not is_stata(b"r\x02\x01")
    assert not is_stata(b"<html>")


def test_every_cell_of_a_real_survey_is_its_label_or_its_number(shared):
    folder = shared / "data" / "efc"
    columns, expected = family_carers(folder)
    rows = read_stata("efc.dta", folder / "efc_converted.dta")
    assert [rows.variables[position].label for position in range(28)] == [
        one["label"] or "" for one in columns
    ]
    assert drawn(rows) == expected
    assert (rows.notes, rows.problems) == ([], [])


def test_every_cell_of_the_sample_file(shared):
    rows = stata_rows("f.dta", shared.joinpath(*FIXTURES, "pyreadstat", "sample.dta"))
    assert drawn(rows) == [
        ["mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime"],
        ["a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "Male", "low", "10:10:10"],
        ["b", "1.2", "1880-05-06", "1880-05-06T10:10:10", "Female", "medium", "23:10:10"],
        ["c", "-1000.3", "1960-01-01", "1960-01-01", "Male", "high", "00:00:00"],
        ["d", "-1.4", "1583-01-01", "1583-01-01", "Female", "low", "16:10:10"],
        ["e", "1000.3", "", "", "Male", "low", ""],
    ]
    assert rows.variables[4] == Variable("labeled", {"Male": "1", "Female": "2"})


def test_numbers_of_all_types_are_in_their_shortest_form(shared):
    rows = stata_rows("f.dta", shared.joinpath(*FIXTURES, "haven", "types.dta"))
    assert drawn(rows)[1:] == [
        ["3.14", "3.14", "2", "2", "2", "2", "1960-01-01", "2015-12-01T03:14:15"],
        ["7", "7", "7", "7", "7", "Hello, World!", "2015-12-01", "1960-01-01"],
    ]


@pytest.mark.parametrize("name", ["tagged-na-int.dta", "tagged-na-double.dta"])
def test_missing_values_a_to_z_are_empty_and_counted(shared, name):
    rows = stata_rows("f.dta", shared.joinpath(*FIXTURES, "haven", name))
    assert [row[0] for row in drawn(rows)] == ["x", "1", "2", "3", "4", "5", "", "", ""]
    assert rows.notes == [
        'x: 3 cells hold a value that the file marks as missing ("apple", .h and ".zebra").'
    ]
    assert rows.variables == {0: Variable()}


def test_missing_values_of_several_variables(shared):
    rows = stata_rows("f.dta", shared.joinpath(*FIXTURES, "pyreadstat", "missing_test.dta"))
    assert drawn(rows) == [[f"var{k}" for k in range(1, 10)], ["", "", "", "", "", "", "", "", "1"]]
    why = ['"missing"', ".b", ".c", ".x", ".y", ".z"]
    assert rows.notes == [
        f"var{k}: 1 cell holds a value that the file marks as missing ({one})."
        for k, one in enumerate(why, start=1)
    ]


def test_files_of_older_releases(shared):
    folder = shared.joinpath(*FIXTURES, "haven")
    assert drawn(stata_rows("f.dta", folder / "datetime-d.dta")) == [["date"], ["2015-11-02"]]
    assert drawn(stata_rows("f.dta", folder / "notes.dta")) == [
        ["id", "female", "treatment", "outcome"],
        ["1", "0", "0", "2"],
        ["2", "1", "0", "2"],
        ["3", "1", "1", "4"],
        ["4", "1", "0", "2"],
        ["5", "1", "0", "1"],
    ]


@pytest.mark.parametrize("version", [8, 10, 12, 13, 14, 15])
def test_labels_and_texts_are_the_same_in_every_release(dta, version):
    path = dta(
        {"ease": [1.0, 3.0, 2.0], "words": ["quite good", "", "a longer text"]},
        version=version,
        column_labels=["How easy?", "In your words"],
        variable_value_labels={"ease": {1: "easy", 2: "hard"}},
    )
    rows = stata_rows("f.dta", path)
    assert drawn(rows)[1:] == [["easy", "quite good"], ["3", ""], ["hard", "a longer text"]]
    assert rows.variables[0] == Variable("How easy?", {"easy": "1", "hard": "2"})
    assert rows.variables[1] == Variable("In your words")


def test_a_text_of_any_length_is_whole(tmp_path):
    long = "wörter " * 2_000
    pd.DataFrame({"t": [long, "short", ""]}).to_stata(
        tmp_path / "f.dta", version=118, convert_strl=["t"], write_index=False
    )
    assert [row[0] for row in drawn(stata_rows("f.dta", tmp_path / "f.dta"))[1:]] == [
        long, "short", ""
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variable_format", "number", "text"),
    [
        ("%td", 22_000, "2020-03-26"),
        ("%-tdDD_Mon_CCYY", 22_000, "2020-03-26"),
        ("%d", 0, "1960-01-01"),
        ("%tc", 1_900_800_000_000, "2020-03-26"),
        ("%tcDD/NN/CCYY_HH:MM", 1_900_805_400_000, "2020-03-26T01:30:00"),
        ("%tcHH:MM", 5_400_000, "01:30:00"),
        ("%tchh:MM_AM", 50_400_000, "14:00:00"),
        ("%tcHH:MM", 1_900_805_400_000, "2020-03-26T01:30:00"),
        ("%tm", 722, "2020-03"),
        ("%tm", -1, "1959-12"),
        ("%tw", 3_124, "2020w5"),
        ("%tq", 240, "2020q1"),
        ("%th", 121, "2020h2"),
        ("%ty", 2020, "2020"),
        ("%9.0g", 2020, "2020"),
        ("%tbmycalendar", 17, "17"),
    ],
)
def test_dates_times_and_periods_are_read_as_stata_shows_them(
    shown_as, variable_format, number, text
):
    assert shown_as(variable_format, number) == ([text], [])


def test_times_counted_with_leap_seconds_are_told(shown_as):
    assert shown_as("%tC", 1_900_805_427_000) == (
        ["2020-03-26T01:30:27"],
        ["x: times are counted with leap seconds, so they may show up to 27 seconds late."],
    )


@pytest.mark.parametrize("variable_format", ["%td", "%tc", "%tm"])
def test_a_number_that_is_no_date_stays_and_is_told(shown_as, variable_format):
    assert shown_as(variable_format, 1e15, 0)[0][0] == "1e+15"
    assert shown_as(variable_format, 1e15, 0)[1] == [
        "x: 1 cell holds a number that is no date. It stays a number."
    ]


def test_a_file_read_in_many_parts_is_the_same(dta, monkeypatch):
    path = dta({"a": [float(k % 7) for k in range(100)], "b": [f"text {k}" for k in range(100)]})
    whole = drawn(stata_rows("f.dta", path))
    for cells in (2, 14, 66, 200, 202):
        monkeypatch.setattr(statistics_reader, "CELLS_AT_ONCE", cells)
        assert drawn(stata_rows("f.dta", path)) == whole
    assert [row[1] for row in whole[1:]] == [f"text {k}" for k in range(100)]


def test_a_file_of_a_newer_stata_is_refused(dta):
    path = dta({"a": [1.0]}, version=15)
    newer = path.read_bytes().replace(b"<release>119", b"<release>121", 1)
    path.write_bytes(newer)
    with pytest.raises(PoetError) as caught:
        read_stata("f.dta", path)
    assert caught.value.exit_code == 3
    assert str(caught.value) == (
        "f.dta: this file was saved by a newer Stata than poet reads. Save it in Stata with the "
        "command saveold, or export the answers as .csv or .xlsx."
    )
