"""The page on accessibility: every promise names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PAGE = (REPOSITORY / "docs" / "accessibility.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 20
    lost = [
        f"{file}::{name}"
        for file, name in named
        if f"\ndef {name}(" not in (REPOSITORY / file).read_text(encoding="utf-8")
    ]
    assert not lost


def test_every_promise_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    promises = [row for row in rows if "| tested by |" not in row]
    assert len(promises) > 20
    assert [row for row in promises if not NAMED.search(row)] == []


def test_the_windows_of_the_page_are_those_of_the_tests() -> None:
    tests = (REPOSITORY / "tests" / "printing" / "test_browser.py").read_text(encoding="utf-8")
    (said,) = re.findall(r"in windows of (.+?) and ([\d,]+) pixels\.", PAGE.replace("\n", " "))[:1]
    widths = {int(width.replace(",", "")) for width in (*said[0].split(", "), said[1])}
    tested = {int(width) for width in re.findall(r"\((\d{3,4}), \d{3}\)", tests)}
    assert widths == tested
