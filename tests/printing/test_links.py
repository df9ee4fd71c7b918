"""Links in a PDF: each says its own words, hangs in the tags, and leads where it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import pikepdf
import pytest
import weasyprint
from page import validate_pdf_bytes
from pikepdf import Array, Dictionary, Name

from poet.printing.finish import finish
from poet.printing.fonts import only_own_files
from poet.printing.pdf import pdf

PAGE = """<html lang="en"><head><title>A page</title><style>
@font-face { font-family: "Poet Sans"; src: url("poet-font:NotoSans-Regular.ttf") }
@page { size: 120mm 100mm } body { font: 14pt "Poet Sans" }
</style></head><body><h1>A page</h1>
<p>See <a href="#end">a link of very many words that goes <b>over</b> two lines</a> or
<a href="https://example.org/x">another page</a>, <a href="mailto:a@example.org">ŵ ŷ &amp; us</a>,
<a href="#end">the end</a> and once more <a href="#end">the end</a>.</p>
<h2 id="end" style="break-before: page">The end</h2></body></html>"""


def annotations(looked_at) -> list[Dictionary]:
    return [
        item
        for page in looked_at.pdf.pages
        for item in page.get("/Annots", [])
        if item.Subtype == Name.Link
    ]


def said(looked_at) -> list[str]:
    return [str(item.Contents) for item in annotations(looked_at)]


def led_to(looked_at) -> list[tuple[str, int]]:
    """The words of each link and the page it leads to; one of several lines counts once."""
    page_of = {page.obj.objgen: number for number, page in enumerate(looked_at.pdf.pages, 1)}
    names = looked_at.pdf.Root.Names.Dests.Names
    destinations = {str(names[at]): names[at + 1][0] for at in range(0, len(names), 2)}
    found = [
        (str(link.Contents), page_of[destinations[str(link.Dest)].objgen])
        for link in annotations(looked_at)
    ]
    return [one for one, _ in groupby(found)]


def lines_heard(looked_at) -> list[str]:
    """The lines of lists that hold a link, as the tags have them read aloud."""
    page_at = {page.obj.objgen: place for place, page in enumerate(looked_at.pdf.pages)}
    lines = [one.tags for one in looked_at.elements if one.kind == "LI"]
    heard = []
    for line in lines:
        ends = list(ends_of(line))
        if any(isinstance(end, Dictionary) for end in ends):
            texts = texts_by_mark(looked_at, page_at[line.Pg.objgen])
            marks = [end for end in ends if isinstance(end, int)]
            heard.append(" ".join(" ".join(texts[mark] for mark in marks).split()))
    return heard


def ends_of(node: Dictionary) -> Iterator[int | Dictionary]:
    """What hangs in an element: numbers of stretches of text, and links."""
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from ends_of(kid)
        else:
            yield kid


def texts_by_mark(looked_at, place: int) -> dict[int, str]:
    """The text of a page by the numbers that the tags know its stretches by."""
    within, owners = [], []
    for part in pikepdf.parse_content_stream(looked_at.pdf.pages[place]):
        operator, operands = str(part.operator), part.operands
        if operator in {"BMC", "BDC"}:
            within.append(operands[1].get("/MCID") if operator == "BDC" else None)
        elif operator == "EMC":
            within.pop()
        elif operator in {"Tj", "TJ"}:
            owners.append(within[-1])
    texts: defaultdict[int, str] = defaultdict(str)
    for owner, piece in zip(owners, looked_at.pieces[place], strict=True):
        texts[owner] += f" {piece.text}"
    return texts


@pytest.fixture(scope="module")
def raw() -> bytes:
    page = weasyprint.HTML(string=PAGE, url_fetcher=only_own_files())
    return page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"poet")


def test_every_part_of_a_link_says_all_its_words(raw: bytes, pages) -> None:
    wrapped = "a link of very many words that goes over two lines"
    words = said(pages(finish(raw)))
    assert set(words) == {wrapped, "another page", "ŵ ŷ & us", "the end"}
    assert words.count(wrapped) >= 2
    assert words.count("the end") == 2


def test_without_it_a_link_would_say_its_address(raw: bytes, pages) -> None:
    """When WeasyPrint gives words, this module can go."""
    assert {"end", "https://example.org/x", "mailto:a@example.org"} == set(said(pages(raw)))


def test_the_finished_links_pass_pdf_ua_1_and_are_finished_once(raw: bytes) -> None:
    finished = finish(raw)
    assert validate_pdf_bytes(finished, profile="ua1").failures == []
    assert finish(finished) == finished


@pytest.fixture(scope="module")
def looked_at(planted, edition, html_of, pages):
    return pages(pdf(html_of(planted, edition=edition.name)))


def test_the_contents_of_every_edition_link_to_every_section_in_words(
    looked_at, edition, planted, html_of, blocks_of
) -> None:
    listed = [
        block.text
        for block in blocks_of(html_of(planted, edition=edition.name))
        if block.section == "contents" and block.element == "li"
    ]
    assert bool(listed) == ("contents" in edition.sections)
    # A link that goes over two lines is two links in a row, each with all its words.
    assert [words for words, _ in groupby(said(looked_at))] == listed


def test_every_link_hangs_in_the_tags(looked_at) -> None:
    tagged = [
        kid.Obj.objgen
        for element in looked_at.elements
        if element.kind == "Link"
        for kid in element.tags.K
        if isinstance(kid, Dictionary) and "/Obj" in kid
    ]
    assert sorted(tagged) == sorted(item.objgen for item in annotations(looked_at))
    assert all("/StructParent" in item for item in annotations(looked_at))


def test_the_page_numbers_of_the_contents_are_right(looked_at, edition) -> None:
    if "contents" not in edition.sections:
        assert annotations(looked_at) == []
        return
    assert lines_heard(looked_at) == [f"{words} {number}" for words, number in led_to(looked_at)]
    numbers = [number for _, number in led_to(looked_at)]
    assert numbers == sorted(numbers)
