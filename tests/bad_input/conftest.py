"""A small study, something bad done to it, and a look at everything that comes of that.

`catalogue.toml` lists every bad input. Its sections are those of the modules: a test that takes an
`entry` runs once for each entry of its section that says what poet ends with.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from poet.cli import _run

HERE = Path(__file__).parent
CATALOGUE = tomllib.loads((HERE / "catalogue.toml").read_text(encoding="utf-8"))
SECONDS = 10
# Parts of what each of the four people wrote: a comment, the number of a form, an address.
PRIVATE = ("tollerby", "qz-607", "heron")
ALL_USED = ["people.csv: 4 rows read = 4 used + 0 set aside"]
CHECK_FILES = {"problems.xlsx", "problems.json"}


@dataclass(frozen=True)
class Ran:
    """What a command ended with, and what it said: results on `out`, talk on `err`."""

    code: int
    out: str
    err: str


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test the entries of its section that are run here."""
    if "entry" in metafunc.fixturenames:
        section = metafunc.module.__name__.rpartition("test_")[2]
        entries = [one for one in CATALOGUE[section] if "code" in one]
        assert entries
        metafunc.parametrize("entry", entries, ids=[one["name"] for one in entries])


@pytest.fixture(scope="session")
def catalogue() -> Mapping[str, list[dict[str, Any]]]:
    """Section to its entries."""
    return CATALOGUE


@pytest.fixture
def people() -> list[list[str]]:
    """The headings and the four people of the study, to be changed."""
    with (HERE / "study" / "people.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the study, in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(HERE / "study", tmp_path / "study")


@pytest.fixture
def as_csv() -> Callable[[list[list[str]]], bytes]:
    """Rows as a CSV file in UTF-8."""

    def written(rows: list[list[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        return text.getvalue().encode()

    return written


@pytest.fixture
def run(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Runs a command in this process, and sees to what must be so however it ends."""

    def running(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["poet", *map(str, words)])
        capsys.readouterr()
        begin = time.monotonic()
        code = _run()
        took = time.monotonic() - begin
        ran = Ran(code, *capsys.readouterr())
        assert took < SECONDS
        refuse_what_may_never_be(ran, study)
        return ran

    return running


@pytest.fixture(scope="session")
def watch_over() -> Callable[[Ran, Path], None]:
    """Fails for what may never be: a traceback, half a list, anything private."""
    return refuse_what_may_never_be


@pytest.fixture(scope="session")
def made_ran() -> Callable[..., Ran]:
    """Makes a Ran of an exit code and two texts."""
    return Ran


def refuse_what_may_never_be(ran: Ran, folder: Path) -> None:
    """Hold what a command said, and what lies in the folder of the study, against the rules."""
    said = ran.out + ran.err
    assert ran.code in (0, 1, 2, 3, 130), said
    assert "Traceback" not in said
    assert "mistake in poet" not in said, said
    told = "".join([said, *texts_of_lists(folder)]).casefold()
    assert [one for one in PRIVATE if one in told] == []
    check = folder / "check"
    assert not check.exists() or {path.name for path in check.iterdir()} in (set(), CHECK_FILES)
    hidden = {path.name for path in folder.parent.rglob("*") if path.name.startswith(".")}
    assert hidden == set()


def texts_of_lists(folder: Path) -> Iterator[str]:
    """All text of the lists of problems; nothing when there are none."""
    if (folder / "check" / "problems.json").exists():
        yield (folder / "check" / "problems.json").read_text(encoding="utf-8")
        with zipfile.ZipFile(folder / "check" / "problems.xlsx") as parts:
            yield from (parts.read(name).decode() for name in parts.namelist())


@pytest.fixture
def put(study: Path) -> Callable[..., None]:
    """Puts these bytes in the place of the answers, under this name."""

    def putting(content: bytes, name: str = "people.csv") -> None:
        (study / "people.csv").unlink(missing_ok=True)
        (study / name).write_bytes(content)
        settings = (study / "study.toml").read_text(encoding="utf-8")
        (study / "study.toml").write_text(settings.replace("people.csv", name), encoding="utf-8")

    return putting


@pytest.fixture
def settings(study: Path) -> Callable[[Mapping[str, Any]], None]:
    """Changes texts of the study, or of its questionnaire, as an entry says: [file, old, new].

    "MANY 9" in a new text stands for very many of that sign.
    """

    def changing(entry: Mapping[str, Any]) -> None:
        for file, old, new in entry.get("change", []):
            text = (study / file).read_text(encoding="utf-8")
            assert old in text
            long = re.sub("MANY (.)", lambda found: found.group(1) * 10_000, new)
            (study / file).write_text(text.replace(old, long, 1), encoding="utf-8")

    return changing


@pytest.fixture
def told(run: Callable[..., Ran]) -> Callable[[Mapping[str, Any]], None]:
    """Runs `poet check` and holds its end, and every line of it, against an entry."""

    def checking(entry: Mapping[str, Any]) -> None:
        ran = run("check", "study")
        assert ran.code == entry["code"], ran.out + ran.err
        if "error" in entry:
            assert (ran.out, ran.err) == ("", f"Error: {entry['error']}\n")
            return
        account, _, problems = ran.out.partition("\n\n")
        assert account.splitlines() == entry.get("account", ALL_USED)
        assert problems.splitlines() == entry.get("problems", ["No problems found."])
        assert [note for note in entry.get("notes", []) if note not in ran.err.splitlines()] == []

    return checking
