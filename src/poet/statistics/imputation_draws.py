"""One column's gaps filled in once, in several completed sets at the same time.

A gap is filled with another person's answer: a draw gives, for each set and each person without
an answer, the person whose answer is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from poet.statistics.imputation_columns import Column

# How many people with the nearest predictions may give their answer (van Buuren 2018, 3.4.3).
DONORS = 5
# Added to the squares of predictors, as a share of people, so that no two can be confused.
RIDGE = 1e-5
# Predictions (in standard deviations of the column) are told apart in steps of this size: rounding
# differs from machine to machine, and must not decide whose answer is taken.
STEP = 1e-9
# Newton's steps from log odds of 0, and from where the round before ended.
FIRST_STEPS = 6
LATER_STEPS = 1
# No step moves anyone's log odds further: longer ones can swing to and fro for ever.
LONGEST_STEP = 2.0


@dataclass(frozen=True, eq=False)
class Chains:
    """The numbers of several completed sets side by side, changed in place as gaps are filled.

    `matrix` is sets x people x predictors, the constant first. `products` are its products,
    matrix' @ matrix, of each set. `modes` are where the logistic regressions of a column ended
    last, by its name: sets x predictors of each.
    """

    matrix: np.ndarray
    products: np.ndarray
    modes: dict[object, list[np.ndarray]]
    generators: Sequence[np.random.Generator]

    def fill(self, predictors: np.ndarray, people: np.ndarray, values: np.ndarray) -> None:
        """Gives these people (sets x people x predictors) these values of neighbouring columns."""
        ours = slice(predictors[0], predictors[-1] + 1)
        before = self.of(people)
        change = (values - before[:, :, ours]).swapaxes(1, 2)
        with_all = change @ before
        self.products[:, ours] += with_all
        self.products[:, :, ours] += with_all.swapaxes(1, 2)
        self.products[:, ours, ours] += change @ change.swapaxes(1, 2)
        self.matrix[:, people, ours] = values

    def of(self, people: np.ndarray) -> np.ndarray:
        """The matrix of these people alone."""
        return self.matrix.take(people, axis=1)

    def normal(self, size: int) -> np.ndarray:
        """Standard normal numbers, sets x size."""
        return np.array([each.standard_normal(size) for each in self.generators])

    def uniform(self, size: int) -> np.ndarray:
        """Numbers from 0 to below 1, sets x size."""
        return np.array([each.random(size) for each in self.generators])

    def chi_square(self, degrees_of_freedom: float) -> np.ndarray:
        """One chi-square number per set."""
        return np.array([each.chisquare(degrees_of_freedom) for each in self.generators])


def start(coded: Sequence[np.ndarray], generators: Sequence[np.random.Generator]) -> Chains:
    """Chains for these predictors (people x predictors), alike in each set; gaps are 0 yet."""
    matrix = np.column_stack([np.ones(len(coded[0])), *coded])
    products = matrix.T @ matrix
    times = (len(generators), 1, 1)
    return Chains(np.tile(matrix, times), np.tile(products, times), {}, generators)


def draw_anyone(chains: Chains, column: Column) -> np.ndarray:
    """The answer of anyone, all equally likely. Sets x people without an answer."""
    picked = chains.uniform(len(column.missing)) * len(column.answered)
    return column.answered[picked.astype(int)]


def draw_by_matching(
    chains: Chains, column: Column, own: int, predictors: np.ndarray
) -> np.ndarray:
    """Predictive mean matching (Rubin 1986; Little 1988): the answer of someone alike.

    `own` is the column's place in the matrix, `predictors` are those of its regression. People who
    answered have the prediction of the fitted coefficients, people who did not that of coefficients
    drawn from their posterior distribution (type 1 of van Buuren 2018, 3.4.2).
    Sets x people without an answer.
    """
    gaps = chains.of(column.missing)
    products = chains.products - gaps.swapaxes(1, 2) @ gaps
    fitted, drawn = draw_line(chains, products, own, predictors, len(column.answered))
    of_donors = _predicted(fitted, chains.matrix)[:, column.answered]
    wanted = _predicted(drawn, gaps)
    return column.answered[nearest(of_donors, wanted, chains.uniform(len(column.missing)))]


def draw_line(
    chains: Chains, products: np.ndarray, own: int, predictors: np.ndarray, people: int
) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients of linear regression, fitted and drawn from their posterior distribution.

    Rubin (1987, p. 167): the variance left is divided by a chi-square number, and normal
    numbers with the covariance of the coefficients are added. `products` are those of the `people`
    who answered, `own` is the outcome's place. Both are sets x the width of the matrix, 0 for what
    is not used.
    """
    right = products[:, own].take(predictors, axis=1)
    ridge = RIDGE * people
    inverse = np.linalg.inv(_square(products, predictors) + ridge * np.eye(len(predictors)))
    fitted = (inverse @ right[..., np.newaxis])[..., 0]
    explained = np.sum(fitted * (right + ridge * fitted), axis=1)
    unexplained = np.maximum(products[:, own, own] - explained, 0)
    variance = unexplained / chains.chi_square(max(people - len(predictors), 1))
    drawn = fitted + np.sqrt(variance)[:, np.newaxis] * _noise(chains, inverse)
    like = products[:, own]
    return _spread(fitted, predictors, like), _spread(drawn, predictors, like)


