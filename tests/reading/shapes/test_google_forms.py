from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import ANSWERS, PERSONAL, TOOL, Column
from poet.reading.shapes.google_forms import layout

EASY = "How easy was it to plan your support?"
GRID = "How is your life now?"
TIMES = [
    "2026/01/31 3:54:07 PM GMT+1",
    "31/01/2026 15:54:07",
    "1/31/2026 15:54",
    "2026-01-31T15:54:07",
    "2026-01-31",
    "31.01.2026 15:54:07",
    "",
]
headings = st.text(alphabet=st.sampled_from("Ab []")) | st.sampled_from(
    ["Score", "Username", f"{GRID} [Home]", f"{GRID} [Work]", EASY, f"{EASY} [Score]"]
)


def asked(*questions):
    """The columns of these headings, behind the Timestamp."""
    return layout([["Timestamp", *questions]]).columns[1:]


@pytest.mark.parametrize("time", TIMES)
def test_an_export_has_one_heading_row_and_columns_of_its_own(time):
    told = layout([["Timestamp", "Email Address", "Score", EASY], [time, "a@b.uk", "0", "Easy"]])
    assert (told.tool, told.heading_rows) == ("Google Forms", 1)
    assert (told.states, told.mend, told.notes) == ((), None, ())
    assert told.columns == (
        Column("Timestamp", role=TOOL),
        Column("Email Address", role=PERSONAL),
        Column("Score", role=TOOL),
        Column(EASY, wording=EASY),
    )


def test_the_name_of_an_account_is_personal():
    told = layout([["Timestamp", "Username", "Total score", EASY]])
    assert [column.role for column in told.columns] == [TOOL, PERSONAL, TOOL, ANSWERS]


def test_a_question_with_a_name_of_googles_own_is_a_question():
    assert [column.role for column in asked(EASY, "Score", "Timestamp")] == [ANSWERS] * 3
    assert [column.role for column in asked("Score", "Score")] == [TOOL, ANSWERS]


def test_a_line_of_a_grid_is_told_from_its_question():
    assert asked(f"{GRID} [Home]", f"{GRID} [Work]", EASY) == (
        Column(f"{GRID} [Home]", wording=GRID, part="Home"),
        Column(f"{GRID} [Work]", wording=GRID, part="Work"),
        Column(EASY, wording=EASY),
    )


def test_brackets_within_a_line_belong_to_it():
    first, second = asked("Help [paid] with [eating [lunch]]", "Help [paid] with [bathing]")
    assert (first.wording, first.part) == ("Help [paid] with", "eating [lunch]")
    assert (second.wording, second.part) == ("Help [paid] with", "bathing")


@pytest.mark.parametrize(
    "questions",
    [
        (EASY, "How long have you had it [in years]?"),
        ("How long have you had it? [in years]", EASY),
        (f"{GRID} [Home]", EASY, f"{GRID} [Work]"),
        ("[Home]", "[Work]"),
        ("Home]", "Work]"),
        (f"{GRID} [Home]", GRID),
    ],
)
def test_brackets_without_a_neighbour_of_the_same_question_stay(questions):
    assert asked(*questions) == tuple(Column(question, wording=question) for question in questions)


def test_the_points_and_the_feedback_of_a_quiz_are_no_answers():
    columns = asked(EASY, f"{EASY} [Score]", f"{EASY} [Feedback]")
    assert [column.role for column in columns] == [ANSWERS, TOOL, TOOL]
    assert [column.part for column in columns] == ["", "", ""]


def test_a_line_called_score_is_an_answer_where_the_question_has_no_column_of_its_own():
    assert [column.part for column in asked("Football [Score]", "Football [Fouls]")] == [
        "Score",
        "Fouls",
    ]


def test_questions_without_a_wording_are_told():
    note = (
        'headed "Untitled Question": the form gives no wording there, so that it cannot be told '
        "which question was asked."
    )
    assert layout([["Timestamp", "Untitled Question"]]).notes == (f"1 column is {note}",)
    assert layout([["Timestamp", *["Untitled question"] * 2]]).notes == (f"2 columns are {note}",)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [[EASY, "Timestamp"], ["Easy", TIMES[0]]],
        [["Timestamp of the visit", EASY], [TIMES[0], "Easy"]],
        [["Timestamp", EASY], ["Easy", TIMES[0]]],
        [["Timestamp", EASY], [TIMES[0], "Easy"], ["yesterday", "Easy"]],
        [["Timestamp", EASY], ["45321.75", "Easy"]],
    ],
)
def test_a_timestamp_with_days_below_it_is_demanded(rows):
    assert layout(rows) is None


@given(st.lists(st.text(min_size=1).map(lambda text: f"{text}?")), st.lists(st.lists(st.text())))
def test_a_table_of_questions_is_never_taken_for_an_export(questions, below):
    assert layout([questions, *below]) is None


@given(st.lists(headings, max_size=12))
def test_every_heading_of_an_export_has_a_column(questions):
    told = layout([["Timestamp", *questions], [TIMES[1]]])
    assert told.heading_rows == 1
    assert [bool(column.heading) for column in told.columns] == [
        bool(heading.strip()) for heading in ["Timestamp", *questions]
    ]
