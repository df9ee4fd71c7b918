from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from poet.checking import FILES, SCHEMA, SCHEMA_NAME, Check, check_study, write_check
from poet.errors import PoetError
from poet.responses.report import GROUPED_COLUMNS
from poet.study_file import load_study

BAD_ANSWERS = """\
form,your_life,group,years,words
F1,Bettr,Woman,61,My neighbour's dog is called Rex
F2,Bettr,Man,sixty,
F3,Worse,Man,58,
"""
NO_ANSWER = (
    "This row has no usable answer about life, the process or having a say, so it is set aside."
)
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
    assert list(content) == [
        "$schema",
        "schema",
        "study",
        "clean",
        "files",
        "beside",
        "remarks",
        "problems",
    ]
    assert (content["$schema"], content["schema"]) == (SCHEMA_NAME, SCHEMA)
    assert (content["study"], content["clean"]) == (
        "Carers in Fernhollow",
        False,
    )
    assert content["beside"] == []
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


def sheet(check: Check, folder: Path, name: str) -> list[list[Any]]:
    """The rows of a sheet of problems.xlsx as Excel shows them; empty cells are ""."""
    path, _ = write_check(check, folder, force=True)
    rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [["" if value is None else value for value in row] for row in rows]


def test_the_workbook_tells_each_kind_of_problem_in_plain_words(
    checked: Check, tmp_path: Path
) -> None:
    headings, *rows = sheet(checked, tmp_path, "by kind")
    assert headings == [
        *("File", "Sheet", "First row or case", "Column", "Heading", "What is wrong", "Found"),
        *("Nearest match", "How many alike", "Rows (the first ten)", "Question", "Rule"),
    ]
    file = ["carers.csv", ""]
    own = [row[2:] for row in rows]
    assert [row[:2] for row in rows] == [file] * 3
    assert own == [
        [2, "", "", NO_ANSWER, "", "", 2, "2, 3", "", "no usable answer"],
        [
            *(2, "B", "your_life", '"Bettr" is not one of the answers.', "Bettr", "Better"),
            *(2, "2, 3", "your_life", "unknown answer"),
        ],
        [
            *(3, "D", "years", '"sixty" is not a plain number: write figures alone.', "sixty"),
            *("", 1, "3", "years", "not a plain number"),
        ],
    ]


def test_the_workbook_lists_every_problem_cell_by_cell(checked: Check, tmp_path: Path) -> None:
    headings, *rows = sheet(checked, tmp_path, "every problem")
    assert headings == [
        *("File", "Sheet", "Row or case", "Column", "Heading", "What is wrong", "Found"),
        *("Nearest match", "Question", "Rule"),
    ]
    assert [[*row[2:4], row[6]] for row in rows] == [
        [2, "", ""],
        [3, "", ""],
        [2, "B", "Bettr"],
        [3, "B", "Bettr"],
        [3, "D", "sixty"],
    ]


def test_the_workbook_keeps_the_account(checked: Check, tmp_path: Path) -> None:
    assert sheet(checked, tmp_path, "rows") == [
        ["File", "Sheet", "Questionnaire or table", "Rows", "What became of them"],
        ["carers.csv", "", "mine", 3, "read"],
        ["carers.csv", "", "mine", 1, "used"],
        ["carers.csv", "", "mine", 2, "set aside: no usable answer"],
    ]


def test_the_list_of_every_problem_is_capped_and_says_so(
    checked: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poet.checking_sheets.MOST_LISTED", 3)
    *_, before, last = sheet(checked, tmp_path, "every problem")
    assert before[:4] == ["carers.csv", "", 2, "B"]
    assert last == ['and 2 more problems, counted on the sheet "by kind"', *[""] * 9]
    assert sum(row[8] for row in sheet(checked, tmp_path, "by kind")[1:]) == 5
    monkeypatch.setattr("poet.checking_sheets.MOST_LISTED", 4)
    assert sheet(checked, tmp_path, "every problem")[-1][0] == (
        'and 1 more problem, counted on the sheet "by kind"'
    )
    monkeypatch.setattr("poet.checking_sheets.MOST_LISTED", 5)
    assert len(sheet(checked, tmp_path, "every problem")) == 6


def test_the_json_has_all_kinds_however_many(small: Path) -> None:
    rows = "\n".join(f"F{number},Better,x{number}" for number in range(300))
    (small / "carers.csv").write_text(f"form,your_life,group\n{rows}\n", encoding="utf-8")
    check = check_study(load_study(small))
    assert len([one for one in check.as_json()["problems"] if one["question"] == "group"]) == 300
    *_, last = check.lines()
    assert last == "and 251 more kinds of problem, in 251 places."


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


def test_budgets_and_returns_are_counted_beside_the_answers(small: Path, tmp_path: Path) -> None:
    (small / "budgets.csv").write_text("case,indicative,final\n1,5,6\n2,5,\n", encoding="utf-8")
    (small / "returns.csv").write_text("year,reviews\n2020,50\nsoon,60\n", encoding="utf-8")
    with (small / "study.toml").open("a", encoding="utf-8") as study:
        study.write('\n[budgets]\nfile = "budgets.csv"\n\n[activity]\nfile = "returns.csv"\n')
    check = check_study(load_study(small))
    assert list(check.lines())[:6] == [
        "carers.csv: 3 rows read = 3 used + 0 set aside",
        "budgets.csv: 2 rows read = 1 used + 1 set aside",
        "  1 no final budget",
        "returns.csv: 2 rows read = 1 used + 1 set aside",
        "  1 no year that can be used",
        "",
    ]
    assert [one["table"] for one in check.as_json()["beside"]] == ["budgets", "activity"]
    assert sheet(check, tmp_path, "rows")[3:] == [
        ["budgets.csv", "", "budgets", 2, "read"],
        ["budgets.csv", "", "budgets", 1, "used"],
        ["budgets.csv", "", "budgets", 1, "set aside: no final budget"],
        ["returns.csv", "", "activity", 2, "read"],
        ["returns.csv", "", "activity", 1, "used"],
        ["returns.csv", "", "activity", 1, "set aside: no year that can be used"],
    ]
