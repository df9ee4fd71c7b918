"""Filling in missing answers several times over: multiple imputation by chained equations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from poet.statistics.failure import listed
from poet.statistics.imputation_columns import Column, code, places, precisions, predictors
from poet.statistics.imputation_draws import (
    Chains,
    draw_anyone,
    draw_by_matching,
    draw_classes,
    start,
)

# Sets are worked on side by side, as many as have so many numbers.
NUMBERS_AT_ONCE = 1_000_000


@dataclass(frozen=True, eq=False)
class Imputation:
    """Completed sets of data, and how the filling in went.

    `sets` are frames with the rows, columns and types of the data and nothing missing. `chains`
    has one row per set (from 1), round (from 1) and column with gaps: the mean and
    standard_deviation of what was filled in, of the numbers themselves, the positions of ordered
    levels from 0, or, for answers without an order, 1 for the commonest answer and 0 for others.
    If filling in has settled, neither drifts from round to round.
    """

    sets: tuple[pd.DataFrame, ...]
    chains: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Gaps:
    """A column with gaps, where it stands in the matrix, and what its regression uses.

    `precision` is that of each predictor's coefficient in a logistic regression.
    """

    column: Column
    place: np.ndarray
    predictors: np.ndarray
    precision: np.ndarray


def impute(
    by_person: pd.DataFrame,
    *,
    sets: int = 20,
    rounds: int = 10,
    seed: int,
    keep: Collection[str] = (),
) -> Imputation:
    """Fills in missing answers by chained equations (van Buuren & Groothuis-Oudshoorn 2011).

    `by_person` has one row per person and every column that the later analysis uses, its outcome
    too. Columns are numbers, true or false, or categorical. Each gap is filled with an answer that
    somebody gave: numbers and ordered levels (three or more in use) by predictive mean matching,
    other answers by logistic draws, each time from all other columns. That is done column after
    column, and `rounds` times over. `keep` are columns that help to fill in others and have
    no gaps. A seed always gives the same; a set does not depend on how many are asked for.

    Assumes that whether an answer is missing depends only on answers that are there.
    Raises ValueError for `sets` or `rounds` below 1 and gaps in a column of `keep`, TypeError for
    columns of another type, CannotEstimate when a column has no answer at all.
    """
    _check(by_person, sets, rounds, keep)
    columns = [code(by_person[name]) for name in by_person]
    gaps = _gaps(columns)
    filled, history = [], []
    for generators in _blocks(_generators(seed, sets), columns, len(by_person)):
        donors, told = _run(columns, gaps, generators, rounds)
        filled += [_completed(by_person, gaps, donors, at) for at in range(len(generators))]
        history.append(told)
    return Imputation(tuple(filled), _chains(gaps, np.concatenate(history, axis=-1)))


def _check(by_person: pd.DataFrame, sets: int, rounds: int, keep: Collection[str]) -> None:
    if sets < 1 or rounds < 1:
        raise ValueError("there must be at least one set and one round")
    if not by_person.columns.is_unique:
        raise ValueError("two columns have the same name")
    if len(absent := pd.Index(list(keep)).difference(by_person.columns)):
        raise ValueError(f"there is no column {listed(absent)} to keep")
    gaps = [name for name in keep if by_person[name].isna().any()]
    if gaps:
        raise ValueError(f"missing values in {listed(gaps)}, which is not to be filled in")


def _gaps(columns: Sequence[Column]) -> list[Gaps]:
    place, precision, gaps = places(columns), precisions(columns), []
    for at, column in enumerate(columns):
        if len(column.missing):
            used = predictors(columns, at)
            gaps.append(Gaps(column, place[at], used, precision[used]))
    return gaps


def _generators(seed: int, sets: int) -> list[np.random.Generator]:
    """One for each set, which does not depend on how many there are."""
    return [np.random.default_rng(each) for each in np.random.SeedSequence(seed).spawn(sets)]


def _blocks(
    generators: list[np.random.Generator], columns: Sequence[Column], people: int
) -> list[list[np.random.Generator]]:
    """The generators of the sets that are worked on together."""
    width = 1 + sum(column.coded.shape[1] for column in columns)
    size = max(1, NUMBERS_AT_ONCE // max(width * people, 1))
    return [generators[low : low + size] for low in range(0, len(generators), size)]


def _run(
    columns: Sequence[Column],
    gaps: Sequence[Gaps],
    generators: Sequence[np.random.Generator],
    rounds: int,
) -> tuple[list[np.ndarray], np.ndarray]:
    """Who gives each answer at last, and what was filled in on the way.

    The first has, for each column with gaps, an array of sets x people without an answer; the
    second is an array of rounds x columns x (mean, standard deviation) x sets.
    """
    if not gaps:
        return [], np.zeros((rounds, 0, 2, len(generators)))
    chains = start([column.coded for column in columns], generators)
    donors = [draw_anyone(chains, each.column) for each in gaps]
    for each, givers in zip(gaps, donors, strict=True):
        _fill(chains, each, givers)
    told = np.empty((rounds, len(gaps), 2, len(generators)))
    for number in range(rounds):
        for at, each in enumerate(gaps):
            donors[at] = _draw(chains, each)
            _fill(chains, each, donors[at])
            values = each.column.units[donors[at]]
            told[number, at] = values.mean(axis=1), values.std(axis=1)
    return donors, told


def _draw(chains: Chains, gaps: Gaps) -> np.ndarray:
    if not gaps.column.varies:
        return draw_anyone(chains, gaps.column)
    if gaps.column.classes is None:
        return draw_by_matching(chains, gaps.column, gaps.place[0], gaps.predictors)
    return draw_classes(chains, gaps.column, gaps.predictors, gaps.precision)


def _fill(chains: Chains, gaps: Gaps, donors: np.ndarray) -> None:
    if gaps.column.varies:
        chains.fill(gaps.place, gaps.column.missing, gaps.column.coded[donors])


def _completed(
    by_person: pd.DataFrame, gaps: Sequence[Gaps], donors: Sequence[np.ndarray], at: int
) -> pd.DataFrame:
    """One completed set: everyone's own answers, and donors' answers where there were none."""
    result = by_person.copy()
    for each, givers in zip(gaps, donors, strict=True):
        whose = np.arange(len(by_person))
        whose[each.column.missing] = givers[at]
        result[each.column.name] = by_person[each.column.name].array.take(whose)
    return result


def _chains(gaps: Sequence[Gaps], told: np.ndarray) -> pd.DataFrame:
    """The table of chains, from an array of rounds x columns x two numbers x sets."""
    rounds, _, _, sets = told.shape
    names = [each.column.name for each in gaps]
    index = pd.MultiIndex.from_product(
        [range(1, sets + 1), range(1, rounds + 1), names], names=["set", "round", "column"]
    )
    numbers = told.transpose(3, 0, 1, 2).reshape(-1, 2)
    columns = ["mean", "standard_deviation"]
    return pd.DataFrame(numbers, index=index, columns=columns).reset_index()
