"""Models of people who were drawn with unequal chances, against R's survey package."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics import binary, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling

LEVELS = ["(0,25]", "(25,50]", "(50,75]", "(75,100]"]


@pytest.fixture(scope="session")
def schools(reference_data):
    """The name of a design of R's survey package to its schools and how they were drawn."""
    strat, one, two = (reference_data(name) for name in ("apistrat", "apiclus1", "apiclus2"))
    within = {"clusters": (one["dnum"],)}
    stages = {"clusters": (two["dnum"], two["snum"]), "populations": (two["fpc1"], two["fpc2"])}
    return {
        "apistrat_fpc": (
            strat,
            Sampling(strat["pw"], strata=strat["stype"], populations=(strat["fpc"],)),
        ),
        "apistrat_nofpc": (strat, Sampling(strat["pw"], strata=strat["stype"])),
        "apiclus1_fpc": (one, Sampling(one["pw"], **within, populations=(one["fpc"],))),
        "apiclus1_nofpc": (one, Sampling(one["pw"], **within)),
        "apiclus2_twostage_fpc": (two, Sampling(two["pw"], **stages)),
        "apiclus2_dnum_nofpc": (two, Sampling(two["pw"], clusters=(two["dnum"],))),
    }


@pytest.mark.parametrize(
    "design",
    [
        "apistrat_fpc",
        "apistrat_nofpc",
        "apiclus1_fpc",
        "apiclus1_nofpc",
        "apiclus2_twostage_fpc",
        "apiclus2_dnum_nofpc",
    ],
)
def test_logistic_regression_of_schools_agrees_with_r(schools, reference, design):
    people, sampling = schools[design]
    expected = reference("svyglm_api")[design]
    answered = people[["ell", "meals", "mobility"]].notna().all(axis=1)
    weights = sampling.weights.where(answered, 0)  # outside the model, yet drawn
    drawn = Sampling(weights, sampling.strata, sampling.clusters, sampling.populations)
    predictors = people[["ell", "meals", "mobility"]].fillna(0)
    fit = binary.fit(people["sch.wide"] == "Yes", predictors, sampling=drawn)
    table = expected["table"]
    # svyglm ends when the deviance moves by less than 1e-8 of itself: five to eight digits.
    np.testing.assert_allclose(fit.coefficients, table["Estimate"], rtol=1e-4)
    np.testing.assert_allclose(fit.standard_errors, table["Std. Error"], rtol=1e-4)
    np.testing.assert_allclose(fit.covariance, expected["vcov"], rtol=1e-3, atol=1e-8)
    assert fit.degrees_of_freedom == expected["degf"]
    assert fit.n == answered.sum()


@pytest.mark.parametrize("model", ["svyglm", "svyglm_strata_la"])
def test_logistic_regression_of_the_made_up_study_agrees_with_r(
    made_up_study, reference_data, reference, model
):
    weights = reference_data("poet1200")["w"]
    drawn = {
        "svyglm": Sampling(weights, clusters=(made_up_study.clusters,)),
        "svyglm_strata_la": Sampling(weights, strata=made_up_study.clusters),
    }
    expected = reference("poet1200")[model]["table"]
    fit = binary.fit(made_up_study.good, made_up_study.predictors, sampling=drawn[model])
    np.testing.assert_allclose(fit.coefficients, expected["Estimate"], rtol=1e-8)
    np.testing.assert_allclose(fit.standard_errors, expected["Std. Error"], rtol=1e-6)
    two = made_up_study.good.astype(pd.CategoricalDtype([False, True], ordered=True))
    same = ordinal.fit(two, made_up_study.predictors, sampling=drawn[model])
    np.testing.assert_allclose(same.coefficients, fit.coefficients.iloc[1:], rtol=1e-7)
    np.testing.assert_allclose(same.standard_errors.iloc[:-1], fit.standard_errors[1:], rtol=1e-6)
    assert same.degrees_of_freedom == fit.degrees_of_freedom


def test_weighted_children_of_a_trial_agree_with_r(bacteria, reference, reference_data):
    weights = reference_data("bacteria_w")["w"]
    expected = reference("glm_cluster_bacteria")["pweights"]
    sampling = Sampling(weights, clusters=(bacteria.clusters,))
    fit = binary.fit(bacteria.answers == "y", bacteria.predictors, sampling=sampling)
    # R's glm stopped at its default tolerance here.
    np.testing.assert_allclose(fit.coefficients, list(expected["coef"].values()), rtol=1e-5)
    np.testing.assert_allclose(fit.standard_errors, list(expected["svy"].values()), rtol=1e-4)


