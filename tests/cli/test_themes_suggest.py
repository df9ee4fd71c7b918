"""`poet themes suggest`: a private workbook, and how well the program does in words."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import poet

HALF = 110


@pytest.fixture
def study(here: Path) -> Path:
    """A made-up study of which the later rows of codes.csv were never coded."""
    poet.example(here / "study", authorities=2, people=120, seed=1)
    codes = here / "study" / "codes.csv"
    with codes.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    with codes.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows[: HALF + 1])
    return here / "study"


def test_it_says_how_well_it_does_and_that_nothing_is_counted(run: Callable, study: Path) -> None:
    ran = run("themes", "suggest", "study", "-o", "suggestions.xlsx")
    assert (ran.code, ran.out) == (0, "suggestions.xlsx\n")
    assert (study.parent / "suggestions.xlsx").is_file()
    first, *themes = ran.err.splitlines()
    number = first.partition(" ")[0]
    assert first == (
        f"{number} comments that nobody coded. Suggestions are counted nowhere, and the file is "
        "private."
    )
    assert int(number) > 50
    assert len(themes) == 10
    ends = ("have it; of 100 that have it, it marks about", "nothing is suggested.")
    assert all(any(end in line for end in ends) for line in themes)


def test_no_comment_is_printed_on_the_screen(run: Callable, study: Path) -> None:
    ran = run("themes", "suggest", "study", "-o", "suggestions.xlsx")
    answers = (study / "budget_holders.csv").read_text(encoding="utf-8-sig")
    comments = [cell for row in csv.reader(answers.splitlines()) for cell in row if len(cell) > 40]
    assert comments
    assert not any(comment in ran.out + ran.err for comment in comments)


def test_where_all_is_coded_there_is_nothing_to_suggest(run: Callable, here: Path) -> None:
    poet.example(here / "study", authorities=2, people=120, seed=1)
    ran = run("themes", "suggest", "study", "-o", "suggestions.xlsx")
    assert ran.code == 2
    assert ran.error.endswith("every comment of this wave is coded: nothing is to suggest.")
    assert not (here / "suggestions.xlsx").exists()
