"""Where the parts of diverging bars stand: columns, scale, the segments of a row. In points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.answers import Band
from poet.charts.drawing import Size
from poet.charts.lettering import widest, width, wrapped
from poet.charts.rows import label_room
from poet.wording import percent

# All in em.
BETWEEN_COLUMNS = 0.7
BETWEEN_HEADINGS = 1.5
BEFORE_PEOPLE = 1.1
WIDEST_PEOPLE = 6
# Share of the width.
LABELS = 0.36

# Shares of counts that were rounded to protect people can make more than a whole: eight and nine of
# 17 people become two tens of 15.
ROUNDED_UP = 0.35

HIDDEN_TOTAL = "hidden"


@dataclass(frozen=True)
class BarRow:
    """One row: the share of each answer (None: not to be shown), and how many people answered.

    `people` is short ("95") and stands in a column of its own; `people_long` ("about 95 people")
    stands after the label where there is no room for a column.
    With `hidden` ("too few people to show") the row shows that sentence instead of a bar.
    Raises ValueError for a share outside 0 to 1, for shares that make more than a whole by more
    than rounding can, and for `people` too long for a column.
    """

    label: str
    shares: tuple[float | None, ...]
    people: str = ""
    hidden: str = ""
    people_long: str = ""

    def __post_init__(self) -> None:
        known = [share for share in self.shares if share is not None]
        if not all(0 <= share <= 1 for share in known) or sum(known) > 1 + ROUNDED_UP:
            raise ValueError(f"the shares of '{self.label}' are no parts of a whole")
        if width(self.people, 1) > WIDEST_PEOPLE:
            raise ValueError(f"'{self.people}' is too long for the column of people")

    @property
    def shown(self) -> bool:
        """Whether there is anything to draw."""
        return not self.hidden and any(share is not None for share in self.shares)


@dataclass(frozen=True)
class Headings:
    """The words over the totals and over the column of people, in lines."""

    bad: tuple[str, ...]
    good: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """From left to right: labels, the bad total, bars, the good total, how many people.

    The headings of the totals begin and end where these do, and reach over the bars.
    """

    label_room: float
    bad_left: float
    bad_right: float
    bars_left: float
    bars_right: float
    good_right: float
    people_right: float
    headings: Headings


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
    rows: Sequence[BarRow], bands: Sequence[Band], headings: tuple[str, str, str], size: Size
) -> Layout:
    """The layout of these rows: one scale for all, as large as their widest reaches allow.

    `headings`: the words over the bad and the good totals and over how many people.
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
    rows: Sequence[BarRow], bands: Sequence[Band], headings: tuple[str, str, str], size: Size
) -> Columns:
    em, gap = size.text_pt, BETWEEN_COLUMNS * size.text_pt
    room = label_room(LABELS, size)
    bad_left = 0 if size.narrow else room + gap
    people, heading = ((), 0.0) if size.narrow else _people_column(rows, headings[2], size)
    good_right = size.width_pt - (heading + BEFORE_PEOPLE * em if heading else 0)
    bad, good = (_widest_total(rows, bands, meaning, size) for meaning in ("bad", "good"))
    half = (good_right - bad_left - BETWEEN_HEADINGS * em) / 2
    bad_heading, good_heading = (wrapped(words, half, em, bold=True) for words in headings[:2])
    return Columns(
        label_room=room,
        bad_left=bad_left,
        bad_right=bad_left + bad,
        bars_left=bad_left + bad + gap,
        bars_right=good_right - good - gap,
        good_right=good_right,
        people_right=size.width_pt,
        headings=Headings(bad_heading, good_heading, people),
    )


def _people_column(
    rows: Sequence[BarRow], heading: str, size: Size
) -> tuple[tuple[str, ...], float]:
    """The heading over how many people, and the width of the column; none where none is told."""
    people = tuple(row.people for row in rows if row.people)
    if not people:
        return (), 0.0
    em = size.text_pt
    lines = wrapped(heading, WIDEST_PEOPLE * em, em, bold=True)
    return lines, max(widest(lines, em, bold=True), widest(people, em))


def _widest_total(rows: Sequence[BarRow], bands: Sequence[Band], meaning: str, size: Size) -> float:
    totals = tuple(total_words(row, bands, meaning) for row in rows)
    return widest(totals, size.text_pt, bold=True)


def _reach(row: BarRow, bands: Sequence[Band]) -> tuple[float, float]:
    """How far the bar goes to the left and to the right of the middle, as shares."""
    bad, neutral, good = (
        sum(band.share(row.shares) or 0 for band in bands if band.meaning == meaning)
        for meaning in ("bad", "neutral", "good")
    )
    return bad + neutral / 2, good + neutral / 2
