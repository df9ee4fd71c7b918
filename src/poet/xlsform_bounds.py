"""The lowest and the highest number that a form takes, as far as its rules tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIMIT = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)")
AND = re.compile(r"\s+and\s+")
PARAMETER = re.compile(r"(\w+)\s*=\s*(-?\d+(?:\.\d+)?)")
# What a range goes from and to when its parameters do not say.
RANGE = {"start": "1", "end": "10"}
WHOLE = ("integer", "int")


@dataclass(frozen=True)
class Bounds:
    """The lowest and highest number, None where there is none; `told` is the rule not kept."""

    lowest: float | None = None
    highest: float | None = None
    told: str = ""


def bounds(kind_of_number: str, constraint: str, parameters: str) -> Bounds:
    """The bounds of a number, from the three cells that can hold them.

    >>> bounds("decimal", ". >= 0 and . <= 5000", "")
    Bounds(lowest=0, highest=5000, told='')
    >>> bounds("integer", ".>0", ""), bounds("range", "", "start=0 end=10 step=1")
    (Bounds(lowest=1, highest=None, told=''), Bounds(lowest=0, highest=10, told=''))
    >>> bounds("decimal", ". > 0", "")
    Bounds(lowest=None, highest=None, told='. > 0')
    """
    if kind_of_number == "range":
        return _of_a_range(constraint, parameters)
    limits = list(_limits(constraint, whole=kind_of_number in WHOLE))
    if None in limits:
        return Bounds(told=constraint)
    lowest = [number for sign, number in limits if sign == ">="]
    highest = [number for sign, number in limits if sign == "<="]
    return Bounds(max(lowest, default=None), min(highest, default=None))


def _of_a_range(constraint: str, parameters: str) -> Bounds:
    said = {**RANGE, **dict(PARAMETER.findall(parameters.casefold()))}
    return Bounds(_number(said["start"]), _number(said["end"]), constraint)


def _limits(constraint: str, *, whole: bool) -> Iterator[tuple[str, float] | None]:
    """Each limit as ">=" or "<=" and a number; None for a rule that is no such limit."""
    for part in AND.split(constraint.strip()) if constraint.strip() else ():
        found = LIMIT.fullmatch(part.strip().removeprefix("(").removesuffix(")").strip())
        if found is None or (len(found[1]) == 1 and not whole):
            yield None
        elif len(found[1]) == 2:
            yield found[1], _number(found[2])
        else:
            yield f"{found[1]}=", _number(found[2]) + (1 if found[1] == ">" else -1)


def _number(figures: str) -> float:
    return float(figures) if "." in figures else int(figures)
