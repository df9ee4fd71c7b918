"""What WeasyPrint leaves undone is mended, and nothing else is touched."""

from __future__ import annotations

import pytest
import weasyprint
from page import validate_pdf_bytes

from poet.printing.finish import finish
from poet.printing.fonts import only_own_files

PAGE = """<html lang="en"><head><title>A page</title><style>
@page { @top-center { content: "In the margin" } @bottom-right { content: counter(page) } }
</style></head><body><h1>A page</h1>
<table><thead><tr><th>Topic</th><th>Share</th></tr></thead>
<tbody><tr><th>One</th><td>1</td></tr><tr><th>Two</th><th>2</th></tr></tbody></table>
<p style="break-before: page">The second page</p></body></html>"""


@pytest.fixture(scope="module")
def raw() -> bytes:
    page = weasyprint.HTML(string=PAGE).render()
    return page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"poet")


@pytest.fixture(scope="module")
def finished(raw: bytes, pages):
    return pages(finish(raw))


def scopes(looked_at) -> list[str]:
    return [
        str(element.tags.A.get("/Scope")) if "/A" in element.tags else "None"
        for element in looked_at.elements
        if element.kind == "TH"
    ]


def test_header_cells_get_a_scope_by_where_they_stand(finished) -> None:
    assert scopes(finished) == ["/Column", "/Column", "/Row", "/Row", "/Column"]


def test_margins_become_artifacts_and_text_stays_text(finished) -> None:
    assert finished.texts(artifacts=True) == ["In the margin 1", "In the margin 2"]
    first, second = finished.texts(artifacts=False)
    assert first == "A page Topic Share One 1 Two 2"
    assert second == "The second page"


def test_without_it_neither_would_be_so(raw: bytes, pages) -> None:
    """When WeasyPrint does both itself, this module can go."""
    untouched = pages(raw)
    assert "In the margin" in untouched.texts(artifacts=False)[0]
    assert set(scopes(untouched)) == {"None"}


def test_the_words_and_their_order_are_untouched(raw: bytes, finished, pages) -> None:
    def words(looked_at) -> list[list[str]]:
        return [[piece.text for piece in page] for page in looked_at.pieces]

    assert words(finished) == words(pages(raw))


def test_the_same_bytes_each_time(raw: bytes) -> None:
    assert finish(raw) == finish(raw)


def test_a_finished_file_is_left_as_it_is(raw: bytes) -> None:
    once = finish(raw)
    assert finish(once) == once


MARKS = """<html lang="en"><head><title>Marks</title><style>
@font-face { font-family: "Poet Sans"; src: url("poet-font:NotoSans-Regular.ttf") }
</style></head><body><h1>Marks</h1><svg width="100" height="20" font-family="Poet Sans">
<title>A letter with two marks.</title><text y="15">\u1ecd\u0301</text></svg></body></html>"""


def broken_rules(data: bytes) -> set[str]:
    report = validate_pdf_bytes(data, profile="ua1")
    return {failure.rule_id for failure in report.failures}


def test_a_mark_drawn_apart_from_its_letter_stands_for_something() -> None:
    """WeasyPrint draws the words of a picture sign by sign, and puts a ring below a lone mark."""
    page = weasyprint.HTML(string=MARKS, url_fetcher=only_own_files())
    raw = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"poet")
    assert broken_rules(raw) == {"PDFUA1-FONT-UNICODE-MAPPING-001"}
    assert broken_rules(finish(raw)) == set()
