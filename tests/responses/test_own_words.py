from __future__ import annotations

import pytest

from poet import activity_cells
from poet.activity_cells import NO_YEAR
from poet.budgets_cells import BELOW_NOTHING, NO_AMOUNT, NO_DATE, NO_PERIOD, TOO_MUCH
from poet.responses.choices import SEVERAL, UNCLEAR, UNKNOWN
from poet.responses.named_columns import NOT_IN_THE_STUDY
from poet.responses.numbers import NOT_A_NUMBER, TOO_HIGH, TOO_LOW
from poet.responses.own_words import MOST_WORDS, is_own_words
from poet.responses.rows_set_aside import NOT_KNOWN

OF_BUDGETS = {NO_AMOUNT, BELOW_NOTHING, TOO_MUCH, NO_PERIOD, NO_DATE}
OF_RETURNS = {activity_cells.NO_AMOUNT, activity_cells.BELOW_NOTHING, NO_YEAR}


def test_the_rules_are_those_of_cells_whose_text_is_no_answer() -> None:
    of_answers = {UNKNOWN, NOT_A_NUMBER, TOO_LOW, TOO_HIGH, NOT_KNOWN}
    beside = OF_BUDGETS | OF_RETURNS | {NOT_IN_THE_STUDY}
    assert set(MOST_WORDS) == of_answers | beside


@pytest.mark.parametrize(
    "text",
    [
        "ivo.lane@example.org",
        "ask ivo@example.org",
        "01632 960 123",
        "07700-900123",
        "NHS 943 476 5919",
        "AB1 2CD",
        "at ab12cd",
        "QQ 12 34 56 C",
    ],
)
@pytest.mark.parametrize("rule", [UNKNOWN, NOT_A_NUMBER, TOO_HIGH, NOT_KNOWN, TOO_MUCH, NO_YEAR])
def test_what_tells_a_person_is_never_shown(text: str, rule: str) -> None:
    assert is_own_words(text, rule, "", 1)
    assert is_own_words(text, rule, text, 500)


@pytest.mark.parametrize(
    "text",
    [
        "Vry easy",
        "99",
        "18500",
        "£1,200.50",
        "45 yrs",
        "2026-05-03",
        "2026-05-03T09:30:00",
        "2026-05-03 09:30",
        "31/02/2026 10:15",
        "E10000021",
        "Neither easy nor hard to do",
        "about 200 to 250 a week",
    ],
)
def test_what_a_council_must_see_to_mend_it_is_shown(text: str) -> None:
    assert not is_own_words(text, UNKNOWN, "", 1)


def test_many_words_are_shown_when_they_are_nearly_an_answer_or_many_peoples() -> None:
    text = "I had as much say in my suport plan as I wanted"
    assert is_own_words(text, UNKNOWN, "", 9)
    assert is_own_words(text, UNKNOWN, "Yes", 9)
    assert not is_own_words(text, UNKNOWN, "I had as much say in my support plan as I wanted", 1)
    assert not is_own_words(text, UNKNOWN, "", 10)


def test_answers_that_are_one_too_many_are_shown_and_so_are_names_of_councils() -> None:
    answers = "Personal assistants; Equipment; Day centre; A holiday or short break; Transport"
    assert not is_own_words(answers, SEVERAL, "", 1)
    assert not is_own_words(answers, UNCLEAR, "", 1)
    council = "The Royal Borough of Kensington and Chelsea Council"
    assert not is_own_words(council, NOT_KNOWN, "", 1)
    assert is_own_words(f"{council}, where I have lived since I was born", NOT_KNOWN, "", 1)


def test_a_page_in_a_cell_takes_no_time() -> None:
    assert is_own_words("1 a@" * 500_000, UNKNOWN, "", 1)
    assert not is_own_words("w" * 1_000_000, UNKNOWN, "", 1)
