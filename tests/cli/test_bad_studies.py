"""A study that is none, or that has mistakes: each ends with a sentence and an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

NOT_IN_A_STUDY = "or make a study with: poet init FOLDER."


def test_a_path_that_is_not_there(program: Callable) -> None:
    ran = program("check", "nowhere")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        f"Error: nowhere: there is no such folder. Check the name, {NOT_IN_A_STUDY}\n"
    )


@pytest.mark.parametrize("command", ["check", "findings", "report"])
def test_a_folder_that_is_no_study(run: Callable, here: Path, command: str) -> None:
    (here / "letters").mkdir()
    output = () if command == "check" else ("-o", "out")
    ran = run(command, "letters", *output)
    assert (ran.code, ran.out) == (3, "")
    assert ran.error == (
        "letters: there is no study.toml in this folder. "
        "Name the folder of a study, or make one with: poet init FOLDER."
    )
    assert [path.name for path in here.iterdir()] == ["letters"]


def test_a_file_of_answers_instead_of_a_study(run: Callable, small: Path) -> None:
    ran = run("check", Path("small", "carers.csv"))
    assert ran.code == 3
    assert ran.error.endswith(
        f"this is a file, not the folder of a study. Check the name, {NOT_IN_A_STUDY}"
    )


def test_a_name_too_long_for_the_system(run: Callable, here: Path) -> None:
    name = "long" * 100
    for words in (("check", name), ("init", name), ("example", name)):
        ran = run(*words)
        assert (ran.code, ran.out) == (3, "")
        assert ran.error.startswith(name)
    assert list(here.iterdir()) == []


def test_broken_toml_names_the_line(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "study.toml", '"Fernhollow"', '"Fernhollow')
    ran = run("check", "small")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == (
        "study.toml: this is not TOML: Illegal character '\\n' at line 2. "
        "Look at that line for a missing quotation mark, bracket or equals sign."
    )


def test_a_study_saved_in_another_encoding(run: Callable, small: Path) -> None:
    (small / "study.toml").write_bytes('title = "Café"'.encode("cp1252"))
    assert run("check", "small").error == ("study.toml: this file is not UTF-8. Save it as UTF-8.")


def test_a_wrong_type(run: Callable, small: Path, changed: Callable) -> None:
    changed(small / "study.toml", '"Carers in Fernhollow"', "3")
    ran = run("findings", "small", "-o", "numbers")
    assert (ran.code, ran.error) == (
        2,
        'study.toml: title is not text in quotation marks. Write title = "...".',
    )


def test_a_questionnaire_that_is_not_there(
    program: Callable, small: Path, changed: Callable
) -> None:
    changed(small / "study.toml", 'questionnaire = "mine"', 'questionnaire = "budgetholder"')
    ran = program("check", "small")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == (
        'questionnaire "budgetholder": there is no questionnaire of this name. '
        "There are: budget_holder, carer, mine, practitioner. "
        'Did you mean "budget_holder"?'
    )


def test_two_files_that_are_not_there(run: Callable, small: Path, changed: Callable) -> None:
    changed(
        small / "study.toml",
        'file = "carers.csv"',
        'file = "a.csv"\nquestionnaire = "mine"\n[[responses]]\nfile = "b.csv"',
    )
    ran = run("report", "small", "-o", "reports")
    assert (ran.code, ran.error) == (
        3,
        'study.toml: "a.csv" is not in the folder of the study. '
        "Put it there, or correct its name.\n"
        'study.toml: "b.csv" is not in the folder of the study. '
        "Put it there, or correct its name.",
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_study_in_a_folder_that_may_not_be_written(
    run: Callable, small: Path, changed: Callable
) -> None:
    changed(small / "carers.csv", "Better", "Bettr")
    small.chmod(0o500)
    try:
        ran = run("check", "small")
    finally:
        small.chmod(0o700)
    assert ran.code == 1
    assert "The list of problems was not written. " in ran.err
