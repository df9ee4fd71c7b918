"""Rows that may not be one person's finished answers, and what the rules make of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from poet.responses import AuthorityRule, RowRules, account_lines, check_table
from poet.responses.row_rules import SAFE

HEADINGS = ("person_id", "change", "info", "say", "questionnaire_version")
NORTH = AuthorityRule(only="north")


@pytest.fixture
def states(table, questionnaire):
    """Checks rows of HEADINGS; `told` gives the rows (from 0) in each state of a survey tool."""

    def checked(*rows, rules=SAFE, **told):
        answers = table(HEADINGS, *rows)
        masks = {name: np.isin(np.arange(len(rows)), where) for name, where in told.items()}
        return check_table(replace(answers, states=masks), questionnaire, "1", NORTH, rows=rules)

    return checked


def row(person, version="", answer="Easy"):
    return [person, "Better", answer, "Easy", version]


def test_tests_and_previews_are_set_aside_and_the_unfinished_are_used_and_counted(states):
    responses = states(
        *(row(str(number)) for number in range(6)), test=[0], preview=[1, 2], partial=[3]
    )
    assert responses.account.set_aside == {"test": 1, "preview": 2}
    assert responses.account.of_those_used == {"not finished": 1}
    assert responses.by_person["line"].tolist() == [5, 6, 7]
    assert account_lines(responses) == [
        "answers.csv: 6 rows read = 3 used + 3 set aside",
        "  1 test",
        "  2 preview",
        "  of those used: 1 not finished",
    ]
    assert responses.problems["sentence"].tolist()[-3:] == [
        "The survey tool says that this row is a test, so it is set aside.",
        "The survey tool says that this row is a preview, so it is set aside.",
        "The survey tool says that this row is a preview, so it is set aside.",
    ]


def test_the_rules_turn_that_round(states):
    rules = RowRules(partial="set aside", test="use", preview="use")
    rows = [row(str(number)) for number in range(4)]
    responses = states(*rows, rules=rules, test=[0], preview=[1], partial=[2])
    assert responses.account.set_aside == {"not finished": 1}
    assert responses.account.of_those_used == {"test": 1, "preview": 1}


def test_of_two_rows_of_a_person_the_first_is_kept_but_a_finished_one_before_others(states):
    rows = [row("7"), row("7"), row("8"), row("8"), row("9"), row("9")]
    responses = states(*rows, partial=[2])
    assert responses.by_person["line"].tolist() == [2, 5, 6]
    assert responses.account.set_aside == {"same person id as another row": 3}
    responses = states(*rows, rules=RowRules(duplicate_id="keep last"), partial=[5])
    assert responses.by_person["line"].tolist() == [3, 5, 6]


def test_rows_of_one_person_can_all_be_used_and_are_listed_then(states):
    responses = states(row("7"), row("7"), rules=RowRules(duplicate_id="use"))
    assert responses.account.rows_used == 2
    assert responses.account.of_those_used == {"same person id as another row": 1}
    assert responses.problems["sentence"].tolist()[-1] == (
        "This row has the same person id as another row. It is used. To set such rows aside, write "
        'duplicate_id = "keep first" under [rows] in study.toml.'
    )


def test_a_test_row_does_not_stand_in_the_way_of_the_person(states):
    responses = states(row("7"), row("7"), test=[0])
    assert responses.by_person["line"].tolist() == [3]
    assert responses.account.set_aside == {"test": 1}


def test_rows_name_the_questionnaire_that_they_answer(states):
    rows = [
        row("1", "budget_holder 1.0"),
        row("2", "budget_holder 0.9"),
        row("3", "carer 1.0"),
        row("4"),
    ]
    responses = states(*rows)
    assert responses.account.set_aside == {
        "answers to another questionnaire": 1,
        "older version of the questionnaire": 1,
    }
    assert responses.by_person["line"].tolist() == [2, 5]
    rules = RowRules(other_audience="use", older_questionnaire="use")
    assert states(*rows, rules=rules).account.rows_used == 4


def test_the_same_answers_twice_are_used_and_listed_unless_the_rule_says_otherwise(
    table, questionnaire
):
    questions = tuple(
        replace(questionnaire.question("info"), key=f"info_{number}", wording=f"Question {number}?")
        for number in range(12)
    )
    many = replace(questionnaire, questions=questions)
    answers = table([q.key for q in questions], ["Easy"] * 12, ["Difficult"] * 12, ["Easy"] * 12)
    used = check_table(answers, many, "1", NORTH)
    assert used.account.of_those_used == {"same answers as an earlier row": 1}
    assert used.problems[["row", "rule"]].to_numpy().tolist() == [
        [4, "same answers as an earlier row"]
    ]
    rules = RowRules(duplicate_content="set aside")
    assert check_table(answers, many, "1", NORTH, rows=rules).account.set_aside == {
        "same answers as an earlier row": 1
    }


def test_an_older_wording_is_told_and_counts_only_if_the_study_says_so(table, questionnaire):
    older = replace(questionnaire.question("info"), former=("Was advice easy to find?",))
    newer = replace(
        questionnaire,
        questions=tuple(older if q.key == "info" else q for q in questionnaire.questions),
    )
    answers = table(["change", "was advice EASY to find"], ["Better", "Easy"])
    apart = check_table(answers, newer, "1", NORTH)
    assert apart.by_person["info"].isna().all()
    told = apart.problems[apart.problems["rule"].eq("older wording of a question")]
    assert told["column"].tolist() == ["B"]
    assert told["nearest"].tolist() == ["How easy was it to get advice?"]
    together = check_table(answers, newer, "1", NORTH, rows=RowRules(older_questionnaire="use"))
    assert together.by_person["info"].tolist() == ["easy"]
