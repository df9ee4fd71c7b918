"""The page on security: every promise names a test that is there, every test here is named."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

REPOSITORY = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PAGE = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")


def named() -> set[tuple[str, str]]:
    return set(NAMED.findall(PAGE))


def test_every_test_that_the_page_names_is_there() -> None:
    assert len(named()) > 30
    lost = [
        f"{file}::{name}"
        for file, name in sorted(named())
        if f"\ndef {name}(" not in (REPOSITORY / file).read_text(encoding="utf-8")
    ]
    assert not lost


def test_every_promise_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    promises = [row.split("|")[1:3] for row in rows if "| tested by |" not in row]
    assert len(promises) > 20
    bare = [
        p for p, test in promises if not NAMED.search(test) and not test.startswith(" the same")
    ]
    assert not bare


def test_every_kind_of_attack_here_stands_on_the_page() -> None:
    here = Path(__file__).parent
    files = {f"tests/security/{path.name}" for path in here.glob("test_*.py")}
    assert files == {file for file, _ in named() if file.startswith("tests/security/")}


def test_the_printer_is_new_enough() -> None:
    """Older ones could be made to read any file (CVE-2026-55073)."""
    (needed,) = [
        requirement
        for requirement in map(Requirement, importlib.metadata.requires("poet") or ())
        if requirement.name == "weasyprint"
    ]
    assert not needed.specifier.contains("69.9")
    assert Version(importlib.metadata.version("weasyprint")) >= Version("70")
