"""Columns of answers: their order, rare answers and small groups joined, what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.allocating_needs import joined_groups, questions_of, require_few_answers
from poet.errors import PoetError


def question(texts: list[str]):
    (found,), _ = questions_of("past.csv", {"Meals": pd.Series(texts)})
    return found


def test_answers_with_numbers_stand_in_their_order() -> None:
    found = question(["10"] * 12 + ["9.0"] * 12 + ["2"] * 12 + ["9"] * 3)
    assert found.answers == (("2",), ("9.0",), ("10",))
    assert found.answered.ordered
    assert found.answered.level.tolist() == [2] * 12 + [1] * 12 + [0] * 12 + [1] * 3


def test_answers_that_begin_with_numbers_stand_in_their_order() -> None:
    found = question(["1 - some"] * 15 + ["0 - none"] * 15 + ["2 - a lot"] * 15)
    assert found.answers == (("0 - none",), ("1 - some",), ("2 - a lot",))
    assert found.answered.ordered


def test_answers_in_words_have_no_order_and_one_spelling() -> None:
    found = question(["Some"] * 15 + ["none"] * 15 + [" some "] * 2)
    assert found.answers == (("none",), ("Some",))
    assert not found.answered.ordered


def test_two_answers_of_one_number_have_no_order() -> None:
    assert not question(["1 a"] * 15 + ["1 b"] * 15).answered.ordered


def test_a_rare_answer_shares_an_amount_with_its_neighbour() -> None:
    found = question(["0"] * 40 + ["1"] * 30 + ["2"] * 15 + ["3"] * 4)
    assert found.answers == (("0",), ("1",), ("2", "3"))
    assert np.bincount(found.answered.level).tolist() == [40, 30, 19]


def test_rare_answers_without_an_order_stand_together() -> None:
    found = question(["none"] * 40 + ["day"] * 6 + ["night"] * 5)
    assert found.answers == (("day", "night"), ("none",))


def test_what_somebody_wrote_in_the_place_of_an_answer_is_not_printed() -> None:
    own = "ask her sister who comes in on most days"
    found = question(["none"] * 40 + ["some"] * 20 + [own] * 3 + ["ring 0117 496 0123"])
    assert found.answers == (("another answer (not shown)", "some"), ("none",))


def test_a_long_answer_with_a_number_is_an_answer() -> None:
    long = "2 - needs somebody there all day and all night"
    found = question(["0 - none"] * 40 + ["1 - some"] * 20 + [long] * 3)
    assert found.answers == (("0 - none",), ("1 - some", long))


def test_a_question_with_one_answer_is_left_out_and_told() -> None:
    texts = {
        "Meals": pd.Series(["0"] * 20 + ["1"] * 20),
        "Nights": pd.Series(["0"] * 39 + ["1"]),
        "Other": pd.Series(["no"] * 39 + ["yes"]),
    }
    found, remarks = questions_of("past.csv", texts)
    assert [one.name for one in found] == ["Meals"]
    assert remarks == [
        'past.csv: the column "Nights" is left out, as nearly all have one answer.',
        'past.csv: the column "Other" is left out, as nearly all have one answer.',
    ]


def test_questions_that_tell_nobody_apart_are_refused() -> None:
    with pytest.raises(PoetError) as refusal:
        questions_of("past.csv", {"Nights": pd.Series(["0"] * 39 + ["1"])})
    assert str(refusal.value) == (
        "past.csv: the columns of answers do not tell people apart: in each, nearly all have one "
        "answer. An answer counts by itself where at least 10 people gave it. Name columns with "
        "more different answers."
    )


def test_too_many_answers_are_refused_in_every_column_at_once() -> None:
    many = pd.Series([str(number) for number in range(200)])
    with pytest.raises(PoetError) as refusal:
        require_few_answers("past.csv", {"Notes": many, "Meals": many.str[-1]})
    assert str(refusal.value) == (
        'past.csv, column "Notes": there are 200 different answers in it. A table that can be '
        "added up by hand has at most 12 to a question. Leave the column out, or write its answers "
        "in few steps."
    )


def test_too_many_questions_are_refused() -> None:
    with pytest.raises(PoetError) as refusal:
        require_few_answers("past.csv", {str(one): pd.Series(["0"]) for one in range(13)})
    assert str(refusal.value) == (
        "past.csv: 13 columns of answers are named. A table that can be added up by hand has at "
        "most 12. Name those that matter most."
    )


def groups(**counts: int) -> pd.Series:
    return pd.Series([name for name, many in counts.items() for _ in range(many)])


def test_small_groups_are_joined_with_the_next_smallest() -> None:
    member, names = joined_groups(groups(old=50, young=30, few=6, fewer=3), 10)
    assert names == ["few, fewer and young", "old"]
    assert np.bincount(member).tolist() == [39, 50]


def test_many_small_groups_are_counted_and_not_named() -> None:
    _, names = joined_groups(groups(a=50, b=3, c=3, d=3, e=3), 10)
    assert names == ["a", "4 small groups together"]


def test_a_group_that_none_is_left_beside_is_told_of_nobody() -> None:
    member, names = joined_groups(groups(old=50, few=6), 10)
    assert names == []
    assert set(member) == {-1}
    assert joined_groups(pd.Series(["", ""]), 10)[1] == []


def test_cases_without_a_group_are_in_none() -> None:
    member, names = joined_groups(pd.Series(["a"] * 12 + [""] * 3 + ["b"] * 12), 10)
    assert names == ["a", "b"]
    assert member.tolist() == [0] * 12 + [-1] * 3 + [1] * 12


def test_without_rules_no_group_is_joined() -> None:
    assert joined_groups(groups(a=1, b=2), 0)[1] == ["a", "b"]
