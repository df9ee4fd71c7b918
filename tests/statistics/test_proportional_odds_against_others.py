"""Brant's test and the model at each cut against R, and R against the formula."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from poet.statistics.proportional_odds import ALL_TOGETHER, brant, cumulative_logits

GROUP = ["group1", "group2", "group3", "group4"]
MODE = ["mode1", "mode2", "mode3"]


def ordered(values, levels) -> pd.Series:
    return pd.Series(pd.Categorical(values, categories=levels, ordered=True))


def by_term(table: pd.DataFrame, column: str = "statistic") -> dict:
    return table.set_index("term")[column].to_dict()


def at_cut(table: pd.DataFrame, cut: str) -> pd.DataFrame:
    return table[table["cut"] == cut].set_index("predictor")


def brant_by_the_formula(answers, predictors, weights=None, *, transposed: bool = True) -> float:
    """The omnibus statistic by loops, on statsmodels' fits. See below on car."""
    from statsmodels.api import GLM, families

    counts = np.ones(len(answers)) if weights is None else weights.to_numpy(float)
    x = np.column_stack([np.ones(len(answers)), predictors])
    codes, k = answers.cat.codes.to_numpy(), predictors.shape[1]
    fits = [
        GLM(codes > cut, x, families.Binomial(), freq_weights=counts).fit(tol=1e-14)
        for cut in range(codes.max())
    ]
    above = [fit.fittedvalues for fit in fits]
    bread = [np.linalg.inv((x.T * (counts * p * (1 - p))) @ x) for p in above]
    covariance = np.zeros((len(fits) * k,) * 2)
    for high in range(len(fits)):
        for low in range(high + 1):
            middle = (x.T * (counts * (above[high] - above[low] * above[high]))) @ x
            block = (bread[low] @ middle @ bread[high])[1:, 1:]
            rows, columns = slice(low * k, low * k + k), slice(high * k, high * k + k)
            covariance[columns, rows] = block.T if transposed else block
            covariance[rows, columns] = block
    contrast = np.hstack([np.tile(np.eye(k), (len(fits) - 1, 1)), -np.eye((len(fits) - 1) * k)])
    difference = contrast @ np.concatenate([fit.params[1:] for fit in fits])
    return float(difference @ np.linalg.solve(contrast @ covariance @ contrast.T, difference))


@pytest.fixture
def reference_r(shared):
    """Numbers of R's MASS and car, for published data."""
    return lambda name: json.loads(
        (shared / "data" / name / "reference_R.json").read_text(encoding="utf-8")
    )


@pytest.fixture
def voters(shared) -> tuple[pd.Series, pd.DataFrame]:
    """How British voters see their household's finances, 1997 to 2001."""
    people = pd.read_csv(shared / "data" / "beps" / "BEPS.csv")
    predictors = people[["economic.cond.national", "political.knowledge", "age"]]
    answers = ordered(people["economic.cond.household"], [1, 2, 3, 4, 5])
    return answers, predictors.assign(gendermale=(people["gender"] == "male") * 1.0)


def test_brant_agrees_with_r_on_weighted_cells(housing, reference):
    expected = reference("po_tests")["housing_brant_by_hand"]
    table = brant(housing.answers, housing.predictors, housing.weights)
    assert table["term"].tolist() == [ALL_TOGETHER, *housing.predictors.columns]
    assert table["degrees_of_freedom"].tolist() == [6, 1, 1, 1, 1, 1, 1]
    statistics = {ALL_TOGETHER: expected["omnibus"], **expected["per_coef"]}
    assert by_term(table) == pytest.approx(statistics, rel=1e-6)
    p_values = {ALL_TOGETHER: expected["p"], **expected["per_p"]}
    assert by_term(table, "p_value") == pytest.approx(p_values, rel=1e-6)
    assert set(table["note"]) == {""}


def test_brant_of_whole_factors_agrees_with_r(made_up_study):
    terms = {"group": GROUP, "mode": MODE}
    table = brant(made_up_study.answers, made_up_study.predictors, terms=terms)
    assert by_term(table, "degrees_of_freedom") == {
        ALL_TOGETHER: 27,
        "ease": 3,
        "involve": 3,
        "group": 12,
        "mode": 9,
    }
    # R 4.2.2, the formula of Brant (1990) by hand on glm.fit with epsilon 1e-14.
    assert by_term(table) == pytest.approx(
        {
            ALL_TOGETHER: 20.8332874160976,
            "ease": 2.27014113291289,
            "involve": 0.949766034809882,
            "group": 10.4152985445401,
            "mode": 6.43392911412870,
        },
        rel=1e-8,
    )
    assert by_term(table, "p_value")["group"] == pytest.approx(0.579576225530702, rel=1e-8)


