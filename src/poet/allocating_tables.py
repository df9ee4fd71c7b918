"""The simple tables that are tried: what a case has of each amount, and round steps for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from poet.allocating import (
    ANSWERS,
    BANDS,
    RATE,
    AnswerAmounts,
    Band,
    Cases,
    NeedsQuestion,
    PointsTable,
)
from poet.statistics.additive_amounts import fit_round
from poet.statistics.answer_amounts import amounts_by_answer, parts_of
from poet.statistics.out_of_fold import folds, proposed_out_of_fold, times_as_wide
from poet.statistics.points_bands import in_bands, round_edges

# Amounts are multiples of the largest of these that moves none by more than about one in a hundred.
ROUND_STEPS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 50, 100, 500, 1_000)
PART_OF_A_STEP = 0.025
# Nobody adds up single pounds where budgets are larger than this.
SMALL_BUDGET, LEAST_STEP = 50, 5.0


@dataclass(frozen=True, eq=False)
class Design:
    """One kind of table. `has` is case x amount, `steps` what each amount is a multiple of, and
    `table_of` makes the table of fitted amounts.
    """

    system: str
    has: np.ndarray
    steps: np.ndarray
    table_of: Callable[[np.ndarray], PointsTable]


@dataclass(frozen=True, eq=False)
class Tried:
    """A table fitted to all cases, and what tables fitted to the others propose for each case.

    `times_as_wide` is that of `out_of_fold.times_as_wide`.
    """

    table: PointsTable
    proposed: np.ndarray
    times_as_wide: float


def tried(cases: Cases) -> dict[str, Tried]:
    """System to its table, those that the file has columns for, from simple on."""
    fold = folds(_known(cases))
    return {
        design.system: Tried(
            design.table_of(fit_round(design.has, cases.final, design.steps)),
            proposed_out_of_fold(design.has, cases.final, design.steps, fold),
            times_as_wide(design.has),
        )
        for design in designs(cases)
    }


def _known(cases: Cases) -> np.ndarray:
    """Case x number: all that is known of each case."""
    group = cases.by_case["group"].rank(method="dense")
    levels = (question.answered.level for question in cases.questions)
    return np.column_stack([cases.by_case.assign(group=group).to_numpy(float), *levels])


def designs(cases: Cases) -> Iterator[Design]:
    """The kinds of tables that the cases can have."""
    final = cases.final
    step = amount_step(float(np.median(final)))
    if cases.has_points:
        points = cases.by_case["points"].to_numpy(float)
        some = points > 0
        rate_step = round_step(float(np.median(final[some] / points[some])))
        yield Design(RATE, points[:, np.newaxis], np.array([rate_step]), _rate)
        yield _bands(points, rate_step, step)
    if cases.questions:
        has = parts_of([question.answered for question in cases.questions])
        steps = np.full(has.shape[1], step)
        yield Design(ANSWERS, has, steps, lambda amounts: _answers(cases.questions, amounts))


def round_step(amount: float) -> float:
    """What amounts of this size are rounded to: never further off than an eightieth of it.

    >>> round_step(3.2), round_step(300), round_step(16_000)
    (0.05, 5, 100)
    """
    fitting = [step for step in ROUND_STEPS if step <= PART_OF_A_STEP * amount]
    return max(fitting, default=ROUND_STEPS[0])


def amount_step(middle: float) -> float:
    """What whole amounts are rounded to, where the middle budget is so large: 5 pounds at least.

    >>> amount_step(120), amount_step(500), amount_step(40)
    (5.0, 10, 1)
    """
    return max(round_step(middle), LEAST_STEP if middle >= SMALL_BUDGET else 1)


def _rate(amounts: np.ndarray) -> PointsTable:
    return PointsTable(RATE, bands=(Band(0.0, None, float(amounts[0])),))


def _bands(points: np.ndarray, rate_step: float, step: float) -> Design:
    """A start, and a rate within each band."""
    edges = round_edges(points)
    has = np.column_stack([np.ones(len(points)), in_bands(points, edges)])
    steps = np.array([step, *[rate_step] * (len(edges) + 1)])

    def table_of(amounts: np.ndarray) -> PointsTable:
        ends = zip((0.0, *edges), (*edges, None), amounts[1:], strict=True)
        bands = tuple(Band(begins, end, float(pounds)) for begins, end, pounds in ends)
        return PointsTable(BANDS, float(amounts[0]), bands)

    return Design(BANDS, has, steps, table_of)


def _answers(questions: tuple[NeedsQuestion, ...], fitted: np.ndarray) -> PointsTable:
    start, amounts = amounts_by_answer([one.answered for one in questions], fitted)
    rows = (
        AnswerAmounts(one.name, tuple(zip(one.answers, map(float, pounds), strict=True)))
        for one, pounds in zip(questions, amounts, strict=True)
    )
    return PointsTable(ANSWERS, start, questions=tuple(rows))
