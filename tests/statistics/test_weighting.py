from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.failure import CannotEstimate
from poet.statistics.weighting import margins_reached, post_stratify, rake, rake_and_trim

ONES = pd.Series(1.0, index=range(6), name="weight")
GROUPS = pd.DataFrame({"held": list("ddddmm"), "need": list("xxyyxy")})
TOTALS = {
    "held": pd.Series({"d": 30, "m": 60}),
    "need": pd.Series({"x": 50, "y": 40}),
}


@pytest.fixture(scope="module")
def schools(reference, reference_data):
    expected, people = reference("weighting"), reference_data("apiclus1")
    totals = {
        "stype": pd.Series(expected["pop_stype"]),
        "sch.wide": pd.Series(expected["pop_schwide"]),
    }
    return people, totals, expected


@pytest.fixture(scope="module")
def study(reference, reference_data):
    expected, people = reference("poet1200")["rake"], reference_data("poet1200")
    return people, {name: pd.Series(of) for name, of in expected["targets"].items()}, expected


def drawn(seed, people=400):
    """Made-up answers of three margins, and totals of a population unlike them."""
    random = np.random.default_rng(seed)
    groups = pd.DataFrame({name: random.integers(0, 4, people) for name in "abc"})
    shares = {name: random.dirichlet(np.full(4, 5.0)) for name in "abc"}
    weights = pd.Series(random.uniform(0.5, 3, people), name="weight")
    return weights, groups, {name: pd.Series(9000 * of) for name, of in shares.items()}


def test_raking_agrees_with_r(schools):
    people, totals, expected = schools
    raked = rake(people["pw"], people, totals)
    # R ends when no cell moves by more than 1e-10 of the sum of the weights.
    np.testing.assert_allclose(raked.weights, expected["rake"]["weights"], rtol=1e-9)
    assert raked.largest_gap <= 1e-10
    assert raked.rounds == 9
    assert raked.trimmed == 0


def test_raking_the_made_up_study_agrees_with_r(study):
    people, totals, expected = study
    raked = rake(people["w"], people, totals)
    np.testing.assert_allclose(raked.weights, expected["weights"], rtol=1e-10)
    good = np.average(people["out1"] >= 4, weights=raked.weights)
    assert good == pytest.approx(expected["mean_y"], rel=1e-10)


def test_post_stratification_agrees_with_r(schools):
    people, totals, expected = schools
    weights = post_stratify(people["pw"], people["stype"], totals["stype"])
    np.testing.assert_allclose(weights, expected["poststratify"]["weights"], rtol=1e-14)
    assert weights.name == "pw"


def test_raking_one_margin_is_post_stratification(schools):
    people, totals, _ = schools
    raked = rake(people["pw"], people, {"stype": totals["stype"]})
    expected = post_stratify(people["pw"], people["stype"], totals["stype"])
    pd.testing.assert_series_equal(raked.weights, expected, rtol=1e-14)
    assert raked.rounds == 1


@pytest.mark.parametrize("seed", range(5))
def test_every_margin_adds_up_in_whatever_order_they_are_adjusted(seed):
    weights, groups, totals = drawn(seed)
    raked = rake(weights, groups, totals)
    for name, wanted in totals.items():
        reached = raked.weights.groupby(groups[name]).sum()
        np.testing.assert_allclose(reached, wanted, rtol=1e-10)
    for order in (["c", "b", "a"], ["b", "a", "c"]):
        other = rake(weights, groups, {name: totals[name] for name in order})
        np.testing.assert_allclose(other.weights, raked.weights, rtol=1e-9)


def test_raking_keeps_the_odds_ratios_of_the_start():
    weights, groups, totals = drawn(7)
    raked = rake(weights, groups, {name: totals[name] for name in "ab"}).weights

    def odds_ratio(values):
        cells = values.groupby([groups["a"], groups["b"]]).sum().unstack()
        return cells.loc[0, 0] * cells.loc[1, 1] / (cells.loc[0, 1] * cells.loc[1, 0])

    assert odds_ratio(raked) == pytest.approx(odds_ratio(weights), rel=1e-12)


def test_only_the_proportions_of_the_starting_weights_matter():
    weights, groups, totals = drawn(8)
    raked = rake(weights, groups, totals).weights
    np.testing.assert_allclose(rake(17 * weights, groups, totals).weights, raked, rtol=1e-12)


