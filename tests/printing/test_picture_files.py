"""The pictures that come with poet: all there, drawn by one hand, nothing but shapes in them."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import SVGPath

from poet.errors import PoetError
from poet.printing.edition import SHARED
from poet.printing.pdf import pdf
from poet.shipped import folder

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = folder("report_templates") / SHARED / "pictures"
FILES = sorted(FOLDER.iterdir())
ASKED_FOR = """
person people home money council form clock phone help choice plan yes no better same worse
question talk listen work health safe friends family
carer practitioner easy hard in_between voice calendar pencil numbers private link group report
computer mind community change read
"""
NAMES = sorted(ASKED_FOR.split())

LARGEST = 2_500
NAMESPACE = "{http://www.w3.org/2000/svg}"
OUTERMOST = {
    "viewBox": "0 0 64 64",
    "fill": "none",
    "stroke": "#1a1a1a",
    "stroke-width": "3",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
GEOMETRY = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "rect": {"x", "y", "width", "height", "rx"},
    "line": {"x1", "y1", "x2", "y2"},
    "polyline": {"points"},
    "polygon": {"points"},
}
FILLS = {"#12436d", "#4d96d5", "#df7320", "#ffffff"}
LOWEST, HIGHEST = 3, 61
HALF_A_LINE = 1.5
# So that pictures one below the other look equally large.
SHORTEST_LONGER_SIDE = 44

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def drawing(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314 - a file of this repository


def shapes(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The name and the attributes of every element inside the picture."""
    outermost = drawing(path)
    return [
        (each.tag.removeprefix(NAMESPACE), each.attrib)
        for each in outermost.iter()
        if each is not outermost
    ]


def bounds(path: Path) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the middle of the lines, curves followed."""
    pen = BoundsPen(None)
    SVGPath.fromstring(path.read_bytes()).draw(pen)
    assert pen.bounds
    return pen.bounds


def page(pictures: dict[str, bytes]) -> str:
    """A page that shows them as reports do, as data."""
    images = "".join(
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(content).decode()}" alt="{name}">'
        for name, content in pictures.items()
    )
    style = "<style>img { width: 16mm; }</style>"
    return f'<html lang="en"><head><title>All</title>{style}</head><body>{images}</body></html>'


def test_every_name_asked_for_has_a_picture_and_no_other_file_is_there() -> None:
    assert [path.name for path in FILES] == [f"{name}.svg" for name in NAMES]


@every_file
def test_the_box_and_the_line_are_the_same_for_all(path: Path) -> None:
    outermost = drawing(path)
    assert outermost.tag == f"{NAMESPACE}svg"
    assert outermost.attrib == OUTERMOST


@every_file
def test_a_picture_holds_only_shapes_in_the_colours_of_the_set(path: Path) -> None:
    assert shapes(path)
    for element, attributes in shapes(path):
        assert element in GEOMETRY
        assert set(attributes) <= GEOMETRY[element] | {"fill", "stroke"}
        assert attributes.get("fill", "#ffffff") in FILLS
        assert attributes.get("stroke", "none") == "none"


@every_file
def test_every_shape_can_be_seen(path: Path) -> None:
    unseen = [each for _, each in shapes(path) if "stroke" in each and "fill" not in each]
    assert unseen == []


@every_file
def test_a_file_is_small_and_can_be_read(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert len(content.encode()) <= LARGEST
    assert not re.search(r"<!|<\?|\t|\r", content)
    assert len(re.findall(r"^ +<", content, re.MULTILINE)) == len(shapes(path))
    assert content.endswith("\n</svg>\n")


@every_file
def test_all_is_inside_the_box(path: Path) -> None:
    left, top, right, bottom = bounds(path)
    assert min(left, top) - HALF_A_LINE >= LOWEST
    assert max(right, bottom) + HALF_A_LINE <= HIGHEST


@every_file
def test_a_picture_fills_the_box(path: Path) -> None:
    left, top, right, bottom = bounds(path)
    assert max(right - left, bottom - top) >= SHORTEST_LONGER_SIDE


def test_no_two_pictures_differ_by_colour_alone() -> None:
    outlines = {
        path.stem: re.sub(r' (fill|stroke)="[^"]*"', "", path.read_text(encoding="utf-8"))
        for path in FILES
    }
    assert len(set(outlines.values())) == len(FILES)


def test_the_printer_draws_all_without_a_complaint() -> None:
    drawn = pdf(page({path.stem: path.read_bytes() for path in FILES}))
    assert drawn.startswith(b"%PDF")


def test_a_picture_that_cannot_be_drawn_would_be_complained_about() -> None:
    content = FILES[0].read_bytes().replace(b"</svg>", b"")
    with pytest.raises(PoetError, match=r"^printing: Failed to load image at 'data:"):
        pdf(page({FILES[0].stem: content}))


def test_the_page_about_the_pictures_names_all() -> None:
    told = (REPOSITORY / "docs" / "pictures.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == NAMES
