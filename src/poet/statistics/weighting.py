"""Weights that make those who answered look like the population: raking and post-stratification.

`weights` says how many people each answer stands for; all 1 where everyone was asked. The totals
are counts of people in the population, from the council's own records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.trimming import positive_weights, trim

# Totals of one population, counted or worked out from shares, differ by rounding errors alone.
SAME_POPULATION = 1e-9
# A sum of weights is exact to about this share of itself.
ROUNDING = 1e-12
# As a share of a total. Raking comes nearer with every round, so that a round more is cheap.
EXACT = 1e-10
MOST_ROUNDS = 1000
MOST_TRIMS = 100


@dataclass(frozen=True, eq=False)
class Raking:
    """Raked weights, and how near they come to the population.

    `weights` has one row per person. `largest_gap` is the largest difference between a group's
    weighted count and its population total, as a share of that total (0.01: one in a hundred too
    many or too few). `rounds` is how often all margins were adjusted. `trimmed` is how many people
    have a weight at one of the limits of `rake_and_trim`; 0 after `rake`.
    """

    weights: pd.Series
    rounds: int
    largest_gap: float
    trimmed: int = 0


@dataclass(frozen=True, eq=False)
class _Margin:
    """One margin: `group` has one number per person (or cell), a position in `totals`."""

    name: object
    group: np.ndarray
    totals: pd.Series

    def reached(self, weights: np.ndarray) -> np.ndarray:
        """The weighted count of each group."""
        return np.bincount(self.group, weights, len(self.totals))

    def gap(self, weights: np.ndarray) -> np.ndarray:
        """How far each group's weighted count is from its total, as a share of that."""
        return self.reached(weights) / self.totals.to_numpy() - 1


@dataclass(frozen=True, eq=False)
class _Cells:
    """People alike in every margin make one cell: the margins by cell, and each person's cell."""

    of_person: np.ndarray
    margins: tuple[_Margin, ...]


def rake(
    weights: pd.Series,
    groups: pd.DataFrame,
    totals: Mapping[str, pd.Series],
    *,
    tolerance: float = EXACT,
    most_rounds: int = MOST_ROUNDS,
) -> Raking:
    """Adjusts weights until every margin adds up to its population totals (Deming & Stephan 1940).

    `weights` and `groups` have one row per person; `totals` names the columns of `groups` that
    are margins, each with one row per group: how many people of the population are in it. Each
    round multiplies the weights of every group of every margin so that it adds up; it ends when
    no group is further off than `tolerance`, as a share of its total. The order of the margins
    makes no difference to where it ends. Combinations of margins keep the odds ratios that the
    starting weights give them.

    Raises ValueError when the rows differ, a group is missing or a column is not there, and
    CannotEstimate when a weight is not above 0, a group of the population has no answer or the
    other way round, totals are not above 0 or disagree between margins, or when it does not end,
    as with combinations that nobody answered from.
    """
    start = _start(weights, groups)
    cells = _cells(_margins(groups, totals))
    raked, rounds = _raked(start, cells, tolerance, most_rounds)
    return Raking(_like(weights, raked), rounds, _largest_gap(raked, cells))


def rake_and_trim(
    weights: pd.Series,
    groups: pd.DataFrame,
    totals: Mapping[str, pd.Series],
    *,
    lowest: float = 0.0,
    highest: float,
    of: Literal["median", "mean"] = "median",
    tolerance: float = 1e-6,
) -> Raking:
    """Rakes, trims, and does both again until the margins hold within the limits.

    No weight ends above `highest` or below `lowest` times the median (or mean) of the weights
    raked without limits (Izrael, Battaglia & Frankel 2009). Where limits and margins cannot both
    be kept, or not within 100 rounds, the limits are; `largest_gap` then tells how far the
    margins are off, and `margins_reached` for which groups. See `rake` for all else.

    Raises as `rake` and `trim` do.
    """
    if of not in {"median", "mean"}:
        raise ValueError(f"limits are multiples of the median or the mean, not of '{of}'")
    start = _start(weights, groups)
    cells = _cells(_margins(groups, totals))
    raked, _ = _raked(start, cells, EXACT, MOST_ROUNDS)
    middle = np.median(raked) if of == "median" else np.mean(raked)
    low, high = lowest * middle, highest * middle
    trimmed, rounds = trim(_like(weights, raked), low, high), 1
    while (gap := _largest_gap(trimmed, cells)) > tolerance and rounds < MOST_TRIMS:
        raked, _ = _raked(trimmed.to_numpy(), cells, EXACT, MOST_ROUNDS)
        trimmed, rounds = trim(_like(weights, raked), low, high), rounds + 1
    at_limit = (trimmed <= low * (1 + ROUNDING)) | (trimmed >= high * (1 - ROUNDING))
    return Raking(trimmed, rounds, gap, int(at_limit.sum()))


def post_stratify(weights: pd.Series, cells: pd.Series, totals: pd.Series) -> pd.Series:
    """Weights multiplied so that each cell adds up to its population total (Holt & Smith 1979).

    `weights` and `cells` have one row per person, `totals` one row per cell: how many people of
    the population are in it. Raises as `rake` does.
    """
    start = _start(weights, cells)
    margin = _margin("cell" if cells.name is None else cells.name, cells, totals)
    factors = margin.totals.to_numpy() / margin.reached(start)
    return _like(weights, start * factors[margin.group])


