"""What study.toml may say of a published table, and what is said of mistakes."""

from __future__ import annotations

import tomllib

import pytest

from poet import published_tables_rules
from poet.published_tables_rules import NEEDED, published_files, published_mistakes

GOOD = """\
[[published]]
file = "ascs.csv"
title = "Satisfied with care"
source = "NHS England"
licence = "Open Government Licence v3.0"
year = 2021
authority_column = "code"
value_column = "percent"
unit = "percent"
where = { question = "q1" }
beside = "dignity"
base_column = "n"
sheet = "T1"
"""


def told(text: str) -> list[str]:
    return [str(mistake) for mistake in published_mistakes("study.toml", tomllib.loads(text))]


def test_a_table_without_a_mistake() -> None:
    assert told(GOOD) == told("") == []
    assert published_files(tomllib.loads(GOOD)) == ["ascs.csv"]
    assert published_files({"published": [{"file": 3}, {}]}) == []


@pytest.mark.parametrize("key", NEEDED)
def test_what_is_missing_is_told(key: str) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} ")]
    assert told("\n".join(lines)) == [
        f'study.toml, [[published]] number 1: {key} is missing. Add {key} = "...".'
    ]


def test_another_unit_is_told(untested) -> None:
    said = (
        'study.toml, [[published]] number 1: unit "per cent" is not known. Known are: percent, '
        "share, score. Say in what the figures are written."
    )
    assert told(GOOD.replace('unit = "percent"', 'unit = "per cent"')) == [said]
    assert not untested(published_tables_rules, [said])


def test_a_filter_must_be_of_texts() -> None:
    assert told(GOOD.replace('{ question = "q1" }', '"q1"')) == [
        "study.toml, [[published]] number 1: where is not a table of texts. "
        'Write where = { COLUMN = "TEXT" }.'
    ]
