"""What charts of rows share: labels, where these stand beside their rows, headings of columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from poet.charts.colours import QUIET_INK
from poet.charts.drawing import Mark, Size, Words, paragraph
from poet.charts.lettering import widest, width, wrapped

AFTER_LABEL = 0.5  # em
MOST_LINES = 3


class RowHeights(NamedTuple):
    """Where the label of a row begins, where what it tells of begins, and where both end."""

    label: float
    picture: float
    bottom: float


@dataclass(frozen=True)
class RowLabel:
    """A label on at most three lines. `people` follows the last one, or stands below it."""

    lines: tuple[str, ...]
    people: tuple[str, ...]
    room: float
    size: Size

    @property
    def people_follow(self) -> bool:
        """Whether there is room for the people on the label's last line."""
        if len(self.people) != 1 or not self.lines:
            return False
        return self._after_last_line + width(self.people[0], self.size.text_pt) <= self.room

    @property
    def height(self) -> float:
        """In points."""
        below = 0 if self.people_follow else len(self.people)
        return (len(self.lines) + below) * self.size.line_pt

    def beside(self, picture: float, top: float, below: float = 0) -> RowHeights:
        """Beside a picture so high, both about one middle; where it is narrow, above it.

        `below`: how many points stand between a label and the picture below it.
        """
        if self.size.narrow:
            first = top + self.height + below
            return RowHeights(top, first, first + picture)
        inside = max(self.height, picture)
        first = top + (inside - picture) / 2
        return RowHeights(top + (inside - self.height) / 2, first, top + inside)

    def marks(self, top: float) -> list[Mark]:
        """The words, from this height down."""
        below = top + len(self.lines) * self.size.line_pt
        follow = self.people_follow
        people = paragraph(
            self.people,
            below - self.size.line_pt if follow else below,
            Words(self._after_last_line if follow else 0, ink=QUIET_INK),
            self.size,
        )
        return [*paragraph(self.lines, top, Words(0), self.size), *people]

    @property
    def _after_last_line(self) -> float:
        return widest(self.lines[-1:], self.size.text_pt) + AFTER_LABEL * self.size.text_pt


def label_room(part: float, size: Size) -> float:
    """How many points labels have: this part of the width; all of it where they stand above."""
    return size.width_pt * (1 if size.narrow else part)


def headings(
    columns: Iterable[tuple[Sequence[str], Words]], top: float, size: Size
) -> tuple[list[Mark], float]:
    """The lines over each column, all ending on one line, and the height at which they end."""
    columns = list(columns)
    bottom = top + max(len(lines) for lines, _ in columns) * size.line_pt
    marks: list[Mark] = []
    for lines, pattern in columns:
        marks += paragraph(lines, bottom - len(lines) * size.line_pt, pattern, size)
    return marks, bottom


def row_label(label: str, people: str, room: float, size: Size) -> RowLabel:
    """The label of a row, wrapped to so many points."""
    return RowLabel(
        wrapped(label, room, size.text_pt, MOST_LINES),
        wrapped(people, room, size.text_pt, lines=2),
        room,
        size,
    )
