"""Answers on a scale as bars about a middle line: worse to the left, better to the right.

The neutral answer straddles the line, so that the eye reads the balance (Robbins and Heiberger,
2011, Plotting Likert and other rating scales). The totals of each side stand beside the bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.answers import AnswerKey, Band, bands
from poet.charts.bar_layout import HIDDEN_TOTAL, BarRow, Layout, Segment, layout_for, total_words
from poet.charts.colours import INK, PAPER, QUIET_INK, ink_on
from poet.charts.drawing import Chart, Mark, Shape, Size, Style, Words, beside, paragraph, pen_width
from poet.charts.legend import Key, legend
from poet.charts.lettering import width, wrapped
from poet.charts.paths import line, rectangle
from poet.charts.rows import RowLabel, headings, row_label
from poet.wording import percent

# All in em.
BAR = 1.5
BETWEEN_ROWS = 0.45
BETWEEN_STACKED_ROWS = 0.75  # or a label would stand as near to the bar above
ABOUT_WORDS_IN_A_SEGMENT = 0.5
BELOW_HEADINGS = 0.3
BELOW_LABEL = 0.25  # where labels stand above their bars
SWATCH = 0.9
# In points. A white segment narrower than the last cannot part its neighbours.
OUTLINE = 0.75
MIDDLE_LINE = 1.0
WHITE_ABOUT_MIDDLE_LINE = 3.0

NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class _PlacedRow:
    """A row with its heights: from `top` to `bottom`, and the middle of its bar."""

    row: BarRow
    label: RowLabel
    label_top: float
    hidden: tuple[str, ...]
    segments: list[Segment]
    top: float
    middle: float
    bottom: float


def diverging_bars(
    rows: Sequence[BarRow],
    answers: Sequence[AnswerKey],
    *,
    title: str,
    text: str,
    good_words: str = "better",
    bad_words: str = "worse",
    people_words: str = "People",
) -> Chart:
    """One bar a row, with the share of good answers at its right and of bad ones at its left.

    How many people answered stands at the right end, under the heading `people_words`.

    `answers` go from best to worst; each row has a share for each, in that order. Raises
    ValueError when it has not, or when the answers are in another order.
    """
    for row in rows:
        if len(row.shares) != len(answers):
            raise ValueError(f"'{row.label}' has {len(row.shares)} shares, not {len(answers)}")
    bands(answers)

    def draw(style: Style) -> tuple[list[Mark], float]:
        over = (bad_words, good_words, people_words)
        return _marks(rows, layout_for(rows, bands(answers, style.palette), over, style.size))

    return Chart(title, text, draw)


def _marks(rows: Sequence[BarRow], layout: Layout) -> tuple[list[Mark], float]:
    size = layout.size
    marks, top = legend([_key(band, size) for band in layout.bands], size)
    over, top = _headings(layout, top)
    placed = _placed(rows, layout, top)
    words = [mark for row in placed for mark in _words(row, layout)]
    height = placed[-1].bottom if placed else top
    return [*marks, *over, *_shapes(placed, layout), *words], height


def _key(band: Band, size: Size) -> Key:
    side = SWATCH * size.text_pt

    def swatch(x: float, y: float) -> Shape:
        square = rectangle(x - side / 2, y - side / 2, side, side)
        return Shape(square, band.colour, QUIET_INK, OUTLINE)

    return Key(band.label, swatch)


def _headings(layout: Layout, top: float) -> tuple[list[Mark], float]:
    """The words over the columns, all ending on the line above the first row."""
    columns, size = layout.columns, layout.size
    over = [
        (columns.headings.bad, Words(columns.bad_left, bold=True)),
        (columns.headings.good, Words(columns.good_right, anchor="end", bold=True)),
        (columns.headings.people, Words(columns.people_right, 0, "", "end", QUIET_INK, bold=True)),
    ]
    marks, bottom = headings(over, top, size)
    return marks, bottom + BELOW_HEADINGS * size.text_pt


def _placed(rows: Sequence[BarRow], layout: Layout, top: float) -> list[_PlacedRow]:
    placed = []
    for row in rows:
        placed.append(_placed_row(row, layout, top))
        top = placed[-1].bottom
    return placed


def _placed_row(row: BarRow, layout: Layout, top: float) -> _PlacedRow:
    columns, size = layout.columns, layout.size
    people = (row.people_long or row.people) if size.narrow else ""
    label = row_label(row.label, people, columns.label_room, size)
    room = columns.good_right - columns.bad_left
    sentence = "" if row.shown else row.hidden or NOT_SHOWN
    hidden = wrapped(sentence, room, size.text_pt)
    bar = max(BAR * size.text_pt, len(hidden) * size.line_pt)
    half_gap = (BETWEEN_STACKED_ROWS if size.narrow else BETWEEN_ROWS) * size.text_pt / 2
    at = label.beside(bar, top + half_gap, BELOW_LABEL * size.text_pt)
    middle, bottom = at.picture + bar / 2, at.bottom + half_gap
    return _PlacedRow(row, label, at.label, hidden, layout.segments(row), top, middle, bottom)


def _shapes(placed: Sequence[_PlacedRow], layout: Layout) -> list[Shape]:
    """The middle line, then all segments of a colour as one shape, the outlined white last."""
    touching = [row for row in placed if _meet_at_the_middle(row.segments, layout.size)]
    coloured = [band for band in layout.bands if band.colour != PAPER]
    neutral = [band for band in layout.bands if band.colour == PAPER]
    return [
        Shape(_middle_line(placed, layout, whole=True), "none", INK, MIDDLE_LINE),
        *(Shape(_bars(placed, band, layout.size), band.colour) for band in coloured),
        *(Shape(_bars(placed, band, layout.size), PAPER, QUIET_INK, OUTLINE) for band in neutral),
        Shape(_middle_line(touching, layout), "none", PAPER, WHITE_ABOUT_MIDDLE_LINE),
        Shape(_middle_line(touching, layout), "none", INK, MIDDLE_LINE),
    ]


def _bars(placed: Sequence[_PlacedRow], band: Band, size: Size) -> str:
    height = BAR * size.text_pt
    return "".join(
        rectangle(segment.left, row.middle - height / 2, segment.width, height)
        for row in placed
        for segment in row.segments
        if segment.band == band
    )


def _middle_line(placed: Sequence[_PlacedRow], layout: Layout, whole: bool = False) -> str:
    """The middle line along these bars; `whole` also between them, but never through a label."""
    half = BAR * layout.size.text_pt / 2
    beyond = half + BELOW_LABEL * layout.size.text_pt
    pieces = []
    for row in placed:
        top, bottom = row.middle - half, row.middle + half
        if whole and layout.size.narrow:
            top, bottom = row.middle - beyond, row.middle + beyond
        elif whole:
            top, bottom = row.top, row.bottom
        pieces.append(line(layout.middle, top, down=bottom - top) if row.segments else "")
    return "".join(pieces)


def _meet_at_the_middle(row_segments: Sequence[Segment], size: Size) -> bool:
    """Whether good and bad touch there: without white between, mid blue and orange are one grey."""
    enough = pen_width(WHITE_ABOUT_MIDDLE_LINE, size.text_pt)
    parted = {
        segment.band.meaning
        for segment in row_segments
        if segment.band.colour != PAPER or segment.width >= enough
    }
    return parted == {"good", "bad"}


def _words(placed: _PlacedRow, layout: Layout) -> list[Mark]:
    marks = placed.label.marks(placed.label_top)
    if not layout.size.narrow and placed.row.people:
        right, foot = layout.columns.people_right, beside(placed.middle, layout.size)
        marks.append(Words(right, foot, placed.row.people, "end", QUIET_INK))
    return [*marks, *_words_of_bar(placed, layout)]


def _words_of_bar(placed: _PlacedRow, layout: Layout) -> list[Mark]:
    """The totals and the shares; or the sentence that stands in place of the bar."""
    columns, size = layout.columns, layout.size
    if placed.hidden:
        top = placed.middle - len(placed.hidden) * size.line_pt / 2
        return [*paragraph(placed.hidden, top, Words(columns.bad_left, ink=QUIET_INK), size)]
    foot = beside(placed.middle, size)
    marks: list[Mark] = []
    for right, meaning in ((columns.bad_right, "bad"), (columns.good_right, "good")):
        total = total_words(placed.row, layout.bands, meaning)
        known = total != HIDDEN_TOTAL
        marks.append(Words(right, foot, total, "end", INK if known else QUIET_INK, bold=known))
    return [*marks, *_percentages(_not_told_beside(placed.segments, layout), foot, size)]


def _not_told_beside(row_segments: Sequence[Segment], layout: Layout) -> list[Segment]:
    """The segments whose share does not stand beside the bar as the total of their side."""
    meanings = [band.meaning for band in layout.bands]
    return [
        segment
        for segment in row_segments
        if segment.band.meaning == "neutral" or meanings.count(segment.band.meaning) > 1
    ]


def _percentages(row_segments: Sequence[Segment], foot: float, size: Size) -> list[Words]:
    """The share of each segment that has the room."""
    marks = []
    for segment in row_segments:
        words = percent(segment.share)
        room = segment.width - ABOUT_WORDS_IN_A_SEGMENT * size.text_pt
        if width(words, size.text_pt) <= room:
            ink = ink_on(segment.band.colour)
            marks.append(Words(segment.left + segment.width / 2, foot, words, "middle", ink))
    return marks
