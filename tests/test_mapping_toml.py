from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poet import definition
from poet.mapping_file import Asked, FileMapping, file_mapping
from poet.mapping_toml import map_lines, toml_text
from poet.questionnaire import Questionnaire
from poet.reading import Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import PERSONAL, TOOL, Column, Layout
from poet.responses.mapped_column import map_heading
from poet.study_maps import read_column_map

HOSTILE = [
    '"',
    "\\",
    "'''\"\"\"",
    "a\nb\r\nc",
    "\x00\x1b[2J\x7f",
    "\u2028a\u202eb",
    "\ud83d",
    "# comment",
    '[[columns]]\nquestion = "your_life"',
    "w" * 10_000,
    " ",
    "\u200b",
    "=cmd|' /C calc'!A0",
    "caf\u00e9 \N{GRINNING FACE}",
]


@pytest.fixture(scope="module")
def questionnaire(own_questionnaire: str, tmp_path_factory) -> Questionnaire:
    path: Path = tmp_path_factory.mktemp("questionnaire") / "mine.toml"
    path.write_text(own_questionnaire, encoding="utf-8")
    return definition.read_questionnaire(path, definition.shared_topics())


def table(columns: list[Column], texts: list[str]) -> TextTable:
    rows = [[text] * len(columns) for text in texts]
    return TextTable(
        columns=tuple(gathered_columns([rows], len(columns))),
        lines=np.arange(2, len(rows) + 2),
        source=Source("answers.csv"),
        layout=Layout("Tool", 1, tuple(columns)),
    )


def written(mapping: FileMapping) -> str:
    return "\n".join(map_lines(mapping))


@given(st.text())
@example("\x7f\x85\u2028")
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        line = f"v = {toml_text(text)}"
        assert "\n" not in line
        assert tomllib.loads(line) == {"v": text}


@pytest.mark.parametrize("heading", HOSTILE)
@pytest.mark.parametrize("role", ["", TOOL, PERSONAL])
def test_a_hostile_heading_is_one_printable_line_and_found_again(
    questionnaire, tmp_path, heading, role
) -> None:
    columns = [Column(heading, role=role), Column("your_life"), Column("Other")]
    answers = table(columns, ["Better", "Wors", heading, *[heading] * 10])
    mapping = file_mapping(answers, questionnaire, tmp_path / "a.map.toml", Asked())
    text = written(mapping)
    assert all(line.isprintable() for line in text.splitlines())
    mapping.path.write_bytes(text.encode())
    said = read_column_map(mapping.path)
    assert [one.heading for one in said.columns if one.letter == "A"] == (
        [map_heading(heading)] if map_heading(heading) else []
    )
    again = file_mapping(answers, questionnaire, mapping.path, Asked(), said)
    assert again.match == mapping.match


HEADINGS = st.one_of(
    st.sampled_from(["your_life", "group", "How old are you?", "words", "Email", "Team", *HOSTILE]),
    st.text(max_size=40),
)
ROLES = st.sampled_from(["", "", TOOL, PERSONAL])
TEXTS = st.one_of(
    st.sampled_from(["Better", "Wors", "1", "3", "Femal", "Man", "", "Better; Wors", *HOSTILE]),
    st.text(max_size=20),
)


@settings(max_examples=80)
@given(
    columns=st.lists(st.builds(Column, HEADINGS, role=ROLES), min_size=1, max_size=8),
    texts=st.lists(TEXTS, min_size=1, max_size=12),
)
def test_a_map_nobody_corrected_says_what_was_found_without_it(
    questionnaire, tmp_path_factory, columns, texts
) -> None:
    path = tmp_path_factory.mktemp("map") / "a.map.toml"
    answers = table(columns, texts)
    mapping = file_mapping(answers, questionnaire, path, Asked())
    path.write_bytes(written(mapping).encode())
    again = file_mapping(answers, questionnaire, path, Asked(), read_column_map(path))
    assert again.match == mapping.match
    assert again.to_look_at == mapping.to_look_at
    assert again.texts == mapping.texts
    assert again.complete == mapping.complete


def test_a_whole_map(questionnaire, tmp_path) -> None:
    columns = [
        Column("Form number"),
        Column("How is your live?"),
        Column("group"),
        Column("Start", role=TOOL),
        Column("Zebra"),
    ]
    answers = table(columns, ["Man", "Femal"] * 10)
    text = written(file_mapping(answers, questionnaire, tmp_path / "a.map.toml", Asked()))
    explanation, _, rest = text.partition("\n\n")
    assert all(line.startswith("#") for line in explanation.splitlines())
    assert explanation.startswith(
        '# Which column of answers.csv is which question of "mine", and what the texts in it mean.'
    )
    assert rest == WHOLE


WHOLE = """\
file = "answers.csv"
questionnaire = "mine"
tool = "Tool"


# ---------- COLUMNS TO LOOK AT: 2 ----------

[[columns]]
column = "B"
heading = "How is your live?"
# perhaps "your_life" (How is your life now?): the heading is like it
question = "?"

[[columns]]
column = "E"
heading = "Zebra"
# no question is like it
question = "?"


# ---------- TEXTS TO LOOK AT: 1 ----------

# Scale "group", in column C.
# The codes of the answers:
#   woman  Woman
#   man    Man
[answers.group]
"Femal" = "?"


# ---------- QUESTIONS THAT HAVE NO COLUMN: 2 ----------
# "your_life" (How is your life now?) Perhaps column B.
# "years" (How old are you?)


# ---------- COLUMNS THAT ARE QUESTIONS: 2 ----------
# Texts understood without help, by scale:
#   group: "Man" is man

[[columns]]
column = "A"
heading = "Form number"
question = "form"  # found by: Easy Read wording

[[columns]]
column = "C"
heading = "group"
question = "group"  # found by: key


# ---------- COLUMNS THAT ARE NOT USED: 1 ----------

[[columns]]
column = "D"
heading = "Start"
question = ""  # written by Tool"""
