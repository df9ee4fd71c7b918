from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import ANSWERS, PARTIAL, PERSON_ID, PERSONAL, TOOL, Column
from poet.reading.shapes.smartsurvey import layout, with_apostrophes

OWN = ["UserID", "UserNo", "Name", "Email", "IP Address", "Unique ID", "Started", "Ended"]
ROLES = [PERSON_ID, TOOL, *[PERSONAL] * 4, TOOL, TOOL]
PERSON = ["148911203", "1", "", "", "192.0.2.7", "", "31/01/2026 10:02", "31/01/2026 10:09"]
NOTHING = [""] * len(OWN)
EASY = "Q1. How easy was it to plan your support?"
FIRST = [*OWN, EASY, "Q2. Who helped you?", "", "", "Q3. How many hours?", "", "", "", "Q4. Age"]
SECOND = [*NOTHING, "", "", "", "", "Q3.1. Paid", "", "Q3.2. Unpaid", "", ""]
THIRD = [
    *NOTHING,
    *["", "Family", "I don@SQ@t know", "Other"],
    *["Q3.1.1. By day", "Q3.1.2. At night", "By day", "At night", ""],
]
ANSWERED = [*PERSON, "Easy", "Family", "", "", "3", "1", "2", "0", "61"]
WIDE = ["Response_ID", "Completion_Status", "Local_Authority", "Date_Ended", "Q_26871497_I am ..."]


def answers(told):
    """The columns of a layout that are not SmartSurvey's own."""
    return [column for column in told.columns if column.role == ANSWERS]


def test_three_heading_rows_are_put_together():
    told = layout([FIRST, SECOND, THIRD, ANSWERED, ANSWERED])
    assert (told.tool, told.heading_rows, told.states, told.notes) == ("SmartSurvey", 3, (), ())
    assert [column.role for column in told.columns] == [*ROLES, *[ANSWERS] * 9]
    easy, family, unknown, other, *hours, age = answers(told)
    assert easy == Column(
        "How easy was it to plan your support?",
        name="Q1",
        wording="How easy was it to plan your support?",
    )
    assert family == Column("Who helped you? [Family]", wording="Who helped you?", part="Family")
    assert (unknown.part, other.part) == ("I don't know", "Other")
    assert [(column.name, column.heading) for column in hours] == [
        ("Q3.1.1", "How many hours? [Paid - By day]"),
        ("Q3.1.2", "How many hours? [Paid - At night]"),
        ("", "How many hours? [Unpaid - By day]"),
        ("", "How many hours? [Unpaid - At night]"),
    ]
    assert (age.name, age.wording, age.part) == ("Q4", "Age", "")


def test_a_heading_row_that_reading_left_out_because_it_is_blank_is_not_missed():
    third = [*NOTHING, "", "Family", "Friends", ""]
    first = [*OWN, EASY, "Q2. Who helped you?", "", "Q3. Age"]
    told = layout([first, third, [*PERSON, "Easy", "Family", "", "61"]])
    assert told.heading_rows == 2
    assert [column.part for column in answers(told)] == ["", "Family", "Friends", ""]
    with_blank = layout([first, [], third, [*PERSON, "Easy", "Family", "", "61"]])
    assert with_blank.heading_rows == 3
    assert with_blank.columns == told.columns


def test_a_question_with_a_name_of_smartsurveys_own_is_a_question():
    first = [*OWN, "Q1. Who helped you?", "", "Email", "Q3. Name"]
    second = [*NOTHING, "Family", "Friends", "Address", ""]
    told = layout([first, second, [*PERSON, "Family", "", "a@b.uk", "Jo"]])
    assert told.heading_rows == 2
    assert [column.heading for column in answers(told)] == [
        "Who helped you? [Family]",
        "Who helped you? [Friends]",
        "Email [Address]",
        "Name",
    ]


def test_one_heading_row_stays_one():
    told = layout([[*OWN, EASY, "What should change?"], [*PERSON, "Easy", "Don@SQ@t ask me"]])
    assert told.heading_rows == 1
    assert [(column.name, column.wording) for column in answers(told)] == [
        ("Q1", "How easy was it to plan your support?"),
        ("", "What should change?"),
    ]


def test_apostrophes_are_put_back_into_headings_and_answers():
    told = layout([[*OWN, "Q1. What@SQ@s changed?"], [*PERSON, "It@SQ@s"]])
    assert answers(told)[0].wording == "What's changed?"
    assert told.mend("I don@SQ@t know, it@SQ@s late") == "I don't know, it's late"
    assert with_apostrophes("write to me@SQ.uk") == "write to me@SQ.uk"


