"""Points with their intervals as marks: two shapes a kind, however many points there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from poet.charts.drawing import Shape
from poet.charts.legend import Key
from poet.charts.paths import line
from poet.charts.points import Kind, Point
from poet.charts.share_plot import SharePlot

CAP = 0.25  # em
WHISKER = 1.5  # points


def point_shapes(
    placed: Sequence[tuple[Point, float]], kinds: Mapping[str, Kind], plot: SharePlot
) -> list[Shape]:
    """Points, each at its height: for each kind all lines as one shape, then all its markers."""
    shapes = []
    for name, kind in kinds.items():
        own = [(point, y) for point, y in placed if point.name == name]
        whiskers = (_whisker(point, y, plot) for point, y in own)
        markers = (kind.marker(plot.x(point.share or 0), y, plot.radius) for point, y in own)
        shapes += [Shape("".join(whiskers), "none", kind.stroke, WHISKER)]
        shapes += [kind.shape("".join(markers))]
    return shapes


def keys_of(kinds: Mapping[str, Kind], radius: float) -> list[Key]:
    """What the key of the chart says of these kinds."""
    return [
        Key(name, lambda x, y, kind=kind: kind.shape(kind.marker(x, y, radius)))
        for name, kind in kinds.items()
    ]


def _whisker(point: Point, y: float, plot: SharePlot) -> str:
    if point.low is None or point.high is None:
        return ""
    low, high, cap = plot.x(point.low), plot.x(point.high), CAP * plot.size.text_pt
    ends = (line(x, y - cap, down=2 * cap) for x in (low, high))
    return line(low, y, right=high - low) + "".join(ends)
