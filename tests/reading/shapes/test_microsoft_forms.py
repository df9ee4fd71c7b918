from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import ANSWERS, PERSON_ID, PERSONAL, TOOL, Column
from poet.reading.shapes.microsoft_forms import layout

OWN = ["ID", "Start time", "Completion time", "Email", "Name"]
EASY = "How easy was it to plan your support?"
FIRST_ANSWERS = ["1", "2026-01-31T10:02:00", "2026-01-31T10:09:00", "anonymous", "", "Easy", "A;B;"]
headings = st.text(alphabet=st.sampled_from("Ab 2?.- \n\xa0")) | st.sampled_from(
    [*OWN, "Comments", "Comments2", "Points - Comments", "Easy?.A b", "Easy or not?.A", "Language"]
)


def asked(*questions):
    """The columns of these headings, behind Microsoft's own."""
    return layout([[*OWN, *questions]]).columns[len(OWN) :]


def wordings_and_parts(*questions):
    return [(column.wording, column.part) for column in asked(*questions)]


def test_an_export_has_one_heading_row_and_columns_of_its_own():
    told = layout([[*OWN, EASY, "Who helped you?\xa0"], FIRST_ANSWERS])
    assert (told.tool, told.heading_rows) == ("Microsoft Forms", 1)
    assert (told.states, told.mend, told.notes) == ((), None, ())
    assert told.columns == (
        Column("ID", role=PERSON_ID),
        Column("Start time", role=TOOL),
        Column("Completion time", role=TOOL),
        Column("Email", role=PERSONAL),
        Column("Name", role=PERSONAL),
        Column(EASY, wording=EASY),
        Column("Who helped you?", wording="Who helped you?"),
    )


def test_whatever_else_microsoft_adds_is_its_own():
    further = ["Last modified time", "Language", "Total points", "Quiz feedback"]
    told = layout([[*OWN, *further, "Grade posted time", "Language of letters"]])
    assert [column.role for column in told.columns[len(OWN) :]] == [TOOL] * 5 + [ANSWERS]


def test_a_form_that_asks_for_no_name_has_fewer_columns_of_its_own():
    told = layout([["Id", "Start time", "Completion time", "Your age", "Name of your council"]])
    assert [column.role for column in told.columns] == [PERSON_ID, TOOL, TOOL, ANSWERS, ANSWERS]


def test_a_question_with_a_name_of_microsofts_own_is_a_question():
    assert [column.role for column in asked(EASY, "Language")] == [ANSWERS, ANSWERS]


def test_points_and_feedback_are_no_answers():
    columns = asked(EASY, f"Points - {EASY}", f"Feedback - {EASY}", "Points - what are they?")
    assert [column.role for column in columns] == [ANSWERS, TOOL, TOOL, ANSWERS]


def test_the_number_of_a_twin_is_no_part_of_its_wording():
    questions = ["Planning", "Anything else?\xa0", "Planning2", "Anything else?\xa02", "Planning3"]
    columns = asked(*questions)
    assert [column.wording for column in columns] == [
        "Planning",
        "Anything else?",
        "Planning",
        "Anything else?",
        "Planning",
    ]
    assert [column.heading for column in columns][2:] == [
        "Planning2",
        "Anything else? 2",
        "Planning3",
    ]


@pytest.mark.parametrize(
    "questions",
    [
        ("Planning2",),
        ("Planning2", "Planning"),
        ("Planning", "Planning3"),
        ("Planning", "Planning1"),
        ("Planning", "Planning02"),
        ("Q1", "Q12"),
        ("Wave", "Wave 2"),
        ("Wave ", "Wave 2"),
    ],
)
def test_a_number_that_is_no_twins_stays(questions):
    expected = [(question.strip(), "") for question in questions]
    assert wordings_and_parts(*questions) == expected


def test_a_name_asked_for_besides_microsofts_own_is_personal():
    name, number = asked("Name2", "ID2")
    assert name == Column("Name2", wording="Name", role=PERSONAL)
    assert number == Column("ID2", wording="ID")


def test_a_line_of_a_grid_is_told_from_its_question():
    columns = asked("How easy was it?.Planning", "How easy was it?.Paying staff", EASY)
    assert columns == (
        Column("How easy was it? [Planning]", wording="How easy was it?", part="Planning"),
        Column("How easy was it? [Paying staff]", wording="How easy was it?", part="Paying staff"),
        Column(EASY, wording=EASY),
    )


def test_two_grids_side_by_side_are_two():
    assert wordings_and_parts(
        "How easy was it?.Planning", "How easy was it?.Paying", "Who did it?.Planning"
    ) == [
        ("How easy was it?", "Planning"),
        ("How easy was it?", "Paying"),
        ("Who did it?.Planning", ""),
    ]
    both = ["How easy was it?.A", "How easy was it?.B", "Who did it?.A", "Who did it?.B"]
    assert [wording for wording, _ in wordings_and_parts(*both)] == [
        "How easy was it?",
        "How easy was it?",
        "Who did it?",
        "Who did it?",
    ]


@pytest.mark.parametrize(
    "questions",
    [
        ("Thank you for this. How old are you?", "Thank you for this. Where do you live?"),
        ("Do you pay more than £1.50 an hour?", "Do you pay more than £1.75 an hour?"),
        ("Have you used www.gov.uk?", "Have you used www.gov.uk lately?"),
        ("Q.Planning", "Q.Paying"),
        ("How easy was it?.Planning", EASY),
        ("How are you?.", "How are you?.."),
    ],
)
def test_a_full_stop_within_a_question_makes_no_grid(questions):
    assert wordings_and_parts(*questions) == [(question, "") for question in questions]


@pytest.mark.parametrize(
    "first",
    [
        ["ID", "Start time", EASY],
        ["ID", "Start time", "Email", "Name", "Completion time"],
        ["Start time", "Completion time", "ID"],
        ["", "ID", "Start time", "Completion time"],
        ["ID"],
        [],
    ],
)
def test_three_headings_in_order_are_demanded(first):
    assert layout([first, FIRST_ANSWERS]) is None


def test_no_rows_are_no_export():
    assert layout([]) is None


@given(st.lists(st.text(min_size=1).map(lambda text: f"{text}?")), st.lists(st.lists(st.text())))
def test_a_table_of_questions_is_never_taken_for_an_export(questions, below):
    assert layout([questions, *below]) is None


@given(st.lists(headings, max_size=12), st.lists(st.lists(st.text(), max_size=4), max_size=5))
def test_every_heading_of_an_export_has_a_column(questions, below):
    told = layout([[*OWN[:3], *questions], *below])
    assert told.heading_rows == 1
    assert [bool(column.heading) for column in told.columns] == [
        bool(heading.strip()) for heading in [*OWN[:3], *questions]
    ]
    assert [column.role for column in told.columns].count(PERSON_ID) == 1
