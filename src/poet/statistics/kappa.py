"""How far two people who sorted the same things apart from each other agree: Cohen's kappa."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

UNWEIGHTED, EQUAL_SPACING, QUADRATIC = "unweighted", "equal_spacing", "quadratic"


@dataclass(frozen=True, eq=False)
class Kappa:
    """Kappas with standard errors and ends of intervals: arrays, one number per table.

    All are NaN where kappa is not defined. `observed` is the share of things on which the two
    agree, `expected` the share on which they would by chance; with weights, near misses count in
    part in both.
    """

    estimate: np.ndarray
    standard_error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    observed: np.ndarray
    expected: np.ndarray


def agreement_weights(kind: str, categories: int) -> np.ndarray:
    """How far it is agreement when one says i and the other j: categories x categories, 0 to 1.

    "unweighted": 1 for the same and 0 for another. For categories in order, with all steps alike:
    "equal_spacing" takes off a share for each step (Cicchetti and Allison 1971), "quadratic" for
    each step squared (Fleiss and Cohen 1973). Raises ValueError for another kind, or where there
    are fewer than two categories.
    """
    if kind not in (UNWEIGHTED, EQUAL_SPACING, QUADRATIC):
        raise ValueError(f"{kind!r} is no way to weight: unweighted, equal_spacing or quadratic")
    if categories < 2:
        raise ValueError("agreement needs two categories at least")
    if kind == UNWEIGHTED:
        return np.eye(categories)
    place = np.arange(categories)
    apart = np.abs(place[:, np.newaxis] - place) / (categories - 1)
    return 1 - apart ** (2 if kind == QUADRATIC else 1)


def cohen_kappa(tables: ArrayLike, weights: str = UNWEIGHTED, confidence: float = 0.95) -> Kappa:
    """Cohen's kappa of tables of counts: how far two people agree, beyond what chance would give.

    `tables` is (..., k, k): how many things the first put into the row and the second into the
    column. Kappa is (observed - expected) / (1 - expected) (Cohen 1960; weighted: Cohen 1968). The
    standard error is that for large samples where kappa is not 0 (Fleiss, Cohen and Everitt 1969);
    the interval is kappa with so many of them on either side, cut off at -1 and 1.

    Where both put everything into one and the same category, or there is nothing, kappa is not
    defined: NaN. Where they never differed the standard error is 0, which tells nothing of chance,
    and of few things the interval is too short: `coder_agreement` has one for these. Raises
    ValueError where tables are not square or a count is negative or not a number.
    """
    counts = _checked(tables)
    total = counts.sum(axis=(-2, -1))
    given = agreement_weights(weights, counts.shape[-1])
    share = counts / np.where(total > 0, total, np.nan)[..., np.newaxis, np.newaxis]
    first, second = share.sum(axis=-1), share.sum(axis=-2)
    observed = (given * share).sum(axis=(-2, -1))
    expected = np.einsum("...i,ij,...j->...", first, given, second)
    left = np.where(_in_one_cell(counts), np.nan, 1 - expected)
    estimate = (observed - expected) / left
    error = np.sqrt(_variance(share, given, estimate, expected) / total.clip(1)) / left
    half = ndtri((1 + confidence) / 2) * error
    ends = ((estimate - half).clip(-1, 1), (estimate + half).clip(-1, 1))
    return Kappa(estimate, error, *ends, observed, expected)


def _checked(tables: ArrayLike) -> np.ndarray:
    counts = np.asarray(tables, dtype=float)
    if counts.ndim < 2 or counts.shape[-1] != counts.shape[-2]:
        raise ValueError(f"a table of agreement is square, not {counts.shape}")
    if not (np.isfinite(counts) & (counts >= 0)).all():
        raise ValueError("a table of agreement holds counts: none below 0, none missing")
    return counts


def _in_one_cell(counts: np.ndarray) -> np.ndarray:
    """Whether all is in one cell on the diagonal, where chance alone would agree always."""
    total = counts.sum(axis=(-2, -1))
    return np.diagonal(counts, axis1=-2, axis2=-1).max(axis=-1) == total


def _variance(
    share: np.ndarray, given: np.ndarray, kappa: np.ndarray, expected: np.ndarray
) -> np.ndarray:
    """The variance of one thing's part in kappa, but for (1 - expected) squared."""
    rows = share.sum(axis=-2) @ given.T  # of a row: the mean weight by what the second says
    columns = share.sum(axis=-1) @ given
    means = rows[..., :, np.newaxis] + columns[..., np.newaxis, :]
    missing = 1 - kappa
    parts = given - means * missing[..., np.newaxis, np.newaxis]
    middle = kappa - expected * missing
    return np.maximum((share * parts**2).sum(axis=(-2, -1)) - middle**2, 0)
