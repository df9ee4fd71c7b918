"""Where the parts of diverging bars stand: columns, scale, the segments of a row. In points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.answers import Band
from poet.charts.drawing import Size
from poet.charts.lettering import BOLD_IS_WIDER, widest, wrapped
from poet.wording import percent

# All in em.
BETWEEN_COLUMNS = 0.7
WIDEST_TOTAL = 6
# Shares of the width.
LABELS = 0.34
LARGEST_TOTAL = 0.2
# Narrower than this, in em, a label stands above its bar: beside it, it would be all line ends.
SIDE_BY_SIDE = 29

# Shares of counts that were rounded to protect people can make more than a whole: eight and nine of
# 17 people become two tens of 15.
ROUNDED_UP = 0.35

HIDDEN_TOTAL = "hidden"


@dataclass(frozen=True)
class BarRow:
    """One row: the share of each answer (None: not to be shown), and how many people answered.

    With `hidden` ("too few people to show") the row shows that sentence instead of a bar.
    Raises ValueError for a share outside 0 to 1, and for shares that make more than a whole by
    more than rounding can.
    """

    label: str
    shares: tuple[float | None, ...]
    people: str = ""
    hidden: str = ""

    def __post_init__(self) -> None:
        known = [share for share in self.shares if share is not None]
        if not all(0 <= share <= 1 for share in known) or sum(known) > 1 + ROUNDED_UP:
            raise ValueError(f"the shares of '{self.label}' are no parts of a whole")

    @property
    def shown(self) -> bool:
        """Whether there is anything to draw."""
        return not self.hidden and any(share is not None for share in self.shares)


@dataclass(frozen=True)
class Columns:
    """From left to right: labels, the bad total, bars, the good total."""

    label_room: float
    bad_left: float
    bad_right: float
    bars_left: float
    bars_right: float
    good_right: float
    bad_heading: tuple[str, ...]
    good_heading: tuple[str, ...]

    @property
    def stacked(self) -> bool:
        """Whether labels stand above their bars."""
        return self.bad_left == 0


@dataclass(frozen=True)
class Segment:
    """The part of a bar that is one band."""

    band: Band
    share: float
    left: float
    width: float


@dataclass(frozen=True)
class Layout:
    """What all rows of a chart have in common.

    `middle` is the x of the middle line, `per_share` how many points a share of 1 takes.
    """

    bands: tuple[Band, ...]
    columns: Columns
    middle: float
    per_share: float
    size: Size

    def segments(self, row: BarRow) -> list[Segment]:
        """The bar from left to right; a band nobody chose or not to be shown takes no room."""
        left = self.middle - _reach(row, self.bands)[0] * self.per_share
        placed = []
        for band in self.bands:
            share = band.share(row.shares) if row.shown else None
            if share:
                placed.append(Segment(band, share, left, share * self.per_share))
                left += share * self.per_share
        return placed


def layout_for(
    rows: Sequence[BarRow], bands: Sequence[Band], headings: tuple[str, str], size: Size
) -> Layout:
    """The layout of these rows: one scale for all, as large as their widest reaches allow.

    `headings`: the words over the bad and the good totals.
    """
    columns = _columns(rows, bands, headings, size)
    reaches = [_reach(row, bands) for row in rows if row.shown]
    left = max((reach[0] for reach in reaches), default=0.0)
    right = max((reach[1] for reach in reaches), default=0.0)
    per_share = (columns.bars_right - columns.bars_left) / ((left + right) or 1)
    middle = columns.bars_left + left * per_share
    return Layout(tuple(bands), columns, middle, per_share, size)


def total_words(row: BarRow, bands: Sequence[Band], meaning: str) -> str:
    """The total of the good or the bad answers as printed; "" when the row has no bar."""
    if not row.shown:
        return ""
    parts = [band.share(row.shares) for band in bands if band.meaning == meaning]
    known = [part for part in parts if part is not None]
    return percent(min(sum(known), 1.0)) if len(known) == len(parts) else HIDDEN_TOTAL


def _columns(
    rows: Sequence[BarRow], bands: Sequence[Band], headings: tuple[str, str], size: Size
) -> Columns:
    em, gap = size.text_pt, BETWEEN_COLUMNS * size.text_pt
    room = min(WIDEST_TOTAL * em, LARGEST_TOTAL * size.width_pt) / BOLD_IS_WIDER
    bad_heading, good_heading = (wrapped(heading, room, em) for heading in headings)
    bad, good = (
        widest((*heading, *(total_words(row, bands, meaning) for row in rows)), em, bold=True)
        for heading, meaning in ((bad_heading, "bad"), (good_heading, "good"))
    )
    label_room = LABELS * size.width_pt if size.width_em >= SIDE_BY_SIDE else 0
    bad_left = label_room + gap if label_room else 0
    return Columns(
        label_room=label_room or size.width_pt,
        bad_left=bad_left,
        bad_right=bad_left + bad,
        bars_left=bad_left + bad + gap,
        bars_right=size.width_pt - good - gap,
        good_right=size.width_pt,
        bad_heading=bad_heading,
        good_heading=good_heading,
    )


def _reach(row: BarRow, bands: Sequence[Band]) -> tuple[float, float]:
    """How far the bar goes to the left and to the right of the middle, as shares."""
    bad, neutral, good = (
        sum(band.share(row.shares) or 0 for band in bands if band.meaning == meaning)
        for meaning in ("bad", "neutral", "good")
    )
    return bad + neutral / 2, good + neutral / 2
