"""Rows of the table of a calibration: what was counted, its exact interval, what is promised."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.stats import binomtest

Promise = tuple[float, float] | None

# 5 % tests, false reports and 95 % intervals; a bias of a quarter of a standard error takes less
# than one point off what an interval covers.
SIZE: Promise = (0.03, 0.07)
AT_MOST: Promise = (0.0, 0.05)
COVERAGE: Promise = (0.93, 0.97)
BIAS: Promise = (-0.25, 0.25)
FOR_COMPARISON: Promise = None

COLUMNS = ["scenario", "setting", "what", "studies", "value", "low", "high", "promised"]


def share(setting: str, what: str, hits: Iterable[bool], promised: Promise) -> dict[str, object]:
    """How many of the studies are hits, with the exact binomial 95 % interval."""
    hits = np.asarray(list(hits), dtype=bool)
    ends = binomtest(int(hits.sum()), len(hits)).proportion_ci(method="exact")
    return _row(setting, what, len(hits), (hits.mean(), ends.low, ends.high), promised)


def mean(setting: str, what: str, values: Iterable[float], promised: Promise) -> dict[str, object]:
    """The mean over studies, with a normal 95 % interval."""
    values = np.asarray(list(values), dtype=float)
    half = 1.96 * values.std(ddof=1) / math.sqrt(len(values))
    middle = values.mean()
    return _row(setting, what, len(values), (middle, middle - half, middle + half), promised)


def bias(
    setting: str, what: str, found: pd.DataFrame, promised: Promise = BIAS
) -> dict[str, object]:
    """Mean of estimate less truth, in (root mean square) standard errors of one study.

    `found` has one row per study with estimate, truth and standard_error.
    """
    typical = math.sqrt((found["standard_error"] ** 2).mean())
    return mean(setting, what, (found["estimate"] - found["truth"]) / typical, promised)


def covered(found: pd.DataFrame) -> pd.Series:
    """Whether low and high of each study hold its truth."""
    return found["truth"].between(found["low"], found["high"])


def _row(
    setting: str, what: str, studies: int, numbers: tuple[float, ...], promised: Promise
) -> dict[str, object]:
    value, low, high = map(float, numbers)
    return {
        "setting": setting,
        "what": what,
        "studies": studies,
        "value": value,
        "low": low,
        "high": high,
        "promised": promised,
    }


def frame(scenario: str, rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """The rows of one scenario."""
    return pd.DataFrame(rows).assign(scenario=scenario)[COLUMNS]


def verdict(row: object) -> str:
    """What is to be said of a row (as of itertuples): "" where it holds, or is for comparison."""
    if row.promised is None or row.promised[0] <= row.value <= row.promised[1]:
        return ""
    by_chance = row.low <= row.promised[1] and row.high >= row.promised[0]
    return "outside, which may be chance" if by_chance else "NOT KEPT"
