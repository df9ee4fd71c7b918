"""A process map read from TOML; a study that has nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import poet
from poet.errors import PoetError
from poet.process_map import USUAL_STAGES, ProcessMap, Step, WhatIf
from poet.process_map_file import read_process_map

MAP = """\
title = "From talk to money"

[[steps]]
id = "talk"
stage = "support_plan"
name = "Talk"
who = "person"
minutes = 60

[[steps]]
id = "type"
stage = "validation"
name = "Type"
who = "clerk"
minutes = 12.5
share = 0.5
forms = 2.0
sign_offs = 1
system = "payments"
repeats = "talk"
topic = "planning"

[[what_if]]
name = "Typed once"
without = ["type"]
"""


def read(folder: Path, text: str) -> ProcessMap:
    (folder / "map.toml").write_text(text, encoding="utf-8")
    return read_process_map(folder, {"file": "map.toml"})


def test_a_map_as_it_is_written(tmp_path: Path) -> None:
    talk = Step("talk", "support_plan", "Talk", "person", 60)
    again = Step(
        *("type", "validation", "Type", "clerk", 12.5, 0.5, 2, 1, "payments", "talk", "planning")
    )
    expected = ProcessMap(
        "From talk to money", USUAL_STAGES, (talk, again), (WhatIf("Typed once", ("type",)),)
    )
    assert read(tmp_path, MAP) == expected
    assert [step.own_time for step in expected.steps] == [True, False]
    assert [step.done_by for step in expected.steps] == ["the person", "clerk"]


def test_stages_of_its_own_and_numbers_of_a_year(tmp_path: Path) -> None:
    own = '[[stages]]\nid = "support_plan"\nname = "A"\n[[stages]]\nid = "validation"\nname = "B"\n'
    year = 'source = "diaries"\ncases_a_year = 400\nhours_a_year = 1500\n'
    read_map = read(tmp_path, MAP.replace("\n[[steps]]", f"{year}{own}\n[[steps]]", 1))
    assert read_map.stages == {"support_plan": "A", "validation": "B"}
    assert (read_map.cases_a_year, read_map.hours_a_year) == (400, 1500)
    assert read_map.source == "diaries"


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = MAP.replace("minutes = 60", "minutes = -1").replace('repeats = "talk"', 'repeats = "x"')
    with pytest.raises(PoetError) as raised:
        read(tmp_path, text)
    lines = str(raised.value).splitlines()
    assert [line.partition(".")[0] for line in lines] == ["map", "map"]
    assert "minutes is -1" in lines[0]
    assert 'it repeats "x", and no step has this id' in lines[1]
    assert raised.value.exit_code == 2


def test_a_map_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PoetError, match=r"map\.toml: this is not TOML: .* at line 1"):
        read(tmp_path, "title = From talk to money\n")


def study(folder: Path, text: str) -> Path:
    (folder / "map.toml").write_text(text, encoding="utf-8")
    (folder / "study.toml").write_text(
        'title = "Steps"\nauthority = "Fernhollow"\n[process_map]\nfile = "map.toml"\n',
        encoding="utf-8",
    )
    return folder


def test_a_study_that_has_a_map_and_no_answers(tmp_path: Path) -> None:
    loaded = poet.load_study(study(tmp_path, MAP))
    assert loaded.process_map is not None
    assert loaded.process_map.title == "From talk to money"
    assert (loaded.surveys, loaded.latest_wave.id) == ((), "")
    assert poet.check(loaded).clean


def test_a_map_that_is_not_there_is_told(tmp_path: Path) -> None:
    (study(tmp_path, MAP) / "map.toml").unlink()
    with pytest.raises(PoetError, match=r"map\.toml"):
        poet.load_study(tmp_path)


def test_mistakes_in_a_map_stop_the_study(tmp_path: Path) -> None:
    with pytest.raises(PoetError, match="minutes is -1"):
        poet.load_study(study(tmp_path, MAP.replace("minutes = 60", "minutes = -1")))


def test_a_topic_that_nobody_was_asked_about_is_told(small: Path) -> None:
    (small / "map.toml").write_text(MAP, encoding="utf-8")
    text = (small / "study.toml").read_text(encoding="utf-8")
    map_named = f'{text}\n[process_map]\nfile = "map.toml"\n'
    (small / "study.toml").write_text(map_named, encoding="utf-8")
    assert (
        "The step “Type” of the process map names the topic “planning”, but no question about the "
        "process has it. What people say does not stand beside it."
    ) in poet.check(poet.load_study(small)).remarks


@pytest.mark.parametrize("who", ["Person", "the person", " PERSON "])
def test_the_person_is_known_in_other_letters(tmp_path: Path, who: str) -> None:
    step, _ = read(tmp_path, MAP.replace('"person"', f'"{who}"')).steps
    assert (step.who, step.own_time) == ("person", True)
    step, _ = read(tmp_path, MAP.replace('"person"', '"a family carer"')).steps
    assert step.done_by == "a family carer"


def test_who_may_not_be_staff_is_asked_about(tmp_path: Path) -> None:
    read(tmp_path, MAP.replace('"clerk"', '"Service user"'))
    toml = 'title = "Steps"\nauthority = "Northtown"\n\n[process_map]\nfile = "map.toml"\n'
    (tmp_path / "study.toml").write_text(toml, encoding="utf-8")
    checked = poet.check(poet.load_study(tmp_path))
    assert checked.clean
    assert checked.remarks == (
        'The time of "Service user" counts as that of staff in the process map. If it is time of '
        'their own, write who = "person" or who = "carer".',
    )
    read(tmp_path, MAP)
    assert poet.check(poet.load_study(tmp_path)).remarks == ()
