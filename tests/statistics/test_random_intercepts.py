from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import expit

from poet.statistics import ordinal, random_intercepts
from poet.statistics.failure import CannotEstimate

few = settings(derandomize=True, deadline=None, max_examples=15)
seeds = given(seed=st.integers(0, 10**6), levels=st.integers(2, 5))


@pytest.fixture(scope="module")
def wards(simulated):
    """Seeded answers, of wards that differ by a spread of 0.8 on the log-odds scale or so."""

    def make(seed=0, people=150, levels=4, clusters=8):
        data = simulated(seed, people, levels, clusters)
        effects = 0.8 * np.random.default_rng(seed).normal(size=clusters)
        score = data.predictors @ [0.7, -0.4, 1.2] + effects[data.clusters.to_numpy()]
        score += np.random.default_rng(seed + 1).logistic(size=people)
        levels_of = pd.qcut(score, levels, labels=list("abcde")[:levels])
        return levels_of, data.predictors, data.clusters

    return make


def from_table(table):
    """Answers and wards of a table with one row per ward and one column per level."""
    table = np.array(table)
    ward, level = (np.repeat(each.ravel(), table.ravel()) for each in np.indices(table.shape))
    answers = pd.Series(pd.Categorical(level, range(table.shape[1]), ordered=True))
    return answers, pd.DataFrame(index=answers.index), pd.Series(ward, name="ward")


def fitted(answers, predictors, clusters, weights=None, **more):
    try:
        return random_intercepts.fit(answers, predictors, clusters, weights, **more)
    except CannotEstimate:
        assume(False)


def assert_same(one, other, *, rtol=1e-6):
    np.testing.assert_allclose(one.parameters, other.parameters[one.parameters.index], rtol=rtol)
    covariance = other.covariance.loc[one.covariance.index, one.covariance.columns]
    np.testing.assert_allclose(one.covariance, covariance, rtol=10 * rtol, atol=1e-9)
    assert one.log_likelihood == pytest.approx(other.log_likelihood, rel=1e-10)
    assert one.spread == pytest.approx(other.spread, rel=10 * rtol)
    effects = other.cluster_effects[one.cluster_effects.index]
    np.testing.assert_allclose(one.cluster_effects, effects, rtol=10 * rtol, atol=1e-7)


def test_what_a_fit_tells(wards):
    answers, predictors, clusters = wards()
    fit = random_intercepts.fit(answers, predictors, clusters)
    names = ["help", "mixed", "ease", "a|b", "b|c", "c|d"]
    assert fit.parameters.index.tolist() == fit.standard_errors.index.tolist() == names
    assert fit.covariance.columns.tolist() == fit.covariance.index.tolist() == names
    assert (fit.n, fit.clusters, fit.levels, fit.note) == (150, 8, ("a", "b", "c", "d"), "")
    half = 1.959963984540054 * fit.standard_errors
    np.testing.assert_allclose(fit.intervals()["low"], fit.parameters - half, rtol=1e-12)
    assert (fit.intervals(0.5)["high"] < fit.intervals()["high"]).all()
    z = fit.parameters["ease"] / fit.standard_errors["ease"]
    assert fit.p_values["ease"] == pytest.approx(math.erfc(abs(z) / math.sqrt(2)), rel=1e-9)
    expected = fit.spread**2 / (fit.spread**2 + 3.289868133696453)
    assert fit.intraclass_correlation == pytest.approx(expected, rel=1e-12)
    low, high = fit.spread_interval()
    assert low * high == pytest.approx(fit.spread**2, rel=1e-12)
    assert math.log(high / low) == pytest.approx(2 * 1.959963984540054 * fit.log_spread_error)
    assert fit.cluster_effects.index.name == "ward"
    assert sorted(fit.cluster_effects.index) == list(range(8))


def test_a_cluster_effect_is_the_most_likely_one(wards):
    answers, predictors, clusters = wards()
    fit = random_intercepts.fit(answers, predictors, clusters)
    borders = np.array([-np.inf, *fit.thresholds, np.inf])
    linear = predictors @ fit.coefficients + clusters.map(fit.cluster_effects)
    codes = answers.cat.codes.to_numpy()
    slope = expit(borders[codes] - linear) - expit(linear - borders[codes + 1])
    pull = slope.groupby(clusters).sum() - fit.cluster_effects / fit.spread**2
    np.testing.assert_allclose(pull, 0, atol=1e-6)


