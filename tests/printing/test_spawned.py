"""Processes side by side: one that is killed takes one piece of work with it, and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor
from pathlib import Path

import pytest
from processes import still_running

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.spawned import Spawned

SECONDS = 60
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_work_is_done_in_other_processes_in_the_order_it_is_given() -> None:
    with Spawned(2) as pool:
        assert isinstance(pool, Executor)
        assert list(pool.map(abs, [-3, 2, -1])) == [3, 2, 1]
        assert pool.submit(os.getppid).result() == os.getpid()
    assert multiprocessing.active_children() == []


def test_what_a_function_raises_is_raised_here() -> None:
    with Spawned(1) as pool, pytest.raises(ValueError, match="invalid literal"):
        pool.submit(int, "x").result()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_process_that_is_killed_is_told_and_replaced() -> None:
    with Spawned(1) as pool:
        process = pool.submit(os.getpid).result()
        lost = pool.submit(time.sleep, SECONDS)
        os.kill(process, signal.SIGKILL)
        with pytest.raises(PoetError) as refusal:
            lost.result()
        assert str(refusal.value) == (
            "printing: the system ended the process that was at it. That happens when memory runs "
            "out. Close other programs, or make one at a time with --jobs 1. --resume makes what "
            "is missing."
        )
        assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
        assert pool.submit(os.getpid).result() != process


def test_leaving_ends_what_is_at_work() -> None:
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Spawned(2) as pool:
        pool.submit(os.getpid).result()
        pool.submit(time.sleep, SECONDS)
        raise KeyboardInterrupt
    assert time.monotonic() - begin < SECONDS / 2
    assert multiprocessing.active_children() == []


SCRIPT = """\
import multiprocessing, os, sys, time
from poet.printing.spawned import Spawned
print("begun", flush=True)
with Spawned(2) as pool:
    print(list(pool.map(abs, [-1, 2])), flush=True)
    {more}
"""


def started(folder: Path, more: str = "pass") -> subprocess.Popen:
    """A program without a guard, in a folder with files that are named as modules."""
    for name in ("multiprocessing", "json", "pickle", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit('taken from here')")
    script = folder / "scripts" / "program.py"
    script.parent.mkdir()
    script.write_text(SCRIPT.format(more=more))
    return subprocess.Popen(
        [sys.executable, str(script)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_program_is_not_run_again_and_no_module_is_taken_from_the_folder(tmp_path: Path) -> None:
    with started(tmp_path) as program:
        out, err = program.communicate(timeout=SECONDS)
    assert (out, err) == ("begun\n[1, 2]\n", "")


@linux_only
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_program_that_is_killed_leaves_no_process_behind(
    tmp_path: Path, how: signal.Signals
) -> None:
    naming = "print(*(one.pid for one in multiprocessing.active_children()), flush=True)"
    with started(tmp_path, f"{naming}; time.sleep({SECONDS})") as program:
        lines = [program.stdout.readline() for _ in range(3)]
        processes = lines[-1].split()
        assert len(processes) == 2
        program.send_signal(how)
    assert still_running(processes) == []


@linux_only
def test_ctrl_c_is_for_the_program_alone(tmp_path: Path) -> None:
    """A terminal tells every process of the command; only one may answer."""
    with started(tmp_path, f"time.sleep({SECONDS})") as program:
        assert [program.stdout.readline() for _ in range(2)] == ["begun\n", "[1, 2]\n"]
        os.killpg(program.pid, signal.SIGINT)
        err = program.communicate(timeout=SECONDS)[1]
    assert err.count("Traceback") == 1
    assert err.rstrip().endswith("KeyboardInterrupt")
