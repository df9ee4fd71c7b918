"""How every command ends: its exit code, what it says, and what it never says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import poet
from poet import __version__
from poet.errors import PoetError

PROGRAM = [sys.executable, "-c", "from poet.cli import main; main()"]


def test_a_mistake_of_the_user_is_one_sentence(program: Callable) -> None:
    ran = program("questionnaires", "xyz")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'Error: questionnaire "xyz": there is no questionnaire of this name. '
        "There are: budget_holder, carer, practitioner.\n"
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("check", "small", "--fro"), "No such option '--fro'."),
        (("frobnicate",), "No such command 'frobnicate'."),
        (("check",), "Missing argument 'STUDY'."),
        (("check", "small", "other"), "Got unexpected extra argument (other)"),
    ],
    ids=["option", "command", "argument missing", "argument too many"],
)
def test_wrong_words_end_with_2(
    run: Callable, small: Path, words: tuple[str, ...], error: str
) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: poet ")
    assert ran.error.startswith(error)


def test_without_words_it_shows_help(run: Callable) -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: poet [OPTIONS] COMMAND [ARGS]..." in ran.out + ran.err


@pytest.mark.parametrize(("given", "used"), [(None, "1"), ("4", "4")])
def test_small_matrices_are_not_shared_between_threads(given: str | None, used: str) -> None:
    shown = "from poet import cli; cli._run = lambda: 0; import atexit, os, sys; "
    shown += "atexit.register(lambda: print(os.environ['OPENBLAS_NUM_THREADS'], "
    shown += "'numpy' in sys.modules)); cli.main()"
    others = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    environment = others if given is None else {**others, "OPENBLAS_NUM_THREADS": given}
    ran = subprocess.run(
        [sys.executable, "-c", shown], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"{used} False\n"


def test_the_version(program: Callable) -> None:
    ran = program("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"poet, version {__version__}\n", "")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_a_stopped_command_ends_with_130(
    run: Callable, small: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def stopped(folder: Path) -> None:
        raise stop

    monkeypatch.setattr(poet, "load_study", stopped)
    ran = run("check", "small")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.strip() == "Stopped. Files already written are whole."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for one process")
def test_ctrl_c_in_the_middle_of_a_report(made_up: Path, here: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "report", "made-up", "-o", "reports", "-v"],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        # It says this once all answers are read; then it counts and prints for a while.
        assert "rows read" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert err.rstrip().endswith("Stopped. Files already written are whole.")
    assert "Traceback" not in err
    assert list(here.glob("reports/*")) == []


ANSWER = "My neighbour's dog is called Rex"


@pytest.mark.parametrize(
    "problem", [ValueError(ANSWER), KeyError(ANSWER), OSError(ANSWER), UnicodeError(ANSWER)]
)
def test_a_mistake_in_poet_shows_no_answers(
    run: Callable, small: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def mistaken(folder: Path) -> None:
        raise problem

    monkeypatch.setattr(poet, "load_study", mistaken)
    ran = run("check", "small")
    assert (ran.code, ran.out) == (3, "")
    assert "Rex" not in ran.err
    line = mistaken.__code__.co_firstlineno + 1
    assert ran.error == (
        f"{type(problem).__name__} at test_init.py, line {line}. This is a mistake in poet "
        f"{__version__}, not in your files. Please report this sentence."
    )


def test_what_the_system_says_of_a_file_is_told(
    run: Callable, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device", "reports/a.pdf")

    monkeypatch.setattr(poet, "load_study", full)
    ran = run("check", "small")
    assert (ran.code, ran.err) == (
        3,
        "Error: reports/a.pdf: the system says: No space left on device.\n",
    )


def test_a_mistake_with_its_own_code(
    run: Callable, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(folder: Path) -> None:
        raise PoetError("a.csv", "it is broken", exit_code=3)

    monkeypatch.setattr(poet, "load_study", told)
    assert (run("check", "small").code, run("check", "small").err) == (
        3,
        "Error: a.csv: it is broken.\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes close in another way on Windows")
def test_a_reader_that_stops_reading_is_no_mistake(here: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, "questionnaires", "carer"],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_letters_that_the_terminal_does_not_know(
    program: Callable, small: Path, changed: Callable
) -> None:
    changed(small / "questionnaires" / "mine.toml", "of our own", "of Ŵenallt")
    ran = program(
        "questionnaires",
        "mine",
        "--folder",
        "small/questionnaires",
        PYTHONIOENCODING="cp1252",
    )
    assert ran.code == 0
    assert ran.out.startswith("A questionnaire of ?enallt (version 1.0)\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text(program: Callable, here: Path) -> None:
    ran = program("init", os.fsdecode(b"caf\xe9"))
    assert ran.code == 0
    assert ran.out == "caf?/study.toml\n"
