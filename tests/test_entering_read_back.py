"""A workbook that was filled in comes back as it was typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from poet import definition
from poet.entering import write_template
from poet.entering_columns import CHOICE, NUMBER, EntryColumn, entry_columns
from poet.questionnaire import EDITIONS, Question
from poet.reading import read_table
from poet.responses import AuthorityRule, check_table

ALL = sorted(definition.available())


def fill_in(path: Path, columns: Sequence[EntryColumn], forms: int) -> None:
    """Type so many forms into a workbook: of each list its first line, its second, and so on."""
    book = openpyxl.load_workbook(path)
    for form in range(forms):
        for position, column in enumerate(columns, start=1):
            book["Answers"].cell(form + 2, position).value = typed(column, form)
    book.save(path)


def typed(column: EntryColumn, form: int) -> object:
    """What is typed; every answer of several is ticked, in the second form none."""
    if column.takes == CHOICE:
        several = len(column.choices) > 1
        return column.choices[form % len(column.choices)] if several or form != 1 else None
    return 20 + form if column.takes == NUMBER else f"Text {form}"


def said(question: Question, form: int) -> object:
    """What `fill_in` typed; every answer of several is ticked, in the second form none."""
    if question.scale is None:
        return float(20 + form) if question.kind == "number" else f"Text {form}"
    codes = [answer.code for answer in question.scale.answers]
    if question.kind == "multiple":
        return None if form == 1 else set(codes)
    return codes[form % len(codes)]


def answers(by_person: pd.DataFrame, question: Question) -> list[object]:
    """The answers of each person: codes, a set of codes, numbers or texts; None for none."""
    if question.kind != "multiple":
        return by_person[question.key].to_list()
    assert question.scale is not None
    ticks = by_person[[f"{question.key}.{answer.code}" for answer in question.scale.answers]]
    return [
        None if row.isna().all() else {name.partition(".")[2] for name in row[row].index}
        for _, row in ticks.iterrows()
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ALL)
def test_a_workbook_that_was_filled_in_is_read_without_a_problem(
    name: str, edition: str, tmp_path: Path
) -> None:
    questionnaire = definition.load(name)
    path = write_template(questionnaire, tmp_path / "answers.xlsx", edition=edition)
    fill_in(path, entry_columns(questionnaire, edition, ()), forms=3)
    responses = check_table(read_table(path), questionnaire, "2026", AuthorityRule(only="bryn"))
    assert responses.problems["sentence"].to_list() == []
    assert responses.account.sentence() == "3 rows read = 3 used + 0 set aside."
    assert not [note for note in responses.notes if "spelling" in note or "taken as" in note]
    for question in questionnaire.questions:
        if question.role != "admin":
            given = answers(responses.by_person, question)
            assert given == [said(question, form) for form in range(3)], question.key
