"""Three perspectives side by side: what each audience says of a topic, on one line.

The audiences differ in shape as well as in colour, and the number of each stands at the right, in
a column under its shape: numbers beside the points would stand on one another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from poet.charts.colours import GRID, INK, QUIET_INK
from poet.charts.drawing import Chart, Mark, Shape, Style, Words, beside, paragraph
from poet.charts.legend import legend
from poet.charts.lettering import wrapped
from poet.charts.paths import line
from poet.charts.point_marks import keys_of, point_shapes
from poet.charts.points import DotRow, Kind, Point, kinds_of
from poet.charts.rows import RowLabel, row_label
from poet.charts.share_plot import MARKER, SharePlot, grid_lines, patches, scale_marks, share_plot
from poet.wording import half_up

# All in em.
BETWEEN_ROWS = 0.7
BEFORE_NUMBERS = 0.8
NUMBER = 2.1
LANE = 0.85  # from one marker to the next, where they would stand on one another
RULE = 0.5  # points

NO_NUMBER = "\u2013"


@dataclass(frozen=True)
class _PlacedRow:
    """A row with its heights, in points; `points` and the y of each."""

    row: DotRow
    label: RowLabel
    label_top: float
    points: tuple[tuple[Point, float], ...]
    sentence: tuple[str, ...]
    top: float
    middle: float
    foot: float
    bottom: float


def perspectives_chart(
    rows: Sequence[DotRow], *, title: str, text: str, axis: str = "in 100 people"
) -> Chart:
    """One line a topic, with a point for each audience; a row's points are in the audiences' order.

    A point that is `hidden` has no place on the line: its sentence ("not asked") stands below.
    Points with intervals stand below each other. `axis` says what the scale counts. Raises
    ValueError for more than three audiences.
    """
    kinds_of(rows)
    return Chart(title, text, partial(_marks, rows, axis))


def _marks(rows: Sequence[DotRow], axis: str, style: Style) -> tuple[list[Mark], float]:
    kinds = kinds_of(rows, style.palette)
    plot = share_plot(style.size, MARKER + BEFORE_NUMBERS + len(kinds) * NUMBER)
    marks, top = legend(keys_of(kinds, plot.radius), plot.size)
    scale, top = scale_marks(plot, axis, top)
    placed = _placed(rows, list(kinds), plot, top)
    points = [placed_point for row in placed for placed_point in row.points]
    sentences = [words for row in placed for words in _sentence(row, plot)]
    marks += [*scale, *_grid(placed, plot), patches(sentences, plot.size)]
    marks += [*point_shapes(points, kinds, plot), *_column_heads(kinds, plot, top)]
    for row in placed:
        marks += row.label.marks(row.label_top)
        marks += _numbers(row, list(kinds), plot)
    return [*marks, *sentences], placed[-1].bottom if placed else top


def _column(index: int, count: int, plot: SharePlot) -> float:
    """The middle of a column of numbers."""
    return plot.size.width_pt - (count - index - 0.5) * NUMBER * plot.size.text_pt


def _column_heads(kinds: Mapping[str, Kind], plot: SharePlot, top: float) -> list[Shape]:
    """The shape of each audience over its numbers, beside the numbers of the scale."""
    y = top - plot.size.line_pt / 2
    return [
        kind.shape(kind.marker(_column(index, len(kinds), plot), y, plot.radius))
        for index, kind in enumerate(kinds.values())
    ]


def _placed(
    rows: Sequence[DotRow], names: Sequence[str], plot: SharePlot, top: float
) -> list[_PlacedRow]:
    placed = []
    for row in rows:
        placed.append(_placed_row(row, names, plot, top))
        top = placed[-1].bottom
    return placed


def _placed_row(row: DotRow, names: Sequence[str], plot: SharePlot, top: float) -> _PlacedRow:
    size, half_gap = plot.size, BETWEEN_ROWS * plot.size.text_pt / 2
    label = row_label(row.label, row.people, plot.label_room, size)
    shown = _shown(row, names)
    heights = _heights(shown, plot)
    lanes = max([size.line_pt, 2 * max(map(abs, heights), default=0) + LANE * size.text_pt])
    lanes = lanes if shown else 0
    sentence = wrapped(_why_not(row), plot.size.width_pt - plot.left, size.text_pt)
    at = label.beside(lanes + len(sentence) * size.line_pt, top + half_gap)
    middle, foot = at.picture + lanes / 2, at.picture + lanes
    points = tuple((point, middle + y) for point, y in zip(shown, heights, strict=True))
    bottom = at.bottom + half_gap
    return _PlacedRow(row, label, at.label, points, sentence, top, middle, foot, bottom)


def _shown(row: DotRow, names: Sequence[str]) -> list[Point]:
    """The points that have a place, in the order of the audiences."""
    known = [point for point in row.points if point.share is not None and not row.hidden]
    return sorted(known, key=lambda point: names.index(point.name))


def _why_not(row: DotRow) -> str:
    """Why a row or some of its audiences are not there."""
    if row.hidden or not row.points:
        return row.hidden or "not shown"
    return "; ".join(f"{point.name}: {point.hidden}" for point in row.points if point.hidden)


def _heights(points: Sequence[Point], plot: SharePlot) -> list[float]:
    """How far below the line each point stands: apart, where markers or intervals would meet."""
    lane, heights = LANE * plot.size.text_pt, [0.0] * len(points)
    for group in _groups(points, plot):
        for place, index in enumerate(group):
            heights[index] = (place - (len(group) - 1) / 2) * lane
    return heights


def _groups(points: Sequence[Point], plot: SharePlot) -> list[list[int]]:
    """The points that cannot stand on one height, in the order of the audiences."""
    if any(point.low is not None and point.high is not None for point in points):
        return [list(range(len(points)))]
    groups: list[list[int]] = []
    before = float("-inf")
    for index in sorted(range(len(points)), key=lambda index: points[index].share or 0):
        x = plot.x(points[index].share or 0)
        if x - before >= LANE * plot.size.text_pt:
            groups.append([])
        groups[-1].append(index)
        before = x
    return [sorted(group) for group in groups]


def _grid(placed: Sequence[_PlacedRow], plot: SharePlot) -> list[Shape]:
    """Light lines at the numbers of the scale, and between rows."""
    drawn = [row for row in placed if row.points]
    heights = [
        (row.middle * 2 - row.foot, row.foot) if plot.size.narrow else (row.top, row.bottom)
        for row in drawn
    ]
    rules = (line(0, row.bottom, right=plot.size.width_pt) for row in placed[:-1])
    return [Shape("".join(rules), "none", GRID, RULE), grid_lines(plot, heights)]


def _numbers(row: _PlacedRow, names: Sequence[str], plot: SharePlot) -> list[Words]:
    """The number of each audience in its column; none in a row that has none at all."""
    shares = {point.name: point.share for point, _ in row.points}
    foot = beside(row.middle, plot.size)
    return [
        Words(_column(index, len(names), plot), foot, *_number(shares.get(name)))
        for index, name in enumerate(names)
        if shares
    ]


def _number(share: float | None) -> tuple[str, str, str, bool]:
    if share is None:
        return NO_NUMBER, "middle", QUIET_INK, False
    return str(half_up(share * 100)), "middle", INK, True


def _sentence(row: _PlacedRow, plot: SharePlot) -> list[Words]:
    return paragraph(row.sentence, row.foot, Words(plot.left, ink=QUIET_INK), plot.size)
