"""What a slope chart is made of: a row's shares by wave, how a change looks, the waves' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from poet.charts.colours import PAPER, QUIET_INK, Palette
from poet.charts.drawing import Mark, Shape, Size, Words, paragraph
from poet.charts.legend import Key
from poet.charts.lettering import width, wrapped
from poet.charts.paths import circle, diamond, joined, line, square

CHANGES = ("better", "same", "worse")
# All in em.
MARKER = 0.36
BETWEEN_HEADINGS = 0.6
BELOW_HEADINGS = 0.4
DASH = (0.5, 0.25)
SIGN_REACH = 0.46
# In points.
LINE = 2.0
OUTLINE = 1.75

Place = tuple[float, float]


@dataclass(frozen=True)
class SlopeRow:
    """One topic: its share in each wave, the earliest first, and how it changed.

    `change` is "better", "worse" or "same"; what is no more than chance is "same". A share that is
    not to be shown is None; without the first or the last there is no line, and `hidden` says why.
    Raises ValueError for fewer than two waves, a share outside 0 to 1, an unknown change, and a
    row without line and sentence.
    """

    label: str
    shares: tuple[float | None, ...]
    change: str = "same"
    hidden: str = ""

    def __post_init__(self) -> None:
        if len(self.shares) < 2:
            raise ValueError(f"'{self.label}' needs the shares of two waves")
        if not all(0 <= share <= 1 for share in self.shares if share is not None):
            raise ValueError(f"the shares of '{self.label}' are not between 0 and 1")
        if self.change not in CHANGES:
            raise ValueError(f"{self.change!r} is no change: {', '.join(CHANGES)}")
        if None in (self.shares[0], self.shares[-1]) and not self.hidden:
            raise ValueError(f"'{self.label}' has no line and no sentence that says why")

    @property
    def known(self) -> list[tuple[int, float]]:
        """The waves whose share may be shown, by place, with it; none in a hidden row."""
        pairs = enumerate(self.shares)
        return [] if self.hidden else [(at, share) for at, share in pairs if share is not None]


@dataclass(frozen=True)
class Waves:
    """The names of the waves and the x of each, in points."""

    names: tuple[str, ...]
    left: float
    right: float

    def x(self, place: int) -> float:
        """Where a wave stands."""
        return self.left + place * self.apart

    @property
    def apart(self) -> float:
        """From one wave to the next."""
        return (self.right - self.left) / (len(self.names) - 1)


@dataclass(frozen=True)
class Look:
    """How lines of one change look."""

    marker: Callable[[float, float, float], str]
    fill: str
    stroke: str
    broken: bool = False


def looks(palette: Palette) -> dict[str, Look]:
    """The look of each change; they differ in marker and line as well as in colour."""
    return {
        "better": Look(circle, palette.best, palette.best),
        "same": Look(square, QUIET_INK, QUIET_INK),
        "worse": Look(diamond, PAPER, palette.worst, broken=True),
    }


def keys_of(
    rows: Sequence[SlopeRow], words: Mapping[str, str], palette: Palette, size: Size
) -> list[Key]:
    """What the key says of the changes that occur; `words` are those of each change."""
    occur = {row.change for row in rows if row.known}
    return [
        Key(words[change], lambda x, y, look=look: _sign(x, y, look, size))
        for change, look in looks(palette).items()
        if change in occur
    ]


def change_shapes(
    drawn: Sequence[tuple[SlopeRow, Sequence[Place]]], palette: Palette, size: Size
) -> list[Shape]:
    """Rows with the places of their points: for each change one shape of lines, one of markers."""
    shapes = []
    for change, look in looks(palette).items():
        own = [places for row, places in drawn if row.change == change]
        lines = "".join(joined(places) for places in own)
        shapes.append(Shape(lines, "none", look.stroke, LINE, DASH if look.broken else ()))
        shapes.append(_markers([place for places in own for place in places], look, size))
    return shapes


def headings(waves: Waves, top: float, size: Size) -> tuple[list[Mark], float]:
    """The names of the waves over their places, ending on one line, and the height below them."""
    rooms = [_room(waves, place, size) for place in range(len(waves.names))]
    wrapped_names = [
        wrapped(name, right - left, size.text_pt, bold=True)
        for name, (left, right) in zip(waves.names, rooms, strict=True)
    ]
    bottom = top + max(map(len, wrapped_names)) * size.line_pt
    marks: list[Mark] = []
    for place, lines in enumerate(wrapped_names):
        first = bottom - len(lines) * size.line_pt
        pattern = [_centred(name, waves.x(place), rooms[place], size) for name in lines]
        for index, words in enumerate(pattern):
            marks += paragraph([words.words], first + index * size.line_pt, words, size)
    return marks, bottom + BELOW_HEADINGS * size.text_pt


def _room(waves: Waves, place: int, size: Size) -> tuple[float, float]:
    half = (waves.apart - BETWEEN_HEADINGS * size.text_pt) / 2
    x = waves.x(place)
    return max(0, x - half), min(size.width_pt, x + half)


def _centred(name: str, x: float, room: tuple[float, float], size: Size) -> Words:
    """A line of words about x, as far as the room allows."""
    wide = width(name, size.text_pt, bold=True)
    left = min(max(x - wide / 2, room[0]), room[1] - wide)
    return Words(left, 0, name, bold=True)


def _markers(places: Sequence[Place], look: Look, size: Size) -> Shape:
    radius = MARKER * size.text_pt
    path = "".join(look.marker(x, y, radius) for x, y in places)
    return Shape(path, look.fill, look.stroke, OUTLINE)


def _sign(x: float, y: float, look: Look, size: Size) -> Shape:
    reach = SIGN_REACH * size.text_pt
    path = look.marker(x, y, MARKER * size.text_pt)
    path += line(x - reach, y, right=reach - MARKER * size.text_pt)
    path += line(x + MARKER * size.text_pt, y, right=reach - MARKER * size.text_pt)
    return Shape(path, look.fill, look.stroke, OUTLINE)
