"""Round amounts of money that add up to an amount near the one agreed, case by case.

What is proposed for a case is a sum of the amounts, each as often as the case has of it (so many
points, an answer or not); no amount is below 0. The amounts are those whose sums are nearest to
what was agreed, by the mean absolute log ratio: the median regression of Koenker and Bassett
(1978), with the sum inside the logarithm, so that twice as much and half as much are as far out and
single extreme cases count little. They are found by iteratively reweighted least squares without
negative amounts (Lawson and Hanson 1974), rounded, and then moved by single steps of rounding for
as long as that brings the sums nearer: what is judged and printed is the rounded table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import nnls

# A residual nearer than this weighs no more: 0.1 % of the amount.
NEAREST = 1e-3
ITERATIONS, HALVINGS = 100, 8
ENOUGH = 1e-6
# Keeps the equations solvable where amounts cannot be told apart; far below what is printed.
RIDGE = 1e-10
# A sum of nothing counts as so small a part of the least amount, that its logarithm is known.
LEAST_PART = 0.1


@dataclass(frozen=True, eq=False)
class Agreed:
    """What each case has of each amount (case x amount, none below 0), and what was agreed."""

    has: np.ndarray
    final: np.ndarray

    @property
    def least(self) -> float:
        """What a sum of nothing counts as."""
        return LEAST_PART * float(self.final.min())

    def distances(self, sums: np.ndarray) -> np.ndarray:
        """The absolute log ratio of each case."""
        return np.abs(np.log(np.maximum(sums, self.least) / self.final))

    def mean_distance(self, amounts: np.ndarray) -> float:
        """How far the sums of these amounts are out, on average."""
        return float(self.distances(self.has @ amounts).mean())


def agreed(has: ArrayLike, final: ArrayLike) -> Agreed:
    """The cases to fit amounts to. Raises ValueError for what no sum can be fitted to.

    That is: no case, an amount agreed that is not above 0, a part of a case that is below 0, or
    numbers that are not finite. Cases that have nothing of any amount are left out.
    """
    parts, amount = np.asarray(has, dtype=float), np.asarray(final, dtype=float)
    if parts.ndim != 2 or amount.shape != parts.shape[:1]:
        raise ValueError(f"{amount.shape} amounts agreed for cases of {parts.shape}")
    if not (np.isfinite(parts).all() and np.isfinite(amount).all()):
        raise ValueError("an amount or a part of a case is not known")
    if (parts < 0).any() or (amount <= 0).any():
        raise ValueError("a part of a case is below 0, or an amount agreed not above 0")
    some = parts.any(axis=1)
    if not some.any():
        raise ValueError("no case has anything of any amount")
    return Agreed(parts[some], amount[some])


def fit(has: ArrayLike, final: ArrayLike) -> np.ndarray:
    """The amounts, not rounded, whose sums are nearest to what was agreed; none below 0.

    `has` is case x amount, `final` above 0. Amounts that cannot be told apart share what is theirs.
    Raises ValueError as `agreed` does.
    """
    cases = agreed(has, final)
    amounts = _start(cases)
    now = cases.mean_distance(amounts)
    for _ in range(ITERATIONS):
        wanted = _reweighted(cases, amounts)
        shares = 0.5 ** np.arange(HALVINGS)
        tried = amounts + shares[:, np.newaxis] * (wanted - amounts)
        far = [cases.mean_distance(one) for one in tried[:2]]
        far += [] if min(far) < now else [cases.mean_distance(one) for one in tried[2:]]
        best = int(np.argmin(far))
        if far[best] >= now * (1 - ENOUGH):
            break
        amounts, now = tried[best], far[best]
    return amounts


def fit_round(has: ArrayLike, final: ArrayLike, steps: ArrayLike) -> np.ndarray:
    """The amounts as whole multiples of `steps` (one per amount, above 0), none below 0.

    No single one of them, moved by one step up or down, would bring the sums nearer. Raises
    ValueError as `agreed` does, and for a step that is not above 0.
    """
    cases, step = agreed(has, final), np.asarray(steps, dtype=float)
    if step.shape != cases.has.shape[1:] or not (step > 0).all():
        raise ValueError(f"steps of {step.shape} for amounts of {cases.has.shape[1:]}")
    start = np.floor(fit(has, final) / step + 0.5) * step
    return moved_by_steps(cases, start, step)


def moved_by_steps(cases: Agreed, start: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Round amounts moved, one step of one amount at a time, until no such move comes nearer."""
    many = np.floor(start / step + 0.5).astype(int)
    where = [np.flatnonzero(column) for column in cases.has.T]
    moving = True
    while moving:
        moving = False
        for at, rows in enumerate(where):
            moved = _moved(cases, many, step, at, rows)
            moving |= moved != many[at]
            many[at] = moved
    # Sums of pence carry noise in their last digits.
    return np.round(many * step, 10)


def _moved(cases: Agreed, many: np.ndarray, step: np.ndarray, at: int, rows: np.ndarray) -> int:
    """How many steps of the amount `at` bring the sums of its cases nearest, going down or up."""
    if not len(rows):
        return 0
    whole = Agreed(cases.has[rows], cases.final[rows])
    sums, each = whole.has @ (many * step), whole.has[:, at] * step[at]
    floor = cases.least
    best, now = 0, _total(sums, whole.final, floor)
    for way in (-1, 1):
        steps = way
        while many[at] + steps >= 0:
            far = _total(sums + steps * each, whole.final, floor)
            if far >= now * (1 - 1e-12):
                break
            best, now, steps = steps, far, steps + way
        if best:
            break
    return int(many[at] + best)


def _total(sums: np.ndarray, final: np.ndarray, least: float) -> float:
    return float(np.abs(np.log(np.maximum(sums, least) / final)).sum())


def _start(cases: Agreed) -> np.ndarray:
    """Least squares of relative distances, moved so that half the sums are too high."""
    amounts = _least_squares(cases.has / cases.final[:, np.newaxis], np.ones(len(cases.final)))
    sums = np.maximum(cases.has @ amounts, cases.least)
    return amounts * np.exp(np.median(np.log(cases.final / sums)))


def _reweighted(cases: Agreed, amounts: np.ndarray) -> np.ndarray:
    """The amounts of least squares, each case weighted by how far out it is at these amounts."""
    sums = np.maximum(cases.has @ amounts, cases.least)
    out = np.log(sums / cases.final)
    root = np.sqrt(1 / np.maximum(np.abs(out), NEAREST))
    return _least_squares(cases.has * (root / sums)[:, np.newaxis], root * (1 - out))


def _least_squares(rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The non-negative amounts of least squares, from the equations of all rows together."""
    scale = np.sqrt((rows**2).sum(axis=0))
    scale[scale == 0] = 1
    even = rows / scale
    square = even.T @ even
    square[np.diag_indices_from(square)] += RIDGE
    root = cholesky(square)
    return nnls(root, solve_triangular(root, even.T @ wanted, trans="T"))[0] / scale
