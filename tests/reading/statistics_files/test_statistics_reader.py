"""Files that are broken, hostile or written in another way than they say."""

from __future__ import annotations

import itertools
import struct
import zlib

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_files import drawn

from poet.errors import PoetError
from poet.reading import size_limits
from poet.reading.statistics_files.spss_file import read_spss, spss_rows
from poet.reading.statistics_files.stata_file import read_stata, stata_rows

COLUMNS = {
    "ease": [1.0, 2.0, 2.0, 1.0],
    "words": ["quite good", "no", "a text of more than eight letters", ""],
}
LABELS = {"ease": {1: "easy", 2: "hard"}}
SPSS_DAMAGED = (
    "f: this SPSS file is damaged or cut off. Open it in SPSS and save it again, or save the "
    "answers as .csv or .xlsx."
)
STATA_DAMAGED = (
    "f: this Stata file is damaged or cut off. Open it in Stata and save it again, or export the "
    "answers as .csv or .xlsx."
)
DEAD = (
    "f: this file is damaged, or too large to be read. Save the answers as .csv or .xlsx in the "
    "program that made the file."
)
WINDOWS = "The letters of the file are not kept the way it says: read as Windows-1252."


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """The bytes of a good file of each kind."""
    folder = tmp_path_factory.mktemp("statistics")
    frame = pd.DataFrame(COLUMNS)
    pyreadstat.write_sav(frame, folder / "sav", variable_value_labels=LABELS)
    pyreadstat.write_sav(frame, folder / "zsav", variable_value_labels=LABELS, compress=True)
    pyreadstat.write_dta(frame, folder / "dta", variable_value_labels=LABELS, version=15)
    pyreadstat.write_dta(frame, folder / "old dta", variable_value_labels=LABELS, version=12)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def read(tmp_path):
    """Reads bytes with one of the functions."""
    number = itertools.count()

    def read_bytes(data, function):
        path = tmp_path / f"file {next(number)}"
        path.write_bytes(data)
        return function("f", path)

    return read_bytes


@pytest.fixture
def refused(read):
    """The sentences with which bytes are refused."""

    def refused_bytes(data, function):
        with pytest.raises(PoetError) as caught:
            drawn(read(data, function))
        assert caught.value.exit_code == 3
        return str(caught.value)

    return refused_bytes


@pytest.mark.parametrize(
    ("kind", "function"), [("sav", read_spss), ("zsav", read_spss), ("dta", read_stata)]
)
def test_a_good_file_is_read(good, read, kind, function):
    assert drawn(read(good[kind], function)) == [
        ["ease", "words"],
        ["easy", "quite good"],
        ["hard", "no"],
        ["hard", "a text of more than eight letters"],
        ["easy", ""],
    ]


@pytest.mark.parametrize(
    ("kind", "function", "sentence"),
    [
        ("sav", spss_rows, SPSS_DAMAGED),
        ("zsav", spss_rows, SPSS_DAMAGED),
        ("dta", stata_rows, STATA_DAMAGED),
    ],
)
def test_a_file_cut_off_anywhere_is_refused(good, refused, kind, function, sentence):
    data = good[kind]
    for length in range(4, len(data), len(data) // 40):
        assert refused(data[:length], function) == sentence
    assert refused(data[:-1], function) == sentence


def test_an_old_stata_file_cut_off_after_its_cases_is_read_without_labels_and_that_is_told(
    good, read, refused
):
    data = good["old dta"]
    labels = data.rindex(b"easy")
    rows = read(data[:labels], stata_rows)
    assert [row[0] for row in drawn(rows)] == ["ease", "1", "2", "2", "1"]
    assert rows.notes == [
        "ease: the file does not hold the labels that belong to the values, so the numbers stand "
        "alone."
    ]
    assert refused(data[: data.rindex(b"no")], stata_rows) == STATA_DAMAGED


def test_a_file_that_kills_the_library_is_refused_and_poet_lives(good, refused):
    # The labels belong to a variable that is not there: pyreadstat 1.3.7 reads at address 0.
    labels_of_first = struct.pack("<iii", 4, 1, 1)
    assert labels_of_first in good["sav"]
    deadly = good["sav"].replace(labels_of_first, struct.pack("<iii", 4, 1, 99))
    assert refused(deadly, read_spss) == DEAD


@settings(max_examples=6)
@given(
    kind=st.sampled_from([("sav", read_spss), ("zsav", read_spss), ("dta", read_stata)]),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4))),
)
def test_bytes_changed_at_random_give_rows_or_a_sentence(good, tmp_path_factory, kind, changes):
    name, function = kind
    data = bytearray(good[name])
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    path = tmp_path_factory.mktemp("changed") / "f"
    path.write_bytes(data)
    try:
        assert all(isinstance(cell, str) for row in drawn(function("f", path)) for cell in row)
    except PoetError as error:
        assert error.exit_code == 3


