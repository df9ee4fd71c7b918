"""Raking of many populations at once, where the groups of some people are not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate
from poet.statistics.trimming import trim

# As a share of a group.
EXACT = 1e-10
MOST_ROUNDS = 1000
WITHIN_LIMITS = 1e-6
MOST_TRIMS = 100


@dataclass(frozen=True, eq=False)
class PartMargin:
    """One margin: `group` has one number per person, a column of `shares`, or -1: not known.

    `shares` has one row per population and one column per group: its share of the population, of
    groups that somebody answered from; they add up to 1, or are all 0 where the margin is not one
    of that population, of which everybody's group must then be -1.
    """

    group: np.ndarray
    shares: np.ndarray


@dataclass(frozen=True, eq=False)
class RakedTogether:
    """`weights` has one number per person, NaN where raking did not end; the rest one entry per
    population: how many weights are at the limit, and by how much a group's weighted count is off
    at most, as a share of what it should be.
    """

    weights: np.ndarray
    trimmed: np.ndarray
    furthest_off: np.ndarray


def rake_together(
    margins: Sequence[PartMargin], population: np.ndarray, totals: np.ndarray, highest: float
) -> RakedTogether:
    """Weights that add up to each margin in each population, none above `highest` times the mean.

    `population` has one number per person, a place in `totals`: how many people there are. People
    whose group is not known are not moved by that margin, and its groups are to have their shares
    among those whose group is (a rule of this project). Where everybody's group is known these are
    the weights of `weighting.rake_and_trim`; where limits and margins cannot both be kept, the
    limits are. Margins that no weights reach within 1,000 rounds give none.

    Raises ValueError when a group that somebody is in has no share, or one with a share nobody.
    """
    count = np.bincount(population, minlength=len(totals))
    for margin in margins:
        _check(margin, population)
    weights = _raked(np.ones(len(population)), margins, population)
    limit = highest * np.ones(len(totals))
    scale = np.bincount(population, weights, len(totals)) / np.maximum(count, 1)
    weights = weights / scale[population]
    weights, trimmed = _within_limits(weights, margins, population, limit)
    off = _off(weights, margins, population, len(totals))
    each = totals / np.maximum(count, 1)
    return RakedTogether(weights * each[population], trimmed, off)


def _check(margin: PartMargin, population: np.ndarray) -> None:
    answered = _sums(np.ones(len(population)), margin, population) > 0
    if np.any(answered != (margin.shares > 0)):
        raise ValueError("every group with a share must have an answer, and the other way round")


def _sums(weights: np.ndarray, margin: PartMargin, population: np.ndarray) -> np.ndarray:
    """The weighted count of each population and group."""
    known = margin.group >= 0
    cells = population[known] * margin.shares.shape[1] + margin.group[known]
    sums = np.bincount(cells, weights[known], margin.shares.size)
    return sums.reshape(margin.shares.shape)


def _wanted(sums: np.ndarray, margin: PartMargin) -> np.ndarray:
    return margin.shares * sums.sum(axis=1, keepdims=True)


def _off(
    weights: np.ndarray, margins: Sequence[PartMargin], population: np.ndarray, many: int
) -> np.ndarray:
    """By how much a group of each population is off at most."""
    off = np.zeros(many)
    for margin in margins:
        sums = _sums(weights, margin, population)
        wanted = _wanted(sums, margin)
        gaps = np.abs(sums / np.where(wanted > 0, wanted, np.nan) - 1)
        off = np.fmax(off, np.fmax.reduce(gaps, axis=1, initial=0))
    return off


def _raked(
    weights: np.ndarray, margins: Sequence[PartMargin], population: np.ndarray
) -> np.ndarray:
    """The weights when every margin holds; NaN for populations in which that does not end."""
    many = max((len(margin.shares) for margin in margins), default=0)
    result, rows = weights.copy(), np.arange(len(weights))
    for _ in range(MOST_ROUNDS):
        part = [PartMargin(margin.group[rows], margin.shares) for margin in margins]
        now, where = result[rows], population[rows]
        for margin in part:
            sums = _sums(now, margin, where)
            factors = _wanted(sums, margin) / np.where(sums > 0, sums, 1)
            now = now * np.where(margin.group >= 0, factors[where, margin.group], 1)
        result[rows] = now
        rows = rows[(_off(now, part, where, many) > EXACT)[where]]
        if not len(rows):
            return result
    result[rows] = np.nan
    return result


def _within_limits(
    weights: np.ndarray,
    margins: Sequence[PartMargin],
    population: np.ndarray,
    limits: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Raked weights with those above the limit cut, and how many; raking and cutting in turn."""
    trimmed = np.zeros(len(limits), dtype=np.int64)
    for place in np.unique(population[weights > limits[population]]):
        rows = np.flatnonzero(population == place)
        part = [PartMargin(one.group[rows], one.shares[[place]]) for one in margins]
        weights[rows] = _trimmed(weights[rows], part, float(limits[place]))
        trimmed[place] = np.count_nonzero(weights[rows] >= limits[place] * (1 - EXACT))
    return weights, trimmed


def _trimmed(weights: np.ndarray, margins: Sequence[PartMargin], limit: float) -> np.ndarray:
    """One population: cut, raked and cut again until both hold, or no longer (Izrael 2009)."""
    alone = np.zeros(len(weights), dtype=np.int64)
    try:
        for _ in range(MOST_TRIMS):
            cut = trim(pd.Series(weights), 0.0, limit).to_numpy()
            if _off(cut, margins, alone, 1)[0] <= WITHIN_LIMITS:
                break
            weights = _raked(cut, margins, alone)
            weights = weights * (len(weights) / weights.sum())
    except CannotEstimate:
        return np.full(len(weights), np.nan)
    return cut
