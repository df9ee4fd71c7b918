from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from poet.reading import TextColumn
from poet.reading.gathering import gathered_columns
from poet.reading.packed_texts import packed
from poet.responses.repeated_rows import LEAST_ANSWERS, repeated_answers, repeated_ids


def ids_of(*texts):
    return gathered_columns([[(text,) for text in texts]], 1)[0]


def test_an_id_is_repeated_from_its_second_row_on():
    ids = ids_of("7", "8", " 7", "", "", "7", "8")
    everyone, order = np.ones(7, dtype=bool), np.arange(7)
    again = repeated_ids(ids, everyone, order)
    assert again.tolist() == [False, False, True, False, False, True, True]
    but_the_first = np.array([False, *[True] * 6])
    again = repeated_ids(ids, but_the_first, order)
    assert again.tolist() == [False, False, False, False, False, True, True]


def test_the_row_of_the_lowest_rank_is_kept():
    ids = ids_of("7", "8", "7", "7")
    again = repeated_ids(ids, np.ones(4, dtype=bool), np.array([4, 3, 2, 5]))
    assert again.tolist() == [True, False, False, True]


def test_the_same_answers_throughout_are_found_from_the_second_row_on():
    one, other = ["x"] * LEAST_ANSWERS, [*["x"] * (LEAST_ANSWERS - 1), "y"]
    columns = gathered_columns([[one, other, one, other, one]], LEAST_ANSWERS)
    assert repeated_answers(columns, np.ones(5, dtype=bool)).tolist() == [
        False,
        False,
        True,
        True,
        True,
    ]
    among = np.array([False, True, True, True, True])
    assert repeated_answers(columns, among).tolist() == [False, False, False, True, True]


def test_few_answers_are_the_same_by_chance():
    row = [*["x"] * (LEAST_ANSWERS - 1), ""]
    columns = gathered_columns([[row, row]], LEAST_ANSWERS)
    assert not repeated_answers(columns, np.ones(2, dtype=bool)).any()


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), max_size=40))
def test_rows_are_repeated_exactly_when_an_earlier_one_is_the_same(rows):
    width = 3 * LEAST_ANSWERS
    full = [row * LEAST_ANSWERS for row in rows]
    columns = gathered_columns([full] if full else [], width)
    again = repeated_answers(columns, np.ones(len(rows), dtype=bool))
    assert again.tolist() == [row in rows[:place] for place, row in enumerate(rows)]


def packed_column(texts):
    return TextColumn(np.arange(len(texts)), packed(texts))


@given(st.lists(st.sampled_from(["7", " 7", "8", "", " "]), max_size=12))
def test_packed_ids_are_repeated_as_others_are(texts):
    everyone, order = np.ones(len(texts), dtype=bool), np.arange(len(texts))
    again = repeated_ids(packed_column(texts), everyone, order)
    plain = [text.strip() for text in texts]
    assert again.tolist() == [bool(one) and one in plain[:row] for row, one in enumerate(plain)]


@given(st.lists(st.tuples(*[st.sampled_from("ab")] * 2), max_size=20), st.integers(0, 2))
def test_answers_are_the_same_by_their_texts_where_columns_are_packed(rows, number_packed):
    """Of two columns, each repeated to have enough of them, so many are packed."""
    plain = gathered_columns([rows] if rows else [], 2)
    texts = [packed_column([row[place] for row in rows]) for place in range(2)]
    columns = [*texts[:number_packed], *plain[number_packed:]] * LEAST_ANSWERS
    again = repeated_answers(columns, np.ones(len(rows), dtype=bool))
    assert again.tolist() == [row in rows[:place] for place, row in enumerate(rows)]
