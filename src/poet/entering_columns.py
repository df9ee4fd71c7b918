"""The columns of a data-entry workbook: what each asks, what it takes, what its boxes say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poet.entering_words import LONGEST_REFUSAL, choices_of, heading_of, message, title, within
from poet.questionnaire import Question, Questionnaire
from poet.responses.numbers import plain_figures

CHOICE, NUMBER, TEXT, FORM_NUMBER = "choice", "number", "text", "form number"
NUMBER_OF_THE_FORM = "Number of the form"
COUNCIL = "Council"
YES = "Yes"
EMPTY = "leave it empty."


@dataclass(frozen=True)
class EntryColumn:
    """One column. `takes` is CHOICE, NUMBER, TEXT or FORM_NUMBER.

    `title` and `help` stand in the box beside a cell, `refusal` in the one that stops a wrong
    entry. `choices` are the lines of the drop-down list; a number lies between `lowest` and
    `highest`.
    """

    heading: str
    takes: str
    title: str
    help: str
    refusal: str = ""
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None


def entry_columns(
    questionnaire: Questionnaire, edition: str, authorities: Sequence[str]
) -> tuple[EntryColumn, ...]:
    """The number of the form, the authority, then the questions in the order asked.

    A question with several answers has one column for each of them. Without a question for it,
    the authority has a column only when `authorities` names some.
    """
    return (
        _form_number(questionnaire, edition),
        *_authority(questionnaire, edition, authorities),
        *(
            column
            for question in questionnaire.questions
            if question.role != "admin"
            for column in _of_question(question, questionnaire, edition)
        ),
    )


def _form_number(questionnaire: Questionnaire, edition: str) -> EntryColumn:
    question = questionnaire.admin("person_id")
    return EntryColumn(
        heading_of(question, questionnaire, edition) if question else NUMBER_OF_THE_FORM,
        FORM_NUMBER,
        NUMBER_OF_THE_FORM,
        "One row for each form. Copy the number on the form. If it has none, write the next free "
        "number on the form, then here.",
        "This number is in the column already. Was this form entered before? Choose No to change "
        "the number, Yes to keep it.",
    )


def _authority(
    questionnaire: Questionnaire, edition: str, authorities: Sequence[str]
) -> Iterator[EntryColumn]:
    question = questionnaire.admin("authority")
    heading = authority_heading(questionnaire, edition)
    if authorities:
        yield EntryColumn(
            heading,
            CHOICE,
            COUNCIL,
            "Choose the council from the list.",
            message("Choose from the list: ", authorities, ".", LONGEST_REFUSAL),
            tuple(authorities),
        )
    elif question:
        help_ = "Write the name of the council, the same way each time."
        yield EntryColumn(heading, TEXT, COUNCIL, help_)


def authority_heading(questionnaire: Questionnaire, edition: str) -> str:
    """The heading of the column for the authority."""
    question = questionnaire.admin("authority")
    return heading_of(question, questionnaire, edition) if question else COUNCIL


def _of_question(
    question: Question, questionnaire: Questionnaire, edition: str
) -> Iterator[EntryColumn]:
    heading, box = heading_of(question, questionnaire, edition), title(question.short)
    if question.scale is None:
        number = question.kind == "number"
        yield _number(question, heading, box) if number else _text(heading, box)
    elif question.kind == "multiple":
        for choice in choices_of(question.scale, edition):
            yield _tick(heading, box, choice)
    else:
        yield _choice(heading, box, choices_of(question.scale, edition))


def _choice(heading: str, box: str, choices: tuple[str, ...]) -> EntryColumn:
    help_ = message("Choose one: ", choices, f".\nNothing ticked, or two answers: {EMPTY}")
    begin = "This is not one of the answers. Choose from the list: "
    refusal = message(begin, choices, f". Or {EMPTY}", LONGEST_REFUSAL)
    return EntryColumn(heading, CHOICE, box, help_, refusal, choices)


def _tick(heading: str, box: str, choice: str) -> EntryColumn:
    help_ = message("Choose Yes if this is ticked on the form: ", [choice], f".\nIf not, {EMPTY}")
    return EntryColumn(
        f"{heading} [{choice}]", CHOICE, box, help_, f"Choose Yes, or {EMPTY}", (YES,)
    )


def _number(question: Question, heading: str, box: str) -> EntryColumn:
    lowest, highest = _finite(question.lowest), _finite(question.highest)
    number = f"a number{_between(lowest, highest)}"
    help_ = f"Write {number}, in figures alone.\nNo number on the form: {EMPTY}"
    refusal = (
        f"This must be {number}, in figures alone: no words and no signs such as £. Or {EMPTY}"
    )
    return EntryColumn(
        heading,
        NUMBER,
        box,
        within(help_),
        within(refusal, LONGEST_REFUSAL),
        lowest=lowest,
        highest=highest,
    )


def _finite(bound: float | None) -> float | None:
    return bound if bound is not None and math.isfinite(bound) else None


def _between(lowest: float | None, highest: float | None) -> str:
    if lowest is not None and highest is not None:
        return f" from {plain_figures(lowest)} to {plain_figures(highest)}"
    if lowest is not None:
        return f" that is not below {plain_figures(lowest)}"
    return "" if highest is None else f" that is not above {plain_figures(highest)}"


def _text(heading: str, box: str) -> EntryColumn:
    help_ = f"Copy the words as they stand, without names.\nNothing written: {EMPTY}"
    return EntryColumn(heading, TEXT, box, help_)
