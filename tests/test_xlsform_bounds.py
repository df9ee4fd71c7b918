from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.xlsform_bounds import Bounds, bounds


@pytest.mark.parametrize(
    ("kind", "constraint", "found"),
    [
        ("integer", "", Bounds()),
        ("integer", ". >= 16 and . <= 110", Bounds(16, 110)),
        ("integer", "(. > 0) and (.<120)", Bounds(1, 119)),
        ("decimal", ".>=0.5", Bounds(0.5)),
        ("decimal", ". <= -2", Bounds(None, -2)),
        ("decimal", ". > 0 and . <= 9", Bounds(told=". > 0 and . <= 9")),
        ("integer", ". >= ${age}", Bounds(told=". >= ${age}")),
        ("integer", ". >= 0 or . = 99", Bounds(told=". >= 0 or . = 99")),
    ],
)
def test_the_bounds_of_a_constraint(kind: str, constraint: str, found: Bounds) -> None:
    assert bounds(kind, constraint, "") == found


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ("start=0 end=100 step=5", Bounds(0, 100)),
        ("START = -1; end=2.5", Bounds(-1, 2.5)),
        ("", Bounds(1, 10)),
    ],
)
def test_the_bounds_of_a_range(parameters: str, found: Bounds) -> None:
    assert bounds("range", "", parameters) == found


def test_a_rule_beside_a_range_is_told() -> None:
    assert bounds("range", ". != 5", "start=0 end=9") == Bounds(0, 9, ". != 5")


@given(st.text(max_size=40))
def test_any_constraint_is_kept_or_told(constraint: str) -> None:
    found = bounds("decimal", constraint, "")
    blank = not constraint.strip()
    assert blank or found.told == constraint or (found.lowest, found.highest) != (None, None)
