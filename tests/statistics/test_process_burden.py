"""The work of a process: sums worked out by hand, and what must hold of any process."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.process_burden import (
    Burden,
    WorkStep,
    a_year,
    burden,
    exactly,
    full_time_workers,
    hand_overs,
    hours_a_year,
    received,
    systems,
)

STEPS = st.lists(
    st.builds(
        WorkStep,
        who=st.sampled_from(["worker", "manager", "person"]),
        minutes=st.floats(0, 10_080),
        of_cases=st.floats(0, 1),
        forms=st.integers(0, 1_000),
        sign_offs=st.integers(0, 1_000),
        system=st.sampled_from(["", "records", "payments"]),
    ),
    max_size=12,
)


def added(*burdens: Burden) -> tuple[object, ...]:
    parts = ("steps", "minutes", "forms", "sign_offs")
    return tuple(sum(getattr(one, part) for one in burdens) for part in parts)


def test_a_process_worked_out_by_hand() -> None:
    """60 + 30 + 0.3 x 45 = 103.5 minutes; 1 + 0.3 x 2 = 1.6 forms; 0.3 sign-offs."""
    total = burden(
        [
            WorkStep("worker", 60, forms=1),
            WorkStep("person", 30),
            WorkStep("manager", 45, 0.3, forms=2, sign_offs=1),
        ]
    )
    assert total == Burden(3, Fraction(207, 2), Fraction(8, 5), Fraction(3, 10))


def test_a_number_is_taken_as_it_is_written() -> None:
    assert exactly(0.1) + exactly(0.2) == exactly(0.3)
    assert burden([WorkStep("worker", 0.1, 0.3)] * 10).minutes == Fraction(3, 10)


def test_a_hand_over_is_where_somebody_else_goes_on() -> None:
    who = ["worker", "worker", "manager", "worker"]
    steps = [WorkStep(one, 1) for one in who]
    assert received(steps) == [False, False, True, True]
    assert hand_overs(steps) == 2
    assert (received([]), hand_overs([])) == ([], 0)


def test_each_system_counts_once_and_no_system_does_not() -> None:
    names = ["records", "", "payments", "records"]
    assert systems(WorkStep("worker", 1, system=one) for one in names) == ("records", "payments")


def test_a_year_worked_out_by_hand() -> None:
    """130 minutes in 180 cases are 390 hours; of 1,560 hours that is a quarter of a worker."""
    hours = hours_a_year(Fraction(130), 180)
    assert hours == 390
    assert full_time_workers(hours, 1560) == Fraction(1, 4)
    assert a_year(Fraction(3, 10), 900) == 270


@pytest.mark.parametrize("hours", [0, -1, float("nan")])
def test_a_worker_who_works_no_hours_is_refused(hours: float) -> None:
    with pytest.raises(ValueError, match=f"works {hours} hours a year is none"):
        full_time_workers(Fraction(1), hours)


@given(STEPS, st.sets(st.integers(0, 11)))
def test_parts_add_up_to_the_whole_exactly(steps: list[WorkStep], chosen: set[int]) -> None:
    mine = [step for place, step in enumerate(steps) if place in chosen]
    others = [step for place, step in enumerate(steps) if place not in chosen]
    assert added(burden(mine), burden(others)) == added(burden(steps))


@given(STEPS)
def test_without_all_steps_nothing_is_left(steps: list[WorkStep]) -> None:
    assert burden([]) == Burden(0, Fraction(0), Fraction(0), Fraction(0))
    assert burden(steps).minutes <= sum(exactly(step.minutes) for step in steps)


@given(STEPS, st.integers(0, 11))
def test_leaving_out_a_step_never_adds_a_hand_over(steps: list[WorkStep], place: int) -> None:
    assert hand_overs(steps[:place] + steps[place + 1 :]) <= hand_overs(steps)


@given(STEPS)
def test_hand_overs_are_counted_where_they_arrive(steps: list[WorkStep]) -> None:
    by_who = {one.who for one in steps}
    into = received(steps)
    parts = [
        sum(new for step, new in zip(steps, into, strict=True) if step.who == who) for who in by_who
    ]
    assert sum(parts) == hand_overs(steps)
    assert hand_overs(steps) <= max(len(steps) - 1, 0)
