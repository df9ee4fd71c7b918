"""What WeasyPrint leaves undone for PDF/UA-1, mended in the finished file.

Header cells get a Scope; what stands in page margins (page numbers, running titles) becomes an
artifact, which a screen reader passes over; every link says its own words; and every glyph says
which letters it stands for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from poet.printing.link_words import describe_links

# The ring below a mark that is drawn apart from its letter, as in pictures; see the tests.
NO_LETTERS = re.compile(rb"(?<=> <)(?=>\n)")
ZERO_WIDTH_SPACE = b"200b"
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")


def finish(raw: bytes) -> bytes:
    """The PDF with scopes and artifacts in place; the same bytes for the same input."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        root = pdf.Root.StructTreeRoot
        in_tree, links = set(), []
        for element in _elements(root):
            in_tree.add(element.objgen)
            if element.get("/S") == Name.TH:
                _set_scope(element)
            elif element.get("/S") == Name.Link:
                links.append(element)
        describe_links(pdf, links)
        _margins_to_artifacts(pdf, root, in_tree)
        _letters_for_every_glyph(pdf)
        out = io.BytesIO()
        # Object streams make the tag tree, half of the file, small; the identifier comes from
        # the content, so that the same input gives the same bytes.
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _elements(node: Dictionary) -> Iterator[Dictionary]:
    """Every structure element below a node, itself included."""
    yield node
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _elements(kid)


def _set_scope(cell: Dictionary) -> None:
    attributes = cell.get("/A", Dictionary(O=Name.Table))
    first_in_row = cell.P.K[0].objgen == cell.objgen
    in_body = cell.P.P.get("/S") == Name.TBody
    attributes["/Scope"] = Name.Row if in_body and first_in_row else Name.Column
    cell["/A"] = attributes


def _margins_to_artifacts(
    pdf: pikepdf.Pdf, root: Dictionary, in_tree: set[tuple[int, int]]
) -> None:
    """Marked content whose element hangs in no tree is not part of the text."""
    numbers = root.ParentTree.Nums
    for position in range(0, len(numbers), 2):
        owners = numbers[position + 1]
        page_number = int(numbers[position])
        if page_number >= len(pdf.pages) or not isinstance(owners, Array):
            continue
        loose = {mcid for mcid, owner in enumerate(owners) if not _hangs_in(owner, in_tree)}
        _unmark(pdf.pages[page_number], loose)


def _hangs_in(owner: Dictionary, in_tree: set[tuple[int, int]]) -> bool:
    return owner.objgen in in_tree


def _unmark(page: pikepdf.Page, loose: set[int]) -> None:
    def replace(match: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(match[1]) in loose else match[0]

    page.contents_coalesce()
    stream = page.obj.Contents
    stream.write(MARKED.sub(replace, stream.read_bytes()))


def _letters_for_every_glyph(pdf: pikepdf.Pdf) -> None:
    fonts = {
        font.objgen: font
        for page in pdf.pages
        for font in page.resources.get("/Font", Dictionary()).values()
    }
    for font in fonts.values():
        if "/ToUnicode" in font:
            letters = font.ToUnicode.read_bytes()
            if NO_LETTERS.search(letters):
                font.ToUnicode.write(NO_LETTERS.sub(ZERO_WIDTH_SPACE, letters))
