"""A funnel plot: councils by how many people answered, between the limits of chance.

The reader's own council is a large mark with its name; the others are small and have none, and
nothing ranks them (Spiegelhalter, 2005, Funnel plots for comparing institutional performance).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from poet.charts.colours import INK, PAPER, QUIET_INK, Palette
from poet.charts.drawing import Chart, Mark, Shape, Size, Style, Words, paragraph
from poet.charts.legend import SIGN, Key, legend
from poet.charts.lettering import width, wrapped
from poet.charts.paths import circle, diamond, joined, line
from poet.charts.plane import Plane, axis, axis_across, frame, numbers_room, words_above

# All in em.
TALLEST = 19
OTHER = 0.26
OWN = 0.5
EDGE = 0.1  # half of its outline
ABOVE_PLANE = 0.75
NARROW_DASH = (0.5, 0.25)
WIDE_DASH = (0.12, 0.22)
# In points.
OUTLINE = 1.0
OWN_OUTLINE = 1.75
CENTRE_LINE = 1.25
LIMIT_LINE = 1.25
LEADER_LINE = 0.75

MOST_TICKS = 11


@dataclass(frozen=True)
class FunnelPoint:
    """One council: how many people answered, and the share of them.

    Raises ValueError for no people and for a share outside 0 to 1.
    """

    people: float
    share: float

    def __post_init__(self) -> None:
        if not (self.people > 0 and 0 <= self.share <= 1):
            raise ValueError(f"{self.share} of {self.people} people is no point of a funnel")


@dataclass(frozen=True)
class FunnelLimits:
    """Between which shares councils of so many people stand by chance: 95 % and 99.8 % of them.

    Raises ValueError for no people, and for limits that are not one around the other.
    """

    people: float
    low_95: float
    high_95: float
    low_998: float
    high_998: float

    def __post_init__(self) -> None:
        around = 0 <= self.low_998 <= self.low_95 <= self.high_95 <= self.high_998 <= 1
        if not (self.people > 0 and around):
            raise ValueError(f"the limits for {self.people} people are not one around the other")


@dataclass(frozen=True)
class FunnelWords:
    """What a funnel plot says: its scales, its lines and its points."""

    own: str = "Your council"
    others: str = "Other councils"
    centre: str = "All councils together"
    narrow: str = "95 in 100 councils would be inside by chance alone"
    wide: str = "998 in 1,000 councils would be inside by chance alone"
    people: str = "How many people answered"
    share: str = "in 100 people"


def funnel_chart(
    points: Sequence[FunnelPoint],
    limits: Sequence[FunnelLimits],
    centre: float,
    *,
    title: str,
    text: str,
    highlight: FunnelPoint | None = None,
    words: FunnelWords | None = None,
    tallest: float = TALLEST,
) -> Chart:
    """The other councils as `points`, the reader's own as `highlight`; `limits` in order of people.

    The plane is at most `tallest` em high.
    Raises ValueError without limits, and for limits out of order.
    """
    people = [each.people for each in limits]
    if not people or people != sorted(people):
        raise ValueError("the limits of a funnel go from few people to many")
    data = _Data(tuple(points), tuple(limits), centre, highlight, words or FunnelWords(), tallest)
    return Chart(title, text, partial(_marks, data))


@dataclass(frozen=True)
class _Data:
    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimits, ...]
    centre: float
    own: FunnelPoint | None
    words: FunnelWords
    tallest: float = TALLEST

    @property
    def all_points(self) -> tuple[FunnelPoint, ...]:
        return (*self.points, *([self.own] if self.own else []))


def _marks(data: _Data, style: Style) -> tuple[list[Mark], float]:
    size = style.size
    marks, top = legend(_keys(data, style.palette, size), size)
    own_lines = wrapped(data.words.own, size.width_pt, size.text_pt, bold=True)
    plane, words, top = _plane(data, size, top, len(own_lines) if data.own else 0)
    framed, bottom = frame(plane)
    own = _own(data.own, own_lines, plane, style.palette) if data.own else []
    lines = _lines(data, plane)
    return [*marks, *words, *framed, *lines, _others(data, plane, style.palette), *own], bottom


def _plane(
    data: _Data, size: Size, top: float, lines_above: int
) -> tuple[Plane, list[Words], float]:
    """The plane, below what its scale upwards counts and below the name of the own council."""
    shares = [data.centre, *(point.share for point in data.all_points)]
    shares += [end for each in data.limits for end in (each.low_998, each.high_998)]
    people = [each.people for each in data.limits] + [each.people for each in data.all_points]
    up = axis(data.words.share, 100 * min(shares), 100 * max(shares), MOST_TICKS)
    words, top = words_above(up, top, size)
    top += lines_above * size.line_pt + ABOVE_PLANE * size.text_pt
    left = numbers_room(up, size)
    across = axis_across(data.words.people, max(people), size.width_pt - left, size.text_pt)
    beyond = max(across.widest(size.text_pt) / 2, (OWN + EDGE) * size.text_pt)
    right = size.width_pt - beyond
    height = min(data.tallest * size.text_pt, 0.75 * (right - left))
    return Plane(across, up, left, right, top, top + height, size), words, top


def _lines(data: _Data, plane: Plane) -> list[Shape]:
    """The centre and the limits, each kind broken in its own way."""
    shapes = []
    for first, last in (("low_95", "high_95"), ("low_998", "high_998")):
        paths = [
            joined(
                (plane.x(each.people), plane.y(100 * getattr(each, end))) for each in data.limits
            )
            for end in (first, last)
        ]
        shapes.append(_limit("".join(paths), wide=last == "high_998"))
    across = line(plane.left, plane.y(100 * data.centre), right=plane.right - plane.left)
    return [*shapes, Shape(across, "none", INK, CENTRE_LINE)]


def _limit(path: str, *, wide: bool) -> Shape:
    return Shape(path, "none", QUIET_INK, LIMIT_LINE, WIDE_DASH if wide else NARROW_DASH)


def _others(data: _Data, plane: Plane, palette: Palette) -> Shape:
    radius = OTHER * plane.size.text_pt
    markers = (circle(plane.x(p.people), plane.y(100 * p.share), radius) for p in data.points)
    return Shape("".join(markers), PAPER, palette.good, OUTLINE)


def _own(point: FunnelPoint, lines: Sequence[str], plane: Plane, palette: Palette) -> list[Mark]:
    """The reader's council: a large mark, and a line up to its name above the plane."""
    size, em = plane.size, plane.size.text_pt
    x, y = plane.x(point.people), plane.y(100 * point.share)
    bottom = plane.top - ABOVE_PLANE * em
    marks: list[Mark] = [
        Shape(line(x, bottom, down=y - bottom), "none", palette.best, LEADER_LINE),
        Shape(diamond(x, y, OWN * em), palette.best, PAPER, OWN_OUTLINE),
    ]
    for index, words in enumerate(lines):
        wide = width(words, em, bold=True)
        left = min(max(x - wide / 2, 0), size.width_pt - wide)
        top = bottom - (len(lines) - index) * size.line_pt
        marks += paragraph([words], top, Words(left, bold=True), size)
    return marks


def _keys(data: _Data, palette: Palette, size: Size) -> list[Key]:
    em, words = size.text_pt, data.words

    def across(x: float, y: float) -> str:
        return line(x - SIGN * em / 2, y, right=SIGN * em)

    def other(x: float, y: float) -> Shape:
        return Shape(circle(x, y, OTHER * em), PAPER, palette.good, OUTLINE)

    return [
        *([Key(words.others, other)] if data.points else []),
        Key(words.centre, lambda x, y: Shape(across(x, y), "none", INK, CENTRE_LINE)),
        Key(words.narrow, lambda x, y: _limit(across(x, y), wide=False)),
        Key(words.wide, lambda x, y: _limit(across(x, y), wide=True)),
    ]
