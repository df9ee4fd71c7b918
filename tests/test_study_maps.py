from __future__ import annotations

from pathlib import Path

import pytest

from poet import study_maps
from poet.errors import PoetError
from poet.responses.column_map import ColumnMap
from poet.responses.mapped_column import MappedColumn
from poet.study_maps import column_map_of, map_path, read_column_map

WHOLE = """\
# An explanation.
file = "answers.csv"
questionnaire = "mine"
tool = "SurveyMonkey"
note = "Ours"

[[columns]]
column = " h "
heading = "How's life?"
note = "Asked Ms X"
question = "your_life"
[columns.answers]
"1" = "better"

[[columns]]
heading = "Other"
question = "helpers"
answer = "other"
any_text = true

[[columns]]
heading = "Team"
question = ""

[answers.change]
"Beter" = "better"
"""


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({"file": "answers.csv"}, "answers.map.toml"),
        ({"file": "2026/answers.v2.xlsx"}, "2026/answers.v2.map.toml"),
        ({"file": "answers.xlsx", "sheet": "Carers (2026)"}, "answers.carers-2026.map.toml"),
        ({"file": "answers.xlsx", "sheet": "\u8abf\u67fb"}, "answers.map.toml"),
        ({"file": "answers.csv", "map": "maps/ours.toml"}, "maps/ours.toml"),
    ],
)
def test_a_map_lies_beside_its_file_unless_the_study_names_it(entry, path) -> None:
    assert map_path(Path("study"), entry) == Path("study") / path


def test_a_map_is_read(tmp_path: Path) -> None:
    path = tmp_path / "answers.map.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read_column_map(path) == ColumnMap(
        "answers.map.toml",
        (
            MappedColumn(
                "How's life?", "your_life", "H", answers={"1": "better"}, note="Asked Ms X"
            ),
            MappedColumn("Other", "helpers", "", "other", any_text=True),
            MappedColumn("Team", ""),
        ),
        "mine",
        {"change": {"Beter": "better"}},
        "Ours",
    )


def test_an_empty_map_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.map.toml"
    path.write_text("", encoding="utf-8")
    assert read_column_map(path) == ColumnMap("answers.map.toml")


def test_a_map_is_used_when_it_is_there(tmp_path: Path) -> None:
    entry = {"file": "answers.csv"}
    assert column_map_of(tmp_path, entry) is None
    (tmp_path / "answers.map.toml").write_text(WHOLE, encoding="utf-8")
    found = column_map_of(tmp_path, entry)
    assert found is not None
    assert found.file == "answers.map.toml"


def test_a_map_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(PoetError) as told:
        column_map_of(tmp_path, {"file": "answers.csv", "map": "ours.toml"})
    assert str(told.value) == (
        "ours.toml: there is no such column map in the folder of the study. "
        "Make it with: poet map STUDY."
    )
    assert told.value.exit_code == 3


WRONG = """\
questionaire = "mine"
answers = { change = { "1" = 1, "2" = "better" } }
columns = [
  { heading = "Team" },
  { question = "info" },
  { heading = "How?", question = "info", any_text = "yes", colunm = "H", answers = { a = 1 } },
]
"""
SENTENCES = (
    'answers.map.toml: "questionaire" is not known here. Known are: file, questionnaire, tool, '
    "note, answers, columns. Correct or remove it.",
    'answers.map.toml, heading "Team": question is missing. Add question = "KEY", or '
    'question = "" when the column is no question.',
    'answers.map.toml, [[columns]] number 2: heading is missing. Add heading = "...".',
    'answers.map.toml, heading "How?": any_text is not true or false. '
    "Write any_text = true, without quotation marks.",
    'answers.map.toml, heading "How?": "colunm" is not known here. Known are: column, heading, '
    "question, answer, note, any_text, answers. Correct or remove it.",
    'answers.map.toml, heading "How?": answers is not a table of texts. '
    'Write [columns.answers], and "TEXT" = "CODE" below it.',
    'answers.map.toml, [answers.change]: what "1" means is not text in quotation marks. '
    'Write "1" = "CODE".',
)


def test_every_mistake_of_a_map_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.map.toml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(PoetError) as told:
        read_column_map(path)
    assert tuple(str(told.value).splitlines()) == SENTENCES
    assert told.value.exit_code == 2


def test_every_kind_of_mistake_is_tested(untested) -> None:
    missing = "there is no such column map in the folder of the study"
    assert untested(study_maps, [*SENTENCES, missing]) == []


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.map.toml"
    path.write_text('file = "answers.csv"\nquestion = info"\n', encoding="utf-8")
    with pytest.raises(PoetError) as told:
        read_column_map(path)
    assert str(told.value).startswith("answers.map.toml: this is not TOML: ")
    assert str(told.value).endswith(
        " at line 2. Look at that line for a missing quotation mark, bracket or equals sign."
    )


def test_a_text_that_means_two_things_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.map.toml"
    path.write_text('[answers.change]\n"1" = "better"\n"1" = "worse"\n', encoding="utf-8")
    with pytest.raises(PoetError) as told:
        read_column_map(path)
    assert str(told.value).startswith(
        "answers.map.toml: this is not TOML: Cannot overwrite a value at line 3."
    )
