"""The ordinal model against R, statsmodels and its own definition."""

from __future__ import annotations

import json
import math

import numpy as np
import pandas as pd
import pytest

from poet.statistics import ordinal


@pytest.fixture(scope="session")
def carers(shared) -> pd.DataFrame:
    """One row per family carer of an older person."""
    return pd.read_csv(shared / "data" / "efc" / "efc.csv")


def levels_of(column: pd.Series, prefix: str) -> pd.DataFrame:
    others = sorted(column.dropna().unique())[1:]
    return pd.DataFrame({f"{prefix}{level:.0f}": (column == level) * 1.0 for level in others})


def ordered(column: pd.Series) -> pd.Series:
    numbers = sorted(column.dropna().astype(int).unique())
    return column.astype(int).astype(pd.CategoricalDtype(numbers, ordered=True))


def assert_agrees(fit, table, *, rtol=1e-6):
    """The table of R has the columns estimate and standard error first."""
    np.testing.assert_allclose(fit.parameters[table.index], table.iloc[:, 0], rtol=rtol)
    np.testing.assert_allclose(fit.standard_errors[table.index], table.iloc[:, 1], rtol=rtol)


def test_weighted_cells_agree_with_r(housing, reference):
    expected = reference("polr_housing")
    fit = ordinal.fit(housing.answers, housing.predictors, weights=housing.weights)
    assert_agrees(fit, expected["clm_table"])
    np.testing.assert_allclose(
        fit.p_values[expected["clm_table"].index], expected["clm_table"].iloc[:, 3], rtol=1e-6
    )
    assert_agrees(fit, expected["table_tight"])
    # R's default ends when the log-likelihood moves by less than 1e-8 of itself, so earlier.
    assert_agrees(fit, expected["table_default_reltol"], rtol=1e-5)
    pd.testing.assert_frame_equal(fit.covariance, expected["vcov_tight"], rtol=1e-6, atol=1e-9)
    assert fit.log_likelihood == pytest.approx(expected["clm_loglik"], rel=1e-12)
    assert fit.n == 1681
    assert fit.levels == ("Low", "Medium", "High")
    assert fit.thresholds.index.tolist() == ["Low|Medium", "Medium|High"]
    assert fit.clusters is None
    assert fit.degrees_of_freedom == math.inf


def test_a_small_study_agrees_with_r(wine, reference):
    expected = reference("clm_wine")
    fit = ordinal.fit(wine.answers, wine.predictors)
    table = expected["clm"].rename(str)
    assert_agrees(fit, table)
    assert fit.log_likelihood == pytest.approx(expected["clm_loglik"], rel=1e-12)


def test_the_made_up_study_agrees_with_r(made_up_study, reference):
    expected = reference("poet1200")["clm"]
    fit = ordinal.fit(made_up_study.answers, made_up_study.predictors)
    assert_agrees(fit, expected["table"])
    assert fit.log_likelihood == pytest.approx(expected["loglik"], rel=1e-12)


def test_political_answers_on_seven_levels_agree_with_r(reference, reference_data):
    voters, expected = reference_data("anes96"), reference("statsmodels_data")
    fit = ordinal.fit(
        ordered(voters["PID"]), voters[["logpopul", "selfLR", "age", "educ", "income"]]
    )
    assert_agrees(fit, expected["anes96_clm"])
    assert fit.log_likelihood == pytest.approx(expected["anes96_loglik"], rel=1e-12)


