"""docs/budgets.md says what the program does: its example is read, its columns are those read."""

from __future__ import annotations

import re
from pathlib import Path

import poet
from poet.budgets_cells import WEEKS
from poet.budgets_rules import COLUMNS
from poet.checking import check_study
from poet.responses import Account

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "budgets.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_example_is_a_study(tmp_path: Path) -> None:
    blocks = dict(reversed(BLOCK.findall(PAGE)))
    (tmp_path / "budgets.csv").write_text(blocks["csv"], encoding="utf-8")
    (tmp_path / "study.toml").write_text(blocks["toml"], encoding="utf-8")
    study = poet.load_study(tmp_path)
    assert check_study(study).clean
    assert study.budgets is not None
    assert study.budgets.by_case["final"].round(2).tolist() == [480.0, 264.48, 310.0]
    assert study.budgets.account == Account(3, 3, {})
    assert study.remarks == (
        "budgets.csv: 1 case has a final budget and no indicative one. It is counted, and is in no "
        "comparison.",
    )


def test_every_column_and_period_is_told() -> None:
    told = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(told) == sorted(COLUMNS)
    for period in WEEKS:
        assert f"`{period}`" in PAGE


def test_a_study_of_budgets_alone_has_findings(tmp_path: Path) -> None:
    rows = [f"{case},{100 + case},{250 + 7 * case}" for case in range(30)]
    text = "\n".join(["case,indicative,final", *rows])
    (tmp_path / "budgets.csv").write_text(text, encoding="utf-8")
    toml = 'title = "Budgets"\nauthority = "Northtown"\n[budgets]\nfile = "budgets.csv"\n'
    (tmp_path / "study.toml").write_text(toml, encoding="utf-8")
    found = poet.findings(poet.load_study(tmp_path))
    assert found["budgets"].loc[found["budgets"]["answer"].eq("both"), "people"].tolist() == [30]
    assert found["outcomes"].empty
