"""A small bar for a cell of a table, with its number beside it."""

from __future__ import annotations

from functools import partial

from poet.charts.colours import PAPER, QUIET_INK
from poet.charts.drawing import Chart, Mark, Shape, Style, Words, beside
from poet.charts.lettering import width
from poet.charts.paths import rectangle
from poet.wording import percent

# All in em.
BAR = 5.0
BAR_HEIGHT = 0.8
NUMBER = width("100%", 1, bold=True)
AFTER_NUMBER = 0.4
FRAME = 0.06  # the frame's line, which must not leave the picture
OUTLINE = 0.75  # points


def table_bar(share: float, *, text: str) -> Chart:
    """The share as a bar in a frame as long as all people, its percentage before it.

    `text` says the number in words ("78 in 100 people"); it is the title too. Raises ValueError
    for a share outside 0 to 1.
    """
    number = percent(share)
    return Chart(text, text, partial(_marks, share, number), NUMBER + AFTER_NUMBER + BAR)


def _marks(share: float, number: str, style: Style) -> tuple[list[Mark], float]:
    em, height = style.size.text_pt, style.size.line_pt
    left, long = (NUMBER + AFTER_NUMBER) * em, (BAR - FRAME) * em
    top, tall = (height - BAR_HEIGHT * em) / 2, BAR_HEIGHT * em
    bar = rectangle(left, top, share * long, tall) if share else ""
    frame = rectangle(left, top, long, tall)
    foot = beside(height / 2, style.size)
    return [
        Shape(frame, PAPER),
        Shape(bar, style.palette.best),
        Shape(frame, "none", QUIET_INK, OUTLINE),
        Words(NUMBER * em, foot, number, "end", bold=True),
    ], height
