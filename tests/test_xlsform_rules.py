from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

import pytest

from poet import xlsform_rules
from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.xlsform_rules import LONGEST_CELL, form_mistakes


def questionnaire(*questions: Question, **head: str) -> Questionnaire:
    texts = {"id": "q", "version": "1", "audience": "carer", "title": "T", "people": "people"}
    return Questionnaire(**{**texts, **head}, language="en", questions=questions)


def comment(key: str = "words", wording: str = "What?") -> Question:
    return Question(key, "life", "comment", "text", wording, "What?", "What")


def chosen(scale: Scale, role: str = "background", topic: str = "life") -> Question:
    return Question("choice", topic, role, "single", "Which?", "Which?", "Which", scale)


def scale(name: str = "yes_no", code: str = "yes", label: str = "Yes") -> Scale:
    return Scale(name, (Answer(code, label, label),))


CASES = [
    (
        questionnaire(comment("1st")),
        'question "1st": a name in a form cannot begin with a digit. Put a letter before it.',
    ),
    (
        questionnaire(comment("meta")),
        'question "meta": forms keep this name for themselves. Rename the key.',
    ),
    (
        questionnaire(comment(wording="Do you like ${name}?")),
        'question "words": "${" stands in a text, and a form would put an answer in its place. '
        "Write the text without it.",
    ),
    (
        questionnaire(comment(wording="x" * (LONGEST_CELL + 1))),
        'question "words": a text has 32,768 characters, and a cell takes 32,767. Shorten it.',
    ),
    (
        questionnaire(comment(), about="${about}"),
        'questionnaire "q": "${" stands in a text, and a form would put an answer in its place. '
        "Write the text without it.",
    ),
    (
        questionnaire(comment(), version="1'0"),
        'questionnaire "q": there is an apostrophe in its id or version. Take it out.',
    ),
    (
        questionnaire(chosen(scale("yes no"))),
        'scale "yes no": the name of a list in a form has letters, digits, _ and - alone. '
        "Rename the scale.",
    ),
    (
        questionnaire(chosen(scale(code="y es"))),
        'scale "yes_no", answer "y es": a code in a form has no spaces, quotation marks or '
        "slashes. Write the code with _ in their place.",
    ),
    (
        questionnaire(chosen(scale(label="${yes}"))),
        'scale "yes_no", answer "yes": "${" stands in a text, and a form would put an answer in '
        "its place. Write the text without it.",
    ),
]
NOT_ASKED = (
    'questionnaire "q": it has no question for the authority that people answer in their own '
    "words. Leave --authority out, or add one: role admin, topic authority, kind text."
)


@pytest.mark.parametrize(("asked", "sentence"), CASES, ids=[words for _, words in CASES])
def test_what_a_form_cannot_hold_is_told(asked: Questionnaire, sentence: str) -> None:
    assert [str(mistake) for mistake in form_mistakes(asked, {})] == [sentence]


@pytest.mark.parametrize("asked", [comment(), chosen(scale(), "admin", "authority")])
def test_a_list_of_councils_needs_its_question(asked: Question) -> None:
    mistakes = form_mistakes(questionnaire(asked), {"a": "Avon"})
    assert [str(mistake) for mistake in mistakes] == [NOT_ASKED]


def test_a_code_of_a_council_with_a_space() -> None:
    asked = Question("council", "authority", "admin", "text", "Which?", "Which?", "Council")
    mistakes = form_mistakes(questionnaire(asked), {"a b": "Avon", "c": "${c}"})
    assert [str(mistake) for mistake in mistakes] == [
        'authority "Avon": a code in a form has no spaces, quotation marks or slashes. '
        "Write the code with _ in their place.",
        'authority "${c}": "${" stands in a text, and a form would put an answer in its place. '
        "Write the text without it.",
    ]


def test_a_questionnaire_without_a_mistake() -> None:
    asked = questionnaire(comment(), chosen(scale(code="85+")))
    assert list(form_mistakes(asked, {})) == []


def test_every_mistake_has_a_test(
    untested: Callable[[ModuleType, Iterable[str]], list[str]],
) -> None:
    assert untested(xlsform_rules, [*(words for _, words in CASES), NOT_ASKED]) == []
