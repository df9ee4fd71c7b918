from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.answered_shares import shares_where_answered
from poet.statistics.sampling import Sampling
from poet.statistics.share_intervals import share_intervals
from poet.statistics.survey_estimates import means


def people(seed: int, n: int = 40):
    random = np.random.default_rng(seed)
    values = random.integers(0, 2, (n, 4)).astype(float)
    values[:, 3] = 1
    values[random.random((n, 4)) < 0.15] = np.nan
    values[:2] = [[0, 1, 0, 1], [1, 0, 1, 1]]
    return values, random.uniform(0.5, 8, n), random.integers(0, 3, n), random.integers(0, 2, n)


@given(seed=st.integers(0, 10**6), raked=st.booleans())
def test_each_column_is_the_mean_of_those_who_answered_it(seed, raked):
    values, weights, three, two = people(seed)
    margins = [three, two] if raked else []
    found = shares_where_answered(values, weights, margins)
    low, high = found.intervals()
    for column in range(values.shape[1]):
        answered = pd.Series(~np.isnan(values[:, column]))
        sampling = Sampling(
            pd.Series(weights), margins=tuple(pd.Series(m, name="m") for m in margins)
        )
        expected = means(pd.DataFrame({"x": np.nan_to_num(values[:, column])}), sampling, answered)
        assert found.share[column] == pytest.approx(expected.estimates["x"], abs=1e-12)
        error = expected.standard_errors["x"]
        assert found.standard_error[column] == pytest.approx(error, abs=1e-12)
        assert found.effective[column] == pytest.approx(expected.base["effective_answers"].item())
        ends = share_intervals(expected).iloc[0]
        np.testing.assert_allclose([low[column], high[column]], ends, atol=1e-9)


def test_with_equal_weights_it_is_the_textbook():
    """Three of four: sqrt(0.75 * 0.25 / 3)."""
    values = np.array([[1.0], [1.0], [1.0], [0.0]])
    found = shares_where_answered(values, np.full(4, 25.0))
    assert found.share == pytest.approx([0.75])
    assert found.standard_error == pytest.approx([np.sqrt(0.75 * 0.25 / 3)])
    assert found.effective == pytest.approx([4])


def test_who_is_in_no_known_group_takes_no_part_in_what_a_margin_explains():
    """The margin explains all that those whose group is known say, and nothing of the others."""
    values = np.array([[1.0], [1.0], [0.0], [0.0], [1.0], [0.0]])
    margin = np.array([0, 0, 1, 1, -1, -1])
    found = shares_where_answered(values, np.ones(6), [margin])
    all_explained = shares_where_answered(values[:4], np.ones(4), [margin[:4]])
    assert all_explained.standard_error == pytest.approx([0], abs=1e-12)
    assert found.standard_error == pytest.approx([np.sqrt(6 / 5 * 2 * 0.25 / 36)])


def test_a_question_that_nobody_answered_has_no_share_and_one_answer_no_interval():
    values = np.array([[np.nan, 1.0], [np.nan, np.nan]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = shares_where_answered(values, np.ones(2))
        low, high = found.intervals()
    assert np.isnan(found.share[0])
    assert np.isnan(found.standard_error[0])
    assert found.answers.tolist() == [0, 1]
    assert found.share[1] == 1
    assert np.isnan(low).all()
    assert np.isnan(high).all()
