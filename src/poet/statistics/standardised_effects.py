"""The shares of two kinds of people, standardised for background: plain arrays, thousands of times.

The same model as `binary.fit`, and the same shares as `predictions`, for one yes-no column; made
for the many small models of a report, where a data frame costs more than the fit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, stdtr

from poet.statistics.clusters import cr3_covariance
from poet.statistics.failure import CannotEstimate
from poet.statistics.predictions import Difference, Estimate
from poet.statistics.wald import t_quantile

MOST_STEPS = 25
STILL = 1e-9
# In a matrix with ones on its diagonal, a direction with less than this holds no information.
NOTHING = 1e-10
ALIKE = "who is of which kind follows from background without exception"
NO_MAXIMUM = "background divides the answers without exception"


@dataclass(frozen=True, eq=False)
class StandardisedEffect:
    """What differs between the two kinds of people, with the p-value that nothing does.

    `effect.at_high` is the share were everyone of the kind, `at_low` were nobody.
    """

    effect: Difference
    p_value: float
    people: int
    clusters: int | None = None


def standardised_effect(
    yes: np.ndarray,
    kind: np.ndarray,
    background: np.ndarray,
    clusters: np.ndarray | None = None,
    *,
    confidence: float = 0.95,
) -> StandardisedEffect:
    """The share of `yes` were everyone of the `kind` less that were nobody, all else as it is.

    `yes` and `kind` are true or false per person, `background` has one row per person and one
    column of numbers per predictor, no constant. A logistic regression of `yes` on both gives each
    person a chance of yes with and without; their means are the standardised shares (Lane & Nelder
    1982). Intervals are by the delta method: of shares on the logit scale, of their difference
    (and its p-value) on Fisher's. They use t with as many degrees of freedom as there are people
    less coefficients, which holds its promise far out as well in small groups. With `clusters`
    (numbers from 0, one per person) the covariance is CR3, with t on one fewer than there are
    clusters (Bell & McCaffrey 2002).
    Raises CannotEstimate where the answers have no finite fit, the kind follows from background, or
    an estimate rests on one cluster.
    """
    matrix = np.column_stack([np.ones(len(yes)), kind, background]).astype(float)
    _check_not_alike(matrix)
    coefficients, still = logit_maximum(yes, matrix)
    if not still:
        raise CannotEstimate(NO_MAXIMUM)
    covariance, freedom, many = covariance_at_maximum(yes, matrix, coefficients, clusters)
    reach = t_quantile(freedom, confidence)
    low, at_low = _standardised(matrix, coefficients, 0.0)
    high, at_high = _standardised(matrix, coefficients, 1.0)
    error = _error(covariance, at_high - at_low) / (1 - (high - low) ** 2)
    middle = np.arctanh(high - low)
    ends = np.tanh(middle + np.array([-reach, reach]) * error)
    return StandardisedEffect(
        Difference(
            high - low,
            float(ends[0]),
            float(ends[1]),
            _estimate(low, _error(covariance, at_low), reach),
            _estimate(high, _error(covariance, at_high), reach),
        ),
        float(2 * stdtr(freedom, -abs(middle / error))),
        len(yes),
        many,
    )


def logit_maximum(yes: np.ndarray, matrix: np.ndarray) -> tuple[np.ndarray, bool]:
    """(coefficients, whether they are a maximum) of a logistic regression, by Newton's method.

    `matrix` has one row per person and its own constant. Where the answers are divided, the
    coefficients after the last step, far out, give the chances that the search was heading for.
    """
    yes, coefficients = yes.astype(float), np.zeros(matrix.shape[1])
    for _ in range(MOST_STEPS):
        share = expit(matrix @ coefficients)
        information = (matrix.T * (share * (1 - share))) @ matrix
        try:
            step = np.linalg.solve(information, matrix.T @ (yes - share))
        except np.linalg.LinAlgError:
            return coefficients, False
        if not np.isfinite(step).all():
            return coefficients, False
        coefficients = coefficients + step
        if np.abs(step).max() < STILL:
            return coefficients, True
    return coefficients, False


def _check_not_alike(matrix: np.ndarray) -> None:
    products = matrix.T @ matrix
    scale = np.sqrt(np.diag(products))
    if not scale.all() or np.linalg.eigvalsh(products / np.outer(scale, scale))[0] < NOTHING:
        raise CannotEstimate(ALIKE)


def covariance_at_maximum(
    yes: np.ndarray, matrix: np.ndarray, coefficients: np.ndarray, clusters: np.ndarray | None
) -> tuple[np.ndarray, float, int | None]:
    """(covariance, degrees of freedom, how many clusters) of coefficients of `logit_maximum`.

    That of the information, with people less coefficients as degrees of freedom and None for
    clusters; with `clusters` (numbers from 0, one per person) CR3 (Bell & McCaffrey 2002), with one
    degree of freedom fewer than there are clusters. Raises CannotEstimate where an estimate rests
    on one cluster.
    """
    share = expit(matrix @ coefficients)
    weighted = matrix * (share * (1 - share))[:, np.newaxis]
    information = matrix.T @ weighted
    if clusters is None:
        return np.linalg.inv(information), float(len(yes) - matrix.shape[1]), None
    order = np.argsort(clusters, kind="stable")
    ends = np.cumsum(np.bincount(clusters))
    ends = np.unique(ends[ends > 0])[:-1]
    slopes = matrix * (yes - share)[:, np.newaxis]
    scores = np.array([part.sum(axis=0) for part in np.split(slopes[order], ends)])
    own = np.array(
        [
            rows.T @ weights
            for rows, weights in zip(
                np.split(matrix[order], ends), np.split(weighted[order], ends), strict=True
            )
        ]
    )
    names = ["constant", *(f"column {place}" for place in range(1, matrix.shape[1]))]
    covariance = cr3_covariance(information, scores, own, names, "council")
    return covariance, len(own) - 1, len(own)


def _standardised(
    matrix: np.ndarray, coefficients: np.ndarray, kind: float
) -> tuple[float, np.ndarray]:
    """The mean chance were everyone of the kind (1) or nobody (0), and its derivatives."""
    moved = matrix.copy()
    moved[:, 1] = kind
    chance = expit(moved @ coefficients)
    return float(chance.mean()), (chance * (1 - chance)) @ moved / len(moved)


def _error(covariance: np.ndarray, gradient: np.ndarray) -> float:
    return float(np.sqrt(gradient @ covariance @ gradient))


def _estimate(share: float, error: float, reach: float) -> Estimate:
    half = reach * error / (share * (1 - share))
    ends = expit(logit(share) + np.array([-half, half]))
    return Estimate(share, float(ends[0]), float(ends[1]))
