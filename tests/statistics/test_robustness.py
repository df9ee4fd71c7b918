"""E-values, leaving out one cluster at a time, and intercepts for clusters."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics import ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.robustness import (
    cluster_intercepts,
    e_value,
    e_value_of_interval,
    fit_with_cluster_intercepts,
    leave_one_cluster_out,
)


def ordered(values, levels) -> pd.Series:
    return pd.Series(pd.Categorical(values, categories=levels, ordered=True))


def test_e_values_are_those_published():
    # VanderWeele & Ding (2017) on formula feeding and death: 3.9 (1.8 to 8.7), a rare outcome.
    assert e_value(3.9, common=False) == pytest.approx(7.26, abs=0.005)
    assert e_value_of_interval(1.8, 8.7, common=False) == pytest.approx(3.0, abs=1e-12)


def test_e_values_in_closed_form():
    assert e_value(1) == 1
    assert e_value(4) == pytest.approx(2 + math.sqrt(2), rel=1e-15)
    assert e_value(2, common=False) == pytest.approx(2 + math.sqrt(2), rel=1e-15)
    assert e_value(0.25) == pytest.approx(2 + math.sqrt(2), rel=1e-15)
    assert e_value_of_interval(4, 9) == e_value(4)
    assert e_value_of_interval(0.1, 0.25) == e_value(0.25)
    assert e_value_of_interval(4, math.inf) == e_value(4)
    assert [e_value_of_interval(*ends) for ends in ((0.5, 2), (1, 9), (0, 1), (1, 1))] == [1.0] * 4


@given(st.floats(1e-6, 1e6), st.booleans())
def test_what_an_e_value_means(odds_ratio, common):
    strength = e_value(odds_ratio, common=common)
    assert strength >= 1
    # Ding & VanderWeele (2016): the most that two such risk ratios can account for.
    bound = strength**2 / (2 * strength - 1)
    assert bound == pytest.approx(math.exp(abs(math.log(odds_ratio)) / (1 + common)), rel=1e-9)
    assert strength == pytest.approx(e_value(1 / odds_ratio, common=common), rel=1e-9)


@pytest.mark.parametrize("wrong", [0, -1, math.inf, math.nan])
def test_an_odds_ratio_is_finite_and_above_0(wrong):
    with pytest.raises(ValueError, match="an odds ratio must be finite and above 0"):
        e_value(wrong)


@pytest.mark.parametrize("ends", [(2, 1), (-1, 2), (math.nan, 2), (1.5, math.nan)])
def test_an_interval_runs_from_low_to_high(ends):
    with pytest.raises(ValueError, match="must run from low to high, from 0 on"):
        e_value_of_interval(*ends)


def test_leaving_out_one_council_agrees_with_r(made_up_study):
    data = made_up_study
    table = leave_one_cluster_out(data.answers, data.predictors, data.clusters, ["ease", "involve"])
    assert len(table) == 44
    assert table.columns.tolist() == ["left_out", "predictor", "coefficient", "change", "note"]
    assert table["left_out"].iloc[::2].tolist() == data.clusters.unique().tolist()
    rows = table.set_index(["left_out", "predictor"])
    # R 4.2.2, clm(o ~ ease + involve + group + mode, data = subset(d, la != 2)), and la != 9.
    expected = {
        (2, "ease"): 1.617211282688723,
        (2, "involve"): 0.237477430322584,
        (9, "ease"): 1.663873946919075,
        (9, "involve"): 0.273628127610484,
    }
    assert rows["coefficient"][list(expected)].to_dict() == pytest.approx(expected, rel=1e-8)
    everyone = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    for name in ("ease", "involve"):
        of_one = table[table["predictor"] == name]
        change = of_one["coefficient"] - everyone.coefficients[name]
        np.testing.assert_allclose(of_one["change"], change, rtol=1e-12, atol=1e-15)
        # CR3 takes one Newton step in the place of each new fit.
        jackknife = np.sqrt(np.sum(of_one["change"] ** 2))
        assert jackknife == pytest.approx(everyone.standard_errors[name], rel=0.02)
    assert set(table["note"]) == {""}


def test_leaving_out_with_counts(simulated):
    data = simulated(3)
    counts = pd.Series(np.random.default_rng(3).integers(0, 4, 120), name="people")
    table = leave_one_cluster_out(data.answers, data.predictors, data.clusters, ["help"], counts)
    for row in table.itertuples():
        others = data.clusters != row.left_out
        fit = ordinal.fit(data.answers[others], data.predictors[others], counts[others])
        assert row.coefficient == fit.coefficients["help"]


def test_a_council_without_which_nothing_can_be_estimated_has_a_note(simulated):
    data = simulated(1)
    predictors = data.predictors.assign(help=data.predictors["help"] * (data.clusters == 4))
    table = leave_one_cluster_out(data.answers, predictors, data.clusters, ["ease", "help"])
    without = table["left_out"] == 4
    assert set(table["note"][without]) == {"'help' is the same for everyone"}
    assert table.loc[without, ["coefficient", "change"]].isna().all(axis=None)
    assert table.loc[~without, ["coefficient", "change"]].notna().all(axis=None)
    assert set(table["note"][~without]) == {""}


def test_what_leaving_out_refuses(simulated):
    data = simulated(0)

    def of(clusters, columns=("ease",), predictors=data.predictors):
        return leave_one_cluster_out(data.answers, predictors, clusters, columns)

    with pytest.raises(ValueError, match="the predictors have no column 'easy'"):
        of(data.clusters, ["ease", "easy"])
    with pytest.raises(CannotEstimate, match=r"^all answers come from one ward$"):
        of(data.clusters * 0)
    with pytest.raises(CannotEstimate, match=r"^'ease' is the same for everyone$"):
        of(data.clusters, predictors=data.predictors.assign(ease=0.0))
    with pytest.raises(ValueError, match="must have the same rows"):
        of(data.clusters.iloc[1:])


def test_intercepts_are_one_column_for_each_council_but_the_largest():
    clusters = pd.Series(["north", "east", "east", "west", "west"], list("pqrst"), name="council")
    columns = {"council north": [1, 0, 0, 0, 0], "council west": [0, 0, 0, 1, 1]}
    expected = pd.DataFrame(columns, list("pqrst"), dtype="int8")
    pd.testing.assert_frame_equal(cluster_intercepts(clusters), expected)
    assert cluster_intercepts(pd.Series([7, 7])).shape == (2, 0)
    assert cluster_intercepts(pd.Series([7, 8, 8])).columns.tolist() == ["cluster 7"]
    with pytest.raises(ValueError, match="missing values in 'council'"):
        cluster_intercepts(clusters.where(clusters != "east"))


def test_intercepts_for_councils_agree_with_r(made_up_study):
    data = made_up_study
    result = fit_with_cluster_intercepts(data.answers, data.predictors, data.clusters)
    # R 4.2.2, clm(o ~ ease + involve + group + mode + factor(la)): estimate, standard error.
    expected = {
        "ease": (1.421708516308560, 0.2311704196312633),
        "involve": (0.283281459776201, 0.0597751878060916),
        "group1": (-0.413708637743961, 0.1424997249593249),
        "mode3": (-0.156571781939316, 0.1755277586283191),
    }
    for name, (estimate, error) in expected.items():
        assert result.fit.coefficients[name] == pytest.approx(estimate, rel=1e-7)
        assert result.fit.standard_errors[name] == pytest.approx(error, rel=1e-6)
    assert result.fit.log_likelihood == pytest.approx(-1756.41852492632, rel=1e-12)
    assert len(result.fit.coefficients) == 9 + 21
    assert result.left_out == ()


def test_intercepts_in_the_binary_model_agree_with_statsmodels(made_up_study):
    from statsmodels.api import Logit

    data = made_up_study
    result = fit_with_cluster_intercepts(
        ordered(data.good, [False, True]), data.predictors, data.clusters
    )
    # One council of two people, all with a good answer, has no finite intercept.
    assert result.left_out == (9,)
    kept = data.clusters != 9
    dummies = pd.get_dummies(data.clusters[kept], dtype=float)
    theirs = Logit(data.good[kept], data.predictors[kept].join(dummies)).fit(disp=0, tol=1e-12)
    names = data.predictors.columns
    np.testing.assert_allclose(result.fit.coefficients[names], theirs.params[names], rtol=1e-8)
    np.testing.assert_allclose(result.fit.standard_errors[names], theirs.bse[names], rtol=1e-7)


def test_pairs_double_the_slope():
    # Andersen (1973): of pairs that differ, 8 say yes at x = 1 only and 3 at x = 0 only.
    discordant = [(0, 1)] * 8 + [(1, 0)] * 3
    yes = np.array(discordant + [(1, 1)] * 5 + [(0, 0)] * 4).ravel()
    pair = pd.Series(np.repeat(np.arange(20), 2), name="pair")
    x = pd.DataFrame({"x": np.tile([0.0, 1.0], 20)})
    result = fit_with_cluster_intercepts(ordered(yes, [0, 1]), x, pair)
    assert result.fit.coefficients["x"] == pytest.approx(2 * math.log(8 / 3), rel=1e-9)
    assert result.left_out == tuple(range(11, 20))
    assert result.fit.n == 22


def test_slopes_compare_people_within_councils(simulated):
    data = simulated(2, people=300)
    slopes = data.predictors.columns

    def of(clusters, predictors=data.predictors):
        fit = fit_with_cluster_intercepts(data.answers, predictors, clusters).fit
        return pd.DataFrame(
            {"slope": fit.coefficients[slopes], "error": fit.standard_errors[slopes]}
        )

    plain = of(data.clusters)
    renamed = data.clusters.map(dict(enumerate("fcbead"))).rename("place")
    pd.testing.assert_frame_equal(of(renamed), plain, rtol=1e-9)
    of_council = data.clusters.map({0: 0.0, 1: 3.0, 2: -2.0, 3: 10.0, 4: 0.5, 5: 1.0})
    shifted = data.predictors.assign(ease=data.predictors["ease"] + of_council)
    pd.testing.assert_frame_equal(of(data.clusters, shifted), plain, rtol=1e-7)
    alone = ordinal.fit(data.answers, data.predictors)
    one = fit_with_cluster_intercepts(data.answers, data.predictors, data.clusters * 0)
    pd.testing.assert_series_equal(one.fit.coefficients, alone.coefficients)


def test_leaving_out_a_council_at_one_end_leaves_the_maximum_as_it_is(simulated):
    data = simulated(5, people=300)
    answers = data.answers.mask(data.clusters == 3, "d")
    result = fit_with_cluster_intercepts(answers, data.predictors, data.clusters)
    assert result.left_out == (3,)
    assert result.fit.n == (data.clusters != 3).sum()
    # With an intercept as high as makes no difference, the council's answers are certain.
    intercept = 40.0
    linear = data.predictors @ result.fit.coefficients[data.predictors.columns] + intercept
    share = 1 / (1 + np.exp(result.fit.thresholds["c|d"] - linear[data.clusters == 3]))
    assert np.log(share).sum() == pytest.approx(0, abs=1e-12)
    middle = data.answers.mask(data.clusters == 3, "b")
    assert fit_with_cluster_intercepts(middle, data.predictors, data.clusters).left_out == ()


def test_one_council_left_out_can_uncover_another():
    # Only ward 1 said "a"; without it "b" is the lowest, and all that ward 2 said.
    answers = ordered(list("aaabbbbcdbdcdbcbcd"), list("abcd"))
    clusters = pd.Series([1] * 3 + [2] * 3 + [3] * 6 + [4] * 6, name="ward")
    predictors = pd.DataFrame({"x": np.tile([0.0, 1.0, 3.0], 6)})
    result = fit_with_cluster_intercepts(answers, predictors, clusters)
    assert result.left_out == (1, 2)
    assert result.fit.levels == ("b", "c", "d")
    nobody = pd.Series(1, index=clusters.index).where(clusters != 1, 0)
    assert fit_with_cluster_intercepts(answers, predictors, clusters, nobody).left_out == (2,)


def test_what_intercepts_refuse(simulated):
    data = simulated(0)

    def of(answers=data.answers, predictors=data.predictors, clusters=data.clusters):
        return fit_with_cluster_intercepts(answers, predictors, clusters)

    by_ward = ordered(data.clusters.map(dict(enumerate("abcdab"))), list("abcd"))
    with pytest.raises(CannotEstimate, match=r"^in every ward everyone gave the same answer$"):
        of(by_ward)
    size = data.clusters * 2.0 + 1
    with pytest.raises(CannotEstimate, match=r"^'size' is the same for everyone in each ward$"):
        of(predictors=data.predictors.assign(size=size))
    with pytest.raises(CannotEstimate, match=r"^'help' and 'size' are the same for everyone in"):
        of(predictors=data.predictors.assign(size=size, help=1.0))
    missing = pd.Series(1.0, data.answers.index).mask(data.answers == "a")
    with pytest.raises(CannotEstimate, match=r"^'weights' holds a missing weight$"):
        fit_with_cluster_intercepts(data.answers, data.predictors, data.clusters, missing)
    with pytest.raises(ValueError, match="missing values in 'ease'"):
        of(predictors=data.predictors.assign(ease=np.nan))
    with pytest.raises(ValueError, match="missing values in 'ward'"):
        of(clusters=data.clusters.where(data.clusters != 2))
    with pytest.raises(ValueError, match="must have the same rows"):
        of(clusters=data.clusters.iloc[1:])