def test_letters_that_are_not_what_the_file_says_are_read_as_windows_1252(good, read):
    for kind, function in (("sav", spss_rows), ("dta", stata_rows)):
        assert b"quite good" in good[kind]
        rows = read(good[kind].replace(b"quite good", b"gr\xfcn goods"), function)
        assert drawn(rows)[1] == ["easy", "grün goods"]
        assert rows.notes == [WINDOWS]


def test_letters_of_no_known_kind_are_refused(good, refused):
    # Windows-1252 has no letter 0x81.
    assert refused(good["sav"].replace(b"quite good", b"gr\x81n goods"), spss_rows) == SPSS_DAMAGED


def test_an_old_stata_file_does_not_say_how_its_letters_are_kept(good, read):
    data = good["old dta"]
    assert read(data, stata_rows).notes == []
    rows = read(data.replace(b"quite good", b"gr\xfcn good\0"), stata_rows)
    assert drawn(rows)[1] == ["easy", "grün good"]
    assert rows.notes == ["The file does not say how its letters are kept: read as Windows-1252."]


def test_two_variables_of_one_name_are_refused(good, refused):
    name = b"words" + bytes(124)
    assert name in good["dta"]
    assert refused(good["dta"].replace(name, b"ease\0" + name[5:]), stata_rows) == STATA_DAMAGED


def test_a_file_larger_than_poet_takes_is_refused_before_its_rows_are_read(
    good, refused, monkeypatch
):
    monkeypatch.setattr(size_limits, "MOST_ROWS", 3)
    for kind, function in (("sav", spss_rows), ("dta", stata_rows)):
        assert refused(good[kind], function) == (
            "f: this file has 4 rows, and poet reads 3. Save only the rows of the survey in a new "
            "file, and give that."
        )


def test_rows_that_a_file_does_not_count_beforehand_are_counted(good, refused, monkeypatch):
    monkeypatch.setattr(size_limits, "MOST_ROWS", 3)
    data = bytearray(good["sav"])
    data[80:84] = struct.pack("<i", -1)
    assert "this file has 4 rows, and poet reads 3." in refused(bytes(data), spss_rows)


def test_a_small_file_that_unpacks_to_very_much_is_refused(good, refused):
    bomb = unpacked_to(good["zsav"], rows=5_000_000, padding=b"\xfe" * 50_000_000)
    assert len(bomb) < 60_000
    assert refused(bomb, spss_rows) == SPSS_DAMAGED


def unpacked_to(zsav, rows, padding):
    """A packed file that says it has so many rows, with one block of `padding` for its cases."""
    places = range(len(zsav) - 24)
    header = max(place for place in places if struct.unpack_from("<Q", zsav, place)[0] == place)
    block = zlib.compress(padding, 9)
    start = bytearray(zsav[: header + 24])
    start[80:84] = struct.pack("<i", rows)
    trailer = struct.pack("<qqii", -100, 0, len(padding), 1)
    trailer += struct.pack("<qqii", header, header + 24, len(padding), len(block))
    struct.pack_into("<QQQ", start, header, header, header + 24 + len(block), len(trailer))
    return bytes(start) + block + trailer
