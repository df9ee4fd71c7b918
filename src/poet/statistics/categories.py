"""The answers of an ordered scale: too small ones joined, and how much they tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def merge_small(answers: pd.Series, at_least: int = 10) -> pd.Series:
    """Ordered answers, neighbouring levels joined until each has `at_least` rows.

    The smallest level that is too small is joined with the smaller of its neighbours, again and
    again; of equal ones the lower is taken. A joined level is called after its parts in their
    order ("worse+a_lot_worse" when the scale runs from better to worse). Missing stays missing.
    When there are fewer than `at_least` answers in all, one level is left.
    Raises TypeError when the answers are not an ordered categorical.
    """
    if not (isinstance(answers.dtype, pd.CategoricalDtype) and answers.cat.ordered):
        raise TypeError("answers must be an ordered categorical")
    codes, levels = answers.cat.codes.to_numpy(), answers.cat.categories
    counts = np.bincount(codes[codes >= 0], minlength=len(levels))
    groups = joined_levels(counts.tolist(), at_least)
    labels = ["+".join(str(levels[level]) for level in group) for group in groups]
    group_of_level = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    merged = np.append(group_of_level, -1)[codes]  # the code -1 (missing) picks the last, -1
    values = pd.Categorical.from_codes(
        merged, categories=levels if len(groups) == len(levels) else labels, ordered=True
    )
    return pd.Series(values, index=answers.index, name=answers.name)


def joined_levels(counts: Sequence[int], at_least: int = 10) -> list[list[int]]:
    """The levels (by position) of an ordered scale with these counts, joined as in `merge_small`.

    >>> joined_levels([2, 9, 30, 40])
    [[0, 1], [2], [3]]
    """
    counts = list(counts)
    groups = [[level] for level in range(len(counts))]
    while len(groups) > 1 and min(counts) < at_least:
        smallest = counts.index(min(counts))
        neighbours = [at for at in (smallest - 1, smallest + 1) if 0 <= at < len(counts)]
        first, second = sorted((smallest, min(neighbours, key=counts.__getitem__)))
        groups[first] += groups.pop(second)
        counts[first] += counts.pop(second)
    return groups


def effective_sample_size(counts: ArrayLike) -> float:
    """What an ordered answer with these counts per level is worth, in answers on a fine scale.

    n - sum(n_k ** 3) / n ** 2 (Harrell 2015, chapter 4.4); 0 when nobody answered.
    """
    counts = np.asarray(counts, dtype=float)
    n = counts.sum()
    return float(n - (counts**3).sum() / n**2) if n > 0 else 0.0
