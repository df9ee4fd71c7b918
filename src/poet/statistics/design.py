"""What goes into a model: checked, as arrays, and on a common scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from poet.statistics.columns import ROWS_IN_A_BLOCK, Columns, as_columns, blocks, stored
from poet.statistics.failure import CannotEstimate, listed

# A column whose variance the others leave unexplained by less than this share follows from them;
# sums of products in double precision cannot tell such a column from one that follows exactly.
DEPENDENT = 1e-10
# A column that varies by less than this share of its largest value is constant but for rounding.
CONSTANT = 1e-12


@dataclass(frozen=True, eq=False)
class Design:
    """Predictors, and how they are brought to mean 0 and standard deviation 1 and back.

    `names` has one label per column of `stored`; standardised is (own units - `centre`) / `spread`.
    Pounds and years then weigh the same in every tolerance. `correlation` is that of the columns.
    """

    names: pd.Index
    stored: Columns
    centre: np.ndarray
    spread: np.ndarray
    correlation: np.ndarray

    def __len__(self) -> int:
        return len(self.stored)

    @property
    def standardised(self) -> np.ndarray:
        """All rows, standardised: one row per person and one column per name."""
        return self.rows(slice(None))

    def rows(self, which: slice) -> np.ndarray:
        """These rows, standardised; not to be changed."""
        if len(self) <= ROWS_IN_A_BLOCK:
            return self._all_rows[which]
        return self._standardise(which)

    @cached_property
    def _all_rows(self) -> np.ndarray:
        """Kept where they are few: they are asked for at every step of every fit."""
        return self._standardise(slice(None))

    def _standardise(self, which: slice) -> np.ndarray:
        block = self.stored.rows(which)
        block -= self.centre
        block *= 1 / self.spread
        return block

    def take(self, positions: np.ndarray) -> Design:
        """These rows in this order, by the same centre and spread."""
        return replace(self, stored=self.stored.take(positions))

    def again(self, positions: np.ndarray) -> Design:
        """These rows in this order, checked and with a centre and spread of their own."""
        return _design(self.names, self.stored.take(positions))

    def in_own_units(self) -> pd.DataFrame:
        """The predictors as they were given: one row per person, numbered from 0."""
        return pd.DataFrame(self.stored.rows(slice(None)), columns=self.names)

    def to_own_units(self, intercepts: int, sign: int) -> np.ndarray:
        """The matrix that takes intercepts and coefficients to the predictors' own units.

        `sign` is +1 when an intercept stands against the predictors (threshold - x'b) and -1 when
        it stands beside them (constant + x'b).
        """
        matrix = np.diag(np.concatenate([np.ones(intercepts), 1 / self.spread]))
        matrix[:intercepts, intercepts:] = sign * self.centre / self.spread
        return matrix


def design(predictors: pd.DataFrame) -> Design:
    """The predictors (one row per person, numbers, no constant, nothing missing) as a Design.

    Raises ValueError or TypeError when they are not such numbers; CannotEstimate when a column is
    infinite or constant, or columns can be worked out from one another.
    """
    return _design(predictors.columns, stored(predictors))


def _design(names: pd.Index, columns: Columns) -> Design:
    constant = _constant(columns)
    if constant.any():
        verb = "are" if constant.sum() > 1 else "is"
        raise CannotEstimate(f"{listed(names[constant])} {verb} the same for everyone")
    centre, spread, correlation = _moments(columns)
    _check_independent(names, correlation)
    return Design(names, columns, centre, spread, correlation)


def finite_numbers(predictors: pd.DataFrame) -> np.ndarray:
    """The predictors as an array of numbers, one row per person; raises as `design` does."""
    return stored(predictors).rows(slice(None))


def independent_columns(values: np.ndarray) -> np.ndarray:
    """For each column of numbers whether it varies and does not follow from the ones before it."""
    keep = ~_constant(as_columns(values))
    correlation = np.eye(len(keep))
    correlation[np.ix_(keep, keep)] = _moments(as_columns(values[:, keep]))[2]
    if _all_independent(correlation):
        return keep
    for column in np.flatnonzero(keep):
        before = np.flatnonzero(keep[:column])
        keep[column] = _unexplained(correlation, column, before)[0] > DEPENDENT
    return keep


def _constant(columns: Columns) -> np.ndarray:
    """For each column whether it is the same in every row."""
    if len(columns) == 0:
        return np.zeros(columns.width, dtype=bool)
    low, high = columns.extremes()
    return high - low <= CONSTANT * np.maximum(np.abs(low), np.abs(high))


def _moments(columns: Columns) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and standard deviation of each column, and their correlations."""
    rows = len(columns)
    centre = sum(columns.rows(block).sum(axis=0) for block in blocks(rows)) / rows
    products = np.zeros((columns.width, columns.width))
    for block in blocks(rows):
        apart = columns.rows(block) - centre
        products += apart.T @ apart
    spread = np.sqrt(np.diag(products) / rows)
    return centre, spread, products / (rows * np.outer(spread, spread))


def _check_independent(names: pd.Index, correlation: np.ndarray) -> None:
    if _all_independent(correlation):
        return
    for column in range(len(correlation)):
        unexplained, shares = _unexplained(correlation, column, np.arange(column))
        if unexplained <= DEPENDENT:
            together = [*np.flatnonzero(np.abs(shares) > np.sqrt(DEPENDENT)), column]
            raise CannotEstimate(f"{listed(names[together])} can be worked out from one another")


def _all_independent(correlation: np.ndarray) -> bool:
    # The squared pivots are what each column adds to those before it.
    try:
        return bool(np.all(np.diag(np.linalg.cholesky(correlation)) ** 2 > DEPENDENT))
    except np.linalg.LinAlgError:
        return False


def _unexplained(
    correlation: np.ndarray, column: int, others: np.ndarray
) -> tuple[float, np.ndarray]:
    """The share of a column's variance that the others leave, and their coefficients for it."""
    with_others = correlation[others, column]
    coefficients = np.linalg.lstsq(correlation[np.ix_(others, others)], with_others)[0]
    return float(correlation[column, column] - with_others @ coefficients), coefficients


def check_same_rows(answers: pd.Series, *others: pd.Series | pd.DataFrame | Design | None) -> None:
    """Raises ValueError unless all have the rows of `answers`, in their order.

    A design knows no order; it must have as many rows.
    """
    if not all(other is None or _has_rows_of(answers, other) for other in others):
        raise ValueError("answers, predictors, weights and clusters must have the same rows")


def _has_rows_of(answers: pd.Series, other: pd.Series | pd.DataFrame | Design) -> bool:
    if isinstance(other, Design):
        return len(other) == len(answers)
    return answers.index is other.index or answers.index.equals(other.index)


def only_rows(predictors: pd.DataFrame | Design, stays: np.ndarray) -> pd.DataFrame | Design:
    """The predictors at these positions; a design checked again, with a centre of its own."""
    if isinstance(predictors, Design):
        return predictors.again(stays)
    return predictors.iloc[stays]


def with_labels(names: pd.Index, at: int, labels: Sequence[str]) -> pd.Index:
    """The names with these labels put in at a place."""
    if names.dtype != "str":
        return pd.Index([*names[:at], *labels, *names[at:]])
    for label in reversed(labels):  # a twentieth of the time of making an index anew
        names = names.insert(at, label)
    return names


def used_levels(answers: pd.Series) -> tuple[np.ndarray, tuple[object, ...]]:
    """Ordered answers as numbers from 0, and the levels in use, in their order.

    Raises TypeError when they are not an ordered categorical, ValueError when one is missing, and
    CannotEstimate unless at least two levels are in use.
    """
    values = answers.array
    if not (isinstance(values, pd.Categorical) and values.ordered):
        raise TypeError("answers must be an ordered categorical")
    codes = values.codes
    counts = np.bincount(_check_present(answers, codes < 0, codes), minlength=1)
    used = np.flatnonzero(counts)
    _check_several(len(used))
    position = np.cumsum(counts > 0) - 1
    return position[codes], tuple(values.categories[used])


def zero_or_one(answers: pd.Series) -> np.ndarray:
    """Answers of yes or no as numbers 0 and 1; raises as `used_levels` does."""
    if not pd.api.types.is_numeric_dtype(answers.dtype):
        raise TypeError("answers must be true or false, or 1 or 0")
    values = answers.to_numpy(dtype=float, na_value=np.nan)
    _check_present(answers, np.isnan(values), values)
    if not np.isin(values, (0, 1)).all():
        raise ValueError("answers must be true or false, or 1 or 0")
    _check_several(len(np.unique(values)))
    return values


def check_enough(rows: int, parameters: int) -> None:
    """Raises CannotEstimate when there are fewer answers than parameters."""
    if rows < parameters:
        raise CannotEstimate(f"{rows} answers are too few to estimate {parameters} numbers")


def _check_present(answers: pd.Series, missing: np.ndarray, values: np.ndarray) -> np.ndarray:
    if missing.any():
        raise ValueError(f"missing values in {listed([answers.name or 'answers'])}")
    return values


def _check_several(levels: int) -> None:
    if levels == 0:
        raise CannotEstimate("nobody answered")
    if levels == 1:
        raise CannotEstimate("everyone gave the same answer")
