from __future__ import annotations

import pytest

from poet.errors import PoetError


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
        "the wordings of the questions."
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
        "Row 3 looks like the headings: delete the rows above it."
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
