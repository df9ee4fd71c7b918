"""Many rows in blocks are the same model as all rows at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics import ordinal, ordinal_rows
from poet.statistics.columns import ROWS_IN_A_BLOCK
from poet.statistics.cumulative_logit import evaluate, gradient
from poet.statistics.design import design, used_levels
from poet.statistics.failure import CannotEstimate
from poet.statistics.ordinal_rows import AllRows, covariance_of, people_of

MANY = 3 * ROWS_IN_A_BLOCK + 17


@pytest.fixture(scope="module")
def many(simulated):
    """Enough people for four blocks, in wards that reach across the ends of blocks."""
    return simulated(11, people=MANY, levels=5, clusters=7)


@pytest.fixture
def in_one_block(monkeypatch):
    """Has every row stand in one block."""

    def widen() -> None:
        for module in ("columns", "design"):
            monkeypatch.setattr(f"poet.statistics.{module}.ROWS_IN_A_BLOCK", MANY)

    return widen


def test_blocks_make_no_difference(many, in_one_block):
    in_blocks = ordinal.fit(many.answers, many.predictors, clusters=many.clusters)
    in_one_block()
    at_once = ordinal.fit(many.answers, many.predictors, clusters=many.clusters)
    np.testing.assert_allclose(in_blocks.parameters, at_once.parameters, rtol=1e-9)
    np.testing.assert_allclose(in_blocks.covariance, at_once.covariance, rtol=1e-8)
    assert in_blocks.log_likelihood == pytest.approx(at_once.log_likelihood, rel=1e-13)


def test_every_cluster_has_its_own_slope_and_information(many):
    codes, _ = used_levels(many.answers)
    people = people_of(design(many.predictors), many.clusters)
    rows = AllRows(codes[people.order], people.design, np.ones(MANY), 5)
    maximum = rows.maximum()
    slopes, own = rows.by_cluster(people.cluster, maximum)
    assert (slopes.shape, own.shape) == ((7, 7), (7, 7, 7))
    np.testing.assert_allclose(own.sum(axis=0), rows.information(maximum), rtol=1e-11)
    np.testing.assert_allclose(slopes.sum(axis=0), 0, atol=1e-6)
    by_row = pd.DataFrame(rows.scores(maximum)).groupby(people.cluster).sum()
    np.testing.assert_allclose(slopes, by_row, rtol=1e-9, atol=1e-9)


def test_a_search_from_a_part_ends_at_the_same_maximum(many, monkeypatch):
    plain = ordinal.fit(many.answers, many.predictors)
    monkeypatch.setattr(ordinal_rows, "SAMPLE", 1_000)
    np.testing.assert_allclose(
        ordinal.fit(many.answers, many.predictors).parameters, plain.parameters, rtol=1e-9
    )


def test_a_part_without_a_level_or_without_a_maximum_is_no_hindrance(many, monkeypatch):
    monkeypatch.setattr(ordinal_rows, "SAMPLE", 1_000)
    step = MANY // 1_000
    answers = many.answers.copy()
    answers.iloc[::step] = "b"  # the part knows one level only
    assert len(ordinal.fit(answers, many.predictors).levels) == 5
    seldom = many.predictors.assign(seldom=0.0)
    seldom.iloc[1 : 40 * step : step, -1] = 1.0
    seldom.iloc[0, -1] = 1.0  # in the part one person has it, so that it separates
    fit = ordinal.fit(many.answers, seldom)
    assert np.isfinite(fit.coefficients["seldom"])


def test_the_search_begins_on_the_way_to_the_maximum(many):
    codes, _ = used_levels(many.answers)
    rows = AllRows(codes, design(many.predictors), np.ones(MANY), 5)
    begin = rows._begin()
    nowhere = np.concatenate([begin[:4], np.zeros(3)])

    def height(place):
        return sum(evaluate(part, place).log_likelihood for part in rows)

    assert height(nowhere) < height(begin) < rows.maximum().log_likelihood
    slope = sum(gradient(part, evaluate(part, nowhere)) for part in rows)
    np.testing.assert_allclose(slope[:4], 0, atol=1e-6)


def test_fits_of_several_outcomes_are_those_of_each(simulated):
    data = simulated(2, people=400, levels=4, clusters=12)
    blank = data.answers.mask(np.arange(400) % 9 == 0)
    outcomes = pd.DataFrame(
        {
            "all": data.answers,
            "some": blank,
            "same": data.answers.mask(data.answers.notna(), "a"),
        }
    )
    fits = ordinal.fit_each(outcomes, data.predictors, data.clusters)
    assert list(fits) == ["all", "some", "same"]
    alone = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    pd.testing.assert_frame_equal(fits["all"].covariance, alone.covariance)
    there = blank.notna()
    fewer = ordinal.fit(blank[there], data.predictors[there], clusters=data.clusters[there])
    pd.testing.assert_frame_equal(fits["some"].covariance, fewer.covariance)
    assert fits["some"].n == there.sum()
    assert isinstance(fits["same"], CannotEstimate)
    assert str(fits["same"]) == "everyone gave the same answer"


def test_predictors_prepared_once_serve_any_outcome(simulated):
    data = simulated(6, people=300)
    prepared = design(data.predictors)
    weights = pd.Series(np.arange(300) % 3, name="people")
    for more in ({}, {"weights": weights}, {"clusters": data.clusters}):
        once = ordinal.fit(data.answers, prepared, **more)
        plain = ordinal.fit(data.answers, data.predictors, **more)
        np.testing.assert_allclose(once.covariance, plain.covariance, rtol=1e-9)
    with pytest.raises(ValueError, match="must have the same rows"):
        ordinal.fit(data.answers[:-1], prepared)


@pytest.mark.parametrize("clustered", [False, True])
def test_the_covariance_is_that_of_the_fit(simulated, clustered):
    data = simulated(4)
    clusters = data.clusters if clustered else None
    people = people_of(design(data.predictors), clusters)
    codes, levels = used_levels(data.answers)
    everyone = AllRows(codes[people.order], people.design, np.ones(len(codes)), len(levels))
    covariance, about = covariance_of(everyone, everyone.maximum(), people)
    fit = ordinal.fit(data.answers, data.predictors, clusters=clusters)
    cuts = len(levels) - 1
    to_own = people.design.to_own_units(intercepts=cuts, sign=1)
    own = np.roll(to_own @ covariance @ to_own.T, -cuts, axis=(0, 1))
    np.testing.assert_allclose(own, fit.covariance, rtol=1e-12)
    assert about == ({"degrees_of_freedom": 5, "clusters": 6} if clustered else {})
