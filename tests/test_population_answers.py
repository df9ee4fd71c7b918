"""A population file beside those who answered: each contradiction is a sentence, none stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from population_studies import small_study, write_study

import poet
from poet.population_answers import OTHER_TOTAL, TOO_MANY

HOLDERS = "budget_holder"
HEADINGS = "authority,audience,question,answer,people,asked"
NORTH = [
    *["N1,better,1,1,young,body"] * 5,
    *["N1,worse,2,2,old,mind"] * 4,
    "N1,worse,2,,not_said,",
]
SOUTH = ["S1,better,1,1,young,body", "S1,worse,2,2,old,mind"] * 2


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    """The population of a study with these rows below the headings."""

    def reading(*rows: str, answers: Sequence[str] = NORTH):
        return small_study(tmp_path / "study", answers, rows, headings=HEADINGS).population

    return reading


def told(population) -> list[str]:
    return population.problems["sentence"].tolist()


def notes(population) -> dict[str, str]:
    """Question to its note."""
    return dict(zip(population.groups["question"], population.groups["note"], strict=True))


def test_a_file_that_agrees_with_the_answers_is_not_told(read) -> None:
    population = read(
        f"N1,{HOLDERS},everyone,,10,10",
        *[f"N1,{HOLDERS},age,young,5,5", f"N1,{HOLDERS},age,old,5,4"],
    )
    assert told(population) == []
    assert population.groups["asked"].tolist() == [10, 5, 4]
    assert notes(population) == {"everyone": "", "age": ""}


def test_more_answers_than_people_of_a_group_spoil_its_question(read) -> None:
    population = read(
        *[f"N1,{HOLDERS},age,young,4,", f"N1,{HOLDERS},age,old,96,"],
        *[f"N1,{HOLDERS},need,body,50,", f"N1,{HOLDERS},need,mind,50,"],
    )
    assert told(population) == [
        'Northtown, budget_holder: 5 people of age "young" answered, and the file has 4. '
        "What the file says of age is not used for them."
    ]
    assert population.problems["row"].tolist() == [2]
    assert notes(population) == {"age": TOO_MANY, "need": ""}


def test_more_answers_than_people_at_all_spoil_all_that_the_file_says_of_them(read) -> None:
    population = read(
        f"N1,{HOLDERS},everyone,,9,",
        *[f"N1,{HOLDERS},age,young,5,", f"N1,{HOLDERS},age,old,4,"],
    )
    assert told(population) == [
        "Northtown, budget_holder: 10 people answered, and the file has 9. "
        "Nothing that the file says of them is used."
    ]
    assert notes(population) == {"everyone": TOO_MANY, "age": TOO_MANY}


def test_fewer_asked_than_answered_leave_the_groups_alone(read) -> None:
    population = read(f"N1,{HOLDERS},everyone,,100,8")
    assert told(population) == [
        "Northtown, budget_holder: 10 people answered, and 8 were asked. "
        "How many were asked is not used."
    ]
    assert population.groups["asked"].isna().all()
    assert notes(population) == {"everyone": ""}


def test_a_group_that_the_file_lacks_is_told_and_stops_nothing(read) -> None:
    population = read(f"N1,{HOLDERS},stratum,1,60,", f"N1,{HOLDERS},need,mind,60,")
    assert told(population) == [
        'Northtown, budget_holder: the file has no number for need "body", which 5 people '
        "answered. They count as people whose group is not known.",
        'Northtown, budget_holder: the file has no number for stratum "2", which 4 people '
        "answered. They count as people whose group is not known.",
    ]
    assert notes(population) == {"stratum": "", "need": ""}


def test_one_person_of_a_group_that_the_file_lacks_is_one(read) -> None:
    answers = ["N1,better,1,1,young,body", *NORTH[5:9]]
    population = read(f"N1,{HOLDERS},age,old,60,", answers=answers)
    assert told(population) == [
        'Northtown, budget_holder: the file has no number for age "young", which 1 person '
        "answered. They count as people whose group is not known."
    ]


def test_totals_a_little_apart_are_scaled_and_told(read) -> None:
    population = read(
        *[f"N1,{HOLDERS},age,young,60,", f"N1,{HOLDERS},age,old,35,"],
        f"N1,{HOLDERS},everyone,,100,",
        *[f"N1,{HOLDERS},need,body,60,", f"N1,{HOLDERS},need,mind,40,"],
    )
    assert told(population) == [
        "Northtown, budget_holder: the groups of age add up to 95 people and those of all people "
        "to 100, so they are scaled to 100."
    ]
    assert notes(population) == {"everyone": "", "age": "", "need": ""}


def test_totals_far_apart_are_not_used(read) -> None:
    population = read(
        *[f"N1,{HOLDERS},age,young,60,", f"N1,{HOLDERS},age,old,40,"],
        *[f"N1,{HOLDERS},need,body,40,", f"N1,{HOLDERS},need,mind,40,"],
    )
    assert told(population) == [
        "Northtown, budget_holder: the groups of need add up to 80 people and those of age to 100, "
        "so it is not used for them."
    ]
    assert notes(population) == {"age": "", "need": OTHER_TOTAL}


def test_a_stratum_with_one_answer_is_told(read) -> None:
    answers = [*NORTH[:5], NORTH[5]]
    population = read(f"N1,{HOLDERS},stratum,1,60,", f"N1,{HOLDERS},stratum,2,40,", answers=answers)
    assert told(population) == [
        'Northtown, budget_holder: of stratum "2" one person answered, which says nothing of how '
        "people in it differ. Weighted shares have no interval there."
    ]


def test_councils_that_the_file_lacks_are_named_together(read) -> None:
    population = read(f"N1,{HOLDERS},everyone,,100,", answers=[*NORTH, *SOUTH])
    assert told(population) == [
        "The file has no people of the audience budget_holder for: Southville. "
        "Their answers are not weighted."
    ]


def test_of_many_councils_that_the_file_lacks_five_are_named(tmp_path) -> None:
    names = {f"C{n}": f"Council {n}" for n in range(8)}
    answers = [f"C{n},better,1,1,young,body" for n in range(8)]
    rows = [f"C0,{HOLDERS},everyone,,100,"]
    population = small_study(
        tmp_path / "study", answers, rows, names=names, headings=HEADINGS
    ).population
    assert told(population) == [
        "The file has no people of the audience budget_holder for: Council 1, Council 2, "
        "Council 3, Council 4, Council 5 and 2 more. Their answers are not weighted."
    ]


def test_people_of_two_files_are_counted_together(tmp_path) -> None:
    folder = write_study(
        tmp_path / "study", NORTH, [f"N1,{HOLDERS},everyone,,19,"], headings=HEADINGS
    )
    text = (folder / "study.toml").read_text(encoding="utf-8")
    second = text[text.index("[[responses]]") :].replace("answers.csv", "more.csv")
    (folder / "study.toml").write_text(text + "\n" + second, encoding="utf-8")
    (folder / "more.csv").write_bytes((folder / "answers.csv").read_bytes())
    assert "20 people answered, and the file has 19." in told(poet.load_study(folder).population)[0]
