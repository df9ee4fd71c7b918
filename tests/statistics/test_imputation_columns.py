from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.failure import CannotEstimate
from poet.statistics.imputation_columns import code, places, precisions, predictors


def categorical(values, levels, *, ordered=False) -> pd.Series:
    return pd.Series(pd.Categorical(values, categories=levels, ordered=ordered), name="better")


def test_numbers_are_coded_as_they_stand():
    column = code(pd.Series([10.0, np.nan, 20.0, 30.0], name="age"))
    assert column.name == "age"
    assert column.answered.tolist() == [0, 2, 3]
    assert column.missing.tolist() == [1]
    assert column.classes is None
    np.testing.assert_array_equal(column.units, [10, np.nan, 20, 30])
    np.testing.assert_allclose(column.coded[:, 0], [-np.sqrt(1.5), 0, 0, np.sqrt(1.5)])
    assert column.coded.shape == (4, 1)


def test_ordered_levels_are_coded_by_their_position_and_its_square():
    column = code(categorical(["a", "b", "d", None, "b"], list("abcd"), ordered=True))
    assert column.classes is None
    np.testing.assert_array_equal(column.units, [0, 1, 3, np.nan, 1])
    position = np.array([0, 1, 3, 1]) - 1.25
    there = column.coded[column.answered]
    np.testing.assert_allclose(there[:, 0], position / position.std())
    square = position**2
    np.testing.assert_allclose(there[:, 1], (square - square.mean()) / square.std())
    assert not column.coded[3].any()


@pytest.mark.parametrize(
    ("answers", "classes"),
    [
        (categorical(["c", "a", None, "c", "b", "b", "c"], list("abc")), [0, 2, -1, 0, 1, 1, 0]),
        (pd.Series([True, None, False, False], dtype="boolean"), [1, -1, 0, 0]),
        (pd.Series([True, False, True]), [0, 1, 0]),
        (categorical(["b", "c", "c"], list("abc"), ordered=True), [1, 0, 0]),
        (categorical(["c", "a"], list("abc")), [1, 0]),
    ],
)
def test_other_answers_are_classes_with_the_commonest_first(answers, classes):
    column = code(answers)
    assert column.classes.tolist() == classes
    assert column.coded.shape == (len(classes), max(classes))
    there = column.coded[column.answered]
    np.testing.assert_allclose(there.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(there.std(axis=0), 1)
    for number in range(1, max(classes) + 1):
        is_class = column.classes[column.answered] == number
        assert (there[is_class, number - 1] > 0).all()
        assert (there[~is_class, number - 1] < 0).all()


@pytest.mark.parametrize(
    "answers",
    [
        pd.Series([7.0, np.nan, 7.0]),
        pd.Series([0.1 + 0.2, 0.3]),
        pd.Series([0.0, 0.0]),
        categorical(["a", "a"], list("abc"), ordered=True),
        categorical(["a", None], list("ab")),
        pd.Series([True, True]),
    ],
)
def test_a_column_with_one_answer_makes_no_predictor(answers):
    column = code(answers)
    assert not column.varies
    assert column.coded.shape == (len(answers), 0)


def test_huge_and_tiny_numbers_are_coded_like_others():
    numbers = np.array([1.0, 2.0, 4.0])
    expected = code(pd.Series(numbers)).coded
    for scale in (1e300, 1e-300, -1.0):
        np.testing.assert_allclose(
            code(pd.Series(numbers * scale)).coded, np.sign(scale) * expected
        )


def test_columns_that_cannot_be_coded():
    with pytest.raises(CannotEstimate, match="nobody answered 'better'"):
        code(categorical([None, None], list("ab")))
    with pytest.raises(CannotEstimate, match="'cost' holds an infinite value"):
        code(pd.Series([1.0, -np.inf], name="cost"))
    for wrong in (["a", "b"], [True, None], pd.to_datetime(["2020-01-01"])):
        with pytest.raises(TypeError, match="'say' must be numbers, true or false, or categorical"):
            code(pd.Series(wrong, name="say"))


def test_before_anything_is_seen_a_class_may_differ_from_others_as_much_as_any_other():
    """A log odds ratio of 2.5, for numbers over two standard deviations."""
    ages = code(pd.Series([20.0, 40.0, 60.0, 90.0]))
    needs = code(categorical(["a", "a", "b", "b", "b", "c", None], list("abc")))
    assert ages.spread.tolist() == [1.25]
    for number, level in ((1, "a"), (2, "c")):
        step = np.ptp(needs.coded[needs.answered, number - 1])
        assert needs.spread[number - 1] * step == pytest.approx(2.5), level
    expected = np.array([10, 1.25, *needs.spread]) ** -2
    np.testing.assert_allclose(precisions([ages, needs]), expected)


def columns_of(random, people: int, others: int) -> list:
    """A target with gaps, one that it goes with, one that its gaps go with, and others."""
    target = random.normal(size=people)
    like_target = target + 0.3 * random.normal(size=people)
    like_gaps = random.normal(size=people)
    noise = random.normal(size=(people, others))
    frame = pd.DataFrame(np.column_stack([noise, like_gaps, like_target]))
    frame.insert(3, "target", np.where(like_gaps > 0.5, np.nan, target))
    return [code(frame[name]) for name in frame]


def test_all_other_columns_predict_if_there_are_enough_people():
    random = np.random.default_rng(1)
    columns = columns_of(random, 400, 10)
    assert predictors(columns, 3).tolist() == [0, 1, 2, 3, *range(5, 14)]


def test_with_few_people_the_columns_that_tell_most_predict():
    random = np.random.default_rng(1)
    columns = columns_of(random, 100, 20)
    used = predictors(columns, 3)
    answered = len(columns[3].answered)
    assert len(used) == 1 + answered // 10
    assert used[0] == 0
    assert {22, 23} <= set(used.tolist())
    assert 4 not in used
    assert (np.diff(used) > 0).all()


def test_a_handful_of_columns_predicts_however_few_people_there_are():
    columns = columns_of(np.random.default_rng(1), 12, 20)
    assert len(predictors(columns, 3)) == 6


def test_columns_stand_in_the_matrix_one_after_another():
    columns = [
        code(pd.Series([1.0, 2.0, 4.0])),
        code(pd.Series([5.0, 5.0, 5.0])),
        code(categorical(["a", "b", "c"], list("abc"), ordered=True)),
        code(categorical(["a", "b", "c"], list("abc"))),
    ]
    assert [place.tolist() for place in places(columns)] == [[1], [], [2, 3], [4, 5]]
    assert predictors(columns, 2).tolist() == [0, 1, 4, 5]
