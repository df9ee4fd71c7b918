"""Everyone's level, predictors and weight, a few thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit

from poet.statistics.case_weights import sampled
from poet.statistics.clusters import cluster_word, cr3_covariance, numbered
from poet.statistics.columns import blocks
from poet.statistics.cumulative_logit import (
    Rows,
    Runs,
    gradient,
    information,
    scores,
    start,
)
from poet.statistics.cumulative_maximum import (
    Maximum,
    NoMaximum,
    curvature_at,
    maximise,
    one_step_further,
)
from poet.statistics.design import Design
from poet.statistics.sampling import Sampling

# The maximum of a part this large is so near to that of all that two steps lead there.
SAMPLE = 20_000


@dataclass(frozen=True, eq=False)
class People:
    """Those whom a model is fitted to, the people of a cluster together.

    `order` has the positions of the rows of `design` among the rows as given, `cluster` a number
    from 0 per row of `design` (None without clusters), `word` what a cluster is called.
    """

    design: Design
    order: np.ndarray
    cluster: np.ndarray | None = None
    word: str = "cluster"


def people_of(design: Design, clusters: pd.Series | None) -> People:
    """The people of this design; raises as `clusters.numbered` does."""
    if clusters is None:
        return People(design, np.arange(len(design)))
    number, _ = numbered(clusters)
    order = np.argsort(number, kind="stable")
    return People(design.take(order), order, number[order], cluster_word(clusters))


@dataclass(frozen=True, eq=False)
class AllRows:
    """One row per person: level (0 to `levels` - 1), predictors, weight. Goes through in blocks."""

    level: np.ndarray
    design: Design
    weights: np.ndarray
    levels: int

    def __len__(self) -> int:
        return len(self.level)

    def __iter__(self) -> Iterator[Rows]:
        for block in blocks(len(self)):
            yield self._part(block)

    def maximum(self) -> Maximum:
        """Where the likelihood is greatest. Raises NoMaximum."""
        return maximise(self, self.levels, self._begin())

    def nearer(self, maximum: Maximum) -> Maximum:
        """One step of Newton's nearer to it."""
        return one_step_further(self, maximum)

    def information(self, maximum: Maximum) -> np.ndarray:
        """Minus the second derivatives of the log-likelihood there."""
        return curvature_at(self, maximum)

    def scores(self, maximum: Maximum) -> np.ndarray:
        """Each row's part of the slope of the log-likelihood, times its weight."""
        together = zip(self, maximum.points, strict=True)
        return np.vstack([scores(rows, point) for rows, point in together])

    def by_cluster(self, cluster: np.ndarray, maximum: Maximum) -> tuple[np.ndarray, np.ndarray]:
        """The slope (one row) and the information (one matrix) of each cluster's rows.

        `cluster` is a number from 0 per row; the rows of a cluster stand together, in order.
        """
        clusters, width = int(cluster[-1]) + 1, len(maximum.parameters)
        slopes, own = np.zeros((clusters, width)), np.zeros((clusters, width, width))
        done = 0
        for rows, point in zip(self, maximum.points, strict=True):
            here = cluster[done : done + len(rows.level)]
            starts = np.flatnonzero(np.diff(here, prepend=-1))
            runs = Runs.from_starts(rows, starts)
            these = slice(here[0], here[-1] + 1)
            slopes[these] += gradient(rows, point, runs)
            own[these] += information(rows, point, runs)
            done += len(here)
        return slopes, own

    def _part(self, which: slice) -> Rows:
        return Rows(self.level[which], self.design.rows(which), self.weights[which], self.levels)

    def _begin(self) -> np.ndarray:
        """The maximum of a part of very many rows, where it has one; else a first step to it."""
        step = len(self) // SAMPLE
        if step > 2:
            rows = self._part(slice(None, None, step))
            counts = _counts(rows)
            if counts.all():
                begin = start(counts, len(self.design.names))
                try:
                    return maximise([rows], self.levels, begin).parameters
                except NoMaximum:
                    pass  # of all rows there may be one
        return self._first_step()

    def _first_step(self) -> np.ndarray:
        """One step of Fisher's scoring from the maximum without predictors.

        There the expected information of standardised predictors is known from their correlations.
        """
        begin = start(_counts(self), 0)
        below = expit(np.append(-np.inf, begin))[self.level]
        above = expit(-np.append(begin, np.inf))[self.level]
        slope = sum(
            (self.weights[block] * (below[block] - above[block])) @ self.design.rows(block)
            for block in blocks(len(self))
        )
        variance = self.weights @ (below * (1 - below) + above * (1 - above))
        step = np.linalg.solve(variance * self.design.correlation, slope)
        return np.concatenate([begin, step])


@dataclass(frozen=True, eq=False)
class Drawn:
    """How everyone was drawn, and the positions of those the model is fitted to."""

    sampling: Sampling
    stays: np.ndarray


def covariance_of(
    everyone: AllRows, maximum: Maximum, people: People, drawn: Drawn | None = None
) -> tuple[np.ndarray, dict[str, float]]:
    """The covariance of the parameters, and what the fit says of it.

    CR3 where people stand in clusters, that of the sample where they were drawn, else the inverse
    of the information. Raises as `clusters.cr3_covariance` does.
    """
    if people.cluster is not None:
        slopes, own = everyone.by_cluster(people.cluster, maximum)
        names = everyone.design.names
        covariance = cr3_covariance(own.sum(axis=0), slopes, own, names, people.word)
        return covariance, {"degrees_of_freedom": len(own) - 1, "clusters": len(own)}
    bread = np.linalg.inv(everyone.information(maximum))
    if drawn is None:
        return bread, {}
    return sampled(bread, everyone.scores(maximum), drawn.sampling, drawn.stays)


def _counts(rows: Rows | AllRows) -> np.ndarray:
    return np.bincount(rows.level, rows.weights, rows.levels)
