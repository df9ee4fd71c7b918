"""Cells that are no answer, or another than they seem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Rows = list[list[str]]


def repeated(people: Rows) -> Rows:
    """The third person's form entered twice, and the first person's answers under a new number."""
    again = [f"{people[1][0]}9", *people[1][1:]]
    return [*people, people[3], again]


def straight_lines(people: Rows) -> Rows:
    for person in people[1:]:
        person[1:3] = ["Better", "Easy"]
    return people


def all_missing(people: Rows) -> Rows:
    return [people[0], *([person[0], *[""] * 9] for person in people[1:])]


def councils(*names: str) -> Callable[[Rows], Rows]:
    return lambda people: [
        [*row, name] for row, name in zip(people, ("council", *names), strict=True)
    ]


MAKERS: dict[str, Callable[[Rows], Rows]] = {
    "repeated": repeated,
    "straight lines": straight_lines,
    "all missing": all_missing,
    "one row": lambda people: people[:2],
    "misspelt": councils("Leeds", "Leedes", "Leeds City Council", "Leeds"),
    "merged": councils("Leeds", "Bournemouth", "Poole", "Leeds"),
    "no council": councils("Leeds", "", "-", "Leeds"),
}


def test_every_maker_is_in_the_catalogue(catalogue) -> None:
    assert {entry["make"] for entry in catalogue["values"] if "make" in entry} == set(MAKERS)


def test_a_value_is_used_or_told_with_its_place(
    *,
    entry: Mapping[str, Any],
    put: Callable,
    told: Callable,
    people: Rows,
    as_csv: Callable,
    settings: Callable,
) -> None:
    for column, text in entry.get("cell", {}).items():
        people[2][people[0].index(column)] = text
    put(as_csv(MAKERS[entry["make"]](people) if "make" in entry else people))
    settings(entry)
    told(entry)


@pytest.mark.parametrize("command", ["findings", "report"])
def test_where_nobody_can_be_used_nothing_is_made(
    *, command: str, run: Callable, put: Callable, as_csv: Callable, people: Rows, study
) -> None:
    put(as_csv(all_missing(people)))
    ran = run(command, "study", "-o", "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        "Error: People in Fernhollow: nobody's answers can be used. "
        "See what is wrong with the files: poet check STUDY.\n"
    )
    assert not (study.parent / "out").exists()


@pytest.mark.parametrize("make", ["one row", "straight lines"])
def test_findings_of_few_people_or_of_one_answer_are_made(
    *, make: str, run: Callable, put: Callable, as_csv: Callable, people: Rows, study
) -> None:
    """A group of one, an outcome that never differs, and no model that could be estimated."""
    put(as_csv(MAKERS[make](people)))
    ran = run("findings", "study", "-o", "out")
    assert (ran.code, ran.err) == (0, "")
    files = [study.parent / line for line in ran.out.splitlines()]
    assert len(files) > 5
    assert all(file.exists() for file in files)


@pytest.mark.parametrize("how", ["--json", "-v", "-q"])
def test_nothing_private_is_said_however_it_is_asked_for(
    *, how: str, run: Callable, put: Callable, as_csv: Callable, people: Rows
) -> None:
    """With a problem of every kind beside it: `run` looks for what is private."""
    people[1][1], people[2][3], people[3][5] = "Wrose", "The cat", "45 yrs"
    put(as_csv([*people, people[1], people[0], [], people[2][:4]]))
    ran = run("check", "study", how)
    assert ran.code == 1
    assert all(text in ran.out for text in ("Wrose", "The cat", "45 yrs", "same person id"))