def test_the_estimates_are_the_maximum(wards):
    answers, predictors, clusters = wards()
    fit = random_intercepts.fit(answers, predictors, clusters)
    without = random_intercepts.fit(answers, predictors[["help", "mixed"]], clusters)
    assert fit.log_likelihood > without.log_likelihood
    assert fit.log_likelihood > ordinal.fit(answers, predictors).log_likelihood
    # Twice what 'ease' adds to the log-likelihood is near the square of its Wald statistic.
    ratio = 2 * (fit.log_likelihood - without.log_likelihood)
    z = fit.parameters["ease"] / fit.standard_errors["ease"]
    assert math.sqrt(ratio) == pytest.approx(abs(z), rel=0.03)


def test_more_points_change_less_and_less(wards):
    found = [random_intercepts.fit(*wards(3), points=points) for points in (1, 5, 15, 40)]
    off = [abs(fit.spread / found[-1].spread - 1) for fit in found[:-1]]
    assert 1e-2 > off[0] > 1e-4 > off[1] > off[2]
    assert_same(found[2], found[3])


@few
@seeds
def test_neither_the_order_of_rows_nor_the_names_of_clusters_matter(wards, seed, levels):
    answers, predictors, clusters = wards(seed, levels=levels)
    fit = fitted(answers, predictors, clusters)
    order = np.random.default_rng(seed).permutation(len(answers))
    names = {ward: f"ward {9 - ward}" for ward in range(8)}
    other = fitted(answers.iloc[order], predictors.iloc[order], clusters.iloc[order].map(names))
    effects = other.cluster_effects[fit.cluster_effects.index.map(names)]
    np.testing.assert_allclose(fit.cluster_effects, effects, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(fit.parameters, other.parameters, rtol=1e-6, atol=1e-7)
    assert fit.log_likelihood == pytest.approx(other.log_likelihood, rel=1e-10)


@few
@seeds
def test_a_weight_is_so_many_rows_of_the_cluster(wards, seed, levels):
    answers, predictors, clusters = wards(seed, levels=levels)
    times = pd.Series(np.random.default_rng(seed).integers(0, 4, len(answers)))
    weighted = fitted(answers, predictors, clusters, times)
    rows = np.repeat(np.arange(len(times)), times)
    repeated = fitted(
        *(each.iloc[rows].reset_index(drop=True) for each in (answers, predictors, clusters))
    )
    assert_same(weighted, repeated, rtol=1e-5)
    assert weighted.n == repeated.n == times.sum()


@few
@given(seed=st.integers(0, 10**6), factor=st.sampled_from([1e-4, -3.0, 1e5]))
def test_other_units_change_a_coefficient_by_their_factor(wards, seed, factor):
    answers, predictors, clusters = wards(seed)
    fit = fitted(answers, predictors, clusters)
    moved = predictors.assign(ease=factor * (predictors["ease"] + 200))
    other = fitted(answers, moved, clusters)
    ease = fit.coefficients["ease"]
    assert factor * other.coefficients["ease"] == pytest.approx(ease, rel=1e-5, abs=1e-6)
    error = fit.standard_errors["ease"]
    assert abs(factor) * other.standard_errors["ease"] == pytest.approx(error, rel=1e-5)
    assert other.spread == pytest.approx(fit.spread, rel=1e-5)


def test_true_and_false_are_two_levels(wards):
    answers, predictors, clusters = wards(levels=2)
    fit = random_intercepts.fit(answers == "b", predictors, clusters)
    ordered = random_intercepts.fit(answers, predictors, clusters)
    assert fit.levels == (False, True)
    assert fit.thresholds.index.tolist() == ["False|True"]
    np.testing.assert_allclose(fit.parameters, ordered.parameters, rtol=1e-12)


def test_a_spread_of_0_is_the_ordinal_model(simulated):
    data = simulated(4)  # wards are drawn at random
    fit = random_intercepts.fit(data.answers, data.predictors, data.clusters)
    pooled = ordinal.fit(data.answers, data.predictors)
    assert fit.spread == fit.intraclass_correlation == 0
    assert fit.note == (
        "one ward differs from another no more than chance would have it, so the spread is 0"
    )
    pd.testing.assert_series_equal(fit.parameters, pooled.parameters)
    pd.testing.assert_frame_equal(fit.covariance, pooled.covariance)
    assert fit.log_likelihood == pooled.log_likelihood
    assert (fit.cluster_effects == 0).all()
    assert len(fit.cluster_effects) == fit.clusters == 6
    assert all(math.isnan(end) for end in fit.spread_interval())


def test_a_maximum_far_from_0_is_found_although_the_likelihood_falls_at_first():
    table = [[0, 0, 1, 1], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 2]]
    table += [[0, 0, 0, 1], [0, 0, 2, 2], [0, 1, 1, 0], [1, 0, 0, 0]]
    answers, predictors, clusters = from_table(table)
    fit = random_intercepts.fit(answers, predictors, clusters, points=40)
    assert fit.spread == pytest.approx(1.332, abs=1e-3)
    gained = fit.log_likelihood - ordinal.fit(answers, predictors).log_likelihood
    assert gained == pytest.approx(0.0057, abs=1e-4)


