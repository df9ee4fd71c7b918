"""The binary model at each cut, and Brant's test: closed forms, failures, what must not matter."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from poet.statistics import binary
from poet.statistics.failure import CannotEstimate
from poet.statistics.proportional_odds import ALL_TOGETHER, brant, cumulative_logits

GROUP = ["group1", "group2", "group3", "group4"]
MODE = ["mode1", "mode2", "mode3"]


def ordered(values, levels) -> pd.Series:
    return pd.Series(pd.Categorical(values, categories=levels, ordered=True))


def by_term(table: pd.DataFrame, column: str = "statistic") -> dict:
    return table.set_index("term")[column].to_dict()


def test_two_levels_have_one_cut_and_no_test(made_up_study):
    answers = ordered(made_up_study.good, [False, True])
    table = brant(answers, made_up_study.predictors, terms={"mode": MODE})
    assert table["term"].tolist() == [ALL_TOGETHER, "ease", "involve", *GROUP, "mode"]
    assert table[["statistic", "degrees_of_freedom", "p_value"]].isna().all(axis=None)
    assert set(table["note"]) == {"with only two answers there is only one cut"}

    logits = cumulative_logits(answers, made_up_study.predictors, confidence=0.9)
    fit = binary.fit(made_up_study.good, made_up_study.predictors)
    assert logits["cut"].eq("False|True").all()
    rows = logits.set_index("predictor")
    expected = fit.intervals(0.9).assign(
        coefficient=fit.coefficients, standard_error=fit.standard_errors
    )
    np.testing.assert_allclose(
        rows[expected.columns].astype(float), expected.loc[rows.index], rtol=1e-7
    )


def test_where_fewer_than_two_cuts_are_left_there_is_no_test():
    x = pd.DataFrame({"x": [0.0, 0, 0, 1, 1, 1, 1, 1]})
    table = brant(ordered(list("aabbcbcc"), list("abc")), x)
    assert table["statistic"].isna().all()
    assert (
        table["note"].tolist()
        == [
            "not at 'a|b' and 'b|c': 'x' goes with one end of the answers without exception, "
            "so there is no finite estimate"
        ]
        * 2
    )


def test_two_groups_are_the_closed_form():
    counts = np.array([[30, 25, 45], [20, 60, 40]])
    cells = pd.DataFrame(product([0.0, 1.0], "abc"), columns=["x", "level"])
    weights = pd.Series(counts.ravel())
    answers, predictors = ordered(cells["level"], list("abc")), cells[["x"]]
    people = counts.sum(axis=1)
    above = np.array([counts[:, 1:].sum(axis=1), counts[:, 2]]) / people
    log_odds_ratio = np.diff(np.log(above / (1 - above)), axis=1).ravel()
    own = 1 / (people * above * (1 - above))
    shared = 1 / (people * above[0] * (1 - above[1]))
    statistic = np.diff(log_odds_ratio) ** 2 / np.sum(own.sum(axis=0) - 2 * shared)
    table = brant(answers, predictors, weights)
    np.testing.assert_allclose(table["statistic"], [statistic.item()] * 2, rtol=1e-9)
    logits = cumulative_logits(answers, predictors, weights)
    np.testing.assert_allclose(logits["coefficient"], log_odds_ratio, rtol=1e-9)
    np.testing.assert_allclose(logits["standard_error"], np.sqrt(own.sum(axis=1)), rtol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_repeated_rows_and_nought_is_nobody(simulated, seed):
    data = simulated(seed)
    counts = pd.Series(np.random.default_rng(seed).integers(0, 4, 120), name="people")
    counts[data.answers == "a"] = 0  # so that "a" is no level in use
    repeated = np.repeat(np.arange(120), counts)
    answers = data.answers.iloc[repeated].reset_index(drop=True)
    predictors = data.predictors.iloc[repeated].reset_index(drop=True)
    assert cumulative_logits(answers, predictors)["cut"].unique().tolist() == ["b|c", "c|d"]
    for table in (brant, cumulative_logits):
        pd.testing.assert_frame_equal(
            table(data.answers, data.predictors, counts), table(answers, predictors), rtol=1e-7
        )


@pytest.mark.parametrize("seed", range(3))
def test_units_and_the_end_of_the_scale_do_not_matter(simulated, seed):
    data = simulated(seed, people=400, levels=5)
    table = brant(data.answers, data.predictors)
    moved = data.predictors * [1, 1000, 0.001] + [5, 1980, -3]
    pd.testing.assert_frame_equal(brant(data.answers, moved), table, rtol=1e-6)
    upside_down = data.answers.cat.reorder_categories(list("edcba"), ordered=True)
    pd.testing.assert_frame_equal(brant(upside_down, data.predictors), table, rtol=1e-6)


def study(seed: int, change: float = 0.0) -> tuple[pd.Series, pd.DataFrame]:
    """600 people; the slope of ease is 1.2, and `change` more for the highest answers."""
    random = np.random.default_rng(seed)
    predictors = pd.DataFrame(
        {"ease": random.random(600), "help": random.integers(0, 2, 600) * 1.0}
    )
    latent = predictors @ [1.2, 0.7] + random.logistic(size=600)
    upper = latent + change * (predictors["ease"] - 0.5)
    codes = (latent > -0.5) * 1 + (latent > 1) * 1
    return ordered(codes.mask((codes == 2) & (upper > 2.2), 3), [0, 1, 2, 3]), predictors


def test_brant_finds_something_in_one_of_twenty_studies_where_there_is_nothing():
    p_values = np.array([brant(*study(seed))["p_value"] for seed in range(150)])
    found = np.mean(p_values < 0.05, axis=0)
    # Three standard errors of a share of 5 % in 150.
    assert np.all(np.abs(found - 0.05) < 0.054)
    assert np.all(np.abs(p_values.mean(axis=0) - 0.5) < 3 / np.sqrt(12 * 150))


def test_brant_finds_a_slope_that_changes_along_the_scale():
    p_values = by_term(brant(*study(1, change=6.0)), "p_value")
    assert p_values[ALL_TOGETHER] < 1e-6
    assert p_values["ease"] < 1e-6
    assert p_values["help"] > 0.01


def test_lines_that_cross_have_no_test():
    # At x = 2 the fitted share above the higher cut is larger than that above the lower one.
    cells = pd.DataFrame(product([0.0, 1.0, 2.0], "abc"), columns=["x", "level"])
    weights = pd.Series([1, 2, 2, 100, 30, 30, 0, 1, 100])
    table = brant(ordered(cells["level"], list("abc")), cells[["x"]], weights)
    assert table[["statistic", "degrees_of_freedom", "p_value"]].isna().all(axis=None)
    assert set(table["note"]) == {
        "the fitted lines of the cuts cross, so that their differences have no covariance"
    }


def test_terms_must_fit_the_predictors(made_up_study):
    def of(terms):
        return brant(made_up_study.answers, made_up_study.predictors, terms=terms)

    with pytest.raises(ValueError, match="the predictors have no column 'mode4'"):
        of({"mode": ["mode1", "mode4"]})
    with pytest.raises(ValueError, match="a predictor stands in two terms"):
        of({"mode": MODE, "scores": ["ease", "mode1"]})
    with pytest.raises(ValueError, match="there is no predictor to test"):
        brant(made_up_study.answers, made_up_study.predictors[[]])


@pytest.mark.parametrize("table", [brant, cumulative_logits])
def test_what_holds_at_every_cut_is_raised(table, simulated):
    data = simulated(0)
    with pytest.raises(ValueError, match="must have the same rows"):
        table(data.answers, data.predictors.iloc[1:])
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        table(data.answers.astype(str), data.predictors)
    with pytest.raises(CannotEstimate, match=r"^'help' is the same for everyone$"):
        table(data.answers, data.predictors.assign(help=1.0))
    with pytest.raises(CannotEstimate, match=r"^3 answers are too few to estimate 4 numbers$"):
        table(data.answers.iloc[[0, 1, 2]], data.predictors.iloc[[0, 1, 2]])
    for wrong, word in ((np.nan, "a missing"), (-1.0, "a negative"), (np.inf, "an infinite")):
        weights = pd.Series(1.0, data.answers.index, name="people").where(
            data.answers != "a", wrong
        )
        with pytest.raises(CannotEstimate, match=rf"^'people' holds {word} weight$"):
            table(data.answers, data.predictors, weights)
