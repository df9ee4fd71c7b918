"""Questionnaires and studies that say something impossible, and answers to another version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

VERSIONS = ("people 1.0", "people 0.9", "carer 1.0", "")


def test_it_is_told_with_its_place(
    entry: Mapping[str, Any], settings: Callable, told: Callable
) -> None:
    settings(entry)
    told(entry)


@pytest.mark.parametrize("command", ["findings", "report"])
def test_no_command_makes_anything_of_a_definition_with_a_mistake(
    command: str, run: Callable, settings: Callable, study, catalogue
) -> None:
    (mistake,) = (
        one for one in catalogue["definitions"] if one["name"] == "two questions of one key"
    )
    settings(mistake)
    ran = run(command, "study", "-o", "out")
    assert (ran.code, ran.out, ran.err) == (2, "", f"Error: {mistake['error']}\n")
    assert not (study.parent / "out").exists()


def test_rows_of_another_version_are_set_aside(
    people: list[list[str]], put: Callable, as_csv: Callable, run: Callable
) -> None:
    added = ("questionnaire_version", *VERSIONS)
    put(as_csv([[*row, version] for row, version in zip(people, added, strict=True)]))
    ran = run("check", "study")
    column = 'column K "questionnaire_version"'
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "people.csv: 4 rows read = 2 used + 2 set aside",
        "  1 answers to another questionnaire",
        "  1 older version of the questionnaire",
        "",
        f"people.csv, row 3, {column}: This row answers another version of the questionnaire, so "
        "it is set aside.",
        f"people.csv, row 4, {column}: This row answers another questionnaire, so it is set aside.",
    ]
