from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.columns import ROWS_IN_A_BLOCK, as_columns, blocks, stored
from poet.statistics.failure import CannotEstimate

MANY = 2 * ROWS_IN_A_BLOCK + 5


@pytest.fixture
def many() -> pd.DataFrame:
    """More rows than one block, of every type that a column of numbers can have."""
    random = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "share": random.random(MANY),
            "help": random.random(MANY) < 0.3,
            "score": random.integers(-128, 128, MANY).astype(float),
            "pounds": random.integers(0, 1_000, MANY),
            "code": random.integers(0, 5, MANY).astype(np.int8),
            "age": pd.array(random.integers(18, 99, MANY), dtype="Int64"),
        }
    )


def test_whole_numbers_of_one_byte_are_kept_as_such(many):
    kept = stored(many)
    assert kept.small_at.tolist() == [1, 2, 4, 5]
    assert (kept.small.dtype, kept.real.shape) == (np.int8, (MANY, 2))


def test_rows_come_back_as_they_were(many):
    kept, expected = stored(many), many.to_numpy(dtype=float)
    assert (len(kept), kept.width) == (MANY, 6)
    np.testing.assert_array_equal(kept.rows(slice(None)), expected)
    parts = [kept.rows(block) for block in blocks(MANY)]
    assert [len(part) for part in parts] == [ROWS_IN_A_BLOCK, ROWS_IN_A_BLOCK, 5]
    np.testing.assert_array_equal(np.vstack(parts), expected)
    np.testing.assert_array_equal(kept.rows(slice(None, None, 100)), expected[::100])
    positions = np.array([5, 3, MANY - 1])
    np.testing.assert_array_equal(kept.take(positions).rows(slice(None)), expected[positions])


def test_extremes_are_those_of_each_column(many):
    low, high = stored(many).extremes()
    np.testing.assert_array_equal(low, many.min().astype(float))
    np.testing.assert_array_equal(high, many.max().astype(float))


def test_rows_may_be_changed_without_changing_what_is_kept(many):
    for frame in (many, many.iloc[:10]):
        kept = stored(frame)
        kept.rows(slice(None))[:] = 0
        assert kept.rows(slice(None)).any()


def test_an_array_is_kept_as_it_is():
    values = np.random.default_rng(1).random((7, 3))
    kept = as_columns(values)
    assert (len(kept), kept.width) == (7, 3)
    np.testing.assert_array_equal(kept.rows(slice(2, 5)), values[2:5])


@pytest.mark.parametrize("rows", [10, MANY])
def test_what_is_missing_or_infinite_is_named(many, rows):
    frame = many.iloc[:rows].astype(float)
    frame.loc[7, "score"] = np.inf
    with pytest.raises(CannotEstimate, match="'score' holds an infinite value"):
        stored(frame)
    frame.loc[3, ["help", "share"]] = np.nan
    with pytest.raises(ValueError, match="missing values in 'share' and 'help'"):
        stored(frame)
    with pytest.raises(TypeError, match="'help' must be numbers"):
        stored(frame.assign(help="yes"))
    with pytest.raises(ValueError, match="two predictors have the same name"):
        stored(frame.set_axis(["a", "b", "c", "d", "e", "a"], axis=1))
