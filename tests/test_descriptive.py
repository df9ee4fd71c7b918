"""Counts and shares without models, for millions of answers."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import poet
from poet.cli import commands
from poet.errors import PoetError
from poet.publishing import file_names
from poet.sections import COMPARING_SECTIONS, FINDING_SECTIONS, fitted_models, names_of
from poet.sections.registry import is_with_models


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up") / "study"
    poet.example(folder, authorities=3, people=40)
    return folder


def test_every_section_but_those_of_models_is_found(folder: Path) -> None:
    study = poet.load_study(folder)
    found, whole = poet.findings(study, descriptive=True), poet.findings(study)
    left_out = [name for name in whole if name not in found]
    assert left_out == [
        name for name in (*FINDING_SECTIONS, *COMPARING_SECTIONS) if is_with_models(name)
    ]
    for name, frame in found.items():
        pd.testing.assert_frame_equal(frame, whole[name])


def test_no_model_is_fitted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = lambda *_: pytest.fail("a model was fitted")  # noqa: E731
    monkeypatch.setattr(fitted_models, "_tried", fitted)
    assert "outcomes" in poet.findings(poet.load_study(folder), descriptive=True)


def test_the_command_writes_and_names_these_files(folder: Path, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers"
    options = [str(folder), "-o", str(numbers), "--descriptive", "--json"]
    ran = CliRunner().invoke(commands, ["findings", *options], standalone_mode=False)
    assert ran.exception is None
    names = file_names(descriptive=True)
    assert json.loads(ran.stdout)["files"] == [str(numbers / name) for name in names]
    assert sorted(path.name for path in numbers.iterdir()) == sorted(names)
    assert "what_goes_with_outcomes.csv" not in names


def test_technical_and_descriptive_findings_exclude_each_other(folder: Path) -> None:
    with pytest.raises(PoetError) as problem:
        poet.findings(poet.load_study(folder), technical=True, descriptive=True)
    assert str(problem.value) == (
        "poet findings: technical findings are those of models, and descriptive ones leave models "
        "out. Ask for one of the two."
    )
    assert problem.value.exit_code == 2


def test_what_compares_comes_after_what_it_compares() -> None:
    assert names_of() == (*FINDING_SECTIONS, *COMPARING_SECTIONS)
