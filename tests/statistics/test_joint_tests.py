from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2
from scipy.stats import f as f_distribution

from poet.statistics import binary, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.joint_tests import quadratic_test, upper_tail, wald_test
from poet.statistics.sampling import Sampling


def fitted(yes, predictors, sampling):
    """Coefficients and covariance of the logistic regression of a sample."""
    fit = binary.fit(yes, predictors, sampling=sampling)
    return fit.coefficients, fit.covariance


def indicators(column, levels):
    return pd.DataFrame({f"{column.name}{level}": (column == level) * 1.0 for level in levels})


def test_a_factor_of_the_made_up_study_agrees_with_r(reference, reference_data):
    people, expected = reference_data("poet1200"), reference("poet1200")["svyglm"]
    predictors = people[["ease", "involve"]].join(indicators(people["group"], [1, 2, 3, 4]))
    predictors = predictors.join(indicators(people["mode"], [1, 2, 3]))
    sampling = Sampling(people["w"], None, (people["la"],))
    fit = fitted(people["out1"] >= 4, predictors, sampling)
    # R takes one degree of freedom off for every predictor: 21 councils' worth less 9.
    found = wald_test(*fit, ["mode1", "mode2", "mode3"], expected["ddf"])
    wanted = expected["term_mode"]
    assert (found.numerator, found.denominator) == (wanted["df"], wanted["ddf"])
    assert found.statistic == pytest.approx(wanted["F"], rel=1e-12)
    assert found.p_value == pytest.approx(wanted["p"], rel=1e-12)


def test_a_factor_of_the_school_sample_agrees_with_r(reference, reference_data):
    schools, expected = reference_data("apistrat"), reference("regTermTest")["Wald"]
    predictors = schools[["ell", "meals"]].join(indicators(schools["stype"], ["H", "M"]))
    sampling = Sampling(schools["pw"], schools["stype"])
    fit = fitted(schools["sch.wide"] == "Yes", predictors, sampling)
    found = wald_test(*fit, ["stypeH", "stypeM"], expected["ddf"])
    # R fitted this with its default tolerance.
    assert found.statistic == pytest.approx(expected["F"], rel=1e-7)
    assert found.p_value == pytest.approx(expected["p"], rel=1e-6)


def test_one_coefficient_is_its_own_p_value(made_up_study):
    data = made_up_study
    fit = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    for adjusted in (False, True):
        found = wald_test(
            fit.coefficients,
            fit.covariance,
            ["ease"],
            fit.degrees_of_freedom,
            adjusted=adjusted,
        )
        assert found.p_value == pytest.approx(fit.p_values["ease"], rel=1e-9)
        assert (found.numerator, found.denominator) == (1, 21)


def test_without_clusters_it_is_chi_squared():
    names = ["a", "b", "c"]
    covariance = pd.DataFrame(np.diag([4.0, 1, 9]), names, names)
    found = wald_test(pd.Series([2.0, 3, 9], names), covariance, ["c", "a"])
    assert found.statistic == pytest.approx((9 + 1) / 2)
    assert found.p_value == pytest.approx(chi2.sf(10, 2))
    assert found.denominator == math.inf
    assert wald_test(pd.Series([2.0, 3, 9], names), covariance, names, adjusted=True) == wald_test(
        pd.Series([2.0, 3, 9], names), covariance, names
    )


def test_units_and_order_do_not_matter():
    random = np.random.default_rng(3)
    root = random.normal(size=(3, 3))
    values, scale = random.normal(size=3), np.array([1e4, 1, 1e-4])
    plain = quadratic_test(values, root @ root.T, 9)
    scaled = quadratic_test(values * scale, root @ root.T * np.outer(scale, scale), 9)
    turned = quadratic_test(values[::-1], (root @ root.T)[::-1, ::-1], 9)
    assert plain.p_value == pytest.approx(scaled.p_value) == pytest.approx(turned.p_value)


def test_the_adjusted_test_holds_its_promise_with_few_clusters():
    """Means of 8 clusters on 5 questions, all truly 0: Hotelling's test is exact."""
    random = np.random.default_rng(2)
    rejected = np.zeros(2)
    for _ in range(1500):
        clusters = random.normal(size=(8, 5))
        values, covariance = clusters.mean(axis=0), np.cov(clusters.T) / 8
        for way, adjusted in enumerate((False, True)):
            rejected[way] += quadratic_test(values, covariance, 7, adjusted=adjusted).p_value < 0.05
    # Of 1,500, chance alone moves the second count by 8.4.
    assert rejected[0] > 300
    assert 55 <= rejected[1] <= 95


def test_more_constraints_than_degrees_of_freedom_are_refused():
    covariance = np.eye(3)
    reason = r"^3 numbers cannot be tested together with 2 degrees of freedom$"
    with pytest.raises(CannotEstimate, match=reason):
        quadratic_test(np.ones(3), covariance, 2)
    for adjusted in (False, True):
        assert quadratic_test(np.ones(3), covariance, 3, adjusted=adjusted).p_value > 0


def test_dependent_numbers_are_refused():
    reason = "^the numbers tested together can be worked out from one another$"
    for covariance in (np.ones((2, 2)), np.diag([1.0, 0]), np.full((2, 2), np.nan)):
        with pytest.raises(CannotEstimate, match=reason):
            quadratic_test(np.ones(2), covariance, 9)


def test_names_must_be_those_of_the_fit():
    covariance = pd.DataFrame(np.eye(1), ["a"], ["a"])
    with pytest.raises(ValueError, match="there is no coefficient 'b'"):
        wald_test(pd.Series([1.0], ["a"]), covariance, ["a", "b"])
    with pytest.raises(ValueError, match="there is no coefficient to test"):
        wald_test(pd.Series([1.0], ["a"]), covariance, [])


def test_the_upper_tail_is_that_of_f():
    assert upper_tail(2.5, 3, 11) == pytest.approx(f_distribution.sf(2.5, 3, 11))
    assert upper_tail(2.5, 3, math.inf) == pytest.approx(chi2.sf(7.5, 3))
