from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.questionnaire import Answer
from poet.xlsform_language import Words
from poet.xlsform_lists import FormList, form_lists
from poet.xlsform_questions import FormQuestion
from poet.xlsform_sheets import Form, FormRow


def choice(name: str, label: str, answers: str = "yn", **own: str) -> FormRow:
    return FormRow("row 2", {"list_name": answers, "name": name, **own}, {"": label})


def lists(*choices: FormRow, asked: str = "yn", or_other: bool = False) -> tuple[FormList, ...]:
    questions = [
        FormQuestion(FormRow("row 2", {}, {}), name, "single", name, or_other=or_other)
        for name in asked.split()
    ]
    return form_lists(Form("form.xlsx", (), choices), Words(""), questions)


def test_the_lists_that_are_used_in_the_order_of_the_questions() -> None:
    choices = [choice("y", "Yes"), choice("a", "A", "ab"), choice("x", "X", "unused")]
    assert [one.scale.id for one in lists(*choices, asked="ab yn ab")] == ["ab", "yn"]


def test_an_answer_other_is_added_once() -> None:
    (plain,) = lists(choice("y", "Yes"), or_other=True)
    assert plain.scale.answers[-1] == Answer("other", "Other", "Other")
    (there,) = lists(choice("other", "Something else"), or_other=True)
    assert [answer.label for answer in there.scale.answers] == ["Something else"]


def test_what_poet_wrote_beside_the_answers() -> None:
    (one,) = lists(
        choice("y", "Yes", poet_meaning="good", poet_side="yes", poet_best="last"),
        choice("n", "No", poet_meaning="bad", poet_easy_read="Not"),
        choice("d", "Do not know", poet_meaning="not_an_answer"),
    )
    assert (one.told, one.scale.best, dict(one.scale.sides)) == (True, "last", {"good": "yes"})
    assert one.scale.answers[1] == Answer("n", "No", "Not", "bad")
    assert not any(one.likely_silent(answer) for answer in one.scale.answers)


def test_a_scale_of_which_poet_said_that_it_has_no_order() -> None:
    (one,) = lists(choice("d", "Do not know", poet_best="none"))
    assert (one.told, one.scale.best) == (True, "")
    assert not one.likely_silent(one.scale.answers[0])


@pytest.mark.parametrize(
    ("label", "silent"),
    [
        ("Don\u2019t know", True),
        ("I do not know", True),
        ("Does not apply to me", True),
        ("Not applicable", True),
        ("Prefer not to say", True),
        ("I would rather not say", True),
        ("Unsure", True),
        ("N/A", True),
        ("Refused", True),
        ("Not at all", False),
        ("Nobody", False),
        ("Rather good", False),
    ],
)
def test_answers_that_read_like_none(label: str, silent: bool) -> None:
    (one,) = lists(choice("a", label))
    assert one.likely_silent(one.scale.answers[0]) is silent


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            {"poet_best": "first"},
            {"poet_best": "last"},
            'list "yn": poet_best is "first" in one row and "last" in another. ',
        ),
        (
            {"poet_meaning": "good", "poet_side": "better"},
            {"poet_meaning": "good", "poet_side": "best"},
            'list "yn": poet_side is "better" in one row and "best" in another. ',
        ),
    ],
)
def test_rows_of_a_list_that_say_different_things(
    first: dict[str, str], second: dict[str, str], sentence: str
) -> None:
    with pytest.raises(PoetError) as raised:
        lists(choice("y", "Yes", **first), choice("n", "No", **second))
    assert str(raised.value) == (
        f"{sentence}Write the same in each row of the list that it is for."
    )
    assert raised.value.exit_code == 3
