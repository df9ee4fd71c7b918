from __future__ import annotations

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from poet.statistics import binary, ordinal
from poet.statistics.design import design
from poet.statistics.failure import CannotEstimate


def named_as_in_r(numbers: dict) -> pd.Series:
    return pd.Series(numbers).rename({"(Intercept)": "constant"})


def test_the_made_up_study_agrees_with_r(made_up_study, reference):
    expected = reference("poet1200")["glm"]
    fit = binary.fit(made_up_study.good, made_up_study.predictors)
    table = expected["table"].rename({"(Intercept)": "constant"})
    assert fit.coefficients.index.tolist() == table.index.tolist()
    np.testing.assert_allclose(fit.coefficients, table["Estimate"], rtol=1e-9)
    np.testing.assert_allclose(fit.standard_errors, table["Std. Error"], rtol=1e-6)
    np.testing.assert_allclose(fit.p_values, table["Pr(>|z|)"], rtol=1e-6)
    assert fit.log_likelihood == pytest.approx(expected["loglik"], rel=1e-12)
    assert (fit.n, fit.clusters, fit.degrees_of_freedom) == (1200, None, math.inf)


def test_cr3_of_the_made_up_study_agrees_with_r(made_up_study, reference):
    data, expected = made_up_study, named_as_in_r(reference("poet1200")["glm"]["CR"]["CR3"])
    fit = binary.fit(data.good, data.predictors, clusters=data.clusters)
    np.testing.assert_allclose(fit.standard_errors[expected.index], expected, rtol=1e-6)
    assert (fit.clusters, fit.degrees_of_freedom) == (22, 21)
    half = 2.079613845 * fit.standard_errors
    np.testing.assert_allclose(fit.intervals()["low"], fit.coefficients - half, rtol=1e-8)
    levels = pd.CategoricalDtype([False, True], ordered=True)
    two = ordinal.fit(data.good.astype(levels), data.predictors, clusters=data.clusters)
    np.testing.assert_allclose(two.standard_errors[:-1], expected.iloc[1:], rtol=1e-6)


def test_a_trial_with_fifty_children_agrees_with_r(bacteria, reference):
    expected = reference("glm_cluster_bacteria")
    yes = bacteria.answers == "y"
    fit = binary.fit(yes, bacteria.predictors)
    # R's glm stopped at its default tolerance here: its estimates have 8 digits, its errors 5.
    np.testing.assert_allclose(fit.coefficients, list(expected["coef"].values()), rtol=1e-6)
    np.testing.assert_allclose(fit.standard_errors, list(expected["se_model"].values()), rtol=1e-4)
    assert fit.log_likelihood == pytest.approx(expected["loglik"], rel=1e-10)
    clustered = binary.fit(yes, bacteria.predictors, clusters=bacteria.clusters)
    errors = named_as_in_r(expected["CR_se"]["CR3"])
    np.testing.assert_allclose(clustered.standard_errors, errors, rtol=1e-4)
    assert clustered.clusters == expected["G"]


def test_p_values_of_fourteen_outcomes_agree_with_r(made_up_study, reference, reference_data):
    people = reference_data("poet1200")
    p_values = [
        binary.fit(people[f"out{number}"] >= 4, made_up_study.predictors).p_values["involve"]
        for number in range(1, 15)
    ]
    np.testing.assert_allclose(p_values, reference("poet1200")["p14"]["p"], rtol=1e-6)


def test_examples_of_statsmodels_agree_with_r(reference):
    from statsmodels.datasets import fair, spector

    expected = reference("statsmodels_data")
    students = spector.load_pandas()
    fit = binary.fit(students.endog, students.exog[["GPA", "TUCE", "PSI"]])
    np.testing.assert_allclose(fit.coefficients, expected["spector"]["Estimate"], rtol=1e-6)
    wives = fair.load_pandas().data
    table = expected["fair"].iloc[1:]
    fit = binary.fit(wives["affairs"] > 0, wives[table.index])
    np.testing.assert_allclose(fit.coefficients[table.index], table["Estimate"], rtol=1e-6)
    np.testing.assert_allclose(fit.standard_errors[table.index], table["Std. Error"], rtol=1e-4)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6), people=st.integers(20, 150))
def test_two_ordered_levels_are_the_binary_model(simulated, seed, people):
    data = simulated(seed, people=people, levels=2)
    try:
        two = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    except CannotEstimate as failure:
        with pytest.raises(CannotEstimate) as other:
            binary.fit(data.answers == "b", data.predictors, clusters=data.clusters)
        assert str(other.value) == str(failure)
        assume(False)
    yes = binary.fit(data.answers == "b", data.predictors, clusters=data.clusters)
    np.testing.assert_allclose(yes.coefficients.iloc[1:], two.coefficients, rtol=1e-7, atol=1e-9)
    assert yes.coefficients["constant"] == pytest.approx(-two.thresholds["a|b"], rel=1e-7, abs=1e-9)
    np.testing.assert_allclose(
        yes.standard_errors.iloc[1:], two.standard_errors.iloc[:-1], rtol=1e-6
    )
    assert yes.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-10)


