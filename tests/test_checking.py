from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from poet.checking import FILES, SCHEMA, Check, check_study, write_check
from poet.errors import PoetError
from poet.responses import PROBLEM_COLUMNS
from poet.responses.report import GROUPED_COLUMNS
from poet.study_file import load_study

BAD_ANSWERS = """\
form,your_life,group,years,words
F1,Bettr,Woman,61,My neighbour's dog is called Rex
F2,Bettr,Man,sixty,
F3,Worse,Man,58,
"""
TOLD = [
    "carers.csv: 3 rows read = 1 used + 2 set aside",
    "  2 no usable answer",
    "",
    "carers.csv, row 2: This row has no usable answer about life, the process or having a say, "
    "so it is set aside (2 rows alike).",
    'carers.csv, row 2, column B "your_life": "Bettr" is not one of the answers. '
    'Nearest: "Better" (2 cells alike).',
    'carers.csv, row 3, column D "years": "sixty" is not a plain number: write figures alone.',
]
FILE_KEYS = [
    "file",
    "sheet",
    "encoding",
    "separator",
    "questionnaire",
    "wave",
    "rows_read",
    "rows_used",
    "rows_set_aside",
    "rows_used_and_noted",
    "notes",
]


@pytest.fixture
def clean(small: Path) -> Check:
    return check_study(load_study(small))


@pytest.fixture
def checked(small: Path) -> Check:
    (small / "carers.csv").write_text(BAD_ANSWERS, encoding="utf-8")
    return check_study(load_study(small))


def test_a_clean_study(clean: Check) -> None:
    assert clean.clean
    assert list(clean.lines()) == [
        "carers.csv: 3 rows read = 3 used + 0 set aside",
        "",
        "No problems found.",
    ]


def test_problems_are_told_in_groups(checked: Check) -> None:
    assert not checked.clean
    assert list(checked.lines()) == TOLD
    assert checked.by_kind["cells"].sum() == len(checked.problems)


def test_the_same_as_json(checked: Check) -> None:
    content = checked.as_json()
    assert list(content) == ["schema", "study", "clean", "files", "problems"]
    assert (content["schema"], content["study"], content["clean"]) == (
        SCHEMA,
        "Carers in Fernhollow",
        False,
    )
    (file,) = content["files"]
    assert list(file) == FILE_KEYS
    assert file["rows_set_aside"] == {"no usable answer": 2}
    assert file["rows_read"] == file["rows_used"] + sum(file["rows_set_aside"].values()) == 3
    assert [list(problem) for problem in content["problems"]] == [list(GROUPED_COLUMNS)] * 3
    assert [problem["found"] for problem in content["problems"]] == ["", "Bettr", "sixty"]
    assert [problem["cells"] for problem in content["problems"]] == [2, 2, 1]


def test_no_free_text_is_shown(checked: Check) -> None:
    shown = json.dumps(checked.as_json()) + "".join(checked.lines())
    shown += checked.problems.to_csv()
    assert "Rex" not in shown


def test_the_lists_are_written(checked: Check, tmp_path: Path) -> None:
    written = write_check(checked, tmp_path / "out")
    assert [path.name for path in written] == list(FILES)
    assert set(written) == set((tmp_path / "out").iterdir())
    assert json.loads(written[1].read_text(encoding="utf-8")) == checked.as_json()
    book = openpyxl.load_workbook(written[0])
    assert book.sheetnames == ["by kind", "every problem"]
    assert book["by kind"].max_row == len(checked.by_kind) + 1
    every = book["every problem"]
    assert [cell.value for cell in every[1]] == list(PROBLEM_COLUMNS)
    assert every.max_row == len(checked.problems) + 1


def test_the_lists_of_a_clean_study_are_empty(clean: Check, tmp_path: Path) -> None:
    _, problems = write_check(clean, tmp_path)
    assert json.loads(problems.read_text(encoding="utf-8"))["problems"] == []


def test_lists_that_are_there_are_left_alone(checked: Check, tmp_path: Path) -> None:
    (tmp_path / "problems.json").write_text("mine", encoding="utf-8")
    with pytest.raises(PoetError) as raised:
        write_check(checked, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / 'problems.json'}: this file is there already. "
        "Add --force to write it again, or name another folder."
    )
    assert (tmp_path / "problems.json").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "problems.xlsx").exists()
    write_check(checked, tmp_path, force=True)
    assert (tmp_path / "problems.json").read_text(encoding="utf-8") != "mine"
