"""The words at the left of a row: what it is about and, in quieter ink, how many people."""

from __future__ import annotations

from dataclasses import dataclass

from poet.charts.colours import QUIET_INK
from poet.charts.drawing import Mark, Size, Words, paragraph
from poet.charts.lettering import widest, width, wrapped

AFTER_LABEL = 0.5  # em
MOST_LINES = 3


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


def row_label(label: str, people: str, room: float, size: Size) -> RowLabel:
    """The label of a row, wrapped to so many points."""
    return RowLabel(
        wrapped(label, room, size.text_pt, MOST_LINES),
        wrapped(people, room, size.text_pt, lines=2),
        room,
        size,
    )
