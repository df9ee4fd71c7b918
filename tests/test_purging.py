"""What poet wrote is removed by its name; nothing else ever is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import checking, comparing, publishing
from poet.errors import CANNOT_READ_OR_WRITE, WRONG_USE, PoetError
from poet.printing.manifest import Manifest
from poet.purging import lines, purge, written_by_poet
from poet.writing import only_run_in

OURS = [
    *checking.FILES,
    *comparing.FILES,
    *publishing.file_names(technical=True),
    ".poet-0123456789abcdef.part",
    ".poet.lock",
    "X001-alderfen-technical.pdf",
    "X001-alderfen-workshop.pdf",
]
OTHERS = [
    "Outcomes.csv",
    "answers.csv",
    "findings.xlsx.bak",
    "letter-workshop.pdf",
    "minutes.pdf",
    "notes.txt",
    "workshop.pdf",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Everything that poet writes, and files of other kinds and names."""
    made = tmp_path / "out"
    made.mkdir()
    for name in [*OURS, *OTHERS]:
        is_pdf = name.endswith(".pdf") and not name.startswith("letter")
        (made / name).write_bytes(b"%PDF-1.7" if is_pdf else b"words")
    return made


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_what_poet_wrote_is_found_by_its_name_and_nothing_is_removed_yet(folder: Path) -> None:
    found = written_by_poet(folder)
    assert names(found.files) == sorted(OURS)
    assert names(found.others) == sorted(OTHERS)
    assert len(list(folder.iterdir())) == len(OURS) + len(OTHERS)


def test_what_was_found_is_removed_and_the_rest_stays(folder: Path) -> None:
    removed = purge(written_by_poet(folder))
    # Taking hold of the folder removes what was half-written, and the lock, by itself.
    assert set(OURS) - set(names(removed)) <= {".poet-0123456789abcdef.part", ".poet.lock"}
    assert sorted(path.name for path in folder.iterdir()) == sorted(OTHERS)
    assert written_by_poet(folder).files == ()


def test_the_list_of_reports_and_its_page_of_links_are_poets_own(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html>"
    (tmp_path / "index.html").write_bytes(page)
    assert written_by_poet(tmp_path).files == ()
    Manifest(tmp_path, index=[hashlib.sha256(page).hexdigest()]).write()
    assert names(written_by_poet(tmp_path).files) == ["index.html", "reports.json"]
    (tmp_path / "index.html").write_bytes(page + b"somebody's own page")
    assert names(written_by_poet(tmp_path).files) == ["reports.json"]
    (tmp_path / "reports.json").write_bytes(b"{}")
    assert written_by_poet(tmp_path).files == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_link_and_a_folder_are_left_alone(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "findings.xlsx", tmp_path / "out"
    elsewhere.write_bytes(b"mine")
    folder.mkdir()
    (folder / "findings.xlsx").symlink_to(elsewhere)
    (folder / "provenance.json").symlink_to(tmp_path / "nowhere")
    (folder / "outcomes.csv").mkdir()
    (folder / "outcomes.csv" / "process.csv").write_bytes(b"mine")
    found = written_by_poet(folder)
    assert found.files == ()
    assert purge(found) == ()
    assert elsewhere.read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_file_that_is_a_link_by_now_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("outcomes.csv", "process.csv"):
        (folder / name).write_bytes(b"ours")
    found = written_by_poet(folder)
    (folder / "outcomes.csv").unlink()
    (folder / "outcomes.csv").symlink_to(tmp_path)
    (folder / "process.csv").unlink()
    assert purge(found) == ()
    assert (folder / "outcomes.csv").is_symlink()


@pytest.mark.parametrize(
    ("made", "sentence", "code"),
    [
        (lambda path: None, "there is no such folder", CANNOT_READ_OR_WRITE),
        (lambda path: path.write_bytes(b""), "there is no such folder", CANNOT_READ_OR_WRITE),
        (
            lambda path: (path.mkdir(), (path / "study.toml").touch()),
            "this is the folder of a study, from which nothing is removed",
            WRONG_USE,
        ),
    ],
)
def test_another_place_is_refused(
    tmp_path: Path, made: Callable[[Path], None], sentence: str, code: int
) -> None:
    place = tmp_path / "place"
    made(place)
    with pytest.raises(PoetError) as refusal:
        written_by_poet(place)
    assert str(refusal.value) == (
        f"{place}: {sentence}. Name the folder that findings, reports or lists were written into."
    )
    assert refusal.value.exit_code == code


def test_a_folder_that_a_run_writes_into_is_refused(folder: Path) -> None:
    found = written_by_poet(folder)
    with only_run_in(folder), pytest.raises(PoetError, match="another run of poet is writing"):
        purge(found)


def test_a_file_that_cannot_be_removed_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = written_by_poet(folder)

    def refused(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(PoetError) as refusal:
        purge(found)
    monkeypatch.undo()
    (folder / ".poet.lock").unlink(missing_ok=True)
    assert str(refusal.value).endswith(
        ": cannot be removed: Permission denied. Close it if it is open in another program."
    )


def test_what_would_be_removed_is_told_first(tmp_path: Path) -> None:
    for name in ("outcomes.csv", "process.csv", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert list(lines(written_by_poet(tmp_path))) == [
        str(tmp_path / "outcomes.csv"),
        str(tmp_path / "process.csv"),
        "1 other file or folder stays.",
    ]
    (tmp_path / "more.txt").write_bytes(b"")
    assert list(lines(written_by_poet(tmp_path)))[-1] == "2 others stay."
