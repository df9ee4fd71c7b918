from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from poet.statistics import ordinal
from poet.statistics.failure import CannotEstimate


def test_intervals_and_p_values_have_a_row_per_parameter(wine):
    fit = ordinal.fit(wine.answers, wine.predictors, clusters=wine.clusters)
    names = ["tempwarm", "contactyes", "1|2", "2|3", "3|4", "4|5"]
    assert fit.p_values.index.tolist() == fit.intervals().index.tolist() == names
    assert fit.covariance.columns.tolist() == fit.covariance.index.tolist() == names
    half = 2.306004135 * fit.standard_errors  # t on the 8 degrees of freedom of 9 judges
    np.testing.assert_allclose(fit.intervals()["high"], fit.parameters + half, rtol=1e-9)
    assert (fit.intervals(0.5)["low"] > fit.intervals()["low"]).all()


def test_no_predictors_leave_the_logits_of_the_shares(housing):
    fit = ordinal.fit(housing.answers, housing.predictors[[]], weights=housing.weights)
    low, medium = 567 / 1681, (567 + 446) / 1681
    expected = [math.log(low / (1 - low)), math.log(medium / (1 - medium))]
    np.testing.assert_allclose(fit.thresholds, expected, rtol=1e-12)
    assert fit.coefficients.empty
    error = 1 / math.sqrt(1681 * low * (1 - low))
    assert fit.standard_errors["Low|Medium"] == pytest.approx(error, rel=1e-12)


def test_levels_nobody_used_and_rows_without_weight_are_left_out(simulated):
    data = simulated(4, levels=3)
    expected = ordinal.fit(data.answers, data.predictors)
    wider = data.answers.cat.set_categories(["z", "a", "y", "b", "c", "x"])
    pd.testing.assert_series_equal(
        ordinal.fit(wider, data.predictors).parameters, expected.parameters
    )
    wider.iloc[0], extra = "z", pd.Series(1.0, data.answers.index)
    extra.iloc[0] = 0
    without = ordinal.fit(wider, data.predictors, weights=extra)
    assert without.levels == ("a", "b", "c")
    assert without.n == 119
    assert without.log_likelihood > expected.log_likelihood


def reason(*arguments, **more):
    with pytest.raises(CannotEstimate) as failure:
        ordinal.fit(*arguments, **more)
    return str(failure.value)


def test_why_answers_and_predictors_cannot_be_fitted(simulated):
    data = simulated(1)
    answers, predictors = data.answers, data.predictors
    assert reason(answers.mask(answers > "a", "a"), predictors) == "everyone gave the same answer"
    assert reason(answers[:0], predictors[:0]) == "nobody answered"
    assert reason(answers[:5], predictors[:5]) == "5 answers are too few to estimate 6 numbers"
    assert reason(answers, predictors.assign(one=1)) == "'one' is the same for everyone"
    assert reason(answers, predictors.assign(pounds=np.inf)) == "'pounds' holds an infinite value"
    assert reason(answers, predictors.assign(no_help=1 - predictors["help"])) == (
        "'help' and 'no_help' can be worked out from one another"
    )
    assert reason(answers.mask(predictors["help"] == 1, "d"), predictors) == (
        "'help' goes with one end of the answers without exception, so there is no finite estimate"
    )


def test_why_weights_and_clusters_cannot_be_used(simulated):
    data = simulated(1)
    weights = pd.Series(1.0, data.answers.index, name="population")
    for wrong, what in ((-1, "negative"), (np.nan, "missing"), (np.inf, "infinite")):
        weights.iloc[3] = wrong
        assert reason(data.answers, data.predictors, weights=weights) == (
            f"'population' holds a {what} weight".replace("a infinite", "an infinite")
        )
    nobody = pd.Series(0.0, data.answers.index)
    assert reason(data.answers, data.predictors, weights=nobody) == "nobody answered"
    same = data.clusters * 0
    assert reason(data.answers, data.predictors, clusters=same) == "all answers come from one ward"
    only_here = data.predictors.assign(area=(data.clusters == 2) & (data.predictors["ease"] > 0.5))
    assert reason(data.answers, only_here, clusters=data.clusters) == (
        "without one ward, 'area' could not be estimated"
    )


