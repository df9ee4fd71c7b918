"""How the penalised likelihood falls as one parameter is held further and further away."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from poet.statistics.cumulative_logit import Rows
from poet.statistics.failure import CannotEstimate
from poet.statistics.penalised_likelihood import (
    NotFound,
    Place,
    derivatives,
    evaluate,
    maximise,
    solve,
)

# Newton's method ends when the next step is shorter than this many standard errors: the step after
# it would be too short to see, and so is what the height would gain, which goes with its square.
CLOSE_ENOUGH = 1e-6
# An end of an interval is found by Newton's steps, of which half a dozen do, or ...
MOST_STEPS = 30
# ... by going so much further each time until it is too far, and then to this many standard errors.
FURTHER = 1.3
NEAR_ENOUGH = 1e-10
# Of twice a log-likelihood, less than this is rounding where the information is nearly singular.
ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Profile:
    """The greatest penalised likelihood for each value that one parameter is held at.

    Parameters are numbered as the rows of `to_own`, the matrix that takes those of `maximum` to the
    units of the fit.
    """

    rows: Rows
    maximum: Place
    to_own: np.ndarray

    def loss(self, parameter: int, value: float) -> float:
        """Twice the penalised log-likelihood lost by holding the parameter at this value.

        Raises CannotEstimate where the information there is singular but for rounding.
        """
        from_own = np.linalg.inv(self.to_own)
        free = np.delete(from_own, parameter, axis=1)
        estimate, along = self._about(parameter)
        # Once as the others go with it, once with the others as they are: with hardly more answers
        # than parameters the two can lead up different hills, of which the higher one counts.
        losses = []
        for direction in (along, from_own[:, parameter]):
            begin = self.maximum.parameters + (value - estimate) * direction
            try:
                held = maximise(self.rows, begin, free, close_enough=CLOSE_ENOUGH)
                losses.append(self._loss_at(held))
            except NotFound:
                continue
        if not losses:
            raise CannotEstimate("the penalised likelihood cannot be followed so far")
        return min(losses)

    def end(self, parameter: int, side: int, quantile: float) -> float:
        """The value below (`side` -1) or above (+1) the estimate where the loss is `quantile`.

        It is infinite where the loss cannot be followed so far.
        """
        try:
            end = self._end_by_newton(parameter, side, quantile)
            if self.loss(parameter, end) > quantile - ROUNDING:
                return end
        except (NotFound, CannotEstimate):
            pass
        try:
            return self._end_between(parameter, side, quantile)
        except CannotEstimate:
            return side * math.inf

    def _end_by_newton(self, parameter: int, side: int, quantile: float) -> float:
        """By the steps of Venzon & Moolgavkar (1988).

        Each goes as far to the side as the loss allows, were the surface a parabola.
        """
        own, place = self.to_own[parameter], self.maximum
        for _ in range(MOST_STEPS):
            slope, curvature = derivatives(self.rows, place)
            upwards, along = solve(curvature, np.column_stack([slope, own])).T
            room = quantile - self._loss_at(place) + slope @ upwards
            if room < 0:
                break
            step = upwards + side * math.sqrt(room / (own @ along)) * along
            if step @ curvature @ step <= CLOSE_ENOUGH**2:
                return float(own @ (place.parameters + step))
            place = evaluate(self.rows, place.parameters + step)
        raise NotFound

    def _end_between(self, parameter: int, side: int, quantile: float) -> float:
        """By going further until it is too far, and Brent's method from there."""
        estimate, along = self._about(parameter)
        error = side / math.sqrt(along @ self.maximum.information @ along)
        most = math.sqrt(quantile)

        def beyond(errors: float) -> float:
            # The root of the loss is nearly a straight line.
            return math.sqrt(self.loss(parameter, estimate + errors * error)) - most

        near, far = 0.0, most
        while beyond(far) < 0:
            near, far = far, FURTHER * far
        return estimate + error * float(brentq(beyond, near, far, xtol=NEAR_ENOUGH))

    def _about(self, parameter: int) -> tuple[float, np.ndarray]:
        """The estimate of a parameter, and how all others go with it when it moves by 1."""
        own = self.to_own[parameter]
        covariances = solve(self.maximum.information, own)
        return float(own @ self.maximum.parameters), covariances / (own @ covariances)

    def _loss_at(self, place: Place) -> float:
        lost = self.maximum.penalised_log_likelihood - place.penalised_log_likelihood
        return 2 * max(lost, 0.0)
