"""The maximum of the likelihood of the proportional odds model.

Newton's method, which works out the second derivatives anew only where the last ones no longer do:
they cost twice as much as all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg.lapack import dpotrf, dpotrs

from poet.statistics.cumulative_logit import (
    CLOSE_ENOUGH,
    ROUNDING,
    Point,
    Rows,
    evaluate,
    gradient,
    information,
)

# Where a maximum exists, a dozen steps find it. Where none does, each step moves one unit on, and
# what is left of the likelihood is still far from CLOSE_ENOUGH after this many.
MOST_STEPS = 30
MOST_HALVINGS = 30
# Old second derivatives do while each step is at most this share of the one before. What is left
# after a step is then at most this share of it: so the last step is taken and not looked at.
SHRINKING = 0.02


class NoMaximum(Exception):  # noqa: N818 - a finding about the answers, not a fault
    """The likelihood has no finite maximum that Newton's method could find."""


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the likelihood is greatest: parameters, log-likelihood, and the point of each block.

    The last three are those of a place so near that no digit of theirs changes.
    """

    parameters: np.ndarray
    log_likelihood: float
    slope: np.ndarray
    points: tuple[Point, ...]


def maximise(blocks: Iterable[Rows], levels: int, begin: np.ndarray) -> Maximum:
    """The maximum of the likelihood of all blocks, by Newton's method with halved steps.

    `blocks` is gone through several times; `begin` is where to begin. Every one of the `levels`
    must be in use. Raises NoMaximum when there is none, or it cannot be found.
    """
    place, last_length = _place(blocks, begin), 0.0
    curvature = None
    for _ in range(MOST_STEPS):
        step, length = _newton_step(place.slope, curvature)
        if length > SHRINKING * last_length:
            curvature = curvature_at(blocks, place)
            step, length = _newton_step(place.slope, curvature)
        if length * SHRINKING <= CLOSE_ENOUGH:
            return replace(place, parameters=place.parameters + step)
        place, last_length = _higher(blocks, levels, place, step), length
    raise NoMaximum


def curvature_at(blocks: Iterable[Rows], place: Maximum) -> np.ndarray:
    """The information of all blocks at this place."""
    together = zip(blocks, place.points, strict=True)
    return sum(information(rows, point) for rows, point in together)


def _place(blocks: Iterable[Rows], parameters: np.ndarray) -> Maximum:
    points, slope = [], np.zeros(len(parameters))
    for rows in blocks:
        points.append(evaluate(rows, parameters))
        slope += gradient(rows, points[-1])
    log_likelihood = sum(point.log_likelihood for point in points)
    return Maximum(parameters, log_likelihood, slope, tuple(points))


def _newton_step(slope: np.ndarray, curvature: np.ndarray | None) -> tuple[np.ndarray, float]:
    """The step to where the slope would be nought, and its length in standard errors."""
    if curvature is None:
        return slope, np.inf
    factor, failed = dpotrf(curvature)
    if failed:
        raise NoMaximum
    step = dpotrs(factor, slope)[0]
    return step, float(np.sqrt(slope @ step))


def _higher(blocks: Iterable[Rows], levels: int, place: Maximum, step: np.ndarray) -> Maximum:
    """The end of the step, or of the first half, quarter, ... that goes no lower."""
    least = place.log_likelihood - ROUNDING * abs(place.log_likelihood)
    for _ in range(MOST_HALVINGS):
        parameters = place.parameters + step
        if np.all(np.diff(parameters[: levels - 1]) > 0):
            reached = _place(blocks, parameters)
            if reached.log_likelihood >= least:
                return reached
        step = step / 2
    raise NoMaximum
