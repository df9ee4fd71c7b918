"""Predictors that divide the answers so cleanly that no finite estimate exists."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from poet.statistics.design import (
    check_same_rows,
    finite_numbers,
    independent_columns,
    used_levels,
    zero_or_one,
)
from poet.statistics.failure import CannotEstimate, listed

# The solver keeps to its constraints within 1e-7; what clears one by more does so truly.
CLEAR = 1e-6
# Of a matrix's largest eigenvalue, what is less than this share is nought.
NOUGHT = 1e-10


def separated(answers: pd.Series, predictors: pd.DataFrame) -> tuple[str, ...]:
    """The predictors whose coefficient has no finite maximum likelihood estimate; () if none.

    For `answers` of two or more ordered levels (or true and false), by the linear programme of
    Konis (2007): is there a way to move thresholds and coefficients that makes no answer less
    likely and some more likely? Then the likelihood grows without end that way. Rows that such a
    move makes more likely are set aside and the programme is solved again, until no row is left
    or no move: a predictor is named when some move of those sets it in motion. In complete
    separation (nothing left) that is every predictor. A column that is constant or follows from
    the ones before it is passed over; `fit` names it.

    Raises as `ordinal.fit` does for answers and predictors it cannot use.
    """
    check_same_rows(answers, predictors)
    codes = _codes(answers)
    values = finite_numbers(predictors)
    keep = independent_columns(values)
    left = all_rows = _constraints(codes, _from_0_to_1(values[:, keep]))
    while left.shape[0]:
        gains = left @ _direction(left)
        if gains.max() <= CLEAR:
            break
        left = left[gains <= CLEAR]
    if left.shape[0] == all_rows.shape[0]:
        return ()
    moving = _moving(left)[-keep.sum() :] if keep.any() else np.array([], dtype=bool)
    return tuple(predictors.columns[keep][moving])


def check_not_separated(answers: pd.Series, predictors: pd.DataFrame) -> None:
    """Raises CannotEstimate, naming the predictors, when there is no finite estimate."""
    names = separated(answers, predictors)
    if names:
        raise CannotEstimate(_reason(names))


def no_maximum(answers: pd.Series, predictors: pd.DataFrame) -> str:
    """Why a fit found no finite maximum, in words."""
    names = separated(answers, predictors)
    if not names:
        return "the answers are so nearly divided by the predictors that no estimate settles"
    return _reason(names)


def _reason(names: tuple[str, ...]) -> str:
    goes = "goes" if len(names) == 1 else "go"
    return (
        f"{listed(names)} {goes} with one end of the answers without exception, "
        "so there is no finite estimate"
    )


def _codes(answers: pd.Series) -> np.ndarray:
    if isinstance(answers.dtype, pd.CategoricalDtype):
        return used_levels(answers)[0]
    return zero_or_one(answers).astype(int)


def _from_0_to_1(values: np.ndarray) -> np.ndarray:
    """Columns from 0 to 1: one tolerance for all, and the noughts of yes-no columns stay."""
    return (values - values.min(axis=0)) / np.ptp(values, axis=0)


def _constraints(codes: np.ndarray, values: np.ndarray) -> csr_array:
    """What a move must not lessen: a row per person and finite end of the person's level.

    Columns are the moves of the thresholds, then of the coefficients. The upper end of a level
    must not fall below x'b, nor the lower end rise above it. That keeps thresholds in order.
    """
    distinct = pd.DataFrame(np.column_stack([codes, values])).drop_duplicates().to_numpy()
    codes, values = distinct[:, 0].astype(int), distinct[:, 1:]
    threshold = np.eye(codes.max() + 1)[:, :-1]
    below, above = codes < codes.max(), codes > 0
    upper = np.hstack([threshold[codes[below]], -values[below]])
    lower = np.hstack([-threshold[codes[above] - 1], values[above]])
    return csr_array(np.vstack([upper, lower]))


def _direction(constraints: csr_array) -> np.ndarray:
    """The move, no part longer than 1, with the greatest sum of gains and no loss."""
    # milp without whole numbers is the linear programme that linprog solves, by the same solver,
    # in half the time: it asks less of its input.
    solution = milp(
        -constraints.sum(axis=0),
        constraints=LinearConstraint(constraints, lb=0),
        bounds=Bounds(-1, 1),
    )
    if solution.x is None:
        raise ArithmeticError(f"the linear programme was not solved: {solution.message}")
    return solution.x


def _moving(left: csr_array) -> np.ndarray:
    """For each parameter whether it takes part in a move that leaves these rows as they are."""
    values, vectors = np.linalg.eigh((left.T @ left).toarray())
    still = values > NOUGHT * max(values[-1], 1)
    return np.abs(vectors[:, ~still]).max(axis=1, initial=0) > np.sqrt(NOUGHT)
