from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.failure import CannotEstimate
from poet.statistics.scores import alpha_interval, cronbach_alpha, mean_score


def test_a_score_is_the_mean_of_what_was_answered():
    by_person = pd.DataFrame(
        {"q1": [1, 0.5, np.nan, np.nan], "q2": [0, np.nan, np.nan, 1], "q3": [0.5, 1, 0.25, 1]},
        index=["p", "q", "r", "s"],
    )
    score = mean_score(by_person)
    assert score.index.tolist() == ["p", "q", "r", "s"]
    np.testing.assert_array_equal(score, [50, 75, np.nan, 100])


def test_how_many_answers_a_score_needs():
    by_person = pd.DataFrame([[1, np.nan, np.nan], [1, 0, np.nan], [np.nan] * 3])
    assert mean_score(by_person, at_least=2 / 3).isna().tolist() == [True, False, True]
    assert mean_score(by_person, at_least=1 / 3).isna().tolist() == [False, False, True]
    assert mean_score(by_person, at_least=0).isna().tolist() == [False, False, True]
    assert mean_score(by_person, at_least=1).isna().all()


def test_a_score_needs_an_item_and_numbers_between_0_and_1():
    with pytest.raises(ValueError, match="at least one item"):
        mean_score(pd.DataFrame(index=[0, 1]))
    with pytest.raises(ValueError, match="between 0 and 1"):
        mean_score(pd.DataFrame({"q1": [0, 1.5]}))


answers = st.lists(
    st.lists(st.none() | st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=8
)


@settings(derandomize=True, deadline=None)
@given(answers)
def test_a_score_lies_between_0_and_100_and_turns_with_the_scale(rows):
    by_person = pd.DataFrame(rows, columns=["q1", "q2", "q3"], dtype=float)
    score = mean_score(by_person)
    assert score.dropna().between(0, 100 + 1e-9).all()
    np.testing.assert_allclose(mean_score(1 - by_person), 100 - score, atol=1e-9)


def test_alpha_agrees_with_r(reference, reference_data):
    expected = reference("cronbach_alpha")
    attitude = reference_data("attitude")
    assert cronbach_alpha(attitude) == pytest.approx(expected["total"]["raw_alpha"], rel=1e-12)
    without = [cronbach_alpha(attitude.drop(columns=item)) for item in attitude]
    np.testing.assert_allclose(without, expected["alpha_drop"]["raw_alpha"], rtol=1e-12)
    low, high = alpha_interval(cronbach_alpha(attitude), *attitude.shape)
    assert low == pytest.approx(expected["feldt"]["lower.ci"], rel=1e-9)
    assert high == pytest.approx(expected["feldt"]["upper.ci"], rel=1e-9)


def test_alpha_of_the_made_up_study_agrees_with_r(reference, reference_data):
    outcomes = reference_data("poet1200")[[f"out{number}" for number in range(1, 15)]]
    expected = reference("poet1200")["alpha"]
    assert cronbach_alpha(outcomes) == pytest.approx(expected["raw"], rel=1e-12)
    # The scale's length does not matter.
    assert cronbach_alpha((outcomes - 1) / 4) == pytest.approx(expected["raw"], rel=1e-12)


def test_alpha_uses_only_complete_rows():
    complete = pd.DataFrame({"q1": [1, 2, 3, 4.0], "q2": [1, 3, 2, 4.0]})
    holed = pd.concat([complete, pd.DataFrame({"q1": [9, np.nan], "q2": [np.nan, 9]})])
    assert cronbach_alpha(holed) == cronbach_alpha(complete)


@pytest.mark.parametrize(
    ("by_person", "reason"),
    [
        (pd.DataFrame({"q1": [1, 2, 3]}), "alpha needs at least two questions"),
        (
            pd.DataFrame({"q1": [1, np.nan], "q2": [1, 2]}),
            "fewer than two people answered every question",
        ),
        (pd.DataFrame({"q1": [0, 1], "q2": [1, 0]}), "everyone has the same total"),
    ],
)
def test_why_there_is_no_alpha(by_person, reason):
    with pytest.raises(CannotEstimate) as failure:
        cronbach_alpha(by_person)
    assert str(failure.value) == reason
