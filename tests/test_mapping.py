"""Column maps of whole studies: proposed, written, corrected by a person, used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from poet import definition
from poet.errors import PoetError
from poet.mapping import StudyMapping, map_study
from poet.reading import read_table
from poet.responses import AuthorityRule, Responses, check_table
from poet.study_maps import read_column_map

PRIVATE = "My brother Ivo lives at 3 Mill Lane"
ANSWERS = f"""\
Form,How is your life,Gender,How old?,What would you change?,Email,Team,Rating
F1,Better,Woman,61,{PRIVATE},ivo@example.org,Northern,1
F2,Wors,man,70,,ann@example.org,South,2
F3,{PRIVATE},Man,58,,,Northern,3
"""


@pytest.fixture
def messy(small: Path) -> Path:
    """The small study with headings that are not those of the questionnaire."""
    (small / "carers.csv").write_text(ANSWERS, encoding="utf-8")
    return small


def decide(study: Path, decisions: Mapping[str, str]) -> None:
    """What a person writes into the map in the place of question = "?", by heading."""
    path = study / "carers.map.toml"
    text = path.read_text(encoding="utf-8")
    for heading, decision in decisions.items():
        here = rf'(heading = "{re.escape(heading)}"\n(?:#.*\n)*)question = "\?"'
        text, times = re.subn(here, rf"\1{decision}", text)
        assert times == 1
    path.write_text(text, encoding="utf-8")


def checked(study: Path) -> Responses:
    """The answers of the carers, read with the map that lies beside them."""
    return check_table(
        read_table(study / "carers.csv"),
        definition.load("mine", study / "questionnaires"),
        "2026",
        AuthorityRule(only="fernhollow"),
        column_map=read_column_map(study / "carers.map.toml"),
    )


def named(mapping: StudyMapping) -> dict[str, tuple[int, int, int]]:
    """How many columns of each file are questions, to be looked at, and not used."""
    return {
        file.path.name: (len(file.match.matched), len(file.to_look_at), len(file.not_used))
        for file in mapping.files
    }


def test_a_map_is_written_beside_each_file(made_up: Path) -> None:
    mapping = map_study(made_up)
    assert mapping.complete
    assert named(mapping) == {
        "budget_holders.map.toml": (49, 0, 0),
        "carers.map.toml": (32, 0, 0),
        "practitioners.map.toml": (50, 0, 0),
    }
    for file in mapping.files:
        assert file.written
        table = tomllib.loads(file.path.read_text(encoding="utf-8"))
        assert table["questionnaire"] == file.questionnaire.id
        assert len(table["columns"]) == file.headed
        assert all(column["question"] for column in table["columns"])


def test_the_lines_say_what_is_to_look_at(messy: Path) -> None:
    mapping = map_study(messy)
    assert not mapping.complete
    assert list(mapping.lines()) == [
        "carers.csv: 3 of 8 columns are questions "
        "(1 by spelling evened out, 1 by short name, 1 by wording); 4 to look at; 1 not used.",
        '  Column B "How is your life": perhaps "your_life" (the heading is like it).',
        '  Column D "How old?": perhaps "years" '
        "(the heading is like it, and every text is an answer to it).",
        '  Column G "Team": no question is like it.',
        '  Column H "Rating": no question is like it.',
        '  No column: "your_life" (How is your life now?)',
        '  No column: "years" (How old are you?)',
        f"  Map written: {messy / 'carers.map.toml'}",
    ]


def test_what_is_private_is_neither_written_nor_told(messy: Path) -> None:
    first = map_study(messy)
    decide(messy, {"How is your life": 'question = "your_life"'})
    second = map_study(messy, update=True)
    assert second.files[0].texts.few == 1
    told = [(messy / "carers.map.toml").read_text(encoding="utf-8")]
    for mapping in (first, second):
        told += [*mapping.lines(), str(mapping.as_json())]
    assert "Wors" in told[0]
    for private in ("Ivo", "Mill Lane", "example.org", "F1", "61", "Northern"):
        # Where the study lies is no part of it, and may have any number in its name.
        assert private not in "\n".join(told).replace(str(messy), "")


def test_a_map_that_is_there_is_left_as_it_is(messy: Path) -> None:
    map_study(messy)
    decide(messy, {"Team": 'question = ""'})
    before = (messy / "carers.map.toml").read_bytes()
    again = map_study(messy)
    assert (messy / "carers.map.toml").read_bytes() == before
    assert not again.files[0].written
    assert named(again) == {"carers.map.toml": (3, 3, 2)}
    assert list(again.lines())[-1] == (
        f"  Map left as it is: {messy / 'carers.map.toml'} "
        "(--update adds what is new, --force makes it anew)"
    )


def test_force_makes_a_map_anew_whatever_is_there(messy: Path) -> None:
    map_study(messy)
    fresh = (messy / "carers.map.toml").read_bytes()
    (messy / "carers.map.toml").write_text("this = is [no TOML", encoding="utf-8")
    with pytest.raises(PoetError, match=r"^carers\.map\.toml: this is not TOML"):
        map_study(messy)
    assert map_study(messy, force=True).files[0].written
    assert (messy / "carers.map.toml").read_bytes() == fresh


def test_update_keeps_what_a_person_wrote_and_adds_what_is_new(messy: Path) -> None:
    map_study(messy)
    decide(
        messy,
        {
            "How is your life": 'note = "As agreed with Ann"\nquestion = "your_life"',
            "Team": 'question = ""',
            "Rating": 'note = "Ask Ann"\nquestion = "?"',
        },
    )
    # A later export has two columns more, so that all letters are others.
    rows = [f"Web,{row},{end}" for row, end in zip(ANSWERS.splitlines(), "Ccde", strict=True)]
    (messy / "carers.csv").write_text("\n".join(rows), encoding="utf-8")
    updated = map_study(messy, update=True)
    assert named(updated) == {"carers.map.toml": (4, 4, 2)}
    read = read_column_map(messy / "carers.map.toml")
    said = {one.heading: (one.letter, one.question, one.note) for one in read.columns}
    assert said == {
        "Web": ("A", "?", ""),
        "Form": ("B", "form", ""),
        "How is your life": ("C", "your_life", "As agreed with Ann"),
        "Gender": ("D", "group", ""),
        "How old?": ("E", "?", ""),
        "What would you change?": ("F", "words", ""),
        "Email": ("G", "", ""),
        "Team": ("H", "", ""),
        "Rating": ("I", "?", "Ask Ann"),
        "C": ("J", "?", ""),
    }
    assert read.answers == {"change": {"Wors": "?"}}
    written = (messy / "carers.map.toml").read_text(encoding="utf-8")
    assert 'question = "your_life"  # as this map says' in written
    assert '"Wors" = "?"  # perhaps "worse"' in written


def test_update_keeps_what_texts_mean(messy: Path, changed: Callable) -> None:
    map_study(messy)
    decide(messy, {"How is your life": 'question = "your_life"'})
    map_study(messy, update=True)
    path = messy / "carers.map.toml"
    changed(path, '"Wors" = "?"', '"Wors" = "worse"')
    changed(path, "[answers.change]", '[answers.group]\n"Femal" = "woman"\n\n[answers.change]')
    changed(messy / "carers.csv", "F1,Better", "F1,Bettr")
    map_study(messy, update=True)
    assert read_column_map(path).answers == {
        "change": {"Wors": "worse", "Bettr": "?"},
        "group": {"Femal": "woman"},
    }
    map_study(messy, update=True)
    assert read_column_map(path).answers["change"] == {"Wors": "worse", "Bettr": "?"}


def test_what_a_person_decided_is_used(messy: Path, changed: Callable) -> None:
    map_study(messy)
    decide(
        messy,
        {
            "How is your life": 'question = "your_life"',
            "How old?": 'question = "years"',
            "Team": 'question = ""',
            "Rating": 'question = ""',
        },
    )
    map_study(messy, update=True)
    changed(messy / "carers.map.toml", '"Wors" = "?"', '"Wors" = "worse"')
    responses = checked(messy)
    assert responses.by_person["your_life"].to_list()[:2] == ["better", "worse"]
    assert responses.by_person["years"].to_list() == [61, 70]
    assert responses.problems["rule"].to_list() == ["no usable answer", "unknown answer"]
    mapping = map_study(messy)
    assert mapping.complete
    assert mapping.files[0].texts.few == 1


def test_numbers_are_used_once_a_person_has_said_what_they_mean(
    messy: Path, changed: Callable
) -> None:
    map_study(messy)
    decide(messy, {"Rating": 'question = "your_life"', "How is your life": 'question = ""'})
    written = map_study(messy, update=True)
    text = (messy / "carers.map.toml").read_text(encoding="utf-8")
    assert (
        'question = "your_life"  # as this map says\n'
        "# The answers in this column are numbers. Look up in the survey tool what each number "
        "stands for,\n"
        "# and do not guess: the wrong way round, good answers are counted as bad ones.\n"
        "# The codes of the answers:\n"
        "#   better    Better\n"
        "#   same      The same\n"
        "#   worse     Worse\n"
        "#   not_said  Prefer not to say\n"
        "[columns.answers]\n"
        '"1" = "?"  # in the order printed "better", the other way round "worse"\n'
        '"2" = "?"  # in the order printed "same"\n'
        '"3" = "?"  # in the order printed "worse", the other way round "better"\n'
    ) in text
    assert "  Column H: say in the map what these numbers stand for: 1, 2, 3." in written.lines()
    assert checked(messy).account.rows_used == 0
    for number, code in (("1", "worse"), ("2", "same"), ("3", "better")):
        changed(messy / "carers.map.toml", f'"{number}" = "?"', f'"{number}" = "{code}"')
    assert checked(messy).by_person["your_life"].to_list() == ["worse", "same", "better"]
    map_study(messy, update=True)
    assert checked(messy).by_person["your_life"].to_list() == ["worse", "same", "better"]


def test_two_columns_of_one_question_are_to_be_decided_on(messy: Path, changed: Callable) -> None:
    changed(messy / "carers.csv", "Form,How is your life", "How is life?,your_life")
    mapping = map_study(messy)
    assert [one.candidates[0].why for one in mapping.files[0].to_look_at[:2]] == [
        "its heading says so, as does that of B",
        "its heading says so, as does that of A",
    ]
    with pytest.raises(PoetError, match="are both this question"):
        checked(messy)
    decide(messy, {"How is life?": 'question = ""', "your_life": 'question = "your_life"'})
    assert checked(messy).by_person["your_life"].to_list()[0] == "better"


def test_headings_the_file_no_longer_has_are_kept_or_told(messy: Path, changed: Callable) -> None:
    map_study(messy)
    decide(messy, {"Team": 'question = ""'})
    changed(messy / "carers.csv", "Team", "Group of carers")
    updated = map_study(messy, update=True)
    assert named(updated) == {"carers.map.toml": (3, 4, 1)}
    assert ('heading = "Team"\nquestion = ""  # no column of the file has this heading now\n') in (
        messy / "carers.map.toml"
    ).read_text(encoding="utf-8")
    changed(messy / "carers.csv", "Gender", "Sex of the carer")
    with pytest.raises(PoetError) as told:
        map_study(messy, update=True)
    assert str(told.value) == (
        'carers.map.toml, heading "Gender": carers.csv has no column with this heading. '
        "Correct the heading here, or delete it with the lines that belong to it."
    )
