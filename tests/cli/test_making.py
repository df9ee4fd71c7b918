from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_files import MADE_UP_FILES


def test_init_names_the_file_and_the_next_step(run: Callable) -> None:
    ran = run("init", "my-study")
    assert (ran.code, ran.out) == (0, f"{Path('my-study', 'study.toml')}\n")
    assert ran.err == (
        "Put your files of answers into my-study, fill in study.toml, then:\n"
        "  poet check my-study\n"
    )


def test_init_leaves_a_study_alone(run: Callable, small: Path) -> None:
    before = (small / "study.toml").read_bytes()
    ran = run("init", "small")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        f"Error: {Path('small', 'study.toml')}: this file is there already. "
        "Fill it in, or choose another folder.\n"
    )
    assert (small / "study.toml").read_bytes() == before


def test_after_init_check_tells_what_is_to_be_filled_in(run: Callable, here: Path) -> None:
    run("init", "my-study")
    ran = run("check", "my-study")
    assert (ran.code, ran.out) == (3, "")
    assert [line.partition('"')[0] for line in ran.error.splitlines()] == [
        "study.toml: title is still ",
        "study.toml: authority is still ",
        "study.toml: contact is still ",
        "study.toml: ",
    ]
    assert ran.error.endswith(
        '"BUDGET_HOLDERS.xlsx" is not in the folder of the study. '
        "Put it there, or correct its name."
    )
    assert [path.name for path in (here / "my-study").iterdir()] == ["study.toml"]


def test_example_names_every_file(run: Callable, here: Path) -> None:
    ran = run("example", "made", "--authorities", "1", "--people", "5")
    assert ran.code == 0
    assert ran.out.splitlines() == [str(Path("made", name)) for name in MADE_UP_FILES]
    assert ran.err == "Next: poet check made, then: poet report made -o reports\n"
    assert {path.name for path in (here / "made").iterdir()} == set(MADE_UP_FILES)


def test_example_takes_its_options(run: Callable, here: Path) -> None:
    options = ("--authorities", "2", "--people", "3", "--waves", "2", "--seed", "5")
    assert run("example", "made", *options, "--effect", "none", "-q").err == ""
    assert len(list((here / "made").glob("carers_*.xlsx"))) == 2
    truth = (here / "made" / "truth.toml").read_text(encoding="utf-8")
    for line in ("authorities = 2", "people = 3", "waves = 2", "seed = 5", 'effect = "none"'):
        assert line in truth


@pytest.mark.parametrize("command", ["init", "example"])
def test_quiet_says_no_more_than_the_result(run: Callable, command: str) -> None:
    ran = run(command, "somewhere", "--quiet")
    assert ran.code == 0
    assert ran.out
    assert ran.err == ""


def test_example_leaves_a_folder_alone_that_is_not_empty(run: Callable, small: Path) -> None:
    before = sorted(small.rglob("*"))
    ran = run("example", "small")
    assert (ran.code, ran.error) == (
        3,
        "small: there is something in this folder already. Name a new folder, or an empty one.",
    )
    assert sorted(small.rglob("*")) == before


def test_example_refuses_numbers_out_of_range(run: Callable, here: Path) -> None:
    ran = run("example", "made", "--people", "0")
    assert (ran.code, ran.error) == (
        2,
        "people: 0 is not a whole number from 1 to 5,000. Choose one of these.",
    )
    ran = run("example", "made", "--people", "many")
    assert (ran.code, ran.error) == (
        2,
        "Invalid value for '--people': 'many' is not a valid integer.",
    )
    assert list(here.iterdir()) == []
