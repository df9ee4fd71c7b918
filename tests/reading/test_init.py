"""`read_table`: which file, and of which kind."""

from __future__ import annotations

import os

import pytest

from poet.errors import PoetError
from poet.reading import opening, read_table


def refusal_of(path):
    with pytest.raises(PoetError) as caught:
        read_table(path)
    assert caught.value.exit_code == 3
    assert str(path.parent) not in str(caught.value)
    return str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    assert refusal_of(tmp_path / "answers.csv") == (
        "answers.csv: there is no such file. Check the name and the folder."
    )


def test_a_folder(tmp_path):
    (tmp_path / "answers").mkdir()
    assert refusal_of(tmp_path / "answers") == (
        "answers: this is a folder and not a file. Give the file of answers in it."
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_make_it_wait(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert refusal_of(tmp_path / "pipe") == (
        "pipe: this is not a file that can be read as a whole. Give a file of answers."
    )


def test_no_permission(write, monkeypatch):
    path = write("a,b\n1,2\n")

    def forbidden(self, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", forbidden)
    assert refusal_of(path) == (
        "answers.csv: this file may not be opened. "
        "Close it if it is open in Excel, and check that you are allowed to read it."
    )


def test_a_disk_that_fails(write, monkeypatch):
    path = write("a,b\n1,2\n")

    def failing(self, mode):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(path), "open", failing)
    assert refusal_of(path) == (
        "answers.csv: this file cannot be read. The system says: Input/output error."
    )


def test_an_empty_file(write):
    assert refusal_of(write(b"")) == (
        "answers.csv: this file is empty (0 bytes). Export the answers again."
    )


def test_a_file_too_large(write, monkeypatch):
    monkeypatch.setattr(opening, "MOST_BYTES", 5)
    assert refusal_of(write("a,b\n1,2\n")) == (
        "answers.csv: this file is larger than 2 GB. Check that it is the right file."
    )


def test_a_workbook_named_csv_is_read_as_a_workbook(workbook):
    table = read_table(workbook("answers.csv", Sheet1=[["a", "b"], [1, 2]]))
    assert table.cells.to_numpy().tolist() == [["1", "2"]]
    assert table.notes == ("answers.csv is an Excel workbook by another name: it was read as one.",)


def test_text_named_xlsx_is_read_as_text(read):
    table = read("a,b\n1,2\n", "answers.xlsx", sheet="Answers")
    assert table.cells.to_numpy().tolist() == [["1", "2"]]
    assert table.notes == (
        "answers.xlsx is a text file by another name: it was read as one.",
        'answers.xlsx is a text file and has no sheets: "Answers" is not used.',
        "answers.xlsx was read as UTF-8 text, cells separated by commas.",
    )


def test_broken_files_of_the_world_load_or_are_refused_in_words(shared):
    files = sorted((shared / "data" / "csv-horror").iterdir())
    outcome = {}
    for file in files:
        try:
            outcome[file.name] = read_table(file).cells.shape
        except PoetError as problem:
            assert problem.exit_code == 3
            outcome[file.name] = str(problem).removeprefix(file.name)
    assert len(outcome) == len(files) == 27
    assert outcome["simple.csv"] == (6, 3)
    assert outcome["simple.xlsx"] == (6, 3)
    assert outcome["sw_gen.xlsx"] == (15, 17)
    assert outcome["utf-16le_encoded.csv"] == (327, 19)
    assert outcome["spanish_chars.csv"] == (116, 8)
    assert outcome["mixedGLB.csv"] == (133, 19)
    assert outcome["example.tsv"] == (140, 17)
    assert outcome["long.csv"] == (3999, 1)
    assert outcome["skip_initials.csv"] == (2, 2)
    assert outcome["complex.csv"] == (2, 4)
    assert outcome["null.csv"].startswith(": columns C and D have the same heading.")
    assert outcome["small.csv"].startswith(": there are headings but no rows")
    assert outcome["utf8bom.csv"].startswith(": there are headings but no rows")
    assert outcome["encrypted_no_password.xls"].startswith(": this workbook is protected")
    assert outcome["simple.xls"] == (6, 3)
    assert outcome["simple.ods"] == (3, 3)
    assert outcome["libreoffice.xlsx"].startswith(": no sheet of this workbook has cells.")


def test_real_exports_of_survey_tools_are_read(shared):
    folder = shared / "data" / "surveymonkey-538"
    star_wars = read_table(folder / "StarWars.csv")
    assert star_wars.cells.shape == (1186, 38)
    assert star_wars.source.encoding == "Windows (cp1252)"
    assert read_table(folder / "flying-etiquette.csv").cells.shape == (1040, 27)
    qualtrics = read_table(shared / "data" / "qualtrics" / "sample.csv")
    assert qualtrics.cells.shape == (1, 20)


def test_a_name_that_cannot_be_printed_is_told_all_the_same(tmp_path):
    assert refusal_of(tmp_path / "an\x1b[31mswers\udcff.csv") == (
        "an\ufffd[31mswers\ufffd.csv: there is no such file. Check the name and the folder."
    )


def test_a_name_too_long_for_the_system(tmp_path):
    refused = refusal_of(tmp_path / ("a" * 300))
    assert refused.endswith("…: this file cannot be read. The system says: File name too long.")
