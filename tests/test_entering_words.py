from __future__ import annotations

import hypothesis.strategies as some
import pytest
from hypothesis import given

from poet.entering_words import (
    LONGEST_CHOICE,
    LONGEST_HEADING,
    LONGEST_MESSAGE,
    LONGEST_REFUSAL,
    LONGEST_TITLE,
    choices_of,
    heading_of,
    length_in_excel,
    message,
    title,
    within,
)
from poet.questionnaire import Answer, Question, Questionnaire, Scale


def questionnaire(*questions: Question) -> Questionnaire:
    return Questionnaire("mine", "1", "carer", "Ours", "carers", "en", questions)


def question(key: str, wording: str, easy_read: str = "Easy", short: str = "Short") -> Question:
    return Question(key, key, "background", "text", wording, f"{easy_read} {key}", f"{short} {key}")


def test_a_heading_is_the_wording_of_the_edition() -> None:
    one = question("life", "How is life?")
    ours = questionnaire(one, question("money", "How is money?"))
    assert heading_of(one, ours, "standard") == "How is life?"
    assert heading_of(one, ours, "easy_read") == "Easy life"


@pytest.mark.parametrize("other", ["How is life?", "how is  LIFE", "How is life "])
def test_a_wording_that_could_be_another_question_gives_way_to_the_key(other: str) -> None:
    one = question("life", "How is life?")
    assert heading_of(one, questionnaire(one, question("other", other)), "standard") == "life"


@pytest.mark.parametrize(
    "wording", ["How\x01?", "How\uffff?", "w" * (LONGEST_HEADING + 1)], ids=["sign", "none", "long"]
)
def test_a_wording_that_no_cell_can_hold_gives_way_to_the_key(wording: str) -> None:
    one = question("life", wording)
    assert heading_of(one, questionnaire(one), "standard") == "life"


def test_a_wording_may_have_lines() -> None:
    one = question("life", "How is life?\nThink of last week.")
    assert heading_of(one, questionnaire(one), "standard") == "How is life?\nThink of last week."


def test_choices_are_the_words_of_the_edition() -> None:
    scale = Scale("s", (Answer("hard", "Difficult", "Hard"), Answer("easy", "Easy", "Easy")))
    assert choices_of(scale, "standard") == ("Difficult", "Easy")
    assert choices_of(scale, "easy_read") == ("Hard", "Easy")


def test_words_that_could_be_another_answer_are_not_chosen_by() -> None:
    scale = Scale(
        "s",
        (
            Answer("mostly", "Mostly", "Yes"),
            Answer("fully", "Yes", "Yes, fully"),
            Answer("no", "x" * (LONGEST_CHOICE + 1), "x" * (LONGEST_CHOICE + 1)),
        ),
    )
    assert choices_of(scale, "easy_read") == ("Mostly", "Yes, fully", "no")
    assert choices_of(scale, "standard") == ("Mostly", "fully", "no")


def test_a_message_names_as_many_choices_as_there_is_room_for() -> None:
    labels = [f"Answer number {number}" for number in range(1, 31)]
    text = message("Choose one: ", labels, ".\nElse nothing.", LONGEST_REFUSAL)
    assert text.startswith("Choose one: Answer number 1; Answer number 2; ")
    assert text.endswith("; and 20 more.\nElse nothing.")
    assert LONGEST_REFUSAL - len("; Answer number 11") < len(text) <= LONGEST_REFUSAL


def test_what_cannot_be_printed_is_not_in_a_message() -> None:
    assert message("One: ", ["a\nb\x1b[31m", "\x00"], ".") == "One: a b\ufffd[31m; \ufffd."


@given(some.lists(some.text()), some.text(), some.sampled_from([LONGEST_REFUSAL, LONGEST_MESSAGE]))
def test_no_text_of_a_box_is_longer_than_excel_takes(
    labels: list[str], text: str, longest: int
) -> None:
    assert length_in_excel(title(text)) <= LONGEST_TITLE
    assert length_in_excel(message("Choose: ", labels, ".", longest)) <= longest
    assert length_in_excel(message(title(text), labels, text[:50], longest)) <= longest
    assert title(text).isprintable()


def test_emoji_count_twice() -> None:
    assert title("\U0001f600" * 40) == "\U0001f600" * 16
    assert within("\U0001f600" * 3, 5) == "\U0001f600" * 2
