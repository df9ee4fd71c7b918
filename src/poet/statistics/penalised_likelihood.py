"""The likelihood of the proportional odds model, penalised by Jeffreys' prior, and its maximum.

The penalty is half the log determinant of the expected information about thresholds and
coefficients (Firth 1993; Heinze & Schemper 2002); with two levels this is Firth's logistic
regression. With F_k a person's chance of an answer at or below level k, p_k that of level k itself,
and d_k the distance from threshold k to the next, the person's information about thresholds less
x'b is diag(s) plus, for each pair of neighbours, c_k times the square of their difference:

    s_k = F_k (1 - F_k) (p_k + p_(k+1)),        c_k = F_k (1 - F_(k+1)) / (1 - exp(-d_k)).

Nothing is subtracted. Below, s and c are the "terms": each person's s of every threshold, then c of
every pair.

The maximum is finite if each level between the ends has more than half an answer. Where parameters
grow without end, s and c vanish but for thresholds less x'b that stay, so the information becomes
singular and the penalty falls without end. Where two thresholds meet, the chance of the level
between them falls with their distance, and outweighs the determinant, which grows with its inverse.
The same holds where one coefficient is held, so both ends of a profile interval are finite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve

from poet.statistics import cumulative_logit
from poet.statistics.cumulative_logit import CLOSE_ENOUGH, ROUNDING, Rows

MOST_STEPS = 50
MOST_HALVINGS = 30
# Where a parameter's information but for the others' is less than this share of all of it, what is
# left is mostly rounding.
SINGULAR = 1e-13


class NotFound(Exception):  # noqa: N818 - the caller tries another way
    """A place without a penalised likelihood, or no maximum or end of an interval was found."""


@dataclass(frozen=True, eq=False)
class Place:
    """The penalised log-likelihood at one place.

    `parameters` are the thresholds in order, then the coefficients; `plain` is the likelihood there
    without the penalty; `information` is the expected one. `below` and `above` have one row per
    person and one column per threshold: the chances of an answer up to it, and beyond. `narrowness`
    is 1 / (exp(d) - 1) per pair of neighbouring thresholds; `terms` has one row per person and one
    column per term.
    """

    parameters: np.ndarray
    penalised_log_likelihood: float
    plain: cumulative_logit.Point
    information: np.ndarray
    below: np.ndarray
    above: np.ndarray
    narrowness: np.ndarray
    terms: np.ndarray


def evaluate(rows: Rows, parameters: np.ndarray) -> Place:
    """The penalised log-likelihood at these parameters.

    Raises NotFound where thresholds do not ascend, or the information is singular but for rounding.
    """
    thresholds, coefficients = parameters[: rows.levels - 1], parameters[rows.levels - 1 :]
    width = np.diff(thresholds)
    if np.any(width <= 0):
        raise NotFound
    narrowness = 1 / np.expm1(np.minimum(width, 700))  # exp(710) would overflow
    plain = cumulative_logit.evaluate(rows, parameters)
    distance = thresholds - (rows.predictors @ coefficients)[:, np.newaxis]
    below, above = _logistic(distance), _logistic(-distance)
    terms = _terms(below, above, narrowness)
    information = _informations(rows, terms[np.newaxis])[0]
    pivots = np.diag(_root(information))
    if np.any(pivots**2 <= SINGULAR * np.diag(information)):
        raise NotFound
    penalty = float(np.log(pivots).sum())
    return Place(
        parameters=parameters,
        penalised_log_likelihood=plain.log_likelihood + penalty,
        plain=plain,
        information=information,
        below=below,
        above=above,
        narrowness=narrowness,
        terms=terms,
    )


def derivatives(rows: Rows, place: Place) -> tuple[np.ndarray, np.ndarray]:
    """The first derivatives of the penalised log-likelihood, and minus the second ones."""
    inverse = solve(place.information, np.eye(len(place.information)))
    leverage = _leverage(rows, inverse)
    slopes = _slopes(place)
    by_threshold = np.einsum("i,ia,iak->ik", rows.weights, leverage, slopes)
    penalty = np.append(by_threshold.sum(axis=0), -by_threshold.sum(axis=1) @ rows.predictors)
    turned = inverse @ _informations(rows, _by_parameter(rows, slopes))
    flat = (len(turned), -1)
    products = turned.reshape(flat) @ turned.swapaxes(1, 2).reshape(flat).T
    bends = _informations(rows, _bends(place, leverage)[np.newaxis])[0]
    return (
        cumulative_logit.gradient(rows, place.plain) + penalty / 2,
        cumulative_logit.information(rows, place.plain) + (products - bends) / 2,
    )


def maximise(
    rows: Rows,
    begin: np.ndarray,
    free: np.ndarray | None = None,
    *,
    close_enough: float = CLOSE_ENOUGH,
) -> Place:
    """The maximum of the penalised log-likelihood, by Newton's method with halved steps.

    It is looked for from `begin`, only along the columns of `free` where that is given, until the
    next step is shorter than `close_enough` standard errors. Where the surface is not curved like a
    hill the step is that of Fisher's scoring. Raises NotFound.
    """
    free = np.eye(len(begin)) if free is None else free
    place = evaluate(rows, begin)
    for _ in range(MOST_STEPS):
        slope, curvature = derivatives(rows, place)
        slope = slope @ free
        step = _uphill(slope, free.T @ curvature @ free, free.T @ place.information @ free)
        if slope @ step <= close_enough**2:
            return place
        place = _higher(rows, place, free @ step)
    raise NotFound


def solve(curvature: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The solution of a system of equations; raises NotFound unless it is curved like a hill."""
    return cho_solve((_root(curvature), True), right, check_finite=False)


