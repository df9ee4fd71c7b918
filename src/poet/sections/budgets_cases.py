"""Cases with both budgets, in cells of council and group, and the parts that cells add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.registry import EVERYONE
from poet.statistics.joined_groups import joined_until
from poet.wording import list_of

if TYPE_CHECKING:
    from pandas import DataFrame

SMALLEST_GROUP = 10
NO_GROUP = "no group given"


@dataclass(frozen=True, eq=False)
class Cases:
    """The cases that have both amounts: one entry per case in each array.

    `cell` is the number of the case's cell; `council` and `kind` give the place of a cell's council
    and group in `councils` and `kinds`.
    """

    indicative: np.ndarray
    final: np.ndarray
    cell: np.ndarray
    council: np.ndarray
    kind: np.ndarray
    councils: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def ratio(self) -> np.ndarray:
        """Final divided by indicative."""
        return self.final / self.indicative

    @property
    def difference(self) -> np.ndarray:
        """Final less indicative, in pounds a week."""
        return self.final - self.indicative


@dataclass(frozen=True, eq=False)
class Part:
    """Cells put together: `names` has authority and group of each set of cases, and `of_cell` the
    place among these of each cell, -1 for none. `split`: whether they are groups of a whole."""

    names: Sequence[tuple[str, str]]
    of_cell: np.ndarray
    split: bool = False


def cases_of(by_case: DataFrame, councils: Sequence[str]) -> Cases:
    """The cases of a `Budgets.by_case` that have both amounts, of these councils."""
    both = by_case[by_case["indicative"].notna()]
    group = both["group"].where(both["group"].ne(""), NO_GROUP)
    kinds = tuple(sorted(group.unique()))
    place = {code: number for number, code in enumerate(councils)}
    council = both["authority"].map(place).to_numpy(int)
    kind = group.map({name: number for number, name in enumerate(kinds)}).to_numpy(int)
    cells, cell = np.unique(council * max(len(kinds), 1) + kind, return_inverse=True)
    return Cases(
        both["indicative"].to_numpy(float),
        both["final"].to_numpy(float),
        cell,
        *np.divmod(cells, max(len(kinds), 1)),
        councils=tuple(councils),
        kinds=kinds,
    )


def parts_of(cases: Cases, *, together: bool) -> Iterator[Part]:
    """Councils, all of them if they stand together, and the groups of each."""
    yield Part([(code, "") for code in cases.councils], cases.council)
    yield _groups(cases, cases.council, cases.councils)
    if together:
        everyone = np.zeros(len(cases.council), dtype=int)
        yield Part([(EVERYONE, "")], everyone)
        yield _groups(cases, everyone, (EVERYONE,))


def _groups(cases: Cases, whole: np.ndarray, codes: Sequence[str]) -> Part:
    """The groups of each whole (the number of each cell's), small ones put together."""
    width = len(cases.kinds)
    cases_in = np.bincount(cases.cell, minlength=len(whole))
    counts = np.bincount(whole * width + cases.kind, cases_in, len(codes) * width)
    counts = counts.reshape(len(codes), width)
    member = joined_until(counts, counts, lambda _, base: base < SMALLEST_GROUP)
    leading = member[whole, cases.kind]
    keys = np.where(leading >= 0, whole * width + leading, -1)
    kept = np.unique(keys[keys >= 0])
    of_cell = np.where(keys >= 0, np.searchsorted(kept, keys), -1)
    names = [
        (
            codes[key // width],
            _label(cases, member[key // width], counts[key // width], key % width),
        )
        for key in kept
    ]
    return Part(names, of_cell, split=True)


def _label(cases: Cases, member: np.ndarray, counts: np.ndarray, leading: int) -> str:
    """The names of the groups that stand together."""
    joined = np.flatnonzero((member == leading) & (counts > 0))
    return list_of([cases.kinds[number] for number in joined])
