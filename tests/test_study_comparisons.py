"""A study that names peers and published tables: read as one, told as one, stopped by neither."""

from __future__ import annotations

from pathlib import Path

import pytest

import poet
from poet.errors import PoetError
from poet.peers import PeerGroup

AUTHORITIES = """
[[authorities]]
code = "A1"
name = "Fernhollow"
[[authorities]]
code = "A2"
name = "Ottermere"
[[authorities]]
code = "A3"
name = "Kirklees"
"""
COMPARISONS = """
[[peers]]
authority = "Fernhollow"
councils = ["A2", "A3", "Nowhere"]
[peers_by]
nearest = { file = "features.csv", count = 2 }
[[published]]
file = "ascs.csv"
title = "Satisfied"
source = "NHS England"
licence = "OGL"
year = "2021"
authority_column = "council"
value_column = "percent"
unit = "percent"
beside = "life"
"""


@pytest.fixture
def several(small: Path, changed) -> Path:
    """The small study with three councils, peers and a published table."""
    changed(small / "study.toml", 'authority = "Fernhollow"\n', 'authority_column = "council"\n')
    (small / "carers.csv").write_text(
        "council,form,your_life\nA1,F1,Better\nA2,F2,worse\nA3,F3,Better\n", encoding="utf-8"
    )
    (small / "features.csv").write_text("council,age\nA1,1\nA2,2\nA3,5\n", encoding="utf-8")
    (small / "ascs.csv").write_text(
        "council,percent\nKirklees Council,66.7\nLeeds,[c]\nAverage,60\n", encoding="utf-8"
    )
    with (small / "study.toml").open("a", encoding="utf-8") as file:
        file.write(AUTHORITIES + COMPARISONS)
    return small


def test_peers_and_tables_are_read_with_the_study(several: Path) -> None:
    study = poet.load_study(several)
    assert study.peers.groups[0] == PeerGroup("A1", "peers", ("A2", "A3"))
    assert [group.kind for group in study.peers.groups] == ["peers", *["nearest"] * 3]
    (table,) = study.published
    assert dict(table.values) == {"A3": 0.667}
    assert {path.name for path in study.inputs} >= {"features.csv", "ascs.csv"}


def test_what_cannot_be_used_of_them_is_told_by_check(several: Path) -> None:
    remarks = (
        'study.toml, [[peers]] number 1: "Nowhere" is not in this study, '
        "so it is not next to Fernhollow.",
        'ascs.csv: 1 row names no council and is left out: "Average".',
        "ascs.csv: 1 council has no figure: 1 suppressed ([c]).",
        "ascs.csv: there is no row for Fernhollow, Ottermere.",
    )
    study = poet.load_study(several)
    assert study.remarks == remarks
    assert set(remarks) <= set(poet.check(study).lines())


@pytest.mark.parametrize("file", ["features.csv", "ascs.csv"])
def test_a_file_that_is_not_there_is_told(several: Path, file: str) -> None:
    (several / file).unlink()
    with pytest.raises(PoetError) as caught:
        poet.load_study(several)
    assert str(caught.value) == (
        f'study.toml: "{file}" is not in the folder of the study. '
        "Put it there, or correct its name."
    )


@pytest.mark.parametrize("file", ["features.csv", "ascs.csv"])
def test_a_file_outside_the_folder_is_refused(several: Path, changed, file: str) -> None:
    changed(several / "study.toml", f'"{file}"', f'"../{file}"')
    with pytest.raises(PoetError) as caught:
        poet.load_study(several)
    assert f'study.toml: "../{file}" lies outside the folder of the study.' in str(caught.value)


def test_beside_must_be_a_question_or_topic(several: Path, changed) -> None:
    changed(several / "study.toml", 'beside = "life"', 'beside = "satisfaction"')
    with pytest.raises(PoetError) as caught:
        poet.load_study(several)
    assert str(caught.value) == (
        'study.toml, [[published]] number 1: beside "satisfaction" is no question and no topic of '
        "this study. Write the key of the question that asks for the same, or leave beside out."
    )


def test_mistakes_in_study_toml_are_told_together(several: Path, changed) -> None:
    changed(several / "study.toml", 'unit = "percent"', 'unit = "points"')
    changed(several / "study.toml", "count = 2", "count = 1")
    with pytest.raises(PoetError) as caught:
        poet.load_study(several)
    assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [
        "study.toml, [peers_by], nearest",
        "study.toml, [[published]] number 1",
    ]
