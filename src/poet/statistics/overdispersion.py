"""Whether councils differ by more than chance, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

WINSORISED = 0.1


@dataclass(frozen=True, eq=False)
class Overdispersion:
    """How far councils lie from a centre, one entry per question.

    `phi`: the mean squared z-score, about 1 (or a little less, as extremes are pulled in) by chance
    alone. `between`: the standard deviation of the true shares of councils, 0 where chance explains
    what is seen. `councils`: how many there were. NaN below two councils.
    """

    phi: np.ndarray
    between: np.ndarray
    councils: np.ndarray


def overdispersion(
    shares: ArrayLike, n: ArrayLike, centre: ArrayLike, winsorised: float = WINSORISED
) -> Overdispersion:
    """How much more than by chance the shares of councils differ from the centre.

    `shares` and `n` have one row per council and one column per question (or are one column), 0 to
    1 and people; a council with a missing share or nobody is left out. `centre` has one number per
    question. The z-scores beyond the given share on each side are pulled in to that quantile, so
    that a few odd councils do not set the measure; the variance between councils follows by moments
    (Spiegelhalter 2005, overdispersion; DerSimonian & Laird 1986 with `winsorised` 0).
    """
    shares, n = np.asarray(shares, dtype=float), np.asarray(n, dtype=float)
    variance = sampling_variance(n, centre)
    used = np.isfinite(shares) & np.isfinite(variance) & (variance > 0)
    safe = np.where(used, variance, 1.0)
    z = np.where(used, (shares - centre) / np.sqrt(safe), np.nan)
    councils = used.sum(axis=0)
    squares = np.nansum(_winsorised(z, winsorised) ** 2, axis=0)
    weight = np.where(used, 1 / safe, 0.0)
    total = weight.sum(axis=0)
    enough = councils >= 2
    spread = total - (weight**2).sum(axis=0) / np.where(enough, total, 1)
    excess = (squares - (councils - 1)) / np.where(enough, spread, 1)
    return Overdispersion(
        phi=np.where(enough, squares / np.maximum(councils, 1), np.nan),
        between=np.where(enough, np.sqrt(np.maximum(excess, 0)), np.nan),
        councils=councils,
    )


def sampling_variance(n: ArrayLike, centre: ArrayLike) -> np.ndarray:
    """The variance of a share of n people by chance when the true share is centre; NaN for nobody.

    n and centre go with each other as arrays do.
    """
    n, centre = np.asarray(n, dtype=float), np.asarray(centre, dtype=float)
    return centre * (1 - centre) / np.where(n > 0, n, np.nan)


def _winsorised(z: np.ndarray, share: float) -> np.ndarray:
    """Each column's values beyond its quantiles pulled in to them; missing stays missing."""
    if not z.size:
        return z
    known = np.isfinite(z).any(axis=0)
    filled = np.where(known, z, 0.0)  # a column of nothing has no quantiles, and warns
    low, high = np.nanquantile(filled, [share, 1 - share], axis=0)
    return np.clip(z, low, high)
