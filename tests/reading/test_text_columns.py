from __future__ import annotations

import numpy as np
import pytest

from poet.reading.gathering import gathered_columns
from poet.reading.text_columns import TextColumn, is_blank


def test_a_column_is_kept_as_its_distinct_texts():
    first, second = gathered_columns([[["x", "1"], ["y", "1"], ["x", ""]]], 2)
    assert (first.code.tolist(), first.distinct) == ([0, 1, 0], ("x", "y"))
    assert (second.code.tolist(), second.distinct) == ([0, 0, 1], ("1", ""))
    assert first.counts().tolist() == [2, 1]
    assert second.where(is_blank).tolist() == [False, False, True]


def test_some_rows_keep_only_their_texts():
    column = TextColumn(np.array([0, 1, 2, 1]), ("x", "y", "z"))
    some = column.rows(np.array([False, True, True, True]))
    assert (some.code.tolist(), some.distinct) == ([0, 1, 0], ("y", "z"))
    none = column.rows(np.zeros(4, dtype=bool))
    assert (none.code.tolist(), none.distinct) == ([], ())


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "\u200b", " \ufeff "])
def test_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "-", ".", "NA", "None", "N/A"])
def test_not_blank(text):
    assert not is_blank(text)
