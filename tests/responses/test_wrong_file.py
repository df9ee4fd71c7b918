from __future__ import annotations

import pytest

from poet import definition
from poet.errors import PoetError
from poet.responses import evened_out
from poet.responses.wrong_file import refuse_other_audience


def refusal(call):
    with pytest.raises(PoetError) as caught:
        call()
    return caught.value


def test_a_file_of_something_else_is_refused(check):
    refused = refusal(lambda: check(["Year", "Sales"], ["2024", "7"]))
    assert refused.exit_code == 3
    assert str(refused) == (
        'answers.csv: no heading is a question of the questionnaire "budget_holder". Check that '
        "the file and the questionnaire belong together, and that the first row holds the keys or "
        "the wordings of the questions. If they are others: poet map STUDY."
    )


def test_headings_below_a_title_are_pointed_at(check):
    refused = refusal(
        lambda: check(
            ["Survey of spring", ""],
            ["of three councils", ""],
            ["How easy was it to get advice?", "How old are you?"],
            ["Easy", "45"],
        )
    )
    assert str(refused) == (
        'answers.csv: no heading is a question of the questionnaire "budget_holder". '
        "Row 3 looks like the headings: write heading_row = 3 in study.toml."
    )


def test_a_file_without_headings_shows_nobodys_answers(check):
    refused = refusal(lambda: check(["Easy", "45", "my sister Jo"], ["Hard", "46", "none"]))
    assert "Jo" not in str(refused)
    assert "Easy" not in str(refused)


def test_a_key_that_is_no_question_is_refused(check):
    refused = refusal(lambda: check(["info"], ["Easy"], not_asked={"inof"}))
    assert refused.exit_code == 2
    assert str(refused) == (
        'not_asked of answers.csv: "inof" is no question of the questionnaire "budget_holder". '
        'Did you mean "info"?'
    )


def test_a_file_of_another_audience_is_refused_with_the_cure(table):
    holder, carer = definition.load("budget_holder"), definition.load("carer")
    answers = table([q.wording for q in carer.questions], ["x"] * len(carer.questions))
    refused = refusal(lambda: refuse_other_audience(answers, holder, [carer]))
    assert refused.exit_code == 3
    asked = sum(question.role != "admin" for question in carer.questions)
    words = {evened_out(q.wording) for q in holder.questions if q.role != "admin"}
    shared = sum(evened_out(q.wording) in words for q in carer.questions)
    assert str(refused) == (
        f'answers.csv: {asked} headings are questions of the questionnaire "carer", and {shared} '
        'of "budget_holder". If the file is the right one, write questionnaire = "carer" beside '
        "it in study.toml; if not, name the right file."
    )
    refuse_other_audience(answers, carer, [holder])


def test_others_are_not_read_for_a_file_of_the_right_audience(table):
    def never():
        raise AssertionError
        yield

    holder = definition.load("budget_holder")
    answers = table([q.key for q in holder.questions], ["x"] * len(holder.questions))
    refuse_other_audience(answers, holder, never())
