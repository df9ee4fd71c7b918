"""What `poet check` says to machines is as docs/check.schema.json describes it."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from poet import population_answers, population_cells, population_file
from poet.checking import SCHEMA, SCHEMA_NAME, check_study, write_check
from poet.reading import text_table
from poet.responses import (
    authorities_meant,
    choices,
    linked_ids,
    numbers,
    problem_table,
    table_problems,
)
from poet.responses.rows_set_aside import REASONS
from poet.study_file import load_study

REPOSITORY = Path(__file__).resolve().parents[1]
DESCRIPTION = REPOSITORY / "docs" / "check.schema.json"
MAKERS = ("Trouble", "ReadingProblem")

QUESTION = """
[[questions]]
key = "hours_{number}"
topic = "hours_{number}"
role = "background"
kind = "number"
wording = "How many hours of help {number}?"
easy_read = "Hours {number}?"
"""
HOURS = range(1, 11)
HEADINGS = (
    *("ResponseId", "Status", "Finished", "Council", "questionnaire_version"),
    *("your_life", "group", "years", "words"),
    *(f"hours_{number}" for number in HOURS),
)
STUDY = """\
title = "Carers in two councils"
authority_column = "Council"

[[authorities]]
name = "Fernhollow"

[[authorities]]
name = "Brynmarsh"

[[responses]]
file = "carers.csv"
questionnaire = "mine"

[[responses]]
file = "more.xlsx"
questionnaire = "mine"
authority = "Brynmarsh"
"""
TURNED_ROUND = """
[rows]
partial = "set aside"
test = "use"
preview = "use"
duplicate_id = "use"
duplicate_content = "set aside"
other_audience = "use"
older_questionnaire = "use"
"""


def description() -> dict[str, Any]:
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


def validated(folder: Path) -> dict[str, Any]:
    """The JSON of a study's check, as it is printed and as it is written."""
    checked = check_study(load_study(folder))
    content = checked.as_json()
    _, written = write_check(checked, folder / "check", force=True)
    assert json.loads(written.read_text(encoding="utf-8")) == content
    jsonschema.Draft202012Validator(description()).validate(content)
    return content


def row(number: int, **other: str) -> str:
    """A finished answer of its own, but for what is given."""
    own = {
        **{"ResponseId": f"R_0000000{number:02d}", "Status": "0", "Finished": "1"},
        **{"Council": "Fernhollow", "questionnaire_version": "mine 1.0"},
        **{"your_life": "Better", "group": "Woman", "years": "61", "words": "Less paper"},
        **{f"hours_{one}": str(number * one) for one in HOURS},
    }
    return ",".join(str({**own, **other}[heading]) for heading in HEADINGS)


@pytest.fixture
def every_state(small: Path) -> Path:
    """A study of two files, one of which has a row in each state that there is."""
    questionnaire = small / "questionnaires" / "mine.toml"
    questions = "".join(QUESTION.format(number=number) for number in HOURS)
    topics = "".join(f'hours_{number} = "Hours {number}"\n' for number in HOURS)
    text = questionnaire.read_text(encoding="utf-8") + questions
    questionnaire.write_text(text.replace("[topics]\n", f"[topics]\n{topics}", 1), encoding="utf-8")
    blank = "," * (len(HEADINGS) - 1)
    rows = [
        *(",".join(HEADINGS), row(1), row(2, group="Womn", years="sixty"), blank),
        *(row(3, Status="1"), row(4, Status="2"), row(5, Finished="0")),
        *(row(6, ResponseId="R_000000001"), row(7, questionnaire_version="carer 1.0")),
        *(row(8, questionnaire_version="mine 0.9"), row(9, Council=""), row(10, Council="Oz")),
        *(row(11, your_life=""), row(1, ResponseId="R_000000012"), row(13) + ",more"),
        *(",".join(HEADINGS), row(14)),
    ]
    (small / "carers.csv").write_text("\n".join(rows), encoding="utf-8")
    more = {"your_life": ["Worse"], "years": [230], "colour": ["red"], "": ["x"]}
    pd.DataFrame(more).to_excel(small / "more.xlsx", sheet_name="Answers", index=False)
    (small / "study.toml").write_text(STUDY, encoding="utf-8")
    return small


