"""Points with their intervals, and how the points of each name look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from poet.charts.colours import PALETTE, PAPER, QUIET_INK, Palette
from poet.charts.drawing import Shape
from poet.charts.paths import circle, diamond, square

OUTLINE = 1.75  # points
NOISE = 1e-6  # a computed interval can end a hair beside its share, or beside 0 and 1


@dataclass(frozen=True)
class Point:
    """One estimate as a share, with the ends of its interval where it has one.

    Without a share, `hidden` says why ("too few people to show"). Raises ValueError for a share
    outside 0 to 1 or outside its interval, and for a point with neither share nor sentence.
    """

    name: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: str = ""

    def __post_init__(self) -> None:
        if self.share is None and not self.hidden:
            raise ValueError(f"'{self.name}' has no share and no sentence that says why")
        ends = [end for end in (self.low, self.share, self.high) if end is not None]
        inside = all(-NOISE <= end <= 1 + NOISE for end in ends)
        if not inside or any(second < first - NOISE for first, second in pairwise(ends)):
            raise ValueError(f"'{self.name}' needs 0 <= low <= share <= high <= 1")


@dataclass(frozen=True)
class DotRow:
    """One row. With `hidden` it shows that sentence instead of its points."""

    label: str
    points: tuple[Point, ...]
    hidden: str = ""
    people: str = ""


@dataclass(frozen=True)
class Kind:
    """How the points of one name look."""

    marker: Callable[[float, float, float], str]
    fill: str
    stroke: str

    def shape(self, path: str) -> Shape:
        """Markers drawn as this kind is."""
        return Shape(path, self.fill, self.stroke, OUTLINE)


def _kinds(palette: Palette) -> tuple[Kind, ...]:
    return (
        Kind(circle, palette.best, palette.best),
        Kind(diamond, PAPER, palette.worst),
        Kind(square, QUIET_INK, QUIET_INK),
    )


def kinds_of(rows: Sequence[DotRow], palette: Palette = PALETTE) -> dict[str, Kind]:
    """The look of each name, in the order the names come. Raises ValueError for a fourth name."""
    names = list(dict.fromkeys(point.name for row in rows for point in row.points))
    kinds = _kinds(palette)
    if len(names) > len(kinds):
        raise ValueError(f"{len(names)} kinds of points, but only {len(kinds)} can be told apart")
    return dict(zip(names, kinds, strict=False))
