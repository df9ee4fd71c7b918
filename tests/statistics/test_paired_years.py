"""Years beside earlier ones: sums are of the same units in both years, whatever is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from poet.statistics.paired_years import since_the_first, since_the_one_before

NAN = np.nan
# Three units in four years; the second lacks the third year, the third the first.
AMOUNTS = np.array([[[10, 11, 12, 13], [20, 22, NAN, 26], [NAN, 3, 4, 5.0]]])

some = arrays(float, (2, 4, 3), elements=st.sampled_from([NAN, 1.0, 2.0, 5.0, 0.0]))


def test_each_year_stands_beside_the_first_by_the_units_that_have_both() -> None:
    pairs = since_the_first(AMOUNTS, fewest=1)
    assert pairs.now.tolist() == [[30, 33, 12, 39]]
    assert pairs.then.tolist() == [[30, 30, 10, 30]]
    assert pairs.earlier.tolist() == [0, 0, 0, 0]
    assert pairs.units.tolist() == [2, 2, 1, 2]


def test_the_first_year_is_the_first_that_enough_units_have() -> None:
    pairs = since_the_first(AMOUNTS, fewest=3)
    assert np.isnan(pairs.now[0, [0, 2]]).all()
    assert pairs.now[0, [1, 3]].tolist() == [36, 44]
    assert pairs.then[0, [1, 3]].tolist() == [36, 36]
    assert pairs.earlier.tolist() == [-1, 1, -1, 1]
    assert pairs.units.tolist() == [0, 3, 0, 3]


def test_each_year_stands_beside_the_last_before_it_that_units_have_in_common() -> None:
    pairs = since_the_one_before(AMOUNTS, fewest=2)
    assert pairs.earlier.tolist() == [-1, 0, 1, 2]
    assert pairs.now[0, 1:].tolist() == [33, 16, 18]
    assert pairs.then[0, 1:].tolist() == [30, 14, 16]
    alone = since_the_one_before(AMOUNTS[:, 1:2], fewest=1)
    assert alone.earlier.tolist() == [-1, 0, -1, 1]
    assert alone.then[0, 3] == 22


def test_a_unit_counts_where_all_quantities_have_a_number() -> None:
    staff = np.array([[1, 1, NAN, 1], [2, 2, 2, 2], [3, 3, 3, 3.0]])
    pairs = since_the_first(np.stack([AMOUNTS[0], staff]), fewest=1)
    assert pairs.now[:, 3].tolist() == [39, 3]
    assert pairs.then[:, 3].tolist() == [30, 3]
    assert pairs.units.tolist() == [2, 2, 0, 2]


@pytest.mark.parametrize("pair", [since_the_first, since_the_one_before])
def test_without_units_or_years_nothing_is_paired(pair) -> None:
    assert pair(np.empty((1, 0, 2))).units.tolist() == [0, 0]
    assert pair(np.empty((1, 3, 0))).now.shape == (1, 0)


@given(some, st.integers(1, 4))
def test_sums_are_of_the_same_units_and_of_enough_of_them(amounts, fewest) -> None:
    for pairs in (since_the_first(amounts, fewest), since_the_one_before(amounts, fewest)):
        for year, place in enumerate(pairs.earlier):
            if place < 0:
                assert np.isnan(pairs.now[:, year]).all() and pairs.units[year] == 0
                continue
            both = [
                unit
                for unit in range(amounts.shape[1])
                if np.isfinite(amounts[:, unit, [year, place]]).all()
            ]
            assert pairs.units[year] == len(both) >= fewest
            assert pairs.now[:, year].tolist() == amounts[:, both, year].sum(axis=1).tolist()
            assert pairs.then[:, year].tolist() == amounts[:, both, place].sum(axis=1).tolist()


@given(some)
def test_a_unit_alone_has_its_own_numbers(amounts) -> None:
    pairs = since_the_first(amounts[:, :1], fewest=1)
    known = np.isfinite(amounts[:, 0]).all(axis=0)
    assert (pairs.units > 0).tolist() == known.tolist()
    assert pairs.now[:, known].tolist() == amounts[:, 0, known].tolist()
