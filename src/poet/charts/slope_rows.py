"""A slope chart as small rows below each other, where one picture would hold too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.colours import Palette
from poet.charts.drawing import Mark, Size, Words, beside
from poet.charts.lettering import width
from poet.charts.rows import RowLabel, row_label
from poet.charts.slope_waves import MARKER, Place, SlopeRow, Waves, change_shapes, headings
from poet.wording import percent

# All in em.
FOR_ONE = 10  # the height of a share of 1
BETWEEN_ROWS = 0.7
BETWEEN_COLUMNS = 0.8
BESIDE_NUMBER = 0.4
WIDEST = 11
# Share of the width for labels, and the narrowest chart in em that has them at the left.
LABELS = 0.42
SIDE_BY_SIDE = 29


@dataclass(frozen=True)
class _Plot:
    waves: Waves
    label_room: float
    stacked: bool
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
    stacked = size.width_em < SIDE_BY_SIDE
    label_room = size.width_pt if stacked else LABELS * size.width_pt
    number = width("100%", em, bold=True) + (BESIDE_NUMBER + MARKER) * em
    left = number if stacked else label_room + BETWEEN_COLUMNS * em + number
    right = min(size.width_pt - number, left + WIDEST * em * (len(names) - 1))
    return _Plot(Waves(tuple(names), left, right), label_room, stacked, size)


def _placed(row: SlopeRow, plot: _Plot, top: float) -> _PlacedRow:
    size = plot.size
    label = row_label(row.label, "", plot.label_room, size)
    highest = max(share for _, share in row.known)
    falls = [(highest - share) * FOR_ONE * size.text_pt for _, share in row.known]
    height = max(falls) + size.line_pt
    inside = label.height + height if plot.stacked else max(label.height, height)
    first = top + (label.height if plot.stacked else (inside - height) / 2) + size.line_pt / 2
    places = [
        (plot.waves.x(at), first + fall) for (at, _), fall in zip(row.known, falls, strict=True)
    ]
    label_top = top if plot.stacked else top + (inside - label.height) / 2
    return _PlacedRow(row, label, label_top, places, top + inside + BETWEEN_ROWS * size.text_pt)


def _numbers(placed: _PlacedRow, size: Size) -> list[Words]:
    """The first share before its point, the last after it."""
    away = (MARKER + BESIDE_NUMBER) * size.text_pt
    (left, first), (right, last) = placed.places[0], placed.places[-1]
    shares = placed.row.shares
    return [
        Words(left - away, beside(first, size), percent(shares[0] or 0), "end"),
        Words(right + away, beside(last, size), percent(shares[-1] or 0), bold=True),
    ]
