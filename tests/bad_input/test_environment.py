"""A computer on which something is missing, full, odd, or done twice at once."""

from __future__ import annotations

import errno
import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import poet.writing

PROGRAM = [sys.executable, "-c", "from poet.cli import main; main()"]
LIMITED = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
    "from poet.cli import main; main()"
)
NO_PANGO = "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"
SECONDS = 60
# One answer of the second person is misspelt with a letter beyond ASCII.
MISSPELT = "W\u00f4rse"
PROBLEM = (
    'people.csv, row 3, column B "your_life": "{}" is not one of the answers. Nearest: "Worse".'
)
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems differ in this")


@pytest.fixture
def misspelt(people, put: Callable, as_csv: Callable) -> None:
    people[2][1] = MISSPELT
    put(as_csv(people))


@pytest.fixture
def start(study: Path) -> Callable[..., subprocess.Popen]:
    """Starts a command in a process of its own, with these variables of the environment."""

    def starting(*words: str, program: list[str] = PROGRAM, **variables: str) -> subprocess.Popen:
        return subprocess.Popen(
            [*program, *words],
            cwd=study.parent,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    return starting


@pytest.fixture
def program(start: Callable, study: Path, made_ran: Callable, watch_over: Callable) -> Callable:
    """Runs a command in a process of its own to its end."""

    def running(*words: str, **options: Any) -> Any:
        with start(*words, **options) as process:
            out, err = process.communicate(timeout=SECONDS)
        ran = made_ran(process.returncode, out, err)
        watch_over(ran, study)
        return ran

    return running


def fails_with(number: int) -> Callable[..., Any]:
    def failing(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return failing


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")} if folder.exists() else set()


def test_a_folder_in_the_place_of_the_answers(study: Path, run: Callable) -> None:
    (study / "people.csv").unlink()
    (study / "people.csv").mkdir()
    ran = run("check", "study")
    assert (ran.code, ran.out, ran.err) == (
        3,
        "",
        "Error: people.csv: this is a folder and not a file. Give the file of answers in it.\n",
    )


def test_a_file_that_may_not_be_opened(
    study: Path, run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, *mode: Any, **options: Any) -> Any:
        if path.name == "people.csv":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *mode, **options)

    monkeypatch.setattr(Path, "open", refused)
    ran = run("check", "study")
    assert (ran.code, ran.out, ran.err) == (
        3,
        "",
        "Error: people.csv: this file may not be opened. Close it if it is open in Excel, and "
        "check that you are allowed to read it.\n",
    )


def test_without_pango_checks_and_findings_are_made_and_reports_are_not(
    tmp_path: Path, program: Callable
) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "weasyprint.py").write_text(NO_PANGO, encoding="utf-8")
    without = {"PYTHONPATH": str(tmp_path / "without"), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = program("report", "study", "-o", "reports", **without)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(
        "Error: printing: the library Pango is not installed on this computer. Install it: "
    )
    assert files_in(tmp_path / "reports") == set()
    assert program("findings", "study", "-o", "findings", **without).code == 0


@only_linux
def test_without_fonts_of_the_computer_a_report_is_printed_with_those_of_poet(
    tmp_path: Path, program: Callable
) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")
    ran = program("report", "study", "-o", "reports", FONTCONFIG_FILE=str(tmp_path / "fonts.conf"))
    assert (ran.code, ran.err) == (0, "")
    assert "fernhollow-workshop.pdf" in files_in(tmp_path / "reports")


@only_linux
@pytest.mark.parametrize("text", ["a,a\n1,2\n", "name,colour\nx,y\n", 'form,age\n"1,2\n'])
def test_a_file_that_was_refused_is_open_no_more(text: str, put: Callable, run: Callable) -> None:
    """Else it could not be saved again on Windows, once it is mended."""
    put(text.encode())
    gc.disable()
    try:
        assert run("check", "study").code == 3
        held = [link.readlink().name for link in Path("/proc/self/fd").iterdir() if link.exists()]
    finally:
        gc.enable()
    assert "people.csv" not in held


READ_ONLY = (errno.EROFS, "Read-only file system")
FULL = (errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize(
    ("number", "words", "what"),
    [(*READ_ONLY, "TemporaryFile"), (*FULL, "TemporaryFile"), (*FULL, "fsync")],
    ids=["a folder that is read only", "a disk that is full", "a disk that fills up"],
)
def test_what_cannot_be_written_is_told_and_not_half_there(
    *, number: int, words: str, what: str, run: Callable, study: Path, monkeypatch
) -> None:
    place = poet.writing.tempfile if what == "TemporaryFile" else poet.writing.os
    monkeypatch.setattr(place, what, fails_with(number))
    ran = run("check", "study")
    assert ran.code == 1
    assert PROBLEM.format(MISSPELT) in ran.out.splitlines()
    told = ran.err.splitlines()[-1]
    assert told.startswith("The list of problems was not written. ")
    assert words in told
    assert files_in(study / "check") == set()
    ran = run("findings", "study", "-o", "numbers")
    assert ran.code == 3
    assert words in ran.err
    assert files_in(study.parent / "numbers") == set()


@pytest.mark.usefixtures("misspelt")
def test_a_disk_that_fills_up_after_the_first_list_leaves_neither(
    run: Callable, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, calls = os.fsync, []

    def second_fails(file: int) -> None:
        calls.append(file)
        if len(calls) == 2:
            raise OSError(*FULL)
        synced(file)

    monkeypatch.setattr(poet.writing.os, "fsync", second_fails)
    ran = run("check", "study")
    assert (ran.code, len(calls)) == (1, 2)
    assert "The list of problems was not written. " in ran.err
    assert files_in(study / "check") == set()


@only_linux
@pytest.mark.usefixtures("misspelt")
def test_a_disk_that_takes_no_more_bytes_leaves_nothing_half_written(
    program: Callable, study: Path
) -> None:
    ran = program("check", "study", program=[sys.executable, "-c", LIMITED])
    assert ran.code == 1
    assert "The list of problems was not written. " in ran.err
    assert "File too large" in ran.err
    assert files_in(study / "check") == set()


@pytest.mark.skipif(os.name == "nt", reason="Windows allows such paths only when asked to")
@pytest.mark.usefixtures("misspelt")
def test_a_long_path_is_a_path(study: Path, run: Callable) -> None:
    deep = study.parent.joinpath(*["a folder of a council within folders"] * 20)
    deep.mkdir(parents=True)
    study.rename(deep / "study")
    ran = run("check", deep / "study")
    assert (ran.code, ran.out.splitlines()[-1]) == (1, PROBLEM.format(MISSPELT))
    assert files_in(deep / "study" / "check") == {"problems.xlsx", "problems.json"}


@pytest.mark.usefixtures("misspelt")
def test_an_odd_locale_changes_no_answer(program: Callable, study: Path) -> None:
    odd = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = program("check", "study", PYTHONIOENCODING="ascii", **odd)
    assert (ran.code, ran.out.splitlines()[-1]) == (1, PROBLEM.format(MISSPELT))
    listed = json.loads((study / "check" / "problems.json").read_text(encoding="utf-8"))
    assert [problem["found"] for problem in listed["problems"]] == [MISSPELT]


@pytest.mark.usefixtures("misspelt")
def test_ctrl_c_while_the_lists_are_written_leaves_none(
    run: Callable, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(poet.writing.os, "fsync", stopped)
    ran = run("check", "study")
    assert ran.code == 130
    assert ran.err.endswith("Stopped. Files already written are whole.\n")
    assert files_in(study / "check") == set()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for one process")
@pytest.mark.usefixtures("misspelt")
def test_ctrl_c_while_poet_begins_ends_it_at_once(start: Callable, study: Path) -> None:
    with start("check", "study") as process:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
    assert process.returncode != 0
    assert files_in(study / "check") == set()


@pytest.mark.usefixtures("misspelt")
def test_two_checks_at_once_leave_the_lists_of_one(start: Callable, study: Path) -> None:
    with start("check", "study") as one, start("check", "study") as other:
        said = [process.communicate(timeout=SECONDS) for process in (one, other)]
    assert [one.returncode, other.returncode] == [1, 1]
    assert [out.splitlines()[-1] for out, _ in said] == [PROBLEM.format(MISSPELT)] * 2
    assert files_in(study / "check") == {"problems.xlsx", "problems.json"}
    assert "Traceback" not in "".join(err for _, err in said)
    json.loads((study / "check" / "problems.json").read_text(encoding="utf-8"))


@only_linux
def test_one_core_is_enough(program: Callable) -> None:
    one = f"import os; os.sched_setaffinity(0, {{{min(os.sched_getaffinity(0))}}}); "
    ran = program("check", "study", program=[sys.executable, "-c", f"{one}{PROGRAM[2]}"])
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "No problems found.")
