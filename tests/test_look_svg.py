"""What an SVG may not hold, and what it may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.look_svg import svg_mistake

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DOT = "data:image/png;base64,iVBORw0KGgo="


def svg(inside: str = "", attributes: str = 'viewBox="0 0 9 9"', before: str = "") -> bytes:
    return f"{before}<svg {SVG} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "content",
    [
        svg('<title>Ours</title><path d="M0 0h9v9z" fill="#123456"/>'),
        svg('<defs><path id="a"/></defs><use href="#a"/><use xlink:href="#a"/>'),
        svg(f'<image href="{DOT}"/>'),
        svg('<style>.a { fill: url(#a) } .b { fill: url( "#b" ) }</style>'),
        svg('<path style="fill:url(\'#a\')" fill="url(#a)"/>'),
        svg('<metadata xmlns:i="urn:i" i:name="C:\\drawings\\logo.svg"/>'),
        svg(before='<?xml version="1.0" encoding="UTF-8"?><!-- drawn by us -->'),
    ],
    ids=["shapes", "its own parts", "dots inside", "css", "attributes", "notes", "declaration"],
)
def test_what_a_picture_may_hold(content: bytes) -> None:
    assert svg_mistake(content) is None


OUTSIDE = "fetches something from outside itself ({})"
INSIDE = "Save it with everything inside it"
NO_SCRIPTS = "Save it without scripts"
AGAIN = "Save it again as SVG, PNG or JPEG"


@pytest.mark.parametrize(
    ("content", "found", "cure"),
    [
        (svg("<script>1</script>"), "holds <script>, which can run a program", NO_SCRIPTS),
        (svg("<foreignObject/>"), "holds <foreignObject>, which can run a program", NO_SCRIPTS),
        (svg('<h:iframe xmlns:h="urn:h"/>'), "holds <iframe>, which can run a program", NO_SCRIPTS),
        (svg('<g onclick="1"/>'), "holds onclick, which can run a program", NO_SCRIPTS),
        (svg('<g ONLOAD="1"/>'), "holds ONLOAD, which can run a program", NO_SCRIPTS),
        (svg('<image href="https://x.org/a.png"/>'), OUTSIDE.format("href"), INSIDE),
        (svg('<use xlink:href="other.svg#a"/>'), OUTSIDE.format("href"), INSIDE),
        (svg('<a href="javascript:1"/>'), OUTSIDE.format("href"), INSIDE),
        (svg('<image href="data:image/svg+xml;base64,PA=="/>'), OUTSIDE.format("href"), INSIDE),
        (svg('<g xml:base="https://x.org/"/>'), OUTSIDE.format("base"), INSIDE),
        (svg('<g fill="url(https://x.org/a)"/>'), OUTSIDE.format("fill"), INSIDE),
        (svg('<g style="fill: url( //x.org)"/>'), OUTSIDE.format("style"), INSIDE),
        (svg('<g style="fill: u\\72l(x)"/>'), OUTSIDE.format("style"), INSIDE),
        (svg("<style>@import 'x.css';</style>"), OUTSIDE.format("its <style>"), INSIDE),
        (svg("<style>a{b:ur<!-- -->l(x)}</style>"), OUTSIDE.format("its <style>"), INSIDE),
        (
            svg("<animate/>"),
            "holds <animate>, which makes it move",
            "Save it without animation",
        ),
        (
            svg("<text>Ours</text>"),
            "has letters that need a font, which other computers may not have",
            "Turn text into paths in the program that you draw with, and save it again",
        ),
        (
            svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "aaa">]>'),
            "declares a document type (DOCTYPE), in which harm can hide",
            "Save it as plain SVG, or take out the line that begins with <!DOCTYPE",
        ),
        (
            svg(before='<?xml-stylesheet href="x.css"?>'),
            "has an instruction for other programs (<?xml-stylesheet)",
            "Take it out",
        ),
        (
            svg(attributes='width="9"'),
            "does not say how large the drawing is (viewBox)",
            "Save it again with a viewBox",
        ),
        (b"<svg viewBox='0 0 9 9'/>", "is no SVG, as its ending says", AGAIN),
        (b"<html/>", "is no SVG, as its ending says", AGAIN),
        (b"<svg", "is no SVG that can be read, as its ending says", AGAIN),
        (b"", "is no SVG that can be read, as its ending says", AGAIN),
        (b'<?xml version="1.0" encoding="x"?><svg/>', None, AGAIN),
    ],
)
def test_what_a_picture_may_not_hold(content: bytes, found: str | None, cure: str) -> None:
    assert svg_mistake(content) == (
        found or "is no SVG that can be read, as its ending says",
        cure,
    )


@given(st.binary(max_size=60) | st.text(max_size=60).map(svg))
def test_whatever_is_in_the_file_it_is_told_or_it_is_none(content: bytes) -> None:
    mistake = svg_mistake(content)
    assert mistake is None or all(mistake)
