"""Whether two questions go together in the population, from weighted answers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.linalg import eigh

from poet.statistics.design import check_same_rows
from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.joint_tests import JointTest, quadratic_test, upper_tail
from poet.statistics.sampling import Sampling

Statistic = Literal["F", "chi-squared", "Wald", "adjusted Wald"]


def independence_test(
    rows: pd.Series,
    columns: pd.Series,
    sampling: Sampling,
    domain: pd.Series | None = None,
    *,
    statistic: Statistic = "F",
) -> JointTest:
    """Tests whether two questions are independent in the population.

    `rows` and `columns` have one label per row of `sampling`; levels that nobody in `domain` (true
    or false per row) has do not count. "F" is Pearson's chi-squared, of shares times the number
    of answers, over the sum of the generalised design effects; its degrees of freedom take in how
    those differ (Rao & Scott 1984; Thomas & Rao 1987). "chi-squared" divides by their mean only
    (Rao & Scott 1981, 1984). "Wald" tests how far weighted counts lie from those of independence
    (Koch, Freeman & Freeman 1975); "adjusted Wald" holds its promise with few clusters (Fellegi
    1980). "F" is the one to use.

    Raises ValueError when rows differ or a label in the domain is missing; CannotEstimate when
    nobody is in the domain, everybody has the same label, the test has more constraints than
    degrees of freedom (Wald) or none are left, or as linearised_covariance.
    """
    table = _table(rows, columns, sampling, domain)
    degrees_of_freedom = sampling.degrees_of_freedom_of(table.weights)
    if degrees_of_freedom < 1:
        raise CannotEstimate("too few people, or units they were drawn in, for a test")
    if statistic in {"Wald", "adjusted Wald"}:
        return _wald(table, sampling, degrees_of_freedom, adjusted=statistic != "Wald")
    effects = _generalised_design_effects(table, sampling)
    value = np.count_nonzero(table.weights) * _pearson(table.shares) / effects.sum()
    numerator, denominator = float(len(effects)), math.inf
    if statistic == "F":
        numerator = float(effects.sum() ** 2 / (effects @ effects))
        denominator = numerator * degrees_of_freedom
    p_value = upper_tail(value, numerator, denominator)
    return JointTest(float(value), numerator, denominator, p_value)


@dataclass(frozen=True, eq=False)
class _Table:
    """A weighted table: `shares` of the population by row and column of the table, sum 1.

    `cell` has one number per person, the position of its cell in `shares` read row by row (0 for
    people outside, whose number in `weights` is 0).
    """

    shares: np.ndarray
    cell: np.ndarray
    weights: np.ndarray


def _table(
    rows: pd.Series, columns: pd.Series, sampling: Sampling, domain: pd.Series | None
) -> _Table:
    check_same_rows(sampling.weights, rows, columns)
    weights = sampling.weights_within(domain)
    (row, many_rows), (column, many_columns) = (_codes(each, weights) for each in (rows, columns))
    cell = row * many_columns + column
    counts = np.bincount(cell, weights, many_rows * many_columns)
    return _Table((counts / counts.sum()).reshape(many_rows, many_columns), cell, weights)


def _codes(labels: pd.Series, weights: np.ndarray) -> tuple[np.ndarray, int]:
    """One number per person, 0 for those without weight, and how many labels are in use."""
    inside = weights > 0
    name = listed([labels.name or "answers"])
    if labels[inside].isna().any():
        raise ValueError(f"missing values in {name}")
    codes = np.zeros(len(labels), dtype=np.intp)
    codes[inside], levels = pd.factorize(labels[inside])
    if len(levels) < 2:
        raise CannotEstimate(f"{name} is the same for everyone")
    return codes, len(levels)


def _wald(
    table: _Table, sampling: Sampling, degrees_of_freedom: int, *, adjusted: bool
) -> JointTest:
    """Tests how far weighted counts lie from those of independence."""
    of_row, of_column = table.shares.sum(axis=1), table.shares.sum(axis=0)
    # A person adds this to the count of each cell less what independence gives; the cells of the
    # first row and of the first column follow from the others.
    by_cell = np.kron(
        (np.eye(len(of_row)) - of_row)[:, 1:], (np.eye(len(of_column)) - of_column)[:, 1:]
    )
    contributions = table.weights[:, np.newaxis] * by_cell[table.cell]
    covariance = sampling.covariance(contributions)
    return quadratic_test(
        contributions.sum(axis=0), covariance, degrees_of_freedom, adjusted=adjusted
    )


def _generalised_design_effects(table: _Table, sampling: Sampling) -> np.ndarray:
    """One per interaction: how much greater its variance is than that of as many simple answers."""
    interactions = np.kron(*(np.eye(levels)[:, 1:] - 1 / levels for levels in table.shares.shape))
    shares = table.shares.ravel()[:, np.newaxis]
    by_cell = np.divide(interactions, shares, out=np.zeros_like(interactions), where=shares > 0)
    people = table.weights / table.weights.sum()
    contributions = people[:, np.newaxis] * (by_cell - shares.T @ by_cell)[table.cell]
    simple = interactions.T @ by_cell / np.count_nonzero(table.weights)
    if np.linalg.matrix_rank(simple, hermitian=True) < len(simple):
        raise CannotEstimate("too many pairs of answers were given by nobody")
    effects = eigh(sampling.covariance(contributions), simple, eigvals_only=True)
    if not effects.sum() > 0:
        raise CannotEstimate("nothing is left to chance, so that there is nothing to test")
    return effects


def _pearson(shares: np.ndarray) -> float:
    """Pearson's chi-squared of a table of shares, for one answer."""
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    return float(((shares - expected) ** 2 / expected).sum())
