from __future__ import annotations

import pytest

from poet.reading.text_files.separator import likely_separator, said_separator


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_found(separator):
    rows = [["Age", "Gender", "Views"], ["20", "Woman", "a"], ["30", "Man", "b"]]
    text = "\n".join(separator.join(row) for row in rows)
    assert likely_separator(text.encode()) == separator


def test_several_answers_in_a_cell_do_not_make_a_separator():
    text = "id,helpers\n" + "1,A;B;C;D;\n" * 30
    assert likely_separator(text.encode()) == ","


def test_commas_in_headings_and_numbers_do_not_make_a_separator():
    text = '"If yes, which, and why?";"Amount, weekly"\n' + "A, B;1,50\n" * 30
    assert likely_separator(text.encode()) == ";"


def test_a_title_above_the_headings_does_not_hide_the_separator():
    text = "Survey, spring\nAge;Gender\n20;Woman\n30;Man\n"
    assert likely_separator(text.encode()) == ";"


def test_a_file_of_one_column_is_read_with_commas():
    assert likely_separator(b"Views\nGood\nBad\n") == ","


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"sep=;\r\na;b", (";", 7)),
        (b'"sep=\t"\na', ("\t", 8)),
        (b"SEP=,\ra", (",", 6)),
        (b"sep=x\na", ("", 0)),
        (b"separate,b\n", ("", 0)),
    ],
)
def test_a_sep_line_says_the_separator(text, said):
    assert said_separator(text) == said
