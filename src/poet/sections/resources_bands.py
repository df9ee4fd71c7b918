"""Weekly amounts in bands between round sums: what people with less and with more say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from poet.sections.groups import would_be_hidden
from poet.sections.resources_measures import WEEKLY_AMOUNT, Measure
from poet.statistics.joined_bands import joined_bands
from poet.wording import count

BANDS = 4
# Amounts are cut at multiples of the first step that leaves the bands apart.
STEPS = (50, 10)
# A share of fewer says too little to be set beside others.
SMALLEST_BAND = 20


@dataclass(frozen=True, eq=False)
class Bands:
    """Sums in pounds where one band ends and the next begins, and each person's band (-1: none)."""

    cuts: tuple[int, ...]
    of_person: np.ndarray

    def label(self, first: int, last: int) -> str:
        """The bands from `first` to `last` in words.

        >>> Bands((150, 250), np.array([])).label(0, 1)
        'Under £250'
        """
        ends = (0, *self.cuts)
        if last == len(self.cuts):
            return f"£{count(ends[first])} or more"
        if first == 0:
            return f"Under £{count(self.cuts[last])}"
        return f"£{count(ends[first])} to £{count(self.cuts[last] - 1)}"

    def code(self, first: int, last: int) -> str:
        """The bands from `first` to `last` as a code: "150_to_250", "under_150", "400_or_more"."""
        ends = (0, *self.cuts)
        if last == len(self.cuts):
            return f"{ends[first]}_or_more"
        upper = self.cuts[last]
        return f"under_{upper}" if first == 0 else f"{ends[first]}_to_{upper}"


def bands_of(amounts: np.ndarray) -> Bands:
    """Quarters of everyone's amounts (NaN: not said), cut at round sums, the same for all councils.

    Where many have the same amount there are fewer bands.
    """
    told = amounts[np.isfinite(amounts)]
    cuts = _cuts(told) if len(told) else ()
    of_person = np.where(np.isfinite(amounts), np.searchsorted(cuts, amounts, side="right"), -1)
    return Bands(cuts, of_person)


def _cuts(told: np.ndarray) -> tuple[int, ...]:
    quarters = np.quantile(told, np.arange(1, BANDS) / BANDS)
    found: tuple[int, ...] = ()
    for step in STEPS:
        rounded = (np.floor(quarters / step + 0.5) * step).astype(int).tolist()
        cuts = tuple(sorted({cut for cut in rounded if told.min() < cut <= told.max()}))
        if len(cuts) > len(found):
            found = cuts
        if len(found) == BANDS - 1:
            break
    return found


def band_rows(bands: Bands, measure: Measure, told: np.ndarray) -> Iterator[dict[str, Any]]:
    """A row per band with who gave a good answer, of the people `told` (positions, amount known).

    Bands that the shareable profile would hide, or of fewer than 20 people, stand with a neighbour.
    """
    theirs = told[measure.counts[told]]
    many = len(bands.cuts) + 1
    base = np.bincount(bands.of_person[theirs], minlength=many)
    people = np.bincount(bands.of_person[theirs], measure.good[theirs], many)
    for first, last in joined_bands(people, base, _too_small):
        yield {
            "level": "band",
            "group_question": WEEKLY_AMOUNT,
            "group": bands.code(first, last),
            "label": bands.label(first, last),
            "people": people[first : last + 1].sum(),
            "base": base[first : last + 1].sum(),
        }


def _too_small(people: np.ndarray, base: np.ndarray) -> np.ndarray:
    return would_be_hidden(people, base) | (base < SMALLEST_BAND)
