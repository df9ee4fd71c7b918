"""A plane with two scales of round numbers: where a pair of amounts stands, and its light lines."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from poet.charts.colours import GRID, QUIET_INK
from poet.charts.drawing import Mark, Shape, Size, Words, beside, paragraph
from poet.charts.lettering import width, wrapped
from poet.charts.paths import line

# All in em.
AFTER_NUMBERS = 0.4
BETWEEN_NUMBERS = 0.8
BELOW_PLANE = 0.45
BELOW_WORDS = 0.5
GRID_LINE = 0.75  # points

MOST_NUMBERS = 12
FEWEST_NUMBERS = 3


@dataclass(frozen=True)
class Axis:
    """One scale: what it counts, its round numbers from the first to the last, and their words."""

    words: str
    ticks: tuple[int, ...]
    labels: tuple[str, ...]

    def part(self, value: float) -> float:
        """How far along the scale a value stands: 0 at its first number, 1 at its last."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    def widest(self, text_pt: float) -> float:
        """The width of the widest number in points."""
        return max(width(label, text_pt) for label in self.labels)


@dataclass(frozen=True)
class Plane:
    """Two scales on paper: x from `left` to `right`, y from `bottom` up to `top`, in points."""

    across: Axis
    up: Axis
    left: float
    right: float
    top: float
    bottom: float
    size: Size

    def x(self, value: float) -> float:
        """Where a value of the scale across stands."""
        return self.left + self.across.part(value) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where a value of the scale upwards stands."""
        return self.bottom - self.up.part(value) * (self.bottom - self.top)


def axis(
    words: str, low: float, high: float, most: int, told: Callable[[int], str] = "{:,}".format
) -> Axis:
    """A scale of at most so many round numbers (three or more) that holds `low` to `high`.

    `told` says a number in words. The numbers are 1, 2 or 5 times 1, 10, 100 and so on apart.
    """
    ticks = next(
        found
        for power in count()
        for base in (1, 2, 5)
        if len(found := _ticks(low, high, base * 10**power)) <= most
    )
    return Axis(words, ticks, tuple(told(tick) for tick in ticks))


def axis_across(
    words: str,
    high: float,
    room: float,
    text_pt: float,
    told: Callable[[int], str] = "{:,}".format,
) -> Axis:
    """A scale from 0 with as many round numbers as stand side by side in so many points."""
    for most in range(MOST_NUMBERS, FEWEST_NUMBERS, -1):
        found = axis(words, 0, high, most, told)
        apart = found.widest(text_pt) + BETWEEN_NUMBERS * text_pt
        if apart * (len(found.ticks) - 1) <= room:
            return found
    return axis(words, 0, high, FEWEST_NUMBERS, told)


def _ticks(low: float, high: float, step: int) -> tuple[int, ...]:
    """The round numbers around both; no more than are needed to see that they are too many."""
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    return tuple(range(first * step, min(last, first + MOST_NUMBERS) * step + 1, step))


def frame(plane: Plane, below: float = 0) -> tuple[list[Mark], float]:
    """The light lines, numbers and words of both scales, and the height at which they end.

    `below`: how many points to keep free between the plane and the numbers below it.
    """
    size = plane.size
    marks: list[Mark] = [_grid(plane), *_numbers_up(plane)]
    top = plane.bottom + below + BELOW_PLANE * size.text_pt
    for tick, label in zip(plane.across.ticks, plane.across.labels, strict=True):
        pattern = Words(plane.x(tick), anchor="middle", ink=QUIET_INK)
        marks += paragraph([label], top, pattern, size)
    lines = wrapped(plane.across.words, size.width_pt - plane.left, size.text_pt)
    marks += paragraph(lines, top + size.line_pt, Words(plane.left), size)
    return marks, top + (1 + len(lines)) * size.line_pt


def words_above(up: Axis, top: float, size: Size) -> tuple[list[Words], float]:
    """What the scale upwards counts, above it, and the height below these words."""
    lines = wrapped(up.words, size.width_pt, size.text_pt)
    bottom = top + len(lines) * size.line_pt + BELOW_WORDS * size.text_pt
    return paragraph(lines, top, Words(0), size), bottom


def numbers_room(up: Axis, size: Size) -> float:
    """The room that the numbers of the scale upwards take at the left, in points."""
    return up.widest(size.text_pt) + AFTER_NUMBERS * size.text_pt


def _grid(plane: Plane) -> Shape:
    across, down = plane.right - plane.left, plane.bottom - plane.top
    lines = [line(plane.x(tick), plane.top, down=down) for tick in plane.across.ticks]
    lines += [line(plane.left, plane.y(tick), right=across) for tick in plane.up.ticks]
    return Shape("".join(lines), "none", GRID, GRID_LINE)


def _numbers_up(plane: Plane) -> list[Words]:
    right = plane.left - AFTER_NUMBERS * plane.size.text_pt
    return [
        Words(right, beside(plane.y(tick), plane.size), label, "end", QUIET_INK)
        for tick, label in zip(plane.up.ticks, plane.up.labels, strict=True)
    ]
