from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics import ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.likelihood_ratio import drop_terms
from poet.statistics.proportional_odds import ALL_TOGETHER

TERMS = {
    "Infl": ["InflMedium", "InflHigh"],
    "Type": ["TypeApartment", "TypeAtrium", "TypeTerrace"],
}


def test_dropping_factors_of_weighted_cells_agrees_with_r(housing, reference):
    expected = reference("polr_lr_housing")
    found = drop_terms(housing.answers, housing.predictors, housing.weights, TERMS)
    found = found.set_index("term")
    assert found.index.tolist() == [ALL_TOGETHER, "Infl", "Type", "ContHigh"]
    everything = found.loc[ALL_TOGETHER]
    # polr ends when the likelihood moves by less than 1e-8 of itself: 1e-6 of a difference.
    assert everything["chi_squared"] == pytest.approx(expected["LR"], rel=1e-7)
    assert everything["degrees_of_freedom"] == expected["df"]
    one = found.drop(index=ALL_TOGETHER)
    dropped = expected["dropterm"]
    np.testing.assert_allclose(one["chi_squared"], dropped["LRT"][1:], rtol=1e-6)
    np.testing.assert_array_equal(one["degrees_of_freedom"], dropped["Df"][1:])
    np.testing.assert_allclose(one["akaike"], dropped["AIC"][1:], rtol=1e-8)
    np.testing.assert_allclose(one["p_value"], dropped["Pr(Chi)"][1:], rtol=1e-5)


def test_each_row_is_the_model_without_the_term(wine):
    full = ordinal.fit(wine.answers, wine.predictors)
    found = drop_terms(wine.answers, wine.predictors).set_index("term")
    for name in wine.predictors:
        less = ordinal.fit(wine.answers, wine.predictors.drop(columns=name))
        lost = 2 * (full.log_likelihood - less.log_likelihood)
        assert found.at[name, "log_likelihood"] == less.log_likelihood
        assert found.at[name, "chi_squared"] == pytest.approx(lost)
        assert found.at[name, "degrees_of_freedom"] == 1


def test_noise_is_found_in_one_study_of_twenty():
    random = np.random.default_rng(12)
    found = 0
    for _ in range(300):
        level = pd.Series(pd.Categorical(random.integers(0, 3, 150), [0, 1, 2], ordered=True))
        predictors = pd.DataFrame(random.normal(size=(150, 3)), columns=list("abc"))
        table = drop_terms(level, predictors, terms={"two": ["a", "b"]}).set_index("term")
        found += table.at["two", "p_value"] < 0.05
    assert abs(found / 300 - 0.05) < 3 * np.sqrt(0.05 * 0.95 / 300)


def test_what_cannot_be_tested(wine):
    with pytest.raises(ValueError, match="the predictors have no column 'cold'"):
        drop_terms(wine.answers, wine.predictors, terms={"temperature": ["cold"]})
    with pytest.raises(CannotEstimate, match="'one' is the same for everyone"):
        drop_terms(wine.answers, wine.predictors.assign(one=1))
