from __future__ import annotations

import numpy as np
import pytest

from poet.statistics.additive_amounts import fit_round
from poet.statistics.answer_amounts import Answered, amounts_by_answer, parts_of

ORDERED = Answered(np.array([0, 1, 2]), 3, ordered=True)
OTHERS = Answered(np.array([2, 0, 1]), 3, ordered=False)


def test_ordered_answers_have_what_each_adds_to_the_one_below() -> None:
    assert ORDERED.parts().tolist() == [[0, 0], [1, 0], [1, 1]]


def test_answers_without_an_order_have_an_amount_each() -> None:
    assert OTHERS.parts().tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]


def test_the_start_comes_first_and_the_questions_in_turn() -> None:
    assert parts_of([ORDERED, OTHERS])[1].tolist() == [1, 1, 0, 1, 0, 0]


def test_amounts_by_answer_give_the_same_sums() -> None:
    fitted = np.array([40.0, 10, 25, 5, 15, 30])
    start, (first, second) = amounts_by_answer([ORDERED, OTHERS], fitted)
    assert start == 45
    assert first.tolist() == [0, 10, 35]
    assert second.tolist() == [0, 10, 25]
    by_hand = start + first[ORDERED.level] + second[OTHERS.level]
    np.testing.assert_allclose(by_hand, parts_of([ORDERED, OTHERS]) @ fitted)


def test_a_planted_table_without_an_order_is_recovered() -> None:
    random = np.random.default_rng(4)
    questions = [Answered(random.integers(0, 4, 400), 4, ordered=False) for _ in range(2)]
    planted = [np.array([30.0, 0, 80, 10]), np.array([0.0, 55, 20, 5])]
    final = 60 + sum(one[q.level] for one, q in zip(planted, questions, strict=True))
    fitted = fit_round(parts_of(questions), final, np.full(9, 5))
    start, found = amounts_by_answer(questions, fitted)
    assert start == 60
    assert [one.tolist() for one in found] == [one.tolist() for one in planted]


def test_without_a_question_there_is_no_table() -> None:
    with pytest.raises(ValueError, match=r"^an amount for each answer needs a question$"):
        parts_of([])
