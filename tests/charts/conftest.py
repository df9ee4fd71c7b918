"""What a chart's SVG says, read back: its words with their boxes, its shapes, its colours.

Widths are measured in the font files that reports bundle, not with the estimate the charts use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "report_templates" / "shared" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
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
class Facts:
    """A chart read back. `paths` are (fill, stroke, d)."""

    title: str
    first: str
    width: float
    height: float
    text_pt: float
    said: list[Said]
    paths: list[tuple[str, str, str]]
    elements: int

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
    """Reads a chart back."""
    _measured("the fonts are read before any test is timed")
    return _facts


@pytest.fixture(scope="session")
def measured():
    """The width of words in em, in the font itself."""
    return _measured


@pytest.fixture(scope="session")
def contrast():
    """The contrast of two colours as WCAG 2.2 measures it."""
    return _contrast


def _facts(chart) -> Facts:
    root = ElementTree.fromstring(chart.svg)  # noqa: S314 - the project's own SVG
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
        paths=[
            (node.get("fill"), node.get("stroke", "none"), node.get("d"))
            for node in root.iter(f"{SVG}path")
        ],
        elements=sum(1 for _ in root.iter()),
    )


def _said(node, text_pt) -> Said:
    left, y, words = float(node.get("x")), float(node.get("y")), node.text or ""
    wide = _measured(words, node.get("font-weight") == "bold") * text_pt
    return Said(words, node.get("fill"), left, left + wide, y - 0.76 * text_pt, y + 0.24 * text_pt)


def _measured(words, bold=False) -> float:
    """The width in em by the font's own table; a letter it lacks is taken as 1 em."""
    widths = _advances("Bold" if bold else "Regular")
    return sum(widths.get(character, 1) for character in words)


@cache
def _advances(weight) -> dict[str, float]:
    font = TTFont(FONTS / f"NotoSans-{weight}.ttf")
    em = font["head"].unitsPerEm
    return {chr(code): font["hmtx"][glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _contrast(one, other) -> float:
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of two colours' relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
