from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import betaln
from scipy.stats import beta

from poet.statistics.shrinkage import shrunken_shares

# Batting averages of 18 players after 45 times at bat in 1970, and for the rest of the season
# (Efron & Morris 1975, table 1).
HITS = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
SEASON = np.array(
    [346, 298, 276, 222, 273, 270, 263, 210, 269, 230, 264, 256, 303, 264, 226, 286, 316, 200]
)


def test_batting_averages_come_nearer_to_the_season_as_published():
    """Their squared errors fall to 0.022, about 3.5 times as good as each player's own average."""
    season = SEASON / 1000
    shrunken = shrunken_shares(HITS, np.full(18, 45))
    alone = ((HITS / 45 - season) ** 2).sum()
    together = ((shrunken.share - season) ** 2).sum()
    assert together == pytest.approx(0.022, abs=0.002)
    assert alone / together == pytest.approx(3.5, rel=0.1)
    # Theirs keep 0.21 of each player's own distance on their scale, where chance has one size.
    assert shrunken.weight == pytest.approx(np.full(18, 0.21), abs=0.08)


def _by_integration(count: np.ndarray, n: np.ndarray, council: int) -> tuple[float, float, float]:
    """Share and interval of one council, summed over a fine grid of centres and sizes."""
    typical = len(n) / (1 / n).sum()
    weights = (np.arange(200) + 0.5) / 200
    size = (typical * (1 - weights) / weights)[:, None, None]
    centre = ((np.arange(400) + 0.5) / 400)[None, :, None]
    good, other = size * centre, size * (1 - centre)
    log = (betaln(count + good, n - count + other) - betaln(good, other)).sum(axis=2)
    mass = np.exp(log - log.max())
    mass /= mass.sum()
    ends = (count[council] + good[..., 0], n[council] - count[council] + other[..., 0])
    mean = float((mass * ends[0] / (ends[0] + ends[1])).sum())
    low, high = (
        brentq(lambda share, p=p: float((mass * beta.cdf(share, *ends)).sum()) - p, 1e-6, 1 - 1e-6)
        for p in (0.025, 0.975)
    )
    return mean, low, high


@pytest.mark.parametrize("council", [0, 3, 7])
def test_shares_and_intervals_are_those_of_numerical_integration(council):
    n = np.array([15, 40, 80, 25, 60, 110, 33, 52, 70, 20])
    count = np.array([4, 22, 55, 19, 36, 60, 25, 26, 30, 13])
    mean, low, high = _by_integration(count, n, council)
    found = shrunken_shares(count, n)
    assert found.share[council] == pytest.approx(mean, abs=0.003)
    # A beta distribution of the same mean and variance stands for a mixture of many.
    assert found.low[council] == pytest.approx(low, abs=0.03)
    assert found.high[council] == pytest.approx(high, abs=0.03)


@pytest.mark.parametrize("like", [0, 15, 60, 300])
def test_intervals_hold_the_true_share_of_19_councils_in_20(like):
    """`like` is how many people a council's own difference is worth; 0 for none that differ."""
    random = np.random.default_rng(3)
    n = random.integers(10, 200, (20, 300))
    true = random.beta(0.7 * like, 0.3 * like, n.shape) if like else np.full(n.shape, 0.7)
    count = random.binomial(n, true)
    found = shrunken_shares(count, n)
    assert 0.92 < ((found.low <= true) & (true <= found.high)).mean() <= 1
    assert ((found.share - true) ** 2).mean() < ((count / n - true) ** 2).mean()


def test_each_question_is_worked_out_by_itself():
    random = np.random.default_rng(4)
    n = random.integers(10, 200, (12, 3))
    count = random.binomial(n, [0.1, 0.5, 0.9])
    together = shrunken_shares(count, n)
    for question in range(3):
        alone = shrunken_shares(count[:, question], n[:, question])
        np.testing.assert_allclose(together.share[:, question], alone.share, rtol=1e-12)
        np.testing.assert_allclose(together.high[:, question], alone.high, rtol=1e-12)


def test_the_fewer_people_the_nearer_to_all():
    n = np.array([20, 200, 60, 60, 80, 100])
    found = shrunken_shares(n * 0.8 * [1, 1, 0.5, 0.6, 0.7, 0.4], n)
    assert found.weight[0] < found.weight[2] < found.weight[1]
    assert found.share[0] < found.share[1] < 0.8


def test_a_council_without_answers_has_no_share_and_changes_no_other():
    found = shrunken_shares([5, 0, np.nan, 9, 20], [10, 0, np.nan, 30, 40])
    without = shrunken_shares([5, 9, 20], [10, 30, 40])
    assert np.isnan(found.share[[1, 2]]).all()
    np.testing.assert_allclose(found.share[[0, 3, 4]], without.share, rtol=1e-12)
    np.testing.assert_allclose(found.low[[0, 3, 4]], without.low, rtol=1e-12)


@pytest.mark.parametrize("share", [0, 1])
def test_nobody_and_everybody_everywhere_still_have_an_interval(share):
    n = np.array([10, 20, 30])
    found = shrunken_shares(n * share, n)
    assert np.all((found.low >= 0) & (found.low < found.high) & (found.high <= 1))
    assert np.abs(found.share - share) == pytest.approx(np.zeros(3), abs=0.03)


def test_a_count_above_its_n_is_refused():
    with pytest.raises(ValueError, match="a count must lie between 0 and its n"):
        shrunken_shares([11], [10])
