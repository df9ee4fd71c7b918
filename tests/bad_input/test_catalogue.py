"""The catalogue itself: whole, readable, and every test that it names is there."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SECTIONS = (
    *("files", "shape", "values", "hostile_text", "definitions", "environment"),
    "councils",
)
WHERE = Path(__file__).with_name("catalogue.toml")
KEYS = {"name", "code", "error", "account", "problems", "notes", "make", "file", "cell", "text"}
KEYS |= {"change", "tested"}


@cache
def names_in(file: str) -> set[str]:
    """The tests of a module, or the mistakes that a list of them names."""
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    if file.endswith(".toml"):
        return {mistake["name"] for mistake in tomllib.loads(text)["mistake"]}
    tree = ast.parse(text)
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_it_has_the_sections_that_there_are_tests_for(catalogue) -> None:
    assert tuple(catalogue) == SECTIONS
    for section in SECTIONS:
        assert WHERE.with_name(f"test_{section}.py").exists()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_entry_has_a_name_of_its_own_and_known_keys(catalogue, section: str) -> None:
    names = Counter(entry["name"] for entry in catalogue[section])
    assert [name for name, times in names.items() if times > 1] == []
    assert {key for entry in catalogue[section] for key in entry} <= KEYS


@pytest.mark.parametrize("section", SECTIONS)
def test_every_entry_is_run_or_names_its_test(catalogue, section: str) -> None:
    bare = [one["name"] for one in catalogue[section] if not {"code", "tested"} & set(one)]
    assert bare == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_test_that_is_named_is_there(catalogue, section: str) -> None:
    lost = []
    for entry in catalogue[section]:
        for name in entry.get("tested", []):
            file, _, test = name.partition("::")
            if not (REPOSITORY / file).exists() or test not in names_in(file):
                lost.append(f"{entry['name']}: {name}")
    assert lost == []


@pytest.mark.parametrize("section", SECTIONS)
def test_an_entry_that_ends_well_has_no_problem_and_one_that_fails_an_error(
    catalogue, section: str
) -> None:
    for entry in catalogue[section]:
        code = entry.get("code")
        if code is not None:
            assert (code == 1) == ("problems" in entry), entry["name"]
            assert (code > 1) == ("error" in entry), entry["name"]
