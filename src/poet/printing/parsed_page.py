"""A page made ready for WeasyPrint, for an eighth less of the time that drawing it takes.

WeasyPrint reads HTML letter by letter, as browsers do, to make sense of pages that nobody closed
properly. Ours are closed, so the parser of XML, which is written in C, reads the same tree. And
WeasyPrint gives each element five styles for its notes, which a page without notes never looks at.
A version of WeasyPrint that is made in another way is left to do both.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

DOCTYPE = "<!DOCTYPE html>"
# Elements that have no end in HTML, and must have one in XML.
WITHOUT_END = re.compile(r"<(br|col|hr|img|meta|wbr)\b([^>]*?)\s*/?>")
# A style is a text of its own kind in HTML, where "&" is no more than that.
STYLE_WITH_ENTITY = re.compile(r"<style[^<]*&")
SVG = "{http://www.w3.org/2000/svg}"
# Where words would be put elsewhere by HTML.
WITHOUT_WORDS = frozenset(["colgroup", "head", "html", "table", "tbody", "tfoot", "thead", "tr"])
# What would need the styles of notes: a float, and a function of WeasyPrint.
NOTES = ("footnote", "note(")
STYLES_OF_NOTES = re.compile(r"(?m)^::(?:foot)?note-\w+ \{.*\}$")


def parsed_page(html: str, url_fetcher: URLFetcher) -> HTML:
    """The page to be rendered; read as HTML wherever the two parsers might read it differently."""
    from weasyprint import HTML

    tree = xml_tree(html)
    page = HTML(string="", url_fetcher=url_fetcher) if tree is not None else None
    if page is None or not {"wrapper_element", "etree_element"} <= vars(page).keys():
        page = HTML(string=html, url_fetcher=url_fetcher)
    else:
        page.wrapper_element = type(page.wrapper_element).from_html_root(tree)
        page.etree_element = tree
    if not any(note in html for note in NOTES):
        page._ua_stylesheets = lambda forms=False: [_styles_without_notes()]
    return page


def xml_tree(html: str) -> ElementTree.Element | None:
    """The page as the parser of XML reads it; None where that of HTML might read it differently."""
    body = html.removeprefix(DOCTYPE)
    # Comments and declarations are read differently, and a declaration can grow without end.
    if "<!" in body or STYLE_WITH_ENTITY.search(body):
        return None
    try:
        # No declaration is left that could name a file or an entity.
        tree = ElementTree.fromstring(WITHOUT_END.sub(r"<\1\2/>", body))  # noqa: S314
    except ElementTree.ParseError:
        return None
    return tree if tree.tag == "html" and all(map(_stays_as_it_is, tree.iter())) else None


def _stays_as_it_is(element: ElementTree.Element) -> bool:
    """Whether HTML, too, has the element's children where they are written."""
    may_hold = _content().get(element.tag)
    if may_hold is None or not may_hold.issuperset(child.tag for child in element):
        return False
    if element.tag == "a":
        return sum(1 for _ in element.iter("a")) == 1
    return element.tag not in WITHOUT_WORDS or not _words_between(element)


def _words_between(element: ElementTree.Element) -> bool:
    return bool((element.text or "").strip() or "".join(one.tail or "" for one in element).strip())


@cache
def _styles_without_notes() -> CSS:
    """What every page starts from, without the styles of notes that each element would get."""
    from weasyprint import CSS
    from weasyprint.html import UA

    return CSS(string=STYLES_OF_NOTES.sub("", UA))


@cache
def _content() -> dict[str, frozenset[str]]:
    """Element to what may stand in it so that both parsers read it alike (HTML, section 4; no
    element whose end may be left out stands where it would end another).
    """
    words = "a abbr b br cite code em i img small span strong sub sup wbr"
    inline = frozenset([*words.split(), f"{SVG}svg"])
    blocks = (
        "article blockquote div figure footer h1 h2 h3 h4 h5 h6 header hr main nav ol p section"
    )
    flow = inline | frozenset([*blocks.split(), "table", "ul"])
    shapes = "circle clipPath defs desc ellipse g line path polygon polyline rect text title tspan"
    drawing = frozenset(f"{SVG}{name}" for name in shapes.split())
    holds = {
        "p h1 h2 h3 h4 h5 h6 a abbr b cite code em i small span strong sub sup": inline,
        "body article blockquote div figcaption footer header li main nav section td th": flow,
        "caption": flow,
        "figure": flow | {"figcaption"},
        "br col hr img meta style title wbr": frozenset[str](),
        "html": frozenset(["head", "body"]),
        "head": frozenset(["meta", "style", "title"]),
        "ol ul": frozenset(["li"]),
        "table": frozenset(["caption", "colgroup", "thead", "tbody", "tfoot"]),
        "colgroup": frozenset(["col"]),
        "thead tbody tfoot": frozenset(["tr"]),
        "tr": frozenset(["td", "th"]),
    }
    of_pages = {name: inner for names, inner in holds.items() for name in names.split()}
    return of_pages | dict.fromkeys([*drawing, f"{SVG}svg"], drawing)
