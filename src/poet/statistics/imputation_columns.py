"""The columns of a survey as numbers, for filling in what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from poet.statistics.failure import CannotEstimate

# A regression has one predictor for every so many people who answered its question, or these few.
PEOPLE_PER_PREDICTOR = 10
FEWEST_PREDICTORS = 5
# The standard deviation that log odds ratios have before anything is seen: for a difference of two
# standard deviations, or between a class and all others (Gelman, Jakulin, Pittau & Su 2008). And
# that of the constant.
OF_LOG_ODDS = 2.5
OF_CONSTANT = 10.0
# A column that varies by less than this share of its largest value is constant but for rounding.
CONSTANT = 1e-12


@dataclass(frozen=True, eq=False)
class Column:
    """One column as numbers; people are positions in the frame.

    `answered` and `missing` are people. `units` has for each person the number that is told of
    the column, NaN where missing: the number itself, the position of an ordered level from 0, or
    1 for the commonest class and 0 for others. `coded` has one column per predictor that it
    makes in the regressions of others (mean 0 and standard deviation 1 among those who answered,
    0 where missing): one for numbers; for ordered levels their position and its square; one for
    each class but the commonest; none where all gave the same answer. `classes` has for each
    person the class, the commonest first from 0, -1 where missing; None where answers stand on a
    scale (numbers, and ordered levels if three or more are in use).
    `spread` has for each column of `coded` the standard deviation that its coefficient in a
    logistic regression has before anything is seen.
    """

    name: object
    answered: np.ndarray
    missing: np.ndarray
    units: np.ndarray
    coded: np.ndarray
    spread: np.ndarray
    classes: np.ndarray | None

    @property
    def varies(self) -> bool:
        """Whether there are two different answers."""
        return self.coded.shape[1] > 0


def code(column: pd.Series) -> Column:
    """The column (numbers, true or false, or categorical) as numbers.

    Raises TypeError for any other kind, CannotEstimate when nobody answered or a number is
    infinite.
    """
    values = _numbers(column)
    answered = ~np.isnan(values)
    if len(values) and not answered.any():
        raise CannotEstimate(f"nobody answered '{column.name}'")
    if np.isinf(values).any():
        raise CannotEstimate(f"'{column.name}' holds an infinite value")
    scale = _on_a_scale(column, values[answered])
    classes = None if scale else _by_frequency(values, answered)
    coded = _standardised(values[:, np.newaxis] if scale else _indicators(classes), answered)
    if scale and isinstance(column.dtype, pd.CategoricalDtype):
        # Answers of other columns seldom rise evenly with a scale of few levels.
        coded = np.hstack([coded, _standardised(coded**2, answered)])
    return Column(
        name=column.name,
        answered=np.flatnonzero(answered),
        missing=np.flatnonzero(~answered),
        units=values if scale else np.where(answered, classes == 0, np.nan),
        coded=coded,
        spread=np.full(coded.shape[1], OF_LOG_ODDS / 2) if scale else _of_classes(classes),
        classes=classes,
    )


def _numbers(column: pd.Series) -> np.ndarray:
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy()
        return np.where(codes < 0, np.nan, codes)
    if not pd.api.types.is_numeric_dtype(column.dtype):
        raise TypeError(f"'{column.name}' must be numbers, true or false, or categorical")
    return column.to_numpy(dtype=float, na_value=np.nan)


def _on_a_scale(column: pd.Series, answers: np.ndarray) -> bool:
    """Whether answers are more or less of something, and not just one thing or another."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return bool(column.cat.ordered) and len(np.unique(answers)) != 2
    return not pd.api.types.is_bool_dtype(column.dtype)


def _by_frequency(values: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Each value as a class from 0, the commonest first; -1 where missing."""
    _, codes, counts = np.unique(values[answered], return_inverse=True, return_counts=True)
    place = np.empty(len(counts), dtype=int)
    place[np.argsort(-counts, kind="stable")] = np.arange(len(counts))
    classes = np.full(len(values), -1)
    classes[answered] = place[codes]
    return classes


def _indicators(classes: np.ndarray) -> np.ndarray:
    """One column per class but the commonest: 1 for its people, 0 for others."""
    others = np.arange(1, classes.max(initial=0) + 1)
    return (classes[:, np.newaxis] == others).astype(float)


def _of_classes(classes: np.ndarray) -> np.ndarray:
    """The spread of the indicators of the classes, for a step of one standard deviation."""
    counts = np.bincount(classes[classes >= 0])
    share = counts[1:] / max(counts.sum(), 1)
    return OF_LOG_ODDS * np.sqrt(share * (1 - share))


def _standardised(columns: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Columns of mean 0 and standard deviation 1, 0 where missing; what does not vary goes."""
    if not answered.any():
        return np.zeros((len(columns), 0))
    there = columns[answered]
    largest = np.abs(there).max(axis=0)
    there = there / np.where(largest > 0, largest, 1)  # the squares of huge numbers are too huge
    there = there[:, np.ptp(there, axis=0) > CONSTANT]
    there -= there.mean(axis=0)
    result = np.zeros((len(columns), there.shape[1]))
    result[answered] = there / there.std(axis=0)
    return result


def places(columns: Sequence[Column]) -> list[np.ndarray]:
    """For each column where its predictors stand in the matrix, after the constant at 0."""
    ends = np.cumsum([1, *(column.coded.shape[1] for column in columns)])
    return [np.arange(low, high) for low, high in pairwise(ends)]


def predictors(columns: Sequence[Column], target: int) -> np.ndarray:
    """What the regression of one column uses, as places in the matrix, the constant first.

    All of the other columns, if ten people answered the target for each predictor; else those
    that go most with the target or with its being missing (van Buuren, Boshuizen & Knook 1999).
    """
    place = places(columns)
    others = np.concatenate([*place[:target], *place[target + 1 :], np.array([], dtype=int)])
    most = max(FEWEST_PREDICTORS, len(columns[target].answered) // PEOPLE_PER_PREDICTOR)
    if len(others) > most:
        strongest = np.argsort(-_strength(columns, target), kind="stable")[:most]
        others = others[np.sort(strongest)]
    return np.concatenate([[0], others])


def precisions(columns: Sequence[Column]) -> np.ndarray:
    """For each place in the matrix 1 / variance of its coefficient before anything is seen."""
    return np.concatenate([[OF_CONSTANT], *(column.spread for column in columns)]) ** -2.0


def _strength(columns: Sequence[Column], target: int) -> np.ndarray:
    """For each predictor its largest correlation with the target, or with its being missing.

    Over the people who answered both, and without regard to sign.
    """
    others = [column for at, column in enumerate(columns) if at != target]
    values = np.hstack([column.coded for column in others])
    there = np.hstack([_there(column, column.coded.shape[1]) for column in others])
    wanted = columns[target]
    is_there = _there(wanted, 1)
    goals = np.hstack([wanted.coded, is_there - is_there.mean()])
    goals_there = np.hstack([_there(wanted, wanted.coded.shape[1]), np.ones_like(is_there)])
    spread = np.sqrt(((values**2).T @ goals_there) * (there.T @ goals**2))
    together = np.abs(values.T @ goals)
    return np.divide(together, spread, out=np.zeros_like(spread), where=spread > 0).max(axis=1)


def _there(column: Column, width: int) -> np.ndarray:
    """Columns of 1 for the people who answered, 0 for others."""
    there = np.zeros((len(column.units), width))
    there[column.answered] = 1
    return there
