"""How the people who answered were drawn, and what that makes of the errors of estimates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from poet.statistics.case_weights import finite_weights
from poet.statistics.design import check_same_rows
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling_stages import Stage, numbered, stages_of_drawing


@dataclass(frozen=True, eq=False)
class Sampling:
    """How the people who answered were drawn from the population; all columns have the same rows.

    `weights` says how many people of the population a row stands for (0: it is outside the
    population asked about, yet was drawn). `strata` is the first-stage stratum of each row.
    `clusters` holds the units of each stage, outermost first; () when the rows themselves were
    drawn. A label of a later stage is read within its unit of the stage before.
    `populations` holds for each stage, from the first, how many units the row's stratum (first
    stage) or unit of the stage before has in the population; () for no finite population
    correction. `margins` are the groups whose population counts the weights were post-stratified
    (one) or raked (several) to.

    Raises ValueError when rows differ, a label is missing or there are more populations than
    stages, and CannotEstimate when a weight is missing, negative or infinite. `stages`, and all
    that uses it, raises as `sampling_stages.stages_of_drawing`.
    """

    weights: pd.Series
    strata: pd.Series | None = None
    clusters: tuple[pd.Series, ...] = ()
    populations: tuple[pd.Series, ...] = ()
    margins: tuple[pd.Series, ...] = ()

    def __post_init__(self) -> None:
        columns = (*self.clusters, *self.populations, *self.margins)
        columns = columns if self.strata is None else (self.strata, *columns)
        check_same_rows(self.weights, *columns)
        for column in columns:
            if column.isna().any():
                raise ValueError(f"missing values in '{column.name}'")
        if len(self.populations) > max(len(self.clusters), 1):
            raise ValueError("there are more populations than stages of drawing")
        finite_weights(self.weights)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """One entry per stage of drawing that counts, outermost first; worked out once."""
        index = self.weights.index
        return stages_of_drawing(index, self.strata, self.clusters, self.populations)

    @cached_property
    def margin_groups(self) -> csr_array:
        """One row per row, one column per group of each margin: 1 where the row is in it."""
        margins = [numbered(margin, "margin") for margin in self.margins]
        ends = np.cumsum([len(margin.labels) for margin in margins])
        columns = np.column_stack([margin.of_row for margin in margins])
        columns[:, 1:] += ends[:-1]
        row_ends = np.arange(len(columns) + 1) * len(margins)
        return csr_array(
            (np.ones(columns.size), columns.ravel(), row_ends), (len(columns), ends[-1])
        )

    @property
    def is_census(self) -> bool:
        """Whether every unit of the population was drawn, so that nothing is left to chance."""
        return all(not stage.scale.any() for stage in self.stages)

    @property
    def degrees_of_freedom(self) -> int:
        """First-stage units less strata, of the rows with a weight (Korn & Graubard 1999)."""
        return self.degrees_of_freedom_of(self.weights.to_numpy(dtype=float))

    def degrees_of_freedom_of(self, weights: np.ndarray) -> int:
        """First-stage units less strata, of the rows where `weights` (one per row) is not 0."""
        first = self.stages[0]
        there = np.unique(first.units.of_row[weights != 0])
        return len(there) - len(np.unique(first.parent_of_unit[there]))

    def weights_within(self, domain: pd.Series | None) -> np.ndarray:
        """One weight per row, 0 where `domain` (true or false per row; None for all) is false.

        That is how a part of the population is estimated: rows outside it were drawn all the same
        (Särndal, Swensson & Wretman 1992, section 5.8). Raises ValueError when the rows differ or
        `domain` is not true or false, CannotEstimate when nobody is in it.
        """
        weights = self.weights.to_numpy(dtype=float)
        if domain is not None:
            check_same_rows(self.weights, domain)
            if not pd.api.types.is_bool_dtype(domain.dtype) or domain.isna().any():
                raise ValueError("a domain must be true or false in every row")
            weights = np.where(domain.to_numpy(dtype=bool), weights, 0)
        if not weights.any():
            raise CannotEstimate("nobody answered")
        return weights

    def covariance(self, contributions: np.ndarray) -> np.ndarray:
        """The covariance of the column sums of `contributions`; see linearised_covariance."""
        return linearised_covariance(contributions, self)


def linearised_covariance(contributions: np.ndarray, sampling: Sampling) -> np.ndarray:
    """The covariance of the column sums of `contributions`, by Taylor linearisation.

    `contributions` has one row per row of `sampling` and one column per statistic, each already
    multiplied by its weight (for a mean: weight x (answer - mean) / sum of weights); a row that
    is not part of the statistic holds 0. Between the n units of a stratum the covariance is
    n / (n - 1) (1 - n / N) times the sum of squared deviations of unit totals; a later stage adds
    the same within each unit, times n / N of the stages before (Särndal, Swensson & Wretman 1992,
    chapter 4; Binder 1983). Without `populations`, units count as drawn with replacement, and the
    first stage is all. Where weights were fitted to margins, what the margins explain is taken
    off first (Deville & Särndal 1992).

    Raises ValueError when the rows differ; CannotEstimate when a stratum, or a unit of an earlier
    stage, has one unit drawn but more in the population.
    """
    values = np.asarray(contributions, dtype=float)
    if values.ndim != 2 or len(values) != len(sampling.weights):
        raise ValueError("contributions must have one row per weight and one column per statistic")
    # One row per statistic from here on: what is summed lies side by side in memory.
    values = np.ascontiguousarray(values.T)
    if sampling.margins:
        values = _without_margins(values, sampling)
    covariance = np.zeros((len(values), len(values)))
    shares = np.ones(1)  # of the units of the stages before, for each parent of this one
    for stage in sampling.stages:
        if stage.lonely:
            raise CannotEstimate(stage.lonely)
        deviations = _deviations(values, stage)
        counts = (shares * stage.scale)[stage.parent_of_unit]
        covariance += (deviations * counts) @ deviations.T
        shares = (shares * stage.fraction)[stage.parent_of_unit]
    return covariance


def _deviations(values: np.ndarray, stage: Stage) -> np.ndarray:
    """One column per unit: its totals less the mean of the units of its parent."""
    units = len(stage.parent_of_unit)
    # Units are numbered as they appear: where each row is one, the values are the totals.
    totals = values if units == values.shape[1] else _sums(values, stage.units.of_row, units)
    means = _sums(totals, stage.parent_of_unit, len(stage.drawn)) / stage.drawn
    return totals - means[:, stage.parent_of_unit]


def _sums(values: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """One column per group (numbered from 0 to count - 1): the sums of its columns of `values`."""
    sums = np.empty((len(values), count))
    for position, row in enumerate(values):
        sums[position] = np.bincount(groups, row, count)
    return sums


def _without_margins(values: np.ndarray, sampling: Sampling) -> np.ndarray:
    """The contributions less what the groups of the margins explain, by weighted regression."""
    groups = sampling.margin_groups
    weights = sampling.weights.to_numpy(dtype=float)
    # Every margin's groups add up to everyone, so that coefficients are not unique; fits are.
    products = (groups.T @ (groups * weights[:, np.newaxis])).toarray()
    fitted = np.linalg.lstsq(products, groups.T @ values.T)[0]
    return values - weights * (groups @ fitted).T
