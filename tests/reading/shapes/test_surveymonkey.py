"""Exports of SurveyMonkey: real ones, and what must not be taken for one."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import ANSWERS, PERSON_ID, PERSONAL, TOOL, Column
from poet.reading.shapes.surveymonkey import layout

OWN = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
OWN += ["First Name", "Last Name", "Custom Data 1"]
OWN_OF_TODAY = ["respondent_id", "collector_id", "date_created", "date_modified", "ip_address"]
OWN_OF_TODAY += ["email_address", "first_name", "last_name", "custom_1"]
SOMEBODY = ["114012345678", "401234567", "03/05/2026 10:00", "03/05/2026 10:09", "203.0.113.7"]
SOMEBODY += ["", "", "", ""]
FIRST = ["How is life?", "Who helps you?", "", "", "What would you change?"]
SECOND = ["Response", "A friend", "Family", "Other (please specify)", "Open-Ended Response"]
ANSWERED = ["Better", "A friend", "", "", "Less paper"]
QUESTIONS = [
    Column("How is life?", wording="How is life?"),
    Column("Who helps you? [A friend]", wording="Who helps you?", part="A friend"),
    Column("Who helps you? [Family]", wording="Who helps you?", part="Family"),
    Column(
        "Who helps you? [Other (please specify)]",
        wording="Who helps you?",
        part="Other (please specify)",
    ),
    Column("What would you change?", wording="What would you change?"),
]


def first_rows(shared: Path, name: str, encoding: str = "utf-8-sig") -> list[list[str]]:
    with (shared / "data" / "surveymonkey-538" / name).open(encoding=encoding, newline="") as file:
        return list(islice(csv.reader(file), 6))


def test_star_wars_has_two_heading_rows_and_an_id(shared: Path) -> None:
    told = layout(first_rows(shared, "StarWars.csv", "cp1252"))
    assert (told.tool, told.heading_rows, len(told.columns)) == ("SurveyMonkey", 2, 38)
    assert told.columns[0] == Column("RespondentID", role=PERSON_ID)
    assert Counter(column.role for column in told.columns) == {PERSON_ID: 1, ANSWERS: 37}
    films = [c.part for c in told.columns if c.wording.startswith("Which of the following")]
    assert films[0] == "Star Wars: Episode I The Phantom Menace"
    assert len(films) == 6
    assert told.columns[15].part == "Han Solo"
    assert told.columns[28].part == "Yoda"
    assert told.columns[15].wording == told.columns[28].wording
    assert told.columns[33] == Column("Gender", wording="Gender")


def test_flying_etiquette_has_one_heading_row_and_keeps_its_first_answers(shared: Path) -> None:
    told = layout(first_rows(shared, "flying-etiquette.csv"))
    assert (told.tool, told.heading_rows, len(told.columns)) == ("SurveyMonkey", 1, 27)
    assert told.columns[0].role == PERSON_ID
    assert told.columns[3] == Column("How tall are you?", wording="How tall are you?")


def test_steak_has_two_heading_rows_and_no_tags_in_its_questions(shared: Path) -> None:
    told = layout(first_rows(shared, "steak-risk-survey.csv"))
    assert (told.heading_rows, len(told.columns)) == (2, 15)
    assert told.columns[1].wording.startswith(
        "Consider the following hypothetical situations: In Lottery A, you have a 50% chance"
    )
    assert [column.part for column in told.columns] == [""] * 15


def test_religion_has_two_heading_rows_and_no_id(shared: Path) -> None:
    told = layout(first_rows(shared, "religion-survey-results.csv"))
    assert (told.heading_rows, len(told.columns)) == (2, 48)
    wording = "What is your present religion, if any?"
    assert told.columns[0] == Column(wording, wording=wording)
    assert told.columns[1] == Column(f"{wording} [None of these]", "", wording, "None of these")
    assert {column.role for column in told.columns} == {ANSWERS}


@pytest.mark.parametrize("own", [OWN, OWN_OF_TODAY])
def test_its_own_columns_are_told_in_old_and_new_spelling(own: list[str]) -> None:
    told = layout([own + FIRST, [""] * 9 + SECOND, SOMEBODY + ANSWERED])
    assert told.heading_rows == 2
    roles = [PERSON_ID, TOOL, TOOL, TOOL, PERSONAL, PERSONAL, PERSONAL, PERSONAL, TOOL]
    assert list(told.columns[:9]) == [
        Column(heading, role=role) for heading, role in zip(own, roles, strict=True)
    ]
    assert list(told.columns[9:]) == QUESTIONS


def test_an_export_without_its_own_columns_is_known_by_its_second_row() -> None:
    told = layout([FIRST, SECOND, ANSWERED])
    assert (told.heading_rows, list(told.columns)) == (2, QUESTIONS)


def test_a_second_row_that_is_cut_short_is_still_one() -> None:
    told = layout([OWN + FIRST[:1], [""] * 9 + SECOND[:1], [*SOMEBODY, "Better", "x", "y"]])
    assert (told.heading_rows, len(told.columns)) == (2, 10)


def test_in_another_language_columns_without_a_heading_tell_the_second_row() -> None:
    second = ["", "", *["Ymateb", "Ffrind", "Teulu", "Arall", "Ymateb agored"]]
    told = layout([OWN[:2] + FIRST, second, SOMEBODY[:2] + ANSWERED])
    assert told.heading_rows == 2
    assert told.columns[4].heading == "Who helps you? [Teulu]"


def test_a_column_that_a_council_put_in_is_no_part_of_a_question() -> None:
    first, second = ["Respondent ID", "Council", *FIRST], ["", "", *SECOND]
    told = layout([first, second, ["114012345678", "Fernhollow", *ANSWERED]])
    assert told.heading_rows == 2
    assert told.columns[1] == Column("Council", wording="Council")
    assert list(told.columns[2:]) == QUESTIONS


def test_a_question_may_be_worded_like_a_column_of_its_own() -> None:
    first, second = [*OWN, "Start Date"], [*[""] * 9, "Open-Ended Response"]
    told = layout([first, second, [*SOMEBODY, "May 2024"]])
    assert told.columns[9] == Column("Start Date", wording="Start Date")


def test_headings_without_any_response_are_told_too() -> None:
    assert layout([OWN + FIRST, [""] * 9 + SECOND]).heading_rows == 2
    assert layout([OWN + FIRST]).heading_rows == 1


def test_one_column_a_question_under_one_heading_row_loses_no_answers() -> None:
    told = layout([[*OWN, "Who helps you?"], [*SOMEBODY, "A friend, Family"]])
    assert (told.heading_rows, told.columns[9].wording) == (1, "Who helps you?")


def test_in_a_tidied_export_a_start_date_may_be_an_answer() -> None:
    told = layout([["Respondent ID", "Start date"], ["114012345678", "May 2024"]])
    assert [column.role for column in told.columns] == [PERSON_ID, ANSWERS]


def test_the_lines_of_an_address_are_personal() -> None:
    lines = ["Name", "Address", "City/Town", "ZIP/Postal Code", "Email Address", "Phone Number"]
    first = ["Respondent ID", "Contact information", *[""] * 5, "What do you have?", "", "Why?"]
    second = ["", *lines, "Company", "Car", "Open-Ended Response"]
    told = layout([first, second, ["114012345678", *"abcdef", "", "Car", "Work"]])
    assert [column.role for column in told.columns[1:7]] == [PERSONAL] * 6
    assert [column.role for column in told.columns[7:]] == [ANSWERS] * 3


@pytest.mark.parametrize("number", ["1.14E+11", "1,14E+11", "1E+11"])
def test_ids_that_a_spreadsheet_cut_short_tell_nobody_apart(number: str) -> None:
    told = layout([OWN + FIRST, [""] * 9 + SECOND, [number, *SOMEBODY[1:], *ANSWERED]])
    assert told.columns[0].role == TOOL
    assert told.notes == (
        "Column A, Respondent ID, holds numbers that a spreadsheet has cut short (such as "
        "1.14E+11), so that people who answered twice are not found by it. To have them found, "
        "export the answers again and do not save the file in Excel.",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["Respondent ID", "How is life?"], ["P001", "Better"], ["P002", "Worse"]],
        [["Respondent ID", "How is life?"], ["1", "Better"], ["2", "Worse"]],
        [["Respondent ID", "How is life?"], ["", "Response"], ["P002", "Worse"]],
        [["Respondent ID", "How is life?"]],
        [["How is life?", "Why?"], ["Response", "It is so"], ["Better", "It is so"]],
        [["How is life?", ""], ["Better", "Response"]],
        [["", "How is life?"], ["Response", "Response"]],
        [["What is it?"], ["Response"], ["Question"]],
        [["Start date", "How is life?"], ["", "Response"]],
        [[]],
        [],
    ],
)
def test_a_table_of_a_council_is_not_one(rows: list[list[str]]) -> None:
    assert layout(rows) is None


def test_a_first_answer_with_its_id_is_never_taken_for_headings() -> None:
    rows = [["Respondent ID", *FIRST], ["114012345678", *SECOND], ["114012345679", *ANSWERED]]
    assert layout(rows).heading_rows == 1


ids = st.sampled_from(["", "1", "P001", "114012345678"])
cells = st.sampled_from(["", "Better", "Response", "A friend", "Other (please specify)"])


@given(st.lists(st.tuples(ids, cells, cells, cells), min_size=1, max_size=5))
def test_with_an_id_in_the_first_row_below_no_answers_are_lost(rows: list[tuple]) -> None:
    rows = [("Respondent ID", "How is life?", "Who helps?", ""), *rows]
    told = layout(rows)
    if rows[1][0] or not any(rows[1]):
        assert told is None or told.heading_rows == 1


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=5))
def test_without_an_id_two_rows_of_headings_need_the_mark_below_every_question(
    rows: list[tuple],
) -> None:
    told = layout([("How is life?", "Why?", "Since when?"), *rows])
    assert (told is not None) == (rows[0] == ("Response",) * 3)
