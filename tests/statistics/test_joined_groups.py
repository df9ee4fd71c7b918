from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.joined_groups import joined_until, sums_by_group


def of_fewer_than_ten(people, base):
    return base < 10


def test_the_smallest_goes_to_the_next_smallest_until_none_is_too_small():
    base = np.array([[40, 4, 30, 3, 20], [40, 12, 30, 0, 20], [9, 0, 0, 0, 8]])
    member = joined_until(base * 0, base, of_fewer_than_ten)
    assert member.tolist() == [[0, 1, 2, 1, 1], [0, 1, 2, -1, 4], [-1, -1, -1, -1, -1]]
    assert sums_by_group(base, member).tolist() == [
        [40, 27, 30, 0, 0],
        [40, 12, 30, 0, 20],
        [0, 0, 0, 0, 0],
    ]


def test_a_rule_may_ask_for_the_people_too():
    def few(people, base):
        return people < 5

    people, base = np.array([[24, 9, 3]]), np.array([[50, 20, 30]])
    member = joined_until(people, base, few)
    assert member.tolist() == [[0, 1, 1]]
    assert sums_by_group(people, member).tolist() == [[24, 12, 0]]


def test_a_table_of_one_group_cannot_be_broken_down():
    member = joined_until(np.array([[0, 30]]), np.array([[0, 60]]), of_fewer_than_ten)
    assert member.tolist() == [[-1, -1]]


@given(st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=8))
def test_no_group_is_left_too_small_and_nobody_is_lost(rows):
    base = np.array(rows)
    member = joined_until(base // 2, base, of_fewer_than_ten)
    sums = sums_by_group(base, member)
    broken_down = (member >= 0).any(axis=1)
    assert (sums[broken_down].sum(axis=1) == base[broken_down].sum(axis=1)).all()
    assert ((sums == 0) | (sums >= 10)).all()
    assert ((sums[broken_down] > 0).sum(axis=1) >= 2).all()
    assert not sums[~broken_down].any()
    # The name of a group is one of its own.
    assert all(row[place] == place for row in member for place in row if place >= 0)
