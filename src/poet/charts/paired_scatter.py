"""Two amounts of each person against each other, with the line on which both are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from poet.charts.colours import INK, Palette
from poet.charts.drawing import Chart, Mark, Shape, Size, Style, Words, paragraph
from poet.charts.lettering import widest, wrapped
from poet.charts.paths import diamond, joined
from poet.charts.plane import Plane, axis_across, frame, numbers_room, words_above
from poet.charts.share_plot import patches

# All in em.
TALLEST = 24
MARKER = 0.26
SMALL_MARKER = 0.17
INSIDE_CORNER = 0.5
OUTLINE = 0.9  # points
SAME_LINE = 1.25  # points

MANY = 250  # pairs, from which the markers are small
CORNER = 0.45  # of the side, for the words in a corner


@dataclass(frozen=True)
class Pair:
    """Two amounts of one person, in pounds. Raises ValueError for an amount below nought."""

    first: float
    second: float

    def __post_init__(self) -> None:
        if not (0 <= self.first < float("inf") and 0 <= self.second < float("inf")):
            raise ValueError(f"{self.first} and {self.second} are no two amounts in pounds")


@dataclass(frozen=True)
class PairWords:
    """What a paired scatter says: its two amounts, and what stands on, above and below the line."""

    first: str
    second: str
    same: str = "the same"
    above: str = ""
    below: str = ""


@dataclass(frozen=True)
class _Corner:
    """The words of a corner: inside the plane, or outside where marks stand in it."""

    lines: tuple[str, ...]
    inside: bool

    def room(self, size: Size) -> float:
        """What the words take outside the plane, in points."""
        return 0 if self.inside else len(self.lines) * size.line_pt


@dataclass(frozen=True)
class _Layout:
    """The plane, the words of its two corners, and those of the scale upwards."""

    plane: Plane
    above: _Corner
    below: _Corner
    scale_words: list[Words]


def pounds(amount: int) -> str:
    """An amount as the scales say it.

    >>> pounds(1200)
    '£1,200'
    """
    return f"£{amount:,}"


def paired_scatter(pairs: Sequence[Pair], words: PairWords, *, title: str, text: str) -> Chart:
    """A mark a person: the first amount across, the second upwards, both on the same scale.

    Raises ValueError without pairs.
    """
    if not pairs:
        raise ValueError("a paired scatter needs a pair")
    return Chart(title, text, partial(_marks, pairs, words))


def _marks(pairs: Sequence[Pair], words: PairWords, style: Style) -> tuple[list[Mark], float]:
    layout = _layout(pairs, words, style.size)
    plane = layout.plane
    framed, bottom = frame(plane, layout.below.room(style.size))
    ends = [(plane.left, plane.bottom), (plane.right, plane.top)]
    same = Shape(joined(ends), "none", INK, SAME_LINE)
    corners = _corner_words(layout)
    points = _points(pairs, plane, style.palette)
    marks = [*layout.scale_words, *framed, patches(corners, style.size), same, points]
    return [*marks, *_same_words(words.same, plane), *corners], bottom


def _layout(pairs: Sequence[Pair], words: PairWords, size: Size) -> _Layout:
    """A square, below what its scale upwards counts and below the word at the line's end."""
    em = size.text_pt
    most = max(max(pair.first, pair.second) for pair in pairs)
    across, up = (
        axis_across(name, most, min(0.7 * size.width_pt, TALLEST * em), em, pounds)
        for name in (words.first, words.second)
    )
    left = numbers_room(up, size)
    side = min(size.width_pt - left - across.widest(em) / 2, TALLEST * em)
    # With the plane at the top left, to see which marks stand in its corners.
    plane = Plane(across, up, 0, side, 0, side, size)
    above = _corner(words.above, pairs, plane, upper=True)
    below = _corner(words.below, pairs, plane, upper=False)
    said, top = words_above(up, 0, size)
    top += above.room(size) + size.line_pt
    plane = Plane(across, up, left, left + side, top, top + side, size)
    return _Layout(plane, above, below, said)


def _corner(words: str, pairs: Sequence[Pair], plane: Plane, *, upper: bool) -> _Corner:
    """The upper left or the lower right corner of a plane that begins at the top left."""
    em, side = plane.size.text_pt, plane.right
    lines = wrapped(words, CORNER * side, em, bold=True)
    reach = (INSIDE_CORNER + MARKER) * em
    across = widest(lines, em, bold=True) + reach
    down = len(lines) * plane.size.line_pt + reach
    for pair in pairs:
        x, y = plane.x(pair.first), plane.y(pair.second)
        if (x < across and y < down) if upper else (side - x < across and side - y < down):
            return _Corner(wrapped(words, side, em, bold=True), inside=False)
    return _Corner(lines, inside=True)


def _corner_words(layout: _Layout) -> list[Words]:
    plane, size = layout.plane, layout.plane.size
    inside = INSIDE_CORNER * size.text_pt
    above, below = layout.above, layout.below
    left, top = plane.left, plane.top - size.line_pt - above.room(size)
    if above.inside:
        left, top = plane.left + inside, plane.top + inside / 2
    right, bottom = plane.right, plane.bottom + below.room(size)
    if below.inside:
        right, bottom = plane.right - inside, plane.bottom - inside / 2
    foot = bottom - len(below.lines) * size.line_pt
    return [
        *paragraph(above.lines, top, Words(left, bold=True), size),
        *paragraph(below.lines, foot, Words(right, anchor="end", bold=True), size),
    ]


def _same_words(words: str, plane: Plane) -> list[Words]:
    """The word at the end of the line on which both amounts are the same."""
    size = plane.size
    lines = wrapped(words, plane.right, size.text_pt, lines=1)
    return paragraph(lines, plane.top - size.line_pt, Words(plane.right, anchor="end"), size)


def _points(pairs: Sequence[Pair], plane: Plane, palette: Palette) -> Shape:
    """All people as one shape: outlines, so that many in one place look denser."""
    radius = (MARKER if len(pairs) < MANY else SMALL_MARKER) * plane.size.text_pt
    markers = (diamond(plane.x(p.first), plane.y(p.second), radius) for p in pairs)
    return Shape("".join(markers), "none", palette.best, OUTLINE)