def _logistic(x: np.ndarray) -> np.ndarray:
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


def _root(matrix: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        raise NotFound from None


def _chances(below: np.ndarray, above: np.ndarray, narrowness: np.ndarray) -> np.ndarray:
    """Each person's chance of every level, by the product that subtracts nothing."""
    chances = np.ones((len(below), below.shape[1] + 1))
    chances[:, :-1] *= below
    chances[:, 1:] *= above
    chances[:, 1:-1] /= 1 + narrowness
    return chances


def _terms(below: np.ndarray, above: np.ndarray, narrowness: np.ndarray) -> np.ndarray:
    chances = _chances(below, above, narrowness)
    own = below * above * (chances[:, :-1] + chances[:, 1:])
    return np.hstack([own, below[:, :-1] * above[:, 1:] * (1 + narrowness)])


def _slopes(place: Place) -> np.ndarray:
    """Each person's terms, differentiated by each threshold less x'b: person, term, threshold."""
    below, above, narrowness, terms = place.below, place.above, place.narrowness, place.terms
    count = below.shape[1]
    at, pair = np.arange(count), np.arange(count - 1)
    density = below * above
    beside = density[:, :-1] * density[:, 1:]
    slopes = np.zeros((*terms.shape, count))
    slopes[:, at, at] = terms[:, :count] * (above - below)
    slopes[:, pair, pair + 1] = beside
    slopes[:, pair + 1, pair] = -beside
    slopes[:, count + pair, pair] = terms[:, count:] * (above[:, :-1] + narrowness)
    slopes[:, count + pair, pair + 1] = -terms[:, count:] * (below[:, 1:] + narrowness)
    return slopes


def _by_parameter(rows: Rows, slopes: np.ndarray) -> np.ndarray:
    """The same by each parameter: parameter, person, term."""
    by_coefficient = rows.predictors.T[:, :, np.newaxis] * -slopes.sum(axis=2)
    return np.concatenate([slopes.transpose(2, 0, 1), by_coefficient])


def _bends(place: Place, leverage: np.ndarray) -> np.ndarray:
    """The second derivatives of each person's leverage times terms, in the form of terms.

    They are a symmetric matrix with three diagonals, which is diag(s) plus the pairs' c as well:
    c is minus what stands beside the diagonal, and s the sums of rows.
    """
    below, above, narrowness, terms = place.below, place.above, place.narrowness, place.terms
    count = below.shape[1]
    own, shared = leverage[:, :count], leverage[:, count:] * terms[:, count:]
    density = below * above
    tilt = density * (above - below)
    low, high = above[:, :-1] + narrowness, below[:, 1:] + narrowness
    closeness = narrowness * (1 + narrowness)
    diagonal = own * terms[:, :count] * (1 - 6 * density)
    diagonal[:, 1:] += tilt[:, 1:] * (own * density)[:, :-1]
    diagonal[:, :-1] -= tilt[:, :-1] * (own * density)[:, 1:]
    diagonal[:, :-1] += shared * (low**2 - density[:, :-1] + closeness)
    diagonal[:, 1:] += shared * (high**2 - density[:, 1:] + closeness)
    beside = (
        own[:, :-1] * tilt[:, :-1] * density[:, 1:] - own[:, 1:] * tilt[:, 1:] * density[:, :-1]
    )
    beside -= shared * (low * high + closeness)
    diagonal[:, :-1] += beside
    diagonal[:, 1:] += beside
    return np.hstack([diagonal, -beside])


def _leverage(rows: Rows, inverse: np.ndarray) -> np.ndarray:
    """How much the log determinant grows with each of a person's terms: person, term."""
    count = rows.levels - 1
    of_thresholds = inverse[:count, :count]
    across = rows.predictors @ inverse[count:, :count]
    linear = np.einsum("ij,ij->i", rows.predictors @ inverse[count:, count:], rows.predictors)
    variance = np.diag(of_thresholds)
    of_widths = variance[:-1] + variance[1:] - 2 * np.diag(of_thresholds, 1)
    own = variance - 2 * across + linear[:, np.newaxis]
    return np.hstack([own, np.broadcast_to(of_widths, (len(own), count - 1))])


def _informations(rows: Rows, terms: np.ndarray) -> np.ndarray:
    """The sum over people for each first index of `terms` (index, person, term)."""
    count, predictors = rows.levels - 1, rows.predictors
    own = rows.weights[:, np.newaxis] * terms[:, :, :count]
    shared = rows.weights @ terms[:, :, count:]
    across = own.swapaxes(1, 2) @ predictors
    size = count + predictors.shape[1]
    sums = np.zeros((len(terms), size, size))
    at, pair = np.arange(count), np.arange(count - 1)
    sums[:, at, at] = own.sum(axis=1)
    sums[:, pair, pair] += shared
    sums[:, pair + 1, pair + 1] += shared
    sums[:, pair, pair + 1] = sums[:, pair + 1, pair] = -shared
    sums[:, :count, count:] = -across
    sums[:, count:, :count] = -across.swapaxes(1, 2)
    for each, weights in zip(sums, own.sum(axis=2), strict=True):
        each[count:, count:] = (predictors.T * weights) @ predictors
    return sums


def _uphill(slope: np.ndarray, curvature: np.ndarray, information: np.ndarray) -> np.ndarray:
    try:
        return solve(curvature, slope)
    except NotFound:
        return solve(information, slope)


def _higher(rows: Rows, place: Place, step: np.ndarray) -> Place:
    """The end of the step, or of the first half, quarter, ... that goes no lower."""
    height = place.penalised_log_likelihood
    least = height - ROUNDING * max(abs(height), 1)  # likelihood and penalty may cancel
    for _ in range(MOST_HALVINGS):
        try:
            reached = evaluate(rows, place.parameters + step)
            if reached.penalised_log_likelihood >= least:
                return reached
        except NotFound:
            pass  # too far
        step = step / 2
    raise NotFound
