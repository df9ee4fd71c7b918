"""What goes into a model: checked, as arrays, and on a common scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate, listed

# A column whose variance the others leave unexplained by less than this share follows from them;
# sums of products in double precision cannot tell such a column from one that follows exactly.
DEPENDENT = 1e-10
# A column that varies by less than this share of its largest value is constant but for rounding.
CONSTANT = 1e-12


@dataclass(frozen=True, eq=False)
class Design:
    """Predictors with mean 0 and standard deviation 1, and the way back to their own units.

    `standardised` has one row per person and one column per name in `columns`; its columns are
    (own units - `centre`) / `spread`. Pounds and years then weigh the same in every tolerance.
    """

    columns: pd.Index
    standardised: np.ndarray
    centre: np.ndarray
    spread: np.ndarray

    def to_own_units(self, intercepts: int, sign: int) -> np.ndarray:
        """The matrix that takes intercepts and coefficients to the predictors' own units.

        `sign` is +1 when an intercept stands against the predictors (threshold - x'b) and -1 when
        it stands beside them (constant + x'b).
        """
        shift = np.tile(sign * self.centre / self.spread, (intercepts, 1))
        nothing = np.zeros((len(self.columns), intercepts))
        return np.block([[np.eye(intercepts), shift], [nothing, np.diag(1 / self.spread)]])


def design(predictors: pd.DataFrame) -> Design:
    """The predictors (one row per person, numbers, no constant, nothing missing) as a Design.

    Raises ValueError or TypeError when they are not such numbers; CannotEstimate when a column is
    infinite or constant, or columns can be worked out from one another.
    """
    values = finite_numbers(predictors)
    constant = constant_columns(values)
    if constant.any():
        verb = "are" if constant.sum() > 1 else "is"
        raise CannotEstimate(f"{listed(predictors.columns[constant])} {verb} the same for everyone")
    result = _standardised(predictors.columns, values)
    _check_independent(result)
    return result


def finite_numbers(predictors: pd.DataFrame) -> np.ndarray:
    """The predictors as an array of numbers, one row per person; raises as `design` does."""
    if not predictors.columns.is_unique:
        raise ValueError("two predictors have the same name")
    text = [not pd.api.types.is_numeric_dtype(dtype) for dtype in predictors.dtypes]
    if any(text):
        raise TypeError(f"{listed(predictors.columns[text])} must be numbers")
    values = predictors.to_numpy(dtype=float, na_value=np.nan)
    if not np.isfinite(values).all():
        missing = np.isnan(values).any(axis=0)
        if missing.any():
            raise ValueError(f"missing values in {listed(predictors.columns[missing])}")
        infinite = np.isinf(values).any(axis=0)
        raise CannotEstimate(f"{listed(predictors.columns[infinite])} holds an infinite value")
    return values


def constant_columns(values: np.ndarray) -> np.ndarray:
    """For each column whether it is the same in every row."""
    if len(values) == 0:
        return np.zeros(values.shape[1], dtype=bool)
    return np.ptp(values, axis=0) <= CONSTANT * np.abs(values).max(axis=0)


def independent_columns(values: np.ndarray) -> np.ndarray:
    """For each column whether it varies and does not follow from the ones before it."""
    keep = ~constant_columns(values)
    correlation = np.eye(values.shape[1])
    correlation[np.ix_(keep, keep)] = _correlation(
        _standardised(pd.RangeIndex(keep.sum()), values[:, keep]).standardised
    )
    if _all_independent(correlation):
        return keep
    for column in np.flatnonzero(keep):
        before = np.flatnonzero(keep[:column])
        keep[column] = _unexplained(correlation, column, before)[0] > DEPENDENT
    return keep


def _standardised(columns: pd.Index, values: np.ndarray) -> Design:
    centre = values.mean(axis=0)
    centred = values - centre
    spread = np.sqrt(np.mean(centred**2, axis=0))
    return Design(columns, centred / spread, centre, spread)


def _correlation(standardised: np.ndarray) -> np.ndarray:
    return standardised.T @ standardised / len(standardised)


def _check_independent(result: Design) -> None:
    correlation = _correlation(result.standardised)
    if _all_independent(correlation):
        return
    for column in range(len(correlation)):
        unexplained, shares = _unexplained(correlation, column, np.arange(column))
        if unexplained <= DEPENDENT:
            together = [*np.flatnonzero(np.abs(shares) > np.sqrt(DEPENDENT)), column]
            names = listed(result.columns[together])
            raise CannotEstimate(f"{names} can be worked out from one another")


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


def check_same_rows(answers: pd.Series, *others: pd.Series | pd.DataFrame | None) -> None:
    """Raises ValueError unless all have the rows of `answers`, in their order."""
    if any(other is not None and not answers.index.equals(other.index) for other in others):
        raise ValueError("answers, predictors, weights and clusters must have the same rows")


def used_levels(answers: pd.Series) -> tuple[np.ndarray, tuple[object, ...]]:
    """Ordered answers as numbers from 0, and the levels in use, in their order.

    Raises TypeError when they are not an ordered categorical, ValueError when one is missing, and
    CannotEstimate unless at least two levels are in use.
    """
    if not (isinstance(answers.dtype, pd.CategoricalDtype) and answers.cat.ordered):
        raise TypeError("answers must be an ordered categorical")
    codes = answers.cat.codes.to_numpy()
    counts = np.bincount(_check_present(answers, codes < 0, codes), minlength=1)
    used = np.flatnonzero(counts)
    _check_several(len(used))
    position = np.cumsum(counts > 0) - 1
    return position[codes], tuple(answers.cat.categories[used])


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
