from __future__ import annotations

import numpy as np
import pytest

from poet.statistics.closeness import log_ratios, mean_distance


def test_a_ratio_is_the_final_amount_divided_by_the_proposed_one() -> None:
    np.testing.assert_allclose(np.exp(log_ratios([100, 200, 50], [150, 100, 50])), [1.5, 0.5, 1])


def test_twice_as_much_and_half_as_much_are_as_far_out() -> None:
    assert mean_distance([100], [200])[0] == pytest.approx(mean_distance([100], [50])[0])


def test_nothing_proposed_and_what_is_far_out_count_as_ten_times_out() -> None:
    ratios = np.exp(log_ratios([0, 1, 5_000], [80, 80, 80]))
    np.testing.assert_allclose(ratios, [10, 10, 0.1])


def test_the_mean_distance_and_its_error_by_hand() -> None:
    mean, error = mean_distance([100, 100, 100, 100], np.exp([0, 0.1, -0.3, 0.4]) * 100)
    assert mean == pytest.approx(0.2)
    # Deviations of 0, 0.1, 0.3 and 0.4 from 0.2: squares of 0.1 in all, over 3, over 4.
    assert error == pytest.approx(np.sqrt(0.1 / 3 / 4))


def test_few_cases_have_no_error_and_none_no_mean() -> None:
    assert np.isnan(mean_distance([100], [110])[1])
    assert np.isnan(mean_distance([], [])[0])
