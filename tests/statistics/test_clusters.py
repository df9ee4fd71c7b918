from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.clusters import cluster_word, cr3_covariance, members
from poet.statistics.failure import CannotEstimate


def reason(call, *arguments):
    with pytest.raises(CannotEstimate) as failure:
        call(*arguments)
    return str(failure.value)


def test_members_are_positions_not_labels():
    wards = pd.Series(["north", "south", "north", "east"], index=[9, 8, 7, 6])
    assert sorted(group.tolist() for group in members(wards)) == [[0, 2], [1], [3]]


def test_members_of_unused_categories_are_not_clusters():
    wards = pd.Series(pd.Categorical(["a", "b", "a"], categories=["a", "b", "c"]))
    assert len(members(wards)) == 2


def test_one_cluster_says_nothing_of_clusters():
    assert reason(members, pd.Series(["a", "a"])) == "all answers come from one cluster"
    named = pd.Series(["a", "a"], name="authority")
    assert reason(members, named) == "all answers come from one authority"
    assert cluster_word(named) == "authority"


def test_a_row_without_a_cluster_is_refused():
    with pytest.raises(ValueError, match="missing values in 'ward'"):
        members(pd.Series(["a", None, "b"], name="ward"))


def parts(seed=3, clusters=5, parameters=3):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(clusters, parameters))
    scores -= scores.mean(axis=0)  # at a maximum they add up to nought
    rows = [random.normal(size=(8, parameters)) for _ in range(clusters)]
    return scores, np.array([each.T @ each for each in rows])


def test_cr3_is_the_formula_of_bell_and_mccaffrey():
    scores, own = parts()
    bread = np.linalg.inv(sum(own))
    meat = np.zeros((3, 3))
    for score, part in zip(scores, own, strict=True):
        adjusted = np.linalg.inv(np.eye(3) - part @ bread) @ score
        meat += np.outer(adjusted, adjusted)
    covariance = cr3_covariance(sum(own), scores, own, ["help", "ease"])
    np.testing.assert_allclose(covariance, bread @ meat @ bread, rtol=1e-10)


def test_cr3_of_a_mean_is_the_jackknife():
    values = np.array([2.0, 5.0, 7.0, 11.0])
    scores, own = (values - values.mean())[:, np.newaxis], np.ones((4, 1, 1))
    without_one = np.array([np.delete(values, at).mean() for at in range(4)])
    expected = np.sum((without_one - values.mean()) ** 2)
    assert cr3_covariance(4 * np.eye(1), scores, own, []) == pytest.approx(expected)


def test_a_coefficient_that_rests_on_one_cluster_is_named():
    scores, own = parts()
    own = own * np.outer([1, 1, 0], [1, 1, 0])
    own[2, 2, 2] = 6.0
    assert reason(cr3_covariance, sum(own), scores, own, ["help", "ease"], "ward") == (
        "without one ward, 'ease' could not be estimated"
    )


def test_a_model_that_rests_on_one_cluster_says_so():
    own = np.array([np.eye(1), np.zeros((1, 1))])
    assert reason(cr3_covariance, np.eye(1), np.zeros((2, 1)), own, []) == (
        "without one cluster, too few answers are left"
    )
