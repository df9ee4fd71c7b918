"""Do tests and intervals hold what they promise? Seeded and short: a few hundred studies each.

The made-up studies of most tests are those of `benchmarks/calibration`, whose long version is
`make calibrate`. A share over these studies may differ from what is promised by three standard
errors of chance, no more; intervals a fifth too short, or the usual correction for few clusters,
would not pass.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from poet.statistics import ordinal

STUDIES, STUDIES_OF_A_SCENARIO = 300, 250
BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def differs_by_chance(share, promised, studies):
    return abs(share - promised) < 3 * np.sqrt(promised * (1 - promised) / studies)


@pytest.fixture(scope="module")
def scenario():
    """A scenario of the long version, by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
        yield lambda name: importlib.import_module(f"calibration.{name}")


def study(random, councils, people, slope, between):
    """Answers on four levels; councils differ, and one predictor is the same within a council."""
    council = np.arange(people) % councils
    predictors = pd.DataFrame(
        {
            "person": random.normal(size=people) + random.normal(size=councils)[council],
            "council": random.normal(size=councils)[council],
        }
    )
    latent = slope * predictors["person"] + between * random.normal(size=councils)[council]
    codes = np.digitize(latent + random.logistic(size=people), [-1.5, 0, 1.5])
    answers = pd.Series(pd.Categorical.from_codes(codes, list("abcd"), ordered=True))
    return answers, predictors, pd.Series(council, name="council")


@pytest.fixture(scope="module")
def p_values_of_noise():
    """One row per study in which nothing goes with anything, but councils differ."""
    random = np.random.default_rng(2026)
    rows = []
    for _ in range(STUDIES):
        answers, predictors, council = study(random, 12, 480, slope=0, between=0.6)
        naive = ordinal.fit(answers, predictors).p_values
        clustered = ordinal.fit(answers, predictors, clusters=council).p_values
        rows.append({**naive[:2].add_prefix("naive "), **clustered[:2].add_prefix("CR3 ")})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("predictor", ["person", "council"])
def test_noise_is_called_a_finding_in_one_study_of_twenty(p_values_of_noise, predictor):
    share = (p_values_of_noise[f"CR3 {predictor}"] < 0.05).mean()
    # Three standard errors of a share of 0.05 over 300 studies.
    assert abs(share - 0.05) < 3 * np.sqrt(0.05 * 0.95 / STUDIES)


def test_without_clusters_noise_is_called_a_finding_far_more_often(p_values_of_noise):
    assert (p_values_of_noise["naive council"] < 0.05).mean() > 0.4
    assert (p_values_of_noise["naive person"] < 0.05).mean() > 0.15


def test_intervals_cover_a_planted_slope():
    random = np.random.default_rng(7)
    covered = 0
    for _ in range(STUDIES):
        answers, predictors, council = study(random, 15, 450, slope=0.5, between=0)
        low, high = ordinal.fit(answers, predictors, clusters=council).intervals().loc["person"]
        covered += low <= 0.5 <= high
    assert abs(covered / STUDIES - 0.95) < 3 * np.sqrt(0.05 * 0.95 / STUDIES)


@pytest.fixture(scope="module")
def p_values_with_weights(scenario):
    """One row per study of noise in 12 councils with survey weights; by model, predictor, way."""
    few_councils = scenario("few_councils")
    setting = few_councils.Setting(councils=12, people=480, weighted=True)
    return few_councils.p_values_of_noise(setting, STUDIES_OF_A_SCENARIO, np.random.default_rng(11))


@pytest.mark.parametrize("predictor", ["person", "council"])
@pytest.mark.parametrize("model", ["ordinal", "binary"])
def test_with_survey_weights_noise_is_a_finding_in_one_study_of_twenty(
    p_values_with_weights, model, predictor
):
    share = (p_values_with_weights[model, predictor, "CR3 t"] < 0.05).mean()
    assert differs_by_chance(share, 0.05, STUDIES_OF_A_SCENARIO)