@pytest.mark.parametrize(
    ("model", "outcome", "factors", "numbers", "n"),
    [
        ("cope_by_dependency", "c82cop1", {"dep": "e42dep", "sex": "c161sex"}, ["c160age"], 898),
        (
            "cope_by_support",
            "c82cop1",
            {"sup": "c89cop8", "dep": "e42dep", "sex": "c161sex"},
            ["c160age"],
            897,
        ),
        ("worthwhile_numeric", "c90cop9", {}, ["c89cop8", "e42dep", "c160age"], 886),
    ],
)
def test_real_answers_of_carers_agree_with_r(  # noqa: PLR0917 - one row of the table above
    shared, carers, model, outcome, factors, numbers, n
):
    text = (shared / "data" / "efc" / "reference_R.json").read_text(encoding="utf-8")
    expected = json.loads(text)[model]
    complete = carers.dropna(subset=[outcome, *factors.values(), *numbers])
    parts = [levels_of(complete[column], prefix) for prefix, column in factors.items()]
    fit = ordinal.fit(ordered(complete[outcome]), pd.concat([*parts, complete[numbers]], axis=1))
    assert fit.n == n
    table = pd.DataFrame(
        {
            "estimate": expected["coef"] | expected["thresholds"],
            "error": expected["se"] | expected["thresholds_se"],
        }
    )
    # These come from polr as it is by default, which stops short: our log-likelihood is the higher
    # one, by less than 1e-6, and estimates differ by less than a thousandth of their error.
    assert 0 <= fit.log_likelihood - expected["logLik"] < 1e-6
    moved = (fit.parameters[table.index] - table["estimate"]) / table["error"]
    assert moved.abs().max() < 1e-3
    np.testing.assert_allclose(fit.standard_errors[table.index], table["error"], rtol=3e-4)


def test_statsmodels_ordered_model_finds_the_same(wine):
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    model = OrderedModel(wine.answers, wine.predictors, distr="logit")
    theirs = model.fit(method="bfgs", gtol=1e-8, disp=False)
    fit = ordinal.fit(wine.answers, wine.predictors)
    np.testing.assert_allclose(fit.coefficients, theirs.params.iloc[:2], rtol=1e-7)
    # statsmodels differentiates numerically, which leaves its errors with six digits.
    np.testing.assert_allclose(fit.standard_errors.iloc[:2], theirs.bse.iloc[:2], rtol=1e-5)


def log_likelihood(parameters, level, predictors):
    """The log-likelihood as it is defined, for one cluster; thresholds come last."""
    linear = predictors @ parameters[: predictors.shape[1]]
    ends = np.concatenate([[-40.0], parameters[predictors.shape[1] :], [40.0]])
    at_most = [1 / (1 + np.exp(linear - ends[level + up])) for up in (0, 1)]
    return np.sum(np.log(at_most[1] - at_most[0]))


def test_cr3_of_the_ordinal_model_is_the_formula(made_up_study):
    """Against derivatives taken numerically from the definition, and Bell & McCaffrey's formula."""
    from statsmodels.tools.numdiff import approx_fprime_cs, approx_hess_cs

    data = made_up_study
    fit = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    level, predictors = data.answers.cat.codes.to_numpy(), data.predictors.to_numpy()
    place = fit.parameters.to_numpy()
    scores, own = [], []
    for members in data.clusters.groupby(data.clusters).indices.values():

        def here(parameters, rows=members):
            return log_likelihood(parameters, level[rows], predictors[rows])

        scores.append(approx_fprime_cs(place, here))
        own.append(-approx_hess_cs(place, here))
    bread = np.linalg.inv(sum(own))
    changes = [
        bread @ np.linalg.solve(np.eye(len(place)) - part @ bread, score)
        for part, score in zip(own, scores, strict=True)
    ]
    expected = np.sqrt(np.sum(np.square(changes), axis=0))
    np.testing.assert_allclose(fit.standard_errors, expected, rtol=1e-6)
    assert (fit.clusters, fit.degrees_of_freedom) == (22, 21)


def test_cr3_is_close_to_leaving_out_one_authority_at_a_time(made_up_study):
    data = made_up_study
    fit = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    changes = []
    for authority in data.clusters.unique():
        others = data.clusters != authority
        without = ordinal.fit(data.answers[others], data.predictors[others])
        changes.append(without.parameters - fit.parameters)
    jackknife = np.sqrt(np.sum(np.square(changes), axis=0))
    # CR3 takes one Newton step where the jackknife fits anew.
    np.testing.assert_allclose(fit.standard_errors, jackknife, rtol=0.02)
