"""A run that was stopped is taken up again: what is whole and current stays, the rest is made."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.look import Look
from poet.printing import Printed, made_of, print_reports
from poet.study import Study

FORMATS = ("html", "csv")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def run(study: Study, released: dict, out: Path) -> Callable[..., list[str]]:
    """Prints the summary of each council; the names of the files that were made."""

    def running(study: Study = study, **how: object) -> list[str]:
        options = {"edition": "summary", "formats": FORMATS, **how}
        printed = print_reports(study, lambda technical: released, out, **options)
        return [one.path.name for one in printed]

    return running


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_whole_and_current_is_not_made_again(run, out: Path) -> None:
    planned: list[tuple[int, int]] = []

    def plan(to_make: int, kept: int) -> None:
        planned.append((to_make, kept))

    assert len(run(when_planned=plan)) == 6
    before = {path: path.stat().st_mtime_ns for path in out.glob("X*")}
    assert run(resume=True, when_planned=plan) == []
    assert planned == [(6, 0), (0, 6)]
    assert {path: path.stat().st_mtime_ns for path in out.glob("X*")} == before


@pytest.mark.parametrize("damage", ["missing", "cut short", "changed", "a link"])
def test_a_file_that_is_not_whole_is_made_again_and_no_other(run, out: Path, damage: str) -> None:
    run()
    before = contents(out)
    file = out / "X002-fernhollow-summary.html"
    if damage in {"missing", "a link"}:
        file.unlink()
    if damage == "a link":
        if os.name == "nt":
            pytest.skip("Windows asks for a right to make links")
        (out.parent / "elsewhere").write_bytes(before[file.name])
        file.symlink_to(out.parent / "elsewhere")
    if damage == "cut short":
        file.write_bytes(before[file.name][:-1])
    if damage == "changed":
        file.write_bytes(before[file.name].replace(b"Fernhollow", b"Fernhollov", 1))
    assert run(resume=True) == [file.name]
    assert contents(out) == before
    assert not file.is_symlink()


def test_a_change_in_one_councils_numbers_makes_its_files_again(
    run, study, released, out: Path
) -> None:
    run()
    other = {name: frame.copy() for name, frame in released.items()}
    who = other["who_answered"]
    mine = who["authority"].eq("X003") & who["people"].notna()
    who.loc[mine, "people"] += 5
    printed = print_reports(
        study, lambda technical: other, out, edition="summary", formats=("csv",), resume=True
    )
    assert [one.path.name for one in printed] == ["X003-ottermere-numbers.csv"]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another title"},
        {"contact": "Ring 0300 123456"},
        {"profile": "internal"},
        {"made_up": False},
        {"look": Look(heading_colour="#000000")},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_study_that_says_something_else_is_printed_again(run, study, changed) -> None:
    run(formats=["html"])
    other = dataclasses.replace(study, **changed)
    assert len(run(other, formats=["html"], resume=True)) == 3
    assert run(other, formats=["html"], resume=True) == []


def test_one_councils_own_look_makes_its_pages_again(run, study) -> None:
    run()
    other = dataclasses.replace(study, looks={"X001": Look(name="Alderfen Council")})
    assert run(other, resume=True) == ["X001-alderfen-summary.html"]


def test_where_the_study_lies_makes_no_difference(run, study, tmp_path: Path) -> None:
    run()
    assert run(dataclasses.replace(study, folder=tmp_path, inputs=()), resume=True) == []


def test_another_poet_prints_everything_again(run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(made_of, "_program", lambda: "another")
    assert len(run(resume=True)) == 6


def test_another_edition_is_added_beside_the_first(run, out: Path) -> None:
    first = run(formats=["html"])
    second = run(formats=["html"], edition="easy_read")
    assert run(formats=["html"], edition=["summary", "easy_read"], resume=True) == []
    listed = json.loads((out / "reports.json").read_bytes())["files"]
    assert sorted(listed) == sorted([*first, *second])


def test_one_council_printed_anew_is_listed_anew(run, study, out: Path) -> None:
    run(formats=["html"])
    other = dataclasses.replace(study, contact="Ring 0300 123456")
    run(other, formats=["html"], authorities=["X002"], force=True)
    assert run(other, formats=["html"], authorities=["X002"], resume=True) == []
    assert len(run(other, formats=["html"], resume=True)) == 2


def test_a_single_report_has_no_list_and_no_page_of_links(run, out: Path) -> None:
    (name,) = run(formats=["html"], authorities=["X001"])
    assert [path.name for path in out.iterdir()] == [name]


def test_without_resume_files_that_are_there_are_refused_as_ever(run, out: Path) -> None:
    run()
    before = contents(out)
    with pytest.raises(PoetError, match=r"this file is there already and 5 more\. Add --force"):
        run()
    assert contents(out) == before


@pytest.mark.parametrize(
    ("name", "resume"), [("index.html", False), ("index.html", True), ("reports.json", False)]
)
def test_somebody_elses_page_or_list_is_left_alone(run, out: Path, name: str, resume: bool) -> None:
    out.mkdir()
    (out / name).write_bytes(b'{"mine": 1}')
    with pytest.raises(PoetError) as refusal:
        run(resume=resume)
    assert str(refusal.value) == (
        f"{out / name}: this file is there already. "
        "Add --force to write it again, or name another folder."
    )
    assert contents(out) == {name: b'{"mine": 1}'}
    assert len(run(force=True)) == 6


@pytest.mark.parametrize("damaged", [b"", b"mine", b'{"schema": 1, "files"'])
def test_a_damaged_list_is_told_and_nothing_is_touched(run, out: Path, damaged: bytes) -> None:
    run(formats=["html"])
    (out / "reports.json").write_bytes(damaged)
    before = contents(out)
    with pytest.raises(PoetError) as refusal:
        run(formats=["html"], resume=True)
    assert str(refusal.value) == (
        f"{out / 'reports.json'}: this list of reports cannot be read, so it is not known which of "
        "them are good. Add --force in the place of --resume to make all again, or name another "
        "folder."
    )
    assert contents(out) == before
    assert len(run(formats=["html"], force=True)) == 3


def test_the_folder_of_another_study_is_not_gone_on_with(run, study: Study, out: Path) -> None:
    run(formats=["html"])
    before = contents(out)
    two = dataclasses.replace(study, authorities=study.authorities[:2])
    with pytest.raises(PoetError) as refusal:
        run(two, formats=["html"], resume=True)
    assert str(refusal.value) == (
        f"{out / 'reports.json'}: here are reports of councils that this study does not have: "
        "X003. A run is taken up again in the folder of its own study. Name another folder; or "
        "remove what is here with poet purge, and print anew."
    )
    assert contents(out) == before


SCRIPT = """\
import os, pickle, signal, sys
from pathlib import Path
from poet.printing import print_reports
study, released = pickle.loads(Path(sys.argv[1]).read_bytes())
files = []
def killed(file):
    files.append(file)
    if len(files) == 5:
        os.kill(os.getpid(), signal.SIGKILL)
