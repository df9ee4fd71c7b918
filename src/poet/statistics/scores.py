"""Several answers of one person as one number, and how well those answers hang together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import fdtri

from poet.statistics.failure import CannotEstimate

# A share of items such as 2 / 3 is not exact in floating point; no count of items is this close.
ROUNDING = 1e-9


def mean_score(by_person: pd.DataFrame, at_least: float = 0.5) -> pd.Series:
    """The mean of each person's answers, 0 (all worst) to 100 (all best).

    `by_person` has one row per person and one column per item, 0 (worst) to 1 (best), missing
    where not answered. A person who answered fewer than the share `at_least` of the items has
    no score (NaN). Raises ValueError when there is no item or a number lies outside 0 to 1.
    """
    if by_person.shape[1] == 0:
        raise ValueError("a score needs at least one item")
    values = by_person.to_numpy(dtype=float, na_value=np.nan)
    if np.any((values < 0) | (values > 1)):
        raise ValueError("the numbers behind a score must lie between 0 and 1")
    answered = np.sum(~np.isnan(values), axis=1)
    enough = (answered > 0) & (answered >= at_least * values.shape[1] - ROUNDING)
    mean = np.nansum(values, axis=1) / np.maximum(answered, 1)
    return pd.Series(np.where(enough, 100 * mean, np.nan), index=by_person.index, name="score")


def cronbach_alpha(by_person: pd.DataFrame) -> float:
    """Cronbach's alpha (1951) of the items, over the people who answered all of them.

    `by_person` has one row per person and one column per item.
    Raises CannotEstimate with fewer than two items or such people, or when their totals agree.
    """
    values = by_person.to_numpy(dtype=float, na_value=np.nan)
    complete = values[~np.isnan(values).any(axis=1)]
    people, items = complete.shape
    if items < 2:
        raise CannotEstimate("alpha needs at least two questions")
    if people < 2:
        raise CannotEstimate("fewer than two people answered every question")
    of_total = complete.sum(axis=1).var(ddof=1)
    if of_total <= ROUNDING**2:
        raise CannotEstimate("everyone has the same total")
    return float(items / (items - 1) * (1 - complete.var(axis=0, ddof=1).sum() / of_total))


def alpha_interval(
    alpha: float, people: int, items: int, confidence: float = 0.95
) -> tuple[float, float]:
    """The interval (low, high) of Cronbach's alpha from Feldt's F distribution (Feldt 1965).

    `people` are those who answered all `items`.
    """
    between, within = people - 1, (people - 1) * (items - 1)
    tail = (1 - confidence) / 2
    low = 1 - (1 - alpha) * fdtri(between, within, 1 - tail)
    high = 1 - (1 - alpha) * fdtri(between, within, tail)
    return float(low), float(high)
