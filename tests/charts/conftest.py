"""What a chart's SVG says, read back: its words with their boxes, its shapes, its colours.

Widths are measured in the font files that reports bundle, not with the estimate the charts use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from poet.charts import PALETTE, Size, Style

STANDARD = Size()
FONTS = Path(__file__).resolve().parents[2] / "report_templates" / "shared" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
COMMAND = re.compile(r"([MLlhvaz])([^MLlhvaz]*)")
NUMBERS = re.compile(r"-?[\d.]+")
RECTANGLE = re.compile(r"M(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")


@dataclass(frozen=True)
class Said:
    """One text element and the box its letters fill."""

    words: str
    fill: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Drawn:
    """One path: how it is painted, and the box that its marks and their outlines fill."""

    fill: str
    stroke: str
    dash: str
    path: str
    pen: float

    @cached_property
    def box(self):
        """Left, right, top and bottom."""
        places = list(_places(self.path))
        # A line ends where it ends, and is as thin as a hair.
        half = self.pen / 2 * self.path.endswith("z")
        across, down = ([place[axis] for place in places] for axis in (0, 1))
        return min(across) - half, max(across) + half, min(down) - half, max(down) + half

    left = property(lambda self: self.box[0])
    right = property(lambda self: self.box[1])
    top = property(lambda self: self.box[2])
    bottom = property(lambda self: self.box[3])

    @property
    def kind(self):
        """The marks without their places: what tells them apart beside colour."""
        commands = "".join(command for command, _ in COMMAND.findall(self.path.split("z")[0]))
        return commands, self.dash, self.fill == "none", self.fill == "#FFFFFF"


@dataclass(frozen=True)
class Facts:
    """A chart read back. `paths` are (fill, stroke, d)."""

    title: str
    first: str
    width: float
    height: float
    text_pt: float
    said: list[Said]
    drawn: list[Drawn]
    elements: int

    @property
    def paths(self):
        return [(one.fill, one.stroke, one.path) for one in self.drawn]

    def words(self):
        return [said.words for said in self.said]

    def rectangles(self, fill):
        """(left, top, width, height) of every rectangle painted in this colour."""
        return [
            tuple(float(part) for part in found)
            for colour, _, path in self.paths
            if colour == fill
            for found in RECTANGLE.findall(path)
        ]

    def outside(self):
        """The words that leave the picture."""
        return [
            said.words
            for said in self.said
            if said.left < -0.05
            or said.right > self.width + 0.05
            or said.top < -0.05
            or said.bottom > self.height + 0.05
        ]

    def marks_outside(self):
        """The paths that leave the picture."""
        return [
            one.path
            for one in self.drawn
            if min(one.left, one.top) < -0.05
            or one.right > self.width + 0.05
            or one.bottom > self.height + 0.05
        ]

    def overlaps(self):
        """Pairs of words that stand on one another."""
        return [
            (one.words, other.words)
            for one, other in combinations(self.said, 2)
            if min(one.right, other.right) - max(one.left, other.left) > 0.05
            and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.05
        ]


@pytest.fixture(scope="session")
def facts():
    """Reads a chart back, drawn in a size and in colours."""
    _measured("the fonts are read before any test is timed")
    return _facts


@pytest.fixture(scope="session")
def measured():
    """The width of words in em, in the font itself."""
    return _measured


def _facts(chart, size=STANDARD, palette=PALETTE) -> Facts:
    root = ElementTree.fromstring(chart.svg(Style(size, palette)))  # noqa: S314 - our own SVG
    _, _, width, height = (float(part) for part in root.get("viewBox").split())
    text_pt = float(root.get("font-size"))
    assert not [node for node in root.iter(f"{SVG}text") if node.get("font-size")]
    return Facts(
        title=root[0].text,
        first=root[0].tag.removeprefix(SVG),
        width=width,
        height=height,
        text_pt=text_pt,
        said=[_said(node, text_pt) for node in root.iter(f"{SVG}text")],
        drawn=[_drawn(node) for node in root.iter(f"{SVG}path")],
        elements=sum(1 for _ in root.iter()),
    )


def _said(node, text_pt) -> Said:
    left, y, words = float(node.get("x")), float(node.get("y")), node.text or ""
    wide = _measured(words, node.get("font-weight") == "bold") * text_pt
    return Said(words, node.get("fill"), left, left + wide, y - 0.76 * text_pt, y + 0.24 * text_pt)


def _drawn(node) -> Drawn:
    return Drawn(
        node.get("fill"),
        node.get("stroke", "none"),
        node.get("stroke-dasharray", ""),
        node.get("d"),
        float(node.get("stroke-width", 0)),
    )


def _places(path):
    """Where the pen goes; an arc is a half circle, so it reaches as far up and down as across."""
    x = y = start = 0
    for command, rest in COMMAND.findall(path):
        n = [float(part) for part in NUMBERS.findall(rest)]
        if command in "ML":
            x, y = n
        elif command == "z":
            x, y = start
        elif command == "h":
            x += n[0]
        elif command == "v":
            y += n[0]
        elif command == "l":
            x, y = x + n[0], y + n[1]
        elif command == "a":
            yield x, y - n[0]
            yield x, y + n[0]
            x, y = x + n[5], y + n[6]
        if command == "M":
            start = (x, y)
        yield x, y


def _measured(words, bold=False) -> float:
    """The width in em by the font's own table; a letter it lacks is taken as 1 em."""
    widths = _advances("Bold" if bold else "Regular")
    return sum(widths.get(character, 1) for character in words)


@cache
def _advances(weight) -> dict[str, float]:
    font = TTFont(FONTS / f"NotoSans-{weight}.ttf")
    em = font["head"].unitsPerEm
    return {chr(code): font["hmtx"][glyph][0] / em for code, glyph in font.getBestCmap().items()}
