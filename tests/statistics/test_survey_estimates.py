from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling
from poet.statistics.survey_estimates import (
    indicators,
    means,
    means_by,
    shares,
    t_quantiles,
    totals,
)


def stratified(schools):
    return Sampling(schools["pw"], schools["stype"], (), (schools["fpc"],))


def clustered(schools):
    return Sampling(schools["pw"], None, (schools["dnum"],), (schools["fpc"],))


@pytest.fixture
def made_up(reference_data):
    people = reference_data("poet1200").assign(good=lambda rows: rows["out1"] >= 4)
    return people, Sampling(people["w"], None, (people["la"],))


def test_means_of_a_stratified_sample_agree_with_r(reference, reference_data):
    schools, expected = reference_data("apistrat"), reference("svymean_deff")["dstrat"]
    result = means(schools[["api00", "ell"]], stratified(schools))
    np.testing.assert_allclose(result.estimates, list(expected["mean"].values()), rtol=1e-12)
    np.testing.assert_allclose(result.standard_errors, list(expected["se"].values()), rtol=1e-12)
    assert result.base["degrees_of_freedom"].tolist() == [197, 197]
    assert result.base["answers"].tolist() == [200, 200]


def test_means_of_one_and_two_stages_agree_with_r(reference, reference_data):
    expected, schools = reference("svymean_deff"), reference_data("apiclus1")
    result = means(schools[["api00"]], clustered(schools))
    assert result.estimates["api00"] == pytest.approx(expected["dclus1"]["mean"], rel=1e-12)
    assert result.standard_errors["api00"] == pytest.approx(expected["dclus1"]["se"], rel=1e-12)
    schools = reference_data("apiclus2")
    drawn = schools.groupby("dnum")["snum"].transform("size")
    weights = schools["fpc1"] / schools["dnum"].nunique() * schools["fpc2"] / drawn
    stages = (schools["dnum"], schools["snum"]), (schools["fpc1"], schools["fpc2"])
    result = means(schools[["api00"]], Sampling(weights, None, *stages))
    assert result.estimates["api00"] == pytest.approx(expected["dclus2"]["mean"], rel=1e-12)
    assert result.standard_errors["api00"] == pytest.approx(expected["dclus2"]["se"], rel=1e-12)


@pytest.fixture
def published(shared):
    folder = shared / "data" / "survey-api"
    expected = json.loads((folder / "reference_R.json").read_text(encoding="utf-8"))
    return expected, lambda name: pd.read_csv(folder / f"{name}.csv")


def assert_published(result, estimates, errors):
    # These references have ten decimals.
    np.testing.assert_allclose(result.estimates, estimates, rtol=1e-9)
    np.testing.assert_allclose(result.standard_errors, errors, rtol=1e-9)


def test_published_means_and_totals_of_schools_come_out(published):
    expected, read = published
    simple, schools = read("apisrs"), read("apiclus1")
    wanted = expected["apisrs_mean_api00"]
    at_random = Sampling(simple["pw"], populations=(simple["fpc"],))
    assert_published(means(simple[["api00"]], at_random), wanted["mean"]["api00"], wanted["se"])
    wanted = expected["apiclus1_mean_api00"]
    found = means(schools[["api00"]], clustered(schools))
    assert_published(found, wanted["mean"]["api00"], wanted["se"])
    wanted = expected["apiclus1_total_enroll"]
    found = totals(schools[["enroll"]], clustered(schools))
    assert_published(found, wanted["mean"]["enroll"], wanted["se"])


def test_published_shares_and_group_means_of_schools_come_out(published):
    expected, read = published
    schools = read("apistrat")
    wanted = expected["apistrat_sch.wide"]
    found = shares(schools["sch.wide"], stratified(schools))
    assert found.estimates.index.tolist() == ["No", "Yes"]
    assert_published(found, list(wanted["mean"].values()), list(wanted["se"].values()))
    groups = pd.DataFrame(expected["apistrat_by_stype"])
    found = means_by(schools["api00"], schools["stype"], stratified(schools))
    assert found.estimates.index.tolist() == groups["stype"].tolist()
    assert_published(found, groups["api00"], groups["se"])


