"""Files that real people exported from survey tools, read, mapped and checked."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from poet import definition
from poet.questionnaire import Questionnaire
from poet.reading import read_table
from poet.responses import AuthorityRule, Responses, check_table
from poet.study_maps import read_column_map

HERE = Path(__file__).resolve().parent
Rows = list[list[str]]


@pytest.fixture(scope="session")
def load() -> Callable[[str], Questionnaire]:
    """Loads one of the questionnaires of this folder."""
    return lambda name: definition.read_questionnaire(HERE / f"{name}.toml", {})


@pytest.fixture
def check(
    shared: Path, load: Callable[[str], Questionnaire], tmp_path: Path
) -> Callable[..., Responses]:
    """Checks a real file with a questionnaire and what stands in a column map."""

    def checked(
        file: str, questionnaire: str | Questionnaire, column_map: str = "", **more: Sequence[str]
    ) -> Responses:
        path = tmp_path / "real.map.toml"
        path.write_text(column_map, encoding="utf-8")
        named = isinstance(questionnaire, str)
        return check_table(
            read_table(shared / "data" / file),
            load(questionnaire) if named else questionnaire,
            "2014",
            AuthorityRule(only="everyone"),
            column_map=read_column_map(path),
            **more,
        )

    return checked


@pytest.fixture
def raw(shared: Path) -> Callable[..., Rows]:
    """Every row of a file below its headings, read by nothing but the standard csv module."""

    def read(file: str, headings: int, encoding: str = "utf-8-sig") -> Rows:
        with (shared / "data" / file).open(encoding=encoding, newline="") as opened:
            return list(csv.reader(opened))[headings:]

    return read
