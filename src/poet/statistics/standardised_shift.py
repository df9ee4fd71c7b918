"""What goes with a little more of an amount: the share of yes were everyone's amount so much more.

The same model as `standardised_effects`, for a number in the place of a kind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, stdtr

from poet.statistics.failure import CannotEstimate
from poet.statistics.standardised_effects import (
    NO_MAXIMUM,
    covariance_at_maximum,
    logit_maximum,
)
from poet.statistics.wald import t_quantile

FOLLOWS = "the amount follows from background without exception"


@dataclass(frozen=True)
class Shift:
    """The share of yes with so much more for everyone, less the share as it is, with its interval.

    `share` and `shifted` are the two; `p_value` is that the amount goes with nothing.
    """

    difference: float
    low: float
    high: float
    share: float
    shifted: float
    p_value: float
    people: int
    clusters: int | None = None


def standardised_shift(
    yes: np.ndarray,
    amount: np.ndarray,
    more: float,
    background: np.ndarray,
    clusters: np.ndarray | None = None,
    *,
    confidence: float = 0.95,
) -> Shift:
    """The share of `yes` were every amount higher by `more`, less the share as it is.

    `yes` is true or false per person, `amount` a number, `background` has one row per person and
    one column of numbers per predictor, no constant. A logistic regression of `yes` on the amount
    (a straight line on the log odds scale) and background gives each person a chance of yes as it
    is, and with `more`; the difference of the means is standardised (Lane and Nelder 1982). Its
    interval is by the delta method on Fisher's scale, with t on people less coefficients, the
    people taken as given; with `clusters` (numbers from 0) the covariance is CR3, with t on one
    fewer than there are clusters (Bell and McCaffrey 2002). The p-value is that of the coefficient.
    Raises CannotEstimate where the amount follows from background, the answers have no finite fit,
    or an estimate rests on one cluster.
    """
    matrix = np.column_stack([np.ones(len(yes)), amount / more, background]).astype(float)
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise CannotEstimate(FOLLOWS)
    coefficients, still = logit_maximum(yes, matrix)
    if not still:
        raise CannotEstimate(NO_MAXIMUM)
    covariance, freedom, many = covariance_at_maximum(yes, matrix, coefficients, clusters)
    share, at_share = _mean_chance(matrix, coefficients, 0.0)
    shifted, at_shifted = _mean_chance(matrix, coefficients, 1.0)
    difference, gradient = shifted - share, at_shifted - at_share
    error = np.sqrt(gradient @ covariance @ gradient) / (1 - difference**2)
    half = t_quantile(freedom, confidence) * error
    low, high = np.tanh(np.arctanh(difference) + np.array([-half, half])).tolist()
    z = coefficients[1] / np.sqrt(covariance[1, 1])
    p_value = float(2 * stdtr(freedom, -abs(z)))
    return Shift(difference, low, high, share, shifted, p_value, len(yes), many)


def _mean_chance(
    matrix: np.ndarray, coefficients: np.ndarray, steps: float
) -> tuple[float, np.ndarray]:
    """The mean chance of yes with so many steps more, and its derivatives."""
    moved = matrix.copy()
    moved[:, 1] += steps
    chance = expit(moved @ coefficients)
    return float(chance.mean()), (chance * (1 - chance)) @ moved / len(moved)
