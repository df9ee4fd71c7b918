from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling, linearised_covariance


def of_mean(values, weights):
    """What each row adds to a weighted mean, to first order."""
    values, weights = np.asarray(values, float), np.asarray(weights, float)
    mean = weights @ values / weights.sum()
    return (weights * (values - mean) / weights.sum())[:, np.newaxis]


def error_of_mean(values, sampling):
    return float(np.sqrt(sampling.covariance(of_mean(values, sampling.weights))[0, 0]))


@pytest.fixture
def two_stages(reference_data):
    schools = reference_data("apiclus2")
    districts, drawn = schools["dnum"].nunique(), schools.groupby("dnum")["snum"].transform("size")
    weights = schools["fpc1"] / districts * schools["fpc2"] / drawn
    return schools, Sampling(
        weights, None, (schools["dnum"], schools["snum"]), (schools["fpc1"], schools["fpc2"])
    )


def test_two_stages_agree_with_r(two_stages, reference):
    schools, sampling = two_stages
    expected = reference("svymean_deff")["dclus2"]["se"]
    assert error_of_mean(schools["api00"], sampling) == pytest.approx(expected, rel=1e-12)
    assert sampling.degrees_of_freedom == 39


def test_two_stages_are_the_textbook_formula(two_stages):
    """Särndal, Swensson & Wretman (1992), section 4.3, one district after the other."""
    schools, sampling = two_stages
    values = sampling.weights * schools["enroll"].fillna(0)
    totals = values.groupby(schools["dnum"]).sum()
    share = len(totals) / schools["fpc1"].iloc[0]
    between = len(totals) * (1 - share) * totals.var()
    within = 0
    for district, rows in values.groupby(schools["dnum"]):
        there = schools.loc[schools["dnum"] == district, "fpc2"].iloc[0]
        if len(rows) < there:
            within += share * len(rows) * (1 - len(rows) / there) * rows.var()
    found = sampling.covariance(values.to_numpy()[:, np.newaxis])
    np.testing.assert_allclose(found, [[between + within]], rtol=1e-12)


def test_the_estimated_variance_is_right_on_average():
    """People drawn within wards, again and again, from one made-up population."""
    random = np.random.default_rng(5)
    population = random.normal(size=(20, 1)) + random.normal(size=(20, 12))
    totals, variances = [], []
    ward = pd.Series(np.repeat(np.arange(6), 4), name="ward")
    populations = (pd.Series(20, ward.index), pd.Series(12, ward.index))
    person = pd.Series(np.arange(24), name="person")
    sampling = Sampling(pd.Series(10.0, ward.index), None, (ward, person), populations)
    for _ in range(2000):
        wards = random.choice(20, 6, replace=False)
        people = random.permuted(np.tile(np.arange(12), (6, 1)), axis=1)[:, :4]
        drawn = 10 * population[wards[:, np.newaxis], people].reshape(-1, 1)
        totals.append(drawn.sum())
        variances.append(sampling.covariance(drawn)[0, 0])
    # Chance moves a variance of 2,000 by a thirtieth.
    assert np.mean(variances) == pytest.approx(np.var(totals), rel=0.1)
    assert np.mean(totals) == pytest.approx(population.sum(), abs=4 * np.std(totals) / 2000**0.5)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**6), statistics=st.integers(0, 3))
def test_strata_add_up_and_the_order_of_rows_does_not_matter(seed, statistics):
    random = np.random.default_rng(seed)
    strata = pd.Series(np.repeat([0, 1, 2], [9, 12, 15]), name="stratum")
    clusters = strata * 10 + pd.Series(np.tile([0, 1, 2], 12))
    sampling = Sampling(pd.Series(random.random(36)), strata, (clusters,))
    values = random.normal(size=(36, statistics))
    whole = linearised_covariance(values, sampling)
    parts = []
    for stratum in range(3):
        only = (strata == stratum).to_numpy()
        of_it = Sampling(sampling.weights[only], None, (clusters[only],))
        parts.append(linearised_covariance(values[only], of_it))
    np.testing.assert_allclose(whole, sum(parts), atol=1e-12)
    order = random.permutation(36)
    shuffled = Sampling(sampling.weights[order], strata[order], (clusters[order],))
    np.testing.assert_allclose(linearised_covariance(values[order], shuffled), whole, atol=1e-12)
    assert sampling.degrees_of_freedom == shuffled.degrees_of_freedom == 6


