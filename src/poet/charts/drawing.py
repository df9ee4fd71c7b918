"""What every chart shares: the `Chart`, the `Style` it is drawn in, and the marks it is made of.

Marks are shapes (one <path> for all marks of one kind: a page's cost is counted in elements) and
words. Everything is in points and scales with the size of the words. Numbers are written with two
decimals at most, so the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from poet.charts.colours import INK, PALETTE, Palette
from poet.charts.lettering import BASELINE, HALF_A_CAPITAL, LINE_HEIGHT, width
from poet.charts.paths import number
from poet.wording_cleaning import cleaned

POINTS_IN_A_MM = 72 / 25.4
FONT = "Poet Sans, sans-serif"
# Below this a label, a bar and its figures cannot stand side by side without touching.
LEAST_WIDTH_EM = 17.5
# Narrower than this, a label beside its row would be all line ends.
SIDE_BY_SIDE_EM = 29


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

    @property
    def narrow(self) -> bool:
        """Whether labels stand above their rows, or in a key, and not beside what they tell of."""
        return self.width_em < SIDE_BY_SIDE_EM


STANDARD = Size()
# What part of the words stands before their anchor.
ANCHORED = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Style:
    """How an edition draws: how large, and in which colours."""

    size: Size = STANDARD
    palette: Palette = PALETTE


PLAIN = Style()


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture of numbers, drawn as large as an edition asks for.

    `title` is its finding, for the heading beside it; `text` says in words what the picture shows
    and is the <title> inside the SVG, which readers of screens hear. `draw` gives the marks, in
    the order in which they are painted, and the height in points. A small picture, for a cell of
    a table, is `width_em` wide; any other takes the whole width.

    Raises ValueError without a title or a text: a picture nobody can hear is not finished.
    """

    title: str
    text: str
    draw: Callable[[Style], tuple[Sequence[Mark], float]]
    width_em: float = 0

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.text.strip()):
            raise ValueError("a chart needs a title and a text that says what it shows")

    def svg(self, style: Style = PLAIN) -> str:
        """The picture as an SVG element; the same style gives the same bytes."""
        size = style.size
        marks, height_pt = self.draw(style)
        width_pt = self.width_em * size.text_pt or size.width_pt
        width_mm, height_mm = width_pt / POINTS_IN_A_MM, height_pt / POINTS_IN_A_MM
        box = f"0 0 {number(width_pt)} {number(height_pt)}"
        inside = "".join(mark.svg(size.text_pt) for mark in marks)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}" '
            f'width="{number(width_mm)}mm" height="{number(height_mm)}mm" '
            f'font-family="{FONT}" font-size="{number(size.text_pt)}">'
            f"<title>{escaped(self.text)}</title>{inside}</svg>"
        )


@dataclass(frozen=True)
class Shape:
    """One <path>: all marks of one kind.

    `outline` is the width of the `stroke` in points beside words of 12 pt, and grows with them.
    `dash`: how long the strokes of a broken line are and how long its gaps, in em.
    """

    path: str
    fill: str = "none"
    stroke: str = "none"
    outline: float = 0
    dash: tuple[float, ...] = ()

    def svg(self, text_pt: float) -> str:
        """The element; "" when there is nothing to draw."""
        wide = pen_width(self.outline, text_pt)
        pen = f' stroke="{self.stroke}" stroke-width="{number(wide)}"' if self.outline else ""
        if self.dash:
            dashes = " ".join(number(part * text_pt) for part in self.dash)
            pen += f' stroke-dasharray="{dashes}"'
        return f'<path d="{self.path}" fill="{self.fill}"{pen}/>' if self.path else ""


def pen_width(outline: float, text_pt: float) -> float:
    """How wide a line is drawn, in points, that is `outline` wide beside words of 12 pt.

    >>> pen_width(2, 12), pen_width(2, 18)
    (2.0, 3.0)
    """
    return outline * text_pt / STANDARD.text_pt


@dataclass(frozen=True)
class Words:
    """One line of words; x and y (the foot of the letters) in points."""

    x: float
    y: float = 0
    words: str = ""
    anchor: str = "start"
    ink: str = INK
    bold: bool = False

    def left(self, text_pt: float) -> float:
        """The x of their left end."""
        return self.x - ANCHORED[self.anchor] * width(self.words, text_pt, self.bold)

    def svg(self, text_pt: float) -> str:
        """The element, its words escaped, set from their left end.

        The left end is worked out here: for an anchor at the middle or the end WeasyPrint makes a
        group of each text, which doubles the size of the file and the time it takes.
        """
        left = self.left(text_pt)
        weight = ' font-weight="bold"' if self.bold else ""
        return (
            f'<text x="{number(left)}" y="{number(self.y)}" '
            f'fill="{self.ink}"{weight}>{escaped(self.words)}</text>'
        )


Mark = Shape | Words


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
