from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from poet import definition
from poet.errors import PoetError
from poet.look_rules import LOOK, look_mistakes
from poet.responses.row_rules import ALLOWED, SAFE
from poet.starting import TEMPLATE, start_study
from poet.study_file import load_study
from poet.study_rules import LISTS, STUDY, TO_FILL_IN


def told(folder: Path) -> PoetError:
    with pytest.raises(PoetError) as raised:
        start_study(folder)
    return raised.value


def test_a_study_is_started_in_a_new_folder(tmp_path: Path) -> None:
    path = start_study(tmp_path / "new" / "study")
    assert path == tmp_path / "new" / "study" / "study.toml"
    assert list(path.parent.iterdir()) == [path]
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {key: table[key] for key in TO_FILL_IN} == TO_FILL_IN
    assert table["responses"] == [{"file": "BUDGET_HOLDERS.xlsx", "questionnaire": "budget_holder"}]


def test_files_that_are_there_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("mine", encoding="utf-8")
    start_study(tmp_path)
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8") == "mine"


def test_a_study_that_is_there_is_left_alone(small: Path) -> None:
    before = (small / "study.toml").read_bytes()
    error = told(small)
    assert str(error) == (
        f"{small / 'study.toml'}: this file is there already. Fill it in, or choose another folder."
    )
    assert error.exit_code == 3
    assert (small / "study.toml").read_bytes() == before


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "study").write_text("mine", encoding="utf-8")
    error = told(tmp_path / "study")
    assert error.exit_code == 3
    assert str(error).startswith(f"{tmp_path / 'study'}: cannot write here: File exists. ")


def test_what_is_to_be_filled_in_is_told(tmp_path: Path) -> None:
    start_study(tmp_path)
    with pytest.raises(PoetError) as raised:
        load_study(tmp_path)
    assert str(raised.value).splitlines() == [
        'study.toml: title is still "PERSONAL BUDGETS IN OUR AREA". '
        "Put your own words in its place.",
        'study.toml: authority is still "NAME OF THE COUNCIL". Put your own words in its place.',
        'study.toml: contact is still "ASK FOR OTHER FORMATS: TELEPHONE OR E-MAIL". '
        "Put your own words in its place.",
        'study.toml: "BUDGET_HOLDERS.xlsx" is not in the folder of the study. '
        "Put it there, or correct its name.",
    ]


def test_a_template_filled_in_is_a_study(tmp_path: Path) -> None:
    text = start_study(tmp_path).read_text(encoding="utf-8")
    for key, words in TO_FILL_IN.items():
        text = text.replace(words, f"Our {key}")
    (tmp_path / "study.toml").write_text(
        text.replace("BUDGET_HOLDERS.xlsx", "answers.csv"), encoding="utf-8"
    )
    (tmp_path / "answers.csv").write_text("dignity\nBetter\n", encoding="utf-8")
    study = load_study(tmp_path)
    assert (study.title, study.contact, study.people_used) == ("Our title", "Our contact", 1)


def test_every_setting_stands_in_the_template() -> None:
    settings = [*STUDY, *(key for keys, _ in LISTS.values() for key in keys), "profile"]
    # Said elsewhere: made-up studies are not started so, and these are for studies of several.
    elsewhere = {"made_up", "questionnaires", "authorities", "code", "other_names", "looks"}
    elsewhere |= {"peers", "peers_by", "published"}
    beside = {"budgets", "activity", "process_map", "themes"}
    assert {key for key in settings if f"{key} =" not in TEMPLATE} == {
        "waves",
        "responses",
        "disclosure",
        "rows",
        "look",
        *elsewhere,
        *beside,
    }
    assert all(f"[{name}]" in TEMPLATE for name in beside)
    for table in ("[[waves]]", "[[responses]]", "[disclosure]", "[rows]", "[look]"):
        assert table in TEMPLATE


def test_the_rules_of_rows_stand_there_with_their_safe_values_and_the_others(
    tmp_path: Path,
) -> None:
    text = start_study(tmp_path).read_text(encoding="utf-8")
    for rule, allowed in ALLOWED.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"# {rule} = ")]
        setting, _, explanation = line.removeprefix("# ").partition("#")
        assert tomllib.loads(setting) == {rule: getattr(SAFE, rule)}
        others = [one for one in allowed if one != getattr(SAFE, rule)]
        assert explanation.endswith("; or " + ", ".join(f'"{one}"' for one in others))


def test_the_template_is_a_study_with_every_rule_switched_on(tmp_path: Path) -> None:
    text = start_study(tmp_path).read_text(encoding="utf-8")
    rules = "\n".join(["# [rows]", *(f"# {rule} = " for rule in ALLOWED)])
    for line in rules.splitlines():
        assert line in text
        text = text.replace(line, line.removeprefix("# "))
    assert tomllib.loads(text)["rows"] == {rule: getattr(SAFE, rule) for rule in ALLOWED}


def test_every_key_of_a_look_stands_there_with_capitals_to_fill_in(tmp_path: Path) -> None:
    text = start_study(tmp_path).read_text(encoding="utf-8")
    lines = text[text.index("# [look]") :].splitlines()
    table = tomllib.loads("\n".join(line.removeprefix("# ") for line in lines))
    assert list(table["look"]) == list(LOOK)
    told = [mistake.found for mistake in look_mistakes("study.toml", table)]
    assert told == [
        'name is still "NAME AS IT IS PRINTED"',
        'logo_words is still "WHAT STANDS ON THE LOGO"',
        'contact is still "ADDRESS"',
        'contact is still "TELEPHONE"',
    ]


def test_the_questionnaires_are_named(tmp_path: Path) -> None:
    text = start_study(tmp_path).read_text(encoding="utf-8")
    assert f"Questionnaires: {', '.join(definition.available())}" in text