def test_simple_random_sampling_is_the_closed_form():
    values = pd.Series([3.0, 5, 5, 9, 11])
    weights = pd.Series(4.0, values.index)
    with_replacement = error_of_mean(values, Sampling(weights))
    assert with_replacement == pytest.approx(values.std() / np.sqrt(5), rel=1e-12)
    without = Sampling(weights, populations=(pd.Series(20, values.index),))
    assert error_of_mean(values, without) == pytest.approx(with_replacement * np.sqrt(0.75))
    infinite = Sampling(weights, populations=(pd.Series(np.inf, values.index),))
    assert error_of_mean(values, infinite) == pytest.approx(with_replacement)


def test_where_everyone_was_drawn_nothing_is_left_to_chance():
    stratum = pd.Series(["a", "a", "b"], name="stratum")
    sampling = Sampling(pd.Series(1.0, range(3)), stratum, (), (pd.Series([2, 2, 1]),))
    assert sampling.covariance(np.array([[1.0], [5], [7]])).tolist() == [[0]]
    assert sampling.is_census
    assert not replace(sampling, populations=(pd.Series([3, 3, 1]),)).is_census


def test_post_stratified_weights_agree_with_r(reference, reference_data):
    schools, expected = reference_data("apiclus1"), reference("weighting")["poststratify"]
    weights = pd.Series(expected["weights"])
    sampling = Sampling(weights, None, (schools["dnum"],), margins=(schools["stype"],))
    assert error_of_mean(schools["api00"], sampling) == pytest.approx(
        expected["se_api00"], rel=1e-9
    )
    total = (weights * schools["enroll"]).to_numpy()[:, np.newaxis]
    assert np.sqrt(sampling.covariance(total)[0, 0]) == pytest.approx(
        expected["se_total"], rel=1e-9
    )


def residuals_of_r(contributions, weights, margins):
    """What R's survey takes as residuals: plain means of groups, ten rounds."""
    values = pd.Series(contributions[:, 0] / weights)
    for _ in range(10):
        for margin in margins:
            values = values - values.groupby(margin.to_numpy()).transform("mean")
    return (weights * values).to_numpy()[:, np.newaxis]


@pytest.mark.parametrize("study", ["schools", "made up"])
def test_raked_weights_agree_with_r_but_for_how_group_means_are_weighted(
    study, reference, reference_data
):
    if study == "schools":
        people, made = reference_data("apiclus1"), reference("weighting")["rake"]
        values, margins = people["api00"], (people["stype"], people["sch.wide"])
        clusters, expected = (people["dnum"],), made["se_api00"]
    else:
        people, made = reference_data("poet1200"), reference("poet1200")["rake"]
        values, margins = people["out1"] >= 4, (people["mode"], people["group"])
        clusters, expected = (), made["se_y"]
    weights = pd.Series(made["weights"])
    contributions = of_mean(values, weights)
    as_r_does = Sampling(weights, None, clusters).covariance(
        residuals_of_r(contributions, weights, margins)
    )
    assert np.sqrt(as_r_does[0, 0]) == pytest.approx(expected, rel=1e-8)
    # R takes plain means of groups where the estimate follows weighted ones (next test).
    ours = Sampling(weights, None, clusters, margins=margins)
    assert error_of_mean(values, ours) == pytest.approx(expected, rel=3e-3)


def raked(weights, margins, targets):
    for _ in range(60):
        for margin, target in zip(margins, targets, strict=True):
            weights = weights * (target / np.bincount(margin, weights))[margin]
    return weights


