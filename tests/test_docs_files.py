"""docs/files.md and docs/checking.md say what the program does."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from poet import definition
from poet.questionnaire import Answer, Scale
from poet.reading import file_kind, opening, size_limits
from poet.reading.layout import Layout
from poet.reading.shapes import SHAPES, layout_of
from poet.reading.statistics_files import stata_file
from poet.reading.text_files import csv_records, encoding
from poet.reading.workbooks import workbook
from poet.responses.choices import Choices
from poet.responses.numbers import understand_number
from poet.responses.problem_table import Trouble
from poet.responses.row_rules import ALLOWED, SAFE, RowRules
from poet.responses.table_problems import LOOKED_AT, SENTENCES
from poet.starting import start_study
from poet.study_maps import read_column_map
from poet.study_rules import LISTS, STUDY

DOCS = Path(__file__).resolve().parents[1] / "docs"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str, kind: str) -> list[str]:
    return [content for found, content in BLOCK.findall(text(name)) if found == kind]


def rows(name: str) -> list[list[str]]:
    """The cells of every table row of a page."""
    lines = [line for line in text(name).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_example_prints_what_the_page_says(tmp_path: Path) -> None:
    (answers,), (session,) = blocks("checking.md", "csv"), blocks("checking.md", "console")
    (tmp_path / "carers.csv").write_text(answers, encoding="utf-8")
    (tmp_path / "study.toml").write_text(blocks("checking.md", "toml")[0], encoding="utf-8")
    command, _, expected = session.partition("\n")
    done = subprocess.run(
        [str(Path(sysconfig.get_path("scripts")) / "poet"), *command.split()[2:]],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    printed = done.stdout.replace("check\\", "check/") if sys.platform == "win32" else done.stdout
    same = doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS)
    assert same, f"docs/checking.md says:\n{expected}\npoet prints:\n{printed}"
    assert done.returncode == 1


def told(rule: str) -> str:
    """What the page says that poet says under a rule."""
    (found,) = [cells[1] for cells in rows("checking.md") if cells[0] == f"`{rule}`"]
    return found


@pytest.mark.parametrize("rule", SENTENCES)
def test_the_sentences_of_rows_are_those_that_poet_says(rule: str) -> None:
    sentence = SENTENCES[rule]
    used = sentence.replace(", so it is set aside.", ". It is used.")
    assert told(rule) == (used if LOOKED_AT.get(rule, "").startswith("duplicate_c") else sentence)


HELPERS = Scale(
    "helpers",
    tuple(
        Answer(label.lower().replace(", ", "_"), label, label)
        for label in ("Family", "Friends", "Family, friends", "Very easy", "No")
    ),
    best="",
)


def sentence(trouble: Trouble | None) -> str:
    assert trouble is not None
    return trouble.sentence + (f' Nearest: "{trouble.nearest}".' if trouble.nearest else "")


def test_the_sentences_of_cells_are_those_that_poet_says() -> None:
    amount = definition.load("budget_holder").question("weekly_amount")
    choices = Choices(HELPERS)
    assert {
        "unknown answer": sentence(choices.understand_one("Very esay").trouble),
        "more than one answer": sentence(choices.understand_one("Family; No").trouble),
        "unclear answer": sentence(choices.understand_several("Family, friends").trouble),
        "not a plain number": sentence(understand_number(amount, "£185.50").trouble),
        "number too low": sentence(understand_number(amount, "-5").trouble),
        "number too high": sentence(understand_number(amount, "18500").trouble),
    } == {
        rule: told(rule)
        for rule in (
            *("unknown answer", "more than one answer", "unclear answer"),
            *("not a plain number", "number too low", "number too high"),
        )
    }


def test_the_rules_of_rows_stand_with_what_they_are_when_nothing_is_said() -> None:
    page = text("checking.md")
    states = {
        cells[3].split("`")[1]: cells[2]
        for cells in rows("checking.md")
        if len(cells) == 5 and "`" in cells[3]
    }
    assert {line.partition(" = ")[0] for line in states} == set(ALLOWED)
    for line, default in states.items():
        ((rule, value),) = tomllib.loads(line).items()
        assert value in ALLOWED[rule]
        assert value != getattr(SAFE, rule)
        words = {"use": "used", "set aside": "set aside", "keep first": "the first is used"}
        assert default.startswith(words[getattr(SAFE, rule)]), rule
    (example,) = [one for one in blocks("checking.md", "toml") if one.startswith("[rows]")]
    assert RowRules(**tomllib.loads(example)["rows"]) != SAFE
    assert "[rows]" in page


@pytest.mark.parametrize("file_format", opening.FORMATS, ids=lambda one: one.words)
def test_every_kind_of_file_stands_in_the_table(file_format: opening.Format) -> None:
    (found,) = [cells for cells in rows("files.md") if cells[0] == file_format.words]
    assert set(re.findall(r"\.\w+", found[1])) == set(filter(None, file_format.endings))
    assert ("or none" in found[1]) is ("" in file_format.endings)


def tools() -> list[str]:
    """The name of every survey tool that a shape can tell, from the code of the shapes."""
    found = []
    for shape in SHAPES:
        module = inspect.getmodule(shape)
        calls = [
            node
            for node in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Layout", "_Maker")
        ]
        names = [
            call.args[0].value
            for call in calls
            if call.args and isinstance(call.args[0], ast.Constant)
        ]
        assert names, module
        found += names
    return list(dict.fromkeys(found))


def short(tool: str) -> str:
    return tool.removeprefix("the ").partition(" (")[0]


def test_every_survey_tool_has_a_row_and_a_section_and_no_other() -> None:
    section = text("files.md").partition("\n## Survey tools\n")[2].partition("\n## ")[0]
    listed = [cells[0] for cells in rows("files.md") if f"| {cells[0]} |" in section]
    expected = sorted(map(short, tools()))
    assert len(expected) == 9
    assert sorted(set(listed) - {"tool"}) == expected
    assert sorted(re.findall(r"^### (.+)$", section, re.MULTILINE)) == expected


def test_a_plain_table_is_no_survey_tool() -> None:
    assert layout_of([["a", "b"], ["1", "2"]]) == Layout(
        "", 1, layout_of([["a", "b"], ["1", "2"]]).columns
    )


def test_the_limits_are_those_of_the_code() -> None:
    page = " ".join(text("files.md").split())
    assert opening.MOST_BYTES == 2_000_000_000
    assert opening.MOST_BYTES_OF_A_WORKBOOK == 500_000_000
    for told_so in (
        f"2 GB, or {encoding.MOST_BYTES_NOT_UTF8 // 1_000_000} MB when it is not UTF-8; "
        f"{csv_records.LONGEST_CELL:,} characters in a cell",
        f"500 MB, and of a sheet {workbook.MOST_ROWS:,} rows and {workbook.MOST_COLUMNS:,} columns",
        f"{size_limits.MOST_ROWS:,} rows, {size_limits.MOST_COLUMNS:,} columns, "
        f"{size_limits.MOST_CELLS:,} cells, {size_limits.MOST_CHARACTERS:,} characters",
        f"File formats up to {stata_file.NEWEST_READ};",
    ):
        assert told_so in page


def test_every_kind_that_is_refused_by_its_first_bytes_is_named() -> None:
    page = text("files.md").partition("## Limits")[2]
    for kind in file_kind.OTHER_KINDS.values():
        words, _, ending = kind.partition(" (")
        assert words in page, kind
        assert ending.rstrip(")") in page, kind


def test_the_settings_that_the_pages_show_are_settings(tmp_path: Path) -> None:
    shown = [*blocks("files.md", "toml"), *blocks("checking.md", "toml")]
    column_map = next(one for one in shown if one.startswith("file = "))
    shown.remove(column_map)
    assert len(shown) == 4
    for block in shown:
        table = tomllib.loads(block)
        assert set(table) <= set(STUDY)
        for name in set(table) & set(LISTS):
            assert all(set(entry) <= set(LISTS[name][0]) for entry in table[name])
    path = tmp_path / "carers.map.toml"
    path.write_text(column_map, encoding="utf-8")
    said = read_column_map(path)
    assert [one.question for one in said.columns] == ["quality_of_life", ""]
    assert said.answers == {"ease": {"Very esay": "very_easy"}}
    assert "map = " in start_study(tmp_path / "study").read_text(encoding="utf-8")
