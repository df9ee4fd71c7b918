"""Each report has the look of its authority, or that of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.study_file import load_study

ANSWERS = "Council,quality_of_life\nFernhollow,Better\nOttermere,Better\n"
SEVERAL = """\
title = "Two councils"
authority_column = "Council"

[[responses]]
file = "carers.csv"
questionnaire = "carer"
"""
LISTED = """
[[authorities]]
code = "X001"
name = "Fernhollow"
other_names = ["Fernhollow Council"]

[[authorities]]
code = "X002"
name = "Ottermere"
"""


def loaded(folder: Path, text: str):
    (folder / "carers.csv").write_text(ANSWERS, encoding="utf-8")
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return load_study(folder)


def told(folder: Path, text: str) -> list[str]:
    with pytest.raises(PoetError) as raised:
        loaded(folder, text)
    return str(raised.value).splitlines()


@pytest.mark.parametrize("name", ["X001", "Fernhollow", "fernhollow council"])
def test_a_look_is_given_by_the_code_or_a_name(tmp_path: Path, name: str) -> None:
    looks = f'\n[look]\nbox_colour = "#333333"\n\n[[looks]]\nauthority = "{name}"\nname = "Ours"\n'
    study = loaded(tmp_path, SEVERAL + LISTED + looks)
    ours, other = (study.look_of(authority) for authority in study.authorities)
    assert (ours.name, ours.box_colour) == ("Ours", "#333333")
    assert other == study.look
    assert (other.name, other.box_colour) == ("", "#333333")


def test_councils_that_only_the_files_name_can_have_one(tmp_path: Path) -> None:
    study = loaded(tmp_path, SEVERAL + '\n[[looks]]\nauthority = "Ottermere"\nname = "Ours"\n')
    assert [study.look_of(one).name for one in study.authorities] == ["", "Ours"]


def test_a_study_without_looks_has_the_usual_one(small: Path) -> None:
    study = load_study(small)
    assert study.look_of(study.authorities[0]) == study.look
    assert study.look.name == ""


def test_a_council_that_is_not_in_the_study(tmp_path: Path) -> None:
    assert told(tmp_path, SEVERAL + LISTED + '\n[[looks]]\nauthority = "Alderfen"\n') == [
        'study.toml, [[looks]] number 1: authority "Alderfen" is not in this study. '
        "There are: Fernhollow, Ottermere. Correct its name."
    ]


def test_a_council_with_two_looks(tmp_path: Path) -> None:
    looks = '\n[[looks]]\nauthority = "X001"\n\n[[looks]]\nauthority = "fernhollow"\n'
    assert told(tmp_path, SEVERAL + LISTED + looks) == [
        'study.toml, [[looks]] number 2: "fernhollow" has a [[looks]] table already. '
        "Make one of the two."
    ]


def test_one_name_for_several_councils(tmp_path: Path) -> None:
    assert told(tmp_path, SEVERAL + '\n[look]\nname = "All of us"\n') == [
        'study.toml, [look]: the name "All of us" would stand on the reports of 2 authorities. '
        "Give each its name in a [[looks]] table of its own, or leave name out."
    ]


def test_mistakes_of_looks_are_told_with_those_of_the_study(tmp_path: Path) -> None:
    looks = '\n[look]\nbox_colour = "#FFFFFF"\nlogo = "nix.svg"\nlogo_words = "Ours"\n'
    sentences = told(tmp_path, SEVERAL.replace('title = "Two councils"', 'title = ""') + looks)
    assert sentences == [
        'study.toml: title is missing. Add title = "...".',
        'study.toml, [look]: box_colour is "#FFFFFF", which on white has a contrast of 1.0:1. '
        "Parts of a picture need 3:1 (WCAG 2.2, 1.4.11). "
        'Choose a darker colour, e.g. "#949494".',
        'study.toml, [look]: "nix.svg" is not in the folder of the study. '
        "Put it there, or correct its name.",
    ]
