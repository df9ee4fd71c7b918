from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit
from scipy.stats import t

from poet.statistics import ordinal
from poet.statistics.predictions import standardised_difference, standardised_share


def standard_error(estimate, degrees_of_freedom=np.inf):
    """That of the share, back from an interval made on the logit scale."""
    half = (logit(estimate.high) - logit(estimate.low)) / 2
    share = estimate.share * (1 - estimate.share)
    return half / t.ppf(0.975, degrees_of_freedom) * share


def test_adjusted_predictions_agree_with_r(bacteria, reference):
    expected = reference("ame_bacteria")
    fit = ordinal.fit(bacteria.answers, bacteria.predictors)
    factor = ["trtdrug", "trtdrug+"]
    placebo = standardised_share(fit, bacteria.predictors, factor, [0, 0], ["y"])
    drug = standardised_share(fit, bacteria.predictors, factor, [1, 0], ["y"])
    difference = standardised_difference(fit, bacteria.predictors, factor, [0, 0], [1, 0], ["y"])
    assert placebo.share == pytest.approx(expected["est"]["pred_placebo"], rel=1e-6)
    assert drug.share == pytest.approx(expected["est"]["pred_drug"], rel=1e-6)
    assert difference.difference == pytest.approx(expected["est"]["trtdrug"], rel=1e-6)
    # R's glm stopped at its default tolerance here, which leaves its errors with five digits.
    errors = expected["se_model"]
    assert standard_error(placebo) == pytest.approx(errors["pred_placebo"], rel=1e-4)
    assert standard_error(drug) == pytest.approx(errors["pred_drug"], rel=1e-4)
    half = np.diff(np.arctanh([difference.low, difference.high]))[0] / 2
    error = half / t.ppf(0.975, np.inf) * (1 - difference.difference**2)
    assert error == pytest.approx(errors["trtdrug"], rel=1e-4)


def test_probabilities_of_one_household_agree_with_r(housing, reference):
    expected = reference("polr_housing")["predict_probs_first6"]
    fit = ordinal.fit(housing.answers, housing.predictors, weights=housing.weights)
    one = housing.predictors.iloc[[0]]  # a tower with low influence and low contact
    for row, influence in (("1", 0), ("4", 1)):
        high = standardised_share(fit, one, "InflMedium", influence, ["High"])
        medium_or_high = standardised_share(fit, one, "InflMedium", influence, ["Medium", "High"])
        assert high.share == pytest.approx(expected.loc[row, "High"], rel=1e-6)
        assert 1 - medium_or_high.share == pytest.approx(expected.loc[row, "Low"], rel=1e-6)


def test_a_share_is_the_mean_over_people_with_the_column_moved(made_up_study):
    data = made_up_study
    fit = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    moved = data.predictors.assign(ease=0.9)
    expected = expit(moved @ fit.coefficients - fit.thresholds["3|4"]).mean()
    shuffled = data.predictors[data.predictors.columns[::-1]].assign(more=1.0)
    estimate = standardised_share(fit, shuffled, "ease", 0.9, [5, 4])
    assert estimate.share == pytest.approx(expected, rel=1e-12)
    assert "more" not in fit.coefficients.index


def test_intervals_are_by_the_delta_method_with_t(made_up_study):
    data = made_up_study
    fit = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)

    def share(parameters, ease):
        linear = data.predictors.assign(ease=ease) @ parameters[fit.coefficients.index]
        return expit(linear - parameters["3|4"]).mean()

    def slope(ease):
        step = 1e-6 * pd.DataFrame(np.eye(13), fit.parameters.index, fit.parameters.index)
        return (
            np.array(
                [
                    share(fit.parameters + move, ease) - share(fit.parameters - move, ease)
                    for _, move in step.iterrows()
                ]
            )
            / 2e-6
        )

    easy = standardised_share(fit, data.predictors, "ease", 0.9, [4, 5])
    error = np.sqrt(slope(0.9) @ fit.covariance @ slope(0.9))
    assert standard_error(easy, 21) == pytest.approx(error, rel=1e-6)
    half = t.ppf(0.975, 21) * error / (easy.share * (1 - easy.share))
    assert (easy.low, easy.high) == pytest.approx(
        tuple(expit(logit(easy.share) + np.array([-half, half])))
    )

    both = standardised_difference(fit, data.predictors, "ease", 0.1, 0.9, [4, 5])
    change = slope(0.9) - slope(0.1)
    difference = easy.share - share(fit.parameters, 0.1)
    half = t.ppf(0.975, 21) * np.sqrt(change @ fit.covariance @ change) / (1 - difference**2)
    assert both.difference == pytest.approx(difference, rel=1e-9)
    assert (both.low, both.high) == pytest.approx(
        tuple(np.tanh(np.arctanh(difference) + np.array([-half, half])))
    )
    assert both.at_high == easy
    assert both.at_low == standardised_share(fit, data.predictors, "ease", 0.1, [4, 5])
    wider = standardised_difference(fit, data.predictors, "ease", 0.1, 0.9, [4, 5], confidence=0.99)
    assert wider.low < both.low < both.high < wider.high


def test_moving_a_column_leaves_the_callers_frame_as_it_was(made_up_study):
    before = made_up_study.predictors.copy()
    fit = ordinal.fit(made_up_study.answers, made_up_study.predictors)
    standardised_share(fit, made_up_study.predictors, "ease", 0.0, [5])
    pd.testing.assert_frame_equal(made_up_study.predictors, before)


@pytest.mark.parametrize("counted", [["Low"], ["Low", "Medium", "High"], [], ["High", "high"]])
def test_only_the_top_levels_can_be_counted(housing, counted):
    fit = ordinal.fit(housing.answers, housing.predictors, weights=housing.weights)
    with pytest.raises(ValueError, match="are not the top of the levels 'Low', 'Medium' and"):
        standardised_share(fit, housing.predictors, "ContHigh", 1, counted)


def test_columns_must_be_those_of_the_fit(housing):
    fit = ordinal.fit(housing.answers, housing.predictors, weights=housing.weights)
    with pytest.raises(ValueError, match="the fit has no column 'Cont'"):
        standardised_share(fit, housing.predictors, "Cont", 1, ["High"])
    with pytest.raises(ValueError, match="the predictors have no column 'InflHigh'"):
        less = housing.predictors.drop(columns="InflHigh")
        standardised_share(fit, less, "ContHigh", 1, ["High"])
    with pytest.raises(ValueError, match="missing values in 'InflHigh'"):
        holed = housing.predictors.assign(InflHigh=np.nan)
        standardised_share(fit, holed, "ContHigh", 1, ["High"])
