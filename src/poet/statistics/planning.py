"""How many people must answer, and what can be read from so many answers.

Margins are shares, 0.05 for 5 points, and reach to either side. They hold for people drawn at
random; of those who choose to answer they tell only what chance alone would do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

import pandas as pd
from scipy.special import ndtri

# Where a number of people is whole but for the noise of floating point, it is not rounded up.
NOISE = 1e-9


def margin_of_share(
    people: float,
    population: float | None = None,
    share: float = 0.5,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
) -> float:
    """How far a share known from so many people reaches to either side, 0 to 1.

    z sqrt(design effect x share (1 - share) / people), times sqrt((N - people) / (N - 1)) where
    the `population` N is known (Cochran 1977, section 3.2), and 0 when all of it answers. z is
    exact (1.959964 at 95 %, not 1.96). A share of 0.5 is the worst case; it is the normal
    approximation, which small numbers of people with a share near 0 or 1 do not follow.

    Raises ValueError unless 1 <= people <= population, 0 <= share <= 1, 0 < confidence < 1 and the
    design effect is above 0.
    """
    variance = _variance(people, population, share) * _checked_effect(design_effect)
    return _z(confidence) * math.sqrt(variance)


def margin_of_difference(
    first: float,
    second: float,
    populations: tuple[float | None, float | None] = (None, None),
    *,
    share: float = 0.5,
    confidence: float = 0.95,
    design_effect: float = 1.0,
) -> float:
    """The smallest difference of two groups' shares that chance alone would rarely make, 0 to 1.

    `first` and `second` people answer, each group by itself; `populations` are how many people
    each group has. With 95 % confidence, two groups whose shares are the same differ by more in 1
    of 20 surveys (Cochran 1977, section 3.2; the variances add up). It is no promise to notice such
    a difference: a true one of just this size is missed in half of all surveys.

    Raises as `margin_of_share` does.
    """
    variances = [
        _variance(people, population, share)
        for people, population in zip((first, second), populations, strict=True)
    ]
    return _z(confidence) * math.sqrt(sum(variances) * _checked_effect(design_effect))


def people_needed(
    margin: float,
    population: float | None = None,
    share: float = 0.5,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
) -> int:
    """How many people must answer so that a share is known to within `margin` (0.05: 5 points).

    n0 / (1 + (n0 - 1) / N), rounded up, where n0 = design effect x z^2 x share (1 - share) /
    margin^2 (Cochran 1977, section 4.4). With a margin of 0.05 at 95 % that is 385 of a large
    population and 278 of 1,000. Never more than the population.

    Raises ValueError unless 0 < margin < 1 and the population is at least 1, and as
    `margin_of_share` does.
    """
    if not 0 < margin < 1:
        raise ValueError("a margin must lie between 0 and 1")
    if population is not None and not population >= 1:
        raise ValueError("a population must be at least 1")
    unlimited = _checked_effect(design_effect) * _checked_share(share) * (1 - share)
    unlimited *= (_z(confidence) / margin) ** 2
    needed = unlimited if population is None else unlimited / (1 + (unlimited - 1) / population)
    return max(_rounded_up(needed), 1)


def forms_needed(people: float, response_rate: float) -> int:
    """How many forms to send out so that so many people answer, at a response rate of 0 to 1.

    Rounded up; may be more than there are people. Raises ValueError unless people is at least 0
    and 0 < response_rate <= 1.
    """
    if not 0 < response_rate <= 1:
        raise ValueError("a response rate must lie between 0 and 1")
    if not people >= 0:
        raise ValueError("a number of people must be at least 0")
    return _rounded_up(people / response_rate)


def margins_by_people(people: Iterable[int], population: float | None = None) -> pd.DataFrame:
    """One row per number of `people` who may answer; column `margin`, the worst case at 95 %.

    Raises as `margin_of_share` does.
    """
    rows = [(number, margin_of_share(number, population)) for number in people]
    return pd.DataFrame(rows, columns=["people", "margin"])


def differences_by_pair(
    people: pd.Series, populations: pd.Series | None = None, *, design_effect: float = 1.0
) -> pd.DataFrame:
    """One row per pair of groups: the smallest difference that chance alone would rarely make.

    `people` (who may answer) and `populations` have one row per group. Columns: `first`, `second`
    (groups), `margin` (worst case at 95 %, 0 to 1; see margin_of_difference).
    Raises ValueError when the groups differ, and as `margin_of_share` does.
    """
    if populations is not None and not people.index.equals(populations.index):
        raise ValueError("people and populations must have the same groups")
    there = [None] * len(people) if populations is None else populations
    groups = zip(people.index, people, there, strict=True)
    rows = [
        (name, other, margin_of_difference(n, m, (of, of_other), design_effect=design_effect))
        for (name, n, of), (other, m, of_other) in combinations(groups, 2)
    ]
    return pd.DataFrame(rows, columns=["first", "second", "margin"])


def _variance(people: float, population: float | None, share: float) -> float:
    """Of a share that so many people give, drawn at random from so many."""
    if not 1 <= people <= (math.inf if population is None else population):
        raise ValueError("the people who answer must be from 1 to the population")
    variance = _checked_share(share) * (1 - share) / people
    if population is None or math.isinf(population):
        return variance
    return 0.0 if people == population else variance * (population - people) / (population - 1)


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("a confidence must lie between 0 and 1")
    return float(ndtri((1 + confidence) / 2))


def _checked_share(share: float) -> float:
    if not 0 <= share <= 1:
        raise ValueError("a share must lie between 0 and 1")
    return share


def _checked_effect(design_effect: float) -> float:
    if not 0 < design_effect < math.inf:
        raise ValueError("a design effect must be above 0")
    return design_effect


def _rounded_up(people: float) -> int:
    return math.ceil(people * (1 - NOISE))
