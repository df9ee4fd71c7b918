from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from made_up_files import MADE_UP_FILES

from poet import definition
from poet.made_up import files
from poet.questionnaire import Question

NUMBERS = {"authorities": 3, "people": 60, "waves": 1, "seed": 4, "effect": "planted"}
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def study() -> dict[str, bytes]:
    return files.study_files(**NUMBERS)


def csv_rows(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content: bytes) -> Rows:
    headings, *rows = openpyxl.load_workbook(io.BytesIO(content))["Answers"].values
    return [dict(zip(headings, [cell or "" for cell in row], strict=True)) for row in rows]


def allowed(question: Question, cell: str, *, labels: bool, comments: set[str]) -> bool:
    if not cell:
        return True
    if question.kind == "text":
        return cell in comments
    if question.kind == "number":
        return question.lowest <= int(cell) <= question.highest
    answers = [answer.label if labels else answer.code for answer in question.scale.answers]
    ticks = cell.split(";")
    assert question.kind == "multiple" or len(ticks) == 1
    return set(ticks) <= set(answers)


def check(name: str, rows: Rows, *, wording: bool, labels: bool) -> None:
    questionnaire = definition.load(name)
    plan = files.load_plan(name)
    comments = {text for one in plan.comments.values() for text in one["texts"]}
    asked = {(q.wording if wording else q.key): q for q in questionnaire.questions}
    form = questionnaire.admin("person_id")
    questions = [heading for heading, q in asked.items() if q.role != "admin"]
    form_heading = form.wording if wording else form.key
    assert list(rows[0]) == [form_heading, "Council", *questions]
    councils = {"Alderfen", "Fernhollow", "Ottermere"} if labels else {"X001", "X002", "X003"}
    assert {row["Council"] for row in rows} == councils
    assert len({row[form_heading] for row in rows}) == len(rows)
    bad = [
        (heading, row[heading])
        for row in rows
        for heading in questions
        if not allowed(asked[heading], row[heading], labels=labels, comments=comments)
    ]
    assert bad == []


def test_the_files_are_named_and_study_toml_is_last(study) -> None:
    assert list(study) == MADE_UP_FILES


def test_budget_holders_have_wordings_and_labels(study) -> None:
    rows = csv_rows(study["budget_holders.csv"])
    assert len(rows) == 180
    check("budget_holder", rows, wording=True, labels=True)


def test_carers_have_keys_and_labels(study) -> None:
    rows = xlsx_rows(study["carers.xlsx"])
    assert len(rows) == pytest.approx(0.6 * 180, abs=2)
    check("carer", rows, wording=False, labels=True)


def test_practitioners_have_keys_and_codes(study) -> None:
    rows = csv_rows(study["practitioners.csv"])
    assert len(rows) == pytest.approx(0.35 * 180, abs=2)
    check("practitioner", rows, wording=False, labels=False)


def test_released_comments_are_among_those_written(study) -> None:
    released = csv_rows(study["released_comments.csv"])
    assert {row["authority"] for row in released} == {"X001", "X002", "X003"}
    names = {"X001": "Alderfen", "X002": "Fernhollow", "X003": "Ottermere"}
    written = {
        (names.get(row["Council"], row["Council"]), cell)
        for rows in (
            csv_rows(study["budget_holders.csv"]),
            xlsx_rows(study["carers.xlsx"]),
            csv_rows(study["practitioners.csv"]),
        )
        for row in rows
        for cell in row.values()
    }
    assert all((names[row["authority"]], row["text"]) in written for row in released)


def test_waves_stand_in_the_names_of_files_and_forms() -> None:
    study = files.study_files(**{**NUMBERS, "people": 3, "waves": 2})
    assert list(study)[:6] == [
        "budget_holders_2025.csv",
        "carers_2025.xlsx",
        "practitioners_2025.csv",
        "budget_holders_2026.csv",
        "carers_2026.xlsx",
        "practitioners_2026.csv",
    ]
    assert csv_rows(study["practitioners_2025.csv"])[0]["person_id"] == "P2025-000001"
    assert study["budget_holders_2025.csv"] != study["budget_holders_2026.csv"]


def test_what_one_wave_answers_does_not_hang_on_how_many_follow() -> None:
    one = files.study_files(**{**NUMBERS, "people": 3})["practitioners.csv"]
    two = files.study_files(**{**NUMBERS, "people": 3, "waves": 2})["practitioners_2025.csv"]
    assert one.replace(b"P2026", b"P2025") == two


def test_without_effect_the_questions_behind_the_scores_are_answered_alike() -> None:
    small = {**NUMBERS, "people": 20}
    planted = csv_rows(files.study_files(**small)["budget_holders.csv"])
    none = csv_rows(files.study_files(**{**small, "effect": "none"})["budget_holders.csv"])
    questionnaire = definition.load("budget_holder")
    for role, alike in (("process", True), ("involvement", True), ("outcome", False)):
        headings = [question.wording for question in questionnaire.with_role(role)]
        of = [[[row[h] for h in headings] for row in rows] for rows in (planted, none)]
        assert (of[0] == of[1]) is alike


def test_very_many_people_go_into_csv_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS_IN_A_WORKBOOK", 5)
    study = files.study_files(**{**NUMBERS, "people": 10})
    assert "carers.xlsx" not in study
    check("carer", csv_rows(study["carers.csv"]), wording=False, labels=True)
    assert b'file = "carers.csv"' in study["study.toml"]
