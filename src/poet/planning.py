"""What to know before forms are sent out: how many people must answer, and what fewer mean."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from poet.errors import PoetError
from poet.statistics.planning import (
    differences_by_pair,
    forms_needed,
    margin_of_share,
    margins_by_people,
    people_needed,
)
from poet.wording import half_up

MOST_PEOPLE = 1_000_000_000
# With a wider margin fewer than eleven people answer, of whom no share can be told.
MARGINS = (0.1, 30)
RATES = (0.1, 100)
STEPS = tuple(step * 10**zeros for zeros in range(1, 9) for step in (1, 2, 5))
SMALLER_STEPS = 4


@dataclass(frozen=True, eq=False)
class Plan:
    """How many people must answer for a margin, and what can be read from other numbers.

    Margins are percentage points to either side, 19 times in 20, for the worst case: a share of
    one half. `people_needed` of the `population` must answer for the `margin`. With a
    `response_rate` (in 100), `forms` is how many that takes; it may be more than the population.
    `people_expected` is how many then answer: `people_needed`, or fewer where all people are too
    few for so many forms.

    `by_people` has one row per number of people answering: `people`, `points`. `by_group` has one
    row per group: `group`, `population`, `people` (who answer, if all groups answer alike),
    `points` (missing where nobody does). `by_pair` has one row per pair of groups in which
    somebody answers: `first`, `second`, `points` (a smaller difference may be chance).
    """

    population: int
    margin: float
    people_needed: int
    response_rate: float | None
    forms: int | None
    people_expected: int
    by_people: pd.DataFrame
    by_group: pd.DataFrame
    by_pair: pd.DataFrame

    @property
    def reachable(self) -> bool:
        """Whether there are people enough for the forms that must be sent."""
        return self.forms is None or self.forms <= self.population

    @property
    def points_expected(self) -> float | None:
        """The margin with `people_expected`; None when that is nobody."""
        if not self.people_expected:
            return None
        return 100 * margin_of_share(self.people_expected, self.population)

    def as_json(self) -> dict[str, Any]:
        """The plan for a machine, margins in percentage points."""
        names = ("population", "margin", "people_needed", "response_rate", "forms")
        frames = ("by_people", "by_group", "by_pair")
        return {
            **{name: getattr(self, name) for name in names},
            "people_expected": self.people_expected,
            "points_expected": self.points_expected,
            **{name: json.loads(getattr(self, name).to_json(orient="records")) for name in frames},
        }


def plan_survey(
    population: int,
    margin: float,
    response_rate: float | None,
    groups: Mapping[str, int],
) -> Plan:
    """The plan for a population, in the units of Plan; `groups` has the people of each group.

    Raises PoetError when a number cannot be planned with.
    """
    _check_whole("population", population, MOST_PEOPLE)
    _check_between("margin", margin, MARGINS, "percentage points")
    if response_rate is not None:
        _check_between("response rate", response_rate, RATES, "people in 100")
    _check_groups(groups, population)
    needed = expected = people_needed(margin / 100, population)
    forms = None
    if response_rate is not None:
        forms = forms_needed(needed, response_rate / 100)
        if forms > population:
            expected = int(half_up(population * response_rate / 100))
    by_group, by_pair = _by_group(groups, expected / population)
    return Plan(
        population=population,
        margin=margin,
        people_needed=needed,
        response_rate=response_rate,
        forms=forms,
        people_expected=expected,
        by_people=_by_people(population, {needed, expected} - {0}),
        by_group=by_group,
        by_pair=by_pair,
    )


def _by_people(population: int, always: set[int]) -> pd.DataFrame:
    """The numbers asked for, a few round ones below them and one above."""
    below = [step for step in STEPS if step < min(always)][-SMALLER_STEPS:]
    between = [step for step in STEPS if min(always) < step < max(always)][-SMALLER_STEPS:]
    above = [step for step in STEPS if max(always) < step <= population][:1]
    return _in_points(margins_by_people(sorted({*below, *between, *always, *above}), population))


def _by_group(groups: Mapping[str, int], share: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    people = [int(half_up(there * share)) for there in groups.values()]
    frame = pd.DataFrame(
        {"group": list(groups), "population": list(groups.values()), "people": people}
    )
    frame["points"] = [
        100 * margin_of_share(row.people, row.population) if row.people else math.nan
        for row in frame.itertuples()
    ]
    some = frame[frame["people"] > 0].set_index("group")
    return frame, _in_points(differences_by_pair(some["people"], some["population"]))


def _in_points(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(points=frame["margin"] * 100).drop(columns="margin")


def _check_whole(name: str, number: object, most: int) -> None:
    if not (isinstance(number, int) and 1 <= number <= most):
        raise PoetError(
            name, f"{number} is not a whole number from 1 to {most:,}", cure="Choose one of these"
        )


def _check_between(name: str, number: object, ends: tuple[float, float], unit: str) -> None:
    if not (isinstance(number, int | float) and ends[0] <= number <= ends[1]):
        shown = f"{number:g}" if isinstance(number, float) else number
        raise PoetError(
            name,
            f"{shown} cannot be planned with",
            expected=f"It must be from {ends[0]:g} to {ends[1]:g} {unit}",
        )


def _check_groups(groups: Mapping[str, int], population: int) -> None:
    for name, people in groups.items():
        _check_whole(f'group "{name}"', people, population)
    together = sum(groups.values())
    if together > population:
        raise PoetError(
            "groups",
            f"{together:,} people are in them, and {population:,} in the population",
            expected="Nobody may be in two groups",
            cure="Correct the numbers",
        )
