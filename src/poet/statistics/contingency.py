"""Whether shares differ between groups: tests on tables of counts, many tables at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import eigh
from scipy.special import chdtrc

from poet.statistics.joint_tests import upper_tail


@dataclass(frozen=True, eq=False)
class ShareTests:
    """Tests that all groups of a table have the same share; one number per table in each array.

    `cramers_v` is 0 (no difference) to 1; `smallest_expected` is the smallest number of people
    that would be on either side of a group if all shares were the same. All are NaN (degrees of
    freedom 0) for a table of fewer than two groups; the test is NaN where all shares are 0 or 1.
    """

    statistic: np.ndarray
    degrees_of_freedom: np.ndarray
    p_values: np.ndarray
    cramers_v: np.ndarray
    smallest_expected: np.ndarray


def rounding_variance(step: int) -> float:
    """The variance that rounding to multiples of `step` adds to a count: (step^2 - 1) / 12.

    Every remainder is taken to be as likely as another (2 for counts rounded to the nearest 5).
    """
    return (step**2 - 1) / 12


def same_shares(
    people: ArrayLike,
    base: ArrayLike,
    added_variance: ArrayLike = 0.0,
    design_effect: ArrayLike = 1.0,
) -> ShareTests:
    """Tests, for each table, that its groups have the same share people / base.

    `people` and `base` have one row per table and one column per group; a group without a base, or
    with a missing number, is no part of its table. Pearson's chi-squared (Pearson 1900), divided
    by `design_effect` (one per table). Where counts were rounded, `added_variance` is that of a
    count (of `rounding_variance`; one per cell, or one for all): each group then weighs by the
    inverse of both variances of its share together, which is Pearson's test where none is added.
    Raises ValueError when people are negative or more than their base.
    """
    people, base = (np.asarray(each, dtype=float) for each in (people, base))
    there = (base > 0) & np.isfinite(people)
    if np.any(there & ((people < 0) | (people > base))):
        raise ValueError("a count must lie between 0 and its base")
    count, n = np.where(there, people, 0.0), np.where(there, base, 0.0)
    groups, total = there.sum(axis=-1), n.sum(axis=-1)
    enough = groups >= 2
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (count.sum(axis=-1) / total)[..., np.newaxis]
        share, one = count / n, pooled * (1 - pooled)
        effect = np.asarray(design_effect, dtype=float)[..., np.newaxis]
        variance = effect * one / n + added_variance * (1 + pooled**2) / n**2
        statistic = _spread(share, np.where(there, 1 / variance, 0.0), there)
        v = np.sqrt(_spread(share, n, there) / (one[..., 0] * total))
        expected = np.where(there, n * np.minimum(pooled, 1 - pooled), np.inf).min(axis=-1)
    mixed = enough & (one[..., 0] > 0)
    freedom = np.where(enough, groups - 1, 0)
    return ShareTests(
        np.where(mixed, statistic, np.nan),
        freedom,
        np.where(mixed, chdtrc(freedom, np.where(mixed, statistic, 0.0)), np.nan),
        np.where(mixed, np.minimum(v, 1), np.nan),
        np.where(enough, expected, np.nan),
    )


def _spread(share: np.ndarray, weight: np.ndarray, there: np.ndarray) -> np.ndarray:
    """The weighted sum of squared distances of shares from their weighted mean."""
    share = np.where(there, share, 0.0)
    mean = (weight * share).sum(axis=-1) / weight.sum(axis=-1)
    return (weight * (share - mean[..., np.newaxis]) ** 2).sum(axis=-1)


def each_against_the_rest(
    people: ArrayLike,
    base: ArrayLike,
    added_variance: float = 0.0,
    design_effect: ArrayLike = 1.0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(p-values, people of the rest, base of the rest), one per table and group.

    As `same_shares` of two groups: one, and all others of its table together.
    """
    people, base = (np.asarray(each, dtype=float) for each in (people, base))
    there = (base > 0) & np.isfinite(people)
    count, n = np.where(there, people, 0.0), np.where(there, base, 0.0)
    rest, rest_n = (each.sum(axis=-1, keepdims=True) - each for each in (count, n))
    # As many rounded counts as there are other groups are added up in the rest.
    others = there.sum(axis=-1, keepdims=True) - 1
    added = np.stack(np.broadcast_arrays(added_variance, added_variance * others + 0 * n), -1)
    tests = same_shares(
        np.stack([np.where(there, count, np.nan), rest], -1),
        np.stack([n, rest_n], -1),
        added,
        np.asarray(design_effect, dtype=float)[..., np.newaxis],
    )
    return tests.p_values, np.where(there, rest, np.nan), np.where(there, rest_n, np.nan)