def test_brant_with_counts_agrees_with_r(made_up_study):
    counts = pd.Series((np.arange(1200) + 1) % 3 + 1, name="people")
    terms = {"group": GROUP, "mode": MODE}
    table = brant(made_up_study.answers, made_up_study.predictors, counts, terms)
    # As above, with w = rid %% 3 + 1.
    assert by_term(table) == pytest.approx(
        {
            ALL_TOGETHER: 55.9780646391427,
            "ease": 3.19614038399930,
            "involve": 2.25695608995863,
            "group": 29.8277919381761,
            "mode": 20.4009879309368,
        },
        rel=1e-8,
    )


def test_the_logits_at_each_cut_agree_with_r(housing, reference, reference_r):
    expected = reference("po_tests")["housing_brant_by_hand"]["binary_coefs"]
    table = cumulative_logits(housing.answers, housing.predictors, housing.weights)
    assert table["cut"].unique().tolist() == ["Low|Medium", "Medium|High"]
    for cut, row in zip(["Low|Medium", "Medium|High"], expected.index, strict=True):
        found = at_cut(table, cut)["coefficient"]
        np.testing.assert_allclose(found[expected.columns], expected.loc[row], rtol=1e-7)
    errors = pd.Series(reference_r("mass-housing")["logit_Sat_is_High"]["se"])[1:]
    found = at_cut(table, "Medium|High")["standard_error"]
    # R's glm stopped at its default tolerance here.
    np.testing.assert_allclose(found[errors.index], errors, rtol=1e-5)


def test_car_leaves_out_a_transposition(housing, voters, reference_r):
    for data, name in (
        ((housing.answers, housing.predictors, housing.weights), "mass-housing"),
        (voters, "beps"),
    ):
        theirs = reference_r(name)["brant"]
        ours = brant(*data).iloc[0]
        assert ours["degrees_of_freedom"] == theirs["df"]
        assert ours["statistic"] == pytest.approx(brant_by_the_formula(*data), rel=1e-9)
        # A block of their covariance stands where its transpose should: 2 in 10,000.
        assert ours["statistic"] != pytest.approx(theirs["chisq_overall"], rel=1e-4)
        assert ours["statistic"] == pytest.approx(theirs["chisq_overall"], rel=2e-4)
        as_theirs = brant_by_the_formula(*data, transposed=False)
        assert as_theirs == pytest.approx(theirs["chisq_overall"], rel=1e-6)


def test_a_separated_cut_is_left_out_and_named(wine, reference):
    reason = "goes with one end of the answers without exception, so there is no finite estimate"
    table = cumulative_logits(wine.answers, wine.predictors)
    for cut in ("1|2", "4|5"):
        rows = at_cut(table, cut)
        numbers = rows[["coefficient", "standard_error", "low", "high"]]
        assert numbers.isna().all(axis=None)
        assert set(rows["note"]) == {f"'tempwarm' {reason}"}
    # R's own numbers at the cuts that are left; at the others it has 18.7 and 19.2.
    expected = reference("po_tests")["wine_brant_by_hand"]["binary_coefs"]
    for cut, row in (("2|3", "y>2"), ("3|4", "y>3")):
        found = at_cut(table, cut)
        np.testing.assert_allclose(found["coefficient"], expected.loc[row], rtol=1e-6)
        assert set(found["note"]) == {""}

    tested = brant(wine.answers, wine.predictors)
    assert set(tested["note"]) == {f"not at '1|2' and '4|5': 'tempwarm' {reason}"}
    joined = wine.answers.cat.codes.clip(1, 3)
    same = brant(ordered(joined, [1, 2, 3]), wine.predictors)
    assert set(same["note"]) == {""}
    pd.testing.assert_frame_equal(tested.drop(columns="note"), same.drop(columns="note"))
    assert tested["degrees_of_freedom"].tolist() == [2, 1, 1]


def test_an_answer_that_three_carers_gave_is_no_ground_for_a_test(shared, reference_r):
    people = pd.read_csv(shared / "data" / "efc" / "efc.csv")
    people = people.dropna(subset=["c82cop1", "e42dep", "c161sex", "c160age"])
    predictors = pd.DataFrame({f"dep{k}": (people["e42dep"] == k) * 1.0 for k in (2, 3, 4)})
    predictors = predictors.assign(sex2=(people["c161sex"] == 2) * 1.0, age=people["c160age"])
    answers = ordered(people["c82cop1"].to_numpy(), [1, 2, 3, 4]).set_axis(people.index)
    table = brant(answers, predictors, terms={"dependency": ["dep2", "dep3", "dep4"]})
    assert set(table["note"]) == {
        "not at '1|2': 'dep2', 'dep3' and 'dep4' go with one end of the answers without "
        "exception, "
        "so there is no finite estimate"
    }
    # R's car tests that cut too, with infinite slopes.
    assert reference_r("efc")["cope_by_dependency_brant"]["df"] == 10
    assert table["degrees_of_freedom"].tolist() == [5, 3, 1, 1]
