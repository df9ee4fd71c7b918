from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.raking_together import PartMargin, rake_together
from poet.statistics.weighting import margins_reached, rake_and_trim

NO_LIMIT = 1e9


def answers(seed: int, populations: int = 3):
    """People with a group of three and one of two, where everybody of a population is in one."""
    random = np.random.default_rng(seed)
    people = [random.integers(30, 60) for _ in range(populations)]
    of = np.repeat(np.arange(populations), people)
    three, two = random.integers(0, 3, len(of)), random.integers(0, 2, len(of))
    for place in range(populations):
        start = int(np.flatnonzero(of == place)[0])
        three[start : start + 6], two[start : start + 6] = [0, 0, 1, 1, 2, 2], [0, 1] * 3
    totals = random.integers(200, 900, populations).astype(float)
    wanted = [random.dirichlet([4] * groups, populations) for groups in (3, 2)]
    return of, (three, two), wanted, totals


@given(seed=st.integers(0, 10**6), highest=st.sampled_from([1.5, 2.0, NO_LIMIT]))
def test_each_population_gets_the_weights_that_it_has_alone(seed, highest):
    of, groups, wanted, totals = answers(seed)
    margins = [PartMargin(one, shares) for one, shares in zip(groups, wanted, strict=True)]
    together = rake_together(margins, of, totals, highest)
    for place in range(len(totals)):
        rows = of == place
        frame = pd.DataFrame({n: one[rows] for n, one in enumerate(groups)})
        own = {n: pd.Series(shares[place] * totals[place]) for n, shares in enumerate(wanted)}
        alone = rake_and_trim(
            pd.Series(np.ones(rows.sum())), frame, own, highest=highest, of="mean"
        )
        np.testing.assert_allclose(together.weights[rows], alone.weights, rtol=1e-5)
        assert together.trimmed[place] == np.count_nonzero(
            together.weights[rows] >= highest * totals[place] / rows.sum() * (1 - 1e-9)
        )
        assert together.weights[rows].sum() == pytest.approx(totals[place])
        assert together.weights[rows].max() <= highest * totals[place] / rows.sum() * (1 + 1e-9)
        gaps = margins_reached(pd.Series(together.weights[rows]), frame, own)["gap"].abs()
        assert together.furthest_off[place] == pytest.approx(gaps.max(), abs=1e-9)


@given(seed=st.integers(0, 10**6))
def test_who_is_in_no_known_group_is_not_moved_by_it(seed):
    of, (three, two), (shares, halves), totals = answers(seed)
    unknown = np.random.default_rng(seed).random(len(of)) < 0.1
    first = np.array([int(np.flatnonzero(of == place)[0]) for place in range(3)])
    unknown[(first[:, None] + np.arange(6)).ravel()] = False
    margins = [PartMargin(np.where(unknown, -1, three), shares), PartMargin(two, halves)]
    raked = rake_together(margins, of, totals, NO_LIMIT)
    for place in range(3):
        rows, known = of == place, (of == place) & ~unknown
        of_known = np.bincount(three[known], raked.weights[known], 3)
        np.testing.assert_allclose(of_known / of_known.sum(), shares[place], atol=1e-8)
        of_all = np.bincount(two[rows], raked.weights[rows], 2)
        np.testing.assert_allclose(of_all / totals[place], halves[place], atol=1e-8)
        # Of people alike in the other margin, those not known have one weight.
        for half in (0, 1):
            alike = raked.weights[rows & unknown & (two == half)]
            np.testing.assert_allclose(alike, alike.mean() if len(alike) else 0, rtol=1e-9)


def test_one_margin_by_hand():
    """Eight of 10 are young, of 100 people half are: each young one counts for 50 / 8."""
    group = np.array([0] * 8 + [1] * 2)
    margin = PartMargin(group, np.array([[0.5, 0.5]]))
    raked = rake_together([margin], np.zeros(10, int), np.array([100.0]), NO_LIMIT)
    np.testing.assert_allclose(raked.weights, [6.25] * 8 + [25.0] * 2)
    assert raked.trimmed.tolist() == [0]
    cut = rake_together([margin], np.zeros(10, int), np.array([100.0]), 2.0)
    np.testing.assert_allclose(cut.weights, [7.5] * 8 + [20.0] * 2)
    assert cut.trimmed.tolist() == [2]
    assert cut.furthest_off == pytest.approx([0.2])


def test_a_population_whose_margins_nobody_can_reach_has_no_weights_and_spoils_no_other():
    """Whoever is young has a direct payment: that cannot be 9 in 10 young and 1 in 10 of those."""
    group = np.array([0, 0, 1, 1, 0, 0, 1, 1])
    other = np.array([0, 0, 1, 1, 0, 1, 0, 1])
    of = np.repeat([0, 1], 4)
    margins = [
        PartMargin(group, np.array([[0.9, 0.1], [0.9, 0.1]])),
        PartMargin(other, np.array([[0.1, 0.9], [0.1, 0.9]])),
    ]
    raked = rake_together(margins, of, np.array([100.0, 100.0]), NO_LIMIT)
    assert np.isnan(raked.weights[:4]).all()
    np.testing.assert_allclose(raked.weights[4:], [9, 81, 1, 9])


def test_a_margin_that_a_population_does_not_have_is_left_out():
    group, of = np.array([-1, -1, 0, 1, 1]), np.array([0, 0, 1, 1, 1])
    margin = PartMargin(group, np.array([[0, 0], [0.5, 0.5]]))
    raked = rake_together([margin], of, np.array([10.0, 40.0]), NO_LIMIT)
    np.testing.assert_allclose(raked.weights, [5, 5, 20, 10, 10])


def test_shares_and_answers_must_be_of_the_same_groups():
    wrong = PartMargin(np.array([0, 0]), np.array([[0.5, 0.5]]))
    with pytest.raises(ValueError, match="every group with a share must have an answer"):
        rake_together([wrong], np.zeros(2, int), np.array([10.0]), NO_LIMIT)


def test_nobody_at_all_is_no_mistake():
    raked = rake_together([], np.array([], dtype=int), np.array([]), 5.0)
    assert len(raked.weights) == 0
