from __future__ import annotations

import time
from dataclasses import replace

import pytest

from poet.errors import PoetError
from poet.reading.layout import PERSON_ID, PERSONAL, TOOL, Column
from poet.responses.matched import MatchedColumn, UnmatchedColumn
from poet.responses.matching import match_columns as match_layout


def match_columns(headings, *more):
    return match_layout([Column(heading) for heading in headings], *more)


@pytest.mark.parametrize(
    ("heading", "how"),
    [
        ("info", "key"),
        ("How easy was it to get advice?", "wording"),
        ("Easy: How easy was it to get advice?", "Easy Read wording"),
        ("Info", "short name"),
        ("how  easy was it to get ADVICE", "spelling evened out"),
        ("INFO", "spelling evened out"),
        ("How easy was it\u00a0to get advice? :", "spelling evened out"),
    ],
)
def test_a_heading_is_matched_and_it_is_told_how(questionnaire, heading, how):
    match = match_columns(["", heading], questionnaire)
    assert match.matched == (MatchedColumn(1, "info", how),)
    assert match.unmatched == match.personal == match.apart == ()
    assert match.column_of == {"info": 1}
    assert match.key_of == {1: "info"}


def test_what_is_left_has_its_nearest_question(questionnaire):
    headings = ["How easy was it to find advice?", "Colour of the sky", "Email", "Name"]
    match = match_columns(headings, questionnaire)
    assert match.matched == ()
    assert match.unmatched == (UnmatchedColumn(0, "info"), UnmatchedColumn(1, ""))
    assert match.personal == (2, 3)


def test_columns_named_apart_are_left_out(questionnaire):
    match = match_columns(["info", "Start time", "Email"], questionnaire, ["start time", "Email"])
    assert match.column_of == {"info": 0}
    assert match.apart == (1, 2)
    assert match.unmatched == match.personal == ()


def test_a_heading_that_fits_two_questions_is_matched_to_none(questionnaire):
    questions = [replace(q, short="Life") for q in questionnaire.questions]
    match = match_columns(["Life"], replace(questionnaire, questions=tuple(questions)))
    keys = tuple(question.key for question in questions)
    assert match.unmatched == (UnmatchedColumn(0, "", keys),)


def test_two_columns_for_one_question_are_refused(questionnaire):
    with pytest.raises(PoetError) as caught:
        match_columns(["info", "age", "HOW EASY was it to get advice"], questionnaire)
    assert caught.value.exit_code == 3
    assert str(caught.value) == (
        'question "info": columns A "info" and C "HOW EASY was it to get advice" are both this '
        'question ("How easy was it to get advice?"). '
        "Rename one of them, delete it, or name it in ignore_columns; with a column map, write "
        'question = "" beside it.'
    )
    match = match_columns(["info", "How easy was it to get advice?"], questionnaire, ["info"])
    assert match.column_of == {"info": 1}


def test_a_thousand_foreign_headings_take_little_time(questionnaire):
    headings = [f"How easy was it to do thing number {number}? " * 9 for number in range(2_000)]
    started = time.process_time()
    assert len(match_columns(headings, questionnaire).unmatched) == 2_000
    assert time.process_time() - started < 1.5


def test_a_column_for_each_answer_is_matched_with_the_answer(questionnaire):
    columns = [
        Column("Who helped you? [Nobody]", wording="Who helped you?", part="Nobody"),
        Column("who helped you [FAMILY]", name="Q7_2", wording="who helped you", part="FAMILY"),
        Column("helpers [other]", wording="helpers", part="Someone else; not listed"),
        Column("Who helped you? [A robot]", wording="Who helped you?", part="A robot"),
    ]
    match = match_layout(columns, questionnaire)
    assert match.matched == (
        MatchedColumn(0, "helpers", "question and answer", "nobody"),
        MatchedColumn(1, "helpers", "question and answer", "family"),
        MatchedColumn(2, "helpers", "question and answer", "other"),
    )
    assert [one.column for one in match.unmatched] == [3]
    assert [one.answer for one in match.columns_of["helpers"]] == ["nobody", "family", "other"]


def test_a_line_of_a_grid_is_the_question_that_it_words(questionnaire):
    wording = "How easy was it to get advice?"
    column = Column(f"The process [{wording}]", wording="The process", part=wording)
    assert match_layout([column], questionnaire).matched == (
        MatchedColumn(0, "info", "line of a grid"),
    )


def test_columns_of_the_survey_tool_are_no_answers(questionnaire):
    columns = [
        Column("Respondent ID", role=PERSON_ID),
        Column("Start Date", role=TOOL),
        Column("Contact", role=PERSONAL),
        Column("How old are you?"),
    ]
    match = match_layout(columns, questionnaire)
    assert (match.tool_id, match.tool, match.personal) == (0, (0, 1), (2,))
    assert match.column_of == {"age": 3}


def test_the_tick_and_the_words_of_other_are_two_columns(questionnaire):
    columns = [
        Column("a", wording="Who helped you?", part="Someone else; not listed"),
        Column("b", wording="Who helped you?", part="Other (please specify)"),
    ]
    match = match_layout(columns, questionnaire)
    assert [(one.answer, one.free) for one in match.matched] == [("other", False), ("other", True)]


def test_email_can_be_an_answer(questionnaire):
    asked = Column("How did you hear? [Email]", wording="How did you hear?", part="Email")
    street = Column("Your address [Street]", wording="Your address", part="Street")
    match = match_layout([asked, street], questionnaire)
    assert match.personal == (1,)
    assert [one.column for one in match.unmatched] == [0]
