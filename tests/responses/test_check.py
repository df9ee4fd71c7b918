from __future__ import annotations

import re
import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.reading import ReadingProblem, Source, TextTable, read_table
from poet.reading.gathering import gathered_columns
from poet.reading.layout import Column, Layout
from poet.responses import (
    AuthorityRule,
    account_lines,
    check_table,
    grouped,
    problem_lines,
)
from poet.responses.rows_set_aside import REASONS

HEADINGS = ("person_id", "Council", "change", "info", "say", "helpers", "age", "views")
FULL = ["7", "East", "Better", "Very easy", "Easy", "Nobody;family;", "45", " More choice "]


def test_a_row_becomes_a_person(check):
    responses = check(HEADINGS, FULL, rule=AuthorityRule("Council"))
    assert responses.by_person.to_dict("records") == [
        {
            "authority": "east",
            "line": 2,
            "change": "better",
            "info": "very_easy",
            "say": "easy",
            "helpers.nobody": True,
            "helpers.family": True,
            "helpers.other": False,
            "age": 45.0,
            "views": "More choice",
        }
    ]
    assert isinstance(responses.by_person.index, pd.RangeIndex)
    assert [str(dtype) for dtype in responses.by_person.dtypes] == [
        "str",
        "int64",
        *["category"] * 3,
        *["boolean"] * 3,
        "float64",
        "object",
    ]
    assert responses.account.sentence() == "1 row read = 1 used + 0 set aside."
    assert len(responses.problems) == 0
    assert (responses.wave, responses.source.file) == ("2026", "answers.csv")
    assert responses.authorities == {"east": "East"}


def test_the_columns_are_the_same_whatever_the_file_has(check):
    full = check(HEADINGS, FULL, rule=AuthorityRule("Council")).by_person
    little = check(["info"], ["Easy"]).by_person
    assert list(little.columns) == list(full.columns)
    assert little.dtypes.to_dict() == full.dtypes.to_dict()
    assert little.drop(columns=["authority", "line", "info"]).isna().all(axis=None)
    together = pd.concat([full, little], ignore_index=True)
    assert together.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_form_is_the_same_when_no_row_is_used(check):
    full = check(HEADINGS, FULL, rule=AuthorityRule("Council")).by_person
    none = check(["info"], [""], ["99"])
    assert none.account.set_aside == {"blank row": 1, "no usable answer": 1}
    assert len(none.by_person) == 0
    assert none.by_person.dtypes.to_dict() == full.dtypes.to_dict()
    assert none.authorities == {}


def test_lines_are_those_of_the_spreadsheet(check):
    responses = check(["info"], ["Easy"], [""], ["Hard"], ["99"], ["Easy"])
    assert responses.by_person["line"].tolist() == [2, 4, 6]
    assert responses.by_person.index.tolist() == [0, 1, 2]


def test_an_unusable_cell_is_missing_and_the_row_is_used(check):
    responses = check(["info", "say", "age"], ["Vry easy", "Easy", "230"])
    assert responses.by_person[["info", "age"]].isna().all(axis=None)
    assert responses.by_person["say"].tolist() == ["easy"]
    cells = responses.problems[responses.problems["row"].notna()]
    assert cells[["row", "column", "found", "rule"]].to_numpy().tolist() == [
        [2, "A", "Vry easy", "unknown answer"],
        [2, "C", "230", "number too high"],
    ]


def test_an_answer_outside_the_scale_is_usable(check):
    responses = check(["info"], ["Have not tried this"])
    assert responses.by_person["info"].tolist() == ["not_tried"]


def test_background_alone_is_no_usable_answer(check):
    responses = check(["info", "age", "views"], ["", "45", "Nothing"])
    assert responses.account.set_aside == {"no usable answer": 1}


def test_a_questionnaire_of_background_alone_can_be_used(table, questionnaire):
    background = replace(questionnaire, questions=questionnaire.with_role("background"))
    responses = check_table(table(["age"], ["45"], [""]), background, "1", AuthorityRule(only="n"))
    assert responses.account.set_aside == {"blank row": 1}
    assert responses.by_person["age"].tolist() == [45.0]


def test_a_date_made_of_three_to_five_is_an_unknown_answer(check):
    responses = check(["info", "say"], ["2026-05-03", "Easy"])
    assert problem_lines(grouped(responses.problems))[-1] == (
        'answers.csv, row 2, column A "info": "2026-05-03" is not one of the answers.'
    )


@pytest.mark.parametrize("text", ["None", "NA", "N/A", "-", "99", "-9", "nan", "#N/A", "TRUE"])
def test_words_for_nothing_are_not_dropped_in_silence(check, text):
    responses = check(["info", "say"], [text, "Easy"])
    assert responses.problems["found"].tolist()[-1] == text
    assert responses.problems["rule"].tolist()[-1] == "unknown answer"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "{{7*7}}",
    "{% include 'x' %}",
    "=cmd|' /C calc'!A0",
    "\uff1d1+1",
    "</style>",
    "\x1b[2J",
    "a\u202eb",
    "Z" + "\u0300\u0301" * 50,
    "\ud83d",
    "w" * 100_000,
    "\N{GRINNING FACE}",
    "../../x",
    "CON",
    "a\nb" * 1_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_one_printable_problem(check, text):
    responses = check(
        ["info", "say", "Council"], [text, "Easy", text], rule=AuthorityRule("Council")
    )
    lines = [
        *problem_lines(grouped(responses.problems)),
        *account_lines(responses),
        *responses.notes,
    ]
    assert (responses.problems["column"] == "A").sum() == 1 or len(responses.by_person) == 0
    for line in lines:
        assert line.isprintable()
        assert len(line) < 500
        line.encode("utf-8")


