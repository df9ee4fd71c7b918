from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.proportions import exact
from poet.statistics.stratified import stratified_shares
from poet.statistics.stratified_tables import shares_of_strata


@pytest.mark.parametrize("council", [211, 311])
def test_the_vectors_of_nhs_digital_come_out(council, shared):
    answers, population, expected = (
        pd.read_csv(shared / "data" / "nhsd-stratified-vectors" / f"{name}.csv")[
            lambda rows: rows["la_code"] == council
        ]
        for name in ("answers", "population", "expected")
    )
    counts = pd.crosstab(answers["stratum"], answers["answer"]).to_numpy()
    answered = np.repeat(counts.sum(axis=1, keepdims=True), counts.shape[1], axis=1)
    people = population["population"].to_numpy(float)
    found = shares_of_strata(counts, answered, people, np.zeros(2, int))
    np.testing.assert_allclose(
        found.share[0] * people.sum(), expected["est_population"], rtol=1e-12
    )
    np.testing.assert_allclose(found.margin[0] * 100, expected["margin_of_error"], rtol=1e-12)


@given(seed=st.integers(0, 10**6))
def test_each_population_is_what_it_is_alone(seed):
    random = np.random.default_rng(seed)
    answered = random.integers(2, 9, (6, 1))
    counts = random.integers(0, answered + 1)
    people = answered[:, 0] + random.integers(0, 30, 6).astype(float)
    found = shares_of_strata(counts, answered, people, np.repeat([0, 1], 3))
    for place, rows in enumerate((slice(0, 3), slice(3, 6))):
        said = [
            word
            for yes, n in zip(counts[rows, 0], answered[rows, 0], strict=True)
            for word in ["yes"] * yes + ["no"] * (n - yes)
        ]
        answers = pd.Series(pd.Categorical(said, ["no", "yes"]))
        strata = pd.Series(np.repeat([0, 1, 2], answered[rows, 0]), name="stratum")
        alone = stratified_shares(answers, strata, pd.Series(people[rows])).loc["yes"]
        assert found.share[place, 0] == pytest.approx(alone["share"], abs=1e-12)
        assert found.margin[place, 0] == pytest.approx(alone["margin"], abs=1e-12)
        inside = 1e-9 < alone["share"] < 1 - 1e-9
        if inside:
            assert found.low[place, 0] == pytest.approx(alone["low"], abs=1e-12)
            assert found.high[place, 0] == pytest.approx(alone["high"], abs=1e-12)
        weights = np.repeat(people[rows] / answered[rows, 0], answered[rows, 0])
        effective = weights.sum() ** 2 / (weights @ weights)
        assert found.effective[place, 0] == pytest.approx(effective)


def one(counts: list[int], answered: list[int], people: list[float]):
    return shares_of_strata(
        np.array(counts)[:, np.newaxis],
        np.array(answered)[:, np.newaxis],
        np.array(people),
        np.zeros(len(people), int),
    )


def test_one_answer_of_several_people_gives_a_share_without_a_margin():
    found = one([1, 2], [1, 4], [10, 30])
    assert found.share[0, 0] == pytest.approx((10 + 15) / 40)
    assert np.isnan([found.margin[0, 0], found.low[0, 0], found.high[0, 0]]).all()


def test_a_stratum_that_nobody_answered_in_leaves_its_people_to_the_others():
    assert one([3, 0], [4, 0], [10, 90]).share[0, 0] == pytest.approx(0.75)
    assert np.isnan(one([0], [0], [10]).share[0, 0])


def test_a_share_of_0_has_the_exact_interval_unless_everybody_answered():
    found = one([0], [5], [100])
    low, high = exact(0, 5)
    assert (found.low[0, 0], found.high[0, 0]) == (pytest.approx(float(low)), float(high))
    assert found.margin[0, 0] == 0
    everybody = one([0], [5], [5])
    assert (everybody.low[0, 0], everybody.high[0, 0]) == (0, 0)


def test_more_answers_than_people_are_refused():
    with pytest.raises(ValueError, match="more people answered than there are in a stratum"):
        one([1], [5], [4])
