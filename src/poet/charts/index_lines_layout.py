"""Where everything of a chart of index numbers stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from poet.charts.drawing import Size
from poet.charts.lettering import width, wrapped
from poet.charts.spacing import moved_apart
from poet.wording import half_up

BASE = 100.0
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
MOST_STEPS = 5
# All in em.
HEIGHT = 7.5
AFTER_SCALE = 0.8
LEADER = 1.4  # from the end of a line to its number
AFTER_NUMBER = 0.5
BETWEEN_LABELS = 0.25
LABELS = 0.27  # share of the width


@dataclass(frozen=True)
class IndexLine:
    """One amount: its index number in each year, None where there is none, the earliest first.

    With fewer than two numbers there is no line, and `hidden` says why. Raises ValueError for a
    number that is below 0 or not finite, and for neither line nor sentence.
    """

    label: str
    values: tuple[float | None, ...]
    hidden: str = ""

    def __post_init__(self) -> None:
        if not all(0 <= value < math.inf for _, value in self.known):
            raise ValueError(f"the index numbers of '{self.label}' are not all 0 or more")
        if len(self.known) < 2 and not self.hidden:
            raise ValueError(f"'{self.label}' has no line and no sentence that says why")

    @property
    def known(self) -> list[tuple[int, float]]:
        """The places of the years that have a number, with it."""
        return [(at, value) for at, value in enumerate(self.values) if value is not None]


@dataclass(frozen=True)
class Plot:
    """Lines that can be drawn, on one scale; heights are from the highest number down."""

    lines: tuple[IndexLine, ...]
    years: tuple[str, ...]
    times: tuple[float, ...]
    low: float
    high: float
    step: float
    size: Size

    @property
    def labelled(self) -> bool:
        """Whether labels stand at the right of their lines."""
        return not self.size.narrow

    @property
    def height(self) -> float:
        """From the highest number of the scale to the lowest, in points."""
        return HEIGHT * self.size.text_pt

    @cached_property
    def left(self) -> float:
        """Where the scale ends and the first year stands."""
        widest = max(width(f"{half_up(value)}", self.size.text_pt) for value in self.ticks)
        first_year = width(self.years[0], self.size.text_pt) / 2
        return max(widest + AFTER_SCALE * self.size.text_pt, first_year)

    @property
    def right(self) -> float:
        """Where the last year stands."""
        room = (
            LABELS * self.size.width_pt + AFTER_NUMBER * self.size.text_pt if self.labelled else 0
        )
        return self.size.width_pt - room - self.number_room - LEADER * self.size.text_pt

    @property
    def number_room(self) -> float:
        """How wide the widest number at the end of a line is."""
        numbers = (f"{half_up(one.known[-1][1])}" for one in self.lines)
        return max(width(number, self.size.text_pt, bold=True) for number in numbers)

    @property
    def ticks(self) -> list[float]:
        """The numbers of the scale, the lowest first."""
        many = round((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(many + 1)]

    def x(self, place: int) -> float:
        """Where a year stands."""
        first, last = self.times[0], self.times[-1]
        return self.left + (self.times[place] - first) / (last - first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """How far below the highest number of the scale this one stands, in points."""
        return (self.high - value) / (self.high - self.low) * self.height

    @cached_property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """The lines of words of each label; one line of none where they stand in the key."""
        if not self.labelled:
            return tuple(("",) for _ in self.lines)
        room = LABELS * self.size.width_pt
        return tuple(wrapped(one.label, room, self.size.text_pt) or ("",) for one in self.lines)

    @cached_property
    def label_places(self) -> tuple[float, ...]:
        """The heights of the middles of the labels, moved apart."""
        gap = BETWEEN_LABELS * self.size.text_pt
        sizes = [len(words) * self.size.line_pt + gap for words in self.labels]
        return tuple(moved_apart([self.y(one.known[-1][1]) for one in self.lines], sizes))

    @property
    def above(self) -> float:
        """How far words reach above the scale."""
        return max(-self._reach(-1), self.size.line_pt / 2)

    @property
    def below(self) -> float:
        """How far words reach below the scale."""
        return max(self._reach(1) - self.height, self.size.line_pt / 2)

    def _reach(self, way: int) -> float:
        """The height at which the words that stand lowest (1) or highest (-1) end."""
        half = self.size.line_pt / 2
        pairs = zip(self.label_places, self.labels, strict=True)
        ends = [middle + way * len(words) * half for middle, words in pairs]
        return max(ends) if way > 0 else min(ends)


def plot_of(
    lines: Sequence[IndexLine], years: Sequence[str], times: Sequence[float], size: Size
) -> Plot:
    """The lines that have two numbers or more, laid out."""
    drawn = tuple(one for one in lines if len(one.known) > 1)
    values = [BASE, *(value for one in drawn for _, value in one.known)]
    low, high, step = _scale(min(values), max(values))
    return Plot(drawn, tuple(years), tuple(times), low, high, step, size)


def _scale(lowest: float, highest: float) -> tuple[float, float, float]:
    """Round numbers around these, and the step between the lines of the grid."""
    powers = (step * 10.0**power for power in range(0, 300, 3) for step in STEPS)
    for step in powers:
        low, high = math.floor(lowest / step) * step, math.ceil(highest / step) * step
        if high == low:
            low, high = max(0.0, low - step), high + step
        if (high - low) / step <= MOST_STEPS:
            return low, high, step
    raise ValueError("index numbers so far apart cannot be drawn")
