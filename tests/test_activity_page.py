"""docs/activity.md: its examples are read as it says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from returns_read import amounts

from poet.activity_file import read_activity
from poet.activity_rules import activity_mistakes
from poet.study import Authority

PAGE = Path(__file__).parents[1] / "docs" / "activity.md"
BLOCK = re.compile(r"^```(toml|csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NORTHTOWN = (Authority("N1", "Northtown"),)


def blocks(kind: str) -> list[str]:
    return [
        text for found, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if found == kind
    ]


@pytest.mark.parametrize("text", blocks("toml"))
def test_each_table_is_one_that_a_study_may_have(text) -> None:
    assert list(activity_mistakes("study.toml", tomllib.loads(text))) == []


@pytest.mark.parametrize(
    ("place", "table", "many", "first"), [(0, 0, 12, "2007-08"), (1, 2, 4, "2009-10")]
)
def test_each_file_is_read_without_a_problem(tmp_path, place, table, many, first) -> None:
    entry = tomllib.loads(blocks("toml")[table])["activity"]
    (tmp_path / entry["file"]).write_text(blocks("csv")[place], encoding="utf-8")
    activity = read_activity(tmp_path, entry, NORTHTOWN)
    assert activity.problems.empty
    found = amounts(activity)
    assert len(found) == many
    assert found["N1", first, "reviews"] == 1000
    assert found["N1", "2010-11", "reviews"] == 860
    assert found["N1", "2010-11", "field_staff_fte"] == 108.6
