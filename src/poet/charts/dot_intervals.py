"""Estimates with their intervals: a dot a number, a line for how sure we are, of 100 people.

Up to three kinds of points (the perspectives of three audiences, say) stand below each other in a
row; they differ in shape as well as in colour, and each has its number beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from poet.charts.colours import QUIET_INK
from poet.charts.drawing import Chart, Mark, Shape, Style, Words, beside, paragraph
from poet.charts.legend import legend
from poet.charts.lettering import width, wrapped
from poet.charts.point_marks import keys_of, point_shapes
from poet.charts.points import DotRow, Point, kinds_of
from poet.charts.rows import RowLabel, row_label
from poet.charts.share_plot import MARKER, SharePlot, grid_lines, patches, scale_marks, share_plot
from poet.wording import half_up

# All in em.
BETWEEN_ROWS = 0.9
BEFORE_NUMBER = 0.4


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
    rows: Sequence[DotRow], *, title: str, text: str, axis: str = "in 100 people"
) -> Chart:
    """A row of points with their intervals on one scale from 0 to 100 people.

    `axis` says what the scale counts. Raises ValueError for more than three kinds of points.
    """
    kinds_of(rows)
    return Chart(title, text, partial(_marks, rows, axis))


def _marks(rows: Sequence[DotRow], axis: str, style: Style) -> tuple[list[Mark], float]:
    size, kinds = style.size, kinds_of(rows, style.palette)
    plot = share_plot(size, width("100", 1, bold=True) + BEFORE_NUMBER + MARKER)
    marks, top = legend(keys_of(kinds, plot.radius), size)
    scale, top = scale_marks(plot, axis, top)
    placed = _placed(rows, plot, top)
    height = placed[-1].bottom if placed else top
    lanes = [lane for row in placed for lane in row.lanes]
    points = [(lane.point, lane.middle) for lane in lanes if lane.point]
    shapes = point_shapes(points, kinds, plot)
    words = [said for lane in lanes for said in _words(lane, plot)]
    marks += [*scale, _grid(placed, plot), patches(words, size), *shapes]
    for row in placed:
        marks += row.label.marks(row.label_top)
    return [*marks, *words], height


def _placed(rows: Sequence[DotRow], plot: SharePlot, top: float) -> list[_PlacedRow]:
    placed = []
    for row in rows:
        placed.append(_placed_row(row, plot, top))
        top = placed[-1].bottom
    return placed


def _placed_row(row: DotRow, plot: SharePlot, top: float) -> _PlacedRow:
    size = plot.size
    label = row_label(row.label, row.people, plot.label_room, size)
    lanes = _lanes(row, plot)
    height = sum(lane.height for lane in lanes)
    half_gap = BETWEEN_ROWS * size.text_pt / 2
    at = label.beside(height, top + half_gap)
    drawn = _below_each_other(lanes, at.picture)
    return _PlacedRow(label, at.label, drawn, top, at.bottom + half_gap)


def _lanes(row: DotRow, plot: SharePlot) -> list[_Lane]:
    """A lane a point, not yet at its height; one with the row's sentence when it is hidden."""
    if row.hidden or not row.points:
        return [_sentence(row.hidden or "not shown", plot)]
    return [
        _sentence(f"{point.name}: {point.hidden}", plot)
        if point.share is None
        else _Lane(0, plot.size.line_pt, point)
        for point in row.points
    ]


def _sentence(words: str, plot: SharePlot) -> _Lane:
    lines = wrapped(words, plot.room, plot.size.text_pt)
    return _Lane(0, len(lines) * plot.size.line_pt, None, lines)


def _below_each_other(lanes: Sequence[_Lane], top: float) -> list[_Lane]:
    placed = []
    for lane in lanes:
        placed.append(replace(lane, top=top))
        top += lane.height
    return placed


def _grid(placed: Sequence[_PlacedRow], plot: SharePlot) -> Shape:
    """The grid behind the points; none through a label or a sentence."""
    heights = []
    for row in placed:
        drawn = [lane for lane in row.lanes if lane.point]
        if not drawn:
            continue
        last = drawn[-1].top + drawn[-1].height
        heights.append((drawn[0].top, last) if plot.size.narrow else (row.top, row.bottom))
    return grid_lines(plot, heights)


def _words(lane: _Lane, plot: SharePlot) -> list[Words]:
    """The number of a point, after its line; or the sentence of a lane without one."""
    size, point = plot.size, lane.point
    if point is None:
        return paragraph(lane.lines, lane.top, Words(plot.left, ink=QUIET_INK), size)
    ends = [plot.x(point.share) + plot.radius]
    ends += [plot.x(point.high)] if point.high is not None and point.low is not None else []
    foot = beside(lane.middle, size)
    left = max(ends) + BEFORE_NUMBER * size.text_pt
    return [Words(left, foot, str(half_up(point.share * 100)), bold=True)]
