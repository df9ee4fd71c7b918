"""What is proposed for each case by amounts that were fitted to the other cases alone.

K-fold cross-validation (Stone 1974; Geisser 1975): the cases are put into folds at random, and each
fold gets the amounts fitted, and rounded, without it. How close these come is how close the table
would have come to cases that it has not seen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from poet.statistics.additive_amounts import fit_round

SEED = 20_260_601
FOLDS = 10
# More cases need fewer folds: the amounts hardly differ.
MANY_CASES, FOLDS_OF_MANY = 5_000, 5


def folds(cases: ArrayLike, seed: int = SEED) -> np.ndarray:
    """The number of the fold of each case, from 0 on; folds differ by one case at most.

    `cases` is case x number, all that is known of each: the same cases in another order have the
    same folds. 10 folds, or 5 from 5,000 cases on.
    """
    known = np.asarray(cases, dtype=float)
    many = FOLDS_OF_MANY if len(known) >= MANY_CASES else FOLDS
    fold = np.empty(len(known), dtype=int)
    fold[np.lexsort(known.T)] = np.random.default_rng(seed).permutation(len(known)) % many
    return fold


def proposed_out_of_fold(
    has: ArrayLike, final: ArrayLike, steps: ArrayLike, fold: np.ndarray
) -> np.ndarray:
    """The sum proposed for each case by the round amounts of the other folds.

    `has`, `final` and `steps` as `additive_amounts.fit_round` takes them. Raises ValueError as that
    does, and for another number of folds than of cases.
    """
    parts, agreed = np.asarray(has, dtype=float), np.asarray(final, dtype=float)
    if fold.shape != agreed.shape:
        raise ValueError(f"{fold.shape} folds for {agreed.shape} cases")
    proposed = np.empty(len(agreed))
    for one in np.unique(fold):
        out = fold == one
        proposed[out] = parts[out] @ fit_round(parts[~out], agreed[~out], steps)
    return proposed


def times_as_wide(has: ArrayLike) -> float:
    """How many times as wide as for amounts that are given an interval out of fold must be.

    n / (n - k) for n cases and k amounts that can be told apart (`has` is case x amount). An
    interval of what is out of fold takes the amounts as given, and they vary from one study to the
    next, so it is too short (Bates, Hastie and Tibshirani 2024). How much wider: rule of this
    project, held by simulation. Raises ValueError for no more cases than amounts.
    """
    parts = np.asarray(has, dtype=float)
    amounts = int(np.linalg.matrix_rank(parts.T @ parts))
    if len(parts) <= amounts:
        raise ValueError(f"{len(parts)} cases for {amounts} amounts")
    return len(parts) / (len(parts) - amounts)


def drawn_out(
    estimate: ArrayLike, low: ArrayLike, high: ArrayLike, times: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """(low, high) of an interval so many times as wide, to either side of the estimate."""
    middle, by = np.asarray(estimate, dtype=float), np.asarray(times, dtype=float)
    return middle - by * (middle - low), middle + by * (np.asarray(high) - middle)


def simplest_of_the_near(distances: ArrayLike) -> int:
    """The place of the first, simplest one whose mean distance is at most a standard error above
    the least: one that is nearer by less may be so by chance (Breiman and others 1984).

    `distances` is (those from simple to less simple) x case. The standard error is that of the
    difference from the nearest, case by case: what is far for all of them says nothing of which is
    nearer. Raises ValueError for fewer than two cases.
    """
    far = np.asarray(distances, dtype=float)
    if far.shape[1] < 2:
        raise ValueError(f"{far.shape[1]} cases tell nothing of chance")
    farther = far - far[far.mean(axis=1).argmin()]
    error = farther.std(axis=1, ddof=1) / np.sqrt(far.shape[1])
    return int(np.flatnonzero(farther.mean(axis=1) <= error)[0])
