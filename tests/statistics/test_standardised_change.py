"""A change between two times, allowing for who answered."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit

from poet.statistics.failure import CannotEstimate
from poet.statistics.standardised_change import standardised_change


@pytest.fixture
def people(reference_data):
    """The made-up study: good answers, the later of two waves, age, gender and need, council."""
    data = reference_data("poet1200")
    data = data[data["wave"].isin([1, 3])]
    columns = [data["age"].eq(level) for level in (1, 2, 3)]
    columns += [data["group"].eq(level) for level in (1, 2, 3, 4)]
    background = np.column_stack([*columns, data["gender"].eq(1)]).astype(float)
    return (
        data["out1"].ge(4).to_numpy(),
        data["wave"].eq(3).to_numpy(),
        background,
        np.unique(data["la"], return_inverse=True)[1],
    )


def by_statsmodels(good, later, background):
    """Difference and its standard error: a GLM, two predictions a person, numerical slopes."""
    matrix = np.column_stack([np.ones(len(good)), later, background])
    fit = sm.GLM(good.astype(float), matrix, family=sm.families.Binomial()).fit(tol=1e-14)

    def difference(parameters: np.ndarray) -> float:
        now, before = matrix[later].copy(), matrix[later].copy()
        now[:, 1], before[:, 1] = 1, 0
        return float(expit(now @ parameters).mean() - expit(before @ parameters).mean())

    parameters = np.asarray(fit.params)
    steps = np.eye(len(parameters)) * 1e-5
    slope = np.array(
        [(difference(parameters + s) - difference(parameters - s)) / 2e-5 for s in steps]
    )
    return difference(parameters), float(np.sqrt(slope @ fit.cov_params() @ slope))


def test_it_agrees_with_statsmodels_and_two_predictions_a_person(people) -> None:
    good, later, background, _ = people
    found = standardised_change(good, later, background)
    difference, error = by_statsmodels(good, later, background)
    assert found.difference == pytest.approx(difference, rel=1e-8)
    assert found.share_now - found.share_before == pytest.approx(difference, rel=1e-8)
    half = 1.959963984540054 * error / (1 - difference**2)
    ends = np.tanh(np.arctanh(difference) + np.array([-half, half]))
    assert [found.low, found.high] == pytest.approx(ends.tolist(), rel=1e-6)


def test_without_background_it_is_the_difference_of_the_shares(people) -> None:
    good, later, background, _ = people
    found = standardised_change(good, later, background[:, :0])
    assert found.share_now == pytest.approx(good[later].mean(), rel=1e-9)
    assert found.share_before == pytest.approx(good[~later].mean(), rel=1e-9)


def test_the_share_of_now_is_the_one_observed(people) -> None:
    """A logistic regression keeps the sums of its columns, so the later time has its own share."""
    good, later, background, _ = people
    found = standardised_change(good, later, background)
    assert found.share_now == pytest.approx(good[later].mean(), rel=1e-8)


def test_by_council_the_covariance_is_cr3_and_t_has_one_degree_fewer(people) -> None:
    """By hand: fits without each council, one Newton step away, and the t quantile."""
    good, later, background, council = people
    found = standardised_change(good, later, background, council)
    alone = standardised_change(good, later, background)
    assert found.difference == alone.difference
    matrix = np.column_stack([np.ones(len(good)), later, background])
    fit = sm.GLM(good.astype(float), matrix, family=sm.families.Binomial()).fit(tol=1e-14)
    share = fit.fittedvalues
    information = (matrix.T * (share * (1 - share))) @ matrix
    changes = []
    for one in range(council.max() + 1):
        here = council == one
        own = (matrix[here].T * (share * (1 - share))[here]) @ matrix[here]
        score = matrix[here].T @ (good - share)[here]
        changes.append(np.linalg.solve(information - own, score))
    covariance = np.array(changes).T @ np.array(changes)
    now, before = matrix[later].copy(), matrix[later].copy()
    now[:, 1], before[:, 1] = 1, 0
    slope = sum(
        sign * (p * (1 - p)) @ rows / len(rows)
        for sign, rows in ((1, now), (-1, before))
        for p in [expit(rows @ np.asarray(fit.params))]
    )
    from scipy.stats import t

    error = np.sqrt(slope @ covariance @ slope) / (1 - found.difference**2)
    half = t.ppf(0.975, council.max()) * error
    ends = np.tanh(np.arctanh(found.difference) + np.array([-half, half]))
    assert [found.low, found.high] == pytest.approx(ends.tolist(), rel=1e-6)


def test_background_that_accounts_for_a_change_takes_it_away() -> None:
    """Older people more often say good, and more of the later answers are theirs."""
    random = np.random.default_rng(5)
    later = np.repeat([False, True], 4000)
    old = random.random(8000) < np.where(later, 0.7, 0.3)
    good = random.random(8000) < np.where(old, 0.8, 0.4)
    crude = standardised_change(good, later, np.empty((8000, 0)))
    adjusted = standardised_change(good, later, old[:, np.newaxis].astype(float))
    assert crude.low > 0.1
    assert adjusted.low < 0 < adjusted.high


def test_the_interval_covers_what_it_promises() -> None:
    random = np.random.default_rng(2)
    later = np.repeat([False, True], 60)
    covered = []
    for _ in range(600):
        old = random.random(120) < 0.5
        good = random.random(120) < np.where(old, 0.75, 0.45)
        found = standardised_change(good, later, old[:, np.newaxis].astype(float))
        covered.append(found.low <= 0 <= found.high)
    assert abs(np.mean(covered) - 0.95) < 3 * np.sqrt(0.05 * 0.95 / 600)


def test_background_that_divides_the_answers_is_told() -> None:
    later = np.tile([False, True], 30)
    group = np.arange(60) < 20
    good = group | (np.arange(60) % 3 == 0)
    with pytest.raises(CannotEstimate) as told:
        standardised_change(good, later, group[:, np.newaxis].astype(float))
    assert str(told.value) == "the background tells the answers of some people without exception"


def test_a_column_that_does_not_vary_is_told() -> None:
    later = np.tile([False, True], 30)
    good = np.arange(60) % 3 == 0
    with pytest.raises(CannotEstimate) as told:
        standardised_change(good, later, np.ones((60, 1)))
    assert str(told.value) == "a column is the same for everyone"
