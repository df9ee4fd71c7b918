"""docs/process-map.md: its map runs, and what it says comes of it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import poet
from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.sections import latest_findings, steps, steps_changes

PAGE = (Path(__file__).parents[1] / "docs" / "process-map.md").read_text(encoding="utf-8")
NAMED, MAP = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
(MISTAKES,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def load(folder: Path, process_map: str):
    (folder / "process_map.toml").write_text(process_map, encoding="utf-8")
    (folder / "study.toml").write_text(
        f'title = "Steps"\nauthority = "Fernhollow"\n{NAMED}', encoding="utf-8"
    )
    return poet.load_study(folder)


def test_the_map_of_the_page_comes_to_what_the_page_says(tmp_path: Path) -> None:
    study = load(tmp_path, MAP)
    released = {"steps": steps.compare(study, {})}
    report = latest_findings(study, released, PROFILES["local"]).report_on(study.authorities[0])
    said = steps.view(report)
    told = PAGE.replace("**", "").replace("\n  ", " ")
    assert said["case"][1] == "In an average case, staff work 2 hours 43 minutes."
    assert said["case"][3] == "A case needs 1 form and 0.6 sign-offs."
    assert said["ways"] == "The work changes hands 3 times and is kept in 2 systems."
    assert said["twice"].endswith(": 25 minutes in a case, about 170 hours a year.")
    assert said["year"].removesuffix(".") in told
    assert steps_changes.view(report)["changes"][0] in told


def test_the_mistakes_of_the_page_are_those_that_are_told(tmp_path: Path) -> None:
    wrong = MAP.replace("share = 0.3", "share = 30").replace('["enter"]', '["entre"]')
    with pytest.raises(PoetError) as raised:
        load(tmp_path, wrong)
    assert str(raised.value) == MISTAKES.strip()
