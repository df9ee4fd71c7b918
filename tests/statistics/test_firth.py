"""Firth's fit against R, closed forms and the plain models."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics import binary, firth, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.separation import separated


@pytest.fixture(scope="session")
def endometrial(reference_data) -> pd.DataFrame:
    """One row per patient (Heinze & Schemper 2002)."""
    return reference_data("endometrial")


@pytest.fixture
def one_sided(simulated):
    """Ordered answers that are all the highest where there is help."""
    data = simulated(1, people=80)
    answers = data.answers.mask(data.predictors["help"] == 1, "d")
    assert separated(answers, data.predictors) == ("help",)
    return answers, data.predictors


def as_in_r(table) -> pd.Series:
    return pd.Series(table).rename({"(Intercept)": "constant"})


def test_the_endometrial_data_agree_with_r(endometrial, reference):
    expected = reference("firth")
    fit = firth.fit(endometrial["HG"], endometrial[["NV", "PI", "EH"]])
    names = ["constant", "NV", "PI", "EH"]
    assert fit.coefficients.index.tolist() == fit.covariance.columns.tolist() == names
    for ours, theirs in ((fit.coefficients, "coef"), (fit.standard_errors, "se")):
        np.testing.assert_allclose(ours, as_in_r(expected["firth"][theirs])[names], rtol=1e-9)
    assert fit.penalised_log_likelihood == pytest.approx(expected["penalised_loglik"], rel=1e-12)
    assert fit.thresholds.empty
    assert (fit.n, fit.levels, fit.confidence) == (79, (False, True), 0.95)


def test_profile_intervals_and_tests_of_the_endometrial_data_agree_with_r(endometrial, reference):
    expected = reference("firth")["plr"].rename({"(Intercept)": "constant"})
    fit = firth.fit(endometrial["HG"], endometrial[["NV", "PI", "EH"]])
    # R was asked for the ends to 1e-9, and for the maximum between them to a share of 1e-14.
    np.testing.assert_allclose(fit.intervals(), expected[["lo", "hi"]], atol=1e-7)
    np.testing.assert_allclose(fit.p_values(), expected["p_plr"], rtol=1e-6)


def test_the_interval_that_heinze_and_schemper_published_is_found(endometrial):
    fit = firth.fit(endometrial["HG"] == 1, endometrial[["NV", "PI", "EH"]])
    assert round(fit.coefficients["NV"], 2) == 2.93
    assert fit.intervals("NV").round(2).loc["NV"].tolist() == [0.61, 7.85]


def test_a_group_that_never_says_yes_agrees_with_r(made_up_study, reference):
    expected = reference("poet1200")["firth"]
    predictors = made_up_study.predictors.drop(columns=["group1", "group2", "group3", "group4"])
    good = made_up_study.good & (predictors["mode3"] == 0)
    fit = firth.fit(good, predictors)
    names = fit.coefficients.index
    np.testing.assert_allclose(fit.coefficients, as_in_r(expected["coef"])[names], rtol=1e-8)
    np.testing.assert_allclose(fit.standard_errors, as_in_r(expected["se"])[names], rtol=1e-8)
    low, high = fit.intervals("mode3").loc["mode3"]
    assert low < fit.coefficients["mode3"] < high < 0


def test_a_table_with_an_empty_cell_agrees_with_r(reference):
    expected = reference("firth")["table_2x2"]
    cells = pd.DataFrame({"yes": [1, 0, 1, 0], "x": [0, 0, 1, 1], "people": [7, 13, 9, 0]})
    fit = firth.fit(cells["yes"], cells[["x"]], cells["people"])
    np.testing.assert_allclose(fit.coefficients, as_in_r(expected["coef"]), rtol=1e-9)
    assert fit.n == 29


seeds = given(seed=st.integers(0, 10**6), levels=st.integers(2, 5))
few = settings(derandomize=True, deadline=None, max_examples=15)


@few
@given(cells=st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_of_a_table_it_is_the_log_odds_with_half_an_answer_more_in_each_cell(cells):
    table = np.array(cells).reshape(2, 2) + np.eye(2, dtype=int)  # both answers, both groups
    yes, group = np.repeat([0, 0, 1, 1], table.ravel()), np.repeat([0, 1, 0, 1], table.ravel())
    fit = firth.fit(pd.Series(yes), pd.DataFrame({"group": group}))
    no, says_yes = table + 0.5
    odds = np.log(says_yes / no)
    np.testing.assert_allclose(fit.coefficients, [odds[0], odds[1] - odds[0]], rtol=1e-9, atol=1e-9)
    precision = table.sum(axis=0) * no * says_yes / (no + says_yes) ** 2
    errors = np.sqrt([1 / precision[0], (1 / precision).sum()])
    np.testing.assert_allclose(fit.standard_errors, errors, rtol=1e-9)


def test_without_predictors_half_an_answer_is_added_to_yes_and_to_no():
    fit = firth.fit(pd.Series([True] * 3 + [False] * 9), pd.DataFrame(index=range(12)))
    assert fit.coefficients["constant"] == pytest.approx(math.log(3.5 / 9.5), rel=1e-12)
    low, high = fit.intervals().loc["constant"]
    for end in (low, high):
        yes = 1 / (1 + math.exp(-end))
        lost = 3.5 * math.log(3.5 / 13 / yes) + 9.5 * math.log(9.5 / 13 / (1 - yes))
        assert 2 * lost == pytest.approx(3.841458820694124, rel=1e-9)


@few
@seeds
def test_two_ordered_levels_are_the_binary_fit(simulated, seed, levels):
    data = simulated(seed, people=60, levels=levels)
    good = data.answers > "a"
    yes_or_no = firth.fit(good, data.predictors)
    two = good.map({False: "no", True: "yes"}).astype(pd.CategoricalDtype(["no", "yes"], True))
    ordered = firth.fit(two, data.predictors)
    assert ordered.thresholds["no|yes"] == pytest.approx(-yes_or_no.coefficients["constant"])
    pd.testing.assert_series_equal(ordered.coefficients, yes_or_no.coefficients[1:])
    pd.testing.assert_frame_equal(
        ordered.covariance.iloc[:3, :3], yes_or_no.covariance.iloc[1:, 1:], rtol=1e-9
    )
    assert ordered.penalised_log_likelihood == pytest.approx(yes_or_no.penalised_log_likelihood)
    pd.testing.assert_frame_equal(
        ordered.intervals("ease"), yes_or_no.intervals("ease"), rtol=1e-7, atol=1e-8
    )
    assert (ordered.levels, yes_or_no.levels) == (("no", "yes"), (False, True))


@few
@seeds
def test_a_weight_is_so_many_rows(simulated, seed, levels):
    data = simulated(seed, people=60, levels=levels)
    times = pd.Series(np.random.default_rng(seed).integers(0, 4, len(data.answers)))
    rows = np.repeat(np.arange(len(times)), times)
    weighted = firth.fit(data.answers, data.predictors, times)
    repeated = firth.fit(data.answers.iloc[rows], data.predictors.iloc[rows])
    pd.testing.assert_series_equal(weighted.coefficients, repeated.coefficients, rtol=1e-8)
    pd.testing.assert_series_equal(weighted.thresholds, repeated.thresholds, rtol=1e-8)
    pd.testing.assert_frame_equal(weighted.covariance, repeated.covariance, rtol=1e-7)
    assert weighted.log_likelihood == pytest.approx(repeated.log_likelihood)
    assert weighted.penalised_log_likelihood == pytest.approx(repeated.penalised_log_likelihood)
    assert weighted.n == repeated.n == times.sum()


@few
@seeds
def test_turning_the_scale_round_turns_the_signs(simulated, seed, levels):
    data = simulated(seed, people=60, levels=levels)
    answers = data.answers.mask(data.predictors["help"] == 1, data.answers.cat.categories[-1])
    turned = answers.cat.reorder_categories(answers.cat.categories[::-1], ordered=True)
    fit, other = firth.fit(answers, data.predictors), firth.fit(turned, data.predictors)
    np.testing.assert_allclose(other.coefficients, -fit.coefficients, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(other.thresholds, -fit.thresholds[::-1], rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(
        other.intervals("help"), -fit.intervals("help")[["high", "low"]], rtol=1e-6
    )


@few
@seeds
def test_the_units_of_a_predictor_only_change_the_units_of_its_coefficient(simulated, seed, levels):
    data = simulated(seed, people=60, levels=levels)
    in_pence = data.predictors.assign(ease=1000 * data.predictors["ease"] + 500)
    fit, other = firth.fit(data.answers, data.predictors), firth.fit(data.answers, in_pence)
    units = pd.Series({"help": 1, "mixed": 1, "ease": 1000})
    np.testing.assert_allclose(other.coefficients * units, fit.coefficients, rtol=1e-7, atol=1e-9)
    expected = fit.thresholds + 500 * other.coefficients["ease"]
    np.testing.assert_allclose(other.thresholds, expected, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(
        1000 * other.intervals("ease"), fit.intervals("ease"), rtol=1e-6, atol=1e-8
    )
    np.testing.assert_allclose(other.p_values("ease"), fit.p_values("ease"), rtol=1e-6)
    # Half the log determinant of the information grows with the log of the unit.
    assert other.penalised_log_likelihood == pytest.approx(
        fit.penalised_log_likelihood + math.log(1000), rel=1e-9
    )


def test_with_many_people_it_comes_to_the_plain_fit(simulated):
    data = simulated(3)
    gaps = []
    for people in (10, 100, 1000):
        weights = pd.Series(float(people), data.answers.index)
        plain = ordinal.fit(data.answers, data.predictors, weights)
        penalised = firth.fit(data.answers, data.predictors, weights)
        gaps.append(np.abs(penalised.coefficients / plain.coefficients - 1))
        assert penalised.log_likelihood < plain.log_likelihood
    assert gaps[2].max() < 1e-4
    for fewer, more in pairwise(gaps):
        np.testing.assert_allclose(fewer / more, 10, rtol=0.02)


def test_ordered_answers_that_a_group_divides_have_finite_estimates(one_sided):
    answers, predictors = one_sided
    with pytest.raises(CannotEstimate, match="'help' goes with one end of the answers"):
        ordinal.fit(answers, predictors)
    fit = firth.fit(answers, predictors)
    assert 1 < fit.coefficients["help"] < 10
    low, high = fit.intervals("help").loc["help"]
    assert 1 < low < fit.coefficients["help"] < high < 20
    assert high - fit.coefficients["help"] > fit.coefficients["help"] - low
    assert fit.p_values("help")["help"] < 1e-6


def test_a_cut_of_the_wine_ratings_that_is_divided_has_finite_estimates(wine):
    above_worst = wine.answers > 1
    assert separated(above_worst, wine.predictors)
    fit = firth.fit(above_worst, wine.predictors)
    assert np.isfinite(fit.intervals().to_numpy()).all()
    assert (fit.intervals()["low"] < fit.coefficients).all()
    assert (fit.coefficients < fit.intervals()["high"]).all()


@pytest.mark.parametrize("levels", [2, 3])
def test_answers_divided_altogether_have_finite_estimates(levels):
    score = np.arange(12.0)
    answers = pd.Series(pd.cut(score, levels, labels=list("abc")[:levels]))
    predictors = pd.DataFrame({"score": score, "noise": [0, 1, 1, 0] * 3})
    assert "score" in separated(answers, predictors)
    fit = firth.fit(answers, predictors)
    interval = fit.intervals("score").loc["score"]
    assert 0 < interval["low"] < fit.coefficients["score"] < interval["high"] < 20


def test_an_interval_ends_at_0_where_its_confidence_is_what_the_test_leaves(one_sided):
    answers, predictors = one_sided
    p_values = firth.fit(answers, predictors).p_values()
    for column, end in (("mixed", "high"), ("ease", "low")):
        fit = firth.fit(answers, predictors, confidence=1 - p_values[column])
        assert fit.intervals(column).loc[column, end] == pytest.approx(0, abs=1e-8)
        assert fit.confidence == 1 - p_values[column]


def test_only_the_columns_asked_for_are_profiled(one_sided):
    fit = firth.fit(*one_sided)
    every, tests = fit.intervals(), fit.p_values()
    assert every.index.tolist() == tests.index.tolist() == ["help", "mixed", "ease"]
    assert every.columns.tolist() == ["low", "high"]
    pd.testing.assert_frame_equal(fit.intervals(["ease", "help"]), every.loc[["ease", "help"]])
    pd.testing.assert_series_equal(fit.p_values("mixed"), tests[["mixed"]])
    assert fit.intervals([]).empty
    with pytest.raises(ValueError, match="the fit has no column 'constant' and 'eas'"):
        fit.intervals(["eas", "help", "constant"])
    with pytest.raises(ValueError, match="the fit has no column 'eas'"):
        fit.p_values("eas")


def test_thresholds_and_covariance_are_labelled_as_in_the_plain_fits(simulated):
    data = simulated(2)
    ours, plain = (
        firth.fit(data.answers, data.predictors),
        ordinal.fit(data.answers, data.predictors),
    )
    assert ours.thresholds.index.tolist() == plain.thresholds.index.tolist()
    assert ours.covariance.index.tolist() == plain.covariance.columns.tolist()
    assert ours.standard_errors.index.tolist() == ours.covariance.columns.tolist()
    # The penalty shrinks a little, and the information is the expected, not the observed one.
    np.testing.assert_allclose(ours.standard_errors, plain.standard_errors, rtol=0.05)
    good = data.answers > "b"
    two, logit = firth.fit(good, data.predictors), binary.fit(good, data.predictors)
    assert two.coefficients.index.tolist() == logit.coefficients.index.tolist()
    np.testing.assert_allclose(two.covariance, logit.covariance, rtol=0.15, atol=0.01)
