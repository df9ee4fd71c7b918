from __future__ import annotations

import numpy as np
import pytest

from poet.reading.gathering import gathered_columns
from poet.reading.packed_texts import packed
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


def packed_column(*texts):
    return TextColumn(np.arange(len(texts)), packed(texts))


def test_a_packed_column_stays_packed():
    column = packed_column("x", "y", "x ", "z")
    assert column.packed
    some = column.rows(np.array([True, False, True, True]))
    assert (some.packed, some.texts().tolist()) == (True, ["x", "x ", "z"])
    mended = column.mended(str.strip)
    assert (mended.packed, mended.texts().tolist()) == (True, ["x", "y", "x", "z"])
    assert column.first(2).texts().tolist() == ["x", "y"]


def test_texts_that_become_the_same_are_one_unless_packed():
    column = TextColumn(np.array([0, 1, 0]), ("x", "x "))
    assert column.mended(str.strip).distinct == ("x",)


def test_what_holds_of_a_few_rows_is_asked_of_their_texts_only():
    asked = []

    def is_y(text):
        asked.append(text)
        return text == "y"

    column = packed_column("x", "y", "z", "y")
    assert column.where_of(is_y, np.array([1, 2])).tolist() == [True, False]
    assert asked == ["y", "z"]