def test_columns_that_a_council_sends_along_are_kept():
    told = layout([[*OWN, "Tracking Link", "clientID", EASY], [*PERSON, "email", "7", "Easy"]])
    assert [(column.heading, column.role) for column in told.columns[len(OWN) :]] == [
        ("Tracking Link", TOOL),
        ("clientID", ANSWERS),
        ("How easy was it to plan your support?", ANSWERS),
    ]


@pytest.mark.parametrize("heading", ["Completion_Status", "Completion Status"])
def test_whoever_did_not_complete_the_survey_is_partial(heading):
    (rule,) = layout([[*OWN, heading, EASY], [*PERSON, "Completed", "Easy"]]).states
    assert (rule.column, rule.state) == (len(OWN), PARTIAL)
    assert not any(map(rule.means, ["Completed", "complete", " Complete "]))
    assert all(map(rule.means, ["Partial", "Incomplete", "Disqualified", "partially completed"]))


def test_a_status_left_blank_is_not_complete():
    (rule,) = layout([[*OWN, "Completion Status", EASY]]).states
    assert rule.means("")


def test_the_wide_form_is_told_by_its_numbers():
    told = layout([WIDE, ["R1", "Complete", "Fernhollow", "2026-01-31", "a boy"]])
    assert (told.tool, told.heading_rows) == ("SmartSurvey", 1)
    assert [column.role for column in told.columns] == [PERSON_ID, TOOL, ANSWERS, TOOL, ANSWERS]
    assert told.columns[-1] == Column("I am ...", name="Q_26871497", wording="I am ...")
    assert [(rule.column, rule.state) for rule in told.states] == [(1, PARTIAL)]


def test_whole_grids_in_cells_are_told():
    cell = '{"type": "matrix_row", "row_title": "Planning", "column_title": "Easy"}'
    told = layout([[*WIDE, "Q_2_Ease", "Q_3_Age"], ["R1", "Complete", "", "", "", cell, "61"]])
    assert told.notes == (
        "Each cell of column F holds a whole grid, which cannot be read. Export the answers again "
        "with one column for each line of a grid.",
    )


def test_several_columns_of_whole_grids_are_told_in_one_sentence():
    cell = '{"id": 1, "type": "matrix_row"}'
    (note,) = layout(
        [[*WIDE, "Q_2_Ease", "Q_3_Age"], ["R1", "Partial", "", "", "", cell, cell]]
    ).notes
    assert note.startswith("Each cell of columns F, G holds a whole grid, which cannot be read.")


def test_answers_are_not_lost_where_every_column_has_a_heading():
    """A council may have emptied the columns that tell who answered."""
    first, emptied = [*OWN, EASY, "Q2. Age"], [*NOTHING, "Easy", "61"]
    assert layout([first, emptied, emptied]).heading_rows == 1
    assert layout([first, emptied, [*PERSON, "Easy", "61"]]).heading_rows == 1


def test_answers_are_not_lost_where_nobody_has_a_user_id():
    emptied = [*NOTHING, *ANSWERED[len(OWN) :]]
    assert layout([FIRST, SECOND, THIRD, emptied, emptied]).heading_rows == 1


def test_headings_alone_are_all_headings():
    assert layout([FIRST, SECOND, THIRD]).heading_rows == 3


@pytest.mark.parametrize(
    "first",
    [
        [],
        ["UserID", EASY],
        ["UserID", "Started", "Ended", EASY],
        ["UserID", "UserNo", "Name", "Email", "Started", EASY],
        [EASY, *OWN],
        OWN[1:],
        WIDE[:4],
        [WIDE[0], *WIDE[2:]],
        WIDE[1:],
    ],
)
def test_enough_of_smartsurveys_own_headings_are_demanded(first):
    assert layout([first, ["1"] * len(first)]) is None


def test_no_rows_are_no_export():
    assert layout([]) is None


@given(st.lists(st.text(min_size=1).map(lambda text: f"{text}?")), st.lists(st.lists(st.text())))
def test_a_table_of_questions_is_never_taken_for_an_export(questions, below):
    assert layout([questions, *below]) is None


@given(
    st.lists(st.text(alphabet="Qq1. ab@SQ", min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.lists(st.lists(st.text(max_size=3), max_size=14), max_size=5),
)
def test_a_response_under_full_headings_is_never_a_heading(questions, below):
    told = layout([[*OWN, *questions], *below])
    assert told.heading_rows == 1
    assert len(told.columns) == len(OWN) + len(questions)


@given(st.lists(st.lists(st.sampled_from(["", "Q1. a", "b", "1"]), max_size=14), max_size=5))
def test_every_column_under_a_heading_has_one(below):
    told = layout([[*OWN, "Q1. a", "", "Q2. b", ""], *below])
    assert 1 <= told.heading_rows <= 3
    widest = max(len(row) for row in [[*OWN, *[""] * 4], *below[: told.heading_rows - 1]])
    assert len(told.columns) == widest
