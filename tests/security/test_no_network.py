"""No command opens a socket, starts another program or writes anywhere but where it was told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

PYTHON = Path(sys.executable).resolve()
# Lines of Python that try what is refused, and what is then written down.
ATTEMPTS = {
    "import socket; socket.socket()": "socket.__new__",
    "import socket; socket.create_connection(('127.0.0.1', 9))": "socket.getaddrinfo",
    "import urllib.request as r; r.urlopen('http://127.0.0.1:9')": "socket.getaddrinfo",
}


def outside(places: list[str], *folders: Path) -> list[str]:
    allowed = tuple(f"{folder}{os.sep}" for folder in folders)
    return [one for one in places if one != os.devnull and not f"{one}{os.sep}".startswith(allowed)]


@pytest.fixture
def study(watched, study_that_says) -> Path:
    return study_that_says("plain")


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_watch_sees_and_refuses_a_socket(watched, attempt: str) -> None:
    """Else nothing below could fail."""
    ran = watched.ended(watched.start(program=[sys.executable, "-c", attempt]))
    assert ran.code == 1
    assert ran.all_of("socket") == [ATTEMPTS[attempt]]


@pytest.mark.parametrize(
    "words",
    [
        ["check", "STUDY", "-o", "out"],
        ["findings", "STUDY", "-o", "out"],
        ["report", "STUDY", "-o", "out"],
        ["report", "STUDY", "-o", "out", "--edition", "technical", "--jobs", "2"],
        ["example", "out", "--authorities", "1", "--people", "30"],
        ["questionnaires"],
        ["plan", "--population", "1000"],
    ],
    ids=lambda words: " ".join(words[:1] + words[4:]),
)
def test_a_command_opens_no_socket_and_writes_where_it_was_told(watched, study, words) -> None:
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    ran = watched.run(*(str(study) if word == "STUDY" else word for word in words))
    assert (ran.code, ran.err if ran.code else "", ran.all_of("socket")) == (0, "", [])
    assert {Path(program).resolve() for program in ran.all_of("program")} <= {PYTHON}
    written = ran.all_of("write")
    out = watched.folder / "out"
    assert outside(written, out, watched.temporary) == []
    assert out.exists() == ("out" in words)
    assert list(watched.temporary.iterdir()) == []
    assert {path: path.read_bytes() for path in study.rglob("*") if path.is_file()} == before
