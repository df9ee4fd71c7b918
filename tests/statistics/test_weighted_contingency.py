from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.rao_scott import independence_test
from poet.statistics.sampling import Sampling
from poet.statistics.weighted_contingency import same_weighted_shares


def of_table(good, group, weights, groups: int):
    """Sums of weights and of squares by side and group, and how many people there are."""
    cell = np.where(good, 0, 1) * groups + group
    sums, squares = (
        np.bincount(cell, weights**power, 2 * groups).reshape(2, groups) for power in (1, 2)
    )
    return sums, squares, len(good)


def stacked(*tables):
    sums, squares, people = zip(*tables, strict=True)
    return np.array(sums), np.array(squares), np.array(people)


def test_it_is_the_test_that_agrees_with_r(reference_data):
    """`independence_test` is held to R; this one to it, on the weights of the same study."""
    people = reference_data("poet1200")
    good = people["out1"].ge(4)
    weights = people["w"].to_numpy()
    tables, expected = [], []
    for name in ("mode", "group", "age"):
        group, labels = people[name].factorize()
        tables.append(of_table(good.to_numpy(), group, weights, 6))
        assert len(labels) <= 6
        expected.append(independence_test(good, people[name], Sampling(people["w"])).p_value)
    assert same_weighted_shares(*stacked(*tables)) == pytest.approx(expected, rel=1e-9)


def test_it_holds_its_promise_where_pearsons_test_does_not():
    """People of one share whose weights differ up to ten times, 3,000 made-up tables."""
    random = np.random.default_rng(6)
    tables = []
    for _ in range(3000):
        weights = np.exp(0.6 * random.normal(size=150))
        group = random.integers(0, 3, 150)
        tables.append(of_table(random.random(150) < 0.5, group, weights, 3))
    sums, squares, people = stacked(*tables)
    assert 0.035 < (same_weighted_shares(sums, squares, people) < 0.05).mean() < 0.07
    scaled = sums * (people / sums.sum(axis=(1, 2)))[:, None, None]
    alike = same_weighted_shares(scaled, scaled, people)
    assert (alike < 0.05).mean() > 0.09


def test_where_there_is_nothing_to_test_there_is_no_number():
    one_group = [[3.0, 0.0], [4.0, 0.0]]
    only_yes = [[3.0, 2.0], [4.0, 0.0]]
    sums = np.array([one_group, only_yes])
    assert np.isnan(same_weighted_shares(sums, sums, np.array([7, 9]))).all()
    assert same_weighted_shares(np.empty((0, 2, 3)), np.empty((0, 2, 3)), np.empty(0)).size == 0


def test_weights_of_one_give_the_mean_design_effect_of_one():
    random = np.random.default_rng(3)
    good, group = random.random(400) < 0.5, random.integers(0, 2, 400)
    sums, squares, people = stacked(of_table(good, group, np.ones(400), 2))
    theirs = independence_test(pd.Series(good), pd.Series(group), Sampling(pd.Series(np.ones(400))))
    assert same_weighted_shares(sums, squares, people)[0] == pytest.approx(theirs.p_value)
