"""`poet purge`: asks first, removes what poet wrote, and says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import click
import pytest

from poet.cli.purge import purge
from poet.errors import WRONG_USE, PoetError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of findings with notes beside them."""
    for name in ("outcomes.csv", "findings.xlsx", "notes.txt"):
        (tmp_path / name).write_bytes(b"words")
    return tmp_path


@pytest.fixture
def purged(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str]]:
    """Runs the command; what it said on both streams."""

    def running(*words: str | Path) -> tuple[str, str]:
        purge.main([str(word) for word in words], standalone_mode=False)
        return tuple(capsys.readouterr())

    return running


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_with_yes_nobody_is_asked(folder: Path, purged: Callable) -> None:
    out, err = purged(folder, "--yes")
    assert out == f"{folder / 'findings.xlsx'}\n{folder / 'outcomes.csv'}\n"
    assert err == "The disk, backups and shared drives may keep copies.\n"
    assert left(folder) == ["notes.txt"]


def test_where_nobody_can_be_asked_nothing_is_removed(folder: Path, purged: Callable) -> None:
    with pytest.raises(PoetError) as refusal:
        purged(folder)
    assert str(refusal.value) == (
        f"{folder}: nobody is there to be asked. Add --yes to remove what poet wrote."
    )
    assert refusal.value.exit_code == WRONG_USE
    assert len(left(folder)) == 3


@pytest.mark.parametrize("answer", [True, False])
def test_the_files_are_named_before_one_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: bool
) -> None:
    asked = []

    def confirm(question: str, **_: object) -> None:
        asked.append((question, capsys.readouterr().err))
        if not answer:
            raise click.Abort

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", confirm)
    with nullcontext() if answer else pytest.raises(click.Abort):
        purge.main([str(folder)], standalone_mode=False)
    files = f"{folder / 'findings.xlsx'}\n{folder / 'outcomes.csv'}\n"
    assert asked == [("Remove these files?", f"{files}1 other file or folder stays.\n")]
    assert ("outcomes.csv" in left(folder)) is not answer


def test_where_poet_wrote_nothing_it_says_so(tmp_path: Path, purged: Callable) -> None:
    (tmp_path / "notes.txt").touch()
    assert purged(tmp_path) == ("", f"There is nothing in {tmp_path} that poet wrote.\n")