def test_totals_agree_with_r(reference, reference_data):
    schools, expected = reference_data("apistrat"), reference("svymean_deff")["total_dstrat"]
    result = totals(schools[["enroll"]], stratified(schools))
    assert result.estimates["enroll"] == pytest.approx(expected["total"], rel=1e-12)
    assert result.standard_errors["enroll"] == pytest.approx(expected["se"], rel=1e-12)


def test_raked_and_post_stratified_means_and_totals_are_those_of_r(reference, reference_data):
    schools, expected = reference_data("apiclus1"), reference("weighting")
    for way in ("rake", "poststratify"):
        weights = pd.Series(expected[way]["weights"])
        sampling = Sampling(weights, None, (schools["dnum"],), margins=(schools["stype"],))
        mean = means(schools[["api00"]], sampling).estimates["api00"]
        total = totals(schools[["enroll"]], sampling).estimates["enroll"]
        assert mean == pytest.approx(expected[way]["mean_api00"], rel=1e-12)
        assert total == pytest.approx(expected[way]["total_enroll"], rel=1e-12)


def test_groups_of_a_cluster_sample_agree_with_r(made_up, reference, reference_data):
    schools, expected = reference_data("apiclus1"), reference("svymean_deff")["svyby_dclus1"]
    result = means_by(schools["api00"], schools["stype"], clustered(schools))
    assert result.estimates.index.tolist() == expected["levels"]
    np.testing.assert_allclose(result.estimates, expected["mean"], rtol=1e-12)
    np.testing.assert_allclose(result.standard_errors, expected["se"], rtol=1e-12)
    people, sampling = made_up
    expected = reference("poet1200")["svyby"]
    result = means_by(people["good"], people["mode"], sampling)
    np.testing.assert_allclose(result.estimates, expected["mean"], rtol=1e-12)
    np.testing.assert_allclose(result.standard_errors, expected["se"], rtol=1e-12)


def test_councils_as_strata_agree_with_r(made_up, reference):
    people, expected = made_up[0], reference("poet1200")["svyby_la_srs"]
    result = means_by(people["good"], people["la"], Sampling(people["w"], people["la"]))
    assert result.estimates.index.tolist() == expected["la"]
    np.testing.assert_allclose(result.estimates, expected["mean"], rtol=1e-12)
    np.testing.assert_allclose(result.standard_errors, expected["se"], rtol=1e-12, atol=1e-15)
    off_diagonal = result.covariance - np.diag(np.diag(result.covariance))
    assert np.abs(off_diagonal).max().max() < 1e-15


def test_a_group_is_the_domain_of_its_rows(made_up):
    people, sampling = made_up
    by_mode = means_by(people["good"], people["mode"], sampling)
    for mode in range(4):
        alone = means(people[["good"]], sampling, people["mode"] == mode)
        assert alone.estimates["good"] == pytest.approx(by_mode.estimates[mode], rel=1e-12)
        error = alone.standard_errors["good"]
        assert error == pytest.approx(by_mode.standard_errors[mode], rel=1e-12)
        assert alone.base.loc["good"].tolist() == by_mode.base.loc[mode].tolist()


def test_the_covariance_of_groups_makes_their_difference(made_up):
    """The difference of two groups is a mean too: of values set against each group's weight."""
    people, sampling = made_up
    result = means_by(people["good"], people["mode"], sampling)
    covariance = result.covariance.loc[[0, 1], [0, 1]].to_numpy()
    contributions = pd.Series(0.0, people.index)
    for sign, mode in ((1, 0), (-1, 1)):
        of_mode = people["w"] * (people["mode"] == mode)
        deviation = people["good"] - result.estimates[mode]
        contributions += sign * of_mode * deviation / of_mode.sum()
    expected = sampling.covariance(contributions.to_frame().to_numpy())[0, 0]
    assert np.array([1, -1]) @ covariance @ [1, -1] == pytest.approx(expected, rel=1e-12)


def test_the_total_of_yes_and_no_counts_people():
    answers = pd.Series(["yes", "no", "yes", "no"])
    sampling = Sampling(pd.Series([10.0, 20, 30, 40]))
    counted = totals(pd.DataFrame({"yes": answers == "yes"}), sampling)
    assert counted.estimates["yes"] == 40
    assert shares(answers, sampling).estimates.to_dict() == {"no": 0.6, "yes": 0.4}


