"""Hashes of what reports are made of: the same in every run, another for whatever is another."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pytest

from poet.printing.council import Material, without_answers
from poet.printing.made_of import Hashes, digest
from poet.responses import Account


@dataclass(frozen=True)
class Thing:
    name: str
    folder: Path
    parts: dict[str, frozenset[str]]


THING = Thing("a", Path("/one"), {"x": frozenset("abc"), "y": frozenset()})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1,), ("1",)),
        ((1,), [1]),
        (("ab", "c"), ("a", "bc")),
        ([["a"], "b"], [["a", "b"]]),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": {"b": 1}, "c": 2}, {"a": {"b": 1, "c": 2}}),
        (b"a", "a"),
        (None, ""),
        (0.1 + 0.2, 0.3),
        (THING, Thing("b", THING.folder, THING.parts)),
        (THING, Thing("a", THING.folder, {"x": frozenset("ab"), "y": frozenset("c")})),
    ],
)
def test_different_values_have_different_hashes(one: object, other: object) -> None:
    assert digest(one) != digest(other)
    assert digest(one) == digest(one)


def test_the_order_of_a_set_or_of_keys_makes_no_difference() -> None:
    assert digest({"a": 1, "b": {"x", "y"}}) == digest({"b": {"y", "x"}, "a": 1})


def test_a_frame_is_its_columns_its_kinds_and_its_rows_in_their_order() -> None:
    frame = pd.DataFrame({"authority": ["a", "b"], "people": [1.0, None]})
    assert digest([frame]) == digest([frame.copy()])
    others = [
        frame.iloc[::-1],
        frame.rename(columns={"people": "base"}),
        frame.fillna(2),
        frame.iloc[:1],
        frame.astype({"people": "Int64"}),
    ]
    assert len({digest([one]) for one in [frame, *others]}) == 6


def test_keys_need_not_be_words() -> None:
    assert digest({("a", 1): 2}) == digest({("a", 1): 2}) != digest({("a", 2): 2})


def test_where_a_study_lies_makes_no_difference() -> None:
    assert digest(THING) == digest(Thing("a", Path("/two"), THING.parts))


def test_a_file_is_what_is_in_it(tmp_path: Path) -> None:
    for name, content in (("a", b"1"), ("b", b"1"), ("c", b"2")):
        (tmp_path / name).write_bytes(content)
    a, b, c = (digest([tmp_path / name]) for name in "abc")
    assert a == b != c


def test_every_run_of_the_program_gives_the_same_hash() -> None:
    """Python mixes the order of a set anew in each run."""
    value = {"set": set("abcdefgh"), "list": [1, 2.5, None, b"x"]}
    script = (
        "from poet.printing.made_of import digest\n"
        "print(digest({'list': [1, 2.5, None, b'x'], 'set': set('abcdefgh')}))"
    )
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stdout.strip() == digest(value), ran.stderr


def test_numbers_of_rows_are_hashed_as_reports_tell_them(planted) -> None:
    """A hash of the exact number would tell it to whoever tries all numbers near the one told."""

    def shared(rows: int) -> str:
        first, *others = planted.responses
        accounts = [Account(rows, rows, {}), *(Account(100, 100, {}) for _ in others)]
        responses = tuple(
            replace(one, account=account)
            for one, account in zip((first, *others), accounts, strict=True)
        )
        study = without_answers(replace(planted, responses=responses))
        return Hashes.of(Material(study, {}), []).shared

    assert shared(101) == shared(102) != shared(104)
