"""Shares of many councils, each drawn towards all of them as far as chance may have moved it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, betaln

# Of how far a council of middling size is drawn towards all: from almost wholly to hardly.
STEPS = 40


@dataclass(frozen=True, eq=False)
class ShrunkenShares:
    """One entry per council and question, 0 to 1: the shrunken share and its interval.

    `weight` is how much of the shrunken share is the council's own; the rest is that of all.
    NaN where nobody of the council answered.
    """

    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    weight: np.ndarray


def shrunken_shares(count: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> ShrunkenShares:
    """Empirical Bayes shares of councils: one row per council, one column per question (or one).

    `count` of `n` people gave the answer. True shares of councils follow a beta distribution about
    the share of all (beta-binomial; Skellam 1948). How much they differ is averaged over by its
    likelihood, the weight of a council of middling size being uniform before anything is seen
    (Daniels 1999), so that an interval is no point where councils happen to look alike. What is
    left after averaging is summed up by the beta distribution of the same mean and variance.
    Raises ValueError for a count outside 0 to n.
    """
    count, n = (np.asarray(values, dtype=float) for values in (count, n))
    if np.any((count < 0) | (count > n)):
        raise ValueError("a count must lie between 0 and its n")
    used = np.isfinite(count) & (n > 0)
    count, people = np.where(used, count, 0.0), np.where(used, n, 0.0)
    sizes = np.where(used, people, np.nan)
    typical = _harmonic_mean(sizes)
    sums = _Sums.of_nothing(count.shape)
    for step in range(STEPS):
        weight = (step + 0.5) / STEPS
        sums = sums.with_step(_at(count, people, typical * (1 - weight) / weight))
    return _summed_up(sums, used, confidence)


@dataclass(frozen=True, eq=False)
class _Step:
    """What one size of the differences makes of the councils; `likelihood` is logarithmic."""

    mean: np.ndarray
    variance: np.ndarray
    weight: np.ndarray
    likelihood: np.ndarray


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sums over steps, weighted by likelihood as a share of the greatest (`top`) so far."""

    top: np.ndarray
    total: np.ndarray
    mean: np.ndarray
    square: np.ndarray
    weight: np.ndarray

    @classmethod
    def of_nothing(cls, shape: tuple[int, ...]) -> _Sums:
        nothing, columns = np.zeros(shape), np.zeros(shape[1:])
        return cls(np.full(shape[1:], -np.inf), columns, nothing, nothing, nothing)

    def with_step(self, step: _Step) -> _Sums:
        top = np.maximum(self.top, step.likelihood)
        before, now = np.exp(self.top - top), np.exp(step.likelihood - top)
        return _Sums(
            top,
            self.total * before + now,
            self.mean * before + step.mean * now,
            self.square * before + (step.variance + step.mean**2) * now,
            self.weight * before + step.weight * now,
        )


def _at(count: np.ndarray, n: np.ndarray, size: np.ndarray) -> _Step:
    """The councils when a beta distribution worth `size` people is about the share of all."""
    alike = (size + 1) / (size + np.maximum(n, 1))  # 1 for one person, less for many who are alike
    total = (n * alike).sum(axis=0)
    centre = (count * alike).sum(axis=0) / np.where(total > 0, total, 1)
    # A share of none or all in every council has no beta distribution; half a person gives one.
    centre = np.clip(centre, 0.5 / (n.sum(axis=0) + 1), 1 - 0.5 / (n.sum(axis=0) + 1))
    good, other = size * centre, size * (1 - centre)
    mean = (count + good) / (n + size)
    weight = n / (n + size)
    of_centre = centre * (1 - centre) / np.where(total > 0, total, 1)
    variance = mean * (1 - mean) / (n + size + 1) + (1 - weight) ** 2 * of_centre
    likelihood = betaln(count + good, n - count + other) - betaln(good, other)
    # The flat prior of the centre, integrated out by its own spread.
    return _Step(mean, variance, weight, likelihood.sum(axis=0) + np.log(of_centre) / 2)


def _summed_up(sums: _Sums, used: np.ndarray, confidence: float) -> ShrunkenShares:
    mean = sums.mean / sums.total
    variance = sums.square / sums.total - mean**2
    worth = mean * (1 - mean) / variance - 1
    tail = (1 - confidence) / 2
    low, high = (betaincinv(mean * worth, (1 - mean) * worth, p) for p in (tail, 1 - tail))
    return ShrunkenShares(
        *(np.where(used, each, np.nan) for each in (mean, low, high, sums.weight / sums.total))
    )


def _harmonic_mean(sizes: np.ndarray) -> np.ndarray:
    there = np.isfinite(sizes)
    inverse = np.where(there, 1 / np.where(there, sizes, 1), 0).sum(axis=0)
    return np.where(inverse > 0, there.sum(axis=0) / np.where(inverse > 0, inverse, 1), 1.0)
