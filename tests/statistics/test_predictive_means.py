from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from poet.statistics import binary
from poet.statistics.failure import CannotEstimate
from poet.statistics.predictive_means import predictive_means
from poet.statistics.sampling import Sampling
from poet.statistics.share_intervals import share_intervals


def fitted(yes, predictors, sampling):
    """Coefficients and covariance of the logistic regression of a sample."""
    fit = binary.fit(yes, predictors, sampling=sampling)
    return fit.coefficients, fit.covariance


def indicators(column, levels):
    return pd.DataFrame({f"{column.name}{level}": (column == level) * 1.0 for level in levels})


def settings_of(name, levels, reference_level):
    """Everyone in each group in turn."""
    columns = [f"{name}{level}" for level in levels]
    each = {level: dict.fromkeys(columns, 0) | {f"{name}{level}": 1} for level in levels}
    return {reference_level: dict.fromkeys(columns, 0)} | each


@pytest.fixture
def made_up(reference_data):
    people = reference_data("poet1200")
    predictors = people[["ease", "involve"]].join(indicators(people["group"], [1, 2, 3, 4]))
    predictors = predictors.join(indicators(people["mode"], [1, 2, 3]))
    sampling = Sampling(people["w"], None, (people["la"],))
    fit = fitted(people["out1"] >= 4, predictors, sampling)
    return *fit, predictors, settings_of("mode", [1, 2, 3], 0), sampling


def test_the_made_up_study_agrees_with_r(made_up, reference):
    expected = reference("poet1200")["svypredmeans"]
    found = predictive_means(*made_up)
    for mode in range(4):
        assert found.estimates[mode] == pytest.approx(expected["mean"][str(mode)], rel=1e-12)
        assert found.standard_errors[mode] == pytest.approx(expected["se"][str(mode)], rel=1e-12)
    assert found.base["degrees_of_freedom"].tolist() == [21] * 4


def test_the_school_sample_agrees_with_r(reference, reference_data):
    schools, expected = reference_data("apistrat"), reference("svypredmeans")
    predictors = schools[["ell", "meals"]].join(indicators(schools["stype"], ["H", "M"]))
    sampling = Sampling(schools["pw"], schools["stype"])
    fit = fitted(schools["sch.wide"] == "Yes", predictors, sampling)
    found = predictive_means(*fit, predictors, settings_of("stype", ["M", "H"], "E"), sampling)
    np.testing.assert_allclose(found.estimates, list(expected["mean"].values()), rtol=1e-12)
    # R fitted this with its default tolerance, which leaves its errors with eight digits.
    np.testing.assert_allclose(found.standard_errors, list(expected["se"].values()), rtol=1e-7)
    np.testing.assert_allclose(found.covariance, expected["vcov"], rtol=1e-6)


def test_the_error_is_that_of_the_model_and_that_of_the_people(made_up):
    coefficients, covariance, predictors, _, sampling = made_up
    nobody_moved = predictive_means(
        coefficients, covariance * 0, predictors, {"as is": {}}, sampling
    )
    share = expit(coefficients["constant"] + predictors @ coefficients.iloc[1:])
    weights = sampling.weights
    mean = np.average(share, weights=weights)
    assert nobody_moved.estimates["as is"] == pytest.approx(mean, rel=1e-12)
    contributions = (weights * (share - mean) / weights.sum()).to_frame().to_numpy()
    error = np.sqrt(sampling.covariance(contributions)[0, 0])
    assert nobody_moved.standard_errors["as is"] == pytest.approx(error, rel=1e-12)
    # The share that a weighted logistic regression predicts as people are is the one they gave.
    assert (
        predictive_means(
            coefficients, covariance, predictors, {"as is": {}}, sampling
        ).standard_errors["as is"]
        > error
    )


def test_all_of_a_domain_count_and_no_others(made_up):
    coefficients, covariance, predictors, settings, sampling = made_up
    domain = predictors["involve"] == 1
    holed = predictors.where(domain)
    found = predictive_means(coefficients, covariance, holed, settings, sampling, domain=domain)
    moved = predictors[domain].assign(mode1=0, mode2=1, mode3=0)
    share = expit(coefficients["constant"] + moved @ coefficients.iloc[1:])
    expected = np.average(share, weights=sampling.weights[domain])
    assert found.estimates[2] == pytest.approx(expected, rel=1e-12)
    assert found.base["answers"].tolist() == [domain.sum()] * 4


def test_columns_come_by_name_and_the_callers_frame_stays(made_up):
    coefficients, covariance, predictors, settings, sampling = made_up
    before = predictors.copy()
    turned = predictors[predictors.columns[::-1]].assign(more=1.0)
    found = predictive_means(coefficients, covariance, turned, settings, sampling)
    expected = predictive_means(*made_up)
    pd.testing.assert_series_equal(found.estimates, expected.estimates)
    pd.testing.assert_frame_equal(predictors, before)
    assert share_intervals(found).stack().between(0, 1).all()


def test_a_mistake_in_the_columns_is_an_error(made_up):
    coefficients, covariance, predictors, settings, sampling = made_up
    with pytest.raises(ValueError, match="the predictors have no column 'involve'"):
        less = predictors.drop(columns="involve")
        predictive_means(coefficients, covariance, less, settings, sampling)
    with pytest.raises(ValueError, match="the fit has no column 'mode9'"):
        predictive_means(coefficients, covariance, predictors, {"x": {"mode9": 1}}, sampling)
    with pytest.raises(ValueError, match="missing values in 'ease'"):
        holed = predictors.assign(ease=np.nan)
        predictive_means(coefficients, covariance, holed, settings, sampling)
    with pytest.raises(ValueError, match="must have the same rows"):
        predictive_means(coefficients, covariance, predictors[::-1], settings, sampling)
    with pytest.raises(CannotEstimate, match="nobody answered"):
        nobody = predictors["ease"] > 2
        predictive_means(*made_up, domain=nobody)