def nearest(of_donors: np.ndarray, wanted: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """For each number wanted one of the five donors with the nearest numbers, equally likely.

    Sets x donors, sets x wanted, and as many numbers from 0 to below 1 that choose; gives
    positions among the donors. Whoever has the same number as the one chosen may stand in for them.
    """
    ranked, order = _sorted(np.rint(of_donors / STEP))
    donors = min(DONORS, of_donors.shape[1])
    picked = uniform * donors
    rank = _window(ranked, np.rint(wanted / STEP), donors) + picked.astype(int)
    number = np.take_along_axis(ranked, rank, axis=1)
    first = _ranks(ranked, number)
    alike = _ranks(ranked, number, "right") - first
    return np.take_along_axis(order, first + (picked % 1 * alike).astype(int), axis=1)


def _sorted(whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers of each set in order, and where each stood; of equal ones the first first."""
    # Sorting numbers that carry their place is several times as fast as sorting places.
    count = whole.shape[1]
    keys = np.sort(whole.astype(np.int64) * count + np.arange(count), axis=1)
    ranked, order = np.divmod(keys, count)
    return ranked.astype(float), order


def _window(ranked: np.ndarray, wanted: np.ndarray, donors: int) -> np.ndarray:
    """The rank of the first of the so many nearest, which are neighbours in a row."""
    rank = _ranks(ranked, wanted)
    nothing = np.full((len(ranked), donors), np.inf)
    padded = np.concatenate([-nothing, ranked, nothing], axis=1)
    below = rank[..., np.newaxis] + np.arange(donors)  # padding moved the ranks up by as many
    sets = np.arange(len(ranked))[:, np.newaxis, np.newaxis]
    nearer_above = padded[sets, below] + padded[sets, below + donors] < 2 * wanted[..., np.newaxis]
    return rank - donors + nearer_above.sum(axis=2)


def _ranks(ranked: np.ndarray, numbers: np.ndarray, side: str = "left") -> np.ndarray:
    """How many of the ranked numbers of its set are below each of these ("right": or equal)."""
    pairs = zip(ranked, numbers, strict=True)
    return np.array([np.searchsorted(of_set, wanted, side) for of_set, wanted in pairs])


def draw_classes(
    chains: Chains, column: Column, predictors: np.ndarray, precision: np.ndarray
) -> np.ndarray:
    """A class from logistic regressions: is it the commonest; if not, the next; and so on.

    Each is fitted to the people who answered with this class or a later one; its coefficients are
    drawn from the normal approximation of their posterior distribution (Rubin 1987, pp. 169-170).
    These nested questions make one model whose parts are independent (Fienberg 1980, chapter 6).
    `precision` is that of each predictor's coefficient before anything is seen, see `approach`.
    Sets x people without an answer.
    """
    gaps = chains.of(column.missing)
    uniform = chains.uniform(len(column.missing))
    others = np.ones_like(uniform)  # the chance of none of the classes so far
    picked = np.zeros(uniform.shape, dtype=int)
    modes = chains.modes.setdefault(column.name, [])
    for class_ in range(column.classes.max()):
        people = np.flatnonzero(column.classes >= class_)
        answers = column.classes[people] == class_
        steps = LATER_STEPS
        if len(modes) == class_:
            modes.append(np.zeros(gaps[:, 0].shape))
            steps = FIRST_STEPS
        matrix, mode = chains.of(people), modes[class_]
        mode, inverse = approach(matrix, answers, mode, predictors, precision, steps=steps)
        modes[class_] = mode
        noise = _noise(chains, inverse)
        others = others * expit(-_predicted(mode + _spread(noise, predictors, mode), gaps))
        picked += uniform >= 1 - others
    first_with = np.unique(column.classes[column.answered], return_index=True)[1]
    return column.answered[first_with[picked]]


def approach(
    matrix: np.ndarray,
    answers: np.ndarray,
    mode: np.ndarray,
    predictors: np.ndarray,
    precision: np.ndarray,
    *,
    steps: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Newton's steps to the posterior mode of logistic regression, and the inverse information.

    Before anything is seen the coefficients of the predictors are normal around 0 with this
    `precision` (1 / variance), so that they stay finite where a predictor tells answers without
    exception. `mode`, where the steps begin and end, is sets x the width of the matrix, 0 for
    what is not used; the inverse is that of the predictors, before the last step.
    """
    for _ in range(steps):
        share = expit(_predicted(mode, matrix))
        slope = ((answers - share)[:, np.newaxis] @ matrix)[:, 0, predictors]
        weighted = matrix * np.sqrt(share * (1 - share))[..., np.newaxis]
        information = _square(weighted.swapaxes(1, 2) @ weighted, predictors) + np.diag(precision)
        inverse = np.linalg.inv(information)
        change = inverse @ (slope - precision * mode[:, predictors])[..., np.newaxis]
        step = _spread(change[..., 0], predictors, mode)
        longest = np.abs(_predicted(step, matrix)).max(axis=1, keepdims=True)
        mode = mode + step * LONGEST_STEP / np.maximum(longest, LONGEST_STEP)
    return mode, inverse


def _square(products: np.ndarray, predictors: np.ndarray) -> np.ndarray:
    return products.take(predictors, axis=1).take(predictors, axis=2)


def _noise(chains: Chains, covariance: np.ndarray) -> np.ndarray:
    """Normal numbers of mean 0 with this covariance, sets x its width."""
    normal = chains.normal(covariance.shape[1])
    return (np.linalg.cholesky(covariance) @ normal[..., np.newaxis])[..., 0]


def _spread(coefficients: np.ndarray, predictors: np.ndarray, like: np.ndarray) -> np.ndarray:
    """Those of the whole matrix, as wide as `like`: 0 for what is not used."""
    result = np.zeros_like(like)
    result[:, predictors] = coefficients
    return result


def _predicted(coefficients: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Sets x people."""
    return (matrix @ coefficients[..., np.newaxis])[..., 0]
