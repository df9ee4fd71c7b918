from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.comparing import compare_files

FIRST = "form,your_life,words\n1,Better,Less paper\n2,Worse,\n"
SECOND = "form,your_life,words\n1,better,less paper!\n2,The same,\n"


@pytest.fixture
def entered(here: Path, own_questionnaire: str) -> Path:
    """A folder with what two people entered, and the questionnaire."""
    (here / "first.csv").write_text(FIRST, encoding="utf-8")
    (here / "second.csv").write_text(SECOND, encoding="utf-8")
    (here / "mine.toml").write_text(own_questionnaire, encoding="utf-8")
    return here


QUESTIONNAIRE = ("--questionnaire", "mine", "--folder", ".")


def test_differences_are_told_and_end_with_1(run: Callable, entered: Path) -> None:
    ran = run("compare-entries", "first.csv", "second.csv", *QUESTIONNAIRE)
    assert ran.code == 1
    assert ran.out == (
        "A is first.csv. B is second.csv.\n"
        "2 forms are in both files, with 3 cells filled in. 2 of these differ.\n"
        "These are too few cells to judge the typing by: 1,000 would do.\n"
        "1 cell means the same in other words or signs: not counted.\n"
        "\n"
        "Look at the paper form for each of these, and correct the file that is wrong:\n"
        'cell C2, "words": The texts differ.\n'
        'cell B3, "your_life": A has "Worse", B has "The same".\n'
        "\n"
        "The columns that differ most:\n"
        '"your_life": 1 of 2 cells\n'
        '"words": 1 of 1 cell\n'
    )
    assert ran.err.startswith('The forms are paired by column A "form".\n')
    assert {path.name for path in entered.iterdir()} == {"first.csv", "second.csv", "mine.toml"}


def test_no_difference_ends_with_0(run: Callable, entered: Path) -> None:
    (entered / "second.csv").write_text(FIRST.replace("form", "Form"), encoding="utf-8")
    ran = run("compare-entries", "first.csv", "second.csv", *QUESTIONNAIRE, "--id", "form")
    assert ran.code == 0
    assert ran.out.endswith("\nEverything is the same in both files.\n")


def test_a_column_is_left_out_when_asked(run: Callable, entered: Path) -> None:
    (entered / "second.csv").write_text(FIRST.replace("paper", "forms"), encoding="utf-8")
    assert run("compare-entries", "first.csv", "second.csv").code == 1
    ran = run("compare-entries", "first.csv", "second.csv", "--ignore-column", "Words")
    assert ran.code == 0


def test_nothing_but_results_when_quiet(run: Callable, entered: Path) -> None:
    ran = run("compare-entries", "first.csv", "second.csv", "-q")
    assert (ran.code, ran.err) == (1, "")


def test_json_is_what_the_library_gives(run: Callable, entered: Path) -> None:
    ran = run("compare-entries", "first.csv", "second.csv", "--json", "--id", "Form")
    compared = compare_files(entered / "first.csv", entered / "second.csv")
    assert ran.code == 1
    assert json.loads(ran.out) == compared.as_json()


def test_the_lists_are_written_when_asked_for(run: Callable, entered: Path) -> None:
    words = ("compare-entries", "first.csv", "second.csv", "-o", "out")
    ran = run(*words)
    assert ran.code == 1
    assert ran.err.endswith(
        f"\nEvery difference, as a list: {Path('out/differences.xlsx')}, "
        f"{Path('out/differences.json')}\n"
    )
    again = run(*words)
    assert again.code == 3
    assert again.error == (
        f"{Path('out/differences.xlsx')}: this file is there already and 1 more. "
        "Add --force to write it again, or name another folder."
    )
    assert run(*words, "--force").code == 1


def test_the_number_of_the_form_is_shown_when_asked_for(run: Callable, entered: Path) -> None:
    ran = run("compare-entries", "first.csv", "second.csv", *QUESTIONNAIRE, "--show-form")
    assert 'form "2", cell B3, "your_life": A has "Worse", B has "The same".\n' in ran.out


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ("first.csv", "missing.csv"),
            3,
            "missing.csv: there is no such file. Check the name and the folder.",
        ),
        (("first.csv", "first.csv"), 2, "first.csv: A and B are the same file. Give two files."),
        (
            ("first.csv", "second.csv", "--id", "number"),
            2,
            'first.csv: there is no column "number" for the number of the form. '
            'Correct the heading; the first column is "form".',
        ),
        (
            ("first.csv", "second.csv", "--questionnaire", "carer"),
            3,
            'first.csv: no heading is a question of the questionnaire "carer". '
            "Check that the file and the questionnaire belong together.",
        ),
    ],
)
def test_mistakes_are_told(
    run: Callable, entered: Path, words: tuple[str, ...], code: int, error: str
) -> None:
    ran = run("compare-entries", *words)
    assert (ran.code, ran.out, ran.error) == (code, "", error)
