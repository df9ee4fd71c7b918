"""Codeframes: what comes with poet, what a study adds, and every mistake told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet import themes_codeframe
from poet.errors import PoetError
from poet.themes import Codeframe, Theme
from poet.themes_codeframe import available_codeframes, load_codeframe, read_codeframe

OWN = """\
id = "ours"
version = "1.0"
title = "Our themes"
based_on = "general"
leave_out = ["delay"]

[[themes]]
code = "buses"
name = "Getting about"
meaning = "Buses, taxis and lifts."
"""


def told(folder: Path, text: str) -> list[str]:
    """The lines that a codeframe with mistakes gives."""
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PoetError) as mistake:
        read_codeframe(folder / "ours.toml")
    return str(mistake.value).splitlines()


def test_the_general_codeframe_has_the_themes_that_are_promised() -> None:
    assert load_codeframe("general").codes == (
        "bureaucracy",
        "delay",
        "restriction",
        "understanding_the_money",
        "choice_and_control",
        "relationships",
        "carers_strain",
        "information",
        "gratitude",
    )


@pytest.mark.parametrize("name", available_codeframes())
def test_every_theme_says_what_counts_what_does_not_and_gives_examples(name: str) -> None:
    for theme in load_codeframe(name).themes:
        assert theme.meaning and theme.not_meant and theme.examples
        assert len(theme.short) <= 20
        assert len(theme.easy_read.split()) <= 15
        assert not theme.own


def test_a_study_adds_themes_and_leaves_others_out(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(OWN, encoding="utf-8")
    codeframe = load_codeframe("ours.toml", tmp_path)
    general = load_codeframe("general")
    assert codeframe.codes == (*(c for c in general.codes if c != "delay"), "buses")
    assert codeframe.theme("buses") == Theme(
        "buses",
        "Getting about",
        "Buses, taxis and lifts.",
        short="Getting about",
        easy_read="Getting about",
        own=True,
    )
    assert codeframe.theme("gratitude") == general.theme("gratitude")


def test_a_codeframe_of_its_own_is_based_on_nothing(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        OWN.replace('based_on = "general"\nleave_out = ["delay"]\n', ""), encoding="utf-8"
    )
    assert read_codeframe(tmp_path / "ours.toml") == Codeframe(
        "ours",
        "Our themes",
        "1.0",
        (
            Theme(
                "buses",
                "Getting about",
                "Buses, taxis and lifts.",
                short="Getting about",
                easy_read="Getting about",
                own=True,
            ),
        ),
    )


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = """\
id = "ours"
version = 1
based_on = "genera"
colour = "red"

[[themes]]
code = "Bus es"
name = "Buses"

[[themes]]
code = "taxis"
name = "buses"
meaning = "Taxis."
"""
    assert told(tmp_path, text) == [
        'ours.toml: title is missing. Add title = "...".',
        'ours.toml: version is not text in quotation marks. Write version = "...".',
        'ours.toml: "colour" is not known here. Known are: id, version, title, about, based_on, '
        "leave_out, themes. Correct or remove it.",
        'ours.toml: based_on is "genera". There are: general. Correct it, or leave it out and '
        "write all themes yourself.",
        'ours.toml, theme "Bus es": meaning is missing. Add meaning = "...".',
        'ours.toml, theme "Bus es": the code has other signs than small letters, figures and _, or '
        "more than 40. Write for example own_theme.",
        'ours.toml: two themes have the name "buses". Change one, or put that of the base into '
        "leave_out.",
    ]


def test_what_is_left_out_must_be_there(tmp_path: Path) -> None:
    codes = ", ".join(load_codeframe("general").codes)
    assert told(tmp_path, OWN.replace('["delay"]', '["delays"]')) == [
        'ours.toml: leave_out names "delays", which is no theme of what this is based on. '
        f"There are: {codes}. Correct it, or take it out."
    ]
    assert told(tmp_path, OWN.replace('based_on = "general"\n', "")) == [
        'ours.toml: leave_out names "delay", which is no theme of what this is based on. '
        "There are: none, as it is based on nothing. Correct it, or take it out."
    ]


@pytest.mark.parametrize("name", ["No theme", "note", "Comment", "Comment number 2", "No", "x"])
def test_a_name_with_another_meaning_in_the_workbooks_is_refused(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, OWN.replace('"Getting about"', f'"{name}"')) == [
        f'ours.toml, theme "buses": the name "{name}" has another meaning in the workbooks of '
        "coders. Choose another."
    ]


def test_a_name_without_a_letter_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, OWN.replace('"Getting about"', '" - "')) == [
        'ours.toml, theme "buses": the name has no letter. Write it in words.'
    ]


def test_a_name_that_is_the_code_or_the_short_name_of_another_theme_is_refused(
    tmp_path: Path,
) -> None:
    cure = "Change one, or put that of the base into leave_out."
    for taken in ("Paperwork", "bureaucracy"):
        assert told(tmp_path, OWN.replace('"Getting about"', f'"{taken}"')) == [
            f'ours.toml: two themes have the name "{taken}". {cure}'
        ]


def test_a_name_that_the_base_has_already(tmp_path: Path) -> None:
    assert told(tmp_path, OWN.replace('"Getting about"', '"Thanks and what went well"')) == [
        'ours.toml: two themes have the name "Thanks and what went well". Change one, or put that '
        "of the base into leave_out."
    ]


def test_there_must_be_themes_and_not_too_many(tmp_path: Path) -> None:
    head = OWN[: OWN.index("based_on")]
    assert told(tmp_path, head) == [
        'ours.toml: there is no theme. Add [[themes]] tables, or based_on = "general".'
    ]
    many = "".join(f'[[themes]]\ncode = "t{n}"\nname = "T{n}"\nmeaning = "M"\n' for n in range(41))
    assert told(tmp_path, head + many) == [
        "ours.toml: there are 41 themes. There may be 40: nobody can bear more in mind. "
        "Join some of them."
    ]


def test_one_that_comes_with_poet_is_named_as_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(themes_codeframe.shipped, "folder", lambda _: tmp_path)
    assert (
        told(tmp_path, OWN.replace('"ours"', '"theirs"').replace('based_on = "general"\n', ""))[0]
        == 'ours.toml: id is "theirs". Make it the file name: "ours".'
    )


@pytest.mark.parametrize(
    ("name", "cure"),
    [("generel", 'Did you mean "general"?'), ("xyz", "A file of your own ends in .toml.")],
)
def test_a_codeframe_that_is_not_there(name: str, cure: str) -> None:
    with pytest.raises(PoetError) as mistake:
        load_codeframe(name)
    assert str(mistake.value) == (
        f'codeframe "{name}": there is no codeframe of this name. There are: general. {cure}'
    )
