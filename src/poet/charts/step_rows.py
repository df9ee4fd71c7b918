"""The rows of a picture of a process, and the columns that they stand in. In points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.drawing import Size
from poet.charts.lettering import widest, width, wrapped
from poet.charts.rows import label_room

# All in em.
BETWEEN_COLUMNS = 0.7
WIDEST_HEADING = 5.5
EDGE = 0.06  # half of the line round a bar, which must not leave the picture
LABELS = 0.44  # share of the width


@dataclass(frozen=True)
class StepBar:
    """One step: its words, and how many minutes of an average case it takes.

    `time`, `forms` and `sign_offs` are those numbers as printed ("" for none), `who` does it,
    `note` is what else is to be said of it. `own`: it is the person's own time, not that of staff.
    `twice`: it does the work of another step once more.
    Raises ValueError for minutes that are less than none.
    """

    label: str
    minutes: float
    time: str
    who: str = ""
    forms: str = ""
    sign_offs: str = ""
    note: str = ""
    own: bool = False
    twice: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.minutes < math.inf:
            raise ValueError(f"'{self.label}' takes {self.minutes} minutes")


@dataclass(frozen=True)
class StepBlock:
    """A stage of the process: its steps in order, and what they take together, as printed."""

    label: str
    bars: tuple[StepBar, ...]
    time: str
    forms: str = ""
    sign_offs: str = ""


@dataclass(frozen=True)
class StepWords:
    """What the picture says beside the words of the steps."""

    time: str = "Average time"
    forms: str = "Forms"
    sign_offs: str = "Sign-offs"
    staff: str = "Staff time"
    own: str = "Time of the person or family"
    twice: str = "done twice"


@dataclass(frozen=True)
class Columns:
    """From left to right: labels, bars with their minutes, forms, sign-offs.

    Forms and sign-offs end at `forms_right` and `sign_offs_right`; `per_minute` is how many points
    a minute takes.
    """

    label_room: float
    bars_left: float
    bars_right: float
    forms_right: float
    sign_offs_right: float
    per_minute: float
    headings: tuple[tuple[str, ...], ...]
    size: Size

    def wide(self, bar: StepBar) -> float:
        """How long a bar is."""
        return bar.minutes * self.per_minute


def columns_for(
    blocks: Sequence[StepBlock], words: StepWords, size: Size, longest: float = 0
) -> Columns:
    """The columns of these blocks: one scale for all bars, as large as the words leave room for.

    With `longest` the scale has room for a bar of so many minutes.
    """
    em, gap = size.text_pt, BETWEEN_COLUMNS * size.text_pt
    counts = [wrapped(one, WIDEST_HEADING * em, em, bold=True) for one in _counted(words)]
    wide = [_count_width(blocks, place, heading, em) for place, heading in enumerate(counts)]
    forms_right = size.width_pt - wide[1] - gap
    room = label_room(LABELS, size)
    bars_left = EDGE * em if size.narrow else room + gap
    bars_right = forms_right - wide[0] - gap
    bars = [bar for block in blocks for bar in block.bars]
    beside = widest(tuple(bar.time for bar in bars), em) + BETWEEN_COLUMNS / 2 * em
    longest = max([longest, *(bar.minutes for bar in bars)])
    time = wrapped(words.time, bars_right - bars_left, em, bold=True)
    return Columns(
        label_room=room,
        bars_left=bars_left,
        bars_right=bars_right,
        forms_right=forms_right,
        sign_offs_right=size.width_pt,
        per_minute=max(bars_right - bars_left - beside, em) / (longest or 1),
        headings=(time, *counts),
        size=size,
    )


def _counted(words: StepWords) -> tuple[str, str]:
    return words.forms, words.sign_offs


def _count_width(
    blocks: Sequence[StepBlock], place: int, heading: tuple[str, ...], em: float
) -> float:
    """How wide the column of forms (place 0) or of sign-offs (1) is."""
    items = [item for block in blocks for item in (block, *block.bars)]
    numbers = [(item.forms, item.sign_offs)[place] for item in items]
    return max(widest(heading, em, bold=True), *(width(one, em, bold=True) for one in numbers), 0)