def test_a_planted_spread_is_found():
    random = np.random.default_rng(12)
    ward = pd.Series(np.repeat(np.arange(60), 30), name="ward")
    ease = random.random(1800)
    score = 1.5 * ease + (0.5 * random.normal(size=60))[ward] + random.logistic(size=1800)
    answers = pd.cut(score, [-np.inf, -1, 0.5, 2, np.inf], labels=list("abcd"))
    fit = random_intercepts.fit(pd.Series(answers), pd.DataFrame({"ease": ease}), ward)
    truth = pd.Series({"ease": 1.5, "a|b": -1.0, "b|c": 0.5, "c|d": 2.0})
    ends = fit.intervals()
    assert ((ends["low"] < truth[ends.index]) & (truth[ends.index] < ends["high"])).all()
    low, high = fit.spread_interval()
    assert 0.35 < low < 0.5 < high < 0.75
    # A model that knows no wards lies nearer 0: by about 1 / sqrt(1 + 0.35 x spread^2).
    pooled = ordinal.fit(pd.Series(answers), pd.DataFrame({"ease": ease}))
    nearer = pooled.coefficients["ease"] / fit.coefficients["ease"]
    assert nearer == pytest.approx(1 / math.sqrt(1 + 0.346 * fit.spread**2), abs=0.03)


def reason(*arguments, **more):
    with pytest.raises(CannotEstimate) as failure:
        random_intercepts.fit(*arguments, **more)
    return str(failure.value)


def test_why_clusters_cannot_be_used(wards):
    answers, predictors, clusters = wards()
    assert reason(answers, predictors, clusters * 0) == "all answers come from one ward"
    own = pd.Series(range(len(answers)), name="person")
    assert reason(answers, predictors, own) == (
        "each person has one answer only, so the spread between them cannot be told from that "
        "between people"
    )
    assert reason(*from_table([[0, 4], [3, 0], [0, 2], [5, 0], [0, 1]])) == (
        "in each ward everyone gave the same answer, so there is no finite estimate of the spread "
        "between them"
    )
    assert reason(*from_table([[0, 0, 4]] * 8 + [[4, 0, 0]] * 8 + [[1, 1, 0]])) == (
        "no estimate of the spread between one ward and another settles"
    )
    elsewhere = pd.Series((clusters == 0).astype(float), name="n")
    assert reason(answers, predictors, clusters, elsewhere) == "all answers come from one ward"


def test_reasons_of_the_ordinal_model_hold_here_too(wards):
    answers, predictors, clusters = wards()
    same = answers.mask(answers > "a", "a")
    assert reason(same, predictors, clusters) == "everyone gave the same answer"
    constant = predictors.assign(one=1)
    assert reason(answers, constant, clusters) == "'one' is the same for everyone"
    divided = answers.mask(predictors["help"] == 1, "d")
    assert reason(divided, predictors, clusters) == (
        "'help' goes with one end of the answers without exception, so there is no finite estimate"
    )
    negative = pd.Series(-1.0, answers.index, name="count")
    assert reason(answers, predictors, clusters, negative) == "'count' holds a negative weight"


def test_what_the_caller_must_mend_first(wards):
    answers, predictors, clusters = wards()
    fit = random_intercepts.fit
    with pytest.raises(ValueError, match="points must be 1 to 100, not 0"):
        fit(answers, predictors, clusters, points=0)
    with pytest.raises(ValueError, match="points must be 1 to 100, not 101"):
        fit(answers, predictors, clusters, points=101)
    with pytest.raises(ValueError, match="missing values in 'ward'"):
        fit(answers, predictors, clusters.where(clusters != 1))
    with pytest.raises(ValueError, match="must have the same rows"):
        fit(answers, predictors, clusters[1:])
    with pytest.raises(ValueError, match="answers must be true or false, or 1 or 0"):
        fit(answers.cat.codes, predictors, clusters)
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        fit(answers.cat.as_unordered(), predictors, clusters)
