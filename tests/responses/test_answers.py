from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.reading import TextColumn
from poet.responses.answers import TakenAs, check_column, unasked_column


@pytest.fixture
def checked(questionnaire):
    """Checks these texts as answers to the question of this key."""

    def check(key, *texts):
        code, distinct = pd.factorize(np.array(texts, dtype=object))
        return check_column(questionnaire.question(key), TextColumn(code, tuple(distinct)))

    return check


def test_a_single_question_gives_a_categorical_the_worst_first(checked):
    column = checked("info", "Very easy", "", "Hard", "99", "not_tried")
    answers = column.columns["info"]
    assert list(answers.cat.categories) == [
        "difficult",
        "neither",
        "easy",
        "very_easy",
        "not_tried",
    ]
    assert not answers.cat.ordered
    assert answers.astype(object).where(answers.notna(), None).tolist() == [
        "very_easy",
        None,
        "difficult",
        None,
        "not_tried",
    ]
    (cells,) = column.troubles
    assert (cells.rows.tolist(), cells.which.tolist()) == ([3], [0])
    assert [trouble.found for trouble in cells.troubles] == ["99"]
    assert column.usable.tolist() == [True, False, True, False, True]


def test_a_scale_with_its_best_last_has_the_worst_first_too(checked):
    assert list(checked("change", "Better").columns["change"].cat.categories) == [
        "worse",
        "same",
        "better",
        "not_said",
    ]


def test_texts_in_another_spelling_are_counted(checked):
    column = checked("info", "EASY", "EASY", "Easy", "easy ", "hard")
    assert column.taken_as == (
        TakenAs("EASY", "Easy", 2),
        TakenAs("easy ", "Easy", 1),
        TakenAs("hard", "Difficult", 1),
    )


def test_a_multiple_question_gives_a_boolean_column_for_each_answer(checked):
    columns = checked("helpers", "Nobody;", "nobody|family", "", "Martian").columns
    assert list(columns) == ["helpers.nobody", "helpers.family", "helpers.other"]
    assert {str(column.dtype) for column in columns.values()} == {"boolean"}
    assert columns["helpers.nobody"].tolist() == [True, True, pd.NA, pd.NA]
    assert columns["helpers.family"].tolist() == [False, True, pd.NA, pd.NA]
    assert columns["helpers.other"].tolist() == [False, False, pd.NA, pd.NA]


def test_a_number_gives_floats(checked):
    column = checked("age", "45", "230", " ", "45 yrs", "16.5")
    np.testing.assert_array_equal(column.columns["age"], [45, np.nan, np.nan, np.nan, 16.5])
    (cells,) = column.troubles
    assert (cells.rows.tolist(), cells.which.tolist()) == ([1, 3], [0, 1])


def test_a_text_gives_what_was_written_without_the_space_around_it(checked):
    column = checked("views", "  More choice\n", "", "\u200b", "None")
    assert column.columns["views"].tolist() == ["More choice", None, None, "None"]
    assert column.columns["views"].dtype == object
    assert column.troubles[0].troubles == ()


@pytest.mark.parametrize("key", ["info", "helpers", "age", "views"])
def test_a_question_without_a_column_is_missing_in_the_same_form(questionnaire, checked, key):
    unasked = unasked_column(questionnaire.question(key), 3)
    asked = checked(key, "")
    assert list(unasked) == list(asked.columns)
    assert all(column.isna().all() and len(column) == 3 for column in unasked.values())
    for name, column in unasked.items():
        assert column.dtype == asked.columns[name].dtype


@pytest.mark.parametrize("key", ["info", "helpers", "age", "views"])
def test_no_rows_give_no_answers(checked, key):
    assert all(len(column) == 0 for column in checked(key).columns.values())
