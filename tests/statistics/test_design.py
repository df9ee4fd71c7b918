from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.design import (
    check_enough,
    check_same_rows,
    design,
    finite_numbers,
    independent_columns,
    only_rows,
    used_levels,
    with_labels,
    zero_or_one,
)
from poet.statistics.failure import CannotEstimate

PREDICTORS = pd.DataFrame(
    {"age": [18.0, 40, 66, 90, 31], "help": [True, False, True, True, False], "visits": range(5)}
)


def reason(call, *arguments):
    with pytest.raises(CannotEstimate) as failure:
        call(*arguments)
    return str(failure.value)


def test_predictors_get_mean_0_and_spread_1():
    prepared = design(PREDICTORS)
    np.testing.assert_allclose(prepared.standardised.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(prepared.standardised.std(axis=0), 1)
    np.testing.assert_allclose(prepared.centre, [49, 0.6, 2])


@pytest.mark.parametrize("sign", [1, -1])
def test_the_way_back_to_own_units_keeps_every_prediction(sign):
    prepared = design(PREDICTORS)
    parameters = np.array([0.3, 1.1, -0.7, 0.2, 0.9])
    own = prepared.to_own_units(intercepts=2, sign=sign) @ parameters
    for intercept in (0, 1):
        standardised = parameters[intercept] - sign * prepared.standardised @ parameters[2:]
        in_own_units = own[intercept] - sign * PREDICTORS.to_numpy(dtype=float) @ own[2:]
        np.testing.assert_allclose(in_own_units, standardised, rtol=1e-12)


def test_predictors_may_have_no_column():
    assert design(PREDICTORS[[]]).standardised.shape == (5, 0)


def test_what_is_not_a_number_is_refused():
    with pytest.raises(TypeError, match="'area' must be numbers"):
        design(PREDICTORS.assign(area=list("abcde")))
    with pytest.raises(ValueError, match="missing values in 'age'"):
        design(PREDICTORS.assign(age=[18, np.nan, 66, 90, 31]))
    with pytest.raises(ValueError, match="missing values in 'age'"):
        design(PREDICTORS.assign(age=pd.array([18, None, 66, 90, 31], dtype="Int64")))
    with pytest.raises(ValueError, match="two predictors have the same name"):
        design(PREDICTORS[["age", "age"]])


def test_missing_is_said_before_infinite():
    with pytest.raises(ValueError, match="missing values in 'visits'"):
        finite_numbers(PREDICTORS.assign(age=np.inf, visits=np.nan))


def test_why_predictors_cannot_be_used():
    infinite = PREDICTORS.assign(age=[18, 40, np.inf, 90, 31])
    assert reason(design, infinite) == "'age' holds an infinite value"
    assert reason(design, PREDICTORS.assign(one=1)) == "'one' is the same for everyone"
    two = PREDICTORS.assign(one=0.1 + 0.2, other=-3)
    assert reason(design, two) == "'one' and 'other' are the same for everyone"


def test_columns_that_follow_from_one_another_are_named_together():
    sum_of_two = PREDICTORS.assign(sum=PREDICTORS["age"] + 3 * PREDICTORS["visits"])
    assert reason(design, sum_of_two) == (
        "'age', 'visits' and 'sum' can be worked out from one another"
    )
    factor = pd.DataFrame(np.eye(3)[[0, 1, 2, 0, 1]], columns=["home", "work", "other"])
    assert reason(design, factor.assign(age=PREDICTORS["age"])) == (
        "'home', 'work' and 'other' can be worked out from one another"
    )


def test_units_do_not_make_columns_follow_from_one_another():
    random = np.random.default_rng(1)
    pounds = pd.DataFrame({"pounds": 1e9 * random.random(50), "share": 1e-9 * random.random(50)})
    year = pounds.assign(year=2_024 + random.integers(0, 3, 50))
    assert design(year).standardised.shape == (50, 3)


def test_independent_columns_keep_the_first_of_those_that_agree():
    repeated = PREDICTORS.assign(one=1.0, twice=2 * PREDICTORS["age"], last=[1, 0, 0, 1, 1])
    assert independent_columns(finite_numbers(repeated)).tolist() == [1, 1, 1, 0, 0, 1]
    assert independent_columns(finite_numbers(PREDICTORS)).all()


def test_only_levels_in_use_count():
    answers = pd.Series(
        pd.Categorical(["high", "low", "high"], ["none", "low", "medium", "high"], ordered=True)
    )
    codes, levels = used_levels(answers)
    assert codes.tolist() == [1, 0, 1]
    assert levels == ("low", "high")


def test_answers_that_cannot_be_used():
    answers = pd.Series(pd.Categorical(["low", "low"], ["low", "high"], ordered=True), name="q1")
    assert reason(used_levels, answers) == "everyone gave the same answer"
    assert reason(used_levels, answers[:0]) == "nobody answered"
    with pytest.raises(ValueError, match="missing values in 'q1'"):
        used_levels(answers.where([True, False]))
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        used_levels(answers.cat.as_unordered())
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        used_levels(pd.Series(["low", "high"]))


@pytest.mark.parametrize("kind", [bool, int, float, "boolean", "Int64"])
def test_yes_and_no_in_every_form(kind):
    assert zero_or_one(pd.Series([1, 0, 1]).astype(kind)).tolist() == [1, 0, 1]


def test_yes_and_no_that_cannot_be_used():
    assert reason(zero_or_one, pd.Series([True, True])) == "everyone gave the same answer"
    assert reason(zero_or_one, pd.Series([], dtype=bool)) == "nobody answered"
    with pytest.raises(ValueError, match="missing values in 'answers'"):
        zero_or_one(pd.Series([1, 0, None]))
    with pytest.raises(ValueError, match="answers must be true or false, or 1 or 0"):
        zero_or_one(pd.Series([1, 0, 2]))
    with pytest.raises(TypeError, match="answers must be true or false, or 1 or 0"):
        zero_or_one(pd.Series(["yes", "no"]))


def test_all_inputs_have_the_same_rows():
    check_same_rows(PREDICTORS["age"], PREDICTORS, None)
    with pytest.raises(ValueError, match="must have the same rows"):
        check_same_rows(PREDICTORS["age"], PREDICTORS[1:])
    with pytest.raises(ValueError, match="must have the same rows"):
        check_same_rows(PREDICTORS["age"], PREDICTORS[::-1])


def test_fewer_answers_than_numbers_to_estimate():
    check_enough(4, 4)
    assert reason(check_enough, 3, 4) == "3 answers are too few to estimate 4 numbers"


@pytest.mark.parametrize("names", [pd.Index(["a", "b"]), pd.Index([]), pd.RangeIndex(2)])
@pytest.mark.parametrize("at", [0, 2])
def test_labels_are_put_in_at_a_place(names, at):
    found = with_labels(names, at, ["low|high", "high|top"])
    expected = pd.Index([*names[:at], "low|high", "high|top", *names[at:]])
    pd.testing.assert_index_equal(found, expected)


def test_only_some_rows_of_predictors_or_of_a_design():
    stays = np.array([4, 0, 2, 1])
    pd.testing.assert_frame_equal(only_rows(PREDICTORS, stays), PREDICTORS.iloc[stays])
    fewer = only_rows(design(PREDICTORS), stays)
    expected = design(PREDICTORS.iloc[stays])
    np.testing.assert_allclose(fewer.standardised, expected.standardised, rtol=1e-12)
