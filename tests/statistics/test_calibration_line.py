"""The robust line against statsmodels, the best rescaling against trying every factor."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from poet.statistics.calibration_line import best_rescaling, calibration_line
from poet.statistics.failure import CannotEstimate


def _cases(seed: int = 3, n: int = 80) -> tuple[np.ndarray, np.ndarray]:
    """Final amounts that grow less than the first ones, one in eight far away."""
    random = np.random.default_rng(seed)
    first = np.exp(random.normal(5.3, 0.6, n))
    final = 2 * first**0.9 * np.exp(random.normal(0, 0.25, n))
    final[::8] *= 12
    return first, final


def test_the_line_is_that_of_statsmodels() -> None:
    first, final = _cases()
    found = calibration_line(first, final)
    x = np.log(first) - np.median(np.log(first))
    model = sm.RLM(np.log(final), sm.add_constant(x), M=sm.robust.norms.HuberT())
    expected = model.fit(maxiter=500, tol=1e-12, cov="H1", conv="coefs")
    assert np.log(found.at_centre) == pytest.approx(expected.params[0], abs=1e-8)
    assert found.slope == pytest.approx(expected.params[1], abs=1e-8)
    assert found.spread == pytest.approx(expected.scale, rel=1e-8)
    reach = t.ppf(0.975, 78)
    assert found.slope_high - found.slope == pytest.approx(reach * expected.bse[1], rel=1e-8)
    assert np.log(found.at_centre_high / found.at_centre) == pytest.approx(
        reach * expected.bse[0], rel=1e-8
    )
    assert found.n == 80
    assert np.log(found.centre) == pytest.approx(np.median(np.log(first)))


def test_cases_far_away_hardly_move_it() -> None:
    first, final = _cases(n=400)
    found = calibration_line(first, final)
    assert found.slope == pytest.approx(0.9, abs=0.1)
    assert found.slope_low < 0.9 < found.slope_high
    plain = np.polyfit(np.log(first), np.log(final), 1)[1]
    assert found.at_centre < np.exp(plain) * found.centre**0.9 * 1.05


def test_the_unit_of_money_changes_only_the_amounts() -> None:
    first, final = _cases()
    pounds, pence = calibration_line(first, final), calibration_line(first * 100, final * 100)
    assert pence.slope == pytest.approx(pounds.slope)
    assert pence.at_centre == pytest.approx(100 * pounds.at_centre)


@pytest.mark.parametrize("cases", [15, 60])
def test_the_interval_of_the_slope_covers_what_it_should(cases: int) -> None:
    covered = []
    for seed in range(400):
        random = np.random.default_rng(seed)
        first = np.exp(random.normal(5, 0.5, cases))
        found = calibration_line(first, first * np.exp(random.standard_t(4, cases) * 0.2))
        covered.append(found.slope_low <= 1 <= found.slope_high)
    assert 0.91 <= np.mean(covered) <= 0.98


def _half_unchanged(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Cases of which about half have the same final amount as at first, as is often so."""
    random = np.random.default_rng(seed)
    first = np.exp(random.normal(5.3, 0.6, 15))
    changed = first * np.exp(random.normal(0.3, 0.4, 15))
    return first, np.where(random.random(15) < 0.5, first, changed)


def test_a_line_is_told_when_its_steps_have_come_to_rest() -> None:
    """Where half of the cases are unchanged there are hundreds: after 200 it is not there yet."""
    first, final = _half_unchanged(306)
    model = sm.RLM(np.log(final), sm.add_constant(np.log(first)), M=sm.robust.norms.HuberT())
    expected = model.fit(maxiter=20_000, tol=1e-13, cov="H1", conv="coefs")
    assert calibration_line(first, final).slope == pytest.approx(expected.params[1], abs=1e-7)
    with pytest.raises(CannotEstimate, match=r"^the line does not come to rest$"):
        calibration_line(*_half_unchanged(223))


def test_a_line_through_most_cases_has_no_interval_of_no_width() -> None:
    """The scale of these shrinks step by step towards nothing, and the interval with it."""
    first, final = _half_unchanged(55)
    assert (first == final).mean() > 0.5
    with pytest.raises(CannotEstimate, match=r"^most cases lie on one line$"):
        calibration_line(first, final)


@pytest.mark.parametrize(
    ("first", "final", "reason"),
    [
        (np.arange(1.0, 10), np.arange(1.0, 10), "fewer than 10 cases have both amounts"),
        (np.full(12, 100.0), np.arange(1.0, 13), "the first amounts are all alike"),
        (np.arange(1.0, 13), 2 * np.arange(1.0, 13), "most cases lie on one line"),
    ],
)
def test_no_line_where_there_is_none(first, final, reason: str) -> None:
    with pytest.raises(CannotEstimate, match=f"^{reason}$"):
        calibration_line(first, final)


def test_amounts_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no positive number"):
        calibration_line(np.zeros(12), np.ones(12))
    with pytest.raises(ValueError, match="no positive number"):
        best_rescaling([1.0, -1.0], [0, 0])
    with pytest.raises(ValueError, match=r"\(12,\) first amounts for \(11,\) final ones"):
        calibration_line(np.ones(12), np.ones(11))


@given(
    st.lists(st.tuples(st.floats(0.05, 20), st.integers(-1, 3)), min_size=1, max_size=25).filter(
        lambda cases: any(group >= 0 for _, group in cases)
    )
)
def test_no_other_factor_brings_more_cases_near(cases) -> None:
    ratios, group = (np.array(values) for values in zip(*cases, strict=True))
    found = best_rescaling(ratios, group)
    for number, row in found.iterrows():
        own = ratios[group == number]
        assert row["n"] == len(own)
        if not len(own):
            assert np.isnan(row["factor"])
            continue
        near = np.abs(own / row["factor"] - 1) <= 0.2 * (1 + 1e-6)
        assert near.sum() >= row["within"] > 0
        # The best factor may as well put some case just within the limit.
        for factor in [*(own / 0.8), *(own / 1.2)]:
            assert (np.abs(own / factor - 1) <= 0.2 * (1 - 1e-6)).sum() <= row["within"]


def test_the_factor_is_the_middle_of_those_that_do_as_well() -> None:
    found = best_rescaling([2.0, 2.0, 2.0, 9.0], [0, 0, 0, 0]).iloc[0]
    assert found["within"] == 3
    assert found["factor"] == pytest.approx(2 / np.sqrt(0.8 * 1.2))


def test_where_factors_apart_do_as_well_the_lowest_is_taken() -> None:
    found = best_rescaling([0.5, 0.5, 2.0, 2.0], [0, 0, 0, 0]).iloc[0]
    assert found["within"] == 2
    assert found["factor"] == pytest.approx(0.5 / np.sqrt(0.8 * 1.2))


def test_a_group_without_cases_has_no_factor() -> None:
    found = best_rescaling([1.0, 2.0], [1, 1])
    assert found["factor"].isna().tolist() == [True, False]
    assert found["within"].tolist() == [0, 1]