def test_the_error_of_a_raked_mean_follows_from_raking_anew():
    """Each person's base weight is moved a little, and everything is raked again."""
    random = np.random.default_rng(8)
    margins = random.integers(0, 3, 60), random.integers(0, 2, 60)
    values = random.normal(size=60) + margins[0] + 2 * margins[1]
    base = random.uniform(1, 3, 60)
    targets = np.array([50.0, 30, 40]), np.array([80.0, 40])

    def mean(base):
        weights = raked(base, margins, targets)
        return weights @ values / weights.sum()

    moves = 1e-5 * np.eye(60)
    moved = [(mean(base * np.exp(up)) - mean(base * np.exp(-up))) / 2e-5 for up in moves]
    expected = np.sqrt(60 / 59 * np.sum((moved - np.mean(moved)) ** 2))
    weights = pd.Series(raked(base, margins, targets))
    sampling = Sampling(weights, margins=tuple(pd.Series(margin) for margin in margins))
    assert error_of_mean(values, sampling) == pytest.approx(expected, rel=1e-7)


def test_what_a_margin_explains_has_no_error():
    group = pd.Series(["a", "a", "b", "b", "c"], name="group")
    empty = pd.Series([1.0, 3, 2, 2, 0], name="w")  # nobody with a weight is in group c
    sampling = Sampling(empty, margins=(group,))
    assert error_of_mean(group == "b", sampling) == pytest.approx(0, abs=1e-12)


def test_degrees_of_freedom_are_of_the_rows_with_a_weight():
    ward = pd.Series(["p", "p", "q", "q", "r", "s"], name="ward")
    region = pd.Series(["n", "n", "n", "n", "s", "s"], name="region")
    sampling = Sampling(pd.Series([1.0, 1, 0, 1, 0, 1]), region, (ward,))
    assert sampling.degrees_of_freedom == 1
    assert sampling.degrees_of_freedom_of(np.array([0, 0, 0, 0, 0, 1])) == 0


def test_a_domain_has_weights_of_its_own():
    sampling = Sampling(pd.Series([1.0, 2, 3], index=[7, 8, 9]))
    domain = pd.Series([True, False, True], index=[7, 8, 9])
    assert sampling.weights_within(domain).tolist() == [1, 0, 3]
    assert sampling.weights_within(domain.astype("boolean")).tolist() == [1, 0, 3]
    assert sampling.weights_within(None).tolist() == [1, 2, 3]
    with pytest.raises(CannotEstimate, match=r"^nobody answered$"):
        sampling.weights_within(~domain & domain)
    with pytest.raises(ValueError, match="a domain must be true or false in every row"):
        sampling.weights_within(domain.astype(float))
    with pytest.raises(ValueError, match="must have the same rows"):
        sampling.weights_within(domain.reset_index(drop=True))


@pytest.mark.parametrize(
    ("weight", "reason"),
    [
        (np.nan, "'w' holds a missing weight"),
        (-1.0, "'w' holds a negative weight"),
        (np.inf, "'w' holds an infinite weight"),
    ],
)
def test_weights_must_be_numbers_of_people(weight, reason):
    with pytest.raises(CannotEstimate, match=f"^{reason}$"):
        Sampling(pd.Series([1.0, weight], name="w"))


def test_a_mistake_in_the_columns_is_an_error():
    weights = pd.Series([1.0, 1.0])
    labels = pd.Series(["a", None], name="ward")
    for columns in ({"strata": labels}, {"clusters": (labels,)}, {"margins": (labels,)}):
        with pytest.raises(ValueError, match="missing values in 'ward'"):
            Sampling(weights, **columns)
    with pytest.raises(ValueError, match="missing values in 'N'"):
        Sampling(weights, populations=(pd.Series([3, np.nan], name="N"),))
    with pytest.raises(ValueError, match="there are more populations than stages of drawing"):
        Sampling(weights, populations=(weights, weights))
    with pytest.raises(ValueError, match="must have the same rows"):
        Sampling(weights, pd.Series(["a", "b"], index=[1, 2]))
    for wrong in (np.ones(2), np.ones((3, 1))):
        with pytest.raises(ValueError, match="contributions must have one row per weight"):
            linearised_covariance(wrong, Sampling(weights))


def test_a_stratum_with_a_single_unit_is_named():
    strata = pd.Series(["a", "a", "b"], name="region")
    sampling = Sampling(pd.Series(1.0, range(3)), strata)
    with pytest.raises(CannotEstimate, match=r"^there is only one answer within region 'b'$"):
        sampling.covariance(np.ones((3, 1)))
