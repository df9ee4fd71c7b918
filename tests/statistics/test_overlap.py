from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from poet.statistics.overlap import overlap


def people(shares: list[float], each: int = 500, seed: int = 4):
    """Groups of so many people, with these shares of the kind: (kind, background)."""
    group = np.repeat(np.arange(len(shares)), each)
    kind = np.concatenate([np.arange(each) < share * each for share in shares])
    return kind, (group[:, None] == np.arange(1, len(shares))).astype(float)


def test_people_alike_are_worth_as_many_as_they_are():
    found = overlap(*people([0.5, 0.5]))
    assert (found.alike, found.common_support) == (1, 1)
    assert found.effective == pytest.approx(1)


def test_groups_with_hardly_anyone_of_a_kind_are_not_alike():
    found = overlap(*people([0.5, 0.05, 0.95]))
    assert found.alike == pytest.approx(1 / 3)
    # Each kind of each group stands for the whole group: the weights are 1 over its share.
    weights = sum(1 / share + 1 / (1 - share) for share in (0.5, 0.05, 0.95))
    assert found.effective == pytest.approx(6**2 / weights / 3)


def test_kinds_that_background_divides_do_not_overlap():
    found = overlap(*people([0.0, 0.5, 1.0]))
    assert found.alike == pytest.approx(1 / 3)
    assert found.common_support == pytest.approx(1 / 3)
    assert overlap(*people([0.0, 1.0])).alike == 0


def test_the_propensity_is_that_of_statsmodels():
    random = np.random.default_rng(3)
    background = random.normal(size=(400, 3))
    kind = random.random(400) < 1 / (1 + np.exp(-2 * background[:, 0]))
    chance = sm.Logit(kind.astype(float), sm.add_constant(background)).fit(disp=0).predict()
    found = overlap(kind, background)
    assert found.alike == np.mean((chance >= 0.1) & (chance <= 0.9))
    low = max(np.percentile(chance[kind], 1), np.percentile(chance[~kind], 1))
    high = min(np.percentile(chance[kind], 99), np.percentile(chance[~kind], 99))
    assert found.common_support == np.mean((chance >= low) & (chance <= high))
    weights = 1 / np.where(kind, chance, 1 - chance)
    assert found.effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum() / 400)


def test_one_kind_alone_is_refused():
    with pytest.raises(ValueError, match="there is one kind of people only"):
        overlap(np.ones(5, bool), np.zeros((5, 1)))
