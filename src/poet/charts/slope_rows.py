"""A slope chart as small rows below each other, where one picture would hold too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.colours import Palette
from poet.charts.drawing import Mark, Size, Words, beside
from poet.charts.lettering import width
from poet.charts.rows import RowLabel, label_room, row_label
from poet.charts.slope_waves import MARKER, Place, SlopeRow, Waves, change_shapes, headings
from poet.wording import percent

# All in em.
FOR_ONE = 10  # the height of a share of 1
BETWEEN_ROWS = 0.7
BETWEEN_COLUMNS = 0.8
BESIDE_NUMBER = 0.4
WIDEST = 11
LABELS = 0.42  # share of the width


@dataclass(frozen=True)
class _Plot:
    waves: Waves
    label_room: float
    size: Size


@dataclass(frozen=True)
class _PlacedRow:
    row: SlopeRow
    label: RowLabel
    label_top: float
    places: list[Place]
    bottom: float


def rows_marks(
    rows: Sequence[SlopeRow], names: Sequence[str], size: Size, palette: Palette, top: float
) -> tuple[list[Mark], float]:
    """The rows that have a line, from this height down, and the height at which they end."""
    plot = _plot(names, size)
    marks, top = headings(plot.waves, top, size)
    placed = []
    for row in rows:
        if row.known:
            placed.append(_placed(row, plot, top))
            top = placed[-1].bottom
    marks += change_shapes([(one.row, one.places) for one in placed], palette, size)
    for one in placed:
        marks += [*one.label.marks(one.label_top), *_numbers(one, size)]
    return marks, top


def _plot(names: Sequence[str], size: Size) -> _Plot:
    em = size.text_pt
    room = label_room(LABELS, size)
    number = width("100%", em, bold=True) + (BESIDE_NUMBER + MARKER) * em
    left = number if size.narrow else room + BETWEEN_COLUMNS * em + number
    right = min(size.width_pt - number, left + WIDEST * em * (len(names) - 1))
    return _Plot(Waves(tuple(names), left, right), room, size)


def _placed(row: SlopeRow, plot: _Plot, top: float) -> _PlacedRow:
    size = plot.size
    label = row_label(row.label, "", plot.label_room, size)
    highest = max(share for _, share in row.known)
    falls = [(highest - share) * FOR_ONE * size.text_pt for _, share in row.known]
    height = max(falls) + size.line_pt
    at = label.beside(height, top)
    first = at.picture + size.line_pt / 2
    places = [
        (plot.waves.x(at), first + fall) for (at, _), fall in zip(row.known, falls, strict=True)
    ]
    return _PlacedRow(row, label, at.label, places, at.bottom + BETWEEN_ROWS * size.text_pt)


def _numbers(placed: _PlacedRow, size: Size) -> list[Words]:
    """The first share before its point, the last after it."""
    away = (MARKER + BESIDE_NUMBER) * size.text_pt
    (left, first), (right, last) = placed.places[0], placed.places[-1]
    shares = placed.row.shares
    return [
        Words(left - away, beside(first, size), percent(shares[0] or 0), "end"),
        Words(right + away, beside(last, size), percent(shares[-1] or 0), bold=True),
    ]
