"""Returns of the made-up councils: their work and their field staff in four years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from poet.made_up.councils import Councils

if TYPE_CHECKING:
    from pandas import DataFrame

ACTIVITY = "activity.csv"
# No other random numbers of the example begin with this one.
STREAM = 15
YEARS = ("2022-23", "2023-24", "2024-25", "2025-26")
# In a council of the usual size in the first year; all in units of one case or one post.
USUAL = {
    "assessments": 2400.0,
    "reviews": 3200.0,
    "people_supported": 4100.0,
    "field_staff_fte": 88,
}
# Change to the last year, of all councils together. Reviews and staff have the shape of national
# returns of 2007-08 to 2010-11 (Slasberg, Beresford and Schofield 2012); the numbers are made up.
CHANGE = {
    "assessments": -0.05,
    "reviews": -0.14,
    "people_supported": 0.03,
    "field_staff_fte": 0.086,
}
# Of 100 people supported, in the first and in the last year; of those, who have a direct payment.
PERSONAL_BUDGETS, DIRECT_PAYMENTS = (0.55, 0.7), (0.35, 0.4)
# How far councils lie from one another in size, and in their change.
SIZES_APART, CHANGES_APART = 0.4, 0.06


def activity(councils: Councils, seed: int) -> DataFrame:
    """One row per council and year, with the columns of a file of returns."""
    import pandas as pd

    rng = np.random.default_rng([seed, STREAM])
    many = len(councils.codes)
    size = np.exp(SIZES_APART * rng.standard_normal(many))
    frame = {
        "Council": np.repeat(councils.names, len(YEARS)),
        "year": np.tile(YEARS, many),
    }
    for name, usual in USUAL.items():
        first = usual * size * np.exp(0.1 * rng.standard_normal(many))
        frame[name] = _over_years(first, CHANGE[name], rng).ravel()
    returns = pd.DataFrame(frame)
    budgets = returns["people_supported"] * _shares(PERSONAL_BUDGETS, many, rng)
    returns["personal_budgets"] = budgets
    returns["direct_payments"] = budgets * _shares(DIRECT_PAYMENTS, many, rng)
    counts = returns.columns.drop(["Council", "year", "field_staff_fte"])
    returns[counts] = returns[counts].round().astype(int)
    return returns.round({"field_staff_fte": 1})


def _shares(ends: tuple[float, float], councils: int, rng: np.random.Generator) -> np.ndarray:
    """One share per council and year, from about the first end to about the last."""
    steps = np.linspace(*ends, len(YEARS))
    return (steps + 0.05 * rng.uniform(-1, 1, councils)[:, None]).ravel()


def _over_years(first: np.ndarray, change: float, rng: np.random.Generator) -> np.ndarray:
    """One row per council, one column per year; all together change by just so much."""
    steps = np.linspace(0, 1, len(YEARS))
    wanted = (1 + change) ** steps
    own = np.exp(CHANGES_APART * rng.standard_normal(len(first))[:, None] * steps)
    amounts = first[:, None] * wanted * own
    return amounts * wanted * first.sum() / amounts.sum(axis=0)
