"""A forest plot: one difference in every council, and what all councils have in common.

Councils have no names and stand in the order of how sure their estimate is: nothing ranks them
(Lewis and Clarke 2001, Forest plots: trying to see the wood and the trees).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from poet.charts.colours import GRID, INK, PAPER, QUIET_INK, Palette
from poet.charts.drawing import Chart, Mark, Shape, Size, Style, Words, paragraph
from poet.charts.legend import SIGN, Key, legend
from poet.charts.lettering import wrapped
from poet.charts.paths import circle, diamond, line, rectangle
from poet.charts.plane import Axis, axis

# All in em.
TALLEST_ROWS = 16
TALLEST_ROW = 0.6
MARKER = 0.2
TOGETHER = 0.42
PREDICTED = 0.5
BETWEEN = 0.5
EDGE = 0.6
INSIDE = 0.1  # what the outline of a sign takes
# In points.
INTERVAL_LINE = 1.25
MIDDLE_LINE = 1.25
GRID_LINE = 0.75
OUTLINE = 1.0

MOST_TICKS = 9
# A number of the scale takes so many em; on a telephone fewer have room.
TICK_ROOM = 3
NOISE = 1e-9


@dataclass(frozen=True)
class ForestRow:
    """One estimate and the ends of its interval. Raises ValueError where they are out of order."""

    estimate: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low - NOISE <= self.estimate <= self.high + NOISE:
            raise ValueError(f"{self.estimate} does not lie between {self.low} and {self.high}")

    @property
    def width(self) -> float:
        """How long the interval is."""
        return self.high - self.low


@dataclass(frozen=True)
class ForestWords:
    """What a forest plot says: its rows, what they have in common, and its scale."""

    one: str = "One council, and how sure we are of it"
    together: str = "All councils together"
    predicted: str = "Where 95 in 100 councils like these would lie"
    axis: str = "more people of 100"


@dataclass(frozen=True)
class _Data:
    rows: tuple[ForestRow, ...]
    together: ForestRow
    predicted: ForestRow
    words: ForestWords


@dataclass(frozen=True)
class _Plot:
    """The picture's part of the width, in points, and its scale."""

    scale: Axis
    left: float
    right: float
    size: Size

    def x(self, value: float) -> float:
        return self.left + self.scale.part(value) * (self.right - self.left)


def forest_chart(
    rows: Sequence[ForestRow],
    together: ForestRow,
    predicted: ForestRow,
    *,
    title: str,
    text: str,
    words: ForestWords | None = None,
) -> Chart:
    """One line a council, the surest first, then all together and where one more would lie.

    Values are in the unit that `words.axis` tells; 0 has a line of its own. Raises ValueError
    without rows.
    """
    if not rows:
        raise ValueError("a forest plot needs a council")
    surest_first = tuple(sorted(rows, key=lambda row: row.width))
    data = _Data(surest_first, together, predicted, words or ForestWords())
    return Chart(title, text, partial(_marks, data))


def _marks(data: _Data, style: Style) -> tuple[list[Mark], float]:
    size, em = style.size, style.size.text_pt
    marks, top = legend(_keys(data.words, style.palette, size), size)
    plot = _plot(data, size)
    scale, top = _scale(data, plot, top)
    height = min(TALLEST_ROW, TALLEST_ROWS / len(data.rows)) * em
    middles = [top + BETWEEN * em + height * (n + 0.5) for n in range(len(data.rows))]
    foot = middles[-1] + height / 2 + (BETWEEN + PREDICTED) * em
    bottom = foot + (PREDICTED + BETWEEN) * em
    below = [*_predicted(data.predicted, plot, foot), *_together(data.together, plot, foot, style)]
    radius = min(MARKER * em, height / 3)
    councils = _councils(list(zip(data.rows, middles, strict=True)), radius, plot, style.palette)
    lines = [_grid(plot, top, bottom), *councils]
    return [*marks, *scale, *lines, *below], bottom


def _plot(data: _Data, size: Size) -> _Plot:
    ends = [0.0, data.predicted.low, data.predicted.high]
    ends += [end for row in (*data.rows, data.together) for end in (row.low, row.high)]
    most = max(3, min(MOST_TICKS, int(size.width_em / TICK_ROOM)))
    scale = axis(data.words.axis, min(ends), max(ends), most)
    room = max(scale.widest(size.text_pt) / 2, EDGE * size.text_pt)
    return _Plot(scale, room, size.width_pt - room, size)


def _scale(data: _Data, plot: _Plot, top: float) -> tuple[list[Mark], float]:
    size = plot.size
    lines = wrapped(data.words.axis, size.width_pt, size.text_pt)
    marks: list[Mark] = list(paragraph(lines, top, Words(0), size))
    top += len(lines) * size.line_pt
    for tick, label in zip(plot.scale.ticks, plot.scale.labels, strict=True):
        pattern = Words(plot.x(tick), anchor="middle", ink=QUIET_INK)
        marks += paragraph([label], top, pattern, size)
    return marks, top + size.line_pt


def _grid(plot: _Plot, top: float, bottom: float) -> Shape:
    down = bottom - top
    lines = [line(plot.x(tick), top, down=down) for tick in plot.scale.ticks if tick]
    return Shape("".join(lines), "none", GRID, GRID_LINE)


def _councils(
    placed: Sequence[tuple[ForestRow, float]], radius: float, plot: _Plot, palette: Palette
) -> list[Shape]:
    """Every interval, every marker, and the line of no difference through them, a path each."""
    intervals = (
        line(plot.x(row.low), y, right=plot.x(row.high) - plot.x(row.low)) for row, y in placed
    )
    markers = (circle(plot.x(row.estimate), y, radius) for row, y in placed)
    first, last = placed[0][1], placed[-1][1]
    nothing = line(plot.x(0), first - radius, down=last - first + 2 * radius)
    return [
        Shape("".join(intervals), "none", palette.good, INTERVAL_LINE),
        Shape("".join(markers), PAPER, palette.best, OUTLINE),
        Shape(nothing, "none", INK, MIDDLE_LINE),
    ]


def _predicted(row: ForestRow, plot: _Plot, y: float) -> list[Shape]:
    half = PREDICTED * plot.size.text_pt
    left, right = plot.x(row.low), plot.x(row.high)
    return [Shape(rectangle(left, y - half, right - left, 2 * half), PAPER, QUIET_INK, OUTLINE)]


def _together(row: ForestRow, plot: _Plot, y: float, style: Style) -> list[Shape]:
    left, right = plot.x(row.low), plot.x(row.high)
    marker = diamond(plot.x(row.estimate), y, TOGETHER * plot.size.text_pt)
    return [
        Shape(line(left, y, right=right - left), "none", style.palette.worst, 2 * INTERVAL_LINE),
        Shape(marker, style.palette.worst),
    ]


def _keys(words: ForestWords, palette: Palette, size: Size) -> list[Key]:
    em = size.text_pt

    def one(x: float, y: float) -> Shape:
        return Shape(line(x - SIGN * em / 2, y, right=SIGN * em), "none", palette.good, 2)

    def together(x: float, y: float) -> Shape:
        return Shape(diamond(x, y, TOGETHER * em), palette.worst)

    def predicted(x: float, y: float) -> Shape:
        wide = (SIGN - 2 * INSIDE) * em
        box = rectangle(x - wide / 2, y - PREDICTED * em / 2, wide, PREDICTED * em)
        return Shape(box, PAPER, QUIET_INK, OUTLINE)

    return [
        Key(words.one, one),
        Key(words.together, together),
        Key(words.predicted, predicted),
    ]
