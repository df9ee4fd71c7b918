"""The ordinal model against published numbers, and those R gives for public data sets."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from poet.statistics import binary, ordinal
from poet.statistics.sampling import Sampling

# Venables & Ripley (2002), Modern Applied Statistics with S, 4th edition; estimates and errors.
HOUSING = {
    "InflMedium": (0.566, 0.1047),
    "InflHigh": (1.289, 0.1272),
    "TypeApartment": (-0.572, 0.1192),
    "TypeAtrium": (-0.366, 0.1552),
    "TypeTerrace": (-1.091, 0.1515),
    "ContHigh": (0.360, 0.0955),
    "Low|Medium": (-0.496, 0.125),
    "Medium|High": (0.691, 0.125),
}
# The vignette of the R package ordinal.
WINE = {
    "tempwarm": (2.5031, 0.5287),
    "contactyes": (1.5278, 0.4766),
    "1|2": (-1.3444, None),
    "2|3": (1.2508, None),
    "3|4": (3.4669, None),
    "4|5": (5.0064, None),
}


def of_r(shared, folder: str) -> dict:
    text = (shared / "data" / folder / "reference_R.json").read_text(encoding="utf-8")
    return json.loads(text)


def assert_printed(fit, printed: dict[str, tuple[float, float | None]]) -> None:
    """Every digit that was printed, but for the rounding of the last."""
    for name, (estimate, error) in printed.items():
        assert fit.parameters[name] == pytest.approx(estimate, abs=6e-4)
        if error is not None:
            assert fit.standard_errors[name] == pytest.approx(error, abs=6e-4)


def test_the_published_housing_model_comes_out(housing):
    fit = ordinal.fit(housing.answers, housing.predictors, housing.weights)
    assert_printed(fit, HOUSING)
    assert -2 * fit.log_likelihood == pytest.approx(3479.149, abs=6e-4)


def test_the_published_wine_model_comes_out(wine):
    fit = ordinal.fit(wine.answers, wine.predictors)
    assert_printed(fit, WINE)
    assert fit.log_likelihood == pytest.approx(-86.49, abs=6e-3)


@pytest.mark.parametrize(("folder", "block"), [("mass-housing", "polr_logit")])
def test_the_housing_file_of_r_agrees(shared, housing, folder, block):
    expected = of_r(shared, folder)[block]
    fit = ordinal.fit(housing.answers, housing.predictors, housing.weights)
    assert_as_in_r(fit, expected)


def test_the_wine_file_of_r_agrees(shared, wine):
    assert_as_in_r(ordinal.fit(wine.answers, wine.predictors), of_r(shared, "ordinal-wine")["clm"])


def assert_as_in_r(fit, expected: dict) -> None:
    """R ended these by its default: the likelihood moved by less than 1e-8 of itself."""
    assert fit.n == expected["n"]
    assert -1e-8 <= fit.log_likelihood - expected["logLik"] < 1e-5
    errors = {**expected["se"], **expected["thresholds_se"]}
    for name, estimate in {**expected["coef"], **expected["thresholds"]}.items():
        away = (fit.parameters[name] - estimate) / errors[name]
        assert abs(away) < 2e-3, name
        assert fit.standard_errors[name] == pytest.approx(errors[name], rel=1e-3)


@pytest.fixture(scope="module")
def voters(shared) -> pd.DataFrame:
    return pd.read_csv(shared / "data" / "beps" / "BEPS.csv")


@pytest.mark.parametrize("block", ["polr_numeric", "polr_factor"])
def test_what_1525_voters_say_of_the_economy_agrees_with_r(shared, voters, block):
    answers = pd.Series(pd.Categorical(voters["economic.cond.household"], ordered=True))
    male = (voters["gender"] == "male").astype(float)
    national = voters["economic.cond.national"]
    if block == "polr_numeric":
        predictors = voters[["economic.cond.national", "political.knowledge", "age"]]
    else:
        predictors = pd.DataFrame(
            {f"factor(economic.cond.national){n}": (national == n) * 1.0 for n in range(2, 6)}
        )
    fit = ordinal.fit(answers, predictors.assign(gendermale=male))
    assert_as_in_r(fit, of_r(shared, "beps")[block])


def test_the_errors_of_geepack_are_those_of_a_sample_of_clusters(bacteria, reference):
    """geeglm with independence has no factor G / (G - 1) for the number of clusters."""
    expected = reference("gee_bacteria")["ind"]
    everyone = pd.Series(1.0, bacteria.answers.index)
    sampling = Sampling(everyone, clusters=(bacteria.clusters,))
    fit = binary.fit(bacteria.answers == "y", bacteria.predictors, sampling=sampling)
    np.testing.assert_allclose(fit.coefficients, expected["Estimate"], rtol=1e-7)
    children = bacteria.clusters.nunique()
    without_factor = fit.standard_errors * np.sqrt((children - 1) / children)
    np.testing.assert_allclose(without_factor, expected["Std.err"], rtol=1e-7)
