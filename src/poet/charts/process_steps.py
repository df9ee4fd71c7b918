"""The steps of a process: stages one below the other, each step a bar of the minutes it takes.

Work that is done twice is hatched and says so; staff time is dark, that of the person lighter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from poet.charts.colours import GRID, PAPER, QUIET_INK, Palette
from poet.charts.drawing import Chart, Mark, Shape, Size, Style, Words, beside, paragraph
from poet.charts.legend import Key, legend
from poet.charts.lettering import wrapped
from poet.charts.paths import line, rectangle
from poet.charts.rows import RowLabel, headings, row_label
from poet.charts.step_rows import (
    BETWEEN_COLUMNS,
    Columns,
    StepBar,
    StepBlock,
    StepWords,
    columns_for,
)

# All in em.
BAR = 0.95
BETWEEN_ROWS = 0.22
BELOW_LABEL = 0.15  # where labels stand above their bars
ABOVE_BLOCK = 0.3
BELOW_RULE = 0.12
BELOW_HEADINGS = 0.2
SIGN = 0.9
HATCH = 0.38  # from one stroke to the next
# In points beside words of 12 pt.
OUTLINE = 1.0
RULE = 0.75
# Left, top, width and height.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _PlacedBar:
    """A step with its heights: of its label, and of the middle of its bar."""

    bar: StepBar
    label: RowLabel
    top: float
    middle: float
    bottom: float


@dataclass(frozen=True)
class _PlacedBlock:
    """A stage with the heights of the rule above it, of its words, and its steps."""

    block: StepBlock
    lines: tuple[str, ...]
    rule: float
    top: float
    bars: tuple[_PlacedBar, ...]
    bottom: float


def process_steps(
    blocks: Sequence[StepBlock],
    *,
    title: str,
    text: str,
    words: StepWords | None = None,
    longest: float = 0,
) -> Chart:
    """A bar for each step, by stages, with its minutes, and how many forms and sign-offs it needs.

    `longest`: the minutes of the longest bar of several pictures that are to have one scale.

    Raises ValueError where there is no step at all.
    """
    if not any(block.bars for block in blocks):
        raise ValueError("a process without steps is no picture")
    said = words or StepWords()

    def draw(style: Style) -> tuple[list[Mark], float]:
        return _marks(blocks, said, columns_for(blocks, said, style.size, longest), style)

    return Chart(title, text, draw)


def _marks(
    blocks: Sequence[StepBlock], words: StepWords, columns: Columns, style: Style
) -> tuple[list[Mark], float]:
    key, top = legend(_keys(blocks, words, style), columns.size)
    over, top = _headings(columns, top)
    placed = _placed(blocks, words, columns, top)
    said = [mark for block in placed for mark in _block_words(block, columns)]
    shapes = _shapes(placed, columns, style.palette)
    return [*key, *over, *shapes, *said], placed[-1].bottom


def _keys(blocks: Sequence[StepBlock], words: StepWords, style: Style) -> list[Key]:
    """A sign for each kind of bar that there is."""
    bars = [bar for block in blocks for bar in block.bars]
    palette, size = style.palette, style.size
    keys = [
        (words.staff, palette.best, False, any(not bar.own for bar in bars)),
        (words.own, palette.good, False, any(bar.own for bar in bars)),
        (words.twice, palette.best, True, any(bar.twice for bar in bars)),
    ]
    return [
        Key(label[:1].upper() + label[1:], _sign(colour, hatched, size))
        for label, colour, hatched, there in keys
        if there
    ]


def _sign(colour: str, hatched: bool, size: Size) -> Callable[[float, float], Shape]:
    side = SIGN * size.text_pt

    def sign(x: float, y: float) -> Shape:
        box = (x - side / 2, y - side / 2, side, side)
        return _hatched([box], colour, size) if hatched else _filled([box], colour)

    return sign


def _headings(columns: Columns, top: float) -> tuple[list[Mark], float]:
    """The words over the columns, all ending on the line above the first stage."""
    patterns = (
        Words(columns.bars_left, bold=True, ink=QUIET_INK),
        Words(columns.forms_right, 0, "", "end", QUIET_INK, bold=True),
        Words(columns.sign_offs_right, 0, "", "end", QUIET_INK, bold=True),
    )
    over = zip(columns.headings, patterns, strict=True)
    marks, bottom = headings(over, top, columns.size)
    return marks, bottom + BELOW_HEADINGS * columns.size.text_pt


def _placed(
    blocks: Sequence[StepBlock], words: StepWords, columns: Columns, top: float
) -> list[_PlacedBlock]:
    placed = []
    for block in blocks:
        if block.bars:
            placed.append(_placed_block(block, words, columns, top))
            top = placed[-1].bottom + ABOVE_BLOCK * columns.size.text_pt
    return placed


def _placed_block(
    block: StepBlock, words: StepWords, columns: Columns, rule: float
) -> _PlacedBlock:
    size = columns.size
    lines = wrapped(block.label, columns.label_room, size.text_pt, bold=True)
    top = rule + BELOW_RULE * size.text_pt
    below = top + (max(len(lines), 1) + columns.size.narrow) * size.line_pt
    bars: list[_PlacedBar] = []
    for bar in block.bars:
        bars.append(_placed_bar(bar, words, columns, bars[-1].bottom if bars else below))
    return _PlacedBlock(block, lines, rule, top, tuple(bars), bars[-1].bottom)


def _placed_bar(bar: StepBar, words: StepWords, columns: Columns, top: float) -> _PlacedBar:
    size = columns.size
    who = bar.who if columns.size.narrow else ""
    twice = words.twice if bar.twice else ""
    more = ", ".join(part for part in (who, bar.note, twice) if part)
    label = row_label(bar.label, more, columns.label_room, size)
    first = top + BETWEEN_ROWS * size.text_pt / 2
    row = max(BAR * size.text_pt, size.line_pt)
    above = label.height + BELOW_LABEL * size.text_pt
    inside = above + row if columns.size.narrow else max(label.height, row)
    # Beside a label of two lines the bar stands with the first, where the eye begins.
    middle = first + above + row / 2 if columns.size.narrow else first + row / 2
    return _PlacedBar(bar, label, first, middle, first + inside + first - top)


def _shapes(placed: Sequence[_PlacedBlock], columns: Columns, palette: Palette) -> list[Shape]:
    """A rule above each stage, then all bars of a kind as one shape."""
    wide = columns.size.width_pt
    rules = "".join(line(0, block.rule, right=wide) for block in placed)
    shapes = [Shape(rules, "none", GRID, RULE)]
    for own, colour in ((False, palette.best), (True, palette.good)):
        bars = [one for block in placed for one in block.bars if one.bar.own == own]
        plain = [_box(one, columns) for one in bars if not one.bar.twice and one.bar.minutes]
        twice = [_box(one, columns) for one in bars if one.bar.twice and one.bar.minutes]
        shapes.append(_filled(plain, colour))
        shapes.append(_hatched(twice, colour, columns.size))
    return [shape for shape in shapes if shape.path]


def _box(placed: _PlacedBar, columns: Columns) -> Box:
    tall = BAR * columns.size.text_pt
    return columns.bars_left, placed.middle - tall / 2, columns.wide(placed.bar), tall


def _filled(boxes: Sequence[Box], colour: str) -> Shape:
    return Shape("".join(rectangle(*box) for box in boxes), colour, colour, OUTLINE)


def _hatched(boxes: Sequence[Box], colour: str, size: Size) -> Shape:
    """Boxes with slanting strokes in them, all as one shape."""
    step = HATCH * size.text_pt
    path = "".join(_strokes(*box, step) + rectangle(*box) for box in boxes)
    return Shape(path, PAPER, colour, OUTLINE)


def _strokes(left: float, top: float, wide: float, tall: float, step: float) -> str:
    """Strokes that rise to the right, cut off at the sides of a box."""
    strokes = []
    for number in range(1, int((wide + tall) / step) + 1):
        foot = number * step  # where the stroke would leave the foot, were the box wide enough
        if foot < wide + tall:
            start, end = max(foot - tall, 0.0), min(foot, wide)
            strokes.append(line(left + start, top + foot - start, end - start, start - end))
    return "".join(strokes)


def _block_words(placed: _PlacedBlock, columns: Columns) -> list[Mark]:
    """The stage with what its steps take together, then each step."""
    size, block = columns.size, placed.block
    line_above = len(placed.lines) * size.line_pt if columns.size.narrow else 0
    foot = beside(placed.top + line_above + size.line_pt / 2, size)
    marks: list[Mark] = list(paragraph(placed.lines, placed.top, Words(0, bold=True), size))
    marks.append(Words(columns.bars_left, foot, block.time, bold=True))
    marks += _counts(block, columns, Words(0, foot, anchor="end", bold=True))
    return [*marks, *(mark for bar in placed.bars for mark in _bar_words(bar, columns))]


def _bar_words(placed: _PlacedBar, columns: Columns) -> list[Mark]:
    size, bar = columns.size, placed.bar
    foot = beside(placed.middle, size)
    after = columns.bars_left + columns.wide(bar) + BETWEEN_COLUMNS / 2 * size.text_pt
    counts = _counts(bar, columns, Words(0, foot, anchor="end"))
    return [*placed.label.marks(placed.top), Words(after, foot, bar.time), *counts]


def _counts(item: StepBlock | StepBar, columns: Columns, pattern: Words) -> list[Words]:
    """How many forms and sign-offs a stage or a step has; nothing where it has none."""
    numbers = ((columns.forms_right, item.forms), (columns.sign_offs_right, item.sign_offs))
    return [replace(pattern, x=x, words=number) for x, number in numbers if number]
