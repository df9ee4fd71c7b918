"""What each link of a PDF says of itself: its own words.

WeasyPrint writes the address, such as "who_answered", into the Contents of a link's annotation,
which is what a screen reader may say of it; PDF/UA-1 (ISO 14289-1, 7.18.5) asks for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name

LETTERS = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", re.MULTILINE)
BYTES_OF_A_GLYPH = 2

Marks = dict[int, str]


def describe_links(pdf: pikepdf.Pdf, links: list[Dictionary]) -> None:
    """Give the annotation of each link the words of the link as its Contents.

    `links` are the structure elements of all links, each before those it holds. A link that goes
    over several lines has an element and an annotation for each; each gets all of its words. Bold
    words in a link have one too, in an element that becomes a link as well.
    """
    if not links:
        return
    marks = {page.obj.objgen: _words_by_mark(page) for page in pdf.pages if "/Annots" in page}
    parents = {link.P.objgen: link.P for link in links}
    for parent in reversed(parents.values()):  # so that the outer one of two has the last word
        for target, pieces in groupby(_kids(parent), key=_target):
            if target:
                _describe(list(pieces), marks)


def _describe(pieces: list[Dictionary], marks: dict[tuple[int, int], Marks]) -> None:
    words = " ".join(" ".join("".join(_words(piece, marks)) for piece in pieces).split())
    for piece in pieces:
        for holder, annotation in _annotations(piece):
            annotation["/Contents"] = pikepdf.String(words)
            holder["/S"] = Name.Link


def _kids(element: Dictionary) -> list:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _target(kid: object) -> str:
    """Where a link leads to; "" for what is no link."""
    if not isinstance(kid, Dictionary) or kid.get("/S") != Name.Link:
        return ""
    _, annotation = next(_annotations(kid), (kid, Dictionary()))
    return str(annotation.get("/Dest", "")) or str(annotation.get("/A", Dictionary()).get("/URI"))


def _annotations(element: Dictionary) -> Iterator[tuple[Dictionary, Dictionary]]:
    """The annotations of an element and of all it holds, each after the one that holds it."""
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/Obj" in kid:
            yield element, kid.Obj
        elif isinstance(kid, Dictionary):
            yield from _annotations(kid)


def _words(element: Dictionary, marks: dict[tuple[int, int], Marks]) -> Iterator[str]:
    """The words of an element and of all it holds, in reading order."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield marks.get(element.Pg.objgen, {}).get(kid, "")
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield from _words(kid, marks)


def _words_by_mark(page: pikepdf.Page) -> Marks:
    """The text of each stretch of marked content of a page, by its number."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    words: Marks = {}
    letters: dict[bytes, str] = {}
    mark = -1
    for instruction in pikepdf.parse_content_stream(page, "BDC EMC Tf Tj TJ"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC":
            mark = int(operands[1].get("/MCID", -1)) if isinstance(operands[1], Dictionary) else -1
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"} and mark >= 0:
            words[mark] = words.get(mark, "") + _text(operands, letters)
    return words


def _text(operands: list, letters: dict[bytes, str]) -> str:
    shown = operands[0] if isinstance(operands[0], Array) else operands
    glyphs = b"".join(bytes(item) for item in shown if isinstance(item, pikepdf.String))
    places = range(0, len(glyphs), BYTES_OF_A_GLYPH)
    return "".join(letters.get(glyphs[at : at + BYTES_OF_A_GLYPH], "") for at in places)


def _letters(font: Dictionary) -> dict[bytes, str]:
    """Glyph to the letters it stands for, as the font says."""
    if "/ToUnicode" not in font:
        return {}
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(stands_for.decode()).decode("utf-16-be")
        for glyph, stands_for in LETTERS.findall(font.ToUnicode.read_bytes())
    }
