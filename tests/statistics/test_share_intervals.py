from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.proportions import exact
from poet.statistics.sampling import Sampling
from poet.statistics.share_intervals import share_intervals
from poet.statistics.survey_estimates import means, means_by, shares

METHODS = ["logit", "beta", "mean"]


def of_yes(yes, sampling):
    return means(pd.DataFrame({"yes": yes}), sampling)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("design", ["dclus1_fpc", "dclus1_nofpc", "dstrat_fpc", "dstrat_nofpc"])
def test_intervals_of_school_samples_agree_with_r(design, method, reference, reference_data):
    schools = reference_data("apiclus1" if "clus" in design else "apistrat")
    strata, clusters = (None, (schools["dnum"],)) if "clus" in design else (schools["stype"], ())
    populations = () if "nofpc" in design else (schools["fpc"],)
    sampling = Sampling(schools["pw"], strata, clusters, populations)
    expected = reference("svyciprop")[design][method]
    found = share_intervals(of_yes(schools["sch.wide"] == "Yes", sampling), method)
    # R takes the logit interval from a model fitted with its default tolerance.
    rtol = 1e-8 if method == "logit" else 1e-12
    np.testing.assert_allclose(found.loc["yes"], expected["ci"], rtol=rtol)


@pytest.mark.parametrize("method", METHODS)
def test_intervals_of_the_made_up_study_agree_with_r(method, reference, reference_data):
    people, expected = reference_data("poet1200"), reference("poet1200")["svyciprop"][method]
    sampling = Sampling(people["w"], None, (people["la"],))
    found = share_intervals(of_yes(people["out1"] >= 4, sampling), method)
    np.testing.assert_allclose(found.loc["yes"], expected["ci"], rtol=1e-11)


def test_equal_weights_give_the_exact_interval_at_nearly_so_many_answers():
    """A simple random sample has the variance of n - 1 answers, not of n."""
    yes = pd.Series([True] * 7 + [False] * 15)
    found = share_intervals(of_yes(yes, Sampling(pd.Series(2.0, yes.index))), "beta")
    np.testing.assert_allclose(found.loc["yes"], exact(7 / 22 * 21, 21), rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_all_and_none_get_the_exact_interval_of_the_effective_answers(method):
    answers = pd.Series(pd.Categorical(["a"] * 6, categories=["a", "b"]))
    # Weights that add up to one but for rounding.
    sampling = Sampling(pd.Series([0.1, 0.2, 0.3, 0.4, 0.7, 0.9]))
    effective = 2.6**2 / 1.6
    found = share_intervals(shares(answers, sampling), method)
    np.testing.assert_allclose(found.loc["a"], exact(effective, effective), rtol=1e-12)
    np.testing.assert_allclose(found.loc["b"], exact(0, effective), rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_in_a_census_the_interval_is_the_share(method):
    people = pd.Series(4, range(4))
    sampling = Sampling(pd.Series(1.0, range(4)), populations=(people,))
    answers = pd.Series(pd.Categorical(["a", "a", "a", "b"], categories=["a", "b", "c"]))
    found = share_intervals(shares(answers, sampling), method)
    np.testing.assert_allclose(found, [[0.75, 0.75], [0.25, 0.25], [0, 0]], rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_known_gives_no_interval(method):
    groups = pd.Series(pd.Categorical(["a", "a", "a", "b"], categories=["a", "b", "c"]))
    yes = pd.Series([True, False, True, True])
    found = share_intervals(means_by(yes, groups, Sampling(pd.Series(1.0, range(4)))), method)
    assert found.isna().any(axis=1).tolist() == [False, True, True]
    assert found.isna().all(axis=1).tolist() == [False, True, True]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(seed=st.integers(0, 10**6), method=st.sampled_from(["logit", "beta"]))
def test_an_interval_contains_its_share_and_mirrors_that_of_no(seed, method):
    random = np.random.default_rng(seed)
    yes = pd.Series(random.random(20) < random.choice([0.02, 0.3, 0.9]))
    sampling = Sampling(pd.Series(random.uniform(0.2, 4, 20)))
    both = means(pd.DataFrame({"yes": yes, "no": ~yes}), sampling)
    found = share_intervals(both, method)
    assert (found["low"] <= both.estimates + 1e-12).all()
    assert (found["high"] >= both.estimates - 1e-12).all()
    assert found.stack().between(0, 1).all()
    np.testing.assert_allclose(found.loc["no"], 1 - found.loc["yes", ["high", "low"]], atol=1e-9)
    narrower = share_intervals(both, method, confidence=0.8)
    assert (narrower["high"] - narrower["low"] < found["high"] - found["low"]).all()


def test_intervals_cover_the_share_of_a_population_drawn_in_wards():
    """Wards differ, people are weighted; 19 in 20 intervals should hold the truth."""
    random = np.random.default_rng(11)
    ward = pd.Series(np.repeat(np.arange(30), 15), name="ward")
    covered = {"logit": 0, "beta": 0}
    for _ in range(400):
        chance = random.beta(6, 14, 30)[ward]
        sampling = Sampling(pd.Series(random.uniform(1, 3, 450)), None, (ward,))
        estimate = of_yes(pd.Series(random.random(450) < chance), sampling)
        for method in covered:
            low, high = share_intervals(estimate, method).loc["yes"]
            covered[method] += low <= 0.3 <= high
    # Of 400, chance alone moves the count by 4.4.
    assert 368 <= covered["logit"] <= 392
    assert covered["logit"] - 4 <= covered["beta"] <= 394


def test_only_shares_have_such_intervals():
    sampling = Sampling(pd.Series([1.0, 1]))
    result = means(pd.DataFrame({"age": [30.0, 50]}), sampling)
    with pytest.raises(ValueError, match="a share must lie between 0 and 1"):
        share_intervals(result)
    with pytest.raises(ValueError, match="method must be 'logit', 'beta' or 'mean'"):
        share_intervals(of_yes(pd.Series([True, False]), sampling), "wald")
