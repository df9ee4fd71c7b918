"""Estimates with their intervals: a dot a number, a line for how sure we are, of 100 people.

Up to three kinds of points (the perspectives of three audiences, say) stand below each other in a
row; they differ in shape as well as in colour, and each has its number beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from poet.charts.colours import GRID, PAPER, QUIET_INK
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
from poet.charts.legend import Key, legend
from poet.charts.lettering import width, wrapped
from poet.charts.paths import line, rectangle
from poet.charts.points import DotRow, Kind, Point, kinds_of
from poet.charts.rows import RowLabel, row_label
from poet.wording import half_up

TICKS = (0, 25, 50, 75, 100)
# All in em.
BETWEEN_ROWS = 0.9
BETWEEN_COLUMNS = 0.8
BEFORE_NUMBER = 0.4
MARKER = 0.38
CAP = 0.25
# Share of the width for labels, and the narrowest chart in em that has them at the left.
LABELS = 0.36
SIDE_BY_SIDE = 29
# In points.
WHISKER = 1.5
GRID_LINE = 0.75


@dataclass(frozen=True)
class _Plot:
    """The picture's part of the width: shares from `left` to `right`."""

    left: float
    right: float
    label_room: float
    stacked: bool
    size: Size

    def x(self, share: float) -> float:
        """Where a share stands."""
        return self.left + min(max(share, 0), 1) * (self.right - self.left)

    @property
    def room(self) -> float:
        """For a sentence instead of points."""
        return self.size.width_pt - self.left


@dataclass(frozen=True)
class _Lane:
    """One point and the middle of its height; or the lines that say why there is none."""

    top: float
    height: float
    point: Point | None
    lines: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True)
class _PlacedRow:
    label: RowLabel
    label_top: float
    lanes: list[_Lane]
    top: float
    bottom: float


def dot_intervals(
    rows: Sequence[DotRow],
    size: Size = STANDARD,
    *,
    title: str,
    text: str,
    axis: str = "in 100 people",
) -> Chart:
    """A row of points with their intervals on one scale from 0 to 100 people.

    `axis` says what the scale counts. Raises ValueError for more than three kinds of points.
    """
    kinds = kinds_of(rows)
    plot = _plot(size)
    radius = MARKER * size.text_pt
    keys = [
        Key(name, lambda x, y, kind=kind: kind.shape(kind.marker(x, y, radius)))
        for name, kind in kinds.items()
    ]
    marks, top = legend(keys, size)
    scale, top = _scale(plot, axis, top)
    placed = _placed(rows, plot, top)
    height = placed[-1].bottom if placed else top
    lanes = [lane for row in placed for lane in row.lanes]
    marks += [*scale, _grid(placed, plot), *_patches(lanes, plot), *_shapes(lanes, kinds, plot)]
    for row in placed:
        marks += row.label.marks(row.label_top)
    for lane in lanes:
        marks += _words(lane, plot)
    return finished(marks, height, size, title=title, text=text)


def _plot(size: Size) -> _Plot:
    em = size.text_pt
    stacked = size.width_em < SIDE_BY_SIDE
    label_room = size.width_pt if stacked else LABELS * size.width_pt
    left = MARKER * em + 1 if stacked else label_room + (BETWEEN_COLUMNS + MARKER) * em
    number = width("100", em, bold=True) + (BEFORE_NUMBER + MARKER) * em
    return _Plot(left, size.width_pt - number, label_room, stacked, size)


def _scale(plot: _Plot, axis: str, top: float) -> tuple[list[Mark], float]:
    """What the scale counts, and its numbers below."""
    size = plot.size
    lines = wrapped(axis, plot.room, size.text_pt)
    marks: list[Mark] = list(paragraph(lines, top, Words(plot.left), size))
    top += len(lines) * size.line_pt
    for tick in TICKS:
        pattern = Words(plot.x(tick / 100), anchor="middle", ink=QUIET_INK)
        marks += paragraph([str(tick)], top, pattern, size)
    return marks, top + size.line_pt


def _placed(rows: Sequence[DotRow], plot: _Plot, top: float) -> list[_PlacedRow]:
    placed = []
    for row in rows:
        placed.append(_placed_row(row, plot, top))
        top = placed[-1].bottom
    return placed


