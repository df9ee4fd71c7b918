"""Who answered, beside the population that was asked."""

from __future__ import annotations

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate, listed


def by_group(answered: pd.Series, population: pd.Series) -> pd.DataFrame:
    """One row per group of the population: how many answered, and who is missing among them.

    `answered` and `population` are counts of people with one row per group; a group without a row
    in `answered` has no answer. Columns: `answered`, `population`, `rate` (answered /
    population), `share_of_answers` and `share_of_population` (of all groups), `difference`
    (the first less the second: below 0 the group is under-represented) and `weight` (population /
    answered: how many people of the group an answer stands for). All but counts and `weight` are
    0 to 1, `difference` -1 to 1; what would divide by 0 is missing.

    The rates have no interval: everyone was asked, and they are counts, not estimates.

    Raises ValueError or TypeError when counts are no numbers, missing, negative or infinite or a
    group has two rows; CannotEstimate when a group that answered has no population, or more
    people answered than it holds.
    """
    of_all, there = _counts(answered, "answered"), _counts(population, "population")
    unknown = of_all.index[(of_all > 0) & ~of_all.index.isin(there.index)]
    if len(unknown):
        raise CannotEstimate(f"people of {listed(unknown)} answered, but have no population")
    came = of_all.reindex(there.index, fill_value=0.0)
    too_many = there.index[came > there]
    if len(too_many):
        raise CannotEstimate(f"more people of {listed(too_many)} answered than there are")
    shares = {"share_of_answers": _ratio(came, came.sum())}
    shares["share_of_population"] = _ratio(there, there.sum())
    return pd.DataFrame(
        {
            "answered": came,
            "population": there,
            "rate": _ratio(came, there),
            **shares,
            "difference": shares["share_of_answers"] - shares["share_of_population"],
            "weight": _ratio(there, came),
        }
    )


def _counts(counts: pd.Series, what: str) -> pd.Series:
    if not counts.index.is_unique or counts.index.hasnans:
        raise ValueError(f"'{what}' must have one row per group")
    if not pd.api.types.is_numeric_dtype(counts.dtype):
        raise TypeError(f"'{what}' must be numbers")
    values = pd.Series(counts.to_numpy(dtype=float, na_value=np.nan), index=counts.index)
    if values.isna().any():
        raise ValueError(f"missing values in '{what}'")
    if not values.between(0, np.inf, inclusive="left").all():
        raise ValueError(f"'{what}' must be counts, neither negative nor infinite")
    return values


def _ratio(part: pd.Series, whole: pd.Series | float) -> pd.Series:
    """Missing where the whole is 0."""
    whole = whole if isinstance(whole, pd.Series) else pd.Series(whole, index=part.index)
    return part / whole.where(whole > 0)
