"""A page read by the parser of XML: the same tree as HTML gives, or left to the parser of HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.printing.edition import load
from poet.printing.pages import document
from poet.printing.parsed_page import parsed_page, xml_tree

weasyprint = pytest.importorskip("weasyprint")

# Space there has no place on the page, and HTML puts some of it elsewhere.
NO_WORDS = {"html", "head", "table", "thead", "tbody", "tfoot", "tr", "colgroup"}
PAGE = "<!DOCTYPE html><html><head><title>A page</title></head><body>{}</body></html>"
TABLE = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"


def html_tree(html):
    return weasyprint.HTML(string=html).etree_element


def told(element):
    """The element as nested lists: its tag, attributes, text, children each with what follows."""
    bare = element.tag in NO_WORDS
    attributes = {name: value for name, value in element.attrib.items() if "xmlns" not in name}
    inside = "" if bare else element.text or ""
    after = [("" if bare else child.tail or "") for child in element]
    if element.tag == "body":  # space after </body> is put into it
        inside, after = inside.strip(), [one.strip() for one in after]
    return [element.tag, attributes, inside, [*zip(map(told, element), after, strict=True)]]


def test_every_edition_is_read_alike_by_both(planted, report_of, edition) -> None:
    page = document(report_of(planted, edition=edition.name), edition)
    tree = xml_tree(page)
    assert tree is not None
    assert told(tree) == told(html_tree(page))


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>no tbody</td></tr></table>",
        "<table>words<tbody><tr><td>a</td></tr></tbody></table>",
        "<p>a<div>b</div></p>",
        "<p>not closed",
        "<p>a&nbsp;b</p>",
        "<p>a<!-- b --></p>",
        "<p><![CDATA[<img src='x'>]]></p>",
        "<textarea><p>a</p></textarea>",
        "<noscript><p>a</p></noscript>",
        "<style>p::before {content: '&lt;'}</style>",
        "<a href='#a'><span><a href='#b'>b</a></span></a>",
        "<P>a</P>",
        "<li>a</li>",
        "<p>a\x00b</p>",
        "<svg xmlns='http://www.w3.org/2000/svg'><title><p>a</p></title></svg>",
    ],
)
def test_what_they_could_read_differently_is_read_as_html(body) -> None:
    assert xml_tree(PAGE.format(body)) is None


def test_an_entity_that_grows_is_not_read_as_xml() -> None:
    grows = '<!DOCTYPE html [<!ENTITY a "aaaa">]><html><head></head><body>&a;</body></html>'
    assert xml_tree(grows) is None


WORDS_HOLD = "a abbr b br code em i img span strong wbr"
BLOCKS = "blockquote dd div figcaption figure h1 h2 hr li ol p section textarea ul"
OF_TABLES = "caption col colgroup table tbody td th thead tr"
TAGS = f"{WORDS_HOLD} {BLOCKS} {OF_TABLES}".split()
WORDS = st.sampled_from(["", "words", " ", "&amp;", "1 &lt; 2", "“8 in 10”", "\n  "])


@st.composite
def elements(draw, depth=4):
    inner = [draw(WORDS)]
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        inner += [draw(elements(depth=depth - 1)), draw(WORDS)]
    tag = draw(st.sampled_from(TAGS))
    return (
        f"<{tag}>"
        if tag in {"br", "col", "hr", "img", "wbr"}
        else f"<{tag}>{''.join(inner)}</{tag}>"
    )


@given(elements())
def test_whatever_is_read_as_xml_is_what_html_reads(body) -> None:
    page = PAGE.format(TABLE + body)
    tree = xml_tree(page)
    assert tree is None or told(tree) == told(html_tree(page))


def test_the_pdf_is_the_same_to_the_byte(planted, report_of) -> None:
    from poet.printing.fonts import only_own_files

    page = document(report_of(planted, edition="summary"), load("summary"))
    options = {"pdf_variant": "pdf/ua-1", "pdf_identifier": b"poet"}
    read_as_html = weasyprint.HTML(string=page, url_fetcher=only_own_files())
    assert parsed_page(page, only_own_files()).write_pdf(**options) == read_as_html.write_pdf(
        **options
    )


def test_notes_keep_their_styles() -> None:
    """No template of ours has notes at the foot of a page; one of a council may."""
    page = PAGE.format('<p>a<span style="float: footnote">told below</span></p>')
    options = {"pdf_identifier": b"poet"}
    assert parsed_page(page, None).write_pdf(**options) == weasyprint.HTML(string=page).write_pdf(
        **options
    )
    (usual,) = weasyprint.HTML(string=page)._ua_stylesheets()
    assert parsed_page(page, None)._ua_stylesheets() == [usual]
    assert parsed_page(PAGE.format("<p>a</p>"), None)._ua_stylesheets() != [usual]
