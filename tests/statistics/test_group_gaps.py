from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.group_gaps import gap_by_chance, largest_gap, median_ratios

RATIOS = np.log([1.0, 1.2, 1.4, 0.5, 0.6, 0.9])
GROUP = [0, 0, 0, 1, 1, 1]


def test_the_middle_ratio_of_each_group_by_hand() -> None:
    assert median_ratios(RATIOS, GROUP)["estimate"].tolist() == pytest.approx([1.2, 0.6])


def test_the_largest_gap_is_the_highest_middle_by_the_lowest() -> None:
    assert largest_gap(RATIOS, GROUP) == pytest.approx(2)
    assert largest_gap(RATIOS, [0, 0, 0, 1, -1, -1]) == pytest.approx(1.2 / 0.5)


def test_one_group_or_none_has_no_gap() -> None:
    for group in ([0] * 6, [-1] * 6):
        assert np.isnan(largest_gap(RATIOS, group))
        assert np.isnan(gap_by_chance(RATIOS, group))


def test_intervals_hold_the_true_middle_in_about_95_of_100_samples() -> None:
    random = np.random.default_rng(1)
    samples = random.normal(0.3, 0.5, (400, 40))
    ends = median_ratios(samples.ravel(), np.repeat(np.arange(400), 40))
    held = ((ends["low"] <= np.exp(0.3)) & (ends["high"] >= np.exp(0.3))).mean()
    assert 0.92 <= held <= 0.99


def test_groups_that_are_alike_lie_beyond_chance_in_about_5_of_100() -> None:
    random = np.random.default_rng(2)
    group = np.repeat([0, 1, 2], [30, 20, 10])
    beyond = [
        largest_gap(values, group) > gap_by_chance(values, group, shuffles=99)
        for values in random.normal(0, 0.4, (200, 60))
    ]
    assert 0.01 <= np.mean(beyond) <= 0.10


def test_a_planted_gap_lies_beyond_chance() -> None:
    random = np.random.default_rng(3)
    group = np.repeat([0, 1], 50)
    values = random.normal(0, 0.2, 100) + 0.4 * group
    assert largest_gap(values, group) > gap_by_chance(values, group)


def test_the_order_of_cases_makes_no_difference_to_chance() -> None:
    random = np.random.default_rng(4)
    values, group = random.normal(0, 0.3, 60), random.integers(-1, 3, 60)
    order = random.permutation(60)
    assert gap_by_chance(values[order], group[order]) == gap_by_chance(values, group)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_gap_is_the_same_whatever_all_are_multiplied_by(seed) -> None:
    random = np.random.default_rng(seed)
    values, group = random.normal(0, 1, 30), random.integers(0, 3, 30)
    assert largest_gap(values + 2, group) == pytest.approx(largest_gap(values, group))
    assert largest_gap(values, group) >= 1 - 1e-12