def test_what_the_caller_must_mend_first(simulated):
    data = simulated(1)
    holed = data.predictors.assign(ease=data.predictors["ease"].where(data.clusters != 1))
    with pytest.raises(ValueError, match="missing values in 'ease'"):
        ordinal.fit(data.answers, holed)
    with pytest.raises(ValueError, match="missing values in 'q7'"):
        ordinal.fit(data.answers.rename("q7").mask(data.clusters == 1), data.predictors)
    with pytest.raises(ValueError, match="missing values in 'ward'"):
        ordinal.fit(data.answers, data.predictors, clusters=data.clusters.where(data.clusters != 1))
    with pytest.raises(ValueError, match="must have the same rows"):
        ordinal.fit(data.answers, data.predictors[1:])
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        ordinal.fit(data.answers.astype(str), data.predictors)


seeds = given(seed=st.integers(0, 10**6), levels=st.integers(2, 6))
few = settings(derandomize=True, deadline=None, max_examples=25)


def fitted(data, **changes):
    """The fit, when every level is in use and the answers allow it."""
    arguments = {"predictors": data.predictors, "clusters": data.clusters} | changes
    try:
        return ordinal.fit(**{"answers": data.answers} | arguments)
    except CannotEstimate:
        assume(False)


@few
@seeds
def test_turning_the_scale_round_turns_the_signs(simulated, seed, levels):
    data = simulated(seed, levels=levels)
    fit = fitted(data)
    turned = data.answers.cat.reorder_categories(fit.levels[::-1], ordered=True)
    other = fitted(data, answers=turned)
    np.testing.assert_allclose(other.coefficients, -fit.coefficients, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(other.thresholds, -fit.thresholds[::-1], rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(
        other.standard_errors[:3], fit.standard_errors[:3], rtol=1e-8, atol=1e-10
    )
    assert other.log_likelihood == pytest.approx(fit.log_likelihood, rel=1e-12)


@few
@seeds
def test_a_weight_is_so_many_rows(simulated, seed, levels):
    data = simulated(seed, levels=levels)
    times = pd.Series(np.random.default_rng(seed).integers(0, 4, len(data.answers)))
    rows = np.repeat(np.arange(len(times)), times)
    weighted = fitted(data, weights=times)
    repeated = fitted(
        data,
        answers=data.answers.iloc[rows].reset_index(drop=True),
        predictors=data.predictors.iloc[rows].reset_index(drop=True),
        clusters=data.clusters.iloc[rows].reset_index(drop=True),
    )
    np.testing.assert_allclose(weighted.parameters, repeated.parameters, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(weighted.covariance, repeated.covariance, rtol=1e-7, atol=1e-10)
    assert weighted.n == repeated.n == times.sum()


@few
@given(
    seed=st.integers(0, 10**6),
    factor=st.sampled_from([1e-6, 0.01, -3.0, 1e5]),
    shift=st.sampled_from([0.0, -4.0, 2_000.0]),
)
def test_other_units_change_a_coefficient_by_their_factor(simulated, seed, factor, shift):
    data = simulated(seed)
    fit = fitted(data)
    other = fitted(
        data, predictors=data.predictors.assign(ease=factor * (data.predictors["ease"] + shift))
    )
    ease = fit.coefficients["ease"]
    # Taking a large shift off again costs digits of the column itself.
    assert factor * other.coefficients["ease"] == pytest.approx(ease, rel=1e-6, abs=1e-7)
    error = fit.standard_errors["ease"]
    assert abs(factor) * other.standard_errors["ease"] == pytest.approx(error, rel=1e-6)
    np.testing.assert_allclose(
        other.thresholds, fit.thresholds + ease * shift, rtol=1e-6, atol=1e-6
    )
    assert other.log_likelihood == pytest.approx(fit.log_likelihood, rel=1e-9)