def test_weights_that_add_up_stay_as_they_are():
    weights, groups, _ = drawn(9)
    totals = {name: weights.groupby(groups[name]).sum() for name in "abc"}
    raked = rake(weights, groups, totals)
    pd.testing.assert_series_equal(raked.weights, weights, rtol=1e-14)
    assert raked.rounds == 1


def test_groups_may_be_categories_with_more_levels_than_are_used():
    levels = pd.CategoricalDtype(["d", "m", "not_said"])
    as_categories = GROUPS.assign(held=GROUPS["held"].astype(levels))
    expected = rake(ONES, GROUPS, TOTALS).weights
    pd.testing.assert_series_equal(rake(ONES, as_categories, TOTALS).weights, expected)
    pd.testing.assert_series_equal(
        rake(ONES.astype("Int64"), GROUPS.assign(more=1), TOTALS).weights, expected
    )


def test_the_margins_reached_have_a_row_per_group():
    reached = margins_reached(ONES * 10, GROUPS, TOTALS)
    expected = pd.DataFrame(
        {
            "margin": ["held", "held", "need", "need"],
            "group": ["d", "m", "x", "y"],
            "answered": [4, 2, 3, 3],
            "weighted": [40.0, 20.0, 30.0, 30.0],
            "population": [30.0, 60.0, 50.0, 40.0],
            "gap": [1 / 3, -2 / 3, -0.4, -0.25],
        }
    )
    pd.testing.assert_frame_equal(reached, expected)
    raked = rake(ONES, GROUPS, TOTALS)
    after = margins_reached(raked.weights, GROUPS, TOTALS)["gap"].abs().max()
    assert after == pytest.approx(raked.largest_gap, abs=1e-14)


@pytest.mark.parametrize(("of", "middle"), [("median", pd.Series.median), ("mean", pd.Series.mean)])
def test_raking_with_trimming_keeps_limits_and_margins(study, of, middle):
    people, totals, _ = study
    plain = rake(people["w"], people, totals).weights
    both = rake_and_trim(people["w"], people, totals, lowest=0.5, highest=2, of=of)
    low, high = 0.5 * middle(plain), 2 * middle(plain)
    assert plain.min() < low
    assert plain.max() > high
    assert both.weights.between(low * (1 - 1e-9), high * (1 + 1e-9)).all()
    assert both.largest_gap <= 1e-6
    assert both.rounds > 1
    at_a_limit = np.isclose(both.weights, low, rtol=1e-9) | np.isclose(both.weights, high, 1e-9)
    assert both.trimmed == at_a_limit.sum() > 0
    gaps = margins_reached(both.weights, people, totals)["gap"]
    assert gaps.abs().max() == pytest.approx(both.largest_gap, rel=1e-6)


def test_limits_that_cut_nothing_leave_the_raking(study):
    people, totals, _ = study
    both = rake_and_trim(people["w"], people, totals, highest=50)
    np.testing.assert_allclose(both.weights, rake(people["w"], people, totals).weights, rtol=1e-6)
    assert (both.rounds, both.trimmed) == (1, 0)


def test_margins_that_the_limits_do_not_allow_are_told():
    # The two people of 'm' stand for 60 of 90, so that each must count for 30.
    both = rake_and_trim(ONES, GROUPS, TOTALS, highest=1.5, of="mean")
    assert both.weights.max() == pytest.approx(1.5 * 90 / 6)
    assert both.weights.sum() == pytest.approx(90)
    gaps = margins_reached(both.weights, GROUPS, TOTALS).set_index("group")["gap"]
    assert gaps["m"] == pytest.approx(-0.25)
    assert both.largest_gap == pytest.approx(gaps.abs().max()) == pytest.approx(0.5)
    assert both.rounds == 100
    assert both.trimmed == 2


def test_limits_are_multiples_of_the_median_or_the_mean():
    with pytest.raises(ValueError, match="of the median or the mean, not of 'mode'"):
        rake_and_trim(ONES, GROUPS, TOTALS, highest=2, of="mode")
    with pytest.raises(ValueError, match="at least 0 and below the highest"):
        rake_and_trim(ONES, GROUPS, TOTALS, lowest=3, highest=2)


def held(**totals):
    return {"held": pd.Series(totals)}


