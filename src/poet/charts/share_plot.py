"""Rows on one scale from 0 to 100 people: labels, the scale, and light lines at its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from poet.charts.colours import GRID, PAPER, QUIET_INK
from poet.charts.drawing import Mark, Shape, Size, Words, paragraph
from poet.charts.lettering import width, wrapped
from poet.charts.paths import line, rectangle
from poet.charts.rows import label_room

TICKS = (0, 25, 50, 75, 100)
# All in em.
BETWEEN_COLUMNS = 0.8
AROUND_WORDS = 0.08
MARKER = 0.38
MARKER_EDGE = 0.1  # half of its outline
LABELS = 0.36  # share of the width
GRID_LINE = 0.75  # points


@dataclass(frozen=True)
class SharePlot:
    """The picture's part of the width: shares from `left` to `right`, in points."""

    left: float
    right: float
    label_room: float
    size: Size

    def x(self, share: float) -> float:
        """Where a share stands; one outside 0 to 1 stands at the end of the scale."""
        return self.left + min(max(share, 0), 1) * (self.right - self.left)

    @property
    def room(self) -> float:
        """For a sentence instead of points."""
        return self.size.width_pt - self.left

    @property
    def radius(self) -> float:
        """Of a marker, in points."""
        return MARKER * self.size.text_pt


def share_plot(size: Size, beyond_em: float) -> SharePlot:
    """The plot of a chart that keeps so many em free at the right end of its scale."""
    em = size.text_pt
    room = label_room(LABELS, size)
    left = (MARKER + MARKER_EDGE) * em if size.narrow else room + (BETWEEN_COLUMNS + MARKER) * em
    return SharePlot(left, size.width_pt - beyond_em * em, room, size)


def scale_marks(plot: SharePlot, axis: str, top: float) -> tuple[list[Mark], float]:
    """What the scale counts, its numbers below, and the height at which they end."""
    size = plot.size
    lines = wrapped(axis, plot.room, size.text_pt)
    marks: list[Mark] = list(paragraph(lines, top, Words(plot.left), size))
    top += len(lines) * size.line_pt
    for tick in TICKS:
        pattern = Words(plot.x(tick / 100), anchor="middle", ink=QUIET_INK)
        marks += paragraph([str(tick)], top, pattern, size)
    return marks, top + size.line_pt


def grid_lines(plot: SharePlot, heights: Iterable[tuple[float, float]]) -> Shape:
    """Light lines at the numbers of the scale, from each top to each bottom."""
    pieces = [
        line(plot.x(tick / 100), top, down=bottom - top)
        for top, bottom in heights
        for tick in TICKS
    ]
    return Shape("".join(pieces), "none", GRID, GRID_LINE)


def patches(words: Sequence[Words], size: Size) -> Shape:
    """White behind words, so that no line of the grid runs through them."""
    em = size.text_pt
    boxes = [
        rectangle(
            one.left(em) - AROUND_WORDS * em,
            one.y - 0.8 * em,
            width(one.words, em, one.bold) + 2 * AROUND_WORDS * em,
            0.9 * em,
        )
        for one in words
    ]
    return Shape("".join(boxes), PAPER)
