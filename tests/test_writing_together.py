"""Files that belong together are of one run, and two runs never write into one folder at once."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.writing import LOCK, folder_to_fill, only_run_in, write_together, write_whole


def test_files_that_belong_together_are_written_together(tmp_path: Path) -> None:
    contents = {"a.csv": b"1", "b.csv": b"2"}
    paths = write_together(tmp_path / "new", contents, force=False)
    assert paths == (tmp_path / "new" / "a.csv", tmp_path / "new" / "b.csv")
    assert {p.name: p.read_bytes() for p in (tmp_path / "new").iterdir()} == contents
    with pytest.raises(PoetError, match="this file is there already and 1 more"):
        write_together(tmp_path / "new", contents, force=False)
    write_together(tmp_path / "new", {"a.csv": b"3"}, force=True)
    assert (tmp_path / "new" / "a.csv").read_bytes() == b"3"


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_where_one_of_them_fails_none_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    old = dict.fromkeys(("a.csv", "b.csv", "c.csv"), b"old")
    write_together(tmp_path, old, force=False)
    calls = iter(range(1, 9))

    def full(_: int) -> None:
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PoetError, match="No space left on device"):
        write_together(tmp_path, dict.fromkeys(old, b"new"), force=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == old


@pytest.mark.parametrize(("code", "fails"), [(22, False), (95, False), (5, True)])
def test_a_folder_without_a_disk_to_wait_for_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, fails: bool
) -> None:
    def says(_: int) -> None:
        raise OSError(code, "as some network drives say")

    monkeypatch.setattr(os, "fsync", says)
    if fails:
        with pytest.raises(PoetError, match="as some network drives say"):
            write_whole(tmp_path / "a.pdf", b"new")
    else:
        write_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").exists() is not fails


def test_a_second_run_into_a_folder_is_refused_and_into_another_is_not(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with folder_to_fill(one, ["a.pdf"], force=False), folder_to_fill(other, [], force=False):
        with pytest.raises(PoetError) as refusal, folder_to_fill(one, ["b.pdf"], force=False):
            raise AssertionError("this folder is taken")
        assert str(refusal.value) == (
            f"{one}: another run of poet is writing into this folder. "
            "Wait until it has ended, or name another folder."
        )
        assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
    with folder_to_fill(one, ["b.pdf"], force=False):
        write_whole(one / "b.pdf", b"new")
    assert [path.name for path in one.iterdir()] == ["b.pdf"]


def test_a_run_waits_for_another_that_ends_soon(tmp_path: Path) -> None:
    def first() -> None:
        with only_run_in(tmp_path):
            holding.set()
            time.sleep(0.3)
            write_whole(tmp_path / "a.csv", b"first")

    holding = threading.Event()
    other = threading.Thread(target=first)
    other.start()
    holding.wait()
    with pytest.raises(PoetError, match=r"a\.csv: this file is there already"):
        write_together(tmp_path, {"a.csv": b"second"}, force=False)
    other.join()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"first"}


HOLDING = """\
import pathlib, sys, time
from poet.writing import only_run_in, _beside
folder = pathlib.Path(sys.argv[1])
with only_run_in(folder), _beside(folder, b"half"):
    print("holding", flush=True)
    time.sleep(60)
"""


def test_a_run_that_was_killed_keeps_nobody_out_and_its_leftovers_go(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(PoetError, match="another run of poet is writing"):
            write_together(tmp_path, {"a.csv": b"new"}, force=False, wait=0)
        other.kill()
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left[1] == LOCK
    assert re.fullmatch(r"\.poet-[0-9a-f]{16}\.part", left[0])
    write_together(tmp_path, {"a.csv": b"new"}, force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_nothing_but_leftovers_is_removed(tmp_path: Path) -> None:
    mine = {".poet-notes", "poet-1.part", ".poet-mine.part", ".hidden.part", ".poet-ab.part"}
    for name in mine:
        (tmp_path / name).write_bytes(b"mine")
    with only_run_in(tmp_path):
        pass
    assert {path.name for path in tmp_path.iterdir()} == mine


def test_a_file_system_without_locks_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    write_together(tmp_path, {"a.csv": b"new"}, force=False)
    assert (tmp_path / "a.csv").read_bytes() == b"new"
