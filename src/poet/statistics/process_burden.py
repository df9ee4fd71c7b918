"""The work that the steps of a process take, per case and per year: sums, worked out exactly.

Each number is taken as it was written (0.3 as three tenths), and sums are fractions, so that stages
add up to the whole to the last digit. Closed form: no estimate, no model, no error to state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True)
class WorkStep:
    """One step: who does it, how many minutes it takes in a case that has it, and in what.

    `of_cases` is the share of cases that have it, 0 to 1; `forms` and `sign_offs` are counts in a
    case that has it; `system` is where it is recorded, "" for nowhere.
    """

    who: str
    minutes: float
    of_cases: float = 1.0
    forms: int = 0
    sign_offs: int = 0
    system: str = ""


@dataclass(frozen=True)
class Burden:
    """What some steps take in a case, averaged over all cases (steps that few cases have count
    for as little as that): minutes, forms filled in, sign-offs; and how many steps they are.
    """

    steps: int = 0
    minutes: Fraction = Fraction(0)
    forms: Fraction = Fraction(0)
    sign_offs: Fraction = Fraction(0)


def exactly(number: float) -> Fraction:
    """The number as it is written, not as binary keeps it.

    >>> exactly(0.3), exactly(45)
    (Fraction(3, 10), Fraction(45, 1))
    """
    return Fraction(repr(float(number)))


def burden(steps: Iterable[WorkStep]) -> Burden:
    """What these steps take together: each times the share of cases that have it.

    >>> burden([WorkStep("worker", 60), WorkStep("manager", 30, 0.5, forms=1)]).minutes
    Fraction(75, 1)
    """
    known = [(step, exactly(step.of_cases)) for step in steps]
    return Burden(
        steps=len(known),
        minutes=sum((share * exactly(step.minutes) for step, share in known), Fraction(0)),
        forms=sum((share * step.forms for step, share in known), Fraction(0)),
        sign_offs=sum((share * step.sign_offs for step, share in known), Fraction(0)),
    )


def received(steps: Sequence[WorkStep]) -> list[bool]:
    """For each step, in the order of work, whether it begins with a hand-over: somebody else did
    the step before it.

    >>> received([WorkStep("worker", 60), WorkStep("manager", 5), WorkStep("manager", 5)])
    [False, True, False]
    """
    return [False] * bool(steps) + [one.who != other.who for one, other in pairwise(steps)]


def hand_overs(steps: Sequence[WorkStep]) -> int:
    """How often work goes from one to another in a case that has every step."""
    return sum(received(steps))


def systems(steps: Iterable[WorkStep]) -> tuple[str, ...]:
    """The systems in which something is recorded, each once, in the order met."""
    return tuple(dict.fromkeys(step.system for step in steps if step.system))


def a_year(of_a_case: Fraction, cases: float) -> Fraction:
    """What so many cases a year come to.

    >>> a_year(Fraction(3, 10), 900)
    Fraction(270, 1)
    """
    return of_a_case * exactly(cases)


def hours_a_year(minutes: Fraction, cases: float) -> Fraction:
    """Hours of work in a year of so many cases, from minutes a case.

    >>> hours_a_year(Fraction(130), 180)
    Fraction(390, 1)
    """
    return a_year(minutes, cases) / MINUTES_IN_AN_HOUR


def full_time_workers(hours: Fraction, hours_of_one: float) -> Fraction:
    """How many full-time workers do so many hours in a year, each of whom works `hours_of_one`.

    Raises ValueError where that is not above 0.
    """
    if not hours_of_one > 0:
        raise ValueError(f"a full-time worker who works {hours_of_one} hours a year is none")
    return hours / exactly(hours_of_one)
