"""What WeasyPrint leaves undone for PDF/UA-1, mended in the finished file.

Header cells get a Scope; what stands in page margins (page numbers, running titles) becomes an
artifact, which a screen reader passes over; every link says its own words; and every glyph says
which letters it stands for.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
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
    with _opened(raw) as pdf:
        root = pdf.Root.StructTreeRoot
        in_tree, links = set(), []
        for element in _elements(root):
            in_tree.add(element.objgen)
            kind = element.get("/S")
            if kind == "/TH":
                _set_scope(element)
            elif kind == "/Link":
                links.append(element)
        describe_links(pdf, links)
        _margins_to_artifacts(pdf, root, in_tree)
        _letters_for_every_glyph(pdf)
        out = io.BytesIO()
        # Object streams make the tag tree, half of the file, small; the identifier comes from
        # the content, so that the same input gives the same bytes.
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


@contextlib.contextmanager
def _opened(raw: bytes) -> Iterator[pikepdf.Pdf]:
    """The PDF, as a file without a name mapped into memory: from bytes it takes twice as long."""
    with tempfile.TemporaryFile() as file:
        file.write(raw)
        file.flush()
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            yield pdf


def _elements(root: Dictionary) -> Iterator[Dictionary]:
    """Every structure element, the root first, each before those it holds."""
    waiting = [root]
    while waiting:
        yield (element := waiting.pop())
        kids = element.get("/K", ())
        in_turn = reversed(kids) if isinstance(kids, Array) else [kids]
        waiting.extend(kid for kid in in_turn if isinstance(kid, Dictionary) and "/S" in kid)


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
