from __future__ import annotations

from dataclasses import replace

import pytest

from poet.reading import Source
from poet.responses import AuthorityRule, account_lines, check_table, grouped, problem_lines


def test_problems_alike_are_one_row(check):
    rows = [["Vry easy", "Easy", "x"]] * 12 + [["99", "Easy", "x"], ["Easy", "", "20"]]
    problems = grouped(
        check(["info", "say", "age"], *rows, not_asked={"change", "helpers"}).problems
    )
    assert problems[["column", "found", "cells", "first_row", "rows"]].values.tolist() == [
        ["C", "x", 13, 2, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11"],
        ["A", "Vry easy", 12, 2, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11"],
        ["A", "99", 1, 14, "14"],
    ]
    assert problems["question"].tolist() == ["age", "info", "info"]
    assert problems["rule"].tolist() == ["not a plain number", "unknown answer", "unknown answer"]


def test_each_kind_of_problem_is_a_sentence(check):
    wording = "How easy was it to get advice?"
    rows = [["Vry easy", "45 yrs"]] * 500 + [["Perhaps", "20"], ["", " "], ["Easy", "230"]]
    responses = check([wording, "age"], *rows, not_asked={"change", "say"}, sheet="Sheet1")
    where = 'answers.csv, sheet "Sheet1"'
    assert problem_lines(grouped(responses.problems)) == [
        f'{where}: The question "Who helped you?" has no column.',
        f"{where}, row 2: This row has no usable answer about life, the process or having a say, "
        "so it is set aside (501 rows alike).",
        f'{where}, row 2, column A "How easy was it to get advice?": "Vry easy" is not one of the '
        'answers. Nearest: "Very easy" (500 cells alike).',
        f'{where}, row 2, column B "age": "45 yrs" is not a plain number: write figures alone. '
        'Nearest: "45" (500 cells alike).',
        f'{where}, row 502, column A "How easy was it to get advice?": "Perhaps" is not one of the '
        "answers.",
        f"{where}, row 503: This row is blank.",
        f'{where}, row 504, column B "age": "230" is above 110, the highest that can be right.',
    ]


def test_the_listing_is_capped_and_the_counts_are_not(check):
    rows = [[f"answer {number // 2}"] for number in range(40)]
    problems = grouped(
        check(["info"], *rows, not_asked={"change", "say", "helpers", "age"}).problems
    )
    lines = problem_lines(problems, cap=3)
    assert len(lines) == 4
    assert lines[-1] == "and 18 more kinds of problem, in 36 places."
    assert problem_lines(problems, cap=20)[-1] == "and 1 more kind of problem, in 2 places."
    assert len(problem_lines(problems)) == 21


def test_no_problems_make_no_lines(check):
    responses = check(["info"], ["Easy"], not_asked={"change", "say", "helpers", "age"})
    assert problem_lines(grouped(responses.problems)) == []


def test_long_headings_keep_their_beginning_and_end(check):
    heading = "How easy was it to get advice? " + "You need not answer this. " * 3 + "Thank you"
    responses = check(
        ["change", heading], ["Better", "x"], not_asked={"info", "say", "helpers", "age"}
    )
    assert problem_lines(grouped(responses.problems))[0].startswith(
        'answers.csv, column B "How easy was it to get ... not answer this. Thank you": '
    )


def test_the_account_is_told_reason_by_reason(check):
    rows = [["1", "Easy"]] * 3 + [["", ""]] * 10 + [["2", ""]]
    assert account_lines(check(["person_id", "info"], *rows)) == [
        "answers.csv: 14 rows read = 1 used + 13 set aside",
        "  10 blank row",
        "   2 same person id as another row",
        "   1 no usable answer",
    ]


def test_many_questions_without_a_column_are_one_line(check):
    problems = grouped(check(["info"], ["Easy"], ["Vry easy"]).problems)
    assert len(problems) == 6
    lines = problem_lines(problems)
    assert lines[0] == (
        "answers.csv: 4 questions have no column: change, say, helpers, age. "
        "If they were not put, name them in not_asked."
    )
    assert len(lines) == 3


@pytest.mark.parametrize("file", ["answers.sav", "answers.ZSAV", "answers.dta", "answers.parquet"])
def test_in_a_file_of_a_statistics_program_cases_and_variables_are_told(
    table, questionnaire, file
) -> None:
    answers = table(["info", "age"], ["Vry easy", "45"], ["Vry easy", ""], ["", ""], ["", "30"])
    answers = replace(answers, source=Source(file), lines=answers.lines - 1)
    responses = check_table(
        answers,
        questionnaire,
        "1",
        AuthorityRule(only="north"),
        not_asked={"change", "say", "helpers"},
    )
    assert problem_lines(grouped(responses.problems)) == [
        f"{file}, case 1: This row has no usable answer about life, the process or having a say, "
        "so it is set aside (3 cases alike).",
        f'{file}, case 1, "info": "Vry easy" is not one of the answers. '
        'Nearest: "Very easy" (2 cells alike).',
        f"{file}, case 3: This row is blank.",
    ]


def test_many_headings_that_are_no_question_are_one_line(check):
    headings = ["info", *(f"Colour of thing {number}" for number in range(50))]
    lines = problem_lines(grouped(check(headings, ["Easy"] + ["red"] * 50).problems))
    (line,) = [line for line in lines if "no question" in line]
    assert line.startswith(
        "answers.csv: 50 headings are no question of the questionnaire, so these columns are not "
        "used: B, C, D, "
    )
    assert line.endswith(" AO and 10 more. To say which questions they are: poet map STUDY.")
