from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from poet.statistics.overdispersion import overdispersion, sampling_variance

N = np.array([20, 50, 80, 30, 120, 60, 45, 90, 33, 70, 25, 150])
SHARES = np.array([0.9, 0.5, 0.61, 0.33, 0.57, 0.8, 0.4, 0.45, 0.7, 0.66, 0.2, 0.5])


def test_without_winsorising_it_is_the_estimate_of_dersimonian_and_laird():
    """Their centre is the mean of all, weighted by how precise each is."""
    centre = (SHARES * N).sum() / N.sum()
    theirs = combine_effects(SHARES, sampling_variance(N, centre), method_re="chi2")
    ours = overdispersion(SHARES, N, centre, winsorised=0)
    assert ours.between**2 == pytest.approx(theirs.tau2, rel=1e-10)
    assert ours.phi * len(N) == pytest.approx(theirs.q, rel=1e-10)


def test_phi_and_the_variance_between_by_hand():
    z = (SHARES - 0.5) / np.sqrt(0.25 / N)
    z = np.clip(z, np.quantile(z, 0.1), np.quantile(z, 0.9))
    weight = N / 0.25
    excess = (z**2).sum() - (len(N) - 1)
    found = overdispersion(SHARES, N, 0.5)
    assert found.phi == pytest.approx((z**2).mean(), rel=1e-12)
    between = excess / (weight.sum() - (weight**2).sum() / weight.sum())
    assert found.between**2 == pytest.approx(between, rel=1e-12)
    assert found.councils == 12


def test_each_question_is_worked_out_by_itself_and_councils_without_answers_left_out():
    shares = np.column_stack([SHARES, SHARES, np.full(12, np.nan)])
    shares[3, 1] = np.nan
    n = np.column_stack([N, N, N])
    n[5, 1] = 0
    found = overdispersion(shares, n, np.array([0.5, 0.5, 0.5]))
    rest = np.delete(np.arange(12), [3, 5])
    alone = overdispersion(SHARES[rest], N[rest], 0.5)
    assert found.councils.tolist() == [12, 10, 0]
    assert found.phi[1] == pytest.approx(alone.phi, rel=1e-12)
    assert found.between[1] == pytest.approx(alone.between, rel=1e-12)
    assert np.isnan([found.phi[2], found.between[2]]).all()


def test_councils_that_differ_by_chance_alone_show_no_difference_between_them():
    random = np.random.default_rng(5)
    n = random.integers(20, 200, (100, 200))
    shares = random.binomial(n, 0.7) / n
    found = overdispersion(shares, n, shares.mean(axis=0))
    assert 0.6 < found.phi.mean() < 0.8
    assert (found.between > 0.02).mean() < 0.02


def test_councils_that_differ_are_seen_to():
    random = np.random.default_rng(6)
    n = random.integers(20, 200, (100, 200))
    shares = random.binomial(n, np.clip(random.normal(0.6, 0.12, n.shape), 0, 1)) / n
    found = overdispersion(shares, n, shares.mean(axis=0))
    # Pulling in a tenth on each side makes it smaller than it is.
    assert 0.08 < found.between.mean() < 0.12
    assert found.phi.min() > 1.5


def test_one_council_alone_cannot_differ():
    found = overdispersion([0.4], [50], 0.5)
    assert np.isnan(found.phi)
    assert np.isnan(found.between)


def test_no_question_has_no_spread():
    assert overdispersion(np.zeros((5, 0)), np.zeros((5, 0)), np.zeros(0)).phi.shape == (0,)
