"""An amount for each answer to each question, as parts of cases that amounts are fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Answered:
    """The answers to one question: `level` has the number of each case's answer, from 0 on.

    Of an `ordered` question a higher level is never given less than a lower one.
    """

    level: np.ndarray
    levels: int
    ordered: bool

    def parts(self) -> np.ndarray:
        """Case x amount, 1 where the case has it.

        Ordered: of each level but the lowest, what it adds to the one below. Otherwise an amount of
        each level, of which `amounts_of` takes off what all have.
        """
        numbers = np.arange(1 if self.ordered else 0, self.levels)
        level = self.level[:, np.newaxis]
        return (level >= numbers if self.ordered else level == numbers).astype(float)

    def amounts_of(self, fitted: np.ndarray) -> tuple[np.ndarray, float]:
        """(the amount of each level, the lowest being 0; what was taken off all of them)."""
        amounts = np.append(0.0, np.cumsum(fitted)) if self.ordered else np.asarray(fitted)
        return amounts - amounts.min(), float(amounts.min())


def parts_of(questions: Sequence[Answered]) -> np.ndarray:
    """Case x amount: a start that every case has, then the parts of each question in turn.

    Raises ValueError when there is no question.
    """
    if not questions:
        raise ValueError("an amount for each answer needs a question")
    start = np.ones((len(questions[0].level), 1))
    return np.hstack([start, *(question.parts() for question in questions)])


def amounts_by_answer(
    questions: Sequence[Answered], fitted: np.ndarray
) -> tuple[float, list[np.ndarray]]:
    """(the start, the amounts of the levels of each question) from amounts fitted to `parts_of`."""
    start, at, found = float(fitted[0]), 1, []
    for question in questions:
        width = question.parts().shape[1]
        amounts, common = question.amounts_of(fitted[at : at + width])
        start, at = start + common, at + width
        found.append(amounts)
    return start, found