def margins_reached(
    weights: pd.Series, groups: pd.DataFrame, totals: Mapping[str, pd.Series]
) -> pd.DataFrame:
    """One row per margin and group of the population: how far the weights are from its total.

    Columns: `margin`, `group`, `answered` (people), `weighted` (the sum of their weights),
    `population`, and `gap`, (weighted - population) / population. Raises as `rake` does.
    """
    values = _start(weights, groups)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "margin": margin.name,
                    "group": margin.totals.index,
                    "answered": np.bincount(margin.group, minlength=len(margin.totals)),
                    "weighted": margin.reached(values),
                    "population": margin.totals.to_numpy(),
                    "gap": margin.gap(values),
                }
            )
            for margin in _margins(groups, totals)
        ],
        ignore_index=True,
    )


def _like(weights: pd.Series, values: np.ndarray) -> pd.Series:
    return pd.Series(values, index=weights.index, name=weights.name)


def _start(weights: pd.Series, groups: pd.DataFrame | pd.Series) -> np.ndarray:
    if not weights.index.equals(groups.index):
        raise ValueError("weights and groups must have the same rows")
    return positive_weights(weights)


def _margins(groups: pd.DataFrame, totals: Mapping[str, pd.Series]) -> tuple[_Margin, ...]:
    if not totals:
        raise ValueError("there must be at least one margin")
    absent = [name for name in totals if name not in groups.columns]
    if absent:
        raise ValueError(f"the groups have no column {listed(absent)}")
    margins = tuple(_margin(name, groups[name], wanted) for name, wanted in totals.items())
    people = [margin.totals.sum() for margin in margins]
    for margin, sum_of_it in zip(margins, people, strict=True):
        if abs(sum_of_it / people[0] - 1) > SAME_POPULATION:
            raise CannotEstimate(
                f"the population totals of '{margins[0].name}' add up to {people[0]:,.10g} "
                f"and those of '{margin.name}' to {sum_of_it:,.10g}"
            )
    return margins


def _margin(name: object, groups: pd.Series, totals: pd.Series) -> _Margin:
    """The margin, its totals checked, and the groups of people and population found to agree."""
    _check_totals(name, totals)
    codes, answered = pd.factorize(groups)
    if np.any(codes < 0):
        raise ValueError(f"missing values in '{name}'")
    positions = totals.index.get_indexer(pd.Index(answered))
    if np.any(positions < 0):
        absent = listed(pd.Index(answered)[positions < 0])
        raise CannotEstimate(f"in '{name}' people of {absent} answered, but have no total")
    silent = totals.index[np.isin(np.arange(len(totals)), positions, invert=True)]
    if len(silent):
        raise CannotEstimate(f"in '{name}' nobody of {listed(silent)} answered")
    return _Margin(name, positions[codes], totals.astype(float))


def _check_totals(name: object, totals: pd.Series) -> None:
    if not totals.index.is_unique or totals.index.hasnans:
        raise ValueError(f"the totals of '{name}' must have one row per group")
    if not pd.api.types.is_numeric_dtype(totals.dtype):
        raise TypeError(f"the totals of '{name}' must be numbers")
    if totals.isna().any():
        raise ValueError(f"missing values in the totals of '{name}'")
    wrong = ~((totals > 0) & np.isfinite(totals.astype(float)))
    if wrong.any():
        first = totals[wrong].iloc[0]
        raise CannotEstimate(
            f"in '{name}' the population total of {listed(totals.index[wrong][:1])} is {first:g}, "
            "and must be above 0 and finite"
        )


def _cells(margins: tuple[_Margin, ...]) -> _Cells:
    """The margins by cell. A few hundred cells are raked in no time, however many the people."""
    cell = np.zeros(len(margins[0].group), dtype=np.int64)
    for margin in margins:
        cell, _ = pd.factorize(cell * len(margin.totals) + margin.group)
    _, someone = np.unique(cell, return_index=True)
    population = np.mean([margin.totals.sum() for margin in margins])
    return _Cells(
        cell,
        tuple(
            # Differences of the sums within rounding would keep the rounds from ending.
            replace(
                margin,
                group=margin.group[someone],
                totals=margin.totals * (population / margin.totals.sum()),
            )
            for margin in margins
        ),
    )


def _raked(
    weights: np.ndarray, cells: _Cells, tolerance: float, most_rounds: int
) -> tuple[np.ndarray, int]:
    """The weights when every margin adds up, and after how many rounds."""
    start = np.bincount(cells.of_person, weights)
    now = start.copy()
    for rounds in range(1, most_rounds + 1):
        for margin in cells.margins:
            now *= (margin.totals.to_numpy() / margin.reached(now))[margin.group]
        if all(np.abs(margin.gap(now)).max() <= tolerance for margin in cells.margins):
            return weights * (now / start)[cells.of_person], rounds
    raise CannotEstimate(_does_not_end(now, cells, most_rounds))


def _does_not_end(by_cell: np.ndarray, cells: _Cells, rounds: int) -> str:
    worst = max(cells.margins, key=lambda margin: np.abs(margin.gap(by_cell)).max())
    at = np.abs(worst.gap(by_cell)).argmax()
    return (
        f"in '{worst.name}' the weights of {listed(worst.totals.index[[at]])} add up, after "
        f"{rounds:,} rounds, to {worst.reached(by_cell)[at]:,.4g} and not to "
        f"{worst.totals.iloc[at]:,.4g}: perhaps too many combinations of groups have no answer"
    )


def _largest_gap(weights: np.ndarray, cells: _Cells) -> float:
    by_cell = np.bincount(cells.of_person, weights)
    return float(max(np.abs(margin.gap(by_cell)).max() for margin in cells.margins))
