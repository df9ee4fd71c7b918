"""Results on stdout, talk on stderr, no colours where none are wanted, no bar in a pipe."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.cli.talk import NORMAL, QUIET, VERBOSE, Talk, begin, colour, print_table, time_left

ESCAPE = "\x1b"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("level", "said"), [(QUIET, ""), (NORMAL, "a\n"), (VERBOSE, "a\nb\n")], ids="qnv"
)
def test_a_level_is_how_much_is_said(
    capsys: pytest.CaptureFixture[str], level: int, said: str
) -> None:
    talk = Talk(level)
    talk.say("a")
    talk.detail("b")
    assert capsys.readouterr() == ("", said)


@pytest.fixture
def bar_on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a progress bar leaves on a stream."""

    def drawn(stream: io.StringIO, level: int = NORMAL, steps: int = 2) -> str:
        monkeypatch.setattr(sys, "stderr", stream)
        with Talk(level).progress("Printing") as bar:
            begin(bar, steps)
            for _ in range(steps):
                bar.update(1)
        return stream.getvalue()

    return drawn


def test_a_bar_is_drawn_on_a_terminal(
    bar_on: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "Printing" in bar_on(Terminal())
    assert "100%" in bar_on(Terminal())


def test_the_time_that_is_left_is_told_in_words(
    bar_on: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    clock = iter(range(0, 10_000, 180))
    monkeypatch.setattr(time, "time", lambda: next(clock))
    drawn = bar_on(Terminal(), steps=4)
    assert re.search(r"50% .*about \d+ minutes left", drawn)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute left"),
        (29, "less than a minute left"),
        (31, "about 1 minute left"),
        (200, "about 3 minutes left"),
        (3_569, "about 59 minutes left"),
        (3_600, "about 1 hour left"),
        (4_500, "about 1 and a quarter hours left"),
        (5_400, "about 1 and a half hours left"),
        (6_300, "about 1 and three quarters hours left"),
        (7_200, "about 2 hours left"),
        (36_000, "about 10 hours left"),
    ],
)
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_no_bar_in_a_pipe_or_when_quiet(bar_on: Callable[..., str]) -> None:
    assert bar_on(io.StringIO()) == ""
    assert bar_on(Terminal(), QUIET) == ""


def test_no_bar_without_colours(
    bar_on: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert bar_on(Terminal()) == ""


@pytest.mark.parametrize(("value", "wanted"), [("1", False), ("", None), (None, None)])
def test_colours_unless_the_user_wants_none(
    monkeypatch: pytest.MonkeyPatch, value: str | None, wanted: bool | None
) -> None:
    if value is None:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", value)
    assert colour() is wanted


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_an_error_on_a_terminal(here: Path, variables: dict[str, str], coloured: bool) -> None:
    said = on_a_terminal(["check", "nowhere"], variables)
    assert "nowhere: there is no such folder. " in said
    assert (ESCAPE in said) is coloured


def on_a_terminal(words: list[str], variables: dict[str, str]) -> str:
    """What a command shows on a terminal, both streams together."""
    import pty

    try:
        ours, theirs = pty.openpty()
    except OSError as problem:
        pytest.skip(f"this system gives no terminal: {problem}")
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-c", "from poet.cli import main; main()", *words],
        stdout=theirs,
        stderr=theirs,
        env={**kept, "TERM": "xterm", **variables},
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:
            # The other end has closed.
            pass
        running.wait(timeout=60)
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("words", [("check", "nowhere"), ("questionnaires",), ("--help",)])
def test_no_escapes_in_a_pipe(program: Callable, words: tuple[str, ...]) -> None:
    ran = program(*words)
    assert ESCAPE not in ran.out + ran.err


def test_results_and_talk_do_not_mix(run: Callable, small: Path) -> None:
    spoken = run("check", "small", "--verbose")
    quiet = run("check", "small", "--quiet")
    assert spoken.out == quiet.out
    assert spoken.err
    assert quiet.err == ""


def test_cells_stand_under_their_headings(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["key", "question"], [["a", "How are you?"], ["longer", ""]])
    assert capsys.readouterr().out.splitlines() == [
        "key     question",
        "a       How are you?",
        "longer",
    ]
