"""The public functions do what the commands of the same names do."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import poet
import poet.printing.build
from poet.cli import commands
from poet.errors import PoetError
from poet.publishing import file_names
from poet.sections import TECHNICAL_SECTIONS, columns_of, names_of


def test_there_is_a_command_for_every_function() -> None:
    # A function called map would hide Python's own.
    names = {name.replace("_", "-") for name in poet.__all__ if name != "load_study"}
    assert names - {"map-columns"} | {"map"} <= set(commands.commands)
    assert all(callable(getattr(poet, name)) for name in poet.__all__)


def test_the_package_loads_without_the_slow_ones() -> None:
    script = "import sys, poet; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert not {"pandas", "numpy", "click", "weasyprint"} & set(done.stdout.split())


def test_example_makes_a_study(tmp_path: Path) -> None:
    written = poet.example(tmp_path / "study", authorities=1, people=5, seed=3)
    assert tmp_path / "study" / "study.toml" in written
    assert set(written) == set((tmp_path / "study").iterdir())
    assert poet.load_study(str(tmp_path / "study")).made_up


def test_check_is_an_account_and_problems(small: Path, changed: Callable) -> None:
    assert poet.check(poet.load_study(small)).clean
    changed(small / "carers.csv", "Better", "Bettr")
    checked = poet.check(poet.load_study(small))
    assert not checked.clean
    assert len(checked.problems) == checked.by_kind["cells"].sum() == 2


def test_findings_are_frames_with_the_columns_that_are_told(small: Path) -> None:
    found = poet.findings(poet.load_study(small))
    assert tuple(found) == names_of()
    for name, frame in found.items():
        assert list(frame.columns) == list(columns_of(name))
    outcomes = found["outcomes"]
    assert outcomes["people"].isna().any()
    assert outcomes.loc[outcomes["base"].isna(), "hidden"].ne("").all()


def test_findings_hide_nothing_when_the_study_says_so(small: Path, changed: Callable) -> None:
    changed(small / "study.toml", '"local"', '"internal"')
    outcomes = poet.findings(poet.load_study(small))["outcomes"]
    better = outcomes[outcomes["answer"].eq("better")]
    assert better[["people", "base"]].to_numpy().tolist() == [[1, 3]]
    assert better["share"].iloc[0] == pytest.approx(1 / 3)


def test_findings_are_written_where_wanted(small: Path, tmp_path: Path) -> None:
    study = poet.load_study(small)
    poet.findings(study, str(tmp_path / "numbers"))
    assert {path.name for path in (tmp_path / "numbers").iterdir()} == set(file_names())
    content = json.loads((tmp_path / "numbers" / "provenance.json").read_text("utf-8"))
    assert [file["file"] for file in content["inputs"]] == ["study.toml", "carers.csv"]
    with pytest.raises(PoetError, match="this file is there already and 29 more"):
        poet.findings(study, tmp_path / "numbers")
    poet.findings(study, tmp_path / "numbers", force=True)


def test_technical_findings_come_beside_the_others(small: Path, tmp_path: Path) -> None:
    """Three carers who were not asked about the process have no model, and that is no fault."""
    study = poet.load_study(small)
    found = poet.findings(study, tmp_path / "numbers", technical=True)
    assert tuple(found) == names_of(technical=True)
    for name in TECHNICAL_SECTIONS:
        assert list(found[name].columns) == list(columns_of(name))
        assert found[name].empty
    written = {path.name for path in (tmp_path / "numbers").iterdir()}
    assert written == set(file_names(technical=True))
    with pytest.raises(PoetError, match="this file is there already and 35 more"):
        poet.findings(study, tmp_path / "numbers", technical=True)


def test_technical_findings_of_a_study(made_up: Path) -> None:
    found = poet.findings(poet.load_study(made_up), technical=True)
    models, terms = found["technical_models"], found["technical_terms"]
    assert len(models) > len(models[models["note"].eq("")]) > 4
    assert set(terms["outcome"]) == set(models.loc[models["note"].eq(""), "outcome"])
    counted = models["people"].dropna()
    assert (counted % 5 == 0).all()
    assert set(found["technical_scores"]["score"]) == {"process", "involvement"}


def test_nothing_is_counted_when_the_files_cannot_be_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = poet.load_study(small)
    monkeypatch.setattr(
        "poet.sections.find_all", lambda study, **how: pytest.fail("it was counted")
    )
    with pytest.raises(PoetError, match=r"carers\.csv: cannot write here: File exists\."):
        poet.findings(study, small / "carers.csv")
    (tmp_path / "numbers").mkdir()
    (tmp_path / "numbers" / "technical_terms.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(PoetError, match=r"technical_terms\.csv: this file is there already\."):
        poet.findings(study, tmp_path / "numbers", technical=True)


def test_findings_of_nobody_are_refused(small: Path) -> None:
    (small / "carers.csv").write_text("your_life,group,years\n,Man,60\n", encoding="utf-8")
    study = poet.load_study(small)
    for wanted in (poet.findings, poet.report):
        with pytest.raises(PoetError) as raised:
            wanted(study, small / "out")
        assert str(raised.value) == (
            "Carers in Fernhollow: nobody's answers can be used. "
            "See what is wrong with the files: poet check STUDY."
        )
        assert raised.value.exit_code == 2
    assert not (small / "out").exists()


def test_a_report_is_printed_for_each_authority(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = contextlib.nullcontext(lambda pages: map(str.encode, pages))
    monkeypatch.setattr(poet.printing.build, "drawing", lambda *_: at_once)
    study = poet.load_study(small)
    seen = []
    printed = poet.report(study, tmp_path / "reports", when_printed=seen.append)
    assert [(one.authority.code, one.path.name) for one in printed] == [
        ("fernhollow", f"fernhollow-{name}")
        for name in ("numbers.csv", "numbers.xlsx", "workshop.html", "workshop.pdf")
    ]
    assert seen == list(printed)
    assert "Fernhollow" in printed[-1].path.read_text(encoding="utf-8")
    with pytest.raises(PoetError, match="this file is there already"):
        poet.report(study, tmp_path / "reports")
    assert poet.report(study, tmp_path / "reports", force=True) == printed