COMMENT = "My brother Ivo lives at 3 Mill Lane"


def everything_told(responses):
    told = [
        *responses.problems.astype(object).to_numpy().ravel(),
        *grouped(responses.problems).astype(object).to_numpy().ravel(),
        *problem_lines(grouped(responses.problems)),
        *account_lines(responses),
        *responses.notes,
        responses.account.sentence(),
        *responses.authorities.values(),
    ]
    return " ".join(map(str, told))


def test_comments_ids_and_personal_data_are_never_told(check):
    person = "ID-4711"
    rows = [
        [person, "East", "99", COMMENT, "ivo@example.org", COMMENT],
        [person, "East", "Easy", COMMENT, "ivo@example.org", COMMENT],
        [person + "b", "", "Easy", COMMENT, "ivo@example.org", COMMENT],
        [person + "c", "East", "", COMMENT, "ivo@example.org", COMMENT],
        [person + "d", "East", "Vry easy", COMMENT, "ivo@example.org", COMMENT],
    ]
    problem = ReadingProblem(9, None, "7 cells", "wrong number of cells", "Seven cells.")
    responses = check(
        ["person_id", "Council", "info", "views", "Email", "Colour"],
        *rows,
        rule=AuthorityRule("Council"),
        problems=(problem,),
    )
    assert responses.account.rows_set_aside == 6
    told = everything_told(responses)
    assert "Vry easy" in told
    for private in (COMMENT, "Ivo", "ivo", person, "example.org"):
        assert private not in told
    assert person not in responses.by_person.astype(object).to_numpy().ravel()
    assert "ivo@example.org" not in responses.by_person.astype(object).to_numpy().ravel()


WORDS = ("", " ", "East", "west", "Nowhere", "Easy", "HARD", "99", "7", "8", "45", "Nobody;", "x")
CELLS = st.sampled_from([*WORDS, *HEADINGS])


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=12),
    misshapen=st.integers(0, 3),
    known=st.booleans(),
)
def test_the_account_always_adds_up(questionnaire, rows, misshapen, known):
    problem = ReadingProblem(99, None, "1 cell", "wrong number of cells", "One cell.")
    answers = TextTable(
        columns=tuple(gathered_columns([rows], len(HEADINGS))),
        layout=Layout("", 1, tuple(map(Column, HEADINGS))),
        lines=np.arange(2, len(rows) + 2),
        source=Source("answers.csv"),
        problems=(problem,) * misshapen,
    )
    names = {"e": ("East",), "w": ("West",)} if known else {}
    responses = check_table(answers, questionnaire, "1", AuthorityRule("Council", known=names))
    account = responses.account
    assert account.rows_read == len(rows) + misshapen
    assert account.rows_read == account.rows_used + account.rows_set_aside
    assert account.rows_used == len(responses.by_person)
    told = responses.problems["rule"].value_counts()
    assert {reason: told[reason] for reason in REASONS if reason in told} == account.set_aside
    assert set(responses.by_person["authority"]) == set(responses.authorities)
    assert grouped(responses.problems)["cells"].sum() == len(responses.problems)
    for line in responses.by_person["line"]:
        assert any(cell.strip() for cell in rows[line - 2])


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_any_text_is_an_answer_missing_or_a_problem(questionnaire, cells):
    answers = TextTable(
        columns=tuple(gathered_columns([[(c, "Easy", c, c) for c in cells]], 4)),
        layout=Layout("", 1, tuple(map(Column, ("info", "say", "age", "helpers")))),
        lines=np.arange(2, len(cells) + 2),
        source=Source("answers.csv"),
    )
    responses = check_table(answers, questionnaire, "1", AuthorityRule(only="n"))
    assert len(responses.by_person) == len(cells)
    problems = responses.problems.dropna(subset="row")
    for key, letter in {"info": "A", "age": "C", "helpers.nobody": "D"}.items():
        troubled = set(problems.loc[problems["column"] == letter, "row"])
        missing = responses.by_person.loc[responses.by_person[key].isna(), "line"]
        blank = set(missing) - troubled
        assert troubled <= set(missing)
        assert not any(re.search(r"\w", cells[row - 2]) for row in blank)


def test_a_file_is_read_and_checked_fast(tmp_path, questionnaire):
    wide = tuple(
        replace(question, key=f"{question.key}_{number}", wording=f"{question.wording} {number}")
        for number in range(20)
        for question in questionnaire.questions[3:6]
    )
    asked = replace(questionnaire, questions=wide)
    cells = ["Very easy", "Easy", "Nobody;Family or friends;"] * 20
    other = ["Hard", "vry easy", ""] * 20
    path = tmp_path / "answers.csv"
    lines = [
        ",".join(question.key for question in wide),
        *[",".join(cells), ",".join(other)] * 1_500,
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    started = time.process_time()
    responses = check_table(read_table(path), asked, "1", AuthorityRule(only="n"))
    assert time.process_time() - started < 0.5
    assert responses.account.rows_used == 3_000
    assert (responses.problems["rule"] == "unknown answer").sum() == 30_000
