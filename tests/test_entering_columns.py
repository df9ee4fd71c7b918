from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest

from poet import definition
from poet.entering_columns import (
    CHOICE,
    FORM_NUMBER,
    NUMBER,
    TEXT,
    EntryColumn,
    authority_heading,
    entry_columns,
)
from poet.entering_words import LONGEST_MESSAGE, LONGEST_REFUSAL
from poet.questionnaire import EDITIONS, Questionnaire

ALL = sorted(definition.available())
CARERS_COUNCIL = "Which council arranges the personal budget of the person you care for?"
BOUNDS = "lowest = 16\nhighest = 110"


def by_heading(
    questionnaire: Questionnaire, edition: str = "standard", *authorities: str
) -> dict[str, EntryColumn]:
    columns = entry_columns(questionnaire, edition, authorities)
    found = {column.heading: column for column in columns}
    assert len(found) == len(columns)
    return found


def test_a_column_for_each_question_and_for_each_of_several_answers(
    own: Callable[..., Questionnaire],
) -> None:
    columns = by_heading(own())
    assert {heading: (column.takes, column.choices) for heading, column in columns.items()} == {
        "Number of the form": (FORM_NUMBER, ()),
        "How is your life now?": (CHOICE, ("Better", "The same", "Worse", "Prefer not to say")),
        "What is your gender?": (CHOICE, ("Woman", "Man")),
        "How old are you?": (NUMBER, ()),
        "What would you change?": (TEXT, ()),
        "Who helped you? [Woman]": (CHOICE, ("Yes",)),
        "Who helped you? [Man]": (CHOICE, ("Yes",)),
    }


def test_the_box_beside_a_cell_says_what_to_enter(own: Callable[..., Questionnaire]) -> None:
    assert [column.help for column in by_heading(own()).values()] == [
        "One row for each form. Copy the number on the form. If it has none, write the next free "
        "number on the form, then here.",
        "Choose one: Better; The same; Worse; Prefer not to say.\n"
        "Nothing ticked, or two answers: leave it empty.",
        "Choose one: Woman; Man.\nNothing ticked, or two answers: leave it empty.",
        "Write a number from 16 to 110, in figures alone.\nNo number on the form: leave it empty.",
        "Copy the words as they stand, without names.\nNothing written: leave it empty.",
        "Choose Yes if this is ticked on the form: Woman.\nIf not, leave it empty.",
        "Choose Yes if this is ticked on the form: Man.\nIf not, leave it empty.",
    ]


def test_the_box_that_stops_a_wrong_entry_says_what_is_right(
    own: Callable[..., Questionnaire],
) -> None:
    assert [column.refusal for column in by_heading(own()).values()] == [
        "This number is in the column already. Was this form entered before? "
        "Choose No to change the number, Yes to keep it.",
        "This is not one of the answers. Choose from the list: Better; The same; Worse; "
        "Prefer not to say. Or leave it empty.",
        "This is not one of the answers. Choose from the list: Woman; Man. Or leave it empty.",
        "This must be a number from 16 to 110, in figures alone: no words and no signs such as £. "
        "Or leave it empty.",
        "",
        "Choose Yes, or leave it empty.",
        "Choose Yes, or leave it empty.",
    ]


@pytest.mark.parametrize(
    ("bounds", "words", "lowest", "highest"),
    [
        ("lowest = 16", "a number that is not below 16", 16, None),
        ("highest = 1.5", "a number that is not above 1.5", None, 1.5),
        ("", "a number", None, None),
        ("lowest = -inf\nhighest = inf", "a number", None, None),
    ],
)
def test_a_number_may_have_one_bound_or_none(
    own: Callable[..., Questionnaire],
    bounds: str,
    words: str,
    lowest: float | None,
    highest: float | None,
) -> None:
    column = by_heading(own((BOUNDS, bounds)))["How old are you?"]
    assert column.help.splitlines()[0] == f"Write {words}, in figures alone."
    assert (column.lowest, column.highest) == (lowest, highest)


def test_a_bound_of_hundreds_of_figures_is_cut(own: Callable[..., Questionnaire]) -> None:
    column = by_heading(own((BOUNDS, "lowest = -1e300\nhighest = 1e300")))["How old are you?"]
    assert (len(column.help), len(column.refusal)) == (LONGEST_MESSAGE, LONGEST_REFUSAL)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ALL)
def test_headings_and_choices_are_the_words_of_the_edition(name: str, edition: str) -> None:
    questionnaire = definition.load(name)
    columns = by_heading(questionnaire, edition)
    for question in questionnaire.questions:
        words = question.words(edition)
        labels = [
            answer.easy_read if edition == "easy_read" else answer.label
            for answer in (question.scale.answers if question.scale else ())
        ]
        if question.kind == "single":
            assert list(columns[words].choices) == labels
        elif question.kind == "multiple":
            of_question = [heading for heading in columns if heading.startswith(f"{words} [")]
            assert of_question == [f"{words} [{label}]" for label in labels]
        else:
            assert words in columns


def test_the_number_of_the_form_stands_first_and_the_council_second() -> None:
    carer = definition.load("carer")
    number, council, *_ = by_heading(carer, "standard", "Fernhollow", "Bryn").values()
    assert number.heading == "What is the number of this form, if it has one?"
    assert asdict(council) == {
        "heading": CARERS_COUNCIL,
        "takes": CHOICE,
        "title": "Council",
        "help": "Choose the council from the list.",
        "refusal": "Choose from the list: Fernhollow; Bryn.",
        "choices": ("Fernhollow", "Bryn"),
        "lowest": None,
        "highest": None,
    }
    assert authority_heading(carer, "easy_read") == "Which council set up the personal budget?"


def test_a_council_is_written_when_none_is_named() -> None:
    council = by_heading(definition.load("carer"))[CARERS_COUNCIL]
    assert (council.takes, council.refusal) == (TEXT, "")
    assert council.help == "Write the name of the council, the same way each time."


def test_a_questionnaire_that_does_not_ask_for_the_council_has_a_column_when_some_are_named(
    own: Callable[..., Questionnaire],
) -> None:
    assert "Council" not in by_heading(own())
    assert list(by_heading(own(), "standard", "Bryn"))[:3] == [
        "Number of the form",
        "Council",
        "How is your life now?",
    ]


def test_a_questionnaire_that_does_not_ask_for_the_number_of_the_form_has_a_column_for_it(
    own: Callable[..., Questionnaire],
) -> None:
    ours = own(
        ('topic = "person_id"\nrole = "admin"', 'topic = "about_the_process"\nrole = "comment"'),
        ('wording = "Number of the form"', 'wording = "Anything else?"'),
    )
    first, *others = by_heading(ours)
    assert first == "Number of the form"
    assert "Anything else?" in others
