"""`poet themes codebook`: the themes of a study as files for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import poet


@pytest.fixture
def study(here: Path) -> Path:
    poet.example(here / "study", authorities=1, people=40, seed=1)
    return here / "study"


def test_the_themes_of_the_study_are_written_and_findings_named(run: Callable, study: Path) -> None:
    ran = run("themes", "codebook", "study", "-o", "book")
    assert ran.code == 0
    names = ("codebook.qdc", "codebook.csv", "codebook.xlsx")
    assert ran.out.split() == [str(Path("book") / name) for name in names]
    assert ran.err.splitlines() == [
        "Comments on personal budgets, with help from peers, version 1.0: 10 themes.",
        "How many wrote about each, as CSV and xlsx: poet findings study",
    ]
    assert 'name="Help from peers"' in (study.parent / "book" / "codebook.qdc").read_text("utf-8")


def test_a_codeframe_can_be_named(run: Callable, study: Path) -> None:
    ran = run("themes", "codebook", "study", "-o", "book", "--codeframe", "general")
    assert ran.code == 0
    assert "Comments on personal budgets, version 1.0: 9 themes." in ran.err


def test_an_unknown_codeframe_ends_with_2(run: Callable, study: Path) -> None:
    ran = run("themes", "codebook", "study", "-o", "book", "--codeframe", "genral")
    assert ran.code == 2
    assert 'Did you mean "general"?' in ran.error
    assert not (study.parent / "book").exists()
