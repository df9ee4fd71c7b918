"""What cannot be compared or linked between waves: told in a sentence, and stops nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

import poet
from poet.checking_remarks import remarks_on
from poet.checking_waves import remarks_on_waves
from poet.questionnaire import Question
from poet.responses import Responses
from poet.study import Study

HOLDERS = "people who hold a personal budget"
NEWER = 'Questionnaire "budget_holder"'


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Two waves of three councils."""
    folder = tmp_path_factory.mktemp("waves") / "study"
    poet.example(folder, authorities=3, people=20, waves=2)
    return poet.load_study(folder)


def of_holders(study: Study, change: Callable[[Responses], Responses]) -> Study:
    """The study with the files of budget holders changed."""
    responses = [
        change(one) if one.questionnaire.audience == "budget_holder" else one
        for one in study.responses
    ]
    return dataclasses.replace(study, responses=tuple(responses))


@pytest.fixture
def older(study: Study) -> Callable[..., list[str]]:
    """What is told when wave 2025 was asked another questionnaire, and dignity names these."""

    def told(*named: str, wording: str = "", keys: int = 1) -> list[str]:
        def changed(one: Responses) -> Responses:
            asked = one.questionnaire
            if one.wave == "2026":
                questions = _declaring(asked.questions, named, keys)
                return dataclasses.replace(
                    one, questionnaire=dataclasses.replace(asked, questions=questions)
                )
            questions = tuple(
                dataclasses.replace(q, wording=wording) if wording and q.key == "dignity" else q
                for q in asked.questions
            )
            before = dataclasses.replace(asked, id="before", questions=questions)
            return dataclasses.replace(one, questionnaire=before)

        return list(remarks_on_waves(of_holders(study, changed)))

    return told


def _declaring(
    questions: tuple[Question, ...], named: tuple[str, ...], keys: int
) -> tuple[Question, ...]:
    """The first so many outcomes say that these ask the same."""
    outcomes = [one.key for one in questions if one.role == "outcome"][:keys]
    return tuple(
        dataclasses.replace(one, comparable_with=named) if one.key in outcomes else one
        for one in questions
    )


def test_a_question_that_asks_the_same_is_not_told(older) -> None:
    assert older("before.dignity") == []


def test_where_no_question_says_so_nothing_is_compared(older) -> None:
    assert older() == [
        'No question of the questionnaire "budget_holder" says in comparable_with which one of '
        '"before" asks the same: nothing is compared with wave 2025.'
    ]


def test_a_questionnaire_that_nobody_was_asked_is_told(older) -> None:
    assert older("before.dignity", "carer.stress") == [
        f'{NEWER}, question "dignity": comparable_with names the questionnaire "carer", which this '
        'audience was not asked in an earlier wave. Asked was "before".'
    ]


def test_a_question_that_is_not_there_and_another_wording_are_told(older) -> None:
    assert older("before.respect") == [
        f'{NEWER}, question "dignity": not compared with wave 2025, as the questionnaire "before" '
        'has no question "respect". Correct comparable_with, or take it out.'
    ]
    assert older("before.dignity", wording="Is it good?") == [
        f'{NEWER}, question "dignity": not compared with wave 2025, as the wording was another in '
        "wave 2025. Correct comparable_with, or take it out."
    ]


def test_of_many_questions_five_are_named(older) -> None:
    (told,) = older("before.nothing", keys=7)
    assert told.startswith(f'{NEWER}, questions "dignity", ')
    assert ' and 2 more: not compared with wave 2025, as the questionnaire "before" has ' in told


@pytest.fixture
def hashes(study: Study) -> Callable[..., list[str]]:
    """What is told when the rows of a wave have these hashes (None: there is no column)."""

    def told(**of_wave: Callable[[int], str | None] | None) -> list[str]:
        def changed(one: Responses) -> Responses:
            (form,) = [q for q in one.questionnaire.questions if q.topic == "person_id"]
            linked = dataclasses.replace(form, key="linked", topic="linked_id")
            questions = (*one.questionnaire.questions, linked)
            asked = dataclasses.replace(one.questionnaire, questions=questions)
            make = of_wave[f"in_{one.wave}"]
            people = one.by_person
            if make:
                people = people.assign(linked_id=[make(row) for row in range(len(people))])
            return dataclasses.replace(one, questionnaire=asked, by_person=people)

        return list(remarks_on_waves(of_holders(study, changed)))

    return told


def test_people_who_can_be_linked_are_not_told(hashes) -> None:
    assert hashes(in_2025="{:032x}".format, in_2026="{:032x}".format) == []


def test_a_wave_without_keyed_hashes_is_told(hashes) -> None:
    sentence = (
        f"In wave 2025, no file of {HOLDERS} has keyed hashes that can be read, so nobody can be "
        "linked. Make them with: poet link-ids."
    )
    assert hashes(in_2025=None, in_2026="{:032x}".format) == [sentence]
    assert hashes(in_2025=lambda _: None, in_2026="{:032x}".format) == [sentence]


def test_hashes_that_stand_twice_in_a_council_are_counted(hashes) -> None:
    def first_two_alike(row: int) -> str:
        return f"{max(row, 1):032x}"

    assert hashes(in_2025=first_two_alike, in_2026="{:032x}".format) == [
        f"In wave 2025, 2 rows of {HOLDERS} have a keyed hash that stands in another row of their "
        "council too. They are not linked."
    ]


def test_two_keys_are_suspected_where_nobody_is_linked(hashes) -> None:
    assert hashes(in_2025="a{:031x}".format, in_2026="b{:031x}".format) == [
        f"No keyed hash of {HOLDERS} stands in the same council in waves 2025 and 2026, so nobody "
        "is linked. Were both made with the same key?"
    ]


def test_they_are_among_the_remarks_of_the_study(study: Study) -> None:
    def renamed(one: Responses) -> Responses:
        asked = dataclasses.replace(one.questionnaire, id=f"asked_in_{one.wave}")
        return dataclasses.replace(one, questionnaire=asked)

    (told,) = remarks_on(of_holders(study, renamed))
    assert told.startswith('No question of the questionnaire "asked_in_2026" says')
