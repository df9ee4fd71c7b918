"""Made-up indicative and final budgets: cases in which the first figure is a poor guide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from poet.made_up.councils import Councils

if TYPE_CHECKING:
    from pandas import DataFrame

BUDGETS = "budgets.csv"
# Nothing else that is made up draws with this number.
OWN_NUMBER = 14
# The mean ratios (final divided by indicative) of three councils in 2011-12, as Slasberg, Beresford
# and Schofield (2012) report them. The cases here are made up; only these three means are theirs.
PUBLISHED_MEAN_RATIOS = (2.45, 2.59, 2.81)
OTHER_MEAN_RATIOS = (1.05, 1.9)
CASES_FOR_ONE_ANSWER = 1.2
FEWEST_CASES = 12
# Median pounds a week, and how far the logarithms of amounts and of ratios spread.
MEDIAN_INDICATIVE = 190
SPREAD, SPREAD_OF_RATIOS = 0.55, 0.6
# For a first figure twice as large, the final budget is less than twice as large.
SLOPE = 0.85
WITHOUT_INDICATIVE = 0.04
# Of each group, what share of the cases it is and by how much more its ratio is.
GROUPS = {
    "Older people": (0.46, 0.9),
    "Physical disability": (0.22, 1.0),
    "Learning disability": (0.2, 1.3),
    "Mental health": (0.12, 1.0),
}
DAYS = 365


def budgets(councils: Councils, seed: int) -> DataFrame:
    """One row per case, with the columns of a file of budgets; amounts in pounds a week."""
    import pandas as pd

    rng = np.random.default_rng([seed, OWN_NUMBER])
    return pd.concat(_of_councils(councils, rng), ignore_index=True)


def _of_councils(councils: Councils, rng: np.random.Generator) -> Iterator[DataFrame]:
    for place, code in enumerate(councils.codes):
        cases = max(FEWEST_CASES, int(CASES_FOR_ONE_ANSWER * councils.people[place]))
        others = rng.uniform(*OTHER_MEAN_RATIOS)
        mean = dict(enumerate(PUBLISHED_MEAN_RATIOS)).get(place, others)
        yield _cases(code, cases, mean, rng)


def _cases(code: str, cases: int, mean_ratio: float, rng: np.random.Generator) -> DataFrame:
    """The cases of one council, the mean of whose ratios is as given, but for rounding."""
    import pandas as pd

    shares = np.array([share for share, _ in GROUPS.values()])
    group = rng.choice(len(GROUPS), cases, p=shares / shares.sum())
    size = SPREAD * rng.standard_normal(cases)
    indicative = np.maximum(np.round(MEDIAN_INDICATIVE * np.exp(size)), 20)
    more = np.array([more for _, more in GROUPS.values()])[group]
    chance = np.exp(SPREAD_OF_RATIOS * rng.standard_normal(cases))
    ratio = more * chance * np.exp((SLOPE - 1) * size)
    known = rng.random(cases) >= WITHOUT_INDICATIVE
    final = np.maximum(np.round(indicative * ratio * mean_ratio / ratio[known].mean()), 20)
    day = np.datetime64("2025-04-01") + rng.integers(0, DAYS, cases)
    return pd.DataFrame(
        {
            "case": [f"{code}-{number:05d}" for number in range(1, cases + 1)],
            "authority": code,
            "date": day.astype(str),
            "indicative": np.where(known, indicative.astype(int).astype(str), ""),
            "final": final.astype(int),
            "period": "week",
            "group": np.array(list(GROUPS), dtype=object)[group],
        }
    )
