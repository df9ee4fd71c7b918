"""What every chart shares: the finished `Chart`, its `Size`, and the marks it is made of.

Marks are shapes (one <path> for all marks of one kind: a page's cost is counted in elements) and
words. Everything is in points and scales with the size of the words. Numbers are written with two
decimals at most, so the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from poet.charts.colours import INK
from poet.charts.lettering import BASELINE, HALF_A_CAPITAL, LINE_HEIGHT, width
from poet.charts.paths import number
from poet.wording_cleaning import cleaned

POINTS_IN_A_MM = 72 / 25.4
FONT = "Poet Sans, sans-serif"
# Below this a label, a bar and its figures cannot stand side by side without touching.
LEAST_WIDTH_EM = 18


@dataclass(frozen=True)
class Size:
    """How wide a chart is, in mm, and how large its words are, in points.

    Raises ValueError when the words are too large for the width.
    """

    width_mm: float = 170
    text_pt: float = 12

    def __post_init__(self) -> None:
        if not 0 < LEAST_WIDTH_EM * self.text_pt <= self.width_pt:
            raise ValueError(
                f"words of {self.text_pt} pt need a chart of at least "
                f"{LEAST_WIDTH_EM * self.text_pt / POINTS_IN_A_MM:.0f} mm, not {self.width_mm} mm"
            )

    @property
    def width_pt(self) -> float:
        """The width in points."""
        return self.width_mm * POINTS_IN_A_MM

    @property
    def line_pt(self) -> float:
        """The height of one line of words in points."""
        return LINE_HEIGHT * self.text_pt

    @property
    def width_em(self) -> float:
        """The width in letters (em): how much can be said on a line."""
        return self.width_pt / self.text_pt


STANDARD = Size()
# What part of the words stands before their anchor.
ANCHORED = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Chart:
    """A finished picture. `title` is its finding, for the heading beside it; `text` says in words
    what the picture shows and is the <title> inside `svg`, which readers of screens hear.

    Raises ValueError without a title or a text: a picture nobody can hear is not finished.
    """

    title: str
    text: str
    svg: str

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.text.strip()):
            raise ValueError("a chart needs a title and a text that says what it shows")

    def __html__(self) -> str:
        """The SVG, for a template that escapes whatever else it prints."""
        return self.svg


@dataclass(frozen=True)
class Shape:
    """One <path>: all marks of one kind. `outline` is the width of the `stroke` in points."""

    path: str
    fill: str = "none"
    stroke: str = "none"
    outline: float = 0

    def svg(self, text_pt: float) -> str:
        """The element; "" when there is nothing to draw."""
        pen = f' stroke="{self.stroke}" stroke-width="{number(self.outline)}"'
        pen = pen if self.outline else ""
        return f'<path d="{self.path}" fill="{self.fill}"{pen}/>' if self.path else ""


@dataclass(frozen=True)
class Words:
    """One line of words; x and y (the foot of the letters) in points."""

    x: float
    y: float = 0
    words: str = ""
    anchor: str = "start"
    ink: str = INK
    bold: bool = False

    def svg(self, text_pt: float) -> str:
        """The element, its words escaped, set from their left end.

        The left end is worked out here: for an anchor at the middle or the end WeasyPrint makes a
        group of each text, which doubles the size of the file and the time it takes.
        """
        left = self.x - ANCHORED[self.anchor] * width(self.words, text_pt, self.bold)
        weight = ' font-weight="bold"' if self.bold else ""
        return (
            f'<text x="{number(left)}" y="{number(self.y)}" '
            f'fill="{self.ink}"{weight}>{escaped(self.words)}</text>'
        )


Mark = Shape | Words


def finished(
    marks: Iterable[Mark], height_pt: float, size: Size, *, title: str, text: str
) -> Chart:
    """The chart of these marks, painted in this order."""
    box = f"0 0 {number(size.width_pt)} {number(height_pt)}"
    inside = "".join(mark.svg(size.text_pt) for mark in marks)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}" '
        f'width="{number(size.width_mm)}mm" height="{number(height_pt / POINTS_IN_A_MM)}mm" '
        f'font-family="{FONT}" font-size="{number(size.text_pt)}">'
        f"<title>{escaped(text)}</title>{inside}</svg>"
    )
    return Chart(title, text, svg)


def escaped(words: str) -> str:
    """Words as XML may hold them: what no printer can print removed, markup escaped.

    >>> escaped("<b> & co\\x00")
    '&lt;b&gt; &amp; co'
    """
    return escape(cleaned(words))


def paragraph(lines: Iterable[str], top: float, pattern: Words, size: Size) -> list[Words]:
    """The lines one below the other from `top`, each as `pattern` is (its x, anchor, ink)."""
    foot = top + BASELINE * size.text_pt
    return [
        replace(pattern, words=words, y=foot + index * size.line_pt)
        for index, words in enumerate(lines)
    ]


def beside(middle: float, size: Size) -> float:
    """The foot of figures or capitals whose middle is at this height."""
    return middle + HALF_A_CAPITAL * size.text_pt
