"""The made-up process map: whole, said to be made up, and with something of each kind in it."""

from __future__ import annotations

import tomllib

from poet import definition
from poet.made_up.process_map import PROCESS_MAP, process_map_toml
from poet.made_up.study_toml import HEAD
from poet.process_map_rules import map_mistakes

MAP = tomllib.loads(process_map_toml().decode())


def test_it_has_no_mistake_and_is_said_to_be_made_up() -> None:
    assert list(map_mistakes(PROCESS_MAP, MAP)) == []
    assert "Every number in this file\n# is made up" in process_map_toml().decode()
    assert MAP["source"].startswith("made up")
    assert f'file = "{PROCESS_MAP}"' in HEAD


def test_it_has_something_of_each_kind() -> None:
    steps = MAP["steps"]
    assert {step["stage"] for step in steps} == {stage["id"] for stage in MAP["stages"]}
    assert any(step["who"] == "person" for step in steps)
    assert any(step.get("share", 1) < 1 for step in steps)
    assert any("repeats" in step for step in steps)
    without = [one for what_if in MAP["what_if"] for one in what_if["without"]]
    assert len(without) > len(set(without))


def test_its_topics_are_asked_about() -> None:
    asked = {one.topic for one in definition.load("budget_holder").with_role("process")}
    assert {step["topic"] for step in MAP["steps"] if "topic" in step} <= asked
