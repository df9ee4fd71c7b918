"""Whether an SVG picture is safe in a page, and looks the same on every computer.

A page is opened by readers, so a picture in it may run nothing and fetch nothing. It is read with
expat as it streams; no entity is ever expanded, as a file that declares any is refused.
"""

from __future__ import annotations

import re
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
BETWEEN = " "
# What runs, or brings in a page of another kind; what moves; what needs a font.
RUNS = {"script", "foreignObject", "iframe", "object", "embed", "handler", "audio", "video"}
MOVES = {"animate", "animateColor", "animateMotion", "animateTransform", "set"}
LETTERS = {"text", "tspan", "textPath"}
REFERENCES = {"href", "src", "base"}
# A part of the picture itself, or a picture of dots inside it.
INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,", re.IGNORECASE)
# What CSS can fetch; a backslash can hide the letters of a word.
ADDRESS = re.compile(r"""url\((?!\s*["']?\s*#)|image-set\(""", re.IGNORECASE)
ADDRESS_IN_CSS = re.compile(rf"{ADDRESS.pattern}|@import|\\", re.IGNORECASE)

Mistake = tuple[str, str]


class _UnsafeError(Exception):
    """What is wrong with the picture, and the cure."""


def svg_mistake(content: bytes) -> Mistake | None:
    """What is wrong with this SVG, as it follows the name of the file, and the cure; or None."""
    looked_at = _Looked()
    parser = expat.ParserCreate(namespace_separator=BETWEEN)
    parser.StartDoctypeDeclHandler = looked_at.doctype
    parser.ProcessingInstructionHandler = looked_at.instruction
    parser.StartElementHandler = looked_at.start
    parser.EndElementHandler = looked_at.end
    parser.CharacterDataHandler = looked_at.letters
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except _UnsafeError as mistake:
        found, cure = mistake.args
        return found, cure
    except (expat.ExpatError, ValueError, LookupError):
        return "is no SVG that can be read, as its ending says", "Save it again as SVG, PNG or JPEG"
    return None


class _Looked:
    """What expat tells of the picture, tag by tag; each method raises what is wrong."""

    def __init__(self) -> None:
        self.outermost = True
        self.css: list[str] | None = None

    def doctype(self, *_: object) -> None:
        raise _UnsafeError(
            "declares a document type (DOCTYPE), in which harm can hide",
            "Save it as plain SVG, or take out the line that begins with <!DOCTYPE",
        )

    def instruction(self, target: str, data: str) -> None:
        raise _UnsafeError(f"has an instruction for other programs (<?{target})", "Take it out")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(BETWEEN)[2]
        if self.outermost:
            _check_outermost(tag, attributes)
        self.outermost = False
        self.css = [] if name == "style" else self.css
        _check_element(name)
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(BETWEEN)[2], value)

    def letters(self, words: str) -> None:
        if self.css is not None:
            self.css.append(words)

    def end(self, tag: str) -> None:
        # Only now: letters come in pieces, and an address may be cut in two.
        if tag.endswith(f"{BETWEEN}style") and ADDRESS_IN_CSS.search("".join(self.css or ())):
            raise _outside("its <style>")


def _check_outermost(tag: str, attributes: dict[str, str]) -> None:
    if tag != f"{SVG}{BETWEEN}svg":
        raise _UnsafeError("is no SVG, as its ending says", "Save it again as SVG, PNG or JPEG")
    if "viewBox" not in attributes:
        raise _UnsafeError(
            "does not say how large the drawing is (viewBox)", "Save it again with a viewBox"
        )


def _check_element(name: str) -> None:
    if name in RUNS:
        raise _UnsafeError(f"holds <{name}>, which can run a program", "Save it without scripts")
    if name in MOVES:
        raise _UnsafeError(f"holds <{name}>, which makes it move", "Save it without animation")
    if name in LETTERS:
        raise _UnsafeError(
            "has letters that need a font, which other computers may not have",
            "Turn text into paths in the program that you draw with, and save it again",
        )


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _UnsafeError(f"holds {name}, which can run a program", "Save it without scripts")
    if name in REFERENCES and not INSIDE.match(value.strip()):
        raise _outside(name)
    if (ADDRESS_IN_CSS if name == "style" else ADDRESS).search(value):
        raise _outside(name)


def _outside(place: str) -> _UnsafeError:
    return _UnsafeError(
        f"fetches something from outside itself ({place})", "Save it with everything inside it"
    )
