"""One estimate in several councils: what they have in common, and how far they differ."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, t

# With fewer, how far councils differ cannot be told from chance (Higgins, Thompson and
# Spiegelhalter 2009 need three for the interval; five keep it from being endless).
FEWEST = 5
MOST_STEPS = 200
CLOSE = 1e-12


@dataclass(frozen=True)
class RandomEffects:
    """What councils have in common, in the unit of their estimates.

    `mean` with `low` and `high`: the middle of all councils like these. `between`: the standard
    deviation of the councils' true values; `predicted_low` and `predicted_high`: where the true
    value of one more council would lie. `q` with `p`: Cochran's test that all are alike;
    `i_squared`: the share of what is seen between them that is not chance, 0 to 1.
    """

    councils: int
    mean: float
    low: float
    high: float
    between: float
    predicted_low: float
    predicted_high: float
    q: float
    p: float
    i_squared: float


def random_effects(
    estimates: ArrayLike, standard_errors: ArrayLike, confidence: float = 0.95
) -> RandomEffects:
    """The random effects summary of one estimate per council.

    The variance between councils is that of Paule and Mandel (1982); the interval of the mean that
    of Hartung and Knapp (2001), never narrower than with a factor of 1; the prediction interval
    that of Higgins, Thompson and Spiegelhalter (2009), t with two degrees of freedom less than
    councils. Raises ValueError for fewer than five councils, and for a standard error that is not
    above 0.
    """
    values, errors = (np.asarray(one, dtype=float) for one in (estimates, standard_errors))
    if len(values) < FEWEST:
        raise ValueError(f"{len(values)} councils are too few: {FEWEST} are needed")
    if not (np.isfinite(values).all() and np.isfinite(errors).all() and (errors > 0).all()):
        raise ValueError("every estimate needs a standard error above 0")
    variances = errors**2
    between = between_variance(values, variances)
    weights = 1 / (variances + between)
    mean, error = _mean(values, weights), _error_of_mean(values, weights)
    many, tail = len(values), (1 + confidence) / 2
    half = float(t.ppf(tail, many - 1)) * error
    half_predicted = float(t.ppf(tail, many - 2)) * math.hypot(math.sqrt(between), error)
    q = _generalised_q(values, 1 / variances)
    return RandomEffects(
        councils=many,
        mean=mean,
        low=mean - half,
        high=mean + half,
        between=math.sqrt(between),
        predicted_low=mean - half_predicted,
        predicted_high=mean + half_predicted,
        q=q,
        p=float(chi2.sf(q, many - 1)),
        i_squared=max(0.0, 1 - (many - 1) / q) if q > 0 else 0.0,
    )


def between_variance(values: np.ndarray, variances: np.ndarray) -> float:
    """The variance between councils at which the generalised Q is its own expectation.

    Newton's steps from 0 go up to the root and never past it, as Q falls and is convex (DerSimonian
    and Kacker 2007). 0 where councils differ no more than by chance (Paule and Mandel 1982).
    """
    between, expected = 0.0, len(values) - 1
    for _ in range(MOST_STEPS):
        weights = 1 / (variances + between)
        excess = _generalised_q(values, weights) - expected
        if excess <= CLOSE * expected:
            break
        mean = _mean(values, weights)
        between += excess / float(np.sum(weights**2 * (values - mean) ** 2))
    return between


def _mean(values: np.ndarray, weights: np.ndarray) -> float:
    return float(np.sum(weights * values) / np.sum(weights))


def _generalised_q(values: np.ndarray, weights: np.ndarray) -> float:
    return float(np.sum(weights * (values - _mean(values, weights)) ** 2))


def _error_of_mean(values: np.ndarray, weights: np.ndarray) -> float:
    """The standard error of Hartung and Knapp; a factor below 1 would promise too much."""
    factor = max(1.0, _generalised_q(values, weights) / (len(values) - 1))
    return math.sqrt(factor / float(np.sum(weights)))
