"""The list of a folder of reports: read as it was written, and taken for poet's own only then."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest

from poet.printing.manifest import Entry, Manifest, read_manifest, sha256_of

PAGE = b"<!DOCTYPE html>"


def entry(content: bytes = PAGE, made_of: str = "a") -> Entry:
    sha256 = hashlib.sha256(content).hexdigest()
    return Entry("X001", "workshop", "html", "en", len(content), sha256, made_of)


def listing(name: str, **other: object) -> bytes:
    """A list of one file, with something else in its entry."""
    files = {name: {**dataclasses.asdict(entry()), **other}}
    return json.dumps({"schema": 1, "files": files, "index": []}).encode()


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = Manifest(tmp_path, {"b.html": entry(), "a.html": entry(made_of="b")}, ["hash"])
    written.write()
    found = read_manifest(tmp_path)
    assert found is not None
    assert (found.entries, found.index) == (written.entries, ["hash"])
    assert list(json.loads((tmp_path / "reports.json").read_bytes())["files"]) == [
        "a.html",
        "b.html",
    ]


def test_where_there_is_none_nothing_is_known(tmp_path: Path) -> None:
    found = read_manifest(tmp_path / "new")
    assert found is not None
    assert found.entries == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"schema": 1}',
        b'{"schema": 2, "files": {}, "index": []}',
        b'{"schema": 1, "files": {"a": {"sha256": "x"}}, "index": []}',
        b'{"schema": 1, "files": [], "index": []}',
        listing("../a.html"),
        listing("..\\a.html"),
        listing("a.pdf"),
        listing("a.exe", format="exe"),
        listing("a.html", language=""),
        listing("a.html", edition="none"),
        listing("a.html", authority=1),
    ],
)
def test_another_file_of_this_name_is_not_taken_for_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "reports.json").write_bytes(content)
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize(
    ("content", "made_of", "current"),
    [(PAGE, "a", True), (PAGE, "b", False), (PAGE + b" ", "a", False), (b"", "a", False)],
)
def test_a_file_is_current_when_it_is_whole_and_made_of_the_same(
    tmp_path: Path, content: bytes, made_of: str, current: bool
) -> None:
    (tmp_path / "a.html").write_bytes(content)
    assert Manifest(tmp_path, {"a.html": entry()}).is_current("a.html", made_of) is current


def test_what_is_not_listed_or_not_there_is_not_current(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(PAGE)
    manifest = Manifest(tmp_path, {"a.html": entry()})
    assert not manifest.is_current("a.html", "a")
    assert not manifest.is_current("b.html", "a")
    (tmp_path / "a.html").mkdir()
    assert sha256_of(tmp_path / "a.html") == ""


def test_the_page_of_links_is_poets_own_as_long_as_nobody_changes_it(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    assert not manifest.is_own_index()
    (tmp_path / "index.html").write_bytes(PAGE)
    assert not manifest.is_own_index()
    manifest.index[:] = [hashlib.sha256(PAGE).hexdigest()]
    assert manifest.is_own_index()
    (tmp_path / "index.html").write_bytes(PAGE + b"mine")
    assert not manifest.is_own_index()
