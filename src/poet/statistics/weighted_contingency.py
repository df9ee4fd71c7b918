"""Whether weighted shares differ between groups: many tables at once, from sums of weights."""

from __future__ import annotations

import numpy as np
from scipy.special import fdtrc


def same_weighted_shares(sums: np.ndarray, squares: np.ndarray, people: np.ndarray) -> np.ndarray:
    """The p-value of each table that all its groups have the same weighted share.

    `sums` and `squares` have, for each table, one row for yes and one for no and one column per
    group: the sum of the weights of the people there, and of their squares. `people` has how many
    people each table is of. Rao and Scott's second-order test with the F distribution (Rao & Scott
    1984; Thomas & Rao 1987): that of `rao_scott.independence_test`, of people drawn with
    replacement without strata, for which these sums are enough. A group of nobody is no part of its
    table. NaN where there is nothing to test, or a group said only yes or only no.
    """
    p = np.full(len(sums), np.nan)
    there = sums.sum(axis=1) > 0
    groups = there.sum(axis=1)
    usable = ((sums > 0) | ~there[:, np.newaxis]).all(axis=(1, 2)) & (groups >= 2) & (people > 1)
    for many in np.unique(groups[usable]):
        tables = np.flatnonzero(usable & (groups == many))
        # The groups that are there, first; their order does not matter.
        order = np.argsort(~there[tables], axis=1, kind="stable")[:, np.newaxis, :many]
        cells = (np.take_along_axis(each[tables], order, axis=2) for each in (sums, squares))
        p[tables] = _p_values(*cells, people[tables].astype(float))
    return p


def _p_values(sums: np.ndarray, squares: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Of tables of as many groups, all of them there."""
    tables, _, groups = sums.shape
    total = sums.sum(axis=(1, 2))[:, np.newaxis, np.newaxis]
    table = sums / total
    shares, drawn = table.reshape(tables, -1, 1), (squares / total**2).reshape(tables, -1, 1)
    interactions = np.kron(*(np.eye(levels)[:, 1:] - 1 / levels for levels in (2, groups)))
    by_cell = interactions / shares
    simple = interactions.T @ by_cell / people[:, np.newaxis, np.newaxis]
    by_person = by_cell - (shares * by_cell).sum(axis=1, keepdims=True)
    inflated = (people / (people - 1))[:, np.newaxis, np.newaxis]
    covariance = inflated * np.swapaxes(by_person, 1, 2) @ (drawn * by_person)
    # The sums of the generalised design effects and of their squares are all that is needed.
    effects = np.linalg.solve(simple, covariance)
    first = np.trace(effects, axis1=1, axis2=2)
    second = np.trace(effects @ effects, axis1=1, axis2=2)
    expected = table.sum(axis=2, keepdims=True) * table.sum(axis=1, keepdims=True)
    pearson = people * ((table - expected) ** 2 / expected).sum(axis=(1, 2))
    numerator = first**2 / second
    return fdtrc(numerator, numerator * (people - 1), pearson / first)
