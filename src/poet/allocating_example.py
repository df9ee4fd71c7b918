"""A made-up person to work out a table for: nobody's points, nobody's answers."""

from __future__ import annotations

from collections.abc import Iterator

from poet.allocating import PointsTable
from poet.statistics.points_bands import round_number_below

# Where a table has one band there is no edge to go by.
POINTS = 40.0


def example_points(table: PointsTable) -> float:
    """Points that reach into the last band of a table.

    >>> from poet.allocating import Band
    >>> example_points(PointsTable("bands", bands=(Band(0, 30, 2), Band(30, None, 3))))
    40.0
    """
    last = table.bands[-1].begins
    return last + round_number_below(last / 3) if last else POINTS


def example_answers(table: PointsTable) -> list[tuple[str, str, float]]:
    """(question, answer, its pounds) of each question: answers in the middle and below by turns."""
    return list(_chosen(table))


def _chosen(table: PointsTable) -> Iterator[tuple[str, str, float]]:
    for place, question in enumerate(table.questions):
        middle = len(question.amounts) // 2
        answers, pounds = question.amounts[max(middle - place % 2, 0)]
        yield question.question, " or ".join(answers), pounds
