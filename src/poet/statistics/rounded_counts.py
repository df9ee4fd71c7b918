"""What counts are worth as evidence once they were rounded to protect people."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from poet.statistics.contingency import rounding_variance


def step_of(*counts: ArrayLike) -> int:
    """What all counts are multiples of, so what they were rounded to; 1 where there is no count.

    Counts that nobody rounded have no common divisor but 1, unless they are very few.

    >>> step_of([120, 45, np.nan], [5, 0]), step_of([7, 12])
    (5, 1)
    """
    arrays = [np.ravel(_numbers(each)) for each in counts]
    known = np.concatenate([values[np.isfinite(values)] for values in arrays])
    return max(1, int(np.gcd.reduce(known.astype(np.int64)))) if len(known) else 1


def effective_counts(
    people: ArrayLike, base: ArrayLike, step: int
) -> tuple[np.ndarray, np.ndarray]:
    """People and base of exact counts that would tell as much of a share as these rounded ones.

    A count rounded to the nearest `step` is off by anything up to half of it
    (`contingency.rounding_variance`). The share people / base is then off, in variance, by
    (1 + share^2) / base^2 times that, on top of chance; both counts are made smaller by the same
    factor until chance alone is as much. The share of the factor is drawn in by four people, two
    of each kind (Agresti and Coull 1998), so that 0 and 1 leave some chance. A base of 0 stays 0;
    what is missing stays missing.
    """
    people, base = np.broadcast_arrays(_numbers(people), _numbers(base))
    if step == 1:
        return people, base
    drawn_in = (people + 2) / (base + 4)
    by_chance = drawn_in * (1 - drawn_in) * base
    by_rounding = rounding_variance(step) * (1 + drawn_in**2)
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.where(base > 0, by_chance / (by_chance + by_rounding), 1.0)
    return people * factor, base * factor


def _numbers(values: ArrayLike) -> np.ndarray:
    if hasattr(values, "to_numpy"):
        return values.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype=float)
