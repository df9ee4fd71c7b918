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


def folds(cases: int, seed: int = SEED) -> np.ndarray:
    """The number of the fold of each case, from 0 on; folds differ by one case at most.

    10 folds, or 5 from 5,000 cases on. The same number of cases gives the same folds.
    """
    many = FOLDS_OF_MANY if cases >= MANY_CASES else FOLDS
    return np.random.default_rng(seed).permutation(cases) % many


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


def simplest_of_the_near(distance: ArrayLike, error: ArrayLike) -> int:
    """The place of the first, simplest one whose distance is at most a standard error above the
    least one's: one that is nearer by less may be so by chance (Breiman and others 1984).

    Of those from simple to less simple: the mean distance of each, and its standard error.
    """
    far, unsure = np.asarray(distance, dtype=float), np.asarray(error, dtype=float)
    best = int(np.argmin(far))
    return int(np.flatnonzero(far <= far[best] + np.nan_to_num(unsure[best]))[0])
