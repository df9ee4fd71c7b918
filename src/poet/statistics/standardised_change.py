"""How much a share changed between two times, were the people the same both times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from poet.statistics.failure import CannotEstimate
from poet.statistics.standardised_effects import covariance_at_maximum, logit_maximum
from poet.statistics.wald import t_quantile

NO_MAXIMUM = "the background tells the answers of some people without exception"


@dataclass(frozen=True)
class StandardisedChange:
    """The shares that the model gives for the people of the later time, at each of the two times.

    `difference` is `share_now` less `share_before`, -1 to 1, with the two ends of its interval.
    """

    share_now: float
    share_before: float
    difference: float
    low: float
    high: float


def standardised_change(
    good: np.ndarray,
    later: np.ndarray,
    background: np.ndarray,
    clusters: np.ndarray | None = None,
    *,
    confidence: float = 0.95,
) -> StandardisedChange:
    """The difference between two times of the share good, allowing for background (g-computation).

    One row per person: whether the answer is good, whether it was given at the later time, and the
    background as columns of numbers (no constant). A logistic regression of `good` on `later` and
    the background gives each person of the later time two probabilities, as of now and as of
    before; their means are compared (Robins 1986). The interval is by the delta method on Fisher's
    scale, the people taken as given, as in `predictions.standardised_difference`. With `clusters`
    (numbers from 0), the covariance is CR3 and t has one degree of freedom fewer than there are
    clusters (Bell and McCaffrey 2002).
    Raises CannotEstimate where there is no maximum.
    """
    centre, spread = background.mean(axis=0), background.std(axis=0)
    if not (np.all(spread > 0) and 0 < later.sum() < len(later)):
        raise CannotEstimate("a column is the same for everyone")
    matrix = np.column_stack([np.ones(len(good)), later, (background - centre) / spread])
    parameters, still = logit_maximum(good, matrix)
    if not still:
        raise CannotEstimate(NO_MAXIMUM)
    covariance, freedom, many = covariance_at_maximum(good, matrix, parameters, clusters)
    then = matrix[later.astype(bool)]
    now, at_now = _mean(then, parameters, 1.0)
    before, at_before = _mean(then, parameters, 0.0)
    gradient = at_now - at_before
    difference = now - before
    error = np.sqrt(gradient @ covariance @ gradient) / (1 - difference**2)
    half = t_quantile(freedom if many else np.inf, confidence) * error
    low, high = np.tanh(np.arctanh(difference) + np.array([-half, half]))
    return StandardisedChange(now, before, difference, float(low), float(high))


def _mean(people: np.ndarray, parameters: np.ndarray, later: float) -> tuple[float, np.ndarray]:
    """The mean probability with everybody at this time, and its derivative by the parameters."""
    moved = people.copy()
    moved[:, 1] = later
    share = expit(moved @ parameters)
    return float(share.mean()), (share * (1 - share)) @ moved / len(moved)
