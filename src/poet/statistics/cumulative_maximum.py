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
# A last step that moves no end of a row by more, and no level's width by more than this share of
# it, proves that a maximum exists (any share below 1 would, but for rounding) ...
SETTLED = 1e-3
# ... unless the second derivatives are so near to nought somewhere that the step is not known.
FLAT = 1e-9


class NoMaximum(Exception):  # noqa: N818 - a finding about the answers, not a fault
    """The likelihood has no finite maximum that Newton's method could find."""


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the likelihood is greatest: parameters, log-likelihood, and the point of each block.

    The log-likelihood, the slope and the points are those of a place so near that no digit of
    theirs changes. `proved` says whether the last step proves that no predictors divide the
    answers; where it does not, they may or may not.
    """

    parameters: np.ndarray
    log_likelihood: float
    slope: np.ndarray
    points: tuple[Point, ...]
    proved: bool = False


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
            proved = _proves(blocks, levels, place, step) and not _flat(curvature)
            return replace(place, parameters=place.parameters + step, proved=proved)
        place, last_length = _higher(blocks, levels, place, step), length
    raise NoMaximum


def _proves(blocks: Iterable[Rows], levels: int, place: Maximum, step: np.ndarray) -> bool:
    """Whether so short a step proves that a finite maximum exists.

    One exists where the constraints of separation (a row for each end of a person's level) add up
    to nought under weights that are all above nought (Stiemke 1915; Albert & Anderson 1984). The
    slopes of the rows' likelihoods by their ends are such weights, but add up to the slope of the
    whole; carried along the step by the second derivatives, they add up to nought. They stay above
    it while no end moves by 1 and no width by as much as itself.
    """
    of_cuts, of_coefficients = step[: levels - 1], step[levels - 1 :]
    farthest = max(
        np.abs(rows.predictors @ of_coefficients).max(initial=0) for rows in blocks
    ) + np.abs(of_cuts).max(initial=0)
    share_of_width = -np.expm1(-np.diff(place.parameters[: levels - 1]))
    narrowing = np.abs(np.diff(of_cuts)) / share_of_width
    return bool(farthest <= SETTLED and narrowing.max(initial=0) <= SETTLED)


def _flat(curvature: np.ndarray) -> bool:
    pivots = np.linalg.cholesky(curvature).diagonal() ** 2
    return bool((pivots <= FLAT * curvature.diagonal()).any())


def one_step_further(blocks: Iterable[Rows], maximum: Maximum) -> Maximum:
    """The same from second derivatives at the maximum itself, which are as exact as numbers are."""
    place = _place(blocks, maximum.parameters)
    step, _ = _newton_step(place.slope, curvature_at(blocks, place))
    return replace(place, parameters=place.parameters + step, proved=maximum.proved)


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