def reason(*arguments, **more):
    with warnings.catch_warnings(), pytest.raises(CannotEstimate) as failure:
        warnings.simplefilter("error")
        binary.fit(*arguments, **more)
    return str(failure.value)


def test_separated_answers_give_a_reason_and_no_warning(made_up_study, reference_data):
    data = made_up_study
    never = data.good & (data.predictors["mode3"] == 0)
    expected = (
        "'mode3' goes with one end of the answers without exception, so there is no finite estimate"
    )
    assert reason(never, data.predictors) == expected
    assert reason(never, data.predictors, clusters=data.clusters) == expected
    patients = reference_data("endometrial")
    assert reason(patients["HG"], patients[["NV", "PI", "EH"]]).startswith("'NV' goes with one end")
    divided = data.predictors["ease"] > data.predictors["ease"].median()
    assert reason(divided, data.predictors[["ease"]]).startswith("'ease' goes with one end")


def test_why_answers_cannot_be_fitted(simulated):
    data = simulated(1, levels=2)
    yes, predictors = data.answers == "b", data.predictors
    assert reason(yes & False, predictors) == "everyone gave the same answer"
    assert reason(yes[:0], predictors[:0]) == "nobody answered"
    assert reason(yes[:3], predictors[:3]) == "3 answers are too few to estimate 4 numbers"
    assert reason(yes, predictors.assign(one=1)) == "'one' is the same for everyone"
    assert reason(yes, predictors, clusters=data.clusters * 0) == "all answers come from one ward"
    only_here = predictors.assign(area=(data.clusters == 2) & (predictors["ease"] > 0.5))
    assert reason(yes, only_here, clusters=data.clusters) == (
        "without one ward, 'area' could not be estimated"
    )


def test_what_the_caller_must_mend_first(simulated):
    data = simulated(1, levels=2)
    with pytest.raises(TypeError, match="answers must be true or false, or 1 or 0"):
        binary.fit(data.answers, data.predictors)
    with pytest.raises(ValueError, match="must have the same rows"):
        binary.fit(data.answers == "b", data.predictors[1:])


def test_no_predictors_leave_the_logit_of_the_share():
    yes = pd.Series([1] * 30 + [0] * 10)
    fit = binary.fit(yes, pd.DataFrame(index=yes.index))
    assert fit.coefficients.to_dict() == {"constant": pytest.approx(math.log(3))}
    assert fit.standard_errors["constant"] == pytest.approx(1 / math.sqrt(40 * 0.75 * 0.25))


@pytest.mark.parametrize("weighted", [False, True])
def test_the_result_of_statsmodels_is_the_same_fit(simulated, weighted):
    data = simulated(3, levels=2)
    yes = data.answers == "b"
    counts = np.random.default_rng(3).integers(1, 4, len(yes))
    weights = pd.Series(counts, index=yes.index) if weighted else None
    fit = binary.fit(yes, data.predictors, weights)
    result = binary.statsmodels_result(yes, data.predictors, weights)
    assert result.params.index.tolist() == fit.coefficients.index.tolist()
    np.testing.assert_allclose(fit.coefficients, result.params, rtol=1e-9)
    np.testing.assert_allclose(fit.standard_errors, result.bse, rtol=1e-9)
    assert fit.log_likelihood == pytest.approx(result.llf, rel=1e-12)
    assert (type(result.model).__name__ == "GLM") == weighted


def test_the_maximum_is_that_of_statsmodels_to_the_last_digits(made_up_study):
    from statsmodels.discrete.discrete_model import Logit

    yes, predictors = made_up_study.good, made_up_study.predictors
    matrix = predictors.astype(float).assign(constant=1.0)[["constant", *predictors]]
    theirs = Logit(yes.astype(float), matrix).fit(method="newton", tol=1e-12, disp=0)
    fit = binary.fit(yes, predictors)
    np.testing.assert_allclose(fit.coefficients, theirs.params, rtol=1e-11)
    np.testing.assert_allclose(fit.standard_errors, theirs.bse, rtol=1e-11)


def test_prepared_predictors_give_the_same_fit(made_up_study):
    yes, predictors = made_up_study.good, made_up_study.predictors
    prepared = binary.fit(yes, design(predictors))
    pd.testing.assert_frame_equal(prepared.covariance, binary.fit(yes, predictors).covariance)
    with pytest.raises(ValueError, match="must have the same rows"):
        binary.fit(yes[1:], design(predictors))
