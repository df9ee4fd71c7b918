from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.categories import effective_sample_size, merge_small

LEVELS = ["a_lot_worse", "worse", "same", "better", "a_lot_better"]


def answers(counts, levels=LEVELS):
    values = [level for level, count in zip(levels, counts, strict=True) for _ in range(count)]
    return pd.Series(pd.Categorical(values, categories=levels, ordered=True), name="control")


def counted(series):
    return series.value_counts(sort=False).to_dict()


def test_a_small_level_is_joined_with_its_smaller_neighbour():
    merged = merge_small(answers([3, 12, 30, 40, 20]))
    assert counted(merged) == {
        "a_lot_worse+worse": 15,
        "same": 30,
        "better": 40,
        "a_lot_better": 20,
    }
    assert merged.cat.ordered
    assert merged.name == "control"
    merged = merge_small(answers([30, 12, 3, 11, 20]))
    assert list(counted(merged)) == ["a_lot_worse", "worse", "same+better", "a_lot_better"]


def test_joining_goes_on_until_every_level_is_large_enough():
    merged = merge_small(answers([2, 3, 4, 50, 60]))
    assert counted(merged) == {"a_lot_worse+worse+same+better": 59, "a_lot_better": 60}


def test_of_equal_levels_the_lower_is_taken_first():
    merged = merge_small(answers([20, 5, 20, 5, 20]))
    assert list(counted(merged)) == ["a_lot_worse+worse", "same+better", "a_lot_better"]


def test_a_level_without_answers_is_joined_and_a_missing_answer_stays_missing():
    some = answers([0, 10, 10, 10, 10])
    some[3] = None
    merged = merge_small(some, at_least=9)
    assert counted(merged) == {
        "a_lot_worse+worse": 9,
        "same": 10,
        "better": 10,
        "a_lot_better": 10,
    }
    assert merged.isna().sum() == 1


def test_large_levels_are_left_as_they_are_and_few_answers_end_in_one_level():
    enough = answers([10, 10, 10, 10, 10])
    pd.testing.assert_series_equal(merge_small(enough), enough)
    assert list(counted(merge_small(answers([1, 1, 1, 1, 1])))) == ["+".join(LEVELS)]


def test_levels_without_order_are_refused():
    with pytest.raises(TypeError, match="answers must be an ordered categorical"):
        merge_small(pd.Series(["a", "b"]))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=1, max_size=7), st.integers(0, 30))
def test_joining_keeps_order_and_total(counts, at_least):
    levels = [f"l{number}" for number in range(len(counts))]
    merged = merge_small(answers(counts, levels), at_least)
    assert "+".join(merged.cat.categories).split("+") == levels
    for label, count in counted(merged).items():
        assert count == sum(counts[levels.index(part)] for part in label.split("+"))
    assert min(counted(merged).values()) >= at_least or len(merged.cat.categories) == 1


def test_the_effective_sample_size():
    # Two equal halves are worth three quarters of as many answers on a fine scale.
    assert effective_sample_size([50, 50]) == 75
    assert effective_sample_size([100]) == 0
    assert effective_sample_size([1] * 100) == pytest.approx(100 - 0.01)
    assert effective_sample_size([567, 446, 668]) == 1681 - 569_078_431 / 1681**2
    assert effective_sample_size([]) == 0
