"""A run that is killed, stopped or out of room leaves the old file or the new one, each whole."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from poet.writing import only_run_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals and limits")

# Seconds that the disk takes for each file, so that a moment chosen at random falls into writing.
SLOW = 0.15
HALF_WRITTEN = re.compile(r"\.poet\.lock|\.poet-[0-9a-f]{16}\.part")
COMMANDS = {
    "check": ["check", "STUDY", "-o", "OUT", "--force"],
    "findings": ["findings", "STUDY", "-o", "OUT", "--force"],
    "report": ["report", "STUDY", "-o", "OUT", "--force"],
}


@dataclass(frozen=True)
class Twice:
    """What a command writes of a study, and of the same study with other words in it."""

    words: list[str]
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def studies(study_that_says: Callable[..., Path]) -> tuple[Path, Path]:
    """Two studies of one council; the files of both have the same names."""
    return tuple(study_that_says(words, in_names=False) for words in ("first", "second"))


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def made() -> dict[str, Twice]:
    return {}


@pytest.fixture
def twice(watched, studies, command: str, made: dict[str, Twice]) -> Twice:
    """Both outputs of a command, made once; the second study's words are those to run."""
    if command not in made:
        outputs = []
        for number, study in enumerate(studies):
            out = watched.folder / f"made-{number}"
            words = filled_in(command, study, out)
            assert watched.run(*words).code in {0, 1}
            outputs.append(contents(out))
        made[command] = Twice(filled_in(command, studies[1], Path("out")), *outputs)
        assert set(made[command].old) == set(made[command].new)
        assert made[command].old != made[command].new
    return made[command]


def filled_in(command: str, study: Path, out: Path) -> list[str]:
    places = {"STUDY": str(study), "OUT": str(out)}
    return [places.get(word, word) for word in COMMANDS[command]]


@pytest.fixture
def out(watched, twice: Twice) -> Path:
    """A folder with what the command wrote before."""
    folder = watched.folder / "out"
    folder.mkdir()
    for name, data in twice.old.items():
        (folder / name).write_bytes(data)
    return folder


def assert_whole(out: Path, twice: Twice) -> None:
    """Every file is the old one or the new one, and opens."""
    found = {n: data for n, data in contents(out).items() if not HALF_WRITTEN.fullmatch(n)}
    assert set(found) == set(twice.old)
    for name, data in found.items():
        assert data in {twice.old[name], twice.new[name]}, name
        opened(name, data)


def opened(name: str, data: bytes) -> None:
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) > 2
    elif name.endswith(".xlsx"):
        assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    elif name.endswith(".json"):
        json.loads(data)


@contextlib.contextmanager
def stopped_while_writing(watched, twice: Twice, how: signal.Signals, seed: str) -> Iterator[None]:
    """The command, stopped at a moment after it has begun to write."""
    out = watched.folder / "out"
    running = watched.start(*twice.words, slow=SLOW)
    until = time.monotonic() + 60
    while not list(out.glob(".poet-*.part")):
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.005)
    time.sleep(random.Random(seed).uniform(0, SLOW * len(twice.old)))  # noqa: S311 - only a moment
    running.send_signal(how)
    ran = watched.ended(running)
    assert "Traceback" not in ran.err
    yield ran


def test_a_run_killed_while_it_writes_leaves_whole_files(watched, out: Path, twice: Twice) -> None:
    with stopped_while_writing(watched, twice, signal.SIGKILL, "killed"):
        assert_whole(out, twice)
    assert watched.run(*twice.words).code in {0, 1}
    assert contents(out) == twice.new


def test_a_run_stopped_while_it_writes_leaves_whole_files_and_nothing_else(
    watched, out: Path, twice: Twice
) -> None:
    with stopped_while_writing(watched, twice, signal.SIGINT, "stopped") as ran:
        assert_whole(out, twice)
        if ran.code not in {0, 1}:  # it may have ended just before
            assert ran.code == 130
            assert ran.err.rstrip().endswith("Stopped. Files already written are whole.")
        assert set(contents(out)) == set(twice.old)


def test_a_run_killed_at_any_moment_leaves_whole_files(watched, out, twice, command: str) -> None:
    running = watched.start(*twice.words)
    time.sleep(random.Random(command).uniform(0.1, 2))  # noqa: S311 - only a moment
    running.kill()
    watched.ended(running)
    assert_whole(out, twice)


def limited(size: int) -> Callable[[], None]:
    """Lets a process write no file larger than this, as a disk would that has no more room."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_disk_without_room_is_told_and_the_old_files_stay(watched, out, twice) -> None:
    # Before a page is drawn, half a megabyte of fonts is put into a temporary file.
    ran = watched.run(*twice.words, preexec_fn=limited(2_000))
    assert ran.code == 3
    told = ran.err[ran.err.index("Error: ") :]
    assert "File too large" in told
    assert len(told.splitlines()) == 1
    assert contents(out) == twice.old


def test_a_second_run_into_the_same_folder_is_refused(watched, out, twice) -> None:
    with only_run_in(out):
        ran = watched.run(*twice.words)
    assert ran.code == 3
    assert ran.err.splitlines()[-1] == (
        "Error: out: another run of poet is writing into this folder. "
        "Wait until it has ended, or name another folder."
    )
    assert contents(out) == twice.old


# Two that work side by side, and one that Python starts to tidy up after them.
@pytest.mark.parametrize(("jobs", "processes"), [(1, 1), (2, 3)])
def test_ctrl_c_while_a_report_is_drawn_ends_every_process(
    watched, studies, jobs: int, processes: int
) -> None:
    if sys.platform != "linux":
        pytest.skip("looks into /proc")
    words = [*filled_in("report", studies[0], Path("out")), "--jobs", str(jobs)]
    running = watched.start(*words, start_new_session=True)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    until = time.monotonic() + 60
    while len(drawing := children.read_text().split()) < processes:
        assert time.monotonic() < until
        time.sleep(0.02)
    # A terminal tells every process of the command.
    os.killpg(running.pid, signal.SIGINT)
    ran = watched.ended(running)
    assert ran.code == 130
    assert ran.err.strip() == "Stopped. Files already written are whole."
    until = time.monotonic() + 5
    while left := [child for child in drawing if Path(f"/proc/{child}").exists()]:
        assert time.monotonic() < until, left
        time.sleep(0.02)
    assert list((watched.folder / "out").iterdir()) == []
    assert list(watched.temporary.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_told(watched, studies, command: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("the administrator may write anywhere")
    folder = watched.folder / "locked"
    folder.mkdir(mode=0o500)
    done = watched.run(*filled_in(command, studies[0], folder))
    assert done.code == 3
    assert done.err.splitlines()[-1] == (
        f"Error: {folder}: cannot write here: Permission denied. "
        "Choose a folder in which you may write."
    )


def test_the_limit_of_this_test_holds() -> None:
    """Else a disk without room would not be tried above."""
    script = "open('/dev/null', 'wb').write(b'x' * 9); import tempfile as t; f = t.TemporaryFile()"
    ran = subprocess.run(
        [sys.executable, "-c", f"{script}; f.write(b'x' * 9_999); f.flush()"],
        preexec_fn=limited(2_000),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "File too large" in ran.stderr
