from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from poet.made_up.ordered_answers import (
    cumulative,
    expected_score,
    logistic_error,
    normal_share,
    score,
    thresholds,
)
from poet.made_up.plan import load_plan
from poet.sections.model_data import scores
from poet.statistics import ordinal
from poet.statistics.scores import mean_score


def test_shares_of_the_normal_are_those_of_the_standard_library() -> None:
    z = np.linspace(-6, 6, 25)
    expected = [NormalDist().cdf(value) for value in z]
    assert normal_share(z) == pytest.approx(expected, rel=1e-9)


def test_the_logistic_error_keeps_the_share_below() -> None:
    z = np.linspace(-6, 6, 49)
    share_below = 1 / (1 + np.exp(-logistic_error(z)))
    assert share_below == pytest.approx(normal_share(z), rel=1e-12)


def test_the_logistic_error_is_even_handed_and_finite_far_out() -> None:
    z = np.array([0.0, 8.0, -8.0, 30.0])
    error = logistic_error(z)
    assert error[0] == 0
    assert error[1] == pytest.approx(-error[2], rel=1e-12)
    assert np.isfinite(error).all()


def test_the_drawn_error_has_the_variance_of_the_logistic() -> None:
    error = logistic_error(np.random.default_rng(2).standard_normal(50_000))
    assert error.mean() == pytest.approx(0, abs=0.03)
    assert error.var() == pytest.approx(np.pi**2 / 3, rel=0.03)


def test_shares_add_up_from_the_worst_answer() -> None:
    assert cumulative([35, 39, 21, 4, 1]) == pytest.approx([0.01, 0.05, 0.26, 0.65])
    assert cumulative([1, 1]) == pytest.approx([0.5])


def test_the_expected_score_is_the_mean_of_all_items() -> None:
    assert expected_score([[100, 0, 0], [0, 100, 0]]) == pytest.approx(75)
    assert expected_score([[25, 25, 25, 25]]) == pytest.approx(50)


def test_the_score_is_that_of_the_analysis() -> None:
    shares = {"a": [20, 20, 20, 20, 20], "b": [40, 30, 30], "c": [25, 25, 25, 25]}
    rng = np.random.default_rng(3)
    places = {key: rng.integers(0, len(shares[key]), 40) for key in shares}
    items = pd.DataFrame({key: place / (len(shares[key]) - 1) for key, place in places.items()})
    assert score(places, shares) == pytest.approx(mean_score(items).to_numpy())


def test_thresholds_without_links_are_the_log_odds_of_the_shares() -> None:
    plan = load_plan("practitioner")
    below = cumulative(plan.shares["outcome"]["dignity"])
    assert thresholds("dignity", plan) == pytest.approx(np.log(below / (1 - below)))


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("audience", ["budget_holder", "carer", "practitioner"])
def test_shares_come_out_as_planned(large, audience: str, links: bool) -> None:
    draw = large(audience, links=links)
    for role in ("outcome", "process", "involvement"):
        for key, best_first in draw.plan.shares[role].items():
            worst_first = np.array(best_first[::-1]) / 100
            found = draw.on_scale(key).value_counts(normalize=True, sort=False).to_numpy()
            assert found == pytest.approx(worst_first, abs=0.045), key


def test_shares_of_budget_holders_look_like_those_published(large) -> None:
    draw = large("budget_holder")
    good = {key: draw.is_good(key).mean() for role in draw.plan.shares.values() for key in role}
    at_least = {
        0.70: ("independence", "support_when_needed", "dignity"),
        0.60: ("physical_health", "mental_wellbeing", "control_over_life", "control_over_support"),
        0.50: ("feeling_safe", "paid_supporters", "control_of_money", "planning"),
    }
    for lowest, keys in at_least.items():
        assert min(good[key] for key in keys) > lowest
    assert (draw.on_scale("paid_job") == "no_difference").sum() > 0.8 * good_base(draw, "paid_job")
    assert all(0.40 < good[key] < 0.65 for key in draw.plan.shares["process"])
    assert 0.75 < good["views_included"] < 0.82
    assert 0.50 < good["knew_amount"] < 0.60
    for key in draw.plan.shares["outcome"]:
        worse = draw.on_scale(key).isin(["worse", "a_lot_worse"]).sum()
        assert worse < 0.1 * good_base(draw, key), key


def good_base(draw, key: str) -> int:
    return int(draw.on_scale(key).notna().sum())


def with_background(draw) -> pd.DataFrame:
    """One row per person: both scores in steps of 25 points, a column per group but the largest."""
    columns = scores(draw.by_person, draw.questionnaire) / 25
    for question in draw.questionnaire.with_role("background"):
        if question.adjust:
            codes = [answer.code for answer in question.scale.on_scale]
            groups = draw.by_person[question.key]
            groups = groups.where(groups.isin(codes))
            others = pd.get_dummies(groups, prefix=question.key, dtype=float)
            largest = f"{question.key}_{groups.mode()[0]}"
            columns = columns.join(others.drop(columns=largest).mask(groups.isna()))
    return columns


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("audience", ["budget_holder", "carer"])
def test_the_model_of_the_analysis_finds_what_is_planted(large, audience: str, links: bool) -> None:
    draw = large(audience, links=links)
    predictors = with_background(draw)
    away = []
    for outcome in draw.questionnaire.with_role("outcome"):
        answers = draw.on_scale(outcome.key)
        keep = answers.notna() & predictors.notna().all(axis=1)
        clusters = draw.by_person.loc[keep, "authority"]
        fit = ordinal.fit(answers[keep], predictors[keep], clusters=clusters)
        for role in ("process", "involvement"):
            planted = draw.plan.link(role, outcome.key)
            assert planted == 0 or links
            away.append((fit.coefficients[role] - planted) / fit.standard_errors[role])
    assert np.abs(away).max() < 3
    # Outcomes of one person resemble each other, so that the errors do not cancel out fully.
    assert abs(np.mean(away)) < 1


def test_the_background_is_found_too(large) -> None:
    draw = large("carer", links=False)
    answers, predictors = draw.on_scale("own_quality_of_life"), with_background(draw)
    keep = answers.notna() & predictors.notna().all(axis=1)
    fit = ordinal.fit(answers[keep], predictors[keep])
    # 50 hours or more is the largest group, so the others stand against its -0.1.
    column = "caring_hours_under_10"
    away = fit.coefficients[column] - (0.2 + 0.1)
    assert abs(away) < 3 * fit.standard_errors[column]


def test_outcomes_of_one_person_resemble_each_other_without_links(large) -> None:
    draw = large("budget_holder", links=False)
    places = pd.DataFrame(
        {q.key: draw.on_scale(q.key).cat.codes for q in draw.questionnaire.with_role("outcome")}
    )
    correlation = places.where(places >= 0).corr().to_numpy()
    apart = correlation[~np.eye(len(correlation), dtype=bool)]
    assert apart.min() > 0.1
    assert apart.max() < 0.4


def test_councils_differ(large) -> None:
    draw = large("budget_holder")
    by_council = draw.is_good("planning").groupby(draw.by_person["authority"]).mean()
    # 200 people of one council alone would differ by 0.035.
    assert 0.05 < by_council.std() < 0.12
