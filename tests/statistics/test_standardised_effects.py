from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.special import expit
from scipy.stats import t

from poet.statistics import ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.predictions import standardised_difference
from poet.statistics.standardised_effects import (
    ALIKE,
    NO_MAXIMUM,
    logit_maximum,
    standardised_effect,
)


@pytest.fixture(scope="module")
def study(made_up_study):
    """Good answers, and whether a person is of group 2, with everything else as background."""
    background = made_up_study.predictors.drop(columns="group2")
    kind = made_up_study.predictors["group2"].astype(bool)
    clusters = made_up_study.clusters.factorize()[0]
    return made_up_study.good.to_numpy(), kind.to_numpy(), background.to_numpy(float), clusters


def test_the_fit_agrees_with_r(reference, made_up_study):
    expected = reference("poet1200")["glm"]["table"]["Estimate"]
    matrix = sm.add_constant(made_up_study.predictors).to_numpy(float)
    found, still = logit_maximum(made_up_study.good.to_numpy(), matrix)
    assert still
    assert found == pytest.approx(expected.to_numpy(), rel=1e-9)


@pytest.mark.parametrize("clustered", [False, True])
def test_it_is_the_standardised_difference_that_agrees_with_r(study, made_up_study, clustered):
    """`predictions` is held to R; this one to it, with and without clusters."""
    good, kind, background, clusters = study
    answers = pd.Series(pd.Categorical.from_codes(good.astype(int), ["no", "yes"], ordered=True))
    of = made_up_study.clusters if clustered else None
    fit = ordinal.fit(answers, made_up_study.predictors, clusters=of)
    theirs = standardised_difference(fit, made_up_study.predictors, "group2", 0, 1, ["yes"])
    found = standardised_effect(good, kind, background, clusters if clustered else None)
    assert found.effect.difference == pytest.approx(theirs.difference, rel=1e-7)
    for ours, other in (
        (found.effect, theirs),
        (found.effect.at_low, theirs.at_low),
        (found.effect.at_high, theirs.at_high),
    ):
        # Of people, t with 1,191 degrees of freedom is a hair wider than the normal there.
        near = {"rel": 1e-6} if clustered else {"abs": 1e-4}
        assert (ours.low, ours.high) == pytest.approx((other.low, other.high), **near)
    assert found.clusters == (22 if clustered else None)
    assert found.people == 1200


def test_it_is_g_computation_by_statsmodels(study):
    good, kind, background, _ = study
    matrix = np.column_stack([np.ones(len(good)), kind, background])
    fit = sm.GLM(good.astype(float), matrix, family=sm.families.Binomial()).fit(tol=1e-14)
    shares = []
    for value in (0, 1):
        moved = matrix.copy()
        moved[:, 1] = value
        shares.append(fit.predict(moved).mean())
    found = standardised_effect(good, kind, background).effect
    assert (found.at_low.share, found.at_high.share) == pytest.approx(shares, rel=1e-8)


def test_without_background_it_is_the_difference_of_two_shares():
    good, kind = np.repeat([1, 0, 1, 0], [30, 20, 24, 36]) > 0, np.repeat([1, 0], [50, 60]) > 0
    found = standardised_effect(good, kind, np.empty((110, 0)))
    assert found.effect.difference == pytest.approx(0.6 - 0.4)
    error = np.sqrt(0.24 / 50 + 0.24 / 60) / (1 - 0.2**2)
    assert found.effect.high == pytest.approx(np.tanh(np.arctanh(0.2) + t.ppf(0.975, 108) * error))


def test_the_p_value_is_below_five_percent_where_the_interval_leaves_out_nought():
    random = np.random.default_rng(2)
    found = [
        standardised_effect(
            random.random(90) < 0.5, random.random(90) < 0.5, random.random((90, 1))
        )
        for _ in range(200)
    ]
    leaves_out = [one.effect.low > 0 or one.effect.high < 0 for one in found]
    assert leaves_out == [one.p_value < 0.05 for one in found]
    assert 2 < sum(leaves_out) < 20


def planted(seed: int, people: int = 4000):
    """Background goes with the kind and with yes; of people alike, 15 in 100 more say yes."""
    random = np.random.default_rng(seed)
    need = random.integers(0, 4, people)
    kind = random.random(people) < np.array([0.2, 0.4, 0.6, 0.8])[need]
    yes = random.random(people) < 0.2 + 0.15 * need + 0.15 * kind
    return yes, kind, (need[:, None] == [1, 2, 3]).astype(float)


def test_planted_confounding_is_taken_out():
    yes, kind, background = planted(1, 40_000)
    crude = yes[kind].mean() - yes[~kind].mean()
    assert crude > 0.28
    found = standardised_effect(yes, kind, background).effect
    assert found.difference == pytest.approx(0.15, abs=0.012)


def test_intervals_cover_the_planted_difference():
    covered = [
        (found := standardised_effect(*planted(seed, 400)).effect).low < 0.15 < found.high
        for seed in range(400)
    ]
    assert 0.925 < np.mean(covered) < 0.975


def test_background_that_divides_the_answers_has_no_fit():
    yes, kind, background = planted(1, 300)
    yes[background[:, 2] > 0] = True
    with pytest.raises(CannotEstimate, match=NO_MAXIMUM):
        standardised_effect(yes, kind, background)
    far, still = logit_maximum(yes, np.column_stack([np.ones(300), background]))
    assert not still
    assert expit(far[0] + far[3]) > 0.999999


def test_a_kind_that_follows_from_background_is_refused():
    yes, kind, background = planted(1, 300)
    with pytest.raises(CannotEstimate, match=ALIKE):
        standardised_effect(yes, kind, np.column_stack([background, kind]))


def test_what_rests_on_one_cluster_is_not_estimated():
    yes, kind, background = planted(1, 300)
    clusters = np.where(kind, 0, np.arange(300) % 5 + 1)
    with pytest.raises(CannotEstimate, match="without one council"):
        standardised_effect(yes, kind, background, clusters)


def test_the_reasons_are_sentences_that_can_stand_in_a_note():
    assert NO_MAXIMUM == "background divides the answers without exception"
    assert ALIKE == "who is of which kind follows from background without exception"
