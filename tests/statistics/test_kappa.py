from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.kappa import (
    EQUAL_SPACING,
    QUADRATIC,
    UNWEIGHTED,
    agreement_weights,
    cohen_kappa,
)

# Cohen (1968), table 1: 200 patients, three diagnoses, two psychiatrists.
COHEN = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])


@pytest.mark.parametrize("kind", [UNWEIGHTED, EQUAL_SPACING, QUADRATIC])
def test_kappas_and_their_standard_errors_agree_with_r(reference, kind):
    expected = reference("agreement")
    found = cohen_kappa(expected["table"], kind)
    told = expected[f"kappa_{kind}"]
    assert float(found.estimate) == pytest.approx(told["value"], rel=1e-12)
    assert float(found.standard_error) == pytest.approx(told["ase"], rel=1e-12)


def test_the_interval_agrees_with_that_of_psych(reference):
    expected = reference("agreement")
    low, _, high = expected["psych"]["ci"].loc["unweighted kappa"]
    found = cohen_kappa(expected["table"])
    assert float(found.low) == pytest.approx(low, rel=1e-10)
    assert float(found.high) == pytest.approx(high, rel=1e-12)


def test_a_published_example_comes_out():
    """Cohen prints 0.492 for the three diagnoses; observed 0.70 and by chance 0.41."""
    found = cohen_kappa(COHEN)
    assert round(float(found.estimate), 3) == 0.492
    assert float(found.observed) == pytest.approx(0.70)
    assert float(found.expected) == pytest.approx(0.41)


@pytest.mark.parametrize("kind", [UNWEIGHTED, EQUAL_SPACING, QUADRATIC])
def test_the_standard_error_is_the_delta_method_taken_numerically(kind):
    counts = np.array([[30, 7, 2], [4, 21, 9], [1, 5, 26]], dtype=float)
    share, step = counts.ravel() / counts.sum(), 1e-6
    slopes = np.empty(9)
    for cell in range(9):
        moved = [share + step * way * np.eye(9)[cell] for way in (1, -1)]
        up, down = (_kappa_by_hand(one.reshape(3, 3), kind) for one in moved)
        slopes[cell] = (up - down) / (2 * step)
    variance = (np.diag(share) - np.outer(share, share)) / counts.sum()
    found = cohen_kappa(counts, kind)
    assert float(found.standard_error) == pytest.approx((slopes @ variance @ slopes) ** 0.5, 1e-7)


def _kappa_by_hand(share, kind):
    """Without the shares adding up to 1, so that each can be moved alone."""
    weights = agreement_weights(kind, len(share))
    chance = (weights * np.outer(share.sum(axis=1), share.sum(axis=0))).sum()
    return ((weights * share).sum() - chance) / (1 - chance)


def test_many_tables_at_once_are_what_each_is_alone():
    tables = np.random.default_rng(4).integers(0, 30, (5, 7, 3, 3))
    together = cohen_kappa(tables, QUADRATIC)
    alone = cohen_kappa(tables[2, 4], QUADRATIC)
    for name in ("estimate", "standard_error", "low", "high", "observed", "expected"):
        assert getattr(together, name).shape == (5, 7)
        assert getattr(together, name)[2, 4] == getattr(alone, name)


def test_weights_of_four_steps_are_written_down():
    thirds = [1, 2 / 3, 1 / 3, 0]
    np.testing.assert_allclose(agreement_weights(EQUAL_SPACING, 4)[0], thirds)
    np.testing.assert_allclose(agreement_weights(QUADRATIC, 4)[0], [1, 8 / 9, 5 / 9, 0])
    np.testing.assert_array_equal(agreement_weights(UNWEIGHTED, 4), np.eye(4))


@pytest.mark.parametrize("kind", [UNWEIGHTED, EQUAL_SPACING, QUADRATIC])
@pytest.mark.parametrize("table", [np.zeros((2, 2)), [[40, 0], [0, 0]], [[0, 0], [0, 7]]])
def test_where_all_is_in_one_category_kappa_is_not_defined(table, kind):
    found = cohen_kappa(table, kind)
    for one in (found.estimate, found.standard_error, found.low, found.high):
        assert np.isnan(one)


def test_an_interval_is_cut_off_where_kappa_ends():
    assert float(cohen_kappa([[9, 1], [0, 9]]).high) == 1
    assert float(cohen_kappa([[0, 5], [4, 0]]).low) == -1


def test_what_is_no_table_of_agreement_is_refused():
    with pytest.raises(ValueError, match=r"^a table of agreement is square, not \(2, 3\)$"):
        cohen_kappa(np.ones((2, 3)))
    for wrong in (-1, np.nan, np.inf):
        with pytest.raises(ValueError, match=r"^a table of agreement holds counts: none b"):
            cohen_kappa([[wrong, 2], [3, 4]])
    with pytest.raises(ValueError, match=r"^'linear' is no way to weight: unweighted, equal_spac"):
        cohen_kappa(np.ones((2, 2)), "linear")
    with pytest.raises(ValueError, match=r"^agreement needs two categories at least$"):
        cohen_kappa(np.ones((1, 1)))


cells = st.lists(st.integers(0, 60), min_size=9, max_size=9)


@given(cells, st.sampled_from([UNWEIGHTED, EQUAL_SPACING, QUADRATIC]))
def test_whom_we_call_first_does_not_matter_and_ends_enclose_the_estimate(counts, kind):
    table = np.reshape(counts, (3, 3))
    found, turned = cohen_kappa(table, kind), cohen_kappa(table.T, kind)
    for name in ("estimate", "standard_error", "low", "high"):
        np.testing.assert_allclose(getattr(found, name), getattr(turned, name), atol=1e-7)
    if not np.isnan(found.estimate):
        assert -1 - 1e-12 <= found.low <= found.estimate + 1e-12 <= found.high + 2e-12 <= 1 + 1e-9