@pytest.mark.parametrize(
    ("totals", "reason"),
    [
        (held(d=5, m=5, w=1, v=2), "in 'held' nobody of 'w' and 'v' answered"),
        (held(d=5), "in 'held' people of 'm' answered, but have no total"),
        (held(d=5, m=0), "in 'held' the population total of 'm' is 0, and must be above 0 and"),
        (held(d=-5, m=1), "in 'held' the population total of 'd' is -5, and must be above 0 and"),
        (held(d=np.inf, m=1), "in 'held' the population total of 'd' is inf, and must be above 0"),
        (
            {**held(d=1200, m=300), "need": pd.Series({"x": 1000, "y": 505})},
            "the population totals of 'held' add up to 1,500 and those of 'need' to 1,505",
        ),
    ],
)
def test_totals_that_do_not_fit_the_answers_are_refused(totals, reason):
    for attempt in (rake, margins_reached):
        with pytest.raises(CannotEstimate) as refused:
            attempt(ONES, GROUPS, totals)
        assert str(refused.value).startswith(reason)
    if len(totals) == 1:
        with pytest.raises(CannotEstimate, match=reason):
            post_stratify(ONES, GROUPS["held"], totals["held"])


def test_combinations_without_an_answer_are_refused_when_raking_does_not_end():
    groups = pd.DataFrame({"held": list("ddmm"), "need": list("xxyy")})
    with pytest.raises(CannotEstimate) as refused:
        rake(ONES[:4], groups, TOTALS, most_rounds=200)
    assert str(refused.value) == (
        "in 'held' the weights of 'd' add up, after 200 rounds, to 50 and not to 30: "
        "perhaps too many combinations of groups have no answer"
    )


def test_a_margin_that_is_rounded_differently_still_ends():
    totals = {**TOTALS, "need": TOTALS["need"] * (1 + 5e-10)}
    assert rake(ONES, GROUPS, totals).largest_gap <= 1e-10


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (np.nan, "'weight' holds a missing weight"),
        (-1.0, "'weight' holds a negative weight"),
        (0.0, "'weight' holds a weight of 0"),
        (np.inf, "'weight' holds an infinite weight"),
    ],
)
def test_every_starting_weight_must_be_above_0(wrong, reason):
    weights = ONES.copy()
    weights[3] = wrong
    for attempt in (
        lambda: rake(weights, GROUPS, TOTALS),
        lambda: rake_and_trim(weights, GROUPS, TOTALS, highest=3),
        lambda: post_stratify(weights, GROUPS["held"], TOTALS["held"]),
    ):
        with pytest.raises(CannotEstimate) as refused:
            attempt()
        assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"weights": ONES[1:]}, ValueError, "weights and groups must have the same rows"),
        ({"weights": ONES.astype(str)}, TypeError, "'weight' must be numbers"),
        ({"groups": GROUPS[["need"]]}, ValueError, "the groups have no column 'held'"),
        (
            {"groups": GROUPS.assign(held=[None, *"dddmm"])},
            ValueError,
            "missing values in 'held'",
        ),
        ({"totals": {}}, ValueError, "there must be at least one margin"),
        (
            {"totals": held(d="many", m="few")},
            TypeError,
            "the totals of 'held' must be numbers",
        ),
        (
            {"totals": held(d=np.nan, m=1)},
            ValueError,
            "missing values in the totals of 'held'",
        ),
        (
            {"totals": {"held": pd.Series([1, 2, 3], index=["d", "m", "d"])}},
            ValueError,
            "the totals of 'held' must have one row per group",
        ),
    ],
)
def test_mistakes_of_the_caller(changes, error, message):
    with pytest.raises(error) as raised:
        rake(**{"weights": ONES, "groups": GROUPS, "totals": TOTALS, **changes})
    assert str(raised.value) == message
    assert not isinstance(raised.value, CannotEstimate)


def test_what_is_given_stays_as_it_was():
    weights, groups, totals = drawn(3)
    before = weights.copy(), groups.copy(), {name: of.copy() for name, of in totals.items()}
    rake_and_trim(weights, groups, totals, highest=2)
    post_stratify(weights, groups["a"], totals["a"])
    pd.testing.assert_series_equal(weights, before[0])
    pd.testing.assert_frame_equal(groups, before[1])
    for name, of in totals.items():
        pd.testing.assert_series_equal(of, before[2][name])
