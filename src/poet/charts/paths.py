"""Marks as parts of an SVG path, written with two decimals at most."""

from __future__ import annotations

from collections.abc import Iterable


def number(value: float) -> str:
    """A coordinate: two decimals at most, no needless nought.

    >>> number(12.5), number(3.14159), number(40.0), number(-0.001)
    ('12.5', '3.14', '40', '0')
    """
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as part of a path, from its top left corner.

    >>> rectangle(1, 2, 10, 5)
    'M1 2h10v5h-10z'
    """
    across = number(width)
    return f"M{number(x)} {number(y)}h{across}v{number(height)}h-{across}z"


def line(x: float, y: float, right: float = 0, down: float = 0) -> str:
    """A straight line as part of a path, from (x, y), so far to the right and so far down.

    >>> line(1, 2, right=10)
    'M1 2l10 0'
    """
    return f"M{number(x)} {number(y)}l{number(right)} {number(down)}"


def joined(points: Iterable[tuple[float, float]]) -> str:
    """Straight lines from each point to the next as part of a path; "" when there are no points.

    >>> joined([(1, 2), (3, 4), (5, 4)])
    'M1 2L3 4L5 4'
    """
    places = (f"{number(x)} {number(y)}" for x, y in points)
    path = "L".join(places)
    return f"M{path}" if path else ""


def circle(x: float, y: float, radius: float) -> str:
    """A circle as part of a path, about (x, y).

    >>> circle(10, 10, 4)
    'M6 10a4 4 0 1 1 8 0a4 4 0 1 1 -8 0z'
    """
    r, d = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0z"


def diamond(x: float, y: float, radius: float) -> str:
    """A square on its corner as part of a path, about (x, y).

    >>> diamond(10, 10, 4)
    'M6 10l4 -4l4 4l-4 4z'
    """
    r = number(radius)
    return f"M{number(x - radius)} {number(y)}l{r} -{r}l{r} {r}l-{r} {r}z"


def square(x: float, y: float, radius: float) -> str:
    """A square as part of a path, about (x, y), as large to the eye as a circle of this radius.

    >>> square(10, 10, 4)
    'M6.6 6.6h6.8v6.8h-6.8z'
    """
    side = 1.7 * radius
    return rectangle(x - side / 2, y - side / 2, side, side)
