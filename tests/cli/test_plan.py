from __future__ import annotations

import json
from collections.abc import Callable

import pytest

import poet
from poet.wording import forbidden_in, longest_sentence

CAUTION = (
    "This holds for a random sample of people, 19 times in 20, and not for those who choose to "
    "answer: the others may think otherwise.\n"
)


def test_the_answer_then_a_table_then_what_it_holds_for(run: Callable) -> None:
    ran = run("plan", "--population", "1000", "--margin", "5", "--response-rate", "30")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "278 people of 1,000 must answer so that a share is known to within 5 points either way.\n"
        "If 30 in 100 answer, send 927 forms.\n"
        "\n"
        "people answering  a share is known to within\n"
        "20                21.7 points\n"
        "50                13.5 points\n"
        "100               9.3 points\n"
        "200               6.2 points\n"
        "278               5.0 points\n"
        "500               3.1 points\n"
        "\n" + CAUTION
    )


def test_the_population_is_enough_for_a_plan(run: Callable) -> None:
    ran = run("plan", "--population", "1000", "-q")
    assert ran.code == 0
    assert ran.out.startswith("278 people of 1,000 must answer so that a share is known to within ")
    assert "form" not in ran.out
    assert "group" not in ran.out
    assert ran.out.endswith(CAUTION)


def test_more_forms_than_people_are_told_with_what_can_be_reached(run: Callable) -> None:
    lines = run("plan", "--population", "1000", "--response-rate", "20").out.splitlines()
    assert lines[1:3] == [
        "If 20 in 100 answer, that takes 1,390 forms, more than there are people.",
        "With a form for everyone, about 200 people would answer, and a share is known to within "
        "6.2 points either way.",
    ]
    lines = run("plan", "--population", "12", "--response-rate", "1").out.splitlines()
    assert lines[2] == (
        "With a form for everyone, very few people or none would answer, and no share is known."
    )


def test_one_of_everything(run: Callable) -> None:
    ran = run("plan", "--population", "1", "--margin", "1", "--response-rate", "100")
    assert ran.out.splitlines()[:2] == [
        "1 person of 1 must answer so that a share is known to within 1 point either way.",
        "If 100 in 100 answer, send 1 form.",
    ]


def test_numbers_are_told_as_they_were_given(run: Callable) -> None:
    ran = run("plan", "--population", "5000", "--margin", "2.5", "--response-rate", "32.5")
    assert ran.out.splitlines()[:2] == [
        "1,176 people of 5,000 must answer so that a share is known to within 2.5 points either "
        "way.",
        "If 32.5 in 100 answer, send 3,619 forms.",
    ]


def test_groups_have_tables_of_their_own(run: Callable) -> None:
    groups = ("--group", "Direct payment=620", "--group", "Managed = budget=378", "--group", "x=1")
    ran = run("plan", "--population", "1000", *groups)
    assert ran.code == 0
    assert ran.out.split("\n\n", 2)[2] == (
        "If people of all groups answer alike:\n"
        "group             people  answering  a share is known to within\n"
        "Direct payment    620     172        6.4 points\n"
        "Managed = budget  378     105        8.1 points\n"
        "x                 1       0          not known\n"
        "\n"
        "two groups                           a smaller difference may be chance\n"
        "Direct payment and Managed = budget  10.3 points\n"
        "\n" + CAUTION
    )


def test_one_group_has_nothing_to_differ_from(run: Callable) -> None:
    assert "two groups" not in run("plan", "--population", "9", "--group", "a=5").out


def test_the_plan_as_json(run: Callable) -> None:
    words = ("--margin", "4", "--response-rate", "30", "--group", "a=400", "--group", "b=200")
    ran = run("plan", "--population", "1000", *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    twin = poet.plan(1000, margin=4, response_rate=30, groups={"a": 400, "b": 200})
    assert json.loads(ran.out) == twin.as_json()


def test_more_is_said_when_asked_for(run: Callable) -> None:
    ran = run("plan", "--population", "1000", "-v")
    assert ran.err == (
        "Worked out for a share of one half, the hardest to know, with 95 % confidence.\n"
    )


@pytest.mark.parametrize("rate", ["20", "30"])
def test_the_words_are_plain(run: Callable, rate: str) -> None:
    out = run("plan", "--population", "1000", "--response-rate", rate).out
    assert forbidden_in(out) == []
    for line in out.splitlines():
        assert longest_sentence(line) <= 27, line


BETWEEN = "It must be from 0.1 to 30 percentage points."


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("--population", "0"),
            "population: 0 is not a whole number from 1 to 1,000,000,000. Choose one of these.",
        ),
        (
            ("--population", "-5"),
            "population: -5 is not a whole number from 1 to 1,000,000,000. Choose one of these.",
        ),
        (
            ("--population", "many"),
            "Invalid value for '--population': 'many' is not a valid integer.",
        ),
        ((), "Missing option '--population'."),
        (
            ("--population", "9", "--margin", "0"),
            f"margin: 0 cannot be planned with. {BETWEEN}",
        ),
        (
            ("--population", "9", "--margin", "-1"),
            f"margin: -1 cannot be planned with. {BETWEEN}",
        ),
        (
            ("--population", "9", "--margin", "60"),
            f"margin: 60 cannot be planned with. {BETWEEN}",
        ),
        (
            ("--population", "9", "--margin", "five"),
            "Invalid value for '--margin': 'five' is not a valid float.",
        ),
        (
            ("--population", "9", "--response-rate", "101"),
            "response rate: 101 cannot be planned with. It must be from 0.1 to 100 people in 100.",
        ),
        (
            ("--population", "9", "--group", "a=0"),
            'group "a": 0 is not a whole number from 1 to 9. Choose one of these.',
        ),
        (
            ("--population", "9", "--group", "a=5", "--group", "b=5"),
            "groups: 10 people are in them, and 9 in the population. "
            "Nobody may be in two groups. Correct the numbers.",
        ),
        (
            ("--population", "9", "--group", "a=5", "--group", "a=4"),
            'group "a": it is given twice. Give each group once.',
        ),
        *(
            (
                ("--population", "9", "--group", group),
                f'group "{group}": this is no name and number of people. '
                'It must look like this: --group "Direct payment=620".',
            )
            for group in ("a", "=5", "a=", "a=-1", "a=1.5", "a=" + 5000 * "9")
        ),
    ],
)
def test_what_cannot_be_planned_with_is_told_in_one_sentence(
    run: Callable, words: tuple[str, ...], error: str
) -> None:
    ran = run("plan", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == error
