"""The random-intercept model against R's ordinal::clmm and lme4::glmer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import gammaln, xlogy

from poet.statistics import random_intercepts


def as_binary(table):
    """A table of glmer with minus its constant as our threshold."""
    table = table.rename(index={"(Intercept)": "False|True"}).copy()
    table.loc["False|True", "Estimate"] *= -1
    return table


def assert_agrees(fit, table, *, estimates, errors):
    """The table of R has the columns estimate and standard error first."""
    table = table.rename(index=str)
    np.testing.assert_allclose(fit.parameters[table.index], table.iloc[:, 0], rtol=estimates)
    np.testing.assert_allclose(fit.standard_errors[table.index], table.iloc[:, 1], rtol=errors)


def test_ratings_of_wine_by_judge_agree_with_clmm(wine, reference):
    expected = reference("clm_wine")
    fit = random_intercepts.fit(wine.answers, wine.predictors, wine.clusters, points=10)
    # clmm stops when its slope is small: our log-likelihood is the higher one, by 1.5e-10.
    assert_agrees(fit, expected["clmm_agq10"], estimates=1e-5, errors=1e-4)
    assert fit.spread**2 == pytest.approx(expected["clmm_agq10_var"], rel=1e-5)
    assert 0 <= fit.log_likelihood - expected["clmm_agq10_loglik"] < 1e-9


def test_one_point_agrees_with_the_laplace_approximation_of_clmm(wine, reference):
    expected = reference("clm_wine")
    fit = random_intercepts.fit(wine.answers, wine.predictors, wine.clusters, points=1)
    assert_agrees(fit, expected["clmm_laplace"], estimates=1e-5, errors=1e-4)
    assert fit.spread**2 == pytest.approx(expected["clmm_laplace_var"], rel=2e-5)
    # clmm takes modes of the intercepts that it found to 1e-4 only. With a tolerance of 1e-9 it
    # gives a log-likelihood that is 3e-10 below ours.
    assert fit.log_likelihood == pytest.approx(expected["clmm_laplace_loglik"], abs=4e-6)


def test_the_made_up_study_agrees_with_clmm(made_up_study, reference):
    data, expected = made_up_study, reference("poet1200")["clmm"]
    fit = random_intercepts.fit(data.answers, data.predictors[["ease", "involve"]], data.clusters)
    assert_agrees(fit, expected["table"], estimates=1e-6, errors=1e-6)
    # clmm stops when its slope is small: our log-likelihood is the higher one, by 3e-10.
    assert fit.spread == pytest.approx(expected["sd"], rel=1e-5)
    assert 0 <= fit.log_likelihood - expected["loglik"] < 1e-9
    # vcov(clmm(...)) of the same fit, and ranef of authorities 1 and 2.
    assert fit.log_spread_error == pytest.approx(0.2685060289641779, rel=1e-5)
    np.testing.assert_allclose(
        fit.cluster_effects[[1, 2]], [-0.0350360553416505, -0.5574887695869478], rtol=1e-5
    )


def test_the_made_up_study_agrees_with_glmer(made_up_study, reference):
    data, expected = made_up_study, reference("poet1200")["glmer"]
    fit = random_intercepts.fit(
        data.good, data.predictors[["ease", "involve"]], data.clusters, points=25
    )
    # glmer differentiates twice numerically, which leaves its errors with six digits.
    assert_agrees(fit, as_binary(expected["fixef"]), estimates=1e-6, errors=1e-5)
    assert fit.spread == pytest.approx(expected["sd"], rel=1e-6)
    assert fit.log_likelihood == pytest.approx(expected["loglik"], rel=1e-12)
    # ranef of authorities 1 and 2.
    np.testing.assert_allclose(
        fit.cluster_effects[[1, 2]], [-0.0682191181578957, -0.3794438205528630], rtol=1e-5
    )


@pytest.fixture
def herds(reference_data) -> pd.DataFrame:
    """One row per herd and period: how many cattle fell ill, of how many."""
    return reference_data("cbpp")


def fitted(herds, points):
    """Each herd and period as two rows, those who fell ill and the others, weighted."""
    counts = pd.concat([herds["incidence"], herds["size"] - herds["incidence"]], ignore_index=True)
    rows = pd.concat([herds, herds], ignore_index=True)
    periods = pd.DataFrame({f"period{k}": (rows["period"] == k) * 1.0 for k in (2, 3, 4)})
    ill = pd.Series(rows.index < len(herds))
    return random_intercepts.fit(ill, periods, rows["herd"], counts, points=points)


def test_cattle_falling_ill_by_herd_agree_with_glmer(herds, reference):
    expected, fit = reference("glmer_cbpp"), fitted(herds, 25)
    # glmer's default stops early; with rhoend=1e-9 estimates agree to 1e-7, errors to 2e-6.
    table = as_binary(expected["agq25"]["fixef"])
    assert_agrees(fit, table, estimates=2e-5, errors=1e-5)
    assert fit.spread**2 == pytest.approx(expected["agq25"]["var"], rel=1e-5)
    assert fit.intraclass_correlation == pytest.approx(expected["icc_latent"], rel=1e-5)
    assert (fit.n, fit.clusters) == (842, 15)
    # With more than one point glmer's log-likelihood is one of deviances: it leaves out that of
    # the model with a share of its own for each herd and period.
    ill, size = herds["incidence"], herds["size"]
    saturated = (xlogy(ill, ill / size) + xlogy(size - ill, 1 - ill / size)).sum()
    assert 0 <= fit.log_likelihood - saturated - expected["agq25"]["loglik"] < 1e-8


def test_one_point_is_nearer_the_laplace_approximation_than_glmer(herds, reference):
    expected, fit = reference("glmer_cbpp")["laplace"], fitted(herds, 1)
    # glmer's default searches the modes only until the deviance moves by 1e-7 of itself. With
    # tolPwrss=1e-12 and rhoend=1e-9 its log-likelihood is ours to 1e-8, its errors to 2e-6.
    ill, size = herds["incidence"], herds["size"]
    combinations = (gammaln(size + 1) - gammaln(ill + 1) - gammaln(size - ill + 1)).sum()
    assert 0 <= fit.log_likelihood + combinations - expected["loglik"] < 3e-4
    table = as_binary(expected["fixef"])
    moved = (fit.parameters[table.index] - table["Estimate"]) / table["Std. Error"]
    assert moved.abs().max() < 2e-3
    np.testing.assert_allclose(fit.standard_errors[table.index], table["Std. Error"], rtol=0.02)
    assert fit.spread**2 == pytest.approx(expected["var"], rel=1e-3)
