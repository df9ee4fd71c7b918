from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.reading import size_limits
from poet.reading.layout import Variable
from poet.reading.statistics_files.date_texts import STATA_START, date_text
from poet.reading.statistics_files.statistics_file import StatisticsVariable, statistics_rows

EASE = {1.0: "Very easy", 2.0: "Easy", 3.0: "Hard"}


def read(variables, *chunks, **more):
    """The rows without their numbers, the notes at the end, and the variables."""
    rows = statistics_rows("f.sav", variables, iter(chunks), [], **more)
    return [tuple(cells) for _, cells in rows.rows], rows.notes, rows.variables


def column(variable, *values):
    drawn, notes, _ = read([variable], [values])
    return [cells[0] for cells in drawn[1:]], notes


def marked(*values):
    return lambda value: f"{value:.0f}" if value in values else ""


def test_names_come_first_and_cases_are_numbered_through_all_chunks():
    rows = statistics_rows(
        "f.sav",
        [StatisticsVariable("a"), StatisticsVariable("b")],
        iter([[[1.0, 2.0], ["x", "y"]], [[3.0], [None]], [[], []]]),
        [],
    )
    assert [(line, list(cells)) for line, cells in rows.rows] == [
        (0, ["a", "b"]),
        (1, ["1", "x"]),
        (2, ["2", "y"]),
        (3, ["3", ""]),
    ]
    assert (rows.source.file, rows.notes, rows.problems) == ("f.sav", [], [])


def test_a_labelled_value_is_its_label_and_any_other_its_shortest_text():
    variable = StatisticsVariable("ease", "How easy?", EASE)
    cells, notes = column(variable, 1.0, 3.0, 2, 4.0, 0.1 + 0.2, None, float("nan"))
    assert cells == ["Very easy", "Hard", "Easy", "4", "0.3", "", ""]
    assert notes == []


def test_the_wording_and_the_value_behind_each_label_are_kept():
    variables = [
        StatisticsVariable("ease", " How easy? ", {**EASE, 9.0: "Refused", 4.0: " "}, marked(9)),
        StatisticsVariable("free"),
    ]
    _, _, known = read(variables)
    assert known == {
        0: Variable("How easy?", {"Very easy": "1", "Easy": "2", "Hard": "3"}),
        1: Variable("", {}),
    }


def test_values_with_one_label_are_told_apart_and_that_is_said():
    labels = {1.0: "Yes, with help", 2.0: "yes,  with help ", 3.0: "No"}
    drawn, notes, known = read([StatisticsVariable("help", "", labels)], [[1.0, 2.0, 3.0]])
    assert drawn[1:] == [("Yes, with help (1)",), ("yes,  with help (2)",), ("No",)]
    assert known[0].values == {"Yes, with help (1)": "1", "yes,  with help (2)": "2", "No": "3"}
    assert notes == [
        "help: several values have the same label, so the value stands behind it, as in "
        '"Yes, with help (1)".'
    ]


def test_a_label_made_longer_is_never_that_of_a_third_value():
    labels = {1.0: "a", 2.0: "a", 3.0: "a (1)"}
    cells, _ = column(StatisticsVariable("v", "", labels), 1.0, 2.0, 3.0)
    assert cells == ["a (1) (1)", "a (2)", "a (1) (3)"]


def test_texts_alike_but_for_case_with_one_label_are_told_apart_once():
    cells, _ = column(
        StatisticsVariable("v", "", {"y": "Yes", "Y": "Yes", "n": "No"}), "y", "Y", "n"
    )
    assert cells == ["Yes (y)", "Yes (Y)", "No"]


def test_a_value_without_label_does_not_pass_for_one_whose_label_it_is():
    cells, _ = column(StatisticsVariable("children", "", {1.0: "0", 2.0: "1"}), 1.0, 2.0, 0.0, 1)
    assert cells == ["0", "1", "0 (no label)", "0"]


