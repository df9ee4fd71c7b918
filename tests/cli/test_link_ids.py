"""`poet link-ids`: the copy is written, and nothing of it is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

WORDS = ("--column", "id", "--key-file", "key.txt", "-o", "linked.csv")


@pytest.fixture
def files(here: Path) -> Path:
    (here / "answers.csv").write_text("id,your_life\nP1234,Better\n,Worse\n", encoding="utf-8")
    (here / "key.txt").write_text("a key of our own, long", encoding="utf-8")
    return here


def test_the_copy_is_written_and_no_number_or_key_is_printed(run: Callable, files: Path) -> None:
    ran = run("link-ids", "answers.csv", *WORDS)
    assert (ran.code, ran.out) == (0, "linked.csv\n")
    assert ran.err == (
        "Rows with a hash: 1. Rows without a number: 1.\n"
        "Keep the key for the next wave, and keep it from everybody else.\n"
    )
    copy = (files / "linked.csv").read_text(encoding="utf-8-sig")
    assert "P1234" not in copy
    assert copy.splitlines()[1][64:] == ",Better"
    assert copy.splitlines()[1][:64] not in ran.out + ran.err


def test_a_short_key_ends_with_2(run: Callable, files: Path) -> None:
    (files / "key.txt").write_text("short", encoding="utf-8")
    ran = run("link-ids", "answers.csv", *WORDS)
    assert ran.code == 2
    assert ran.error == (
        "key.txt: the key has fewer than 16 characters, so it could be guessed. Make one of random "
        "letters and figures, and keep the file where only you can."
    )
    assert not (files / "linked.csv").exists()


def test_a_file_that_is_not_there_ends_with_3(run: Callable, files: Path) -> None:
    assert run("link-ids", "none.csv", *WORDS).code == 3