def test_the_description_is_one_and_says_which() -> None:
    schema = description()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA_NAME == f"poet-check-{SCHEMA}.schema.json"
    assert schema["properties"]["schema"] == {
        **schema["properties"]["schema"],
        "const": SCHEMA,
    }


def tables_of(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of the description that describes a table of keys."""
    if isinstance(schema, dict):
        if "properties" in schema and isinstance(schema.get("type"), str):
            yield place, schema
        for key, part in schema.items():
            yield from tables_of(part, f"{place}/{key}")


def test_every_key_is_described_and_no_other_is_allowed() -> None:
    tables = dict(tables_of(description()))
    assert len(tables) == 7
    for place, table in tables.items():
        assert table["additionalProperties"] is False, place
        for key, described in table["properties"].items():
            assert described.get("description", "").endswith("."), f"{place}/{key}"


def test_a_clean_study_is_as_described(small: Path) -> None:
    content = validated(small)
    assert (content["clean"], content["problems"]) == (True, [])


def test_a_study_of_two_files_and_every_state_is_as_described(every_state: Path) -> None:
    safe = validated(every_state)
    assert [file["file"] for file in safe["files"]] == ["carers.csv", "more.xlsx"]
    assert safe["files"][0]["rows_set_aside"] == dict.fromkeys(
        set(REASONS) - {"not finished", "same answers as an earlier row"}, 1
    )
    study = every_state / "study.toml"
    study.write_text(STUDY + TURNED_ROUND, encoding="utf-8")
    turned = validated(every_state)
    files = [*safe["files"], *turned["files"]]
    assert {reason for file in files for reason in file["rows_set_aside"]} == set(REASONS)
    of_file = description()["$defs"]["file"]["properties"]
    assert list(of_file["rows_set_aside"]["properties"]) == list(REASONS)
    noted = {state for file in files for state in file["rows_used_and_noted"]}
    assert noted == set(of_file["rows_used_and_noted"]["properties"])
    for file in files:
        assert file["rows_read"] == file["rows_used"] + sum(file["rows_set_aside"].values())


BUDGETS = """\
case,indicative,final,period,date,authority
1,100,5200,,,
2,-1,100,,,
3,100,100,day,,
4,100,,,,
5,100,100,,2026-01-01,
5,100,110,,2026-02-01,
6,100,100,,,
6,100,100,,,
,100,100,,,
Total,700,700,,,
7,100,100,,,Nowhere
8,100,100,,,,more
"""
RETURNS = """\
Council,Year,Return,Group,Number
Fernhollow,2020,Reviews,all,5
Fernhollow,2021,Reviews,all,[x]
Fernhollow,2022,Reviews,all,5
Fernhollow,2022,Reviews,all,6
Fernhollow,soon,Reviews,all,5
Fernhollow,2023,Visits,all,5
Nowhere,2023,Reviews,all,5
Fernhollow,2023,Reviews,some,5
Fernhollow,2023,Reviews,some,5,more
"""
BESIDE = """\
title = "Money and work"
authority = "Fernhollow"

[budgets]
file = "budgets.csv"

[activity]
file = "returns.csv"
shape = "long"
columns = { authority = "Council", year = "Year", return = "Return", value = "Number" }
returns = { reviews = "Reviews" }
where = { Group = "all" }
"""


def test_tables_beside_are_as_described_with_every_reason_that_there_is(tmp_path: Path) -> None:
    budgets = BUDGETS.replace(",,\n", ",,Fernhollow\n").replace("-01,\n", "-01,Fernhollow\n")
    (tmp_path / "budgets.csv").write_text(budgets, encoding="utf-8")
    (tmp_path / "returns.csv").write_text(RETURNS, encoding="utf-8")
    (tmp_path / "study.toml").write_text(BESIDE, encoding="utf-8")
    content = validated(tmp_path)
    assert content["files"] == []
    money, work = content["beside"]
    assert [(one["table"], one["file"], one["separator"]) for one in (money, work)] == [
        ("budgets", "budgets.csv", ","),
        ("activity", "returns.csv", ","),
    ]
    assert (money["rows_read"], money["rows_used"]) == (12, 1)
    assert (work["rows_read"], work["rows_used"]) == (9, 1)
    for one in (money, work):
        assert one["rows_read"] == one["rows_used"] + sum(one["rows_set_aside"].values())
    told = {**money["rows_set_aside"], **work["rows_set_aside"]}
    described = description()["$defs"]["beside"]["properties"]["rows_set_aside"]["properties"]
    assert set(told) == set(described)


def test_what_is_not_as_described_is_found(small: Path) -> None:
    content = validated(small)
    validator = jsonschema.Draft202012Validator(description())
    empty = [{}]
    for wrong in (
        *({"schema": 3}, {"remarks": [""]}, {"more": 1}),
        *({"files": empty}, {"beside": empty}, {"problems": empty}),
    ):
        assert not validator.is_valid({**content, **wrong})


OF_RETURNS = (
    *("no year", "no number", "number not published", "number below 0", "no field staff"),
    *("row twice", "column twice", "no return named"),
)
OF_BUDGETS = (
    *("no number of the case", "no amount in pounds", "amount of 0", "amount below 0"),
    *("amount too high", "no period", "no date", "no final budget", "week and year mixed"),
    *("same case twice", "earlier row of a case", "row of totals"),
)
OF_CODED_COMMENTS = (
    *("not a comment question", "unknown audience", "unknown wave", "comment twice"),
    *("code missing", "neither yes nor no", "both coders say otherwise", "answers have changed"),
)


def known_rules() -> set[str]:
    """Every rule that a problem can have, from the modules that give them."""
    return {
        *(text_table.ERROR_CELL, text_table.NO_VALUE, text_table.NO_HEADING),
        *REASONS,
        *(table_problems.NO_QUESTION, table_problems.OLDER_WORDING),
        *(table_problems.SEVERAL_QUESTIONS, problem_table.NO_COLUMN),
        *(choices.UNKNOWN, choices.SEVERAL, choices.UNCLEAR),
        *(numbers.NOT_A_NUMBER, numbers.TOO_LOW, numbers.TOO_HIGH),
        *(authorities_meant.AUTHORITY_NOT_KNOWN, linked_ids.NO_HASHES),
        *(population_file.TWICE, population_file.MORE_ASKED, population_file.SHAPE),
        *(population_file.BLANK_NUMBER, population_cells.NOT_IN_THE_STUDY),
        *(population_cells.NO_SUCH_GROUP, population_cells.NO_NUMBER),
        *(population_answers.MORE_ANSWERED, population_answers.FEWER_ASKED),
        *(population_answers.NO_GROUP, population_answers.TOTALS_DIFFER),
        *(population_answers.NOBODY_THERE, population_answers.ONE_ALONE),
        *OF_RETURNS,
        *OF_BUDGETS,
        *OF_CODED_COMMENTS,
    }


# These tell of workbooks and files that are no part of a study: they have lists of their own.
ELSEWHERE = ("allocating", "themes_coder", "themes_coding", "themes_disagreements")


def rules_given() -> Iterator[tuple[str, str]]:
    """(module, what stands in the place of the rule) wherever the program makes a problem."""
    for path in sorted((REPOSITORY / "src" / "poet").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in MAKERS:
                by_name = {one.arg: one.value for one in node.keywords}
                place = 1 if ast.unparse(node.func) == "Trouble" else 3
                written = by_name["rule"] if "rule" in by_name else node.args[place]
                inside = path.relative_to(REPOSITORY / "src").with_suffix("").parts
                yield ".".join(inside), ast.unparse(written)


def test_every_problem_has_one_of_the_rules_that_are_described() -> None:
    given = [
        (module, written)
        for module, written in rules_given()
        if not module.removeprefix("poet.").startswith(ELSEWHERE)
    ]
    # A loop over SENTENCES, over LOOKED_AT, over two rules, and what reading told already; an
    # audience or a wave.
    looped = {"reason", "rule", "problem.rule", "f'unknown {kind}'"}
    assert looped < {written for _, written in given}
    rules = {
        ast.literal_eval(written)
        if written[0] in "'\""
        else vars(importlib.import_module(module))[written]
        for module, written in given
        if written not in looped
    }
    assert rules <= known_rules()
    assert set(table_problems.SENTENCES) | set(table_problems.LOOKED_AT) <= set(REASONS)
    assert set(description()["$defs"]["problem"]["properties"]["rule"]["enum"]) == known_rules()


def test_every_rule_is_explained_on_the_page() -> None:
    page = (REPOSITORY / "docs" / "checking.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z0-9 ]+)` \|", page, re.MULTILINE)
    assert sorted(set(explained)) == sorted(known_rules())
    assert len(explained) == len(set(explained))
