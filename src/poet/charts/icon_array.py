"""Shares as people: so many figures of ten filled, the others in outline, and the number beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from poet.charts.colours import PAPER, QUIET_INK
from poet.charts.drawing import Chart, Mark, Shape, Size, Style, Words, beside, paragraph, pen_width
from poet.charts.lettering import width, wrapped
from poet.charts.paths import circle, number

MOST_PEOPLE = 100
MANY = 50
# All in em.
WIDEST_STEP = 2.2
LEAST_STEP = 0.8
WIDEST_OF_MANY = 1.4
BEFORE_NUMBER = 0.6
BETWEEN_ROWS = 0.8
# The figure, in a box one wide: its height, and the room to the next line.
FIGURE_WIDTH = 0.68
FIGURE_HEIGHT = 1.72
LINE_STEP = 1.9
OUTLINE = 1.0  # points, beside words of 12 pt


@dataclass(frozen=True)
class IconRow:
    """So many of `total` people, in words: "of 10 people who found the process easy".

    `about` stands before the number where it was rounded to whole people: "about", "more than".
    Raises ValueError when there are more filled than people, or more people than can be counted.
    """

    label: str
    filled: int
    total: int = 10
    about: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.filled <= self.total <= MOST_PEOPLE or not self.total:
            raise ValueError(f"{self.filled} of {self.total} people cannot be drawn")

    @property
    def number(self) -> str:
        """The number that stands beside the people."""
        return f"{self.about} {self.filled} in {self.total}".strip()


def icon_array(filled: int, total: int = 10, *, title: str, text: str, about: str = "") -> Chart:
    """`filled` of `total` people (100 at most). Raises ValueError when that cannot be drawn."""
    return _chart([IconRow("", filled, total, about)], title, text)


def icon_pair(first: IconRow, second: IconRow, *, title: str, text: str) -> Chart:
    """Two rows of people to compare, each below its label."""
    return _chart([first, second], title, text)


@dataclass(frozen=True)
class _Figures:
    """How the people stand: so many on a line, so many points apart, with so wide an outline."""

    on_a_line: int
    step: float
    outline: float

    def place(self, index: int, top: float) -> tuple[float, float]:
        """The top left corner of one figure."""
        down, across = divmod(index, self.on_a_line)
        top += down * LINE_STEP * self.step
        return across * self.step + self.outline, top + self.outline

    def height(self, total: int) -> float:
        """The height of all lines."""
        lines = -(-total // self.on_a_line)
        return (lines - 1) * LINE_STEP * self.step + FIGURE_HEIGHT * self.step + 2 * self.outline


def _chart(rows: Sequence[IconRow], title: str, text: str) -> Chart:
    return Chart(title, text, partial(_marks, rows))


def _marks(rows: Sequence[IconRow], style: Style) -> tuple[list[Mark], float]:
    size, colour = style.size, style.palette.best
    figures = _figures(rows, size)
    words: list[Mark] = []
    filled = outlined = ""
    top = 0.0
    for row in rows:
        label = wrapped(row.label, size.width_pt, size.text_pt)
        words += paragraph(label, top, Words(0), size)
        top += len(label) * size.line_pt
        people = _people(row.total, figures, top)
        filled += "".join(people[: row.filled])
        outlined += "".join(people[row.filled :])
        words.append(_number(row, figures, top, size))
        top += figures.height(row.total) + BETWEEN_ROWS * size.text_pt
    shapes = [Shape(filled, colour, colour, OUTLINE), Shape(outlined, PAPER, QUIET_INK, OUTLINE)]
    return [*shapes, *words], top - BETWEEN_ROWS * size.text_pt


def _people(total: int, figures: _Figures, top: float) -> list[str]:
    plain = total > MANY
    return [
        _person(*figures.place(index, top), figures.step, plain=plain) for index in range(total)
    ]


def _figures(rows: Sequence[IconRow], size: Size) -> _Figures:
    em = size.text_pt
    numbers = max(width(row.number, em, bold=True) for row in rows) + BEFORE_NUMBER * em
    outline = pen_width(OUTLINE, em)
    room = size.width_pt - numbers - 2 * outline
    many = max(row.total for row in rows) > MANY and room >= 20 * LEAST_STEP * em
    on_a_line, widest_step = (20, WIDEST_OF_MANY) if many else (10, WIDEST_STEP)
    return _Figures(on_a_line, min(widest_step * em, room / on_a_line), outline)


def _number(row: IconRow, figures: _Figures, top: float, size: Size) -> Words:
    on_a_line = min(row.total, figures.on_a_line)
    left = on_a_line * figures.step + 2 * figures.outline + BEFORE_NUMBER * size.text_pt
    middle = top + figures.height(row.total) / 2
    return Words(left, beside(middle, size), row.number, bold=True)


def _person(left: float, top: float, step: float, *, plain: bool) -> str:
    """A figure as part of a path: head, and body with arms and legs, drawn 9 wide and 24 high.

    A `plain` one has no round hands and feet: among a hundred these are not seen, but cost most.
    """
    unit = FIGURE_WIDTH * step / 9

    def n(length: float) -> str:
        return number(length * unit)

    def bend(radius: float, right: float, down: float) -> str:
        return f"a{n(radius)} {n(radius)} 0 0 1 {n(right)} {n(down)}"

    def end(radius: float) -> str:
        return f"h-{n(2 * radius)}" if plain else bend(radius, -2 * radius, 0)

    return (
        circle(left + 4.5 * unit, top + 3 * unit, 3 * unit)
        + f"M{number(left)} {number(top + 9.6 * unit)}"
        + f"{bend(2.8, 2.8, -2.8)}h{n(3.4)}{bend(2.8, 2.8, 2.8)}v{n(5.9)}{end(1)}"
        + f"v{n(6.1)}{end(1.15)}v-{n(5)}h-{n(0.4)}v{n(5)}{end(1.15)}v-{n(6.1)}{end(1)}z"
    )
