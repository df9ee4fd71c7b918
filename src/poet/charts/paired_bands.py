"""Two amounts of many cases in bands: the middle case of each band, and the middle half of cases.

For amounts that a mark a person would give away: a band stands for ten cases or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from poet.charts.colours import INK, Palette
from poet.charts.drawing import Chart, Mark, Shape, Size, Style
from poet.charts.legend import Key, legend
from poet.charts.paired_scatter import pounds
from poet.charts.paths import diamond, joined, line
from poet.charts.plane import Plane, axis, axis_across, frame, numbers_room, words_above

# All in em.
TALLEST = 9.5
MARKER = 0.34
CAP = 0.3
SAME_LINE = 1.25  # points
WHISKER = 2.25  # points
NUMBERS_UP = 5
APART = 1.4  # times the room that numbers need, so that they are no crowd


@dataclass(frozen=True)
class Band:
    """Cases next to each other by their first amount, in pounds: the median of the first amount;
    of the second one the lower quartile, the median and the upper quartile.

    Raises ValueError for amounts below nought, or quartiles that do not hold the median.
    """

    first: float
    low: float
    middle: float
    high: float

    def __post_init__(self) -> None:
        if not (0 <= self.first < float("inf") and 0 <= self.low <= self.high < float("inf")):
            raise ValueError(f"{self} has an amount that is none in pounds")
        if not self.low <= self.middle <= self.high:
            raise ValueError(f"{self} has its median outside its quartiles")


@dataclass(frozen=True)
class BandWords:
    """What the picture says: its two amounts, and in its key the line, the marks and the bars."""

    first: str
    second: str
    same: str
    middle: str
    half: str


def paired_bands(bands: Sequence[Band], words: BandWords, *, title: str, text: str) -> Chart:
    """A mark a band: its first amount across, its second upwards, with the line of equal amounts.

    Both scales begin at nought. Raises ValueError without bands.
    """
    if not bands:
        raise ValueError("a chart of bands needs a band")
    return Chart(title, text, partial(_marks, bands, words))


def _marks(bands: Sequence[Band], words: BandWords, style: Style) -> tuple[list[Mark], float]:
    size, palette = style.size, style.palette
    keys, top = legend(_keys(words, size, palette), size)
    plane, said = _plane(bands, words, top, size)
    framed, bottom = frame(plane)
    most = min(plane.across.ticks[-1], plane.up.ticks[-1])
    same = joined([(plane.x(0), plane.y(0)), (plane.x(most), plane.y(most))])
    marks = [*keys, *said, *framed, Shape(same, "none", INK, SAME_LINE)]
    bars = "".join(_bar(band, plane) for band in bands)
    radius = MARKER * size.text_pt
    middles = "".join(diamond(plane.x(b.first), plane.y(b.middle), radius) for b in bands)
    marks += [Shape(bars, "none", palette.best, WHISKER), Shape(middles, palette.best)]
    return marks, bottom


def _plane(
    bands: Sequence[Band], words: BandWords, top: float, size: Size
) -> tuple[Plane, list[Mark]]:
    """The plane below the key, and the words of its scale upwards."""
    em = size.text_pt
    height = TALLEST * em
    up = axis(words.second, 0, max(band.high for band in bands), NUMBERS_UP, pounds)
    left = numbers_room(up, size)
    first = max(band.first for band in bands)
    across = axis_across(words.first, first, (size.width_pt - left - 3 * em) / APART, em, pounds)
    said, top = words_above(up, top, size)
    right = size.width_pt - max(across.widest(em) / 2, MARKER * em)
    top += size.line_pt / 2
    return Plane(across, up, left, right, top, top + height, size), list(said)


def _bar(band: Band, plane: Plane) -> str:
    """The middle half of the cases of a band, with a cap at either end."""
    x, low, high = plane.x(band.first), plane.y(band.low), plane.y(band.high)
    cap = CAP * plane.size.text_pt
    ends = (line(x - cap, y, right=2 * cap) for y in (low, high))
    return line(x, high, down=low - high) + "".join(ends)


def _keys(words: BandWords, size: Size, palette: Palette) -> list[Key]:
    reach, radius = size.text_pt / 2, MARKER * size.text_pt
    return [
        Key(words.middle, lambda x, y: Shape(diamond(x, y, radius), palette.best)),
        Key(
            words.half,
            lambda x, y: Shape(line(x, y - reach, down=2 * reach), "none", palette.best, WHISKER),
        ),
        Key(
            words.same,
            lambda x, y: Shape(line(x - reach, y, right=2 * reach), "none", INK, SAME_LINE),
        ),
    ]
