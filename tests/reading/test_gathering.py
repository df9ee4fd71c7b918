from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading import gathering
from poet.reading.gathering import CodedBlock, batches, gathered_columns
from poet.reading.packed_texts import PackedTexts
from poet.reading.text_columns import TextColumn, is_blank

CELLS = st.lists(st.sampled_from(["", "a", "b", "é", "7", "007"]), min_size=1, max_size=6)


def coded(cells):
    texts = tuple(dict.fromkeys(cells))
    return CodedBlock(
        range(len(cells)), [TextColumn(np.array(list(map(texts.index, cells))), texts)]
    )


def gathered(parts, *, in_blocks):
    """One column out of parts; those at a place of `in_blocks` come coded, the others as rows."""
    given = (
        coded(cells) if place in in_blocks else [(cell,) for cell in cells]
        for place, cells in enumerate(parts)
    )
    return gathered_columns(given, 1)[0]


@given(parts=st.lists(CELLS, min_size=1, max_size=12), blocks=st.sets(st.integers(0, 11)))
def test_a_column_has_every_cell_in_its_order_packed_or_not(parts, blocks):
    cells = [cell for part in parts for cell in part]
    looked_up = gathered(parts, in_blocks=blocks)
    assert looked_up.texts().tolist() == cells
    assert looked_up.distinct == tuple(dict.fromkeys(cells))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "MOST_LOOKED_UP", 1)
        patch.setattr(gathering, "JOINED_AFTER", 2)
        column = gathered(parts, in_blocks=blocks)
    assert column.texts().tolist() == cells
    assert column.packed == isinstance(column.distinct, PackedTexts)
    assert column.where(is_blank).tolist() == [cell == "" for cell in cells]
    assert column.counts().sum() == len(cells)


def test_a_column_of_many_texts_is_packed_and_one_of_few_is_not(monkeypatch):
    monkeypatch.setattr(gathering, "MOST_LOOKED_UP", 100)
    rows = [[(f"F{number}", str(number % 90))] for number in range(1_000)]
    ids, ages = gathered_columns(rows, 2)
    assert (ids.packed, ages.packed) == (True, False)
    assert list(ids.distinct) == [f"F{number}" for number in range(1_000)]
    seldom = [[(f"F{number}" if number % 10 == 0 else "",)] for number in range(2_000)]
    assert not gathered_columns(seldom, 1)[0].packed


def test_rows_that_were_left_out_come_back_blank():
    rows = [(3, ("a",)), (4, ("b",)), (7, ("c",))]
    numbered = [
        (number, cells)
        for numbers, batch in batches(iter(rows), 2)
        for number, cells in zip(numbers, batch, strict=True)
    ]
    assert numbered == [(2, ()), (3, ("a",)), (4, ("b",)), (5, ()), (6, ()), (7, ("c",))]


def test_a_column_first_seen_late_was_blank_before():
    first, late = gathered_columns([[("a",)], [("b", "c")]], 1)
    assert first.texts().tolist() == ["a", "b"]
    assert late.texts().tolist() == ["", "c"]
