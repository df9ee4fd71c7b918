from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.failure import CannotEstimate
from poet.statistics.response_rates import by_group
from poet.statistics.weighting import post_stratify

ANSWERED = pd.Series({"managed": 60, "direct": 120, "third_party": 20})
POPULATION = pd.Series({"direct": 400, "managed": 480, "third_party": 80, "mixed": 40})


def test_there_is_a_row_for_every_group_of_the_population():
    expected = pd.DataFrame(
        {
            "answered": [120.0, 60, 20, 0],
            "population": [400.0, 480, 80, 40],
            "rate": [0.3, 0.125, 0.25, 0],
            "share_of_answers": [0.6, 0.3, 0.1, 0],
            "share_of_population": [0.4, 0.48, 0.08, 0.04],
            "difference": [0.2, -0.18, 0.02, -0.04],
            "weight": [400 / 120, 8, 4, np.nan],
        },
        index=["direct", "managed", "third_party", "mixed"],
    )
    pd.testing.assert_frame_equal(by_group(ANSWERED, POPULATION), expected)


def test_differences_cancel_out_and_rates_average_to_that_of_all():
    random = np.random.default_rng(4)
    population = pd.Series(random.integers(20, 900, 12))
    answered = pd.Series(random.binomial(population, 0.3))
    rates = by_group(answered, population)
    assert rates["difference"].sum() == pytest.approx(0, abs=1e-14)
    overall = np.average(rates["rate"], weights=rates["population"])
    assert overall == pytest.approx(answered.sum() / population.sum(), rel=1e-14)


def test_the_weight_is_that_of_post_stratification():
    people = pd.Series(ANSWERED.index.repeat(ANSWERED))
    weights = post_stratify(pd.Series(1, people.index), people, POPULATION[ANSWERED.index])
    by_person = people.map(by_group(ANSWERED, POPULATION)["weight"])
    np.testing.assert_allclose(weights, by_person, rtol=1e-14)


def test_what_would_divide_by_nothing_is_missing():
    rates = by_group(pd.Series({"a": 0, "gone": 0}), pd.Series({"a": 5, "b": 0}))
    assert rates["rate"].tolist() == [0, pytest.approx(np.nan, nan_ok=True)]
    assert rates["share_of_answers"].isna().all()
    assert rates["difference"].isna().all()
    assert rates["share_of_population"].tolist() == [1, 0]
    assert list(rates.index) == ["a", "b"]


@pytest.mark.parametrize(
    ("answered", "population", "reason"),
    [
        (
            {"a": 1, "b": 2, "c": 3},
            {"a": 9},
            "people of 'b' and 'c' answered, but have no population",
        ),
        ({"a": 10, "b": 2}, {"a": 9, "b": 9}, "more people of 'a' answered than there are"),
    ],
)
def test_answers_that_do_not_fit_the_population_are_refused(answered, population, reason):
    with pytest.raises(CannotEstimate) as refused:
        by_group(pd.Series(answered), pd.Series(population))
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("counts", "error", "message"),
    [
        (pd.Series([1, 2], index=["a", "a"]), ValueError, "must have one row per group"),
        (pd.Series([1, 2], index=["a", None]), ValueError, "must have one row per group"),
        (pd.Series({"a": "many"}), TypeError, "must be numbers"),
        (pd.Series({"a": np.nan}), ValueError, "missing values in "),
        (pd.Series({"a": -1}), ValueError, "must be counts, neither negative nor infinite"),
        (pd.Series({"a": np.inf}), ValueError, "must be counts, neither negative nor infinite"),
    ],
)
def test_counts_must_be_counts(counts, error, message):
    good = pd.Series({"a": 1})
    with pytest.raises(error, match=message) as raised:
        by_group(counts, good)
    assert "'answered'" in str(raised.value)
    with pytest.raises(error, match=message) as raised:
        by_group(good, counts)
    assert "'population'" in str(raised.value)