print_reports(study, lambda technical: released, Path(sys.argv[2]), edition="summary",
              formats=("html", "csv"), jobs=int(sys.argv[3]), when_printed=killed)
"""


@pytest.fixture
def saved(study: Study, released: dict, tmp_path: Path) -> Path:
    """The study and its findings in a file."""
    (tmp_path / "saved").write_bytes(pickle.dumps((study, released)))
    return tmp_path / "saved"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_is_finished_by_the_next(
    run, saved: Path, out: Path, jobs: int
) -> None:
    words = [sys.executable, "-c", SCRIPT, saved, out, str(jobs)]
    left_behind = {**os.environ, "TMPDIR": str(saved.parent)}
    killed = subprocess.run(words, env=left_behind, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    whole = {path.name: path.read_bytes() for path in out.glob("X*")}
    assert len(whole) == 5
    made = run(resume=True)
    assert len(made) < 6
    finished = contents(out)
    assert {name: finished[name] for name in whole} == whole
    assert {*finished} == {*whole, *made, "index.html", "reports.json"}
    assert len(finished) == 8
    assert run(resume=True) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_worker_that_is_killed_is_listed_and_what_it_had_is_made_by_the_next(
    run, out: Path
) -> None:
    told: list[Printed] = []

    def kill_one(file: Printed) -> None:
        if not told:
            multiprocessing.active_children()[0].kill()
        told.append(file)

    with pytest.raises(PoetError) as refusal:
        run(jobs=2, when_printed=kill_one)
    (line,) = str(refusal.value).splitlines()
    assert line.startswith("report on ")
    assert ": the system ended the process that was at it. " in line
    assert multiprocessing.active_children() == []
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "not made, as the system ended the process that was at it." in page
    whole = contents(out)
    made = run(resume=True)
    assert sorted([*made, *(one.path.name for one in told)]) == sorted(
        path.name for path in out.glob("X*")
    )
    assert {one.path.name: whole[one.path.name] for one in told}.items() <= contents(out).items()
    assert len(list(out.glob("X*"))) == 6
