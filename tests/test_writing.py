"""Files: names that are safe on every system, and a file that is whole or not there."""

from __future__ import annotations

import os
import re
import stat
import threading
from pathlib import Path

import hypothesis.strategies as some
import pytest
from hypothesis import example, given

from poet import writing
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.writing import LONGEST_NAME, file_name, prepare_folder, write_together, write_whole

DEVICES = ["CON", "prn", "Aux", "NUL", "com1", "LPT9", "com0"]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("X001", "Fernhollow & Bryn", "workshop"), "X001-fernhollow-bryn-workshop"),
        (("Alderfen", "Alderfen", "workshop"), "Alderfen-workshop"),
        (("../../etc/passwd",), "etc-passwd"),
        (("C:\\reports\\x",), "C-reports-x"),
        (("Ŵyllgoed Ŷd",), "Wyllgoed-Yd"),
        (("ends in dots ...",), "ends-in-dots"),
        (("", "  ", ""), "unnamed"),
        (("北京",), "unnamed"),
        (("CON",), "CON-"),
        (("com¹",), "com1-"),
        (("x" * 200,), "x" * 80),
        (("y" * 79, "z"), "y" * 78 + "-z"),
        (("X001", "w" * 80, "workshop"), f"X001-{'w' * 66}-workshop"),
        (("X001", "z" * 81), "z" * 80),
    ],
)
def test_names_by_example(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


@given(some.lists(some.text(max_size=120), min_size=1, max_size=4))
@example(["\ud800"])
@example(["con."])
@example(["a/b", "..", "NUL"])
def test_any_text_gives_a_safe_name(parts: list[str]) -> None:
    name = file_name(*parts)
    assert re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*-?", name)
    assert 1 <= len(name) <= LONGEST_NAME
    stem = name.casefold()
    assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)[0-9]", stem)


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("ending", ["", " ", ".", "..pdf"])
def test_no_name_is_one_that_windows_keeps_for_a_device(device: str, ending: str) -> None:
    assert file_name(device + ending).casefold() not in {name.casefold() for name in DEVICES}


def refused(folder: Path, *names: str, force: bool = False) -> PoetError:
    with pytest.raises(PoetError) as refusal:
        prepare_folder(folder, names, force=force)
    return refusal.value


def test_a_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b", ["x.pdf"], force=False)
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_names_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    error = refused(tmp_path / "new", "north.pdf", "North.pdf", force=True)
    assert str(error) == (
        f"{tmp_path / 'new'}: two authorities would get the same file name. "
        "Give them different codes in study.toml."
    )
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_there_is_left_unless_forced(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"old")
    error = refused(tmp_path, "new.pdf", "a.pdf", "b.pdf")
    assert str(error) == (
        f"{tmp_path / 'a.pdf'}: this file is there already and 1 more. "
        "Add --force to write it again, or name another folder."
    )
    assert error.exit_code == CANNOT_READ_OR_WRITE
    prepare_folder(tmp_path, ["a.pdf", "b.pdf"], force=True)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"mine")
    error = refused(tmp_path / "reports", "a.pdf")
    assert str(error) == (
        f"{tmp_path / 'reports'}: cannot write here: File exists. "
        "Choose a folder in which you may write."
    )
    assert error.exit_code == CANNOT_READ_OR_WRITE


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere"
)
def test_a_folder_one_may_not_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert "cannot write here: Permission denied" in str(refused(tmp_path, "a.pdf"))
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_file_is_written_again_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.pdf", b"old and longer")
    write_whole(tmp_path / "a.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize(("withheld", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_who_may_read_what_is_written_is_for_the_user_to_say(
    tmp_path: Path, withheld: int, mode: int
) -> None:
    before = os.umask(withheld)
    try:
        write_whole(tmp_path / "a.pdf", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == mode


@pytest.mark.parametrize(
    "stopped_by", [OSError(28, "No space left on device"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_by: BaseException, step: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def stopped(*_: object) -> None:
        raise stopped_by

    monkeypatch.setattr(os if step == "fsync" else Path, step, stopped)
    expected = PoetError if isinstance(stopped_by, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as raised:
        write_whole(target, b"new")
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old"}
    if expected is PoetError:
        assert str(raised.value) == (
            f"{tmp_path if step == 'fsync' else target}: cannot write here: "
            "No space left on device. Make room on this disk, or choose a folder on another."
        )


def test_whoever_reads_meanwhile_sees_a_whole_file(tmp_path: Path) -> None:
    target, sizes = tmp_path / "a.pdf", set()
    contents = [bytes([n]) * 200_000 for n in (1, 2)]
    write_whole(target, contents[0])
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            data = target.read_bytes()
            sizes.add((len(data), len(set(data))))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(40):
        write_whole(target, contents[turn % 2])
    done.set()
    reader.join()
    assert sizes == {(200_000, 1)}


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", "a\\b.pdf", "C:a.pdf", "..", "", "a\n"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path / "new", name, force=True)
    assert str(error) == f'{tmp_path / "new"}: "{name}" is no name of a file in this folder.'
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_folder_is_replaced_and_what_it_leads_to_stays(
    tmp_path: Path, there: bool
) -> None:
    elsewhere, folder = tmp_path / "elsewhere.pdf", tmp_path / "reports"
    folder.mkdir()
    if there:
        elsewhere.write_bytes(b"mine")
    (folder / "a.pdf").symlink_to(elsewhere)
    assert str(refused(folder, "a.pdf")).startswith(f"{folder / 'a.pdf'}: this file is there")
    write_whole(folder / "a.pdf", b"new")
    assert not (folder / "a.pdf").is_symlink()
    assert (folder / "a.pdf").read_bytes() == b"new"
    assert elsewhere.exists() == there
    assert not there or elsewhere.read_bytes() == b"mine"


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(PoetError) as refusal:
        write_whole(tmp_path / "a.pdf", b"new")
    assert str(refusal.value) == (
        f"{tmp_path / 'a.pdf'}: cannot write here: Is a directory. "
        "Close it if it is open in another program, or name another folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_on_windows_a_file_that_cannot_be_replaced_is_told_before_any_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a file that Excel has open cannot be opened to write; here a folder cannot."""
    monkeypatch.setattr(writing, "WINDOWS", True)
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(PoetError, match="Close it if it is open in another program"):
        write_together(tmp_path, {"a.csv": b"new", "b.csv": b"new"}, force=True)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