def test_what_lies_outside_the_domain_is_not_read():
    frame = pd.DataFrame({"score": [1.0, 3, np.nan, np.inf]})
    sampling = Sampling(pd.Series([1.0, 3, 2, 2]))
    domain = pd.Series([True, True, False, False])
    result = means(frame, sampling, domain)
    assert result.estimates["score"] == 2.5
    assert result.base["answers"]["score"] == 2
    answers = pd.Series(pd.Categorical(["a", "b", None, None], categories=["b", "a", "c"]))
    found = shares(answers, sampling, domain)
    assert found.estimates.to_dict() == {"b": 0.75, "a": 0.25, "c": 0}
    assert found.standard_errors["c"] == 0


def test_the_base_tells_what_an_estimate_rests_on():
    sampling = Sampling(pd.Series([1.0, 1, 2, 0]))
    base = means(pd.DataFrame({"x": [1.0, 2, 3, 4]}), sampling).base.loc["x"]
    assert base.to_dict() == {
        "answers": 3,
        "effective_answers": pytest.approx(16 / 6),
        "degrees_of_freedom": 2,
    }
    census = Sampling(pd.Series([1.0, 1]), populations=(pd.Series([2, 2]),))
    assert means(pd.DataFrame({"x": [1.0, 2]}), census).base["effective_answers"]["x"] == np.inf


def test_intervals_use_t_and_are_missing_without_degrees_of_freedom():
    values = pd.Series([1.0, 2, 4, 8, 3])
    groups = pd.Series(["a", "a", "a", "b", None])
    result = means_by(values, groups, Sampling(pd.Series(1.0, values.index)))
    low, high = result.intervals().loc["a"]
    half = t.ppf(0.975, 2) * result.standard_errors["a"]
    assert (low, high) == pytest.approx((7 / 3 - half, 7 / 3 + half))
    assert result.intervals(0.99).loc["a", "low"] < low
    assert result.intervals().loc["b"].isna().all()
    assert np.isnan(t_quantiles(pd.Series([2, 0]), 0.95)).tolist() == [False, True]


def test_a_group_in_which_nobody_answered_is_missing():
    groups = pd.Series(pd.Categorical(["a", "a", "b"], categories=["a", "b", "c"]))
    result = means_by(pd.Series([1.0, 2, 3]), groups, Sampling(pd.Series([1.0, 1, 0])))
    assert result.estimates.isna().tolist() == [False, True, True]
    assert result.standard_errors.isna().tolist() == [False, True, True]
    assert result.base["answers"].tolist() == [2, 0, 0]
    assert result.base["effective_answers"].tolist() == [2, 0, 0]


def test_what_is_missing_or_no_number_is_an_error():
    sampling = Sampling(pd.Series([1.0, 1]))
    with pytest.raises(ValueError, match="missing values in 'x'"):
        means(pd.DataFrame({"x": [1.0, np.nan]}), sampling)
    with pytest.raises(TypeError, match="'x' must be numbers"):
        means(pd.DataFrame({"x": ["a", "b"]}), sampling)
    with pytest.raises(ValueError, match="must have the same rows"):
        totals(pd.DataFrame({"x": [1.0, 2]}, index=[1, 2]), sampling)
    with pytest.raises(ValueError, match="missing values in 'answer'"):
        shares(pd.Series(["a", None], name="answer"), sampling)
    with pytest.raises(CannotEstimate, match="'x' holds an infinite value"):
        means(pd.DataFrame({"x": [1.0, np.inf]}), sampling)
    with pytest.raises(CannotEstimate, match=r"^nobody answered$"):
        shares(pd.Series(["a", "b"]), Sampling(pd.Series([0.0, 0])))


def test_indicators_have_a_column_per_level():
    labels = pd.Series([3, 1, 2, 9], index=list("abcd"))
    table = indicators(labels, np.array([1.0, 1, 1, 0]))
    assert table.columns.tolist() == [1, 2, 3]
    assert table.loc["a"].tolist() == [False, False, True]
    assert not table.loc["d"].any()
    with pytest.raises(ValueError, match="labels and weights must have the same rows"):
        indicators(labels, np.ones(3))