def test_proportional_odds_of_the_made_up_study_are_higher_than_where_r_stops(
    made_up_study, reference_data, reference
):
    weights = reference_data("poet1200")["w"]
    expected = reference("poet1200")["svyolr"]["table"]
    sampling = Sampling(weights, clusters=(made_up_study.clusters,))
    fit = ordinal.fit(made_up_study.answers, made_up_study.predictors, sampling=sampling)
    estimates = fit.parameters[expected.index]
    # svyolr's search ends when the likelihood moves by 1e-8 of itself: three digits.
    np.testing.assert_allclose(estimates, expected["Value"], rtol=2e-3)
    np.testing.assert_allclose(
        fit.standard_errors[expected.index], expected["Std. Error"], rtol=2e-3
    )
    theirs = log_likelihood(made_up_study, weights, expected["Value"])
    assert fit.log_likelihood == pytest.approx(
        log_likelihood(made_up_study, weights, estimates), rel=1e-12
    )
    assert 0 < fit.log_likelihood - theirs < 1e-3


def log_likelihood(data, weights, parameters) -> float:
    """The weighted log-likelihood as it is defined; coefficients first, then thresholds."""
    width = data.predictors.shape[1]
    linear = (data.predictors @ parameters.iloc[:width].to_numpy()).to_numpy()[:, np.newaxis]
    ends = np.concatenate([[-np.inf], parameters.iloc[width:], [np.inf]])
    share = np.diff(1 / (1 + np.exp(linear - ends)), axis=1)
    return float(weights @ np.log(share[np.arange(len(linear)), data.answers.cat.codes]))


@pytest.mark.parametrize("correction", ["fpc", "nofpc"])
def test_proportional_odds_of_schools_agree_with_r(schools, reference, correction):
    people, sampling = schools[f"apiclus1_{correction}"]
    expected = reference("svyolr_apiclus1")[correction]
    answers = pd.cut(people["meals"], [0, 25, 50, 75, 100])
    inside = answers.notna() & people["avg.ed"].notna()
    drawn = Sampling(
        sampling.weights.where(inside, 0),
        clusters=sampling.clusters,
        populations=sampling.populations,
    )
    predictors = people[["avg.ed", "mobility"]].fillna(0)
    for kind in ("H", "M"):
        predictors[f"stype{kind}"] = (people["stype"] == kind).astype(float)
    levels = answers.cat.categories
    known = answers.fillna(levels[0]).cat.rename_categories(dict(zip(levels, LEVELS, strict=True)))
    fit = ordinal.fit(known, predictors, sampling=drawn)
    table = expected["table"]
    # svyolr's search ends early here too; without its last steps the errors keep three digits.
    np.testing.assert_allclose(fit.parameters[table.index], table["Value"], rtol=2e-3)
    np.testing.assert_allclose(fit.standard_errors[table.index], table["Std. Error"], rtol=5e-3)


def test_cr3_counts_sampling_weights_as_it_counts_people(made_up_study):
    whole = pd.Series(np.random.default_rng(4).integers(1, 4, 1200), name="w")
    data, drawn = made_up_study, Sampling(whole)
    for fit, answers in ((ordinal.fit, data.answers), (binary.fit, data.good)):
        counted = fit(answers, data.predictors, weights=whole, clusters=data.clusters)
        sampled = fit(answers, data.predictors, sampling=drawn, clusters=data.clusters)
        pd.testing.assert_frame_equal(sampled.covariance, counted.covariance)
        assert (sampled.n, counted.n) == (1200, whole.sum())
        assert (sampled.clusters, sampled.degrees_of_freedom) == (22, 21)


def test_counts_are_so_many_rows_of_the_binary_model(made_up_study):
    data = made_up_study
    times = pd.Series(np.random.default_rng(1).integers(0, 4, 1200))
    rows = np.repeat(np.arange(1200), times)
    counted = binary.fit(data.good, data.predictors, times, data.clusters)
    repeated = binary.fit(
        data.good.iloc[rows].reset_index(drop=True),
        data.predictors.iloc[rows].reset_index(drop=True),
        clusters=data.clusters.iloc[rows].reset_index(drop=True),
    )
    np.testing.assert_allclose(counted.coefficients, repeated.coefficients, rtol=1e-9)
    np.testing.assert_allclose(counted.standard_errors, repeated.standard_errors, rtol=1e-8)
    assert counted.n == repeated.n == times.sum()
    assert counted.log_likelihood == pytest.approx(repeated.log_likelihood, rel=1e-12)


@pytest.mark.parametrize("model", [binary, ordinal])
def test_weights_that_cannot_be_used_are_named(made_up_study, model):
    data = made_up_study
    answers = data.good if model is binary else data.answers
    for wrong, words in (
        (-1.0, "'w' holds a negative weight"),
        (np.nan, "'w' holds a missing weight"),
        (np.inf, "'w' holds an infinite weight"),
    ):
        weights = pd.Series(1.0, answers.index, name="w")
        weights.iloc[7] = wrong
        with pytest.raises(CannotEstimate, match=words):
            model.fit(answers, data.predictors, weights)
        with pytest.raises(CannotEstimate, match=words):
            model.fit(answers, data.predictors, sampling=Sampling(weights))
    both = pd.Series(1.0, answers.index)
    with pytest.raises(ValueError, match="not both"):
        model.fit(answers, data.predictors, both, sampling=Sampling(both))