@pytest.mark.parametrize("model", ["ordinal", "binary"])
def test_the_usual_corrections_call_noise_a_finding_too_often(p_values_with_weights, model):
    for way in ("naive", "CR1 normal", "CR1 t"):
        share = (p_values_with_weights[model, "council", way] < 0.05).mean()
        assert share > 0.05
        assert not differs_by_chance(share, 0.05, STUDIES_OF_A_SCENARIO)


@pytest.fixture(scope="module", params=["one council", "22 councils"])
def intervals(request, scenario):
    """One row per study and estimate: what, estimate, truth, low, high, standard_error."""
    coefficients = scenario("coefficients")
    one = request.param == "one council"
    setting = coefficients.Setting(150) if one else coefficients.Setting(1_000, 22)
    return coefficients.intervals(setting, STUDIES_OF_A_SCENARIO, np.random.default_rng(12))


COEFFICIENTS = [
    f"{model}, {name}"
    for model in ("ordinal", "binary")
    for name in ("process", "involvement", "small group")
]
IN_PEOPLE = [
    "share of good answers at 25 points",
    "share of good answers at 75 points",
    "difference of these shares",
]


@pytest.mark.parametrize("what", COEFFICIENTS)
def test_intervals_of_coefficients_cover_what_was_planted(intervals, what):
    of_one = intervals[intervals["what"] == what]
    assert (
        len(of_one) > 0.99 * STUDIES_OF_A_SCENARIO
    )  # in a study or two a small group is all on one side
    assert differs_by_chance(coverage(of_one), 0.95, len(of_one))


@pytest.mark.parametrize("what", IN_PEOPLE)
def test_intervals_of_standardised_shares_cover_that_of_the_known_model(intervals, what):
    of_one = intervals[intervals["what"] == what]
    assert (
        len(of_one) > 0.99 * STUDIES_OF_A_SCENARIO
    )  # in a study or two a small group is all on one side
    assert differs_by_chance(coverage(of_one), 0.95, len(of_one))


@pytest.mark.parametrize("what", ["ordinal, process", "difference of these shares"])
def test_an_interval_a_fifth_too_short_would_be_noticed(intervals, what):
    of_one = intervals[intervals["what"] == what]
    shorter = of_one.assign(
        low=of_one["estimate"] - 0.8 * (of_one["estimate"] - of_one["low"]),
        high=of_one["estimate"] + 0.8 * (of_one["high"] - of_one["estimate"]),
    )
    assert not differs_by_chance(coverage(shorter), 0.95, STUDIES_OF_A_SCENARIO)


@pytest.mark.parametrize("what", COEFFICIENTS)
def test_planted_effects_are_found_within_a_quarter_of_a_standard_error(intervals, what):
    of_one = intervals[intervals["what"] == what]
    apart = (of_one["estimate"] - of_one["truth"]) / of_one["standard_error"]
    assert abs(apart.mean()) < 0.25


def coverage(intervals):
    return intervals["truth"].between(intervals["low"], intervals["high"]).mean()


@pytest.fixture(scope="module", params=["stratified", "raked"])
def covered(request, scenario):
    """One row per study and column per interval: whether it covers the share of the population."""
    module, random = scenario("weighted_shares"), np.random.default_rng(13)
    samples = {
        "stratified": lambda: module.stratified(module.COMMON, random),
        "raked": lambda: module.raked(random),
    }
    return pd.DataFrame(
        [module.covers(samples[request.param]()) for _ in range(STUDIES_OF_A_SCENARIO)]
    )


def test_intervals_of_weighted_shares_cover_that_of_the_population(covered):
    shares = covered[[what for what in covered if ":" not in what]].mean()
    assert {"logit interval", "beta interval", "mean interval"} <= set(shares.index)
    for share in shares:
        assert differs_by_chance(share, 0.95, STUDIES_OF_A_SCENARIO)


def test_without_weights_they_do_not(covered):
    share = covered["logit interval: no weights (Wilson)"].mean()
    assert share < 0.95
    assert not differs_by_chance(share, 0.95, STUDIES_OF_A_SCENARIO)