def effective_base(
    people: ArrayLike,
    base: ArrayLike,
    added_variance: ArrayLike = 0.0,
    design_effect: ArrayLike = 1.0,
) -> np.ndarray:
    """How many answers a share is worth, with what a design and rounding take away (Kish 1965).

    The base whose simple variance p(1 - p) / n is that of the share; p no nearer to 0 or 1 than
    half a person, so that a share of none is worth fewer answers too.
    """
    people, base = (np.asarray(each, dtype=float) for each in (people, base))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip(people / base, 0.5 / base, 1 - 0.5 / base)
        simple = share * (1 - share)
        return base / (design_effect + added_variance * (1 + share**2) / (base * simple))


def same_shares_by_cluster(people: ArrayLike, base: ArrayLike) -> tuple[float, float]:
    """(p-value, mean design effect) of the test that groups have the same share, with clusters.

    `people` and `base` have one row per cluster (a council) and one column per group. Rao and
    Scott's second-order test with the F distribution (Rao & Scott 1984; Thomas & Rao 1987): that
    of `rao_scott.independence_test`, of equal weights and clusters, from counts alone. Clusters in
    which nobody answered do not count. Both are NaN where there is nothing to test.
    """
    people, base = (np.asarray(each, dtype=float) for each in (people, base))
    people, base = (each[base.sum(axis=1) > 0][:, base.sum(axis=0) > 0] for each in (people, base))
    clusters, groups = base.shape
    cells = np.concatenate([people, base - people], axis=1)
    shares = cells.sum(axis=0) / max(cells.sum(), 1)
    if clusters < 2 or groups < 2 or not shares.reshape(2, groups).sum(axis=1).all():
        return np.nan, np.nan
    effects = _design_effects(cells, shares)
    if effects is None or not effects.sum() > 0:
        return np.nan, np.nan
    table = shares.reshape(2, groups)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = cells.sum() * ((table - expected) ** 2 / expected).sum()
    numerator = effects.sum() ** 2 / (effects @ effects)
    p = upper_tail(pearson / effects.sum(), numerator, numerator * (clusters - 1))
    return float(p), float(effects.mean())


def _design_effects(cells: np.ndarray, shares: np.ndarray) -> np.ndarray | None:
    """The generalised design effects of the interactions; None where they cannot be told apart.

    `cells` has one row per cluster and one column per cell of a table of two rows.
    """
    n, (clusters, width) = cells.sum(), cells.shape
    interactions = np.kron(*(np.eye(levels)[:, 1:] - 1 / levels for levels in (2, width // 2)))
    of_cell = shares[:, np.newaxis]
    by_cell = np.divide(interactions, of_cell, out=np.zeros_like(interactions), where=of_cell > 0)
    simple = interactions.T @ by_cell / n
    if np.linalg.matrix_rank(simple, hermitian=True) < len(simple):
        return None
    totals = cells @ (by_cell - shares @ by_cell) / n
    deviations = totals - totals.mean(axis=0)
    covariance = clusters / (clusters - 1) * deviations.T @ deviations
    return eigh(covariance, simple, eigvals_only=True)
