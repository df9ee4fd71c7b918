from __future__ import annotations

from poet.reading import ReadingProblem
from poet.responses import AuthorityRule

SENTENCE = "This row has 3 cells under 1 heading, so it is set aside."
COLUMNS = ["row", "column", "heading", "question", "found", "rule", "sentence", "nearest"]
OTHERS = {"change", "say", "helpers", "age"}


def told(responses):
    problems = responses.problems[COLUMNS].astype(object)
    return problems.where(problems.notna(), None).to_numpy().tolist()


def test_what_reading_could_not_use_is_told(check):
    problems = (
        ReadingProblem(3, None, "3 cells", "wrong number of cells", SENTENCE),
        ReadingProblem(2, 1, "#N/A", "error cell", "#N/A is an error of the spreadsheet."),
        ReadingProblem(5, None, "3 cells", "wrong number of cells", SENTENCE),
    )
    responses = check(["info", "say"], ["Easy", ""], problems=problems, not_asked=OTHERS)
    assert told(responses) == [
        [3, "", "", "", "3 cells", "wrong number of cells", SENTENCE, ""],
        [5, "", "", "", "3 cells", "wrong number of cells", SENTENCE, ""],
        [2, "B", "say", "say", "#N/A", "error cell", problems[1].sentence, ""],
    ]
    assert responses.account.set_aside == {"wrong number of cells": 2}
    assert responses.account.rows_read == 3


def test_questions_and_headings_that_do_not_meet_are_told(check):
    responses = check(
        ["info", "How are you?", "Colour"], ["Easy", "x", "y"], not_asked=OTHERS - {"age"}
    )
    assert told(responses) == [
        [
            None,
            "",
            "",
            "age",
            "",
            "question without a column",
            'The question "How old are you?" has no column.',
            "How are you?",
        ],
        [
            None,
            "B",
            "How are you?",
            "",
            "",
            "heading is no question",
            "This heading is no question of the questionnaire, so it is not used.",
            "How old are you?",
        ],
        [
            None,
            "C",
            "Colour",
            "",
            "",
            "heading is no question",
            "This heading is no question of the questionnaire, so it is not used.",
            "",
        ],
    ]


def test_columns_to_ignore_and_questions_not_asked_are_not_told(check):
    responses = check(
        ["info", "Colour", "Email"],
        ["Easy", "x", "y"],
        not_asked=OTHERS,
        ignore_columns={"colour "},
    )
    assert told(responses) == []


def test_every_row_set_aside_is_told_with_its_reason(check):
    rows = [
        ["1", "East", "Easy"],
        ["", "", ""],
        ["person_id", "Council", "info"],
        ["1", "West", "Hard"],
        ["2", "", "Hard"],
        ["3", "Est", "Hard"],
        ["4", "West", "99"],
        ["5", "West", "Hard"],
    ]
    rule = AuthorityRule("Council", known={"e": ("East",), "w": ("West",)})
    responses = check(["person_id", "Council", "info"], *rows, rule=rule, not_asked=OTHERS)
    assert responses.account.set_aside == {
        "blank row": 1,
        "heading row again": 1,
        "same person id as another row": 1,
        "no authority": 1,
        "authority not known": 1,
        "no usable answer": 1,
    }
    assert [
        [row, column, found, rule] for row, column, _, _, found, rule, *_ in told(responses)
    ] == [
        [3, "", "", "blank row"],
        [4, "", "", "heading row again"],
        [5, "A", "", "same person id as another row"],
        [6, "B", "", "no authority"],
        [8, "", "", "no usable answer"],
        [7, "B", "Est", "authority not known"],
        [8, "C", "99", "unknown answer"],
    ]
    assert responses.problems["sentence"].tolist() == [
        "This row is blank.",
        "This row holds the headings again, so it is set aside.",
        "This row has the same person id as another row, so it is set aside.",
        "This cell names no authority, so the row is set aside.",
        "This row has no usable answer about life, the process or having a say, "
        "so it is set aside.",
        '"Est" is not one of the authorities, so the row is set aside.',
        '"99" is not one of the answers: if it stands for one, say which in a column map '
        "(poet map).",
    ]
    assert responses.by_person[["authority", "line"]].to_numpy().tolist() == [["e", 2], ["w", 9]]
