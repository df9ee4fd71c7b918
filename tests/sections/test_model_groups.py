"""Which groups stand together in a model, and how many columns they take."""

from __future__ import annotations

import hypothesis.strategies as some
import numpy as np
import pytest
from hypothesis import given

from poet.questionnaire import Answer, Question, Scale
from poet.sections.model_groups import (
    columns_of_groups,
    joined_answers,
    largest_group,
    small_joined,
    width_of,
)

CODES = ("a", "b", "c", "d")
SIDES = dict(zip(CODES, ("good", "good", "neutral", "bad"), strict=True))
SCALE = Scale(
    "some", tuple(Answer(code, code.upper(), code, SIDES[code]) for code in CODES), "first"
)


def question(kind: str = "single", **more: object) -> Question:
    words = {"topic": "need", "wording": "Need?", "easy_read": "Need?", "short": "Need"}
    return Question(key="need", role="background", kind=kind, **words, **more)


NEED = question(scale=SCALE)


def given_by(*counts: int) -> np.ndarray:
    """Positions on the scale, worst first, of so many people each."""
    return np.repeat(np.arange(len(counts)), counts)


@given(some.lists(some.integers(0, 25), min_size=4, max_size=4))
def test_the_width_is_how_many_columns_there_are(counts: list[int]) -> None:
    values = given_by(*counts)
    assert width_of(values, NEED) == len(columns_of_groups(values, NEED))


@given(some.lists(some.integers(0, 3), max_size=9))
def test_a_number_has_a_column_unless_everyone_says_the_same(ages: list[int]) -> None:
    age, values = question("number"), np.array(ages, dtype=float)
    assert width_of(values, age) == len(columns_of_groups(values, age)) == (len(set(ages)) > 1)


@given(some.lists(some.integers(0, 25), min_size=4, max_size=4))
def test_every_person_has_a_name_and_no_group_but_the_largest_is_small(counts: list[int]) -> None:
    values = np.append(given_by(*counts), -1)
    groups, names = small_joined(values, NEED)
    assert groups[-1] == -1
    people = np.bincount(groups[:-1], minlength=len(names))
    assert people.sum() == sum(counts)
    too_small = (people > 0) & (people < 10)
    assert not too_small.any() or sum(counts) < 10


@pytest.mark.parametrize(
    ("counts", "labels"),
    [
        ((12, 11, 10, 40), ["d", "c", "b", "a"]),
        ((3, 11, 10, 40), ["d+c", "b", "a"]),
        ((12, 11, 3, 40), ["d", "c", "b+a"]),
    ],
)
def test_rare_answers_join_a_neighbour_on_their_side(counts, labels) -> None:
    levels, found = joined_answers(np.append(given_by(*counts), -1), NEED)
    assert found == labels
    assert levels[-1] == -1
    assert levels[:-1].tolist() == sorted(levels[:-1])


def test_the_largest_group_has_a_label() -> None:
    assert largest_group(given_by(3, 9, 5), NEED) == "C"
