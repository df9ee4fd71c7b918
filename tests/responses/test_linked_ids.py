"""The column by which a person is known in two waves: keyed hashes, or it is not read."""

from __future__ import annotations

import dataclasses

import pytest

from poet.linking import keyed_hash
from poet.questionnaire import Question, Questionnaire
from poet.responses import AuthorityRule, Responses, check_table

KEY = b"a key of our own, long enough"
HASHES = [keyed_hash(person, KEY) for person in ("A 1", "B 2", "C 3")]


@pytest.fixture
def with_link(questionnaire):
    """The small questionnaire with a question for the hash."""
    asked = Question("person_link", "linked_id", "admin", "text", "The hash", "The hash", "Hash")
    return dataclasses.replace(questionnaire, questions=(*questionnaire.questions, asked))


@pytest.fixture
def checked(table, with_link):
    """The answers of a table with these values in the column for the hash."""

    def made(values: list[str], asked: Questionnaire = with_link) -> Responses:
        answers = table(["person_link", "change"], *([value, "Better"] for value in values))
        return check_table(answers, asked, "2026", AuthorityRule(only="north"))

    return made


def test_keyed_hashes_are_kept_in_small_letters(checked) -> None:
    responses = checked([HASHES[0], f" {HASHES[1].upper()} ", ""])
    assert responses.by_person["linked_id"].tolist() == [HASHES[0], HASHES[1], None]
    assert responses.problems["rule"].eq("not keyed hashes").sum() == 0


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ([HASHES[0], "943 476 5919", HASHES[2]], "1 cell"),
        (["Ann Example", "Ann Example", "B"], "3 cells"),
        ([HASHES[0][:31], HASHES[1], ""], "1 cell"),
        (["g" * 64, "", ""], "1 cell"),
    ],
    ids=["NHS number", "names", "too short", "no hexadecimal digits"],
)
def test_a_column_with_anything_else_is_not_read_and_no_value_is_told(
    checked, values, cells
) -> None:
    responses = checked(values)
    assert "linked_id" not in responses.by_person
    problem = responses.problems[responses.problems["rule"].eq("not keyed hashes")]
    assert problem["sentence"].tolist() == [
        f"This column is not read: in {cells} it holds something else than a keyed hash "
        "(32 or more hexadecimal digits). Make hashes with: poet link-ids."
    ]
    assert problem[["found", "nearest"]].to_numpy().tolist() == [["", ""]]
    assert problem["question"].tolist() == ["person_link"]
    told = responses.problems.to_csv() + " ".join(responses.notes)
    assert not [value for value in values if value and value in told]


def test_without_the_question_or_the_column_there_is_nothing(check, checked, questionnaire) -> None:
    responses = check(["change"], ["Better"])
    assert "linked_id" not in responses.by_person
    responses = checked([HASHES[0]], questionnaire)
    assert "linked_id" not in responses.by_person
