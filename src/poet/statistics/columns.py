"""Predictors as they are kept in memory, and read a few thousand rows at a time.

Yes-no columns and other small whole numbers take one byte each instead of eight, so that a million
people fit where a hundred thousand did. A block of rows as floating-point numbers stays in the
processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate, listed

ROWS_IN_A_BLOCK = 4096


@dataclass(frozen=True, eq=False)
class Columns:
    """One row per person. `small` holds whole numbers of one byte, `real` all others.

    `small_at` and `real_at` are the positions of their columns among all. Each column lies in one
    piece, as sums over people run along it.
    """

    small: np.ndarray
    real: np.ndarray
    small_at: np.ndarray
    real_at: np.ndarray

    def __len__(self) -> int:
        return len(self.real)

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.small_at) + len(self.real_at)

    def rows(self, which: slice) -> np.ndarray:
        """These rows as floating-point numbers, to be kept or changed by the caller."""
        real = self.real[which]
        if not len(self.small_at):
            return real.copy(order="F")
        block = np.empty((len(real), self.width), order="F")
        block[:, self.small_at] = self.small[which]
        block[:, self.real_at] = real
        return block

    def take(self, positions: np.ndarray) -> Columns:
        """Only these rows, in this order."""
        small, real = (kept.T.take(positions, axis=1).T for kept in (self.small, self.real))
        return Columns(small, real, self.small_at, self.real_at)

    def extremes(self) -> tuple[np.ndarray, np.ndarray]:
        """The smallest and the largest number of each column; needs a row."""
        low, high = np.empty(self.width), np.empty(self.width)
        for stored, at in ((self.small, self.small_at), (self.real, self.real_at)):
            low[at], high[at] = stored.min(axis=0), stored.max(axis=0)
        return low, high


def blocks(rows: int) -> Iterator[slice]:
    """Slices that cover so many rows, each of a few thousand."""
    for start in range(0, rows, ROWS_IN_A_BLOCK):
        yield slice(start, min(start + ROWS_IN_A_BLOCK, rows))


def stored(predictors: pd.DataFrame) -> Columns:
    """The predictors (one row per person, one column of finite numbers per predictor).

    Raises ValueError or TypeError when they are not numbers or one is missing; CannotEstimate when
    one is infinite. Each names its columns.
    """
    if not predictors.columns.is_unique:
        raise ValueError("two predictors have the same name")
    if len(predictors) <= ROWS_IN_A_BLOCK:  # so few that nothing is saved
        kept = as_columns(_floats(predictors))
    else:
        _check_numeric(predictors)
        kept = _compact(predictors)
    _check_finite(predictors.columns[kept.real_at], kept.real)
    return kept


def as_columns(values: np.ndarray) -> Columns:
    """An array of finite numbers, one row per person, kept as it is."""
    nothing = np.empty((len(values), 0), dtype=np.int8)
    return Columns(nothing, values, np.arange(0), np.arange(values.shape[1]))


def _floats(predictors: pd.DataFrame) -> np.ndarray:
    values = predictors.to_numpy()
    if values.dtype == float:  # each column is then: to look at one by one takes longer than a fit
        return values
    _check_numeric(predictors)
    return predictors.to_numpy(dtype=float, na_value=np.nan)


def _check_numeric(predictors: pd.DataFrame) -> None:
    text = [not pd.api.types.is_numeric_dtype(dtype) for dtype in predictors.dtypes]
    if any(text):
        raise TypeError(f"{listed(predictors.columns[text])} must be numbers")


def _check_finite(names: pd.Index, values: np.ndarray) -> None:
    if np.isfinite(values).all():
        return
    missing = np.isnan(values).any(axis=0)
    if missing.any():
        raise ValueError(f"missing values in {listed(names[missing])}")
    infinite = np.isinf(values).any(axis=0)
    raise CannotEstimate(f"{listed(names[infinite])} holds an infinite value")


def _compact(predictors: pd.DataFrame) -> Columns:
    fits = _fits_a_byte(predictors)
    small_at, real_at = np.flatnonzero(fits), np.flatnonzero(~fits)
    small = np.empty((len(predictors), len(small_at)), dtype=np.int8, order="F")
    real = np.empty((len(predictors), len(real_at)), order="F")
    for block, values in _in_blocks(predictors):
        small[block] = values[:, small_at]
        real[block] = values[:, real_at]
    return Columns(small, real, small_at, real_at)


def _fits_a_byte(predictors: pd.DataFrame) -> np.ndarray:
    """For each column whether all of it are whole numbers from -128 to 127."""
    fits = np.ones(predictors.shape[1], dtype=bool)
    for _, values in _in_blocks(predictors):
        with np.errstate(invalid="ignore"):  # what is missing or too large is told by comparing
            fits &= np.all(values.astype(np.int8) == values, axis=0)
    return fits


def _in_blocks(predictors: pd.DataFrame) -> Iterator[tuple[slice, np.ndarray]]:
    for block in blocks(len(predictors)):
        yield block, predictors.iloc[block].to_numpy(dtype=float, na_value=np.nan)