def test_values_that_the_file_marks_as_missing_are_empty_and_counted():
    variable = StatisticsVariable("ease", "", {**EASE, 9.0: "Refused"}, marked(8, 9))
    drawn, notes, _ = read([variable], [[1.0, 9.0, 8.0]], [[9.0, None, 2.0]])
    assert drawn[1:] == [("Very easy",), ("",), ("",), ("",), ("",), ("Easy",)]
    assert notes == ["ease: 3 cells hold a value that the file marks as missing (9 and 8)."]


def test_variables_with_the_same_missing_values_share_a_note():
    names = ["a", "b", "c", "d", "e"]
    variables = [StatisticsVariable(name, missing=marked(8, 9)) for name in names]
    _, notes, _ = read(variables, [[9.0], [9.0], [8.0], [9.0], [9.0]])
    assert notes == [
        "a, b, d and 1 other: 4 cells hold a value that the file marks as missing (9).",
        "c: 1 cell holds a value that the file marks as missing (8).",
    ]


def test_there_are_at_most_twenty_notes_of_missing_values_and_none_is_left_out_of_the_count():
    variables = [StatisticsVariable(f"v{k}", missing=marked(k)) for k in range(30)]
    chunk = [[float(k)] * (31 - k) for k in range(30)]
    longest = max(map(len, chunk))
    _, notes, _ = read(variables, [values + [None] * (longest - len(values)) for values in chunk])
    assert len(notes) == 20
    assert notes[0] == "v0: 31 cells hold a value that the file marks as missing (0)."
    assert notes[-1] == (
        "11 other variables: 77 cells hold a value that the file marks as missing."
    )


def test_a_number_that_is_no_date_stays_and_is_told():
    variable = StatisticsVariable("day", text=lambda days: date_text(STATA_START, days))
    cells, notes = column(variable, 20_423.0, 1e9, 1e9, None)
    assert cells == ["2015-12-01", "1000000000", "1000000000", ""]
    assert notes == ["day: 2 cells hold a number that is no date. It stays a number."]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        (StatisticsVariable("a"), "Müller"),
        (StatisticsVariable("größe"), 1.0),
        (StatisticsVariable("a", "Wie groß?"), 1.0),
        (StatisticsVariable("a", "", {1.0: "groß"}), 1.0),
    ],
)
def test_the_encoding_is_told_where_a_letter_depends_on_it(variable, value):
    _, notes, _ = read([variable], [[value]], encoding="Windows-1252")
    assert notes == ["The file does not say how its letters are kept: read as Windows-1252."]


def test_the_encoding_is_not_told_where_no_letter_depends_on_it():
    variable = StatisticsVariable("a", "wording", {1.0: "yes"})
    assert read([variable], [[1.0, "x"]], encoding="Windows-1252")[1] == []
    assert read([variable], [["ü"]])[1] == []


def test_more_text_than_poet_takes_is_refused_whatever_its_spread(monkeypatch):
    monkeypatch.setattr(size_limits, "MOST_CHARACTERS", 100)
    variables = [StatisticsVariable("a"), StatisticsVariable("b")]
    same = [["x" * 40] * 50, ["y" * 20] * 50]
    assert len(read(variables, same)[0]) == 51
    with pytest.raises(PoetError, match="this file has more than 100 characters of text"):
        read(variables, same, [["z" * 41], ["y"]])


values = st.one_of(st.none(), st.integers(-3, 12), st.floats(), st.text(max_size=3))


@given(
    st.lists(values, max_size=20),
    st.dictionaries(st.integers(-3, 12), st.text(max_size=3), max_size=8),
    st.sets(st.integers(-3, 12), max_size=4),
)
def test_no_cell_is_lost_and_labels_lead_back_to_their_values(column_values, labels, missing):
    variable = StatisticsVariable("a", "", labels, lambda v: "gone" if v in missing else "")
    drawn, notes, known = read([variable], [column_values])
    cells = [cells[0] for cells in drawn[1:]]
    assert len(cells) == len(column_values)
    for value, cell in zip(column_values, cells, strict=True):
        assert isinstance(cell, str)
        if value in missing:
            assert cell == ""
        elif value in labels and labels[value].strip():
            assert known[0].values[cell] == str(int(value))
    gone = sum(value in missing for value in column_values)
    assert bool(gone) == any("marks as missing (gone)" in note for note in notes)