def _placed_row(row: DotRow, plot: _Plot, top: float) -> _PlacedRow:
    size = plot.size
    label = row_label(row.label, row.people, plot.label_room, size)
    lanes = _lanes(row, plot)
    height = sum(lane.height for lane in lanes)
    half_gap = BETWEEN_ROWS * size.text_pt / 2
    inside = label.height + height if plot.stacked else max(label.height, height)
    first = top + half_gap + (inside - height if plot.stacked else (inside - height) / 2)
    label_top = top + half_gap + (0 if plot.stacked else (inside - label.height) / 2)
    return _PlacedRow(
        label, label_top, _below_each_other(lanes, first), top, top + inside + 2 * half_gap
    )


def _lanes(row: DotRow, plot: _Plot) -> list[_Lane]:
    """A lane a point, not yet at its height; one with the row's sentence when it is hidden."""
    if row.hidden or not row.points:
        return [_sentence(row.hidden or "not shown", plot)]
    return [
        _sentence(f"{point.name}: {point.hidden}", plot)
        if point.share is None
        else _Lane(0, plot.size.line_pt, point)
        for point in row.points
    ]


def _sentence(words: str, plot: _Plot) -> _Lane:
    lines = wrapped(words, plot.room, plot.size.text_pt)
    return _Lane(0, len(lines) * plot.size.line_pt, None, lines)


def _below_each_other(lanes: Sequence[_Lane], top: float) -> list[_Lane]:
    placed = []
    for lane in lanes:
        placed.append(replace(lane, top=top))
        top += lane.height
    return placed


def _grid(placed: Sequence[_PlacedRow], plot: _Plot) -> Shape:
    """Light lines at the numbers of the scale; none through a label or a sentence."""
    pieces = []
    for row in placed:
        drawn = [lane for lane in row.lanes if lane.point]
        if not drawn:
            continue
        top = drawn[0].top if plot.stacked else row.top
        bottom = drawn[-1].top + drawn[-1].height if plot.stacked else row.bottom
        pieces += [line(plot.x(tick / 100), top, down=bottom - top) for tick in TICKS]
    return Shape("".join(pieces), "none", GRID, GRID_LINE)


def _patches(lanes: Sequence[_Lane], plot: _Plot) -> list[Shape]:
    """White behind every number and sentence, so that no line of the grid runs through it."""
    em = plot.size.text_pt
    boxes = [
        rectangle(words.x - 1, words.y - 0.8 * em, width(words.words, em, words.bold) + 2, 0.9 * em)
        for lane in lanes
        for words in _words(lane, plot)
    ]
    return [Shape("".join(boxes), PAPER)]


def _shapes(lanes: Sequence[_Lane], kinds: Mapping[str, Kind], plot: _Plot) -> list[Shape]:
    """For each kind all its lines as one shape, then all its markers as another."""
    shapes = []
    for name, kind in kinds.items():
        own = [lane for lane in lanes if lane.point and lane.point.name == name]
        whiskers = "".join(_whisker(lane.point, lane.middle, plot) for lane in own)
        radius = MARKER * plot.size.text_pt
        markers = (kind.marker(plot.x(lane.point.share), lane.middle, radius) for lane in own)
        shapes += [Shape(whiskers, "none", kind.stroke, WHISKER), kind.shape("".join(markers))]
    return shapes


def _whisker(point: Point, y: float, plot: _Plot) -> str:
    if point.low is None or point.high is None:
        return ""
    low, high, cap = plot.x(point.low), plot.x(point.high), CAP * plot.size.text_pt
    ends = (line(x, y - cap, down=2 * cap) for x in (low, high))
    return line(low, y, right=high - low) + "".join(ends)


def _words(lane: _Lane, plot: _Plot) -> list[Words]:
    """The number of a point, after its line; or the sentence of a lane without one."""
    size, point = plot.size, lane.point
    if point is None:
        return paragraph(lane.lines, lane.top, Words(plot.left, ink=QUIET_INK), size)
    ends = [plot.x(point.share) + MARKER * size.text_pt]
    ends += [plot.x(point.high)] if point.high is not None and point.low is not None else []
    foot = beside(lane.middle, size)
    left = max(ends) + BEFORE_NUMBER * size.text_pt
    return [Words(left, foot, str(half_up(point.share * 100)), bold=True)]
