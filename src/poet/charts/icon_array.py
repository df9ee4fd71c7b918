"""Shares as people: so many figures of ten filled, the others in outline, and the number beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.colours import BEST, PAPER, QUIET_INK
from poet.charts.drawing import (
    STANDARD,
    Chart,
    Mark,
    Shape,
    Size,
    Words,
    beside,
    finished,
    paragraph,
)
from poet.charts.lettering import width, wrapped
from poet.charts.paths import circle, number

MOST_PEOPLE = 100
# All in em.
WIDEST_STEP = 2.2
BEFORE_NUMBER = 0.6
BETWEEN_ROWS = 0.8
# The figure, in a box one wide: its height, and the room to the next line.
FIGURE_WIDTH = 0.68
FIGURE_HEIGHT = 1.72
LINE_STEP = 1.9
OUTLINE = 1.0


@dataclass(frozen=True)
class IconRow:
    """So many of `total` people, in words: "of 10 people who found the process easy".

    Raises ValueError when there are more filled than people, or more people than can be counted.
    """

    label: str
    filled: int
    total: int = 10

    def __post_init__(self) -> None:
        if not 0 <= self.filled <= self.total <= MOST_PEOPLE or not self.total:
            raise ValueError(f"{self.filled} of {self.total} people cannot be drawn")

    @property
    def number(self) -> str:
        """The number that stands beside the people."""
        return f"{self.filled} in {self.total}"


def icon_array(
    filled: int, total: int = 10, size: Size = STANDARD, *, title: str, text: str
) -> Chart:
    """`filled` of `total` people (100 at most). Raises ValueError when that cannot be drawn."""
    return _chart([IconRow("", filled, total)], size, title=title, text=text)


def icon_pair(
    first: IconRow, second: IconRow, size: Size = STANDARD, *, title: str, text: str
) -> Chart:
    """Two rows of people to compare, each below its label."""
    return _chart([first, second], size, title=title, text=text)


@dataclass(frozen=True)
class _Figures:
    """How the people stand: so many on a line, so many points apart."""

    on_a_line: int
    step: float

    def place(self, index: int, top: float) -> tuple[float, float]:
        """The top left corner of one figure."""
        down, across = divmod(index, self.on_a_line)
        return across * self.step + OUTLINE, top + down * LINE_STEP * self.step + OUTLINE

    def height(self, total: int) -> float:
        """The height of all lines."""
        lines = -(-total // self.on_a_line)
        return (lines - 1) * LINE_STEP * self.step + FIGURE_HEIGHT * self.step + 2 * OUTLINE


def _chart(rows: Sequence[IconRow], size: Size, *, title: str, text: str) -> Chart:
    figures = _figures(rows, size)
    words: list[Mark] = []
    filled = outlined = ""
    top = 0.0
    for row in rows:
        label = wrapped(row.label, size.width_pt, size.text_pt)
        words += paragraph(label, top, Words(0), size)
        top += len(label) * size.line_pt
        people = [_person(*figures.place(index, top), figures.step) for index in range(row.total)]
        filled += "".join(people[: row.filled])
        outlined += "".join(people[row.filled :])
        words.append(_number(row, figures, top, size))
        top += figures.height(row.total) + BETWEEN_ROWS * size.text_pt
    shapes = [Shape(filled, BEST, BEST, OUTLINE), Shape(outlined, PAPER, QUIET_INK, OUTLINE)]
    return finished([*shapes, *words], top, size, title=title, text=text)


def _figures(rows: Sequence[IconRow], size: Size) -> _Figures:
    on_a_line = 10 if max(row.total for row in rows) <= 50 else 20
    em = size.text_pt
    numbers = max(width(row.number, em, bold=True) for row in rows) + BEFORE_NUMBER * em
    room = size.width_pt - numbers - 2 * OUTLINE
    return _Figures(on_a_line, min(WIDEST_STEP * em, room / on_a_line))


def _number(row: IconRow, figures: _Figures, top: float, size: Size) -> Words:
    on_a_line = min(row.total, figures.on_a_line)
    left = on_a_line * figures.step + 2 * OUTLINE + BEFORE_NUMBER * size.text_pt
    middle = top + figures.height(row.total) / 2
    return Words(left, beside(middle, size), row.number, bold=True)


def _person(left: float, top: float, step: float) -> str:
    """A figure as part of a path: head, and body with arms and legs, drawn 9 wide and 24 high."""
    unit = FIGURE_WIDTH * step / 9

    def n(length: float) -> str:
        return number(length * unit)

    def bend(radius: float, right: float, down: float) -> str:
        return f"a{n(radius)} {n(radius)} 0 0 1 {n(right)} {n(down)}"

    return (
        circle(left + 4.5 * unit, top + 3 * unit, 3 * unit)
        + f"M{number(left)} {number(top + 9.6 * unit)}"
        + f"{bend(2.8, 2.8, -2.8)}h{n(3.4)}{bend(2.8, 2.8, 2.8)}v{n(5.9)}{bend(1, -2, 0)}"
        + f"v{n(6.1)}{bend(1.15, -2.3, 0)}v-{n(5)}h-{n(0.4)}v{n(5)}{bend(1.15, -2.3, 0)}"
        + f"v-{n(6.1)}{bend(1, -2, 0)}z"
    )
