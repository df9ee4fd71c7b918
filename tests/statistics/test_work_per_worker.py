"""Work per worker: a published case, closed forms, and what holds whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.work_per_worker import (
    change_per_worker,
    index_numbers,
    relative_change,
    split_of_change,
)

# A change of less than -99.999999 % has few digits left for what is left over.
amounts = st.floats(1, 1e4)


def test_the_published_case_of_reviews_and_field_staff() -> None:
    """Slasberg, Beresford and Schofield 2012: reviews -14 %, staff +8.6 %, so -20.8 % for each."""
    change = change_per_worker(-0.14, 0.086)
    assert change == pytest.approx(0.86 / 1.086 - 1, abs=1e-15)
    assert round(float(change), 3) == -0.208
    split = split_of_change(1000, 860, 1000, 1086)
    assert split.change == pytest.approx(change, abs=1e-14)
    # ln 0.86 = -0.150823, ln 1.086 = 0.082501: 64.6 % goes with reviews, 35.4 % with staff.
    assert split.share_of_volume == pytest.approx(0.646409, abs=1e-6)
    assert split.share_of_staff == pytest.approx(0.353591, abs=1e-6)
    assert split.volume == pytest.approx(-0.134520, abs=1e-6)
    assert split.staff == pytest.approx(-0.073583, abs=1e-6)


def test_a_change_is_a_part_of_the_first_number() -> None:
    assert relative_change([200, 50, 80], [172, 100, 80]).tolist() == pytest.approx([-0.14, 1, 0])


def test_an_index_has_its_base_at_100() -> None:
    assert index_numbers([50, 43, 75], 50).tolist() == [100, 86, 150]


def test_volume_halved_and_staff_doubled_have_half_of_the_change_each() -> None:
    split = split_of_change(400, 200, 10, 20)
    assert (split.change, split.volume, split.staff) == pytest.approx((-0.75, -0.375, -0.375))
    assert (split.share_of_volume, split.share_of_staff) == pytest.approx((0.5, 0.5))


def test_what_only_one_of_them_changed_goes_with_it_alone() -> None:
    volume = split_of_change(100, 80, 7, 7)
    assert (volume.volume, volume.staff, volume.share_of_volume) == pytest.approx((-0.2, 0, 1))
    staff = split_of_change(100, 100, 8, 10)
    assert (staff.volume, staff.staff, staff.share_of_staff) == pytest.approx((0, -0.2, 1))


def test_where_both_grew_alike_there_is_no_change_and_no_share() -> None:
    split = split_of_change(100, 200, 10, 20)
    assert (split.change, split.volume, split.staff) == pytest.approx(
        (0, math.log(2), -math.log(2))
    )
    assert np.isnan([split.share_of_volume, split.share_of_staff]).all()


@pytest.mark.parametrize("wrong", [(0, 5, 5, 5), (5, 5, 0, 5), (5, 5, 5, -1), (5, math.nan, 5, 5)])
def test_a_number_that_is_missing_or_not_above_0_has_no_split(wrong) -> None:
    assert all(np.isnan(part) for part in vars(split_of_change(*wrong)).values())


def test_nothing_is_a_part_of_nothing() -> None:
    assert np.isnan([relative_change(0, 5), index_numbers(5, 0), change_per_worker(0.1, -1)]).all()


@given(amounts, amounts, amounts, amounts)
def test_the_parts_add_up_to_the_change(v0, v1, s0, s1) -> None:
    split = split_of_change(v0, v1, s0, s1)
    expected = (v1 / s1) / (v0 / s0) - 1
    assert split.volume + split.staff == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert split.change == pytest.approx(expected, rel=1e-9, abs=1e-12)
    of_parts = change_per_worker(relative_change(v0, v1), relative_change(s0, s1))
    assert split.change == pytest.approx(of_parts, rel=1e-6, abs=1e-9)


@given(amounts, amounts, amounts, amounts)
def test_the_years_exchanged_give_the_inverse_and_the_parts_with_the_other_sign(
    v0, v1, s0, s1
) -> None:
    there, back = split_of_change(v0, v1, s0, s1), split_of_change(v1, v0, s1, s0)
    assert (1 + there.change) * (1 + back.change) == pytest.approx(1, abs=1e-7)
    # In the unit of the figure itself, which is v / s.
    for name in ("volume", "staff"):
        part, of_the_way_back = getattr(there, name) * v0 / s0, getattr(back, name) * v1 / s1
        assert part == pytest.approx(-of_the_way_back, rel=1e-9, abs=1e-12)


@given(amounts, amounts, amounts, amounts, st.floats(0.01, 100))
def test_the_unit_of_volume_or_staff_does_not_matter(v0, v1, s0, s1, unit) -> None:
    one, other = split_of_change(v0, v1, s0, s1), split_of_change(v0 * unit, v1 * unit, s0, s1)
    assert other.volume == pytest.approx(one.volume, rel=1e-6, abs=1e-9)
    assert other.staff == pytest.approx(one.staff, rel=1e-6, abs=1e-9)


def test_arrays_are_worked_out_entry_by_entry() -> None:
    split = split_of_change([1000, 0], [860, 5], [1000, 10], [1086, 10])
    assert split.change.round(3).tolist()[0] == -0.208
    assert np.isnan(split.volume).tolist() == [False, True]
