from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from poet import definition
from poet.mapping_columns import Candidate, OpenColumn, open_columns, twin_columns
from poet.questionnaire import Questionnaire
from poet.reading import Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import TOOL, Column, Layout
from poet.responses import match_columns

WORDING = "How is your life now?"


@pytest.fixture(scope="module")
def questionnaire(own_questionnaire: str, tmp_path_factory) -> Questionnaire:
    path: Path = tmp_path_factory.mktemp("questionnaire") / "mine.toml"
    helpers = (
        "[scales.helpers]\nanswers = [\n"
        '  { code = "family", label = "Family or friends" },\n'
        '  { code = "council", label = "Someone from the council" },\n]\n'
        '[[questions]]\nkey = "helpers"\ntopic = "life"\nrole = "background"\n'
        'kind = "multiple"\nscale = "helpers"\nwording = "Who helped you?"\n'
        'easy_read = "Who helped?"\nformer = ["Did anybody help?"]\n'
    )
    path.write_text(f"{own_questionnaire}\n{helpers}", encoding="utf-8")
    return definition.read_questionnaire(path, definition.shared_topics())


def table(columns: Sequence[Column], *rows: Sequence[str]) -> TextTable:
    return TextTable(
        columns=tuple(gathered_columns([rows], len(columns))),
        lines=np.arange(2, len(rows) + 2),
        source=Source("answers.csv"),
        layout=Layout("", 1, tuple(columns)),
    )


def found(questionnaire: Questionnaire, *columns: tuple[str | Column, Sequence[str]]):
    """What is found open in a table with these columns, each a heading and its texts."""
    told = [Column(one) if isinstance(one, str) else one for one, _ in columns]
    answers = table(told, *zip(*(texts for _, texts in columns), strict=True))
    twins = twin_columns(told, questionnaire, ())
    blanked = [replace(c, heading="") if p in twins else c for p, c in enumerate(told)]
    match = match_columns(blanked, questionnaire)
    return open_columns(answers, questionnaire, match, twins)


def test_a_misspelt_heading_has_its_question(questionnaire) -> None:
    assert found(questionnaire, ("Waht would you chagne?", ["Less paper", "Ivo"])) == (
        OpenColumn(0, (Candidate("words", "the heading is like it"),)),
    )


def test_texts_that_are_answers_are_a_reason(questionnaire) -> None:
    assert found(questionnaire, ("Hows you're life now", ["better", "WORSE"])) == (
        OpenColumn(
            0,
            (Candidate("your_life", "the heading is like it, and every text is an answer to it"),),
        ),
    )


def test_texts_alone_are_a_reason_for_a_heading_like_nothing(questionnaire) -> None:
    (column,) = found(questionnaire, ("Sex", ["Man", "Woman", "", "man"]))
    assert column.candidates == (Candidate("group", "every text is an answer to it"),)
    (column,) = found(questionnaire, ("Sex", ["Man", "Woman", "Ivo"]))
    assert column.candidates == ()


def test_several_answers_in_a_cell_are_answers(questionnaire) -> None:
    texts = ["Family or friends", "Family or friends;Someone from the council"]
    (column,) = found(questionnaire, ("Mates", texts))
    assert column.candidates == (Candidate("helpers", "every text is an answer to it"),)


def test_numbers_within_bounds_are_answers(questionnaire) -> None:
    (column,) = found(questionnaire, ("Age in years", ["45", "61"]))
    assert column.candidates == (
        Candidate("years", "the heading is like it, and every text is an answer to it"),
    )
    (column,) = found(questionnaire, ("Age in years", ["45", "6100"]))
    assert column.candidates == (Candidate("years", "the heading is like it"),)


def test_a_question_that_has_its_column_comes_last_and_that_is_said(questionnaire) -> None:
    (column,) = found(
        questionnaire, ("years", ["45"]), ("How old are you now? And your life?", ["x"])
    )
    assert column.candidates == (
        Candidate("your_life", "the heading is like it"),
        Candidate("years", "the heading is like it, though column A is it already"),
    )


def test_an_answer_that_is_not_known_has_its_question(questionnaire) -> None:
    part = Column("Who helped you? [Familly]", wording="Who helped you?", part="Familly or freinds")
    assert found(questionnaire, (part, ["x"])) == (
        OpenColumn(0, (Candidate("helpers", "it is one of the answers to it", "family"),)),
    )
    other = replace(part, heading="Who helped you? [A robot]", part="A robot")
    (column,) = found(questionnaire, (other, ["x"]))
    assert column.candidates == (Candidate("helpers", "it is one of the answers to it"),)


def test_an_older_wording_is_said_to_be_one(questionnaire) -> None:
    (column,) = found(questionnaire, ("Did anybody help?", ["x"]))
    assert column.candidates == (Candidate("helpers", "it is an older wording"),)


def test_a_name_of_several_questions_has_them_all(questionnaire) -> None:
    first, *others = questionnaire.questions
    same = replace(others[0], short="Before")
    first = replace(first, short="Before")
    ambiguous = replace(questionnaire, questions=(first, same, *others[1:]))
    (column,) = found(ambiguous, ("BEFORE", ["x"]))
    assert column.candidates == (
        Candidate("your_life", "its name fits several questions"),
        Candidate("group", "its name fits several questions"),
    )


def test_two_columns_of_one_question_are_both_open(questionnaire) -> None:
    columns = [Column(WORDING), Column("your_life"), Column("group"), Column("years", role=TOOL)]
    assert twin_columns(columns, questionnaire, ()) == {0: "your_life", 1: "your_life"}
    assert twin_columns(columns, questionnaire, {1}) == {}
    assert twin_columns([*columns, Column("years")], questionnaire, {1}) == {}


def test_a_thousand_columns_are_looked_through_fast(questionnaire) -> None:
    import time

    columns = [(f"A heading about something else, number {n}", ["x"]) for n in range(1_000)]
    started = time.process_time()
    assert len(found(questionnaire, *columns)) == 1_000
    assert time.process_time() - started < 3
