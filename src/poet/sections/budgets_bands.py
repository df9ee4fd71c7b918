"""Bands of cases next to each other by their indicative budgets, for the chart.

A chart with a mark a person would tell what somebody gets. A band has ten cases or more, and of
these only medians and quartiles leave, rounded like all amounts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from poet.sections.budgets_cases import Cases, Part

SMALLEST_BAND = 10
MOST_BANDS = 6
QUARTILES = (0.25, 0.5, 0.75)


def banded(cases: Cases, part: Part) -> pd.DataFrame:
    """One row per set of cases, amount and band: columns place, level, answer, base, note, value
    (the median), low and high (the quartiles)."""
    order = np.argsort(part.of_cell[cases.cell], kind="stable")
    ends = np.searchsorted(part.of_cell[cases.cell][order], range(len(part.names) + 1))
    rows = [
        (place, level, str(band + 1), len(which), *np.quantile(values[which], QUARTILES))
        for place in range(len(part.names))
        for own in [order[ends[place] : ends[place + 1]]]
        for level, values in (("band_indicative", cases.indicative), ("band_final", cases.final))
        for band, which in enumerate(_bands(own, cases.indicative[own]))
    ]
    names = ["place", "level", "answer", "base", "low", "value", "high"]
    return pd.DataFrame(rows, columns=names).assign(note="")


def _bands(own: np.ndarray, indicative: np.ndarray) -> list[np.ndarray]:
    """The cases of each band, from `own`, in order of their indicative budgets; cases with the same
    budget stand in the same band."""
    bands = min(MOST_BANDS, len(indicative) // SMALLEST_BAND)
    if bands < 2:
        return []
    order = np.argsort(indicative, kind="stable")
    ranked = indicative[order]
    kept: list[int] = []
    for band in range(1, bands):
        end = int(np.searchsorted(ranked, ranked[len(ranked) * band // bands]))
        if end - (kept[-1] if kept else 0) >= SMALLEST_BAND and len(ranked) - end >= SMALLEST_BAND:
            kept.append(end)
    return np.split(own[order], kept) if kept else []
