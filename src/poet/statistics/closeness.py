"""How far amounts that were worked out up front are from those agreed in the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

# An amount of nothing is no ratio of anything: it counts as out by this factor.
FARTHEST = 10.0


def log_ratios(proposed: ArrayLike, final: ArrayLike, farthest: float = FARTHEST) -> np.ndarray:
    """log(final / proposed): above 0 where more was agreed than was proposed.

    What is further out than the factor `farthest`, either way, counts as that far out, and so does
    an amount proposed of 0.
    """
    of, agreed = np.asarray(proposed, dtype=float), np.asarray(final, dtype=float)
    ratio = agreed / np.where(of > 0, of, agreed / farthest)
    return np.log(np.clip(ratio, 1 / farthest, farthest))


def mean_distance(proposed: ArrayLike, final: ArrayLike) -> tuple[float, float]:
    """(mean, its standard error) of the absolute log ratios; NaN where there are too few cases.

    0.1 stands for about 10 % out, either way alike: twice as much and half as much are as far out.
    """
    distance = np.abs(log_ratios(proposed, final))
    if distance.size < 2:
        return (float(distance.mean()) if distance.size else np.nan), np.nan
    return float(distance.mean()), float(distance.std(ddof=1) / np.sqrt(distance.size))
