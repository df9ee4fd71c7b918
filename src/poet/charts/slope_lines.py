"""All lines of a slope chart in one picture, with their numbers and labels at the ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.colours import GRID, QUIET_INK, Palette
from poet.charts.drawing import Mark, Shape, Size, Words, beside, paragraph
from poet.charts.lettering import width, wrapped
from poet.charts.paths import joined, line
from poet.charts.slope_waves import MARKER, SlopeRow, Waves, change_shapes, headings
from poet.charts.spacing import moved_apart
from poet.wording import percent

MOST_LINES = 8
# All in em.
FOR_ONE = 24  # the height of a share of 1
LEADER = 1.4  # from the end of a line to its number
AROUND = 0.15  # between a leader and what it joins
AFTER_NUMBER = 0.6
BETWEEN_LABELS = 0.25
FARTHEST = 2.5  # a label may be moved so far from the end of its line
# Share of the width.
LABELS = 0.42
# In points.
WAVE_LINE = 0.75
LEADER_LINE = 0.75


@dataclass(frozen=True)
class Ends:
    """The heights of the lines' ends, and of what stands beside them, moved apart."""

    first: tuple[float, ...]
    last: tuple[float, ...]
    first_numbers: tuple[float, ...]
    last_labels: tuple[float, ...]

    @property
    def farthest(self) -> float:
        """How far the words that were moved most stand from their line."""
        ends = zip(self.first + self.last, self.first_numbers + self.last_labels, strict=True)
        return max((abs(end - words) for end, words in ends), default=0)


@dataclass(frozen=True)
class Lines:
    """Rows that all have a line, on one scale from `highest` down; heights from the top."""

    rows: tuple[SlopeRow, ...]
    labels: tuple[tuple[str, ...], ...]
    waves: Waves
    highest: float
    size: Size

    def y(self, share: float) -> float:
        """How far below the highest share this one stands, in points."""
        return (self.highest - share) * FOR_ONE * self.size.text_pt

    def ends(self) -> Ends:
        """Where lines and words end."""
        gap = BETWEEN_LABELS * self.size.text_pt
        first, last = (tuple(self.y(row.shares[at] or 0) for row in self.rows) for at in (0, -1))
        numbers = [self.size.line_pt] * len(self.rows)
        labels = [max(1, len(lines)) * self.size.line_pt + gap for lines in self.labels]
        return Ends(
            first, last, tuple(moved_apart(first, numbers)), tuple(moved_apart(last, labels))
        )


def lines_of(rows: Sequence[SlopeRow], names: Sequence[str], size: Size) -> Lines:
    """The rows that have a line, laid out; `names` are those of the waves."""
    em = size.text_pt
    number = width("100%", em, bold=True)
    room = LABELS * size.width_pt
    left = number + LEADER * em
    right = size.width_pt - room - AFTER_NUMBER * em - number - LEADER * em
    shown = tuple(row for row in rows if row.known)
    labels = tuple(wrapped(row.label, room, em) for row in shown)
    highest = max((share for row in shown for _, share in row.known), default=1)
    return Lines(shown, labels, Waves(tuple(names), left, right), highest, size)


def fit_together(lines: Lines) -> bool:
    """Whether there are few enough lines, far enough apart, for one picture."""
    few = len(lines.rows) <= MOST_LINES
    return few and lines.ends().farthest <= FARTHEST * lines.size.text_pt


def lines_marks(lines: Lines, palette: Palette, top: float) -> tuple[list[Mark], float]:
    """The picture from this height down, and the height at which it ends."""
    size, ends = lines.size, lines.ends()
    marks, top = headings(lines.waves, top, size)
    above, below = _reach(lines, ends)
    zero, bottom = top + above, top + above + below
    drawn = [
        (row, [(lines.waves.x(at), zero + lines.y(share)) for at, share in row.known])
        for row in lines.rows
    ]
    wave_lines = (line(lines.waves.x(at), top, down=bottom - top) for at in _places(lines.waves))
    return [
        *marks,
        Shape("".join(wave_lines), "none", GRID, WAVE_LINE),
        _leaders(lines, ends, zero),
        *change_shapes(drawn, palette, size),
        *_words(lines, ends, zero),
    ], bottom


def _reach(lines: Lines, ends: Ends) -> tuple[float, float]:
    """How far marks and words reach above the highest share and below it, in points."""
    size = lines.size
    line_of_words = size.line_pt / 2
    boxes = [(lines.y(share), size.text_pt / 2) for row in lines.rows for _, share in row.known]
    boxes += [(y, line_of_words) for y in ends.first_numbers]
    for label, y in zip(lines.labels, ends.last_labels, strict=True):
        boxes.append((y, max(1, len(label)) * line_of_words))
    return max(half - y for y, half in boxes), max(half + y for y, half in boxes)


def _places(waves: Waves) -> range:
    return range(len(waves.names))


def _leaders(lines: Lines, ends: Ends, zero: float) -> Shape:
    """From the ends of the lines to their words, where those were moved away."""
    em, waves = lines.size.text_pt, lines.waves
    start, stop = (MARKER + AROUND) * em, (LEADER - AROUND) * em
    left = [
        joined([(waves.left - start, zero + end), (waves.left - stop, zero + words)])
        for end, words in zip(ends.first, ends.first_numbers, strict=True)
    ]
    right = [
        joined([(waves.right + start, zero + end), (waves.right + stop, zero + words)])
        for end, words in zip(ends.last, ends.last_labels, strict=True)
    ]
    return Shape("".join(left + right), "none", QUIET_INK, LEADER_LINE)


def _words(lines: Lines, ends: Ends, zero: float) -> list[Mark]:
    size, em = lines.size, lines.size.text_pt
    first = lines.waves.left - LEADER * em
    last = lines.waves.right + LEADER * em
    label_left = last + width("100%", em, bold=True) + AFTER_NUMBER * em
    marks: list[Mark] = []
    for index, row in enumerate(lines.rows):
        left_foot = beside(zero + ends.first_numbers[index], size)
        right = zero + ends.last_labels[index]
        marks.append(Words(first, left_foot, percent(row.shares[0] or 0), "end"))
        marks.append(Words(last, beside(right, size), percent(row.shares[-1] or 0), bold=True))
        label = lines.labels[index]
        top = right - len(label) * size.line_pt / 2
        marks += paragraph(label, top, Words(label_left), size)
    return marks
