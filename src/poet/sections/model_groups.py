"""Which answers and which groups stand together in a model, so that ten people give each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from poet.statistics.categories import joined_levels

if TYPE_CHECKING:
    from poet.questionnaire import Question

SMALLEST_GROUP = 10


def joined_answers(codes: np.ndarray, outcome: Question) -> tuple[np.ndarray, list[str]]:
    """Answers (positions on the scale, -1: none) with those that fewer than ten people gave joined
    with a neighbour on the same side, and what each is called.

    The line between good and the rest stays, so that the share of good answers keeps its meaning.
    """
    order = outcome.scale.worst_to_best
    counts = np.bincount(codes[codes >= 0], minlength=len(order)).tolist()
    first_good = sum(answer.meaning != "good" for answer in order)
    groups = joined_levels(counts[:first_good], SMALLEST_GROUP) + [
        [first_good + level for level in group]
        for group in joined_levels(counts[first_good:], SMALLEST_GROUP)
    ]
    group_of = np.array([n for n, group in enumerate(groups) for _ in group] + [-1])
    return group_of[codes], ["+".join(order[level].code for level in group) for group in groups]


def width_of(values: np.ndarray, question: Question) -> int:
    """How many columns these answers take."""
    if question.kind == "number":
        return int(len(values) > 0 and values.min() < values.max())
    counts = np.bincount(values, minlength=len(question.scale.on_scale))
    return len(set(_group_of(counts)[counts > 0].tolist()) - {int(counts.argmax())})


def columns_of_groups(values: np.ndarray, question: Question) -> dict[str, np.ndarray]:
    """Column name to its numbers, one per person: one per group but the largest, or the number.

    A question that everyone answers alike has no column.
    """
    if question.kind == "number":
        return {question.key: values} if width_of(values, question) else {}
    groups, names = small_joined(values, question)
    largest = np.bincount(values, minlength=1).argmax()
    present = np.flatnonzero(np.bincount(groups, minlength=1))
    return {f"{question.key}={names[g]}": groups == g for g in present if g != largest}


def largest_group(values: np.ndarray, question: Question) -> str:
    """The label of the answer that most people gave."""
    return question.scale.worst_to_best[int(np.bincount(values, minlength=1).argmax())].label


def small_joined(values: np.ndarray, question: Question) -> tuple[np.ndarray, list[str]]:
    """The group of each person (-1 where `values` is), and the names of the groups.

    Groups of fewer than ten people stand together as one; if that is still too small it goes to
    the largest.
    """
    counts = np.bincount(values[values >= 0], minlength=len(question.scale.on_scale))
    groups = np.append(_group_of(counts), -1)[values]
    return groups, [*(answer.code for answer in question.scale.worst_to_best), "others"]


def _group_of(counts: np.ndarray) -> np.ndarray:
    """The group that each answer goes to, by how many people gave it."""
    small = (counts > 0) & (counts < SMALLEST_GROUP)
    enough = counts[small].sum() >= SMALLEST_GROUP
    together = len(counts) if enough else int(counts.argmax())
    return np.where(small, together, np.arange(len(counts)))
