"""The pages for readers: what they print is what poet prints, what they name is there."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import json
import re
import shlex
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import poet
from poet.cli import commands
from poet.disclosure import PROFILES

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LAST_CODE = "echo $?"


def text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return [content for found, content in BLOCK.findall(text("README.md")) if found == kind]


def sessions() -> list[tuple[str, str]]:
    """Every command that README.md shows, and what it says that it prints."""
    shown = "".join(blocks("console"))
    parts = re.split(r"^\$ (.*)\n", shown, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@dataclass(frozen=True)
class Run:
    """What a command printed on both streams, as a terminal shows it, and its exit code."""

    printed: str
    code: int


@dataclass(frozen=True)
class Walk:
    """All commands of README.md run one after the other in one folder."""

    folder: Path
    runs: Sequence[Run]


def run(command: Sequence[str | Path], folder: Path) -> Run:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return Run(done.stdout, done.returncode)


def run_shown(command: str, before: Run, folder: Path) -> Run:
    if command == LAST_CODE:
        return Run(f"{before.code}\n", 0)
    name, *arguments = shlex.split(command)
    return run([Path(sysconfig.get_path("scripts")) / name, *arguments], folder)


def fill_in(study: Path, folder: Path) -> None:
    """What the reader does by hand after `poet init`: the five lines, and the spreadsheet."""
    (lines,) = blocks("toml")
    content = study.read_text(encoding="utf-8")
    for line in lines.splitlines():
        key = line.partition(" = ")[0]
        content, found = re.subn(rf"(?m)^{key} = .*$", line, content)
        assert found == 1, line
    study.write_text(content, encoding="utf-8")
    file = tomllib.loads(lines)["file"]
    spreadsheet(folder).to_excel(study.parent / file, sheet_name="Answers", index=False)


def spreadsheet(folder: Path) -> pd.DataFrame:
    """120 made-up people and a row of totals, with the faults that README.md tells of."""
    poet.example(folder, authorities=1, people=120, seed=7)
    frame = pd.read_csv(
        folder / "budget_holders.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig"
    ).drop(columns="Council")

    def heading(words: str) -> str:
        (found,) = [name for name in frame.columns if words in name]
        return found

    form, amount = heading("number of this form"), heading("in pounds")
    frame.loc[[3, 40, 77], heading("information and advice")] = "Very esay"
    frame.loc[10:14, heading("dignity")] = "a lot  better "
    frame.loc[[20, 33], amount] = ["£185.50", "18500"]
    frame.loc[60, form] = frame.loc[59, form]
    frame = frame.drop(columns=heading("religion"))
    frame.insert(1, "E-mail", "x@example.org")
    frame["Notes"] = ["", "rang to check", *[""] * 118]
    frame.loc[120] = ["Total", *[""] * (frame.shape[1] - 1)]
    return frame


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("reader")
    runs = [Run("", 0)]
    for command, _ in sessions():
        runs.append(run_shown(command, runs[-1], folder))
        if command == "poet init my-study":
            fill_in(folder / "my-study" / "study.toml", tmp_path_factory.mktemp("made") / "up")
    return Walk(folder, runs[1:])


def assert_prints(expected: str, printed: str) -> None:
    """A line of three dots stands for anything left out."""
    checker = doctest.OutputChecker()
    same = checker.check_output(expected, printed, doctest.ELLIPSIS)
    assert same, f"README.md says:\n{expected}\npoet prints:\n{printed}"


@pytest.mark.parametrize("number", range(len(sessions())), ids=[c for c, _ in sessions()])
def test_a_command_prints_what_the_readme_says(walk: Walk, number: int) -> None:
    assert_prints(sessions()[number][1], walk.runs[number].printed)


def test_a_command_ends_well_or_the_readme_shows_its_code(walk: Walk) -> None:
    following = [command for command, _ in sessions()][1:]
    failed = {
        command: done.code
        for (command, _), done, after in zip(sessions(), walk.runs, [*following, ""], strict=True)
        if done.code and after != LAST_CODE
    }
    # The table of codes tells this one.
    assert failed == {"poet check my-study": 1}


def test_the_python_of_the_readme_prints_what_it_says(walk: Walk) -> None:
    (code,), (expected,) = blocks("python"), blocks("text")
    done = run([sys.executable, "-c", code], walk.folder)
    assert_prints(expected, done.printed)
    assert done.code == 0


def test_other_output_than_the_readmes_is_found() -> None:
    with pytest.raises(AssertionError, match="poet prints"):
        assert_prints("1 problem\n", "2 problems\n")


def test_every_command_and_public_function_stands_in_the_readme() -> None:
    readme = text("README.md")
    names = [f"poet {name}" for name in commands.commands]
    names += [f"poet.{name}(" for name in poet.__all__]
    assert len(names) > 10
    assert [name for name in names if name not in readme] == []


def test_the_readme_quotes_the_rules_for_small_numbers() -> None:
    quoted = " ".join(text("README.md").replace("\n> ", " ").split())
    assert PROFILES["local"].words in quoted


@pytest.fixture(scope="module")
def findings_page() -> ModuleType:
    place = REPOSITORY / "scripts" / "findings_page.py"
    spec = importlib.util.spec_from_file_location("findings_page", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_findings_is_as_the_code_has_it(findings_page: ModuleType) -> None:
    assert text("docs/findings.md") == findings_page.page(), (
        "docs/findings.md is old: run .venv/bin/python scripts/findings_page.py"
    )


def test_the_page_of_findings_tells_every_file(findings_page: ModuleType, walk: Walk) -> None:
    written = {path.name for path in (walk.folder / "numbers").iterdir()}
    assert set(re.findall(r"^## `(.+)`$", findings_page.page(), re.MULTILINE)) == written
    provenance = json.loads((walk.folder / "numbers" / "provenance.json").read_text("utf-8"))
    assert list(findings_page.PROVENANCE) == list(provenance)


def public_functions() -> Iterator[str]:
    for path in sorted((REPOSITORY / "src" / "poet" / "statistics").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}"


def told_functions() -> Mapping[str, str]:
    """Function to test file, from the table at the end of docs/methods.md.

    A row tells what one number of it is, its units, what it assumes, its source, and the test.
    """
    row = re.compile(
        r"^\| `(\w+\.\w+)` \|(?: [^|]+ \|){4} `(tests/[\w/]+\.py)::test_\w+` \|$", re.MULTILINE
    )
    return dict(row.findall(text("docs/methods.md")))


def test_the_methods_tell_every_public_function_of_the_statistics() -> None:
    assert sorted(told_functions()) == sorted(public_functions())


def test_every_function_of_the_methods_is_held_by_a_test_of_its_module() -> None:
    untested = [
        f"{name}: {file}"
        for name, file in told_functions().items()
        for module in [name.partition(".")[0]]
        if not re.search(rf"import .*\b{module}\b|statistics\.{module} import", text(file))
    ]
    assert not untested


def test_every_test_that_the_methods_name_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", text("docs/methods.md"))
    assert len(named) > 10
    lost = [f"{file}::{name}" for file, name in named if f"\ndef {name}(" not in text(file)]
    assert not lost


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made for Markdown on the web."""
    prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
    found = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in found}


def links() -> Iterator[tuple[Path, str, str]]:
    """Page, file and anchor of every relative link; the file is "" within the page."""
    for page in PAGES:
        prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", prose):
            if not re.match(r"[a-z]+:", target):
                file, _, anchor = target.partition("#")
                yield page, file, anchor


def test_every_relative_link_reaches_a_file_and_a_heading() -> None:
    lost = [
        f"{page.name}: {file}#{anchor}"
        for page, file, anchor in links()
        for there in [page.parent / file if file else page]
        if not there.exists() or (anchor and anchor not in headings(there))
    ]
    assert not lost, "\n".join(lost)


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    words = re.findall(r"^\*\*(.+?)\*\*", text("docs/glossary.md"), re.MULTILINE)
    assert len(words) > 30
    assert words == sorted(set(words), key=str.casefold)


def test_the_change_log_begins_with_this_version() -> None:
    (first, *_) = re.findall(r"^## (\S+)", text("CHANGELOG.md"), re.MULTILINE)
    assert first == poet.__version__
