"""The command line, run as a user runs it: words in, an exit code and two streams out."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import poet.printing.build
from poet.cli import _run

PROGRAM = Path(sysconfig.get_path("scripts")) / ("poet.exe" if os.name == "nt" else "poet")
SECONDS = 60


@dataclass(frozen=True)
class Ran:
    """What a command ended with, and what it said: results on `out`, talk on `err`."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The error it ended with: the last part of what it said."""
        assert "Error: " in self.err, self.err
        return self.err[self.err.index("Error: ") + len("Error: ") :].rstrip("\n")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that commands are run in. Whatever happens, no half-written file stays."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield tmp_path
    half_written = [path for path in tmp_path.rglob("*") if path.name.startswith(".")]
    assert half_written == []


@pytest.fixture
def run(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Runs a command in this process. It never shows a traceback."""

    def running(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["poet", *map(str, words)])
        capsys.readouterr()
        code = _run()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    return running


@pytest.fixture
def program(here: Path) -> Callable[..., Ran]:
    """Runs the installed program `poet`, with other variables of the environment if given."""

    def running(*words: str | Path, **variables: str) -> Ran:
        done = subprocess.run(
            [str(PROGRAM), *map(str, words)],
            cwd=here,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=SECONDS,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return running


@pytest.fixture
def as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are written as HTML, since setting the type takes most of the time."""
    at_once = contextlib.nullcontext(lambda pages: map(str.encode, pages))
    monkeypatch.setattr(poet.printing.build, "drawing", lambda *_: at_once)
